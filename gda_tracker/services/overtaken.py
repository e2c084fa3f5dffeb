"""What refuses a decision that somebody else was quicker with: nothing is ever written over unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from ..domain.permissions import Actor, Role
from ..domain.problems import Rejected, message
from ..domain.review import Decision
from ..domain.statuses import Status
from ..register import people, readings, review_queue, reviews
from ..register.readable import Readable
from ..register.readings import Reading
from ..register.reviews import Reviewed
from ..register.seen import Seen, seen_on
from .parcels import QUIET

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
OVERTAKEN: Final = frozenset(
    {
        "review-decided-meanwhile", "review-read-already", "review-two-differ", "review-read-on", "review-replied-on",
        "review-decided", "review-answered",
    }
)  # fmt: skip
"""Rules of the refusals after which the answer is to be looked at anew."""


def overtaken(
    source: Readable, who: Actor, saw: Seen, before: Reviewed | None, read: Sequence[Reading], version_id: str
) -> Rejected | None:
    """Why a reviewer who saw this may not decide now; a first reading of a colleague alone asks for this one too."""
    now = seen_on(source, version_id)
    if before is not None and now.decision != saw.decision:
        return _decided(source, before)
    if before is not None and now.reply != saw.reply:
        text = message("The signatory has replied since you opened this. Read the reply before you decide.")
        return Rejected.because("review-replied-on", text)
    if len(read) > 1:
        text = message("Two readers differ on this answer. Decide between them, with a reason.")
        return Rejected.because("review-two-differ", text)
    if now.reading != saw.reading and any(one.read_by == who.person_id for one in read):
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


def not_again(
    source: Readable, who: Actor, decision: Decision, before: Reviewed | None, now: datetime
) -> Rejected | None:
    """Why what is decided is not decided again: it is once its signatory replied, or to correct what nobody was told.

    An answer to a reply gives a reason.
    """
    if before is None:
        return None
    if reviews.is_reply_open(source, before.version_id):
        text = message("Give a reason: the signatory has replied, and reads why this is decided anew.")
        return None if decision.reason else Rejected.because("review-anew-reason", text)
    if may_correct(source, who, before, now):
        return None
    text = message(
        "This is decided. Whoever decided may correct it until it is told; after that it is decided anew when the "
        "signatory replies or amends its answer."
    )
    return Rejected.because("review-decided", text)


def may_correct(source: Readable, who: Actor, before: Reviewed, now: datetime) -> bool:
    """Whether who decided, or an administrator who reviews, may correct it: until its mail goes.

    Where nobody is there to be told, for as long as the mail would have waited.
    """
    if before.decided_by != who.person_id and Role.ADMINISTRATOR not in who.roles:
        return False
    mails = reviews.mails_of_decision(source, before.version_id)
    return not any(mails.values()) if mails else now - before.decided_at < QUIET


def said_again(
    source: Readable, who: Actor, decision: Decision, before: Reviewed | None, read: Sequence[Reading]
) -> Reviewed | Reading | None:
    """What the same reviewer has said already by a double click or a reload: its decision, or its newest reading.

    What it says anew to a reply is not the same, even in the same words.
    """
    own = next((one for one in read if one.read_by == who.person_id), None)
    if before is None or read:
        return own if own is not None and own.found == decision and read[-1] == own else None
    if before.decided_by != who.person_id or reviews.is_reply_open(source, before.version_id):
        return None
    behind = readings.readings_behind(source, before.version_id)
    own = next((one for one in behind if one.read_by == who.person_id), None)
    outcome = (before.decision, before.status, before.evidence) == (
        decision.verdict, decision.status, decision.evidence,
    )  # fmt: skip
    same_words = before.reason == decision.reason or (own is not None and own.found == decision)
    return before if outcome and same_words else None


def _decided(source: Readable, before: Reviewed) -> Rejected:
    name = people.names_of(source, [before.decided_by]).get(before.decided_by, before.decided_by)
    status = "" if before.status is None else Status(before.status)
    return Rejected.because("review-decided-meanwhile", _DECIDED[before.decision], name=name, status=status)
