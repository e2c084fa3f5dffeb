"""The queue of answers that wait for a decision: national governments first, then the oldest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from ..domain.permissions import Action, Actor, require
from ..domain.statuses import EvidenceLevel, OffScale, Status
from ..register import Register, review_queue
from ..register.review_queue import Wanted

__all__ = [
    "Queue",
    "QueueItem",
    "Wanted",
    "cycles_waiting",
    "head_of_queue",
    "kept_from",
    "next_after",
    "next_of_report",
    "queue",
]

EVERYTHING: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class QueueItem:
    """An entry that waits for a decision; `age_days` since its submission."""

    entry_id: str
    version_id: str
    signatory_id: str
    signatory: str
    stakeholder_type: str
    iso3: str | None
    cycle: str
    item: str
    claimed: Status | None
    off_scale: OffScale | None
    evidence: EvidenceLevel
    evidence_count: int
    submitted_at: datetime
    age_days: int
    readers: int = 0
    """How many have read it without a decision: one means that a second reader is wanted, two that they differ."""
    taken_by: str = ""
    taken_name: str = ""


@dataclass(frozen=True, slots=True)
class Queue:
    """The head of the queue, and how many entries wait in all."""

    items: tuple[QueueItem, ...]
    waiting: int


def queue(register: Register, actor: Actor, today: date | None = None) -> tuple[QueueItem, ...]:
    """All that waits, national governments first, then the oldest; never what the reviewer reports for itself."""
    return head_of_queue(register, actor, today or date.today(), most=EVERYTHING).items


def head_of_queue(
    register: Register,
    actor: Actor,
    today: date,
    *,
    most: int,
    wanted: Wanted | str = "",
    search: str = "",
    cycle: str = "",
) -> Queue:
    """The first of the queue, as many as a desk shows, and how many wait in all.

    `wanted` says what is looked for; the name of an entry alone comes before all others, then the rest of its report.
    """
    require(actor, Action.REVIEW)
    asked = wanted if isinstance(wanted, Wanted) else Wanted(entry=wanted, search=search, cycle=cycle)
    rows = review_queue.waiting(register, most, actor.person_id, actor.signatories, asked)
    return Queue(tuple(_queue_item(row, today) for row in rows), rows[0]["waiting"] if rows else 0)


def next_of_report(register: Register, actor: Actor, today: date, entry_id: str) -> QueueItem | None:
    """What of the same report still waits, the oldest first; None when nothing of it does."""
    require(actor, Action.REVIEW)
    following = next_after(register, actor, today, entry_id)
    report = entry_id.rpartition("/")[0]
    return following if following and following.entry_id.rpartition("/")[0] == report else None


def next_after(register: Register, actor: Actor, today: date, entry_id: str) -> QueueItem | None:
    """What waits after an answer, of the same report first; never that answer itself."""
    require(actor, Action.REVIEW)
    head = head_of_queue(register, actor, today, most=2, wanted=entry_id).items
    return next((one for one in head if one.entry_id != entry_id), None)


def kept_from(register: Register, actor: Actor, wanted: Wanted) -> tuple[tuple[str, int], ...]:
    """Names of the signatories that the reviewer reports for and looks for, with how many of their answers wait."""
    require(actor, Action.REVIEW)
    if not actor.signatories:
        return ()
    return review_queue.kept_from(register, actor.person_id, actor.signatories, wanted)


def cycles_waiting(register: Register, actor: Actor) -> tuple[str, ...]:
    """The cycles in which anything waits for this reviewer, newest first."""
    require(actor, Action.REVIEW)
    return review_queue.cycles_waiting(register, actor.person_id, actor.signatories)


def _queue_item(row: Mapping[str, Any], today: date) -> QueueItem:
    submitted_at: datetime = row["submitted_at"]
    return QueueItem(
        entry_id=str(row["entry_id"]),
        version_id=str(row["version_id"]),
        signatory_id=str(row["signatory_id"]),
        signatory=str(row["name"]),
        stakeholder_type=str(row["stakeholder_type"]),
        iso3=row["iso3"],
        cycle=str(row["cycle"]),
        item=str(row["item"]),
        claimed=None if row["claimed"] is None else Status(row["claimed"]),
        off_scale=OffScale(row["off_scale"]) if row["off_scale"] else None,
        evidence=EvidenceLevel(row["evidence"]),
        evidence_count=int(row["evidence_count"]),
        submitted_at=submitted_at,
        age_days=max(0, (today - submitted_at.date()).days),
        readers=int(row["readers"]),
        taken_by=str(row["taken_by"]),
        taken_name=str(row["taken_name"]),
    )
