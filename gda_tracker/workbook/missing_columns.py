"""A table that lacks a column by which it would be known: which one, what was read instead, what it may be called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from ..domain.problems import Rejected, message
from .columns import KINDS, Kind, headers_of, plain
from .tables import Sheet, is_blank

SEARCHED_ROWS: Final = 20
SHOWN: Final = 12
SHOWN_CHARS: Final = 40
LIKE: Final = 0.6
"""How alike a heading must be to be asked about (`difflib`); it is asked, never taken for granted."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that may be the headings: its sheet and number, what it says, what it lacks, what it names."""

    sheet: str
    number: int
    headings: tuple[str, ...]
    kind: Kind
    missing: tuple[str, ...]
    named: int
    known: Mapping[str, str]


def columns_missing(
    sheets: Sequence[Sheet], written: Mapping[str, Mapping[str, str]], kinds: Sequence[Kind] = KINDS
) -> Rejected:
    """The refusal of sheets without a table of ours; `written` are the headings that the workbook wrote, by part."""
    rows = [row for sheet in sheets for kind in kinds for row in _rows(sheet, kind, written.get(kind.part, {}))]
    best = max(rows, key=lambda row: (row.named, -len(row.missing), -row.number), default=None)
    if best is None or not best.named:
        read = _listed(next((row.headings for row in rows if len(row.headings) > 1), ()))
        text = message(
            "No sheet has the columns “Item” and “Status”. Read as headings: {read}. Use the workbook that you can "
            "download here."
        )
        return Rejected.because("columns-missing", text, read=read)
    lacking = best.missing[0]
    accepted = next(column for column in best.kind.columns if column.field == lacking)
    values = {
        "sheet": best.sheet,
        "row": best.number,
        "missing": _name(best, accepted.header, written),
        "read": _listed(best.headings),
        "accepted": _listed(tuple(dict.fromkeys((accepted.header, *accepted.also)))),
    }
    near = _near(best, lacking)
    if near is None:
        text = message(
            "The sheet “{sheet}” has no column “{missing}”. Headings read in row {row}: {read}. A heading that is "
            "accepted for it: {accepted}."
        )
        return Rejected.because("columns-missing", text, **values)
    text = message(
        "The sheet “{sheet}” has no column “{missing}”. Headings read in row {row}: {read}. If “{near}” is that "
        "column, correct its heading; accepted are {accepted}."
    )
    return Rejected.because("columns-missing", text, near=near, **values)


def _name(row: _Row, header: str, written: Mapping[str, Mapping[str, str]]) -> str:
    """The missing column as the workbook called it, else in English."""
    return written.get(row.kind.part, {}).get(row.missing[0], header)


def _rows(sheet: Sheet, kind: Kind, written: Mapping[str, str]) -> list[_Row]:
    known = headers_of(kind.columns, written)
    found = []
    for number, row in enumerate(sheet.rows[:SEARCHED_ROWS], start=1):
        headings = tuple(str(cell).strip() for cell in row[:300] if not is_blank(cell))
        fields = {known[plain(heading)] for heading in headings if plain(heading) in known}
        missing = tuple(need for need in kind.needs if need not in fields)
        if headings and missing:
            found.append(_Row(sheet.name, number, headings, kind, missing, len(fields), known))
    return found


def _near(row: _Row, lacking: str) -> str | None:
    """The unknown heading that holds a name of the missing column or is nearly one."""
    names = [name for name, field in row.known.items() if field == lacking]
    strange = {plain(heading): heading for heading in row.headings if plain(heading) not in row.known}
    for heading in strange:
        if any(set(name.split()) <= set(heading.split()) for name in names):
            return strange[heading]
    close = [(heading, get_close_matches(heading, names, 1, LIKE)) for heading in strange]
    return next((strange[heading] for heading, found in close if found), None)


def _listed(headings: Sequence[str]) -> str:
    shown = [f"“{heading[:SHOWN_CHARS]}”" for heading in headings[:SHOWN]]
    return ", ".join(shown + (["…"] if len(headings) > SHOWN else [])) or "–"
