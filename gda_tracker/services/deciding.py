"""A reviewer's decision, and the two readers that some decisions take (domain/review.py says which).

The first reading is kept apart and counts for nothing; nobody but its reader is given it before another reviewer has
read too. Two that agree make the decision. Where they differ both are shown, and any reviewer decides with a reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..domain.review import Decision, WhyTwo, agree, checked, why_two
from ..register import Change, Register, cycles, mail, readings, reports, review_queue, reviews
from ..register.readable import Readable
from ..register.readings import Reading
from ..register.reports import Stored
from ..register.reviews import Reviewed
from . import mailing
from .replying import replies_until

REASON_CHARS: Final = 4000
_UNKNOWN: Final = Rejected.because("entry-unknown", message("No submitted entry of this name is on record."))
_NEWER: Final = Rejected.because(
    "review-superseded", message("The signatory has submitted a newer answer since. Read it before you decide.")
)


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision as it was recorded."""

    entry_id: str
    version_id: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class FirstRead:
    """The reading is kept; nothing is decided before another reviewer has read too. `others` could do it now."""

    entry_id: str
    version_id: str
    why: WhyTwo
    others: int


@dataclass(frozen=True, slots=True)
class TwoDiffer:
    """Both readings are kept and do not agree: somebody decides between them."""

    entry_id: str
    version_id: str


def decide(
    register: Register, actor: Actor, entry_id: str, version_id: str, decision: Decision, now: datetime
) -> Decided | FirstRead | TwoDiffer | Rejected:
    """Record what the reviewer found on the version that it saw; refused when a newer one was submitted meanwhile.

    It decides, unless two readers are asked: then it is a reading until another reviewer has read.
    """
    require(actor, Action.REVIEW, entry_id.partition("/")[0])
    with register.change(actor) as change:
        found = _fitting(change, entry_id, version_id, decision)
        if isinstance(found, Rejected):
            return found
        signatory_id, current, fit = found
        before, read = reviews.decision_on(change, version_id), readings.readings_of(change, version_id)
        others = [one for one in read if one.read_by != actor.person_id]
        if before is None and len(read) > 1:
            return Rejected.because(
                "review-two-differ", message("Two readers differ on this answer. Decide between them, with a reason.")
            )
        if before is None and others:
            return _second(change, actor, (entry_id, signatory_id, current), fit, others[0], now)
        why = why_two(fit, current.entry, version_id)
        able = able_readers(change, signatory_id, {actor.person_id}) if why else ()
        if before is None and why is not None and (able or why is not WhyTwo.DRAWN):
            _read(change, actor, (entry_id, signatory_id, version_id), fit, read, now)
            return FirstRead(entry_id, version_id, why, len(able))
        record(change, actor, (entry_id, signatory_id, current), fit, now)
    return Decided(entry_id, version_id, fit)


def settle(
    register: Register, actor: Actor, entry_id: str, version_id: str, decision: Decision, now: datetime
) -> Decided | Rejected:
    """Decide between two readings that differ; always with a reason."""
    require(actor, Action.REVIEW, entry_id.partition("/")[0])
    with register.change(actor) as change:
        found = _fitting(change, entry_id, version_id, decision)
        if isinstance(found, Rejected):
            return found
        signatory_id, current, fit = found
        if len(readings.readings_of(change, version_id)) < 2:
            return Rejected.because("review-one-reading", message("Two readers have not read this answer yet."))
        if not fit.reason:
            text = message("Give a reason: two readers differed, and the trail keeps why this one stands.")
            return Rejected.because("review-settle-reason", text)
        record(change, actor, (entry_id, signatory_id, current), fit, now, how="settled")
    return Decided(entry_id, version_id, fit)


def able_readers(source: Readable, signatory_id: str, without: set[str]) -> tuple[str, ...]:
    """Names of the active reviewers who may read the answers of a signatory, but for some of them."""
    barred = {*mail.interested(source, signatory_id), *without}
    return tuple(one.name for one in mail.holders(source, "reviewer") if one.person_id not in barred)


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
    change.trail(
        "review.decide" if how != "waived" else "review.waive_second",
        entry_id,
        signatory_id=signatory_id,
        before=_as_trail(before),
        after=after,
    )
    key = _key(entry_id, signatory_id, current.version_id)
    reviews.add_decision(change, key, decision, decided_by, now)
    if review_queue.taken_by(change, current.version_id):
        review_queue.add_assignment(change, key, "", who.person_id, now)
    _tell(change, who, signatory_id, current, decision, now)


def _fitting(
    change: Change, entry_id: str, version_id: str, decision: Decision
) -> tuple[str, Stored, Decision] | Rejected:
    """The signatory, the version and the decision with its status filled in, or why it does not fit."""
    found = reports.submitted_version(change, entry_id)
    if found is None:
        return _UNKNOWN
    signatory_id, current = found
    if current.version_id != version_id:
        return _NEWER
    if decision.reason and len(decision.reason) > REASON_CHARS:
        text = message("The reason is longer than {longest} characters.")
        return Rejected.because("review-reason-long", text, longest=REASON_CHARS)
    fit = checked(decision, current.entry)
    return fit if isinstance(fit, Rejected) else (signatory_id, current, fit)


def _second(
    change: Change, actor: Actor, answer: tuple[str, str, Stored], fit: Decision, first: Reading, now: datetime
) -> Decided | TwoDiffer:
    """The second reader's reading: with the first it decides, or it asks for somebody who does."""
    entry_id, signatory_id, current = answer
    _read(change, actor, (entry_id, signatory_id, current.version_id), fit, (), now)
    if not agree(first.found, fit):
        return TwoDiffer(entry_id, current.version_id)
    said = [words for words in (first.found.reason, fit.reason) if words]
    both = fit.model_copy(update={"reason": "\n\n".join(dict.fromkeys(said)) or None})
    record(change, actor, answer, both, now, how="agreed")
    return Decided(entry_id, current.version_id, both)


def _read(
    change: Change,
    actor: Actor,
    answer: tuple[str, str, str],
    found: Decision,
    read: tuple[Reading, ...],
    now: datetime,
) -> None:
    """Keep a reading; the same again keeps nothing. What was found is in the row, not in the trail that staff read."""
    if any(one.read_by == actor.person_id and one.found == found for one in read):
        return
    entry_id, signatory_id, version_id = answer
    change.trail("review.read", entry_id, signatory_id=signatory_id, after={"version_id": version_id})
    key = _key(entry_id, signatory_id, version_id)
    readings.add_reading(change, key, found, actor.person_id, now)
    if review_queue.taken_by(change, version_id):
        review_queue.add_assignment(change, key, "", actor.person_id, now)


def _key(entry_id: str, signatory_id: str, version_id: str) -> dict[str, str]:
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
