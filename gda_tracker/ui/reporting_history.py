"""Who wrote what of one answer: its author in a line, every version on demand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from ..domain.declaration import Item
from ..domain.permissions import Actor
from ..domain.problems import message
from ..i18n import Text
from ..services.history import Version, history_of, written_by
from ..services.registers import Register
from ..services.report_view import ReportView
from .templating import drawn

FIELDS: Final[Mapping[str, str]] = {
    "claimed": message("Status"),
    "off_scale": message("Status"),
    "reason_code": message("Reason"),
    "reason": message("Reason"),
    "as_of": message("Facts as of"),
    "narrative": message("What was done"),
    "elements": message("Parts of the objective"),
    "additionality": message("New or expanded"),
    "evidence": message("Evidence"),
    "measures": message("Measures"),
    "indicators": message("Indicators"),
    "partners": message("Partners"),
    "sdgs": message("Sustainable Development Goals"),
    "practice": message("Good practice"),
}
SHOWN: Final = 30


def history(t: Text, register: Register, actor: Actor, report: ReportView, item: Item) -> None:
    """Who wrote the answer as it stands, and every version with what it changed; nothing where nothing is written."""
    if item.code not in report.stored:
        return
    known = history_of(register, actor, report.signatory.signatory_id, report.cycle.code, item.code)
    author = written_by(known)
    if author is None:
        return
    rows = [_row(t, version) for version in known[:SHOWN]]
    written = t("Written by {name} on {day}.", name=author.who or t("the secretariat"), day=_moment(t, author))
    st.html(drawn("history.html.j2", t=t, written=written, rows=rows if len(known) > 1 else []))


def _row(t: Text, version: Version) -> dict[str, str]:
    changed = dict.fromkeys(t(FIELDS[name]) for name in version.changed if name in FIELDS)
    return {
        "moment": _moment(t, version),
        "who": version.who or t("the secretariat"),
        "what": t("submitted") if version.is_submitted and not changed else ", ".join(changed),
        "words": (version.entry.narrative or "") if "narrative" in version.changed else "",
    }


def _moment(t: Text, version: Version) -> str:
    return f"{t.date(version.saved_at.date())}, {version.saved_at:%H:%M} UTC"
