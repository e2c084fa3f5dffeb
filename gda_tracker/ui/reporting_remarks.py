"""What the helper that reads along asks, beside the field, with rule and, where it may stand, the reason."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ..domain.reading_along import Severity
from ..i18n import Text
from ..services.clock import utc_now
from ..services.warnings import ACCEPT_CHARS, Marked, accept_warning
from . import session
from .problems import sentence
from .reporting_saving import OUTCOME, Saver
from .templating import drawn


def remarks(t: Text, saver: Saver, item: str, marked: Sequence[Marked], *columns: str) -> None:
    """The remarks on these fields (none named: all that are given); an open warning can be let stand."""
    shown = [one for one in marked if not columns or (one.remark.problem.column in columns)]
    for one in shown:
        if not one.is_open or saver.report.closed is not None:
            st.html(remark_html(t, one))
            continue
        with st.container(key=f"asks-{_key(item, one)}", gap="xsmall"):
            st.html(remark_html(t, one))
            _let_stand(t, saver, item, one)


def remark_html(t: Text, one: Marked) -> str:
    """One remark as the reporter and the reviewer read it."""
    is_warning = one.remark.severity is Severity.WARNING
    accepted = t("Let stand: {reason}", reason=one.acceptance.reason) if one.acceptance else ""
    return drawn(
        "remark.html.j2",
        kind="accepted" if one.acceptance else one.remark.severity.value,
        sentence=sentence(t, one.remark.problem),
        severity=t("Warning") if is_warning else t("Note"),
        rule=one.remark.rule,
        accepted=accepted,
    )


def _let_stand(t: Text, saver: Saver, item: str, one: Marked) -> None:
    key = _key(item, one)
    with st.popover(t("Let it stand"), key=f"stand-{key}"):
        st.text_input(t("Why it may stand"), key=f"why-{key}", max_chars=ACCEPT_CHARS)
        words = (one.remark.rule, one.remark.about)
        st.button(t("Keep this reason"), key=f"accept-{key}", on_click=_accept, args=(saver, item, words, f"why-{key}"))


def _key(item: str, one: Marked) -> str:
    return f"{item}-{one.remark.rule}-{one.remark.about[:8]}"


@session.acts
def _accept(saver: Saver, item: str, words: tuple[str, str], key: str) -> None:
    reason = st.session_state.get(key) or ""
    done = accept_warning(saver.register, session.actor(), saver.about(item), words, reason, utc_now())
    st.session_state[OUTCOME] = done
