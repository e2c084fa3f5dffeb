"""What goes out together: decisions on one report that wait for the same person travel as one mail.

A decision waits until none has followed it for a quarter of an hour, an hour at most, or until a reviewer says "now".
Each stays a row of its own in the outbox, queued with its decision; only what goes out is gathered. The parcel takes
its name from the newest of them: one more decision makes it another mail, so that nobody's reader drops it as known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from ..domain.mail import CAN_BE_ENDED, Kind, Letter, Mail, Recipient, Words, written
from ..register import Register, mail, unsubscribing
from ..register.mail import Unfinished
from .letters import gathered

QUIET: Final = timedelta(minutes=15)
"""So long after the last decision on a report its signatory is told of all."""
LONGEST: Final = timedelta(hours=1)
"""So long after the first decision it is told, however many follow."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One mail as it goes out, made of one queued mail or of several, in the order in which they were queued."""

    parts: tuple[Unfinished, ...]

    @property
    def lead(self) -> Unfinished:
        """The part that names it."""
        return self.parts[-1]

    @property
    def due_at(self) -> datetime:
        """When it may go: decisions once no other has followed for a while, what was tried or hastened as it says."""
        if self.lead.report is None:
            return self.lead.due_at
        hastened = [one.due_at for one in self.parts if one.tried_at is not None]
        quiet = min(self.lead.queued_at + QUIET, self.parts[0].queued_at + LONGEST)
        return max(hastened) if hastened else quiet


def parcels(waiting: Iterable[Unfinished]) -> tuple[Parcel, ...]:
    """What waits as it will go, each parcel where its first part stands."""
    found: dict[tuple[str, ...], list[Unfinished]] = {}
    for one in waiting:
        key = (one.mail_id,) if one.report is None else (one.person_id, one.recipient, one.language, one.report)
        found.setdefault(key, []).append(one)
    return tuple(Parcel(tuple(parts)) for parts in found.values())


def mail_of(register: Register, parcel: Parcel, words: Callable[[str], Words], home: str, token: str = "") -> Mail:
    """The mail in its language; raises ValueError or LookupError when what is stored cannot be read."""
    read: list[tuple[Letter, Recipient]] = [mail.letter_to(register, one) for one in parcel.parts]
    letters, to = [letter for letter, _ in read], read[-1][1]
    return written(
        gathered(letters) if len(letters) > 1 and parcel.lead.kind == Kind.DECIDED else letters[-1],
        to,
        words(to.language),
        home,
        mail_id=parcel.lead.mail_id,
        queued_at=parcel.lead.queued_at,
        is_demonstration=register.is_demonstration,
        token=token,
        copy_to=parcel.lead.copy_to or "",
        can_be_ended=can_be_ended(register, parcel.lead),
    )


def can_be_ended(register: Register, one: Unfinished) -> bool:
    """Whether the mail goes to somebody who only works on what was lent to it, and may end such mails."""
    return one.kind in CAN_BE_ENDED and unsubscribing.only_helps(register, one.person_id, one.signatory_id or "")
