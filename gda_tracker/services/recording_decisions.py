"""A decision is written: its row, its trail with the readings that made it, and the mail that tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ..domain.permissions import Actor
from ..domain.review import Decision
from ..register import Change, cycles, readings, reports, review_queue, reviews
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
) -> None:
    """Write the decision on an answer (entry, signatory, version) with its trail; the same one again writes nothing.

    `how` says what made it of readings (agreed, settled, waived), `reason` why, `by` who decided where not who acts.
    """
    entry_id, signatory_id, current = answer
    before = reviews.decision_on(change, current.version_id)
    decided_by = by or who.person_id
    if before is not None and _is_same(before, decision, decided_by):
        return
    after = {"version_id": current.version_id, **decision.model_dump(mode="json")}
    if how:
        read = [_as_told(one) for one in readings.readings_of(change, current.version_id)]
        after |= {"two_readers": how, "readings": read, **({"why": reason} if reason else {})}
    holder = review_queue.taken_by(change, current.version_id)
    if holder not in ("", who.person_id, decided_by):
        after["taken_by"] = holder
    change.trail(
        "review.decide" if how != "waived" else "review.waive_second",
        entry_id,
        signatory_id=signatory_id,
        before=_as_trail(before),
        after=after,
    )
    key = key_of(entry_id, signatory_id, current.version_id)
    reviews.add_decision(change, key, decision, decided_by, now)
    if holder:
        review_queue.add_assignment(change, key, "", who.person_id, now)
    _tell(change, who, signatory_id, current, decision, now)


def key_of(entry_id: str, signatory_id: str, version_id: str) -> dict[str, str]:
    """The columns that name an answer in each row about it."""
    return {"version_id": version_id, "entry_id": entry_id, "signatory_id": signatory_id}


def _tell(change: Change, actor: Actor, signatory_id: str, current: Stored, decision: Decision, now: datetime) -> None:
    signatory, cycle = reports.reporter(change, signatory_id), cycles.cycle(change, current.cycle, signatory_id)
    if signatory is not None and cycle is not None:
        decided = {current.entry.item: (current.entry, decision)}
        mailing.tell_decided(change, actor, signatory, cycle, decided, replies_until(now))


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
