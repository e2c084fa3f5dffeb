"""What was decided and not told yet: when its mail goes, and the way to send it at once."""

from __future__ import annotations

from typing import Final

import streamlit as st

from ..domain.permissions import Actor
from ..i18n import Text
from ..services.outbox import Untold, tell_now, untold
from ..services.registers import Register
from . import session
from .templating import drawn

TOLD: Final = "told-now"
"""Session key of the report that was told last: name, cycle, mails."""


def not_told_yet(t: Text, register: Register, actor: Actor) -> None:
    """One line for each report with decisions that are still being gathered into one mail; told now is said once."""
    told = st.session_state.pop(TOLD, None)
    if told:
        st.html(drawn("said.html.j2", sentence=_told_words(t, *told)))
    for one in untold(register, actor):
        sentence = t.n(
            "One decision on the report of {name} for {cycle} has not been told yet; its mail goes at {time} UTC.",
            "{n} decisions on the report of {name} for {cycle} have not been told yet; one mail goes at {time} UTC.",
            one.decisions,
            name=one.signatory,
            cycle=one.cycle,
            time=f"{one.goes_at:%H:%M}",
        )
        with st.container(key=f"untold-{one.signatory_id}-{one.cycle}", horizontal=True, vertical_alignment="center"):
            st.html(drawn("quiet.html.j2", sentence=sentence))
            st.button(
                t("Tell them now"),
                key=f"tell-{one.signatory_id}-{one.cycle}",
                on_click=_tell,
                args=(register, one),
            )


def _told_words(t: Text, name: str, cycle: str, mails: int) -> str:
    if not mails:
        return t("The decisions on the report of {name} for {cycle} were told already.", name=name, cycle=cycle)
    return t.n(
        "The decisions on the report of {name} for {cycle} are told now, in one mail.",
        "The decisions on the report of {name} for {cycle} are told now, in {n} mails.",
        mails,
        name=name,
        cycle=cycle,
    )


@session.acts
def _tell(register: Register, one: Untold) -> None:
    mails = tell_now(register, session.actor(), one.signatory_id, one.cycle)
    st.session_state[TOLD] = (one.signatory, one.cycle, mails)
