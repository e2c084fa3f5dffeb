"""The address of a calendar of due days: made, shown once, taken back."""

from __future__ import annotations

import streamlit as st

from ..domain.permissions import Actor
from ..i18n import Text
from ..services.calendars import DESK, CalendarMade, calendars_made, make_calendar, revoke_calendar
from ..services.registers import Register
from ..settings import settings
from . import session
from .templating import drawn

OUTCOME = "calendar-outcome"
"""Session key of the address that was just made; it is shown once."""


def calendar_address(t: Text, register: Register, actor: Actor, signatory_id: str) -> None:
    """What the calendar shows, whether an address holds, and the buttons."""
    what = t("Due days, later ones included, and the last days for replies, in your own calendar program. Whoever has "
             "the address can read it without signing in; it says nothing of persons.")  # fmt: skip
    if signatory_id == DESK:
        what = t(
            "Cycles, later due days, last days for replies, and the next steps for the signatories that you look "
            "after, in your own calendar program. Whoever has the address can read it without signing in."
        )
    st.html(drawn("reminders_note.html.j2", sentences=[what]))
    made = st.session_state.pop(OUTCOME, None)
    if isinstance(made, CalendarMade):
        st.html(drawn("said.html.j2", sentence=t("This address is shown once. Add it to your calendar program now.")))
        st.code(f"{settings().public_url.rstrip('/')}/calendar/{made.token}.ics", language=None)
    elif made is not None:
        st.html(drawn("said.html.j2", sentence=t("The address holds no more.")))
    holds = calendars_made(register, actor, signatory_id) > 0
    label = t("Make a new address; the old one ends") if holds else t("Make an address for the calendar")
    with st.container(key="calendar-acts", horizontal=True, gap="small"):
        st.button(label, key="calendar-make", on_click=_make, args=(register, signatory_id))
        if holds:
            st.button(
                t("Take the address back"), key="calendar-revoke", on_click=_revoke, args=(register, signatory_id)
            )


@session.acts
def _make(register: Register, signatory_id: str) -> None:
    st.session_state[OUTCOME] = make_calendar(register, session.actor(), signatory_id)


@session.acts
def _revoke(register: Register, signatory_id: str) -> None:
    st.session_state[OUTCOME] = revoke_calendar(register, session.actor(), signatory_id)


def desk_calendar(t: Text, register: Register, actor: Actor) -> None:
    """The calendar of the desk, as a part of a page."""
    calendar_address(t, register, actor, DESK)
