"""Before a report is sent: what a reviewer would ask of each answer, to be mended there or let stand for a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from ..domain.reading_along import Remark
from ..i18n import Text
from ..services.clock import utc_now
from ..services.warnings import ACCEPT_CHARS, Marked, accept_warnings
from . import session
from .problems import sentence
from .reporting_page import open_item
from .reporting_saving import OUTCOME, Saver
from .templating import drawn


def asked(t: Text, saver: Saver, found: Mapping[str, Sequence[Marked]]) -> None:
    """Every open question by kind, the way to its answer, and one reason for all of a kind."""
    if not found:
        return
    count = sum(len(several) for several in found.values())
    text = t.n(
        "A reviewer would ask one thing. Mend it, or say why it may stand; then submit.",
        "A reviewer would ask {n} things. Mend them, or say why they may stand; then submit.",
        count,
    )
    with st.container(key="asked", gap="small"):
        st.html(drawn("quiet.html.j2", sentence=text))
        for rule, remarks in by_kind(found).items():
            _kind(t, saver, rule, remarks)


def by_kind(found: Mapping[str, Sequence[Marked]]) -> dict[str, list[tuple[str, Remark]]]:
    """The questions by rule, each with its item, in the order in which they are met."""
    kinds: dict[str, list[tuple[str, Remark]]] = {}
    for item, several in found.items():
        for one in several:
            kinds.setdefault(one.remark.rule, []).append((item, one.remark))
    return kinds


def _kind(t: Text, saver: Saver, rule: str, remarks: Sequence[tuple[str, Remark]]) -> None:
    """One kind of question: its words once where they are the same, the items, and a reason for all."""
    said = ""
    with st.container(key=f"asked-{rule}", gap=None):
        for place, (code, remark) in enumerate(remarks):
            item, words = saver.report.items[code], sentence(t, remark.problem)
            if words != said:
                st.html(drawn("remark_line.html.j2", sentence=words))
                said = words
            label = f"{item.number} {t(item.short)}"
            st.button(label, key=f"asked-{rule}-{place}", type="tertiary", on_click=open_item, args=(code,))
        names = tuple((code, remark.rule, remark.about) for code, remark in remarks)
        label = t.n("Let this one stand", "Let the {n} stand", len(remarks))
        with st.popover(label, key=f"asked-stand-{rule}"):
            key = f"asked-why-{rule}"
            st.text_input(t("Why it may stand"), key=key, max_chars=ACCEPT_CHARS)
            st.button(t("Keep this reason"), key=f"asked-keep-{rule}", on_click=_accept, args=(saver, names, key))


@session.acts
def _accept(saver: Saver, names: tuple[tuple[str, str, str], ...], key: str) -> None:
    reason = st.session_state.get(key) or ""
    st.session_state[OUTCOME] = accept_warnings(saver.register, session.actor(), saver.key, names, reason, utc_now())
