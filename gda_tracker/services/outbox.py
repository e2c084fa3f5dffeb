"""The outbox as people see it: what waits, what was given up, and what is to go at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ..domain.mail import State, Words
from ..domain.permissions import Action, Actor, require
from ..register import Register, mail, reports
from ..register.mail import Unfinished
from .parcels import LONGEST, QUIET, Parcel, mail_of, parcels


@dataclass(frozen=True, slots=True)
class Outbox:
    """What waits, in the order in which it was queued, what was given up, the last first, and how many ended how."""

    waiting: tuple[tuple[Unfinished, str], ...]
    """With the subject."""
    given_up: tuple[tuple[str, str, str], ...]
    """Mail id, recipient and note."""
    finished: dict[str, int]


@dataclass(frozen=True, slots=True)
class Untold:
    """Decisions on a report that are still being gathered, and when their mail goes if no other follows. UTC."""

    signatory_id: str
    signatory: str
    cycle: str
    decisions: int
    goes_at: datetime


def outbox(register: Register, actor: Actor, words: Callable[[str], Words], home: str) -> Outbox:
    """What waits and what went wrong, with subjects as they would be sent; addresses are personal data."""
    require(actor, Action.MANAGE_PEOPLE)
    subjects = {
        part.mail_id: (part, _subject(register, parcel, words, home))
        for parcel in parcels(mail.unfinished(register))
        for part in parcel.parts
    }
    waiting = tuple(sorted(subjects.values(), key=lambda told: told[0].row_no))
    return Outbox(waiting, mail.given_up(register), mail.finished(register))


def try_again(register: Register, actor: Actor) -> int:
    """What was given up waits again, as if it were new: for when its reason was mended. Gives how many."""
    require(actor, Action.MANAGE_PEOPLE)
    with register.change(actor) as change:
        lost = [mail_id for mail_id, _, _ in mail.given_up(change)]
        if lost:
            change.trail("mail.again", "outbox", after={"mails": lost})
        for mail_id in lost:
            mail.add_state(change, mail_id, State.AGAIN, 0, None)
    return len(lost)


def untold(register: Register, actor: Actor) -> tuple[Untold, ...]:
    """The reports whose signatories have not been told of decisions yet; never one that the reviewer reports for."""
    require(actor, Action.REVIEW)
    found = []
    for one in mail.untold(register):
        signatory_id, _, cycle = one.report.partition("/")
        if signatory_id not in actor.signatories:
            goes_at = min(one.last_at + QUIET, one.first_at + LONGEST)
            reporter = reports.reporter(register, signatory_id)
            name = reporter.name if reporter else signatory_id
            found.append(Untold(signatory_id, name, cycle, one.decisions, goes_at))
    return tuple(found)


def tell_now(register: Register, actor: Actor, signatory_id: str, cycle: str) -> int:
    """The decisions on a report that are being gathered go at once, in one mail a person. Gives how many mails."""
    require(actor, Action.REVIEW, signatory_id)
    report = f"{signatory_id}/{cycle}"
    with register.change(actor) as change:
        waiting = mail.untold_mails(change, report)
        if waiting:
            change.trail("mail.now", report, signatory_id=signatory_id, after={"mails": list(waiting)})
        for mail_id in waiting:
            mail.add_state(change, mail_id, State.NOW, 0, None)
    return len(waiting)


def _subject(register: Register, parcel: Parcel, words: Callable[[str], Words], home: str) -> str:
    try:
        return mail_of(register, parcel, words, home).subject
    except (ValueError, LookupError):
        return "?"
