"""The sheets of measures and of indicators: what each row says, by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from ..domain.checks_indicators import NAME_CHARS, UNIT_CHARS
from ..domain.checks_measures import MEASURE_CHARS, OWNER_CHARS, measure_title_problem
from ..domain.problems import Problem, message
from . import codes, figures
from .columns import plain
from .piece_rows import day_reader, gap, pieces_of
from .report_sheet import read_text
from .rows import Expected, Piece
from .tables import Cell
from .tabular import Grid, as_text

CODE_CHARS: Final = 20


def read_measures(grid: Grid, items: Sequence[str | None], expected: Expected) -> list[Piece]:
    """Measures, keyed by their title within the item; problems go to the grid."""
    titles = read_text(grid, "measure", MEASURE_CHARS)
    if untitled := measure_title_problem(None):
        gap(grid, "measure", titles, replace(untitled, column="measure"))
    starts: list[date | None] = grid.read("starts_on", day_reader(grid, "starts_on"))
    ends: list[date | None] = grid.read("ends_on", day_reader(grid, "ends_on"))
    amounts: list[Decimal | None] = grid.read("budget_amount", _amount)
    currencies = [code.upper() if code else None for code in read_text(grid, "budget_currency", CODE_CHARS)]
    columns: dict[str, Sequence[object]] = {
        "starts_on": starts,
        "ends_on": ends,
        "owner": read_text(grid, "owner", OWNER_CHARS),
        "budget_amount": amounts,
        "budget_currency": currencies,
    }
    present = {name: values for name, values in columns.items() if grid.has(name)}
    return pieces_of("measures", grid, items, {"title": titles, **present}, expected)


def _amount(cell: Cell) -> Decimal | Problem:
    if figures.is_percent(cell):
        text = message("“{value}” is a percentage. Give the amount of money.")
        return Problem("percent-unexpected", text, column="budget_amount", values={"value": str(cell)[:80]})
    return figures.number(cell, "budget_amount")


def read_indicators(grid: Grid, items: Sequence[str | None], expected: Expected) -> list[Piece]:
    """Figures of a year, keyed by code or name and year within the item; problems go to the grid."""
    codes_read: list[str | None] = grid.read("code", _code_reader(expected))
    names, units = read_text(grid, "name", NAME_CHARS), read_text(grid, "unit", UNIT_CHARS)
    values: list[Decimal | None] = grid.read("value", partial(figures.number, column="value"))
    years: list[int | None] = grid.read("year", partial(figures.year, column="year"))
    baselines: list[Decimal | None] = grid.read("baseline_value", partial(figures.number, column="baseline_value"))
    baseline_years: list[int | None] = grid.read("baseline_year", partial(figures.year, column="baseline_year"))
    _check_gaps(grid, codes_read, names, values, years)
    counted_in = [expected.catalogue[code].unit if code else unit for code, unit in zip(codes_read, units, strict=True)]
    for name in ("value", "baseline_value"):
        _check_percentages(grid, name, counted_in)
    # An indicator of the catalogue has its name and unit there; what stands beside it in the sheet is for reading.
    columns: dict[str, Sequence[object]] = {
        "code": codes_read,
        "name": [None if code else name for code, name in zip(codes_read, names, strict=True)],
        "unit": [None if code else unit for code, unit in zip(codes_read, units, strict=True)],
        "baseline_value": _floats(baselines),
        "baseline_year": baseline_years,
    }
    present = {name: cells for name, cells in columns.items() if grid.has(name)}
    return pieces_of("indicators", grid, items, {**present, "value": _floats(values), "year": years}, expected)


def _floats(values: Sequence[Decimal | None]) -> list[float | None]:
    return [None if value is None else float(value) for value in values]


def _code_reader(expected: Expected) -> partial[str | Problem]:
    known: Mapping[str, str] = {
        plain(written): code for code, one in expected.catalogue.items() for written in (code, one.name)
    }
    text = message(
        "“{value}” is not in the catalogue of indicators. Choose one from the list, or name your own in the column "
        "“Own indicator” with its unit."
    )
    return partial(codes.coded, names=known, rule="indicator-unknown", text=text, column="code")


def _check_gaps(
    grid: Grid,
    codes_read: Sequence[str | None],
    names: Sequence[str | None],
    values: Sequence[Decimal | None],
    years: Sequence[int | None],
) -> None:
    nameless = Problem(
        "indicator-missing",
        message("Choose an indicator from the list, or name your own with its unit."),
        column="code",
    )
    marked = grid.marked("name")
    unnamed = [name is None and index not in marked for index, name in enumerate(names)]
    gap(grid, "code", codes_read, nameless, unnamed)
    valueless = Problem("value-missing", message("Give the figure, or empty the row."), column="value")
    gap(grid, "value", values, valueless)
    gap(grid, "year", years, Problem("year-missing", message("Give the year of the figure."), column="year"))


def _check_percentages(grid: Grid, name: str, units: Sequence[str | None]) -> None:
    for index, cell in enumerate(grid.cells(name)):
        unit = units[index] or ""
        if figures.is_percent(cell) and "%" not in unit and "percent" not in unit.replace(" ", "").casefold():
            text = message("“{value}” is a percentage, but the indicator is counted in {unit}. Give the number.")
            values = {"value": as_text(cell)[:80], "unit": unit or "–"}
            grid.note(index, Problem("percent-unexpected", text, column=name, values=values), as_text(cell))
