"""What the workbook shows: a row for each item, and one for each measure, figure and piece of evidence on record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ..domain.answers import (
    ADDITIONALITY_LABELS,
    EVIDENCE_KIND_LABELS,
    OFF_SCALE_LABELS,
    REASON_LABELS,
    STATUS_LABELS,
    Translate,
)
from ..domain.declaration import Cycle, Item
from ..domain.indicators import Indicator
from ..domain.report import Entry, Evidence, IndicatorValue, Measure
from .codes import SEPARATOR, choice
from .columns import Kind
from .evidence_sheet import FILE, FILE_CHARS

EXACT_DIGITS = 15
"""A spreadsheet keeps so many digits of a number; longer amounts are written as text."""


@dataclass(frozen=True, slots=True)
class ReportContent:
    """What the workbook is made for and what it shows; entries, last entries and versions by item code."""

    signatory_id: str
    signatory: str
    cycle: Cycle
    items: tuple[Item, ...]
    entries: Mapping[str, Entry] = field(default_factory=dict)
    last: Mapping[str, Entry] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    catalogue: Mapping[str, Indicator] = field(default_factory=dict)
    is_demonstration: bool = False


def rows_of(kind: Kind, content: ReportContent, t: Translate) -> Iterator[dict[str, object]]:
    """The rows of one sheet, cells by field."""
    if kind.part == "report":
        for item in content.items:
            yield _report_cells(item, content, t)
        return
    for item in content.items:
        entry = content.entries.get(item.code)
        for piece in getattr(entry, kind.part) if entry else ():
            yield {"item": item.code, **_piece_cells(piece, content, t)}


def indicator_choice(one: Indicator, t: Translate) -> str:
    """What the drop-down of indicators offers: `People reached by early warnings (people per 100,000) · O1-EWS`."""
    return f"{t(one.name)} ({t(one.unit)}){SEPARATOR}{one.code}"


def _report_cells(item: Item, content: ReportContent, t: Translate) -> dict[str, object]:
    now, last = content.entries.get(item.code), content.last.get(item.code)
    answer = _answer_cells(now, t) if now else {}
    before = _answer_cells(last, t) if last else {}
    shown_before = {f"last_{name}": before.get(name) for name in ("claimed", "as_of", "narrative")}
    return {"item": item.code, "title": t(item.title), **answer, **shown_before}


def _answer_cells(entry: Entry, t: Translate) -> dict[str, object]:
    offered = entry.practice
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
        "partners": "; ".join(entry.partners),
        "sdgs": ", ".join(str(goal) for goal in entry.sdgs),
        "practice_title": offered.title if offered else None,
        "practice_summary": offered.summary if offered else None,
        "practice_url": offered.url if offered else None,
    }


def _status_choice(entry: Entry, t: Translate) -> str | None:
    if entry.claimed is not None:
        return choice(entry.claimed, STATUS_LABELS[entry.claimed], t)
    return choice(entry.off_scale, OFF_SCALE_LABELS[entry.off_scale], t) if entry.off_scale else None


def _piece_cells(piece: Measure | IndicatorValue | Evidence, content: ReportContent, t: Translate) -> dict[str, object]:
    match piece:
        case Measure():
            amount = piece.budget_amount
            return {**piece.model_dump(), "measure": piece.title, "budget_amount": _amount(amount)}
        case IndicatorValue():
            known = content.catalogue.get(piece.code or "")
            shown = {"code": indicator_choice(known, t), "unit": t(known.unit)} if known else {}
            return {**piece.model_dump(), **shown}
        case Evidence():
            return {
                "kind": choice(piece.kind, EVIDENCE_KIND_LABELS[piece.kind], t),
                "title": piece.title,
                "url": f"{FILE}{piece.file_sha256[:FILE_CHARS]}" if piece.file_sha256 else piece.url,
                "locator": piece.locator,
                "dated_on": piece.dated_on,
                "is_public": t("yes") if piece.is_public else t("no"),
            }


def _amount(amount: Decimal | None) -> float | str | None:
    if amount is None or len(amount.as_tuple().digits) <= EXACT_DIGITS:
        return None if amount is None else float(amount)
    return str(amount)
