"""The workbook that a signatory fills in: a row per item, last answers, drop-downs, guidance in its language."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
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
from ..domain.problems import message
from .codes import SEPARATOR, choice
from .columns import KINDS, REPORT, SCHEMA_VERSION, STAMP_SHEET, Kind
from .guidance import HINTS, guidance
from .tables import begins_like_a_formula
from .template_rows import ReportContent, indicator_choice, rows_of

__all__ = ["ReportContent", "report_workbook"]

HEADER_ROW: Final = 3
"""Counted from 0: title, hint and an empty row stand above the header."""
SPARE_ROWS: Final = 200
"""Empty rows of the other sheets that carry drop-downs; more rows are read all the same."""
OPEN: Final = {
    "format_cells": True, "format_columns": True, "format_rows": True, "insert_columns": True, "insert_rows": True,
    "insert_hyperlinks": True, "delete_columns": True, "delete_rows": True, "sort": True, "autofilter": True,
    "objects": True, "scenarios": True,
}  # fmt: skip
"""Only the headings are protected, against slips of the hand: there is no password."""
FREE_COLUMNS: Final = 60
"""So many columns are unlocked, for notes beside the table; all that Excel has would cost seconds to write."""
DAYS: Final = frozenset({"as_of", "dated_on", "starts_on", "ends_on", "last_as_of"})
DEMONSTRATION: Final = message("Demonstration data – not real reports")


def report_workbook(content: ReportContent, t: Translate) -> bytes:
    """The XLSX file. Nothing that people wrote can become a formula: texts are written as texts."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": f"{content.signatory} {content.cycle.code}", "author": "", "comments": ""})
    formats = _formats(book)
    _read_me(book, formats, content, t)
    rows = {kind.part: list(rows_of(kind, content, t)) for kind in KINDS}
    sheets = {kind.part: _sheet(book, formats, content, kind, t) for kind in KINDS}
    for kind in KINDS:
        _fill(sheets[kind.part], formats, kind, rows[kind.part])
    choices = _hidden_lists(book, content, t)
    for kind in KINDS:
        spare = 0 if kind is REPORT else SPARE_ROWS
        _offer(sheets[kind.part], kind, len(rows[kind.part]) + spare, choices, t)
    sheets[REPORT.part].activate()
    book.close()
    return out.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    wrap = {"text_wrap": True, "valign": "top"}
    day = {"num_format": "yyyy-mm-dd"}
    cell, fixed = {**wrap, "locked": False}, {**wrap, "locked": False, "bg_color": "#F6F8F7"}
    last = {**fixed, "font_color": "#5B6B67"}
    looks: dict[str, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 14},
        "mark": {"bold": True, "font_color": "#6B4A00", "bg_color": "#FFF4DB"},
        "header": {**wrap, "bold": True, "bg_color": "#CFE6E0", "bottom": 1},
        "last_header": {**wrap, "bold": True, "font_color": "#5B6B67", "bg_color": "#F6F8F7"},
        "free": {"locked": False},
        "cell": cell,
        "day": {**cell, **day},
        "fixed": fixed,
        "last": last,
        "last_day": {**last, **day},
    }
    looks |= {f"{name}_quoted": {**looks[name], "quote_prefix": True} for name in ("cell", "fixed", "last")}
    return {name: book.add_format(look) for name, look in looks.items()}


def _head(sheet: Any, formats: Mapping[str, Any], content: ReportContent, t: Translate) -> None:
    title = t("{signatory}: report for {cop}", signatory=content.signatory, cop=content.cycle.cop)
    sheet.write_string(0, 0, title, formats["title"])
    if content.is_demonstration:
        sheet.write_string(1, 0, t(DEMONSTRATION), formats["mark"])


def _sheet(book: Any, formats: Mapping[str, Any], content: ReportContent, kind: Kind, t: Translate) -> Any:
    sheet = book.add_worksheet(t(kind.tab))
    sheet.set_column(0, FREE_COLUMNS, None, formats["free"])
    _head(sheet, formats, content, t)
    for number, column in enumerate(kind.columns):
        is_last = column.field.startswith("last_")
        sheet.write_string(HEADER_ROW, number, t(column.header), formats["last_header" if is_last else "header"])
        sheet.set_column(number, number, column.width, formats["free"])
    sheet.protect("", OPEN)
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _fill(sheet: Any, formats: Mapping[str, Any], kind: Kind, rows: Sequence[Mapping[str, object]]) -> None:
    for number, cells in enumerate(rows, start=HEADER_ROW + 1):
        for column, about in enumerate(kind.columns):
            name, value = about.field, cells.get(about.field)
            is_day = name in DAYS
            look = "last" if name.startswith("last_") else "cell"
            if kind is REPORT and name in ("item", "title"):
                look = "fixed"
            quoted = "_quoted" if begins_like_a_formula(value) else ""
            shape = formats[("last_day" if look == "last" else "day") if is_day else look + quoted]
            if isinstance(value, date):
                sheet.write_datetime(number, column, datetime(value.year, value.month, value.day), shape)
            elif isinstance(value, int | float):
                sheet.write_number(number, column, value, shape)
            elif value:
                sheet.write_string(number, column, str(value), shape)
            else:
                sheet.write_blank(number, column, None, shape)


def _hidden_lists(book: Any, content: ReportContent, t: Translate) -> dict[str, str]:
    """The hidden sheet: the stamp by which an upload is known, and the lists behind the drop-downs."""
    sheet = book.add_worksheet(STAMP_SHEET)
    for number, (key, value) in enumerate(_stamp(content, t).items()):
        sheet.write_string(number, 0, key)
        sheet.write_string(number, 1, value)
    lists: dict[str, list[str]] = {
        "claimed": [*_choices(STATUS_LABELS, t), *_choices(OFF_SCALE_LABELS, t)],
        "additionality": _choices(ADDITIONALITY_LABELS, t),
        "reason_code": _choices(REASON_LABELS, t),
        "kind": _choices(EVIDENCE_KIND_LABELS, t),
        "is_public": [t("yes"), t("no")],
        "item": [item.code for item in content.items],
        "code": [indicator_choice(one, t) for one in content.catalogue.values()],
        "remove": [f"{t('Take this row out of the report')}{SEPARATOR}remove"],
    }
    ranges = {}
    for column, (name, words) in enumerate(lists.items(), start=3):
        sheet.write_column(0, column, words)
        letter = chr(ord("A") + column)
        if words:
            ranges[name] = f"='{STAMP_SHEET}'!${letter}$1:${letter}${len(words)}"
    sheet.very_hidden()
    return ranges


def _stamp(content: ReportContent, t: Translate) -> dict[str, str]:
    """Whose it is and for when, the names it gave to tabs and headings, and the version each answer is based on."""
    stamp = {"signatory": content.signatory_id, "cycle": content.cycle.code, "schema": SCHEMA_VERSION}
    for kind in KINDS:
        stamp[f"tab {kind.part}"] = t(kind.tab)
        stamp |= {f"{kind.part} {column.field}": t(column.header) for column in kind.columns}
    return stamp | {f"base {item.code}": content.versions.get(item.code, "") for item in content.items}


def _choices(labels: Mapping[Any, str], t: Translate) -> list[str]:
    return [choice(member, label, t) for member, label in labels.items() if isinstance(member, Enum)]


def _offer(sheet: Any, kind: Kind, rows: int, choices: Mapping[str, str], t: Translate) -> None:
    for number, column in enumerate(kind.columns):
        rule: dict[str, Any] = {"validate": "any"}
        if column.field in choices and not (column.field == "item" and kind is REPORT):
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
