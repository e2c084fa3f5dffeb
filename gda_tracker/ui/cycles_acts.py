"""What administrators do with cycles: open, close, give one signatory a later due day or take it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from ..domain.declaration import CycleState
from ..domain.permissions import Action, Actor, permits
from ..domain.problems import Rejected
from ..i18n import Text
from ..services.clock import utc_now
from ..services.cycle_view import CycleView, closing, find_signatories
from ..services.cycles import (
    REASON_CHARS,
    CycleSet,
    Extended,
    close_cycle,
    extend,
    open_cycle,
    take_back_extension,
)
from ..services.registers import Register
from . import session
from .cycles_closing import early_key, opening_early, said_before
from .cycles_page import OUTCOME, outcome
from .cycles_planning import planning
from .day_field import day_field
from .templating import drawn

EXTEND, BACK, MOVE = "extend", "back", "move"
"""The forms of this module, each of which says what became of it."""


def acts(t: Text, register: Register, actor: Actor, here: CycleView, seen: Sequence[CycleView]) -> None:
    """What can be done with the cycle as it stands; nothing for those who only read."""
    if not permits(actor, Action.MANAGE_CYCLES):
        st.html(drawn("quiet.html.j2", sentence=t("Administrators open, extend and close cycles.")))
        return
    with st.container():  # it stays when what it holds goes: what is unfolded below would fold up otherwise
        if here.state is CycleState.OPEN:
            _extend(t, register, actor, here)
        _back(t, here)
    _move(t, register, actor, here, seen)
    planning(t, here, seen)


def _move(t: Text, register: Register, actor: Actor, here: CycleView, seen: Sequence[CycleView]) -> None:
    """Open or close, with the reason where one is asked for."""
    code = here.cycle.code
    is_open = here.state is CycleState.OPEN
    needs_opening = not is_open or here.cycle.set_state is not CycleState.OPEN or here.frozen is None
    words = {
        CycleState.PLANNED: t("Open it and freeze what it asks"),
        CycleState.OPEN: t("Freeze what it asks"),
        CycleState.CLOSED: t("Open it again"),
    }
    with st.expander(t("Open or close"), key="move-cycle"):
        if is_open:
            said_before(t, here, closing(register, actor, here, utc_now().date()))
        if here.state is CycleState.PLANNED:
            opening_early(t, here, seen, utc_now().date())
        st.text_input(t("Reason"), key=f"reason-{code}", max_chars=REASON_CHARS)
        with st.container(key="move-buttons", horizontal=True, gap="small"):
            if needs_opening:
                st.button(words[here.state], key=f"open-{code}", on_click=_open, args=(code,))
            if is_open:
                st.button(t("Close {cop}", cop=here.cycle.cop), key=f"close-{code}", on_click=_close, args=(code,))
        outcome(t, MOVE)


def _extend(t: Text, register: Register, actor: Actor, here: CycleView) -> None:
    """A later day for one signatory."""
    code = here.cycle.code
    with st.expander(t("Give one signatory a later due day"), key="extend-cycle"):
        search = st.text_input(t("Find a signatory"), key="extend-search", max_chars=100)
        found = find_signatories(register, actor, search or "")
        if search and not found:
            st.html(drawn("quiet.html.j2", sentence=t("No signatory fits what you look for.")))
        if found:
            st.selectbox(t("Signatory"), list(found), format_func=lambda one: found[one], key="extend-whom")
            first = max(here.cycle.due_on, utc_now().date()) + timedelta(days=14)
            _beyond(t, here, day_field(t("Due on"), value=first, key="extend-on"))
            st.text_input(t("Reason, as the signatory will read it"), key="extend-reason", max_chars=REASON_CHARS)
            st.button(t("Give this day"), key="extend-give", type="primary", on_click=_give, args=(code,))
        outcome(t, EXTEND)


def _beyond(t: Text, here: CycleView, day: date | None) -> None:
    """What a day after the closing day means."""
    if day is not None and day > here.cycle.closes_on:
        told = t(
            "{cop} closes for the others on {day}; for this signatory alone it stays open until its own day.",
            cop=here.cycle.cop,
            day=t.date(here.cycle.closes_on),
        )
        st.html(drawn("quiet.html.j2", sentence=told))


def _back(t: Text, here: CycleView) -> None:
    """The days that were given, to take back: of a closed cycle, too, for which they still hold."""
    code = here.cycle.code
    if here.extensions and here.state is not CycleState.PLANNED:
        with st.expander(t("Take a later due day back"), key="take-back-cycle"):
            names = {one.signatory_id: one.name for one in here.extensions}
            st.selectbox(t("Signatory"), list(names), format_func=lambda one: names[one], key="back-whom")
            st.text_input(t("Reason, as the signatory will read it"), key="back-reason", max_chars=REASON_CHARS)
            st.button(t("Take it back"), key="back-take", on_click=_take_back, args=(code,))
            outcome(t, BACK)
    outcome(t, BACK)  # the last one was taken back: its form is gone


@session.acts
def _open(code: str) -> None:
    reason = str(st.session_state.get(f"reason-{code}", ""))
    is_early = bool(st.session_state.get(early_key(code)))
    _moved(code, open_cycle(session.register(), session.actor(), code, reason, utc_now(), is_early=is_early))


@session.acts
def _close(code: str) -> None:
    reason = str(st.session_state.get(f"reason-{code}", ""))
    is_early = bool(st.session_state.get(early_key(code)))
    done = close_cycle(session.register(), session.actor(), code, reason, utc_now(), is_early=is_early)
    _moved(code, done)


@session.acts
def _give(code: str) -> None:
    typed = st.session_state
    done = extend(
        session.register(), session.actor(), (str(typed["extend-whom"]), code), typed["extend-on"],
        str(typed["extend-reason"]), utc_now(),
    )  # fmt: skip
    _told(EXTEND, done, "extend-reason")


@session.acts
def _take_back(code: str) -> None:
    typed = st.session_state
    key = (str(typed["back-whom"]), code)
    done = take_back_extension(session.register(), session.actor(), key, str(typed["back-reason"]), utc_now())
    _told(BACK, done, "back-reason")


def _moved(code: str, done: CycleSet | Rejected) -> None:
    """The page stays with the cycle: nobody having named one, it would go to another that is open."""
    st.query_params["cycle"] = code
    if not isinstance(done, Rejected):
        st.session_state[early_key(code)] = False
    _told(MOVE, done, f"reason-{code}")


def _told(form: str, done: CycleSet | Extended | Rejected, reason: str) -> None:
    """Say it in the form; the reason that was taken up is not the next act's."""
    st.session_state[OUTCOME] = (form, done)
    if not isinstance(done, Rejected):
        st.session_state[reason] = ""
