"""Above the fields: the item, what was said last time, and what registries hold."""

from __future__ import annotations

import streamlit as st

from ..domain.answers import OFF_SCALE_LABELS, STATUS_LABELS
from ..domain.declaration import Item
from ..domain.report import Entry
from ..i18n import Text
from ..services.report_view import ReportView
from .templating import drawn


def head(t: Text, report: ReportView, item: Item) -> None:
    """The item's title, the last answer and the facts on record."""
    last = report.last.get(item.code)
    facts = [
        {
            "registry": fact.registry,
            "sentence": t(fact.message, **fact.values),
            "day": t.date(fact.dated_on) if fact.dated_on else "",
            "url": fact.url,
        }
        for fact in report.facts_on(item.code)
    ]
    shown = None
    if last is not None:
        status, day = _status(t, last.entry), t.date(last.entry.as_of)
        text = t("Last reported ({cycle}): {status}, as of {day}.", cycle=last.cycle, status=status, day=day)
        if last.entry.as_of is None:
            text = t("Last reported ({cycle}): {status}.", cycle=last.cycle, status=status)
        shown = {"sentence": text, "narrative": last.entry.narrative}
    st.html(drawn("item_head.html.j2", t=t, number=item.number, title=t(item.title), last=shown, facts=facts))


def _status(t: Text, entry: Entry) -> str:
    if entry.claimed is not None:
        return t(STATUS_LABELS[entry.claimed])
    return t(OFF_SCALE_LABELS[entry.off_scale]) if entry.off_scale else "–"
