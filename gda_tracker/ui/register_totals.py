"""Totals as somebody stated them, side by side with their sources; adding one, taking an added one back."""

from __future__ import annotations

import streamlit as st

from ..domain.permissions import Actor
from ..domain.problems import Rejected, message
from ..i18n import Text
from ..services.clock import utc_now
from ..services.registers import Register
from ..services.reported_totals import (
    SUBJECTS,
    Listed,
    StatedTotal,
    Subject,
    add_total,
    take_back_total,
    totals_by_subject,
)
from . import session
from .day_field import day_field
from .register_page import OUTCOME, Told
from .register_words import SUBJECTS as SUBJECT_WORDS
from .templating import drawn


def stated_totals(t: Text, register: Register, actor: Actor) -> None:
    """What was stated about governments, others and all together, then the form for one more."""
    subjects = totals_by_subject(register, actor)
    listed, doing = st.columns([62, 38], gap="large")
    with listed:
        for subject in subjects:
            _subject(t, subject)
    with doing:
        _add(t, register)
        _take_back(t, register, [one for subject in subjects for one in subject.totals if one.is_added])


def _subject(t: Text, subject: Subject) -> None:
    rows = [
        [
            _amount(t, one),
            t.date(one.total.stated_on) if one.total.stated_on else t("no date given"),
            {
                "words": one.total.source_title,
                "address": one.total.source_url or "",
                "mark": t("added by staff") if one.is_added else "",
                "lines": [one.total.note] if one.total.note else [],
            },
        ]
        for one in subject.totals
    ]
    more = t("The sources disagree. All of them stand side by side; none is settled here.") if subject.disagrees else ""
    title, heads = t(SUBJECT_WORDS[subject.code]), [t("Number"), t("Stated on"), t("Source")]
    nothing = t("No total was stated.")
    shown = {"title": title, "heads": heads, "rows": rows, "nothing": nothing, "more": more}
    st.html(drawn("register_table.html.j2", t=t, **shown, is_alone=True))


def _amount(t: Text, one: Listed) -> str:
    number = t.number(one.total.amount)
    if one.bound == "min":
        return t("more than {number}", number=number)
    return t("about {number}", number=number) if one.bound == "approx" else number


def _add(t: Text, register: Register) -> None:
    with st.form("total-add", clear_on_submit=False):
        st.selectbox(
            t("Whom it counts"), SUBJECTS, format_func=lambda code: t(SUBJECT_WORDS[code]), key="total-subject"
        )
        st.number_input(t("Number"), min_value=0, step=1, key="total-amount")
        st.checkbox(t("It was stated as “more than”"), key="total-least")
        day_field(t("Stated on"), value=None, key="total-on")
        st.text_input(t("Who stated it, and where"), key="total-source", max_chars=500)
        st.text_input(t("Address of the source"), key="total-url", max_chars=2000, placeholder="https://")
        st.text_input(t("Note for the desk"), key="total-note", max_chars=500)
        st.form_submit_button(t("Add this total"), type="primary", key="total-save", on_click=_save, args=(register,))


def _take_back(t: Text, register: Register, added: list[Listed]) -> None:
    if not added:
        return
    with st.expander(t("Take one back")):
        names = {one.total.total_id: f"{_amount(t, one)} · {one.total.source_title}" for one in added}
        st.selectbox(t("Total"), list(names), format_func=lambda code: names.get(code, code), key="total-which")
        st.text_input(t("Why"), key="total-why", max_chars=1000)
        st.button(t("Take it back"), key="total-back", on_click=_undo, args=(register,))


@session.acts
def _save(register: Register) -> None:
    typed = st.session_state
    told = StatedTotal(
        total_id="",
        subject=typed["total-subject"],
        amount=int(typed["total-amount"] or 0),
        is_at_least=bool(typed["total-least"]),
        stated_on=typed["total-on"],
        source_title=(typed["total-source"] or "").strip(),
        source_url=(typed["total-url"] or "").strip() or None,
        note=(typed["total-note"] or "").strip() or None,
    )
    result = add_total(register, session.actor(), told, today=utc_now().date())
    done = Told(message("The total is kept, and stands in the next edition."))
    st.session_state[OUTCOME] = result if isinstance(result, Rejected) else done


@session.acts
def _undo(register: Register) -> None:
    typed = st.session_state
    result = take_back_total(register, session.actor(), typed["total-which"], reason=typed["total-why"] or "")
    done = Told(message("The total is kept no longer. The trail still tells of it."))
    st.session_state[OUTCOME] = result if isinstance(result, Rejected) else done
