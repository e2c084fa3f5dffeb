"""A reply of the signatory is answered by letting the decision stand; deciding anew is `deciding.decide`."""

from __future__ import annotations

from datetime import datetime

from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..domain.review import Decision, Verdict
from ..domain.statuses import EvidenceLevel, Status
from ..register import Change, Register, readings, reports, reviews
from ..register.reports import Stored
from ..register.reviews import Reviewed
from ..register.seen import NOTHING, Seen
from .deciding import NEWER, REASON_CHARS, TOO_LONG, UNKNOWN, Decided
from .overtaken import overtaken
from .recording_decisions import record

_READ_ANEW = Rejected.because(
    "review-read-anew", message("A colleague has read this answer anew since the reply: it waits for another reader.")
)
_ANSWERED = Rejected.because("review-answered", message("No reply waits for an answer here."))


def stand_by(
    register: Register, actor: Actor, entry_id: str, version_id: str, words: str, now: datetime, *, saw: Seen = NOTHING
) -> Decided | Rejected:
    """The decision stands after the signatory's reply: recorded and told, with the words that are printed beside it.

    The words may be empty. A new row of the decision holds them after its reason, so the reply counts as answered.
    """
    require(actor, Action.REVIEW, entry_id.partition("/")[0])
    said = words.strip()
    if len(said) > REASON_CHARS:
        return TOO_LONG
    with register.change(actor) as change:
        found = reports.submitted_version(change, entry_id)
        if found is None:
            return UNKNOWN
        if found[1].version_id != version_id:
            return NEWER
        before = reviews.decision_on(change, version_id)
        if before is None or not reviews.is_reply_open(change, version_id):
            return _again(change, actor, entry_id, before, said, saw)
        if readings.readings_of(change, version_id):
            return _READ_ANEW
        refused = overtaken(change, actor, saw, before, (), version_id)
        if refused is not None:
            return refused
        answer: tuple[str, str, Stored] = (entry_id, *found)
        stands = _with(before, said)
        record(change, actor, answer, stands, now, stands=said)
    return Decided(entry_id, version_id, stands)


def _again(
    change: Change, actor: Actor, entry_id: str, before: Reviewed | None, said: str, saw: Seen
) -> Decided | Rejected:
    """A second click says what was recorded; who comes after a colleague reads what that one decided."""
    if before is None:
        return _ANSWERED
    if before.decided_by == actor.person_id and (before.reason or "").endswith(said):
        return Decided(entry_id, before.version_id, _with(before, ""))
    return overtaken(change, actor, saw, before, (), before.version_id) or _ANSWERED


def _with(before: Reviewed, said: str) -> Decision:
    """The same decision, with what is said to the reply after its reason."""
    return Decision(
        verdict=Verdict(before.decision),
        status=None if before.status is None else Status(before.status),
        evidence=None if before.evidence is None else EvidenceLevel(before.evidence),
        reason="\n\n".join(words for words in (before.reason, said) if words) or None,
    )
