"""What reviewers do: take the next entry of the queue, see it beside what is known, and decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from .. import facts
from ..domain.declaration import Item
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..domain.report import Entry
from ..domain.review import Decision, checked
from ..domain.statuses import EvidenceLevel, OffScale, Status
from ..register import Change, Register, cycles, people, reports, reviews
from ..register.reports import Reporter, Stored
from ..register.reviews import Reply, Reviewed
from . import mailing
from .contradictions import contradictions
from .on_record import RecordedFact, on_record
from .replying import replies_until
from .report_view import form_of

REASON_CHARS: Final = 4000
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


@dataclass(frozen=True, slots=True)
class Queue:
    """The head of the queue, and how many entries wait in all."""

    items: tuple[QueueItem, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One entry with all that a decision needs."""

    entry_id: str
    signatory: Reporter
    item: Item
    current: Stored
    last: Stored | None
    last_review: Reviewed | None
    review: Reviewed | None
    answers: tuple[Reply, ...]
    """The replies to the decision on this version."""
    on_record: tuple[RecordedFact, ...]
    test: str | None
    contradictions: tuple[Problem, ...]
    earlier_review: Reviewed | None = None
    """The decision on the version that this one amends, and the replies to it:"""
    earlier_answers: tuple[Reply, ...] = ()
    decided_by: str = ""
    """The name of who decided on this version; empty where nobody did, or who did has no account."""

    @property
    def replies(self) -> tuple[Reply, ...]:
        """Every reply about this answer, the oldest first."""
        return (*self.earlier_answers, *self.answers)

    @property
    def entry(self) -> Entry:
        """The entry as submitted."""
        return self.current.entry


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision as it was recorded."""

    entry_id: str
    version_id: str
    decision: Decision


def queue(register: Register, actor: Actor, today: date | None = None) -> tuple[QueueItem, ...]:
    """All that waits, national governments first, then the oldest; never what the reviewer reports for itself."""
    return head_of_queue(register, actor, today or date.today(), most=EVERYTHING).items


def head_of_queue(
    register: Register,
    actor: Actor,
    today: date,
    *,
    most: int,
    wanted: str = "",
    search: str = "",
    cycle: str = "",
) -> Queue:
    """The first of the queue, as many as a desk shows, and how many wait in all; `wanted` comes before all others.

    `search` keeps the signatories whose name holds it, `cycle` the entries of that cycle; empty keeps all.
    """
    require(actor, Action.REVIEW)
    rows = reviews.waiting(register, most, actor.signatories, wanted=wanted, search=search, cycle=cycle)
    return Queue(tuple(_queue_item(row, today) for row in rows), rows[0]["waiting"] if rows else 0)


def cycles_waiting(register: Register, actor: Actor) -> tuple[str, ...]:
    """The cycles in which anything waits for this reviewer, newest first."""
    require(actor, Action.REVIEW)
    return reviews.cycles_waiting(register, actor.signatories)


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
    )


def entry_for_review(register: Register, actor: Actor, entry_id: str) -> ReviewView | Rejected:
    """The newest submitted version of an entry beside last time's, the registries and the test of its status."""
    require(actor, Action.REVIEW, entry_id.partition("/")[0])
    found = reports.submitted_version(register, entry_id)
    if found is None:
        return Rejected.because("entry-unknown", message("No submitted entry of this name is on record."))
    signatory_id, current = found
    signatory = reports.reporter(register, signatory_id)
    assert signatory is not None  # entries are only ever written for a signatory that is on record
    form = form_of(register, current.cycle)
    item = form.by_code().get(current.entry.item) or facts.items()[current.entry.item]
    last = reports.standing(register, signatory_id, current.cycle).get(item.code)
    is_country = signatory.stakeholder_type == "national_government"
    before = reviews.decision_before(register, entry_id, current.version_id)
    review = reviews.decision_on(register, current.version_id)
    return ReviewView(
        entry_id=entry_id,
        signatory=signatory,
        item=item,
        current=current,
        last=last,
        last_review=reviews.decision_on(register, last.version_id) if last else None,
        review=review,
        answers=reviews.replies_to(register, current.version_id),
        on_record=on_record(signatory.iso3) if is_country else (),
        test=form.test_of(current.entry.claimed.code) if current.entry.claimed is not None else None,
        contradictions=contradictions(register, signatory, current, last),
        earlier_review=before,
        earlier_answers=reviews.replies_to(register, before.version_id) if before else (),
        decided_by=people.names_of(register, [review.decided_by]).get(review.decided_by, "") if review else "",
    )


def decide(
    register: Register, actor: Actor, entry_id: str, version_id: str, decision: Decision, now: datetime
) -> Decided | Rejected:
    """Record a decision on the version that the reviewer saw; refused when a newer one was submitted meanwhile."""
    require(actor, Action.REVIEW, entry_id.partition("/")[0])
    with register.change(actor) as change:
        found = reports.submitted_version(change, entry_id)
        if found is None:
            return Rejected.because("entry-unknown", message("No submitted entry of this name is on record."))
        signatory_id, current = found
        require(actor, Action.REVIEW, signatory_id)
        if current.version_id != version_id:
            text = message("The signatory has submitted a newer answer since. Read it before you decide.")
            return Rejected.because("review-superseded", text)
        if decision.reason and len(decision.reason) > REASON_CHARS:
            text = message("The reason is longer than {longest} characters.")
            return Rejected.because("review-reason-long", text, longest=REASON_CHARS)
        fit = checked(decision, current.entry)
        if isinstance(fit, Rejected):
            return fit
        before = reviews.decision_on(change, version_id)
        if before is None or not _is_same(before, fit, actor):
            change.trail(
                "review.decide",
                entry_id,
                signatory_id=signatory_id,
                before=_as_trail(before),
                after={"version_id": version_id, **fit.model_dump(mode="json")},
            )
            key = {"version_id": version_id, "entry_id": entry_id, "signatory_id": signatory_id}
            reviews.add_decision(change, key, fit, actor.person_id, now)
            _tell(change, actor, signatory_id, current, fit, now)
    return Decided(entry_id, version_id, fit)


def _tell(change: Change, actor: Actor, signatory_id: str, current: Stored, decision: Decision, now: datetime) -> None:
    signatory, cycle = reports.reporter(change, signatory_id), cycles.cycle(change, current.cycle, signatory_id)
    if signatory is not None and cycle is not None:
        decided = {current.entry.item: (current.entry, decision)}
        mailing.tell_decided(change, actor, signatory, cycle, decided, replies_until(now))


def _is_same(before: Reviewed, decision: Decision, actor: Actor) -> bool:
    """A decision sent twice, by a double click or a reload, is one decision."""
    recorded = (before.decision, before.status, before.evidence, before.reason, before.decided_by)
    return recorded == (decision.verdict, decision.status, decision.evidence, decision.reason, actor.person_id)


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
