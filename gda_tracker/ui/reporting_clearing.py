"""What colleagues handed back: read, then cleared; or sent back with a question. One click clears all."""

from __future__ import annotations

import streamlit as st

from ..domain.declaration import Item
from ..i18n import Text
from ..services.clearing import clear, send_back
from ..services.clock import utc_now
from ..services.lending import NOTE_CHARS
from ..services.registers import Register
from ..services.report_view import ReportView
from . import session
from .reporting_colleagues import OUTCOME
from .templating import drawn


def clearing(t: Text, register: Register, report: ReportView, item: Item) -> None:
    """Under the note that the item came back: two ways on."""
    back = report.came_back.get(item.code)
    if back is None or not report.is_whole or report.closed is not None:
        return
    key = _key(report)
    with st.container(key="clearing", horizontal=True, gap="small"):
        st.button(
            t("Clear this item"), key=f"clear-{item.code}", type="primary", on_click=_clear,
            args=(register, key, (item.code,)),
        )  # fmt: skip
        with st.popover(t("Send it back with a question"), key=f"send-back-{item.code}"):
            words = f"question-{item.code}"
            st.text_area(t("Question to {name}", name=back.name), key=words, max_chars=NOTE_CHARS, height=80)
            act = (register, key, item.code, words)
            st.button(t("Send it back"), key=f"send-back-go-{item.code}", on_click=_send_back, args=act)


def still_to_clear(t: Text, register: Register, report: ReportView) -> None:
    """Under the submission: how many items came back and are not cleared, and one click that clears all."""
    count = len(report.came_back)
    if not count or report.closed is not None:
        return
    text = t.n(
        "One item came back from a colleague and is not cleared yet. Read it, then clear it; then submit.",
        "{n} items came back from colleagues and are not cleared yet. Read them, then clear them; then submit.",
        count,
    )
    st.html(drawn("quiet.html.j2", sentence=text))
    label = t.n("Clear it", "Clear all {n}", count)
    st.button(label, key="clear-all", on_click=_clear, args=(register, _key(report), None))


@session.acts
def _clear(register: Register, report: tuple[str, str], items: tuple[str, ...] | None) -> None:
    st.session_state[OUTCOME] = clear(register, session.actor(), *report, items)


@session.acts
def _send_back(register: Register, report: tuple[str, str], item: str, words: str) -> None:
    question = st.session_state.get(words) or ""
    done = send_back(register, session.actor(), *report, item, question, utc_now().date())
    st.session_state[OUTCOME] = done


def _key(report: ReportView) -> tuple[str, str]:
    return report.signatory.signatory_id, report.cycle.code
