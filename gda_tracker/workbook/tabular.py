"""Checking a sheet column by column: every distinct cell is read once, however many rows repeat it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from difflib import get_close_matches
from functools import partial
from typing import Final, TypeVar

from ..domain.problems import Problem, message
from .columns import Kind, headers_of, plain
from .tables import Cell, Sheet, cell_name, column_letters, is_blank

HEADER_SEARCH: Final = 20
"""The header is looked for in so many rows at the top; titles and notes may stand above it."""
HEADER_WIDTH: Final = 300
LIKE: Final = 0.82
"""How alike two headings must be for one to be taken for a slip of the other (`difflib`)."""
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands (row as Excel shows it) and which column, from 0, holds which field.

    `notices` tell what is left unread: columns of one's own and notes beside the table.
    """

    row: int
    places: Mapping[str, int]
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...] = ()


def find_header(sheet: Sheet, kind: Kind, written: Mapping[str, str]) -> Header | None:
    """The row that names the needed columns, in whatever order and in English, French or as the workbook wrote it."""
    known = headers_of(kind.columns, written)
    for number, row in enumerate(sheet.rows[:HEADER_SEARCH], start=1):
        fields = [known.get(plain(cell)) if not is_blank(cell) else None for cell in row[:HEADER_WIDTH]]
        if all(need in fields for need in kind.needs):
            return _header(sheet, number, fields, known)
    return None


def _header(sheet: Sheet, number: int, fields: Sequence[str | None], known: Mapping[str, str]) -> Header:
    places: dict[str, int] = {}
    problems, notices = [], []
    for place, (cell, name) in enumerate(zip(sheet.rows[number - 1], fields, strict=False)):
        written = str(cell)
        about = partial(
            Problem, sheet=sheet.name, row=number, column=written, value=written, cell=cell_name((number, place + 1))
        )
        if name is None and not is_blank(cell):
            near = get_close_matches(plain(cell), [one for one in known if known[one] not in fields], 1, LIKE)
            if near:
                text = message("The column “{column}” is not known. If it is “{known}”, correct its heading.")
                values = {"column": written, "known": near[0]}
                problems.append(about("column-misspelt", text, values=values))
            else:
                text = message("The column “{column}” is not one of this sheet's. It was left unread.")
                notices.append(about("column-unknown", text, values={"column": written}))
        elif name is None and any(len(later) > place and not is_blank(later[place]) for later in sheet.rows[number:]):
            letters = column_letters(place + 1)
            text = message("Column {letters} has no heading. What it holds was left unread.")
            notices.append(about("column-unnamed", text, values={"letters": letters}))
        elif name in places:
            text = message("The column “{column}” is there twice. Keep one of them.")
            problems.append(about("column-twice", text, values={"column": written}))
        elif name is not None:
            places[name] = place
    return Header(number, places, tuple(problems), tuple(notices))


