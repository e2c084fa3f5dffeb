"""The faulty rows of a list as a workbook or CSV to mend and bring again: as they were, with what is wrong beside."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import xlsxwriter

from .findings import written
from .lists import RawList, RawRow
from .patched_styles import COLOUR
from .tables import Cell
from .tabular import as_text

_CELL_CHARS: Final = 32_767
_ACTS: Final = ("=", "+", "-", "@", "\t", "\r")


def faulty_workbook(listed: RawList, told: Mapping[int, Sequence[str]], headings: tuple[str, str], mark: str) -> bytes:
    """The rows that `told` names, below the headings of the list; `headings` are those of the row and the problem.

    Texts are texts, never formulas; `mark` is the demonstration mark and stands above everything.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    wrong = book.add_format({"text_wrap": True, "valign": "top", "bg_color": f"#{COLOUR[2:]}"})
    page = book.add_worksheet("List")
    first = 0
    if mark:
        page.write_string(0, 0, mark, bold)
        first = 2
    for column, heading in enumerate((*listed.headings, *headings)):
        page.write_string(first, column, written(heading), bold)
    width = len(listed.headings)
    for place, row in enumerate(_faulty(listed, told), start=first + 1):
        for column, cell in enumerate(row.cells):
            _write(page, (place, column), cell, (plain, day))
        page.write_number(place, width, row.number, plain)
        page.write_string(place, width + 1, written(" ".join(told[row.number]))[:_CELL_CHARS], wrong)
    page.set_column(0, max(0, width - 1), 22)
    page.set_column(width + 1, width + 1, 70)
    page.freeze_panes(first + 1, 0)
    book.close()
    return out.getvalue()


def faulty_csv(listed: RawList, told: Mapping[int, Sequence[str]], headings: tuple[str, str], mark: str) -> bytes:
    """The same as text, UTF-8 with a mark of it; what a spreadsheet program would take for a formula is quoted."""
    out = io.StringIO()
    writer = csv.writer(out)
    if mark:
        writer.writerow([mark])
    writer.writerow([_quiet(heading) for heading in (*listed.headings, *headings)])
    for row in _faulty(listed, told):
        cells = [_quiet(_text(cell)) for cell in row.cells]
        writer.writerow([*cells, row.number, _quiet(" ".join(told[row.number]))])
    return out.getvalue().encode("utf-8-sig")


def _faulty(listed: RawList, told: Mapping[int, Sequence[str]]) -> list[RawRow]:
    return [row for row in listed.rows if row.number in told]


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else as_text(cell)


def _quiet(text: str) -> str:
    return f"'{text}" if text.startswith(_ACTS) else text


def _write(page: Any, place: tuple[int, int], cell: Cell, looks: tuple[Any, Any]) -> None:
    if isinstance(cell, datetime):
        page.write_datetime(*place, cell.replace(tzinfo=None), looks[1])
    elif isinstance(cell, date):
        page.write_datetime(*place, datetime(cell.year, cell.month, cell.day), looks[1])
    elif isinstance(cell, bool):
        page.write_boolean(*place, cell, looks[0])
    elif isinstance(cell, int | float):
        page.write_number(*place, cell, looks[0])
    elif isinstance(cell, time | timedelta) or cell:
        page.write_string(*place, str(cell)[:_CELL_CHARS], looks[0])
