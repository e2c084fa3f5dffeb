"""The decision on one entry: verdict, level, reason; recorded on the version that the reviewer saw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from ..domain.answers import STATUS_LABELS
from ..domain.problems import Rejected, message
from ..domain.review import REASON_SENTENCES, Decision, ReviewReason, Verdict
from ..domain.statuses import EvidenceLevel, OffScale, Status
from ..i18n import Text
from ..services.clock import utc_now
from ..services.overtaken import OVERTAKEN
from ..services.registers import Register
from ..services.replying import replies_until
from ..services.reviewing import (
    REASON_CHARS,
    Decided,
    FirstRead,
    ReviewView,
    TwoDiffer,
    decide,
    next_after,
    next_of_report,
    settle,
)
from . import session
from .problems import refusal
from .review_second import found_words
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
_REASONS: Mapping[ReviewReason, str] = {
    ReviewReason.BODY_NOT_SHOWN: message("The body is not shown"),
    ReviewReason.DATE_NOT_SHOWN: message("The date is not shown"),
    ReviewReason.TEST_NOT_MET: message("The test of the status is not met"),
    ReviewReason.PAGE_MISSING: message("The page or article is missing"),
    ReviewReason.LINK_DEAD: message("The link is dead"),
    ReviewReason.OWN_SOURCE_ONLY: message("Its own source alone"),
    ReviewReason.OTHER: message("Another reason"),
}


def is_overtaken(result: object) -> bool:
    """Whether somebody else was quicker, so that the answer itself says what stands now."""
    return isinstance(result, Rejected) and any(one.rule in OVERTAKEN for one in result.problems)


@dataclass(frozen=True, slots=True)
class Said:
    """What became of the last decision, and which entry it was about."""

    result: Decided | FirstRead | TwoDiffer | Rejected
    entry_id: str
    named: str


def outcome(t: Text) -> None:
    """What became of the last decision, with the way back to it; shown once, beside the button."""
    last: Said | None = st.session_state.pop(OUTCOME, None)
    if last is None:
        return
    if isinstance(last.result, Rejected):
        refusal(t, last.result.problems)
        return
    if isinstance(last.result, Decided):
        words = t("Recorded: {decision}.", decision=found_words(t, last.result.decision))
    elif isinstance(last.result, TwoDiffer):
        words = t("You and the first reader differ. Both readings are shown; somebody decides between them.")
    elif last.result.others:
        words = t("Your reading is kept. A second reader decides without seeing it.")
    else:
        words = t("Your reading is kept. Nobody else may read it: an administrator can let it decide alone.")
    st.html(drawn("review_outcome.html.j2", sentence=words, entry=last.entry_id, link=last.named))


def decision_form(t: Text, register: Register, view: ReviewView) -> None:
    """Verdict, then the fields of that verdict alone, the button, and what became of it."""
    key, off_scale = _form_key(view), view.entry.off_scale is OffScale.NOT_APPLICABLE
    verdicts: tuple[Verdict, ...] = (
        (Verdict.ACCEPT_NOT_APPLICABLE, Verdict.REFUSE_NOT_APPLICABLE, Verdict.RETURN)
        if off_scale
        else (Verdict.CONFIRM, Verdict.LOWER, Verdict.RETURN)
    )
    with st.container(key="decision"):
        if not off_scale and not view.entry.evidence:
            verdicts = (Verdict.LOWER, Verdict.RETURN)
            nothing = t("Nothing is attached, so it cannot be confirmed: lower or return it.")
            st.html(drawn("quiet.html.j2", sentence=nothing))
        if view.readers > 1 and any(one.read_by == session.actor().person_id for _, one in view.readings):
            own = t("You are one of the two who differ, and nobody else is free. Read both, then decide between them.")
            st.html(drawn("quiet.html.j2", sentence=own))
        verdict = st.radio(
            t("Decision"),
            verdicts,
            index=None,
            format_func=lambda verdict: t(_VERDICTS[verdict][0]),
            captions=[t(_VERDICTS[verdict][1]) for verdict in verdicts],
            key=f"verdict-{key}",
        )
        _fields(t, view, verdict)
        if view.taken_by not in ("", session.actor().person_id):
            st.html(drawn("quiet.html.j2", sentence=t("{name} has it.", name=view.taken_name or view.taken_by)))
            st.checkbox(t("Decide all the same"), key=_over_key(view))
        st.button(t("Decide and next"), key=f"decide-{key}", type="primary", on_click=_decide, args=(register, view))
        outcome(t)
        until = t.date(replies_until(utc_now()))
        words = [t("They may reply until {day}.", day=until)]
        if view.entry.claimed is Status.SUSTAINED and view.readers == 0:
            words.append(t("A second reader decides without seeing this."))
        st.html(drawn("quiet.html.j2", sentence=" ".join(words)))


def _fields(t: Text, view: ReviewView, verdict: Verdict | None) -> None:
    key, entry = _form_key(view), view.entry
    if verdict is Verdict.LOWER:
        lower = [status for status in Status if entry.claimed is not None and status < entry.claimed]
        st.selectbox(
            t("Lower to"), lower, index=None, format_func=lambda status: t(STATUS_LABELS[status]),
            placeholder=t("The status that it shows"), key=f"lower-{key}",
        )  # fmt: skip
    if verdict in (Verdict.CONFIRM, Verdict.LOWER) and entry.evidence:
        # Nothing is preselected: that evidence was opened is the reviewer's own word.
        levels = [level for level in _LEVELS if verdict is Verdict.LOWER or level != "unopened"]
        st.selectbox(
            t("Evidence level"), levels, index=None, format_func=lambda level: t(_LEVELS[level][1]),
            placeholder=t("Choose what you found"), key=f"level-{key}",
        )  # fmt: skip
    if verdict in (Verdict.LOWER, Verdict.RETURN):
        st.selectbox(
            t("Reason"), list(ReviewReason), index=None, format_func=lambda code: t(_REASONS[code]),
            placeholder=t("From the list"), key=f"why-{key}", on_change=_begin, args=(key,),
        )  # fmt: skip
    if verdict is not None and (verdict is not Verdict.CONFIRM or view.readers > 1):
        st.text_area(t("Reason, as the signatory will read it"), key=f"reason-{key}", max_chars=REASON_CHARS)


def _begin(key: str) -> None:
    """The chosen reason's sentence begins the text, unless somebody has written one already."""
    t, typed = session.text(), st.session_state
    own = {t(sentence) for sentence in REASON_SENTENCES.values() if sentence}
    code = typed.get(f"why-{key}")
    if (typed.get(f"reason-{key}") or "").strip() in {"", *own}:
        typed[f"reason-{key}"] = t(REASON_SENTENCES[code]) if code and REASON_SENTENCES[code] else ""


