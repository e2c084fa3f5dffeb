"""The decision on one entry: verdict, level, reason; recorded on the version that the reviewer saw."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from ..domain.problems import Rejected
from ..domain.statuses import Status
from ..i18n import Text
from ..services.clock import utc_now
from ..services.overtaken import OVERTAKEN
from ..services.registers import Register
from ..services.replying import replies_until
from ..services.reviewing import (
    Decided,
    FirstRead,
    ReviewView,
    TwoDiffer,
    decide,
    entry_for_review,
    next_after,
    next_of_report,
    settle,
)
from . import session
from .problems import refusal
from .review_fields import fields, form_key, reason_key, typed_decision, typed_words, verdict_field
from .review_second import found_words
from .templating import drawn

OUTCOME = "review-outcome"
"""Session key of what the last decision said; it is shown once."""


def is_overtaken(result: object) -> bool:
    """Whether somebody else was quicker, the signatory or a colleague, so that the answer says what stands now."""
    rules = OVERTAKEN | {"review-superseded"}
    return isinstance(result, Rejected) and any(one.rule in rules for one in result.problems)


def answer_named(view: ReviewView) -> str:
    """Whose answer it is, on which item."""
    return f"{view.signatory.name}, {view.item.number}"


@dataclass(frozen=True, slots=True)
class Said:
    """What became of the last decision, and which entry it was about."""

    result: Decided | FirstRead | TwoDiffer | Rejected
    entry_id: str
    named: str
    words: str = ""
    """What was written for a decision that was refused because somebody was quicker."""
    stands: bool = False
    """Whether a reply was answered by letting the decision stand."""


def outcome(t: Text) -> None:
    """What became of the last decision, with the way back to it; shown once, beside the button."""
    last: Said | None = st.session_state.pop(OUTCOME, None)
    if last is None:
        return
    if isinstance(last.result, Rejected):
        refusal(t, last.result.problems)
        if last.words:
            heading = t("What you wrote, so that it is not lost:")
            st.html(drawn("review_words.html.j2", heading=heading, words=last.words))
        return
    if last.stands:
        words = t("Recorded: the decision stands after the reply, and the signatory is told.")
    elif isinstance(last.result, Decided):
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
    with st.container(key="decision"):
        _reader(t, view)
        fields(t, view, verdict_field(t, view))
        if view.taken_by not in ("", session.actor().person_id):
            st.html(drawn("quiet.html.j2", sentence=t("{name} has it.", name=view.taken_name or view.taken_by)))
            st.checkbox(t("Decide all the same"), key=_over_key(view))
        words = t("Decide and next") if view.review is None or view.readers else t("Decide anew")
        key = f"decide-{form_key(view)}"
        st.button(words, key=key, type="primary", on_click=_decide, args=(register, view))
        outcome(t)
        until = t.date(replies_until(utc_now()))
        said = [t("They may reply until {day}.", day=until)]
        if view.entry.claimed is Status.SUSTAINED and view.readers == 0:
            said.append(t("A second reader decides without seeing this."))
        st.html(drawn("quiet.html.j2", sentence=" ".join(said)))


def _reader(t: Text, view: ReviewView) -> None:
    """Which of two readers one is, where that is not the first."""
    said = ""
    if view.readers == 1:
        said = t("A colleague has read it. You read it without seeing what was found: two who agree decide.")
    elif view.readers > 1 and any(one.read_by == session.actor().person_id for _, one in view.readings):
        said = t("You are one of the two who differ, and nobody else is free. Read both, then decide between them.")
    if said:
        st.html(drawn("quiet.html.j2", sentence=said))


def _over_key(view: ReviewView) -> str:
    """The tick passes over one colleague on one version: for another colleague it begins anew."""
    return f"over-{view.current.version_id}-{view.taken_by}"


@session.acts
def _decide(register: Register, view: ReviewView) -> None:
    typed, named = st.session_state, answer_named(view)
    decision = typed_decision(session.text(), view)
    if isinstance(decision, Rejected):
        typed[OUTCOME] = Said(decision, view.entry_id, named)
        return
    act, actor, now = settle if view.readers > 1 else decide, session.actor(), utc_now()
    over, version = view.taken_by if typed.get(_over_key(view)) else "", view.current.version_id
    result = act(register, actor, view.entry_id, version, decision, now, saw=view.seen, over=over)
    typed[OUTCOME] = Said(result, view.entry_id, named)
    if isinstance(result, Rejected):
        if is_overtaken(result):
            st.query_params["entry"] = view.entry_id
            typed[OUTCOME] = Said(result, view.entry_id, named, words=_kept(register, view))
    elif view.review is not None and not view.readers:
        st.query_params["entry"] = view.entry_id
    else:
        # Where two differ and nobody else is free, the answer still waits: it is not the next one all the same.
        follows = next_after if isinstance(result, TwoDiffer) else next_of_report
        following = follows(register, actor, now.date(), view.entry_id)
        if following is not None:
            st.query_params["entry"] = following.entry_id
        else:
            st.query_params.pop("entry", None)


def _kept(register: Register, view: ReviewView) -> str:
    """What was written, which also begins the reason of the form for what stands now: no word of it is lost."""
    words = typed_words(view)
    now = entry_for_review(register, session.actor(), view.entry_id)
    if words and isinstance(now, ReviewView) and form_key(now) != form_key(view):
        st.session_state[reason_key(now)] = words
    return words
