"""The fields of a decision: verdict, level, source, reason, and the decision that was typed into them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from ..domain.answers import STATUS_LABELS
from ..domain.problems import Rejected, message
from ..domain.review import NO_SOURCE, REASON_SENTENCES, Decision, ReviewReason, Verdict
from ..domain.statuses import EvidenceLevel, OffScale, Status
from ..i18n import Text
from ..services.reviewing import REASON_CHARS, ReviewView
from . import session
from .templating import drawn

SOURCE_CHARS: Final = 500
_VERDICTS: Final[Mapping[Verdict, tuple[str, str]]] = {
    Verdict.CONFIRM: (message("Confirm"), message("The status as claimed; you opened the evidence.")),
    Verdict.LOWER: (message("Lower"), message("To the status that the evidence shows, with a reason.")),
    Verdict.RETURN: (message("Return"), message("With a question; it does not count until it is amended.")),
    Verdict.ACCEPT_NOT_APPLICABLE: (message("Accept"), message("The item leaves the signatory's list.")),
    Verdict.REFUSE_NOT_APPLICABLE: (message("Refuse"), message("The item stays on the list, with a reason.")),
}
_LEVELS: Final[Mapping[str, tuple[EvidenceLevel | None, str]]] = {
    "opened": (EvidenceLevel.OPENED, message("3 · I opened it, it is right")),
    "independent": (EvidenceLevel.INDEPENDENT, message("4 · Another source agrees")),
    "unopened": (None, message("I could not open it")),
}
_REASONS: Final[Mapping[ReviewReason, str]] = {
    ReviewReason.BODY_NOT_SHOWN: message("The body is not shown"),
    ReviewReason.DATE_NOT_SHOWN: message("The date is not shown"),
    ReviewReason.TEST_NOT_MET: message("The test of the status is not met"),
    ReviewReason.PAGE_MISSING: message("The page or article is missing"),
    ReviewReason.LINK_DEAD: message("The link is dead"),
    ReviewReason.OWN_SOURCE_ONLY: message("Its own source alone"),
    ReviewReason.OTHER: message("Another reason"),
}


def form_key(view: ReviewView) -> str:
    """The form begins anew for another version or decision, and once two differ: what one found does not settle it.

    It stays while a colleague reads first: the second reader keeps what it has chosen.
    """
    return f"{view.current.version_id}-{view.seen.decision}-{'between' if view.readers > 1 else 'one'}"


def reason_key(view: ReviewView) -> str:
    """Where the words of the reason are kept."""
    return f"reason-{form_key(view)}"


def verdict_field(t: Text, view: ReviewView) -> Verdict | None:
    """What can be decided about this answer; nothing is chosen at first."""
    verdicts: tuple[Verdict, ...] = (Verdict.CONFIRM, Verdict.LOWER, Verdict.RETURN)
    if view.entry.off_scale is OffScale.NOT_APPLICABLE:
        verdicts = (Verdict.ACCEPT_NOT_APPLICABLE, Verdict.REFUSE_NOT_APPLICABLE, Verdict.RETURN)
    elif not view.entry.evidence:
        verdicts = (Verdict.LOWER, Verdict.RETURN)
        nothing = t("Nothing is attached, so it cannot be confirmed: lower or return it.")
        st.html(drawn("quiet.html.j2", sentence=nothing))
    return st.radio(
        t("Decision"),
        verdicts,
        index=None,
        format_func=lambda verdict: t(_VERDICTS[verdict][0]),
        captions=[t(_VERDICTS[verdict][1]) for verdict in verdicts],
        key=f"verdict-{form_key(view)}",
    )


def fields(t: Text, view: ReviewView, verdict: Verdict | None) -> None:
    """The fields of that verdict alone."""
    key, entry = form_key(view), view.entry
    if verdict is Verdict.LOWER:
        lower = [status for status in Status if entry.claimed is not None and status < entry.claimed]
        st.selectbox(
            t("Lower to"), lower, index=None, format_func=lambda status: t(STATUS_LABELS[status]),
            placeholder=t("The status that it shows"), key=f"lower-{key}",
        )  # fmt: skip
    if verdict in (Verdict.CONFIRM, Verdict.LOWER) and entry.evidence:
        # Nothing is preselected: that evidence was opened is the reviewer's own word.
        levels = [level for level in _LEVELS if verdict is Verdict.LOWER or level != "unopened"]
        level = st.selectbox(
            t("Evidence level"), levels, index=None, format_func=lambda level: t(_LEVELS[level][1]),
            placeholder=t("Choose what you found"), key=f"level-{key}",
        )  # fmt: skip
        if level == "independent":
            st.text_input(
                t("Which independent source agrees"), key=f"source-{key}", max_chars=SOURCE_CHARS,
                placeholder=t("UNFCCC NDC registry, TNA or CTCN record, BTR, audit, assured or peer-reviewed report"),
            )  # fmt: skip
    if verdict in (Verdict.LOWER, Verdict.RETURN):
        st.selectbox(
            t("Reason"), list(ReviewReason), index=None, format_func=lambda code: t(_REASONS[code]),
            placeholder=t("From the list"), key=f"why-{key}", on_change=_begin, args=(key,),
        )  # fmt: skip
    if verdict is not None and (verdict is not Verdict.CONFIRM or view.readers > 1 or view.is_reply_open):
        st.text_area(t("Reason, as the signatory will read it"), key=reason_key(view), max_chars=REASON_CHARS)


def _begin(key: str) -> None:
    """The chosen reason's sentence begins the text, unless somebody has written one already."""
    t, typed = session.text(), st.session_state
    own = {t(sentence) for sentence in REASON_SENTENCES.values() if sentence}
    code = typed.get(f"why-{key}")
    if (typed.get(f"reason-{key}") or "").strip() in {"", *own}:
        typed[f"reason-{key}"] = t(REASON_SENTENCES[code]) if code and REASON_SENTENCES[code] else ""


def typed_words(view: ReviewView) -> str:
    """What stands in the field of the reason."""
    return (st.session_state.get(reason_key(view)) or "").strip()


def typed_decision(t: Text, view: ReviewView) -> Decision | Rejected:
    """The decision as it was typed, with the source that evidence level 4 rests on named in its reason."""
    typed, key = st.session_state, form_key(view)
    verdict = typed.get(f"verdict-{key}")
    if verdict is None:
        return Rejected.because("review-verdict", message("Choose a decision."))
    # Evidence is a matter of confirming, and of lowering where it was opened; it is nothing that returns carry.
    with_level = verdict in (Verdict.CONFIRM, Verdict.LOWER) and bool(view.entry.evidence)
    level = _LEVELS.get(typed.get(f"level-{key}") or "", (None, ""))[0] if with_level else None
    parts = [typed_words(view)]
    if level is EvidenceLevel.INDEPENDENT:
        source = (typed.get(f"source-{key}") or "").strip()
        if not source:
            return NO_SOURCE
        parts.append(t("Independent source: {source}", source=source))
    return Decision(
        verdict=verdict,
        status=typed.get(f"lower-{key}") if verdict is Verdict.LOWER else None,
        evidence=level,
        reason="\n\n".join(part for part in parts if part) or None,
        reason_code=typed.get(f"why-{key}") if verdict in (Verdict.LOWER, Verdict.RETURN) else None,
    )
