"""What an upload would change, before it is taken over: item by item, what stands now beside what would stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final

import streamlit as st

from ..domain.answers import ADDITIONALITY_LABELS, OFF_SCALE_LABELS, REASON_LABELS, STATUS_LABELS
from ..domain.declaration import Item
from ..domain.problems import message
from ..domain.report import Evidence, IndicatorValue, Measure, Practice
from ..domain.statuses import Status
from ..facts import indicators
from ..i18n import Text
from ..services.upload_changes import ItemChange, PieceChange
from .templating import drawn

LABELS: Final[Mapping[str, str]] = {
    "status": message("Status"),
    "as_of": message("Facts as of"),
    "narrative": message("What was done"),
    "elements": message("Elements"),
    "additionality": message("New or expanded"),
    "reason_code": message("Why nothing new"),
    "reason": message("Reason"),
    "partners": message("Partners"),
    "sdgs": message("SDGs"),
    "practice": message("Good practice"),
}
ADDED: Final = {
    "measures": message("Measure added"),
    "indicators": message("Figure added"),
    "evidence": message("Evidence added"),
}
CHANGED: Final = {
    "measures": message("Measure changed"),
    "indicators": message("Figure changed"),
    "evidence": message("Evidence changed"),
}
REMOVED: Final = {
    "measures": message("Measure removed"),
    "indicators": message("Figure removed"),
    "evidence": message("Evidence removed"),
}
_NAMES: Final[Mapping[Enum, str]] = {
    member: label
    for labels in (STATUS_LABELS, OFF_SCALE_LABELS, ADDITIONALITY_LABELS, REASON_LABELS)
    for member, label in labels.items()
}


def changes(t: Text, found: Sequence[ItemChange], items: Mapping[str, Item]) -> None:
    """The table of changes; nothing where there are none."""
    if not found:
        return
    shown = [
        {
            "item": f"{change.item} · {t(items[change.item].short)}" if change.item in items else change.item,
            "rows": [*_fields(t, change), *(_piece(t, piece) for piece in change.pieces)],
        }
        for change in found
    ]
    st.html(drawn("upload_changes.html.j2", t=t, items=shown))


def _fields(t: Text, change: ItemChange) -> list[dict[str, str]]:
    return [
        {"what": t(LABELS[one.field]), "before": written(t, one.before), "after": written(t, one.after)}
        for one in change.fields
    ]


def _piece(t: Text, piece: PieceChange) -> dict[str, str]:
    words = ADDED if piece.before is None else REMOVED if piece.after is None else CHANGED
    return {"what": t(words[piece.part]), "before": written(t, piece.before), "after": written(t, piece.after)}


def written(t: Text, value: object) -> str:
    """A value as people read it; a dash for none."""
    match value:
        case None | () | "":
            return "–"
        case Status() | Enum():
            return t(_NAMES[value])
        case date():
            return t.date(value)
        case tuple():
            return ", ".join(str(one) for one in value)
        case Practice():
            return " · ".join(part for part in (value.title, value.summary, value.url) if part)
        case Measure():
            return _joined(
                value.title, _span(t, value), value.owner, _money(t, value.budget_amount, value.budget_currency)
            )
        case IndicatorValue():
            return _figure(t, value)
        case Evidence():
            kept = None if value.is_public else t("for reviewers alone")
            return _joined(
                value.title, value.url, value.locator, t.date(value.dated_on) if value.dated_on else None, kept
            )
    return str(value)


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def _span(t: Text, measure: Measure) -> str | None:
    if measure.starts_on is None and measure.ends_on is None:
        return None
    return f"{t.date(measure.starts_on)} – {t.date(measure.ends_on)}"


def _money(t: Text, amount: Decimal | None, currency: str | None) -> str | None:
    return None if amount is None else _joined(t.number(float(amount)), currency)


def _figure(t: Text, figure: IndicatorValue) -> str:
    known = indicators().get(figure.code or "")
    name = t(known.name) if known else figure.name or figure.code or "–"
    unit = t(known.unit) if known else figure.unit
    value = f"{t.number(figure.value)} {unit or ''}".strip()
    baseline = None
    if figure.baseline_value is not None:
        baseline = t("baseline {value} ({year})", value=t.number(figure.baseline_value), year=figure.baseline_year)
    return _joined(name, str(figure.year), value, baseline)
