"""The signatory's word beside a decision, within twenty working days of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from ..domain.evidence import text_problem
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..domain.review import REPLY_WORKING_DAYS
from ..domain.working_days import working_days_after
from ..register import Change, Register, cycles, reports, reviews
from ..register.database import utc_now
from . import mailing

REPLY_CHARS: Final = 3000


@dataclass(frozen=True, slots=True)
class Replied:
    """The reply is on record; nothing about the decision changed."""

    entry_id: str
    version_id: str


def replies_until(decided_at: datetime) -> date:
    """The last day on which a signatory may reply to a decision."""
    return working_days_after(decided_at.date(), REPLY_WORKING_DAYS)


def reply(
    register: Register, actor: Actor, entry_id: str, version_id: str, text: str, now: datetime | None = None
) -> Replied | Rejected:
    """Answer a decision; the text is shown beside it, word for word."""
    signatory_id = entry_id.partition("/")[0]
    require(actor, Action.SUBMIT_REPORT, signatory_id)
    words, when = text.strip(), now or utc_now()
    if not words:
        return Rejected.because("reply-empty", message("Write what you want to say about the decision."))
    if problem := text_problem(words, "reply", REPLY_CHARS):
        return Rejected((problem,))
    with register.change(actor) as change:
        decided = reviews.decision_on(change, version_id)
        if decided is None or reviews.entry_of(change, version_id) != entry_id:
            return Rejected.because("reply-undecided", message("There is no decision yet to which you could reply."))
        if when.date() > replies_until(decided.decided_at):
            sentence = message("Replies to this decision were possible until {day}.")
            return Rejected.because("reply-late", sentence, day=replies_until(decided.decided_at))
        said = reviews.replies_to(change, version_id)
        if not said or said[-1].reply != words:
            change.trail(
                "review.reply", entry_id, signatory_id=signatory_id, after={"version_id": version_id, "reply": words}
            )
            key = {"version_id": version_id, "entry_id": entry_id, "signatory_id": signatory_id}
            reviews.add_reply(change, key, words, actor.person_id, when)
            _tell(change, actor, entry_id, words, decided.decided_by)
    return Replied(entry_id, version_id)


def _tell(change: Change, actor: Actor, entry_id: str, words: str, decided_by: str) -> None:
    signatory_id, cycle_code, _ = entry_id.split("/", 2)
    signatory, cycle = reports.reporter(change, signatory_id), cycles.cycle(change, cycle_code, signatory_id)
    if signatory is not None and cycle is not None:
        mailing.tell_replied(change, actor, signatory, cycle, entry_id, words, decided_by)
