"""The items that a statement names, each with the words that name it, to confirm, correct, reject or add."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from ..domain.mapping import DEGREE_LABELS, Degree, MappingState
from ..domain.problems import Rejected, message
from ..i18n import Text
from ..services.clock import utc_now
from ..services.mapping import Mapped, MappingView, Reason, confirm_mapping, reject_mapping
from ..services.registers import Register
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


def mapping_rows(t: Text, register: Register, view: MappingView) -> None:
    """Every item that is proposed, confirmed or rejected, and a way to add one that no words gave away."""
    if refused := st.session_state.pop(REFUSED, ()):
        refusal(t, refused)
    for row in view.rows:
        _row(t, register, view, row)
    if view.unnamed:
        _another(t, register, view)


def counts(t: Text, view: MappingView) -> str:
    """How many items wait for a person's word and how many are confirmed, where there are any."""
    said = [row.state for row in view.rows]
    waiting, confirmed = said.count(MappingState.PROPOSED), said.count(MappingState.CONFIRMED)
    parts = [t.n("one item to confirm", "{n} items to confirm", waiting)] if waiting else []
    parts += [t.n("one item confirmed", "{n} items confirmed", confirmed)] if confirmed else []
    return " · ".join(parts)


def marked(quote: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """The quote in pieces, each with whether it is one of the words that gave the item away."""
    longest = sorted({word for word in words if word}, key=len, reverse=True)
    if not longest:
        return [(quote, False)]
    pieces = re.split(rf"\b({'|'.join(map(re.escape, longest))})\b", quote)
    return [(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]


def _row(t: Text, register: Register, view: MappingView, row: Mapped) -> None:
    state = t(STATE_LABELS[row.state])
    is_confirmed, is_rejected = row.state is MappingState.CONFIRMED, row.state is MappingState.REJECTED
    st.html(
        drawn(
            "mapping.html.j2",
            heading=f"{row.item.number} · {t(row.item.short)}",
            state=state if is_rejected else f"{state}: {t(DEGREE_LABELS[row.degree])}",
            kind=row.state.value,
            quote=marked(row.quote, [word for reason in row.reasons for word in reason.words]) if row.quote else [],
            reasons=[_words(t, row, reason) for reason in row.reasons],
        )
    )
    base = f"{view.signatory_id}-{row.item.code}"
    args = (register, view.signatory_id, row.item.code, base)
    with st.container(key=f"mapping-acts-{base}", horizontal=True, gap="small", vertical_alignment="bottom"):
        _degree(t, row.degree, base)
        label = t("Save the degree") if is_confirmed else t("Confirm after all") if is_rejected else t("Confirm")
        st.button(label, key=f"mapping-confirm-{base}", on_click=_confirm, args=args)
        if not is_rejected:
            st.button(t("Not this"), key=f"mapping-reject-{base}", type="tertiary", on_click=_reject, args=args[:3])


def _degree(t: Text, degree: Degree, base: str) -> None:
    degrees = list(DEGREE_LABELS)
    st.selectbox(
        t("How clearly"), degrees, degrees.index(degree), key=f"mapping-degree-{base}",
        format_func=lambda one: t(DEGREE_LABELS[one]), width=220,
    )  # fmt: skip


def _another(t: Text, register: Register, view: MappingView) -> None:
    """An item that the statement names in words of its own, for a person to name."""
    names = {item.code: f"{item.number} · {t(item.short)}" for item in view.unnamed}
    base, key = f"{view.signatory_id}-other", f"mapping-item-{view.signatory_id}"
    with st.popover(t("Name another item"), key=f"mapping-other-{view.signatory_id}"):
        st.selectbox(t("Item"), list(names), format_func=names.__getitem__, key=key)
        _degree(t, Degree.LOW, base)
        act = (register, view.signatory_id, key, base)
        st.button(t("Confirm"), key=f"mapping-confirm-{base}", type="primary", on_click=_name, args=act)


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
def _name(register: Register, signatory_id: str, key: str, base: str) -> None:
    _confirm(register, signatory_id, st.session_state.get(key) or "", base)


@session.acts
def _reject(register: Register, signatory_id: str, item: str) -> None:
    _told(reject_mapping(register, session.actor(), signatory_id, item, utc_now()))


def _told(outcome: Mapped | Rejected) -> None:
    if isinstance(outcome, Rejected):
        st.session_state[REFUSED] = outcome.problems
