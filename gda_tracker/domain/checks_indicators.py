"""Rules on indicators: a figure of one year, of the catalogue or of one's own, beside its baseline."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from .evidence import text_problem
from .indicators import Indicator
from .problems import Problem, message
from .report import IndicatorValue

INDICATORS: Final = "Indicators"
INDICATORS_MOST: Final = 40
NAME_CHARS: Final = 200
UNIT_CHARS: Final = 60
EARLIEST_YEAR: Final = 1990


def indicator_code_problem(code: str, item: str, catalogue: Mapping[str, Indicator]) -> Problem | None:
    """A code is one of the catalogue, and of the item that the answer is about."""
    known = catalogue.get(code)
    if known is None:
        return Problem(
            "indicator-unknown",
            message("The catalogue has no indicator {code}. Choose one of the item, or name your own with its unit."),
            column="code",
            value=code[:40],
            values={"code": code[:40]},
        )
    if known.item != item:
        return Problem(
            "indicator-elsewhere",
            message("The indicator {code} belongs to {other}. Give it there, or choose one of {item}."),
            column="code",
            value=code,
            values={"code": code, "other": known.item, "item": item},
        )
    return None


def indicator_naming_problem(code: str | None, name: str | None, unit: str | None) -> Problem | None:
    """Either a code of the catalogue, or an own name with its unit."""
    if code and (name or unit):
        text = message("An indicator of the catalogue brings its name and unit. Clear your own, or clear the code.")
        return Problem("indicator-named-twice", text, column="name", value=name or unit)
    if code:
        return None
    if not name:
        text = message("Choose an indicator of the catalogue, or give your own a name.")
        return Problem("indicator-unnamed", text, column="name")
    if not unit:
        return Problem("indicator-without-unit", message("Give the unit in which you count."), column="unit")
    return text_problem(name, "name", NAME_CHARS) or text_problem(unit, "unit", UNIT_CHARS)


def figure_problem(value: float, column: str) -> Problem | None:
    """A figure is a number that can be written down."""
    if math.isfinite(value):
        return None
    return Problem("figure-not-a-number", message("Give a plain number."), column=column, value=str(value))


def year_problem(year: int, column: str, today: date) -> Problem | None:
    """A year from 1990 to this one."""
    if EARLIEST_YEAR <= year <= today.year:
        return None
    return Problem(
        "year-out-of-range" if 1 <= year <= 9999 else "year-impossible",
        message("Give a year from {first} to {last}."),
        column=column,
        value=str(year),
        values={"first": str(EARLIEST_YEAR), "last": str(today.year)},
    )


def baseline_problem(year: int | None, value: float | None, baseline_year: int | None) -> Problem | None:
    """A baseline has a value and a year, and the year lies before the one that is compared with it."""
    if value is not None and baseline_year is None:
        return Problem("baseline-year-missing", message("Give the year of the baseline."), column="baseline_year")
    if value is None and baseline_year is not None:
        text = message("Give the value of the baseline, or clear its year.")
        return Problem("baseline-value-missing", text, column="baseline_value")
    if year is None or baseline_year is None or baseline_year < year:
        return None
    return Problem(
        "baseline-not-before",
        message("The baseline's year must lie before {year}."),
        column="baseline_year",
        value=str(baseline_year),
        values={"year": str(year)},
    )


def indicator_problems(
    one: IndicatorValue, item: str, catalogue: Mapping[str, Indicator], today: date
) -> Iterator[Problem]:
    """Everything that is wrong with one figure."""
    rules = (
        indicator_code_problem(one.code, item, catalogue) if one.code else None,
        indicator_naming_problem(one.code, one.name, one.unit),
        figure_problem(one.value, "value"),
        year_problem(one.year, "year", today),
        figure_problem(one.baseline_value, "baseline_value") if one.baseline_value is not None else None,
        year_problem(one.baseline_year, "baseline_year", today) if one.baseline_year is not None else None,
        baseline_problem(one.year, one.baseline_value, one.baseline_year),
    )
    return (problem for problem in rules if problem is not None)


def too_many_indicators(count: int) -> Problem | None:
    """A bound on how many figures one answer gives."""
    if count <= INDICATORS_MOST:
        return None
    text = message("There are {count} figures for this item; give the {most} that show it best.")
    return Problem("indicators-too-many", text, sheet=INDICATORS, values={"count": count, "most": INDICATORS_MOST})


def figure_twice(one: IndicatorValue) -> Problem:
    """One indicator has one value a year."""
    return Problem(
        "figure-twice",
        message("“{name}” is given twice for {year}. Keep one figure."),
        column="code" if one.code else "name",
        value=one.code or one.name,
        values={"name": one.code or one.name or "", "year": str(one.year)},
    )


def indicators_problems(
    figures: Sequence[IndicatorValue], item: str, catalogue: Mapping[str, Indicator], today: date
) -> Iterator[Problem]:
    """Everything that is wrong with the figures of one answer; `row` is the figure's number, from 1."""
    if problem := too_many_indicators(len(figures)):
        yield problem
    seen: set[tuple[str, str, int]] = set()
    for number, one in enumerate(figures, start=1):
        key = (one.code or "", (one.name or "").casefold(), one.year)
        found = [*indicator_problems(one, item, catalogue, today), *([figure_twice(one)] if key in seen else [])]
        seen.add(key)
        yield from (replace(problem, sheet=INDICATORS, row=number) for problem in found)
