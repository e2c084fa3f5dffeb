"""An entry of the desk that does not wait: read, with the decision on it and the replies, and the way to the next."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ..domain.answers import STATUS_LABELS
from ..domain.permissions import Action, Actor, permits
from ..domain.problems import Rejected
from ..domain.statuses import Status
from ..i18n import Text
from ..services.clock import utc_now
from ..services.registers import Register
from ..services.replying import replies_until
from ..services.reviewing import QueueItem, Reviewed, ReviewView, entry_for_review
from .desk import desk_lead
from .empty import note
from .evidence_checking import check_button
from .problems import refusal
from .review_answering import answering
from .review_opened import opened
from .review_page import beside, heading, this_report
from .review_remarks import review_remarks
from .review_second import readings_box
from .templating import drawn


def settled(
    t: Text, register: Register, actor: Actor, entry_id: str, following: QueueItem | None, top: DeltaGenerator
) -> None:
    """The entry that the address names, read-only; that it is not on record, or not theirs to read, is said.

    What it is stands in `top`, above the choice of what waits.
    """
    if not permits(actor, Action.REVIEW, entry_id.partition("/")[0]):
        with top:
            desk_lead(t, actor, "review")
        note(t("You report for this signatory yourself, so somebody else reviews it."))
        _next(t, following)
        return
    view = entry_for_review(register, actor, entry_id)
    if isinstance(view, Rejected):
        with top:
            desk_lead(t, actor, "review")
        refusal(t, view.problems)
        _next(t, following)
        return
    with top:
        heading(t, actor, view, _state(t, view))
    with st.container(key="settled-answer"):
        said, known, decision = st.columns([36, 36, 28], gap="large")
    with said:
        this_report(t, view, view.earlier_answers, view.earlier_review)
        opened(t, register, actor, view)
        check_button(t, register, actor, view)
        review_remarks(t, register, actor, view)
    with known:
        beside(t, view)
    with decision:
        _decision(t, view)
        answering(t, register, view)
        _next(t, following)


def _state(t: Text, view: ReviewView) -> str:
    if view.readers > 1:
        return t("two readers differ")
    if view.readings:
        return t("it waits for a second reader")
    return t("it waits for no decision") if view.review is None else t("decided")


def _decision(t: Text, view: ReviewView) -> None:
    """What was found and not decided yet; what was decided when and by whom, why, and what the signatory said to it."""
    if view.others:
        readings_box(t, view.readings, t("Two readers differ"))
        note(t("You are one of the two who differ, so somebody else decides between you: {names}.",
               names=", ".join(view.others)))  # fmt: skip
    elif view.readings:
        readings_box(t, view.readings, t("Your reading; a second reader decides without seeing it"))
    if view.review is None and view.readings:
        return
    if view.review is None:
        note(t("Nothing in this answer asks for a decision, or a later report on the item stands instead of it."))
        return
    day, who = t.date(view.review.decided_at.date()), view.decided_by
    st.html(
        drawn(
            "review_settled.html.j2",
            t=t,
            heading=t("Decision"),
            verdict=_verdict(t, view.review),
            when=t("Decided on {day}, by {name}.", day=day, name=who) if who else t("Decided on {day}.", day=day),
            reason=[words for words in (view.review.reason or "").splitlines() if words],
            tacit=_tacit(t, view, view.review),
            replies=[{"text": one.reply, "day": t.date(one.replied_at.date())} for one in view.answers],
        )
    )
    if view.behind:
        readings_box(t, view.behind, t("What the readers before it found"))


def _tacit(t: Text, view: ReviewView, decided: Reviewed) -> str:
    """That the window for a reply closed in silence, as the edition says it beside the decision."""
    asks = decided.decision in ("lower", "return", "refuse_not_applicable") and not view.answers
    return t("no reply within 20 working days") if asks and utc_now().date() > replies_until(decided.decided_at) else ""


def _verdict(t: Text, decided: Reviewed) -> str:
    status = "" if decided.status is None else t(STATUS_LABELS[Status(decided.status)])
    words = {
        "confirm": t("Confirmed, with evidence level {level}.", level=decided.evidence),
        "lower": t("Lowered to “{status}”.", status=status)
        if decided.evidence is None
        else t("Lowered to “{status}”, with evidence level {level}.", status=status, level=decided.evidence),
        "return": t("Returned with a question."),
        "accept_not_applicable": t("Accepted: the item does not apply."),
        "refuse_not_applicable": t("Refused: the item applies."),
    }
    return words[decided.decision]


def _next(t: Text, following: QueueItem | None) -> None:
    if following is None:
        note(t("Nothing waits for a decision."))
        return
    words = t("Next that waits: {signatory}, {item}", signatory=following.signatory, item=following.item)
    st.button(words, key="next-waiting", on_click=_open, args=(following.entry_id,))


def _open(entry_id: str) -> None:
    st.query_params["entry"] = entry_id
