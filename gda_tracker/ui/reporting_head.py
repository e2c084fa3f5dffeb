"""Above the fields: the item and what registries hold; and what was said last time, with what can be done with it."""

from __future__ import annotations

import streamlit as st

from ..domain.answers import OFF_SCALE_LABELS, STATUS_LABELS
from ..domain.declaration import Item
from ..domain.report import Entry
from ..i18n import Text
from ..services.report_view import ReportView
from .templating import drawn


def head(t: Text, report: ReportView, item: Item) -> None:
    """The item's title and the facts on record."""
    facts = [
        {
            "registry": fact.registry,
            "sentence": t(fact.message, **fact.values),
            "day": t.date(fact.dated_on) if fact.dated_on else "",
            "url": fact.url,
        }
        for fact in report.facts_on(item.code)
    ]
    st.html(drawn("item_head.html.j2", t=t, number=item.number, title=t(item.title), facts=facts))


def last_answer(t: Text, report: ReportView, item: str, *, is_folded: bool) -> None:
    """What was said last time: in full while it is to be decided on, in a line once there is an answer."""
    last = report.last.get(item)
    if last is None:
        return
    status, day = _status(t, last.entry), t.date(last.entry.as_of)
    text = t("Last reported ({cycle}): {status}, as of {day}.", cycle=last.cycle, status=status, day=day)
    if last.entry.as_of is None:
        text = t("Last reported ({cycle}): {status}.", cycle=last.cycle, status=status)
    st.html(drawn("last_answer.html.j2", sentence=text, narrative=last.entry.narrative, is_folded=is_folded))


def _status(t: Text, entry: Entry) -> str:
    if entry.claimed is not None:
        return t(STATUS_LABELS[entry.claimed])
    return t(OFF_SCALE_LABELS[entry.off_scale]) if entry.off_scale else "–"