def _form_key(view: ReviewView) -> str:
    """Once another has read the answer the form begins anew: what one found is not what decides between two."""
    return f"{view.current.version_id}-{view.readers}"


def _over_key(view: ReviewView) -> str:
    """The tick passes over one colleague on one version: for another colleague it begins anew."""
    return f"over-{view.current.version_id}-{view.taken_by}"


@session.acts
def _decide(register: Register, view: ReviewView) -> None:
    typed, key = st.session_state, _form_key(view)
    verdict = typed.get(f"verdict-{key}")
    named = f"{view.signatory.name}, {view.item.number}"
    if verdict is None:
        missing = Rejected.because("review-verdict", message("Choose a decision."))
        typed[OUTCOME] = Said(missing, view.entry_id, named)
        return
    # Evidence is a matter of confirming, and of lowering where it was opened; it is nothing that returns carry.
    with_level = verdict in (Verdict.CONFIRM, Verdict.LOWER) and bool(view.entry.evidence)
    level, _ = _LEVELS.get(typed.get(f"level-{key}") or "", (None, ""))
    decision = Decision(
        verdict=verdict,
        status=typed.get(f"lower-{key}") if verdict is Verdict.LOWER else None,
        evidence=level if with_level else None,
        reason=(typed.get(f"reason-{key}") or "").strip() or None,
        reason_code=typed.get(f"why-{key}") if verdict in (Verdict.LOWER, Verdict.RETURN) else None,
    )
    act, actor, now = settle if view.readers > 1 else decide, session.actor(), utc_now()
    over = view.taken_by if typed.get(_over_key(view)) else ""
    result = act(register, actor, view.entry_id, view.current.version_id, decision, now, saw=view.seen, over=over)
    typed[OUTCOME] = Said(result, view.entry_id, named)
    if is_overtaken(result):
        st.query_params["entry"] = view.entry_id
    elif not isinstance(result, Rejected):
        # Where two differ and nobody else is free, the answer still waits: it is not the next one all the same.
        follows = next_after if isinstance(result, TwoDiffer) else next_of_report
        following = follows(register, actor, now.date(), view.entry_id)
        if following is not None:
            st.query_params["entry"] = following.entry_id
        else:
            st.query_params.pop("entry", None)
