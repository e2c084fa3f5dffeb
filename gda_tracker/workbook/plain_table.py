"""One table of ours as XLSX or CSV to take away; nothing that people wrote can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Final

import xlsxwriter

Cell = str | int | float | date | None
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_WIDTH: Final = 22


def table_csv(header: Sequence[str], rows: Sequence[Sequence[Cell]], mark: str) -> bytes:
    """UTF-8 with a byte order mark; `mark` stands in a last column of its own where there is one."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    last = [mark] if mark else []
    writer.writerow([*header, *last])
    writer.writerows([*map(_harmless, row), *last] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def table_xlsx(sheet: str, header: Sequence[str], rows: Sequence[Sequence[Cell]], notes: Sequence[str]) -> bytes:
    """A workbook of one sheet: the notes first, then the table with a filter; days are days."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    head, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
    page = book.add_worksheet(sheet[:31])
    for number, note in enumerate(notes):
        page.write_string(number, 0, note)
    top = len(notes) + 1 if notes else 0
    page.set_column(0, max(0, len(header) - 1), _WIDTH)
    for place, name in enumerate(header):
        page.write_string(top, place, name, head)
    for number, row in enumerate(rows, start=top + 1):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                page.write_string(number, place, cell)
            elif isinstance(cell, date):
                page.write_datetime(number, place, cell, day)
            elif cell is not None:
                page.write_number(number, place, cell)
    page.autofilter(top, 0, top + max(1, len(rows)), max(0, len(header) - 1))
    page.freeze_panes(top + 1, 1)
    book.close()
    return out.getvalue()


def _harmless(cell: Cell) -> object:
    """A text that begins like a formula gets an apostrophe before it."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    return cell.isoformat() if isinstance(cell, date) else "" if cell is None else cell
