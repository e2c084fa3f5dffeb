"""The five-minute report: nothing new for all items at once, and what still holds confirmed again."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ..domain.answers import REASON_LABELS
from ..domain.checks import REASON_CHARS
from ..domain.report import ReasonCode
from ..i18n import Text
from ..services.clock import utc_now
from ..services.renewing import nothing_new, still_holds
from . import session
from .reporting_saving import OUTCOME, Saver


def five_minutes(t: Text, saver: Saver) -> None:
    """Offered while any item has no answer; a response, never progress."""
    report = saver.report
    free = [code for code in report.items if code not in report.stored]
    if report.closed is not None or not free or not report.is_whole:
        return
    again = [code for code in free if code in report.last and report.last[code].entry.claimed is not None]
    with st.popover(t("Report in five minutes"), key="five-minutes", type="tertiary"):
        if again:
            _last_answers(t, saver, free, again)
        st.caption(
            t("Nothing new counts as a response, never as progress. Answers that you have given stay as they are.")
        )
        reasons = list(REASON_LABELS)
        st.selectbox(t("Why there is nothing new"), reasons, 0, lambda code: t(REASON_LABELS[code]), key="none-code")
        st.text_input(t("Reason"), key="none-reason", max_chars=REASON_CHARS)
        text = t.n("Nothing new for one item", "Nothing new for {n} items", len(free))
        st.button(text, key="none-all", on_click=_none, args=(saver,))


def _last_answers(t: Text, saver: Saver, free: Sequence[str], again: Sequence[str]) -> None:
    """Which answers of last time would be given again, and why the others not."""
    text = t.n("Confirm one answer again", "Confirm {n} answers again", len(again))
    st.caption(t("Your last answers, with today as the day of the facts and their evidence kept. Look, then submit."))
    st.caption(t("They are the items with a status from last time: {items}.", items=_numbers(saver, again)))
    if never := [code for code in free if code not in saver.report.last]:
        st.caption(t("Not among them, because nothing was reported before: {items}.", items=_numbers(saver, never)))
    if off := [code for code in free if code in saver.report.last and code not in again]:
        text_off = t("Not among them, because the last answer was no status: {items}.", items=_numbers(saver, off))
        st.caption(text_off)
    st.button(text, key="renew-all", type="primary", on_click=_again, args=(saver, tuple(again)))


def _numbers(saver: Saver, codes: Sequence[str]) -> str:
    return ", ".join(saver.report.items[code].number for code in codes)


@session.acts
def _again(saver: Saver, items: tuple[str, ...]) -> None:
    st.session_state[OUTCOME] = still_holds(saver.register, session.actor(), saver.key, items, utc_now())


@session.acts
def _none(saver: Saver) -> None:
    code = st.session_state.get("none-code") or ReasonCode.NO_CHANGE
    reason = (code, st.session_state.get("none-reason") or "")
    st.session_state[OUTCOME] = nothing_new(saver.register, session.actor(), saver.key, None, reason, utc_now())
