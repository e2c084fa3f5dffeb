"""The annotated return: the same workbook with its faulty cells coloured, a note in each, and a sheet of problems.

A CSV file comes back as a workbook, since a text file can carry neither colour nor note.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

import xlsxwriter

from ..domain.answers import Translate
from ..domain.problems import Problem
from .columns import BEYOND_COLUMN, KINDS, PROBLEM_COLUMN, STAMP_SHEET
from .findings import MOST_NOTES, by_row, findings_of, problem_column
from .patched_styles import COLOUR, Unpatchable
from .patching import Answer, patched
from .problem_sheet import HEADING_ROW, MARK, PROBLEMS, WIDTHS, is_problem_sheet, lines_of, location_of
from .ragged import file_with_beyond
from .reader import ReadReport
from .tables import Cell, OpenedFile, Sheet, begins_like_a_formula, cell_name

MOST_ROWS: Final = 20_000
_CELL_CHARS: Final = 32_767
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def annotated(
    data: bytes,
    file: OpenedFile,
    read: ReadReport,
    problems: Sequence[Problem],
    sentence: Callable[[Problem], str],
    t: Translate,
    mark: str = "",
) -> bytes:
    """The workbook to mend and upload again; `mark` is the demonstration mark, empty in a real register.

    Of a file with more rows than anybody mends by hand only the list of problems is made.
    """
    tabs = tuple(read.tabs.values())
    if file.kind == "csv":
        file = file_with_beyond(file, {tab.sheet: tab.header_row for tab in tabs}, t(BEYOND_COLUMN.header))
    findings = findings_of(problems, file.by_name, tabs, sentence)
    lines = lines_of(t, len(problems), len(findings), mark)
    answer = Answer(findings, tabs, lines, t(PROBLEMS), t(PROBLEM_COLUMN.header))
    if sum(len(sheet.rows) for sheet in file.sheets) > MOST_ROWS:
        return copied(replace(file, sheets=()), answer, t)
    if file.kind == "xlsx":
        try:
            return patched(data, file, answer)
        except (Unpatchable, zipfile.BadZipFile, UnicodeDecodeError, KeyError, ValueError):
            # Written in an unusual way: its cells are worth more than its looks.
            return copied(file, answer, t)
    return copied(file, answer, t)


def copied(file: OpenedFile, answer: Answer, t: Translate) -> bytes:
    """A new workbook with the same cells and the problems in it. Texts are written as texts, never as formulas."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    plain = {"text_wrap": True, "valign": "top"}
    faulty = {**plain, "bg_color": f"#{COLOUR[2:]}"}
    looks = {
        "plain": book.add_format(plain),
        "quoted": book.add_format({**plain, "quote_prefix": True}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        "faulty": book.add_format(faulty),
        "faulty_quoted": book.add_format({**faulty, "quote_prefix": True}),
        "faulty_day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "bg_color": f"#{COLOUR[2:]}"}),
        "bold": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "link": book.add_format({"font_color": "#0B6E5F", "underline": 1, "valign": "top"}),
        "title": book.add_format({"bold": True}),
        "unseen": book.add_format({"font_color": "#FFFFFF", "font_size": 8}),
    }
    sheets = [sheet for sheet in file.sheets if not is_problem_sheet(sheet)]
    names = _names(file, sheets, answer, t)
    taken = {name.casefold() for name in names.values()}
    list_name = answer.list_name if answer.list_name.casefold() not in taken else f"{answer.list_name[:28]} 2"
    for sheet in sheets:
        _copy(book, looks, sheet, names, answer, list_name)
    _list(book, looks, answer, names, list_name)
    book.close()
    return out.getvalue()


def _names(file: OpenedFile, sheets: Sequence[Sheet], answer: Answer, t: Translate) -> dict[str, str]:
    if file.kind == "csv" and sheets:
        tabs = {tab.sheet: tab for tab in answer.tabs}
        kind = next((kind for kind in KINDS if sheets[0].name in tabs and set(kind.needs) <= {
            *tabs[sheets[0].name].headings}), KINDS[0])  # fmt: skip
        return {sheets[0].name: t(kind.tab)}
    return {sheet.name: (sheet.name.translate(_FORBIDDEN).strip() or "–")[:31] for sheet in sheets}


def _copy(
    book: Any, looks: dict[str, Any], sheet: Sheet, names: dict[str, str], answer: Answer, list_name: str
) -> None:
    page = book.add_worksheet(names[sheet.name])
    tab = next((tab for tab in answer.tabs if tab.sheet == sheet.name), None)
    told_in = problem_column(sheet, tab) if tab else 0
    rows = by_row(finding for finding in answer.findings if finding.sheet == sheet.name)
    faulty = {finding.place for found in rows.values() for finding in found}
    for number, cells in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(cells, start=1):
            if column != told_in or (tab and number < tab.header_row):
                _write(page, number, column, cell, looks, is_faulty=(number, column) in faulty)
    if tab:
        page.write_string(tab.header_row - 1, told_in - 1, answer.heading, looks["bold"])
    notes = 0
    for number, found in rows.items():
        if tab and number != tab.header_row:
            sentences = "\n".join(dict.fromkeys(one.sentence for one in found))[:2000]
            location = "internal:" + location_of(list_name, (HEADING_ROW + found[0].number, 1))
            page.write_url(number - 1, told_in - 1, location, looks["link"], sentences[:255])
        for place in dict.fromkeys(one.place for one in found if one.place):
            texts = [f"{one.sentence}\n[gda:{one.rule}]" for one in found if one.place == place]
            if (notes := notes + 1) <= MOST_NOTES:
                page.write_comment(place[0] - 1, place[1] - 1, "\n\n".join(texts), {"x_scale": 2})
    if sheet.name == STAMP_SHEET:
        page.very_hidden()
    elif sheet.is_hidden:
        page.hide()


def _write(page: Any, row: int, column: int, cell: Cell, looks: dict[str, Any], *, is_faulty: bool) -> None:
    look = "faulty" if is_faulty else "plain"
    shape = looks[look]
    at = (row - 1, column - 1)
    if isinstance(cell, datetime):
        page.write_datetime(*at, cell.replace(tzinfo=None), looks["faulty_day" if is_faulty else "day"])
    elif isinstance(cell, date):
        day = datetime(cell.year, cell.month, cell.day)
        page.write_datetime(*at, day, looks["faulty_day" if is_faulty else "day"])
    elif isinstance(cell, bool):
        page.write_boolean(*at, cell, shape)
    elif isinstance(cell, int | float):
        page.write_number(*at, cell, shape)
    elif cell != "":
        quoted = {"plain": "quoted", "faulty": "faulty_quoted"}[look] if begins_like_a_formula(cell) else look
        page.write_string(*at, str(cell)[:_CELL_CHARS], looks[quoted])
    elif is_faulty:
        page.write_blank(*at, None, shape)


def _list(book: Any, looks: dict[str, Any], answer: Answer, names: dict[str, str], list_name: str) -> None:
    page = book.add_worksheet(list_name)
    page.write_string(0, 0, answer.lines.title, looks["title"])
    page.write_string(1, 0, answer.lines.mark, looks["title"])
    for column, (heading, width) in enumerate(zip((*answer.lines.headings, MARK), WIDTHS, strict=True)):
        page.write_string(HEADING_ROW - 1, column, heading, looks["unseen" if heading == MARK else "bold"])
        page.set_column(column, column, width)
    page.freeze_panes(HEADING_ROW, 0)
    page.activate()
    for finding in answer.findings:
        row = HEADING_ROW + finding.number - 1
        sheet = names.get(finding.sheet, finding.sheet)
        texts = (sheet, cell_name(finding.place) if finding.place else "", finding.column, finding.value, finding.rule)
        for column, text in enumerate((*texts, finding.sentence)):
            page.write_string(row, column, text, looks["quoted" if begins_like_a_formula(text) else "plain"])
        if finding.place and finding.sheet in names:
            location = f"internal:{location_of(sheet, finding.place)}"
            page.write_url(row, 2, location, looks["link"], finding.column[:255] or texts[1])
