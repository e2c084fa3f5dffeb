"""A decision is written: its row, its trail with the readings that made it, and the mail that tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ..domain.mail import State
from ..domain.permissions import Actor
from ..domain.review import Decision
from ..register import Change, cycles, mail, readings, reports, review_queue, reviews
from ..register.readings import Reading
from ..register.reports import Stored
from ..register.reviews import Reviewed
from . import mailing
from .replying import replies_until


def record(
    change: Change,
    who: Actor,
    answer: tuple[str, str, Stored],
    decision: Decision,
    now: datetime,
    *,
    how: str = "",
    reason: str = "",
    by: str = "",
    stands: str | None = None,
) -> None:
    """Write the decision on an answer (entry, signatory, version) with its trail; the same one again writes nothing.

    `how` says what made it of readings (agreed, settled, waived), `reason` why, `by` who decided where not who acts.
    `stands` is what is said to a reply where the decision stays as it was. What is corrected before it was told is
    not told any more.
    """
    entry_id, signatory_id, current = answer
    before = reviews.decision_on(change, current.version_id)
    answers, decided_by = reviews.is_reply_open(change, current.version_id), by or who.person_id
    if before is not None and not (how or answers) and _is_same(before, decision, decided_by):
        return
    after = {"version_id": current.version_id, **decision.model_dump(mode="json")}
    if how:
        read = [_as_told(one) for one in readings.readings_of(change, current.version_id)]
        after |= {"two_readers": how, "readings": read, **({"why": reason} if reason else {})}
    holder = review_queue.taken_by(change, current.version_id)
    if holder not in ("", who.person_id, decided_by):
        after["taken_by"] = holder
    action = "review.waive_second" if how == "waived" else "review.decide" if stands is None else "review.stand_by"
    after |= {"answers_reply": True} if answers else {}
    change.trail(action, entry_id, signatory_id=signatory_id, before=_as_trail(before), after=after)
    was_waiting = hold_back(change, current.version_id)
    key = key_of(entry_id, signatory_id, current.version_id)
    reviews.add_decision(change, key, decision, decided_by, now)
    if holder:
        review_queue.add_assignment(change, key, "", who.person_id, now)
    # Whose mail about the decision itself did not go reads its reason with what is said to the reply.
    told = decision if stands is None or was_waiting else decision.model_copy(update={"reason": stands or None})
    answered = "" if not answers else "anew" if stands is None else "stands"
    _tell(change, who, (signatory_id, current), told, now, answered)


def hold_back(change: Change, version_id: str) -> bool:
    """The mails that wait to tell of the newest decision on a version do not go: something else is being decided.

    Gives whether there were any.
    """
    waiting = [mail_id for mail_id, is_told in reviews.mails_of_decision(change, version_id).items() if not is_told]
    for mail_id in waiting:
        mail.add_state(change, mail_id, State.NOT_NEEDED, 0, None)
    return bool(waiting)


def key_of(entry_id: str, signatory_id: str, version_id: str) -> dict[str, str]:
    """The columns that name an answer in each row about it."""
    return {"version_id": version_id, "entry_id": entry_id, "signatory_id": signatory_id}


def _tell(
    change: Change, actor: Actor, answer: tuple[str, Stored], decision: Decision, now: datetime, answered: str
) -> None:
    signatory_id, current = answer
    signatory, cycle = reports.reporter(change, signatory_id), cycles.cycle(change, current.cycle, signatory_id)
    if signatory is not None and cycle is not None:
        decided = {current.entry.item: (current.entry, decision)}
        mailing.tell_decided(change, actor, signatory, cycle, decided, replies_until(now), answered)


def _is_same(before: Reviewed, decision: Decision, decided_by: str) -> bool:
    """A decision sent twice, by a double click or a reload, is one decision."""
    recorded = (before.decision, before.status, before.evidence, before.reason, before.decided_by)
    return recorded == (decision.verdict, decision.status, decision.evidence, decision.reason, decided_by)


def _as_told(reading: Reading) -> Mapping[str, object]:
    return {"read_by": reading.read_by, **reading.found.model_dump(mode="json")}


def _as_trail(before: Reviewed | None) -> dict[str, object] | None:
    if before is None:
        return None
    return {
        "version_id": before.version_id,
        "verdict": before.decision,
        "status": before.status,
        "evidence": before.evidence,
        "reason": before.reason,
    }
