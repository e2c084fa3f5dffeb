"""Drawing a sample of claims: cycle, size, and a seed that the cycle has not had."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from ..domain.permissions import Actor, Role
from ..domain.problems import Rejected
from ..i18n import Text
from ..services.auditing import Audit, draw, fresh_seed
from ..services.registers import Register
from . import session
from .audits_page import said
from .problems import beside
from .templating import drawn

MADE: Final = "audit-made"
"""Session key of what the last drawing said; it is shown once."""


def draw_form(t: Text, register: Register, actor: Actor, cycles: list[str], held: Sequence[Audit]) -> None:
    """Cycle, size and a fresh seed; whoever has these draws the same claims again."""
    if Role.REVIEWER not in actor.roles or not cycles:
        return
    st.session_state.setdefault("audit-seed", fresh_seed())
    with st.container(key="audit-draw", horizontal=True, gap="small", vertical_alignment="bottom"):
        st.selectbox(t("Cycle"), cycles, key="audit-cycle")
        # Without bounds: a browser's field keeps the last number within them, and that would be drawn with unseen.
        st.number_input(t("Claims to draw"), value=40, step=1, key="audit-size")
        st.number_input(
            t("Seed"), step=1, key="audit-seed",
            help=t("Any whole number; it is kept. The same cycle and seed draw the same claims again."),
        )  # fmt: skip
        st.button(t("Draw a sample"), key="audit-draw-it", on_click=_draw, args=(register,))
    made = st.session_state.get(MADE)
    if isinstance(made, Rejected) and any(one.column for one in made.problems):
        beside(t, st.session_state.pop(MADE).problems, "size", "seed")
    said(t, MADE)
    _warn_of_seed(t, held)


def _warn_of_seed(t: Text, held: Sequence[Audit]) -> None:
    """A seed that the cycle has had is taken again only by whoever means it."""
    cycle, seed = st.session_state["audit-cycle"], st.session_state["audit-seed"]
    had = next((one for one in held if (one.cycle, one.seed) == (cycle, seed)), None)
    if had is None:
        return
    sentence = t(
        "The seed {seed} was drawn with for {cycle} on {day}: it gives the same claims first. For other claims take "
        "another seed, such as {fresh}.",
        seed=str(seed), cycle=cycle, day=t.date(had.set_at.date()), fresh=str(fresh_seed()),
    )  # fmt: skip
    st.html(drawn("quiet.html.j2", sentence=sentence))
    st.checkbox(t("I mean the same claims: draw with this seed again"), key=f"audit-again-{cycle}-{seed}")


@session.acts
def _draw(register: Register) -> None:
    typed, t = st.session_state, session.text()
    cycle, seed = typed["audit-cycle"], int(typed["audit-seed"])
    is_meant = bool(typed.get(f"audit-again-{cycle}-{seed}", False))
    outcome = draw(register, session.actor(), cycle, int(typed["audit-size"]), seed, repeats_seed=is_meant)
    if isinstance(outcome, Rejected):
        typed[MADE] = outcome
        return
    one = outcome.audit
    st.query_params["audit"] = one.audit_id
    typed["audit-seed"] = fresh_seed()
    typed[MADE] = t.n("One claim was drawn.", "{n} claims were drawn.", one.sample_size)
    if not outcome.is_new:
        typed[MADE] = t(
            "This sample was drawn on {day}, with the seed {seed}; it is shown here, and nothing new was drawn.",
            day=t.date(one.set_at.date()), seed=str(one.seed),
        )  # fmt: skip
