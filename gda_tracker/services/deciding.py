"""A reviewer's decision, and the two readers that some decisions take (domain/review.py says which).

The first reading is kept apart and counts for nothing; nobody but its reader is given it before another reviewer has
read too. Two that agree make the decision. Where they differ both are shown, and another reviewer decides with
a reason; one of the two may where nobody else is free to.

A decision is made anew once its signatory has replied, with a reason, and corrected by who made it until it has been
told; either way two read where two are asked, and what was decided stands until then (deciding_again.py lets it stand).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..domain.review import Decision, WhyTwo, agree, checked, why_two
from ..register import Change, Register, mail, readings, reports, review_queue, reviews
from ..register.readable import Readable
from ..register.readings import Reading
from ..register.reports import Stored
from ..register.reviews import Reviewed
from ..register.seen import NOTHING, Seen
from .overtaken import held_by_another, not_again, overtaken, said_again, settled_meanwhile
from .recording_decisions import hold_back, key_of, record

REASON_CHARS: Final = 4000
UNKNOWN: Final = Rejected.because("entry-unknown", message("No submitted entry of this name is on record."))
NEWER: Final = Rejected.because(
    "review-superseded", message("The signatory has submitted a newer answer since. Read it before you decide.")
)
_ONE_READING: Final = Rejected.because("review-one-reading", message("Two readers have not read this answer yet."))


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision as it was recorded."""

    entry_id: str
    version_id: str
    decision: Decision


TOO_LONG: Final = Rejected.because(
    "review-reason-long", message("The reason is longer than {longest} characters."), longest=REASON_CHARS
)


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
    register: Register,
    actor: Actor,
    entry_id: str,
    version_id: str,
    decision: Decision,
    now: datetime,
    *,
    saw: Seen = NOTHING,
    over: str = "",
) -> Decided | FirstRead | TwoDiffer | Rejected:
    """Record what the reviewer found on the version that it saw; refused when a newer one was submitted meanwhile.

    It decides, unless two readers are asked: then it is a reading until another reviewer has read. `saw` is what stood
    on the version when the reviewer opened it: a decision or a reply that it has not seen is never passed over.
    `over` is the colleague whose hold on it the reviewer passes over on purpose.
    """
    require(actor, Action.REVIEW, entry_id.partition("/")[0])
    with register.change(actor) as change:
        found = _fitting(change, entry_id, version_id, decision)
        if isinstance(found, Rejected):
            return found
        signatory_id, current, fit = found
        before, read = reviews.decision_on(change, version_id), readings.readings_of(change, version_id)
        again = said_again(change, actor, fit, before, read)
        if isinstance(again, Reviewed):
            return Decided(entry_id, version_id, fit)
        if isinstance(again, Reading) and len(read) > 1:
            return TwoDiffer(entry_id, version_id)
        refused = None
        if not again:
            refused = overtaken(change, actor, saw, before, read, version_id)
            refused = refused or held_by_another(change, actor, over, version_id)
        if refused := refused or (None if read else not_again(change, actor, fit, before, now)):
            return refused
        others = [one for one in read if one.read_by != actor.person_id]
        if others:
            return _second(change, actor, (entry_id, signatory_id, current), fit, others[0], now)
        return _first(change, actor, (entry_id, signatory_id, current), fit, read, now, is_new=before is None)


def _first(
    change: Change, who: Actor, answer: tuple[str, str, Stored], decision: Decision, read: tuple[Reading, ...],
    now: datetime, *, is_new: bool,
) -> Decided | FirstRead:  # fmt: skip
    """What one reader found: it decides, or it is a reading where two are asked."""
    entry_id, signatory_id, current = answer
    why = why_two(decision, current.entry, current.version_id)
    able = able_readers(change, signatory_id, {who.person_id}) if why else ()
    if why is not None and (why is not WhyTwo.DRAWN or (able and is_new)):
        _read(change, who, (entry_id, signatory_id, current.version_id), decision, read, now)
        return FirstRead(entry_id, current.version_id, why, len(able))
    record(change, who, answer, decision, now)
    return Decided(entry_id, current.version_id, decision)


def settle(
    register: Register,
    actor: Actor,
    entry_id: str,
    version_id: str,
    decision: Decision,
    now: datetime,
    *,
    saw: Seen = NOTHING,
    over: str = "",
) -> Decided | Rejected:
    """Decide between two readings that differ; always with a reason, by somebody who saw both (`saw`).

    Neither of the two readers decides while another reviewer is free to.
    """
    require(actor, Action.REVIEW, entry_id.partition("/")[0])
    with register.change(actor) as change:
        found = _fitting(change, entry_id, version_id, decision)
        if isinstance(found, Rejected):
            return found
        signatory_id, current, fit = found
        before, read = reviews.decision_on(change, version_id), readings.readings_of(change, version_id)
        if not read and said_again(change, actor, fit, before, read):
            return Decided(entry_id, version_id, fit)
        refused = settled_meanwhile(change, saw, before, version_id) if before is not None or len(read) > 1 else None
        refused = refused or (_ONE_READING if len(read) < 2 else None)
        refused = refused or held_by_another(change, actor, over, version_id)
        refused = refused or _for_somebody_else(change, actor, signatory_id, read)
        if refused is not None:
            return refused
        if not fit.reason:
            text = message("Give a reason: two readers differed, and the trail keeps why this one stands.")
            return Rejected.because("review-settle-reason", text)
        record(change, actor, (entry_id, signatory_id, current), fit, now, how="settled")
    return Decided(entry_id, version_id, fit)


def _for_somebody_else(source: Readable, who: Actor, signatory_id: str, read: tuple[Reading, ...]) -> Rejected | None:
    """Neither of the two who differ decides between them while another reviewer is free to."""
    readers = {one.read_by for one in read}
    others = able_readers(source, signatory_id, readers) if who.person_id in readers else ()
    if not others:
        return None
    text = message("You are one of the two who differ, so somebody else decides between you: {names}.")
    return Rejected.because("review-settle-reader", text, names=", ".join(others))


def able_readers(source: Readable, signatory_id: str, without: set[str]) -> tuple[str, ...]:
    """Names of the active reviewers who may read the answers of a signatory, but for some of them."""
    barred = {*mail.interested(source, signatory_id), *without}
    return tuple(one.name for one in mail.holders(source, "reviewer") if one.person_id not in barred)


def _fitting(
    change: Change, entry_id: str, version_id: str, decision: Decision
) -> tuple[str, Stored, Decision] | Rejected:
    """The signatory, the version and the decision with its status filled in, or why it does not fit."""
    found = reports.submitted_version(change, entry_id)
    if found is None:
        return UNKNOWN
    signatory_id, current = found
    if current.version_id != version_id:
        return NEWER
    if decision.reason and len(decision.reason) > REASON_CHARS:
        return TOO_LONG
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
    hold_back(change, version_id)
    key = key_of(entry_id, signatory_id, version_id)
    readings.add_reading(change, key, found, actor.person_id, now)
    if review_queue.taken_by(change, version_id) == actor.person_id:
        review_queue.add_assignment(change, key, "", actor.person_id, now)
