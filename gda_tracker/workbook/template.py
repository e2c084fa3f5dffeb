"""The workbook that a signatory fills in: a row per item, last answers, drop-downs, guidance in its language."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

import xlsxwriter

from ..domain.answers import (
    ADDITIONALITY_LABELS,
    EVIDENCE_KIND_LABELS,
    OFF_SCALE_LABELS,
    REASON_LABELS,
    STATUS_LABELS,
    Translate,
)
from ..domain.declaration import Cycle, Item
from ..domain.problems import message
from ..domain.report import Entry
from .codes import choice
from .columns import EVIDENCE_COLUMNS, REPORT_COLUMNS, SCHEMA_VERSION, STAMP_SHEET, Column
from .guidance import HINTS, guidance

HEADER_ROW: Final = 3
"""Counted from 0: title, hint and an empty row stand above the header."""
EVIDENCE_ROWS: Final = 200
"""Rows of the Evidence sheet that carry drop-downs; more rows are read all the same."""
DEMONSTRATION: Final = message("Demonstration data – not real reports")


@dataclass(frozen=True, slots=True)
class ReportContent:
    """What the workbook is made for and what it shows; entries by item code."""

    signatory_id: str
    signatory: str
    cycle: Cycle
    items: tuple[Item, ...]
    entries: Mapping[str, Entry] = field(default_factory=dict)
    last: Mapping[str, Entry] = field(default_factory=dict)
    is_demonstration: bool = False


def report_workbook(content: ReportContent, t: Translate) -> bytes:
    """The XLSX file. Nothing that people wrote can become a formula: texts are written as texts."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": f"{content.signatory} {content.cycle.code}", "author": "", "comments": ""})
    formats = _formats(book)
    _read_me(book, formats, content, t)
    report = _sheet(book, formats, content, t(message("Report")), REPORT_COLUMNS, t)
    _fill(report, formats, [_report_cells(item, content, t) for item in content.items])
    evidence = _sheet(book, formats, content, t(message("Evidence")), EVIDENCE_COLUMNS, t)
    pieces = [cells for item in content.items for cells in _evidence_cells(content.entries.get(item.code), t)]
    _fill(evidence, formats, pieces)
    choices = _hidden_lists(book, content, t)
    _offer(report, REPORT_COLUMNS, len(content.items), choices, t)
    _offer(evidence, EVIDENCE_COLUMNS, len(pieces) + EVIDENCE_ROWS, choices, t)
    report.activate()
    book.close()
    return out.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    wrap = {"text_wrap": True, "valign": "top"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "mark": book.add_format({"bold": True, "font_color": "#6B4A00", "bg_color": "#FFF4DB"}),
        "quiet": book.add_format({**wrap, "font_color": "#5B6B67"}),
        "header": book.add_format({**wrap, "bold": True, "bg_color": "#CFE6E0", "bottom": 1}),
        "last_header": book.add_format({**wrap, "bold": True, "font_color": "#5B6B67", "bg_color": "#F6F8F7"}),
        "cell": book.add_format({**wrap, "locked": False}),
        "day": book.add_format({**wrap, "locked": False, "num_format": "yyyy-mm-dd"}),
        "fixed": book.add_format({**wrap, "bg_color": "#F6F8F7"}),
        "last": book.add_format({**wrap, "font_color": "#5B6B67", "bg_color": "#F6F8F7"}),
        "last_day": book.add_format(
            {**wrap, "font_color": "#5B6B67", "bg_color": "#F6F8F7", "num_format": "yyyy-mm-dd"}
        ),
    }


def _head(sheet: Any, formats: Mapping[str, Any], content: ReportContent, t: Translate) -> None:
    title = t("{signatory}: report for {cop}", signatory=content.signatory, cop=content.cycle.cop)
    sheet.write_string(0, 0, title, formats["title"])
    if content.is_demonstration:
        sheet.write_string(1, 0, t(DEMONSTRATION), formats["mark"])


def _sheet(
    book: Any, formats: Mapping[str, Any], content: ReportContent, name: str, columns: Sequence[Column], t: Translate
) -> Any:
    sheet = book.add_worksheet(name)
    _head(sheet, formats, content, t)
    for number, column in enumerate(columns):
        kind = "last_header" if column.field.startswith("last_") else "header"
        sheet.write_string(HEADER_ROW, number, t(column.header), formats[kind])
        sheet.set_column(number, number, column.width)
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _report_cells(item: Item, content: ReportContent, t: Translate) -> dict[str, object]:
    now, last = content.entries.get(item.code), content.last.get(item.code)
    answer = _answer_cells(now, t) if now else {}
    before = _answer_cells(last, t) if last else {}
    shown_before = {f"last_{name}": before.get(name) for name in ("claimed", "as_of", "narrative")}
    empty = dict.fromkeys(column.field for column in REPORT_COLUMNS)
    return {**empty, "item": item.code, "title": t(item.title), **answer, **shown_before}


