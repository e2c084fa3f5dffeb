"""What the signatory's statement names: each item with the words that name it, to confirm, correct or reject."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from ..domain.mapping import DEGREE_LABELS, Degree, MappingState
from ..domain.permissions import Actor
from ..domain.problems import Rejected, message
from ..i18n import Text
from ..services.clock import utc_now
from ..services.mapping import Mapped, MappingView, Reason, confirm_mapping, mapping_of, reject_mapping
from ..services.registers import Register
from ..services.report_view import ReportView
from . import session
from .problems import refusal
from .templating import drawn

STATE_LABELS: Final[Mapping[MappingState, str]] = {
    MappingState.PROPOSED: message("proposed"),
    MappingState.CONFIRMED: message("confirmed"),
    MappingState.REJECTED: message("rejected"),
}
REFUSED: Final = "mapping-refused"
"""Session key of why the last word was refused; it is shown once."""


def statement_mapping(t: Text, register: Register, actor: Actor, report: ReportView) -> None:
    """Nothing where the signatory added no statement and nobody has named an item."""
    view = mapping_of(register, actor, report.signatory.signatory_id)
    if isinstance(view, Rejected) or not (view.statement or view.rows):
        return
    waiting = sum(row.state is MappingState.PROPOSED for row in view.rows)
    count = t.n("one item to confirm", "{n} items to confirm", waiting)
    label = t("What your statement names")
    with st.expander(f"{label} · {count}" if waiting else label, key="mapping"):
        told = t(
            "These items are proposed because the statement of your endorsement holds their words. "
            "They count only once somebody has confirmed them."
        )
        st.html(drawn("quiet.html.j2", sentence=told if view.rows else t("No item was found in your statement.")))
        if refused := st.session_state.pop(REFUSED, ()):
            refusal(t, refused)
        for row in view.rows:
            _row(t, register, view, row)


def _row(t: Text, register: Register, view: MappingView, row: Mapped) -> None:
    state = t(STATE_LABELS[row.state])
    st.html(
        drawn(
            "mapping.html.j2",
            heading=f"{row.item.number} · {t(row.item.short)}",
            state=state if row.state is MappingState.REJECTED else f"{state}: {t(DEGREE_LABELS[row.degree])}",
            quote=row.quote,
            reasons=[_words(t, row, reason) for reason in row.reasons],
        )
    )
    base = f"{view.signatory_id}-{row.item.code}"
    args = (register, view.signatory_id, row.item.code, base)
    degrees = list(DEGREE_LABELS)
    with st.container(key=f"mapping-acts-{base}", horizontal=True, gap="small", vertical_alignment="bottom"):
        st.selectbox(
            t("How clearly"), degrees, degrees.index(row.degree), key=f"mapping-degree-{base}",
            format_func=lambda degree: t(DEGREE_LABELS[degree]), width=240,
        )  # fmt: skip
        st.button(t("Confirm"), key=f"mapping-confirm-{base}", on_click=_confirm, args=args)
        if row.state is not MappingState.REJECTED:
            st.button(t("Not this"), key=f"mapping-reject-{base}", type="tertiary", on_click=_reject, args=args[:3])


def _words(t: Text, row: Mapped, reason: Reason) -> str:
    """Which words stand for what, in a sentence."""
    element = next((one for one in row.item.elements if one.code == reason.about), None)
    about = t(element.label) if element is not None else t(row.item.title)
    quoted = ", ".join(f"“{word}”" for word in reason.words)
    if reason.is_term:
        return t("Words for “{about}”: {words}.", words=quoted, about=about)
    return t("Words shared with “{about}”: {words}.", words=quoted, about=about)


@session.acts
def _confirm(register: Register, signatory_id: str, item: str, base: str) -> None:
    degree = Degree(st.session_state.get(f"mapping-degree-{base}") or Degree.LOW)
    _told(confirm_mapping(register, session.actor(), signatory_id, item, degree, utc_now()))


@session.acts
def _reject(register: Register, signatory_id: str, item: str) -> None:
    _told(reject_mapping(register, session.actor(), signatory_id, item, utc_now()))


def _told(outcome: Mapped | Rejected) -> None:
    if isinstance(outcome, Rejected):
        st.session_state[REFUSED] = outcome.problems
