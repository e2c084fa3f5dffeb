"""One answer as a reviewer sees it: beside last time's, beside what is known, with what two readers may see of it.

The desk's front door: the queue (queueing.py), decisions (deciding.py) and this view are had from here.
"""

from __future__ import annotations

from dataclasses import dataclass

from .. import facts
from ..domain.criteria import CRITERIA, Criteria
from ..domain.declaration import Item
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..domain.report import Entry
from ..register import Register, people, readings, reports, review_queue, reviews
from ..register.readings import Reading
from ..register.reports import Reporter, Stored
from ..register.reviews import Reply, Reviewed
from ..register.seen import NOTHING, Seen, seen_on
from .clock import utc_now
from .contradictions import contradictions
from .deciding import REASON_CHARS, Decided, FirstRead, TwoDiffer, able_readers, decide, settle
from .deciding_again import stand_by
from .on_record import RecordedFact, on_record
from .overtaken import may_correct
from .queueing import (
    Queue,
    QueueItem,
    Wanted,
    cycles_waiting,
    head_of_queue,
    kept_from,
    next_after,
    next_of_report,
    queue,
)
from .report_view import form_of

__all__ = [
    "REASON_CHARS",
    "Decided",
    "FirstRead",
    "Queue",
    "QueueItem",
    "Reading",
    "Reply",
    "ReviewView",
    "Reviewed",
    "Seen",
    "TwoDiffer",
    "Wanted",
    "cycles_waiting",
    "decide",
    "entry_for_review",
    "head_of_queue",
    "kept_from",
    "next_after",
    "next_of_report",
    "queue",
    "settle",
    "stand_by",
]


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
    criteria: Criteria | None = None
    readings: tuple[tuple[str, Reading], ...] = ()
    """Names and readings that this reviewer may see: its own, and both once two have read and nobody decided."""
    behind: tuple[tuple[str, Reading], ...] = ()
    """Names and readings that came before the decision, where two read."""
    readers: int = 0
    taken_by: str = ""
    taken_name: str = ""
    seen: Seen = NOTHING
    """What stood on this version when it was opened: a decision says it, so that none is written over unseen."""

    others: tuple[str, ...] = ()
    """Who else is free to decide, where this reviewer is one of two who differ."""

    is_reply_open: bool = False
    """Whether the signatory replied to the decision and was not answered yet."""
    may_correct: bool = False
    """Whether this reviewer may decide again, because nobody has been told of the decision yet."""

    @property
    def replies(self) -> tuple[Reply, ...]:
        """Every reply about this answer, the oldest first."""
        return (*self.earlier_answers, *self.answers)

    @property
    def entry(self) -> Entry:
        """The entry as submitted."""
        return self.current.entry


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
    seen = seen_on(register, current.version_id)  # First: what comes after it was not seen.
    review = reviews.decision_on(register, current.version_id)
    read, who = readings.readings_of(register, current.version_id), actor.person_id
    taken = review_queue.taken_by(register, current.version_id)
    readers = {one.read_by for one in read}
    behind = readings.readings_behind(register, current.version_id) if review else ()
    named = [taken, review.decided_by if review else "", *readers, *(one.read_by for one in behind)]
    names = people.names_of(register, sorted({*named} - {""}))
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
        decided_by=names.get(review.decided_by, "") if review else "",
        criteria=CRITERIA.get(current.entry.claimed) if current.entry.claimed is not None else None,
        readings=tuple((names.get(one.read_by, ""), one) for one in read if len(read) > 1 or one.read_by == who),
        behind=tuple((names.get(one.read_by, ""), one) for one in behind),
        readers=len(read),
        taken_by=taken,
        taken_name=names.get(taken, ""),
        seen=seen,
        others=able_readers(register, signatory_id, readers) if len(readers) > 1 and who in readers else (),
        is_reply_open=reviews.is_reply_open(register, current.version_id),
        may_correct=review is not None and not read and may_correct(register, actor, review, utc_now()),
    )
