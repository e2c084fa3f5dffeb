"""What was decided and not told yet: when its mail goes, and the way to send it at once."""

from __future__ import annotations

import streamlit as st

from ..domain.permissions import Actor
from ..i18n import Text
from ..services.outbox import tell_now, untold
from ..services.registers import Register
from . import session
from .templating import drawn


def not_told_yet(t: Text, register: Register, actor: Actor) -> None:
    """One line for each report with decisions that are still being gathered into one mail."""
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
                args=(register, one.signatory_id, one.cycle),
            )


@session.acts
def _tell(register: Register, signatory_id: str, cycle: str) -> None:
    tell_now(register, session.actor(), signatory_id, cycle)
