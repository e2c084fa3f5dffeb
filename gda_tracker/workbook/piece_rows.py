"""What the sheets of measures, indicators and evidence share: rows keyed within their item, checked by the one set of
rules (`domain.checks.problems_of`), each problem in the cell that it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final, TypeAlias

from ..domain.checks import problems_of
from ..domain.problems import Problem, message
from ..domain.report import Entry
from . import codes
from .merging import MODELS, key_of, numbered
from .repeats import repeats_piece
from .rows import Expected, Key, Piece
from .tabular import Grid

FIELD_COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {"measures": {"title": "measure"}}
"""Where a sheet calls a field otherwise than its model does."""
_Seen: TypeAlias = dict[tuple[str, Key], tuple[int, Mapping[str, object]]]
"""By item and key: the row that stands there, and its fields."""


def day_reader(grid: Grid, column: str) -> Any:
    """`codes.day` for one column of this file."""
    return partial(codes.day, column=column, counts_from_1904=grid.counts_from_1904)


def gap(
    grid: Grid, name: str, values: Sequence[object], problem: Problem, needed: Sequence[bool] | None = None
) -> None:
    """A cell that every row which says something needs; one that was filled in wrongly has its own problem."""
    marked, cells = grid.marked(name), grid.cells(name)
    for index, value in enumerate(values):
        is_needed = grid.is_given[index] and (needed is None or needed[index])
        if is_needed and value is None and cells[index] == "" and index not in marked:
            grid.note(index, problem)


def pieces_of(
    part: str,
    grid: Grid,
    items: Sequence[str | None],
    columns: Mapping[str, Sequence[object]],
    expected: Expected,
    *,
    may_repeat: bool = False,
) -> list[Piece]:
    """The rows of one part without those that are wrong; `columns` are the fields that the file has, by name."""
    removed: list[bool | None] = grid.read("remove", codes.remove)
    wrong = {problem.row for problem in grid.problems}
    seen: _Seen = {}
    found: dict[int, tuple[str, Any]] = {}
    pieces = []
    for index, item in enumerate(items):
        row = grid.excel_row(index)
        if item not in expected.asked or not grid.is_given[index] or row in grid.unread:
            continue
        fields = {name: values[index] for name, values in columns.items()}
        if row in wrong and not repeats_piece(part, fields, expected.recorded.get(item or "", ())):
            continue
        if row in wrong:
            grid.repeating.add(row)
            fields |= {"title": fields.get("title") or ""} if "title" in fields else {}
        one = MODELS[part].model_validate(fields)
        place = _place(grid, index, (str(item), key_of(one)), fields, seen, may_repeat=may_repeat)
        if place is None:
            continue
        seen[place] = (row, fields)
        is_removed = bool(removed[index])
        if not is_removed:
            found[index] = (str(item), one)
        pieces.append(Piece(part, *place, fields, is_removed, row))
    if part != "evidence":  # whose rules were applied to its columns
        _check(part, grid, found, expected)
        grid.repeating |= _repeating(part, grid, pieces, expected)
    return pieces


def _place(
    grid: Grid, index: int, place: tuple[str, Key], fields: Mapping[str, object], seen: _Seen, *, may_repeat: bool
) -> tuple[str, Key] | None:
    """Under which item and key the row stands; None when a row above says the same, or another thing of the same."""
    if place not in seen:
        return place
    above, said = seen[place]
    if said == fields:
        return None
    if not may_repeat:
        grid.note(index, _twice(above))
        grid.repeating.discard(grid.excel_row(index))
        return None
    item, key = place
    return item, numbered(key, {other for about, other in seen if about == item})


def _repeating(part: str, grid: Grid, pieces: Sequence[Piece], expected: Expected) -> set[int]:
    """The rows with a problem that only repeat what is on record."""
    wrong = {problem.row for problem in grid.problems}
    return {
        one.row
        for one in pieces
        if one.row in wrong and repeats_piece(part, one.fields, expected.recorded.get(one.item, ()))
    }


def _twice(row: int) -> Problem:
    text = message("This row is about the same as row {row} and says something else. Keep one of them.")
    return Problem("row-twice", text, column="item", values={"row": row})


def _check(part: str, grid: Grid, found: Mapping[int, tuple[str, Any]], expected: Expected) -> None:
    """The rules of the domain, item by item; a rule names the piece by its number within the item."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for index, (item, _) in found.items():
        rows[item].append(index)
    names = FIELD_COLUMNS.get(part, {})
    for item, indices in rows.items():
        entry = Entry(item=item).model_copy(update={part: tuple(found[index][1] for index in indices)})
        found_in = problems_of(entry, expected.asked, expected.known, expected.catalogue, expected.today)
        for problem in found_in:
            if (problem.sheet or "").casefold() != part:
                continue
            column = names.get(problem.column or "", problem.column)
            # What the file has no column for may be on record; whether it is, the report as a whole is asked.
            if column is None or grid.has(column):
                grid.note(indices[(problem.row or 1) - 1], replace(problem, column=column))
