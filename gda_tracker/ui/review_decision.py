"""The decision on one entry: verdict, level, reason; recorded on the version that the reviewer saw."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ..domain.answers import STATUS_LABELS
from ..domain.problems import Rejected, message
from ..domain.review import Decision, Verdict
from ..domain.statuses import EvidenceLevel, OffScale, Status
from ..i18n import Text
from ..services.clock import utc_now
from ..services.registers import Register
from ..services.replying import replies_until
from ..services.reviewing import REASON_CHARS, Decided, ReviewView, decide
from . import session
from .problems import refusal
from .templating import drawn

OUTCOME = "review-outcome"
"""Session key of what the last decision said; it is shown once."""
_VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.CONFIRM: (message("Confirm"), message("The status as claimed; you opened the evidence.")),
    Verdict.LOWER: (message("Lower"), message("To the status that the evidence shows, with a reason.")),
    Verdict.RETURN: (message("Return"), message("With a question; it does not count until it is amended.")),
    Verdict.ACCEPT_NOT_APPLICABLE: (message("Accept"), message("The item leaves the signatory's list.")),
    Verdict.REFUSE_NOT_APPLICABLE: (message("Refuse"), message("The item stays on the list, with a reason.")),
}
_LEVELS: Mapping[str, tuple[EvidenceLevel | None, str]] = {
    "opened": (EvidenceLevel.OPENED, message("3 · I opened it, it is right")),
    "independent": (EvidenceLevel.INDEPENDENT, message("4 · Another source agrees")),
    "unopened": (None, message("I could not open it")),
}


def outcome(t: Text) -> None:
    """What became of the last decision."""
    last = st.session_state.pop(OUTCOME, None)
    if isinstance(last, Rejected):
        refusal(t, last.problems)
    elif isinstance(last, Decided):
        st.html(drawn("said.html.j2", sentence=t("The decision is recorded.")))


def decision_form(t: Text, register: Register, view: ReviewView) -> None:
    """Verdict, level and reason, as the signatory will read it."""
    key, entry = view.current.version_id, view.entry
    off_scale = entry.off_scale is OffScale.NOT_APPLICABLE
    verdicts = (
        (Verdict.ACCEPT_NOT_APPLICABLE, Verdict.REFUSE_NOT_APPLICABLE, Verdict.RETURN)
        if off_scale
        else (Verdict.CONFIRM, Verdict.LOWER, Verdict.RETURN)
    )
    with st.container(key="decision"), st.form(key=f"decision-{key}", border=False):
        st.radio(
            t("Decision"),
            verdicts,
            index=None,
            format_func=lambda verdict: t(_VERDICTS[verdict][0]),
            captions=[t(_VERDICTS[verdict][1]) for verdict in verdicts],
            key=f"verdict-{key}",
        )
        if not off_scale:
            # Nothing is preselected: that evidence was opened is the reviewer's own word.
            st.selectbox(
                t("Evidence level"),
                list(_LEVELS),
                index=None,
                format_func=lambda level: t(_LEVELS[level][1]),
                placeholder=t("Choose what you found"),
                key=f"level-{key}",
            )
            lower = [status for status in Status if entry.claimed is not None and status < entry.claimed]
            if lower:
                st.selectbox(
                    t("Lower to"),
                    lower,
                    index=None,
                    format_func=lambda status: t(STATUS_LABELS[status]),
                    placeholder=t("Only to lower"),
                    key=f"lower-{key}",
                )
        st.text_area(t("Reason, as the signatory will read it"), key=f"reason-{key}", max_chars=REASON_CHARS)
        st.form_submit_button(
            t("Decide and next"), key=f"decide-{key}", type="primary", on_click=_decide, args=(register, view)
        )
        until = t.date(replies_until(utc_now()))
        st.html(drawn("quiet.html.j2", sentence=t("They may reply until {day}.", day=until)))


@session.acts
def _decide(register: Register, view: ReviewView) -> None:
    typed, key = st.session_state, view.current.version_id
    verdict = typed.get(f"verdict-{key}")
    if verdict is None:
        st.session_state[OUTCOME] = Rejected.because("review-verdict", message("Choose a decision."))
        return
    # Evidence is a matter of confirming, and of lowering where it was opened; it is nothing that returns carry.
    with_level = verdict in (Verdict.CONFIRM, Verdict.LOWER) and bool(view.entry.evidence)
    level, _ = _LEVELS.get(typed.get(f"level-{key}") or "", (None, ""))
    decision = Decision(
        verdict=verdict,
        status=typed.get(f"lower-{key}") if verdict is Verdict.LOWER else None,
        evidence=level if with_level else None,
        reason=typed.get(f"reason-{key}") or None,
    )
    result = decide(register, session.actor(), view.entry_id, key, decision, utc_now())
    st.session_state[OUTCOME] = result
    if isinstance(result, Decided):
        st.query_params.pop("entry", None)
