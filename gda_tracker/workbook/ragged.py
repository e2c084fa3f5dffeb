"""Rows of a text table that hold more cells than there are headings: nothing in them is shifted or lost without a word.

Most often the delimiter stands in a text without quotation marks. The cells beyond the last heading are kept together
in a column of their own, in which every text is a problem; the annotated return shows it under the same heading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..domain.problems import Problem, message
from .columns import BEYOND_COLUMN
from .tables import Cell, OpenedFile, Sheet, is_blank

EMPTY = "–"
"""Stands for an empty cell beyond the headings: it shows that the cells before it are shifted."""


def with_beyond(sheet: Sheet, header_row: int, delimiter: str, heading: str = BEYOND_COLUMN.header) -> Sheet:
    """The sheet with what stands beyond its headings in one more column; the sheet as it is where nothing does."""
    header, below = sheet.rows[header_row - 1], sheet.rows[header_row:]
    width = max(number for number, cell in enumerate(header, start=1) if not is_blank(cell))
    longest = max(len(header), width + _trailing(below, width))
    is_long = [
        len(row) > width and (len(row) > longest or any(not is_blank(cell) for cell in row[width:])) for row in below
    ]
    if not any(is_long):
        return sheet
    rows = [
        [*row[:width], _joined(row[width:], delimiter)] if beyond else row[:width]
        for row, beyond in zip(below, is_long, strict=True)
    ]
    return replace(sheet, rows=[*sheet.rows[: header_row - 1], [*header[:width], heading], *rows])


def file_with_beyond(file: OpenedFile, header_rows: Mapping[str, int], heading: str) -> OpenedFile:
    """A text table as its annotated return shows it; header rows by sheet."""
    sheets = tuple(
        with_beyond(sheet, header_rows[sheet.name], file.delimiter or ",", heading)
        if sheet.name in header_rows
        else sheet
        for sheet in file.sheets
    )
    return replace(file, sheets=sheets)


def row_too_long(text: str, delimiter: str | None) -> Problem:
    """The problem of a row with text beyond the headings; in a text table the delimiter is most likely why."""
    if delimiter is None:
        told = message("“{extra}” stands beyond the headings. Put every text of this row under its heading.")
        return Problem("row-too-long", told, column="beyond", value=text[:200], values={"extra": text[:80]})
    told = message(
        "This row has more cells than there are headings: “{extra}” stands beyond the last one. Where a text holds "
        "“{delimiter}”, put the whole text in double quotes."
    )
    values = {"extra": text[:80], "delimiter": _named(delimiter)}
    return Problem("row-too-long", told, column="beyond", value=text[:200], values=values)


def _named(delimiter: str) -> str:
    return "TAB" if delimiter == "\t" else delimiter


def _trailing(rows: Sequence[Sequence[Cell]], width: int) -> int:
    """How many delimiters every row ends with: some programs end each line with one, and nothing is shifted by it."""
    filled = [row for row in rows if any(not is_blank(cell) for cell in row)]
    if len(filled) < 2:
        return 0
    return max(0, min(len(row) for row in filled) - width)


def _joined(cells: Sequence[Cell], delimiter: str) -> str:
    return delimiter.join(str(cell).strip() or EMPTY for cell in cells)