class Grid:
    """The rows below the header as columns of stripped cells; finds problems and says where they stand."""

    def __init__(
        self, sheet: Sheet, header: Header, answer_fields: Iterable[str], *, counts_from_1904: bool = False
    ) -> None:
        self.sheet = sheet
        self.counts_from_1904 = counts_from_1904
        self.header = header
        self.problems: list[Problem] = list(header.problems)
        self.unread: set[int] = set()
        """Rows, as Excel shows them, with a cell whose meaning is not known."""
        self.repeating: set[int] = set()
        """Rows, as Excel shows them, that say what is on record already."""
        rows = sheet.rows[header.row :]
        columns = _columns(rows, len(sheet.rows[header.row - 1]))
        self._columns = {name: _stripped(columns[place]) for name, place in header.places.items()}
        self._write_percentages()
        self.is_given = _any_given([self._columns[name] for name in answer_fields if name in self._columns])
        self._blank: Sequence[Cell] = [""] * len(rows)
        self._names = [str(cell).strip() for cell in sheet.rows[header.row - 1]]

    def _write_percentages(self) -> None:
        """A number that is shown as 45 % is taken as the text `45%`, as people see it."""
        for name, place in self.header.places.items():
            rows = {row - self.header.row - 1 for row, column in self.sheet.percent_cells if column == place + 1}
            if rows:
                cells = self._columns[name]
                self._columns[name] = [_percentage(cell) if n in rows else cell for n, cell in enumerate(cells)]

    def has(self, name: str) -> bool:
        """Whether the sheet has the column at all."""
        return name in self._columns

    def cells(self, name: str) -> Sequence[Cell]:
        """The cells of a field, blank ones as an empty text; all blank when the column is missing."""
        return self._columns.get(name, self._blank)

    def excel_row(self, index: int) -> int:
        """The row as Excel shows it: the header's number, plus one for the first row below it."""
        return self.header.row + 1 + index

    def read(self, name: str, reader: Callable[[Cell], Value | Problem]) -> list[Value | None]:
        """The meaning of each cell, None where blank or wrong; what is wrong becomes a problem in its row."""
        cells = self.cells(name)
        meanings = {cell: reader(cell) for cell in set(cells) if cell != ""}
        wrong = {cell: meaning for cell, meaning in meanings.items() if isinstance(meaning, Problem)}
        if wrong:
            for index, cell in enumerate(cells):
                if cell in wrong and self.is_given[index]:
                    self.note(index, wrong[cell], str(cell))
                    self.unread.add(self.excel_row(index))
        good: dict[Cell, Value | None] = {
            cell: meaning for cell, meaning in meanings.items() if not isinstance(meaning, Problem)
        }
        return [good.get(cell) for cell in cells]

    def check(self, name: str, values: Sequence[Value | None], rule: Callable[[Value], Problem | None]) -> None:
        """Apply a rule to every distinct value; problems stand in the rows that hold the value."""
        wrong = {value: rule(value) for value in set(values) if value is not None}
        wrong = {value: problem for value, problem in wrong.items() if problem is not None}
        if wrong:
            for index, value in enumerate(values):
                if value is not None and (problem := wrong.get(value)) is not None and self.is_given[index]:
                    self.note(index, problem, str(self.cells(name)[index]))

    def note(self, index: int, problem: Problem, value: str | None = None) -> None:
        """Keep a problem with its place in the sheet."""
        place = self.header.places.get(problem.column or "")
        column = problem.column if place is None else self._names[place]
        shown = problem.value if value is None else value[:200]
        row = self.excel_row(index)
        cell = None if place is None else f"{column_letters(place + 1)}{row}"
        self.problems.append(
            Problem(
                problem.rule, problem.message, self.sheet.name, row, column, shown, problem.values, problem.item, cell
            )
        )

    def note_machinery(self) -> None:
        """Formulas and error values in cells that are read: what they show is not what anybody wrote."""
        fields = {place + 1: name for name, place in self.header.places.items()}
        formula = message("This cell holds a formula. Copy it and paste it back as a value.")
        error = message("This cell shows an error. Type its value.")
        for cells, rule, text in (
            (self.sheet.formula_cells, "formula", formula),
            (self.sheet.error_cells, "error-value", error),
        ):
            for row, column in sorted(cells):
                index = row - self.header.row - 1
                if index >= 0 and column in fields:
                    name = fields[column]
                    cells_of = self.cells(name)
                    shown = as_text(cells_of[index]) if index < len(cells_of) else ""
                    value = self.sheet.formulas.get((row, column)) or shown
                    self.note(index, Problem(rule, text, column=name), value or None)
                    self.unread.add(row)

    def marked(self, name: str) -> frozenset[int]:
        """The rows whose cell of this field holds a formula or an error: it has its own problem and is not missing."""
        place = self.header.places.get(name)
        if place is None:
            return frozenset()
        cells = self.sheet.formula_cells | self.sheet.error_cells
        return frozenset(row - self.header.row - 1 for row, column in cells if column == place + 1)


def _columns(rows: Sequence[Sequence[Cell]], width: int) -> list[tuple[Cell, ...]]:
    """The rows turned into columns; rows of CSV may be shorter or longer than the header."""
    if not rows:
        return [()] * width
    if any(len(row) != width for row in rows):
        rows = [[*row[:width], *[""] * (width - len(row))] for row in rows]
    return list(zip(*rows, strict=True))


def _stripped(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells without surrounding space; most columns have none and are not copied."""
    if any(isinstance(cell, str) and cell != cell.strip() for cell in set(cells)):
        return [cell.strip() if isinstance(cell, str) else cell for cell in cells]
    return cells


def _percentage(cell: Cell) -> Cell:
    return f"{Decimal(repr(cell)) * 100:f}%" if isinstance(cell, float) else cell


def _any_given(columns: Sequence[Sequence[Cell]]) -> list[bool]:
    """For each row whether any of the columns is filled in."""
    given: list[bool] = []
    for cells in columns:
        if given and all(given):
            break
        filled = [cell != "" for cell in cells]
        given = [one or other for one, other in zip(given, filled, strict=True)] if given else filled
    return given


@contextmanager
def collections_paused() -> Iterator[None]:
    """No cyclic garbage collection inside: over 100,000 rows in memory it takes half of the time and frees nothing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def as_text(cell: Cell) -> str:
    """A cell as text; whole numbers and days as people would write them."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and not cell.time():
        return cell.date().isoformat()
    return str(cell)