def _answer_cells(entry: Entry, t: Translate) -> dict[str, object]:
    return {
        "claimed": _status_choice(entry, t),
        "as_of": entry.as_of,
        "narrative": entry.narrative,
        "elements": " ".join(entry.elements),
        "additionality": choice(entry.additionality, ADDITIONALITY_LABELS[entry.additionality], t)
        if entry.is_answered
        else None,
        "reason_code": choice(entry.reason_code, REASON_LABELS[entry.reason_code], t) if entry.reason_code else None,
        "reason": entry.reason,
    }


def _status_choice(entry: Entry, t: Translate) -> str | None:
    if entry.claimed is not None:
        return choice(entry.claimed, STATUS_LABELS[entry.claimed], t)
    return choice(entry.off_scale, OFF_SCALE_LABELS[entry.off_scale], t) if entry.off_scale else None


def _evidence_cells(entry: Entry | None, t: Translate) -> Iterable[dict[str, object]]:
    for piece in entry.evidence if entry else ():
        yield {
            "item": entry.item if entry else None,
            "kind": choice(piece.kind, EVIDENCE_KIND_LABELS[piece.kind], t),
            "title": piece.title,
            "url": piece.url,
            "locator": piece.locator,
            "dated_on": piece.dated_on,
            "is_public": t("yes") if piece.is_public else t("no"),
        }


def _fill(sheet: Any, formats: Mapping[str, Any], rows: Sequence[Mapping[str, object]]) -> None:
    for number, cells in enumerate(rows, start=HEADER_ROW + 1):
        for column, (name, value) in enumerate(cells.items()):
            is_last, is_fixed = name.startswith("last_"), name == "item" or (name == "title" and "claimed" in cells)
            kind = "last" if is_last else "fixed" if is_fixed else "cell"
            if isinstance(value, date):
                day = datetime(value.year, value.month, value.day)
                sheet.write_datetime(number, column, day, formats["last_day" if is_last else "day"])
            elif value:
                sheet.write_string(number, column, str(value), formats[kind])
            else:
                sheet.write_blank(number, column, None, formats["day" if name in ("as_of", "dated_on") else kind])


def _hidden_lists(book: Any, content: ReportContent, t: Translate) -> dict[str, str]:
    """The hidden sheet: the stamp by which an upload is known, and the lists behind the drop-downs."""
    sheet = book.add_worksheet(STAMP_SHEET)
    stamp = {"signatory": content.signatory_id, "cycle": content.cycle.code, "schema": SCHEMA_VERSION}
    headers = {f"report {c.field}": t(c.header) for c in REPORT_COLUMNS}
    headers |= {f"evidence {c.field}": t(c.header) for c in EVIDENCE_COLUMNS}
    for number, (key, value) in enumerate({**stamp, **headers}.items()):
        sheet.write_string(number, 0, key)
        sheet.write_string(number, 1, value)
    lists: dict[str, list[str]] = {
        "claimed": [*_choices(STATUS_LABELS, t), *_choices(OFF_SCALE_LABELS, t)],
        "additionality": _choices(ADDITIONALITY_LABELS, t),
        "reason_code": _choices(REASON_LABELS, t),
        "kind": _choices(EVIDENCE_KIND_LABELS, t),
        "is_public": [t("yes"), t("no")],
        "item": [item.code for item in content.items],
    }
    ranges = {}
    for column, (name, words) in enumerate(lists.items(), start=3):
        sheet.write_column(0, column, words)
        letter = chr(ord("A") + column)
        ranges[name] = f"='{STAMP_SHEET}'!${letter}$1:${letter}${len(words)}"
    sheet.very_hidden()
    return ranges


def _choices(labels: Mapping[Any, str], t: Translate) -> list[str]:
    return [choice(member, label, t) for member, label in labels.items() if isinstance(member, Enum)]


def _offer(sheet: Any, columns: Sequence[Column], rows: int, choices: Mapping[str, str], t: Translate) -> None:
    for number, column in enumerate(columns):
        rule: dict[str, Any] = {"validate": "any"}
        if column.field in choices and not (column.field == "item" and columns is REPORT_COLUMNS):
            # A warning, not a stop: what is pasted past the drop-down is checked on upload anyway.
            rule = {"validate": "list", "source": choices[column.field], "error_type": "warning"}
        if column.field in HINTS:
            rule |= {"input_title": t(column.header)[:32], "input_message": t(HINTS[column.field])[:255]}
        if len(rule) > 1:
            sheet.data_validation(HEADER_ROW + 1, number, HEADER_ROW + max(rows, 1), number, rule)


def _read_me(book: Any, formats: Mapping[str, Any], content: ReportContent, t: Translate) -> None:
    sheet = book.add_worksheet(t(message("Read me")))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    _head(sheet, formats, content, t)
    for number, (name, text) in enumerate(guidance(content.cycle, content.items, t), start=HEADER_ROW):
        sheet.write_string(number, 0, name, formats["header"])
        sheet.write_string(number, 1, text, formats["cell"])
