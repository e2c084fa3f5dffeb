"""What refuses a decision that somebody else was quicker with: nothing is ever written over unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ..domain.permissions import Actor
from ..domain.problems import Rejected, message
from ..domain.review import Decision
from ..domain.statuses import Status
from ..register import people, review_queue
from ..register.readable import Readable
from ..register.readings import Reading
from ..register.reviews import Reviewed
from ..register.seen import Seen, seen_on

_DECIDED: Final[Mapping[str, str]] = {
    "confirm": message(
        "{name} decided this while you had it open: confirmed as “{status}”. Nothing of yours was recorded."
    ),
    "lower": message(
        "{name} decided this while you had it open: lowered to “{status}”. Nothing of yours was recorded."
    ),
    "return": message(
        "{name} decided this while you had it open: returned with a question. Nothing of yours was recorded."
    ),
    "accept_not_applicable": message(
        "{name} decided this while you had it open: accepted, the item does not apply. Nothing of yours was recorded."
    ),
    "refuse_not_applicable": message(
        "{name} decided this while you had it open: refused, the item applies. Nothing of yours was recorded."
    ),
}
OVERTAKEN: Final = frozenset({"review-decided-meanwhile", "review-read-already", "review-two-differ", "review-read-on"})
"""Rules of the refusals after which the answer is to be looked at anew."""


def overtaken(
    source: Readable, who: Actor, saw: Seen, before: Reviewed | None, read: Sequence[Reading], version_id: str
) -> Rejected | None:
    """Why a reviewer who saw this may not decide now; a first reading of a colleague alone asks for this one too."""
    now = seen_on(source, version_id)
    if before is not None and now.decision != saw.decision:
        return _decided(source, before)
    if before is None and len(read) > 1:
        text = message("Two readers differ on this answer. Decide between them, with a reason.")
        return Rejected.because("review-two-differ", text)
    if before is None and now.reading != saw.reading and any(one.read_by == who.person_id for one in read):
        text = message("You have read this answer already. Your first reading stands, and nothing else was recorded.")
        return Rejected.because("review-read-already", text)
    return None


def settled_meanwhile(source: Readable, saw: Seen, before: Reviewed | None, version_id: str) -> Rejected | None:
    """Why two readings may not be settled now by somebody who saw this."""
    now = seen_on(source, version_id)
    if before is not None and now.decision != saw.decision:
        return _decided(source, before)
    if now.reading != saw.reading:
        text = message("This answer has been read since you opened it. Look at the readings before you decide.")
        return Rejected.because("review-read-on", text)
    return None


def held_by_another(source: Readable, who: Actor, over: str, version_id: str) -> Rejected | None:
    """Why an answer that a colleague has taken is not decided, unless that colleague's hold is passed over (`over`)."""
    holder = review_queue.taken_by(source, version_id)
    if holder in ("", who.person_id, over):
        return None
    name = people.names_of(source, [holder]).get(holder, holder)
    text = message("{name} has it. Nothing was recorded: tick “Decide all the same” if you decide it nevertheless.")
    return Rejected.because("review-taken", text, name=name)


def said_again(
    who: Actor, decision: Decision, before: Reviewed | None, read: Sequence[Reading]
) -> Reviewed | Reading | None:
    """What the same reviewer has said already by a double click or a reload: its decision, or its newest reading."""
    own = next((one for one in read if one.read_by == who.person_id), None)
    if before is None:
        return own if own is not None and own.found == decision and read[-1] == own else None
    if before.decided_by != who.person_id:
        return None
    outcome = (before.decision, before.status, before.evidence) == (
        decision.verdict, decision.status, decision.evidence,
    )  # fmt: skip
    same_words = before.reason == decision.reason or (own is not None and own.found == decision)
    return before if outcome and same_words else None


def _decided(source: Readable, before: Reviewed) -> Rejected:
    name = people.names_of(source, [before.decided_by]).get(before.decided_by, before.decided_by)
    status = "" if before.status is None else Status(before.status)
    return Rejected.because("review-decided-meanwhile", _DECIDED[before.decision], name=name, status=status)
