"""Telling the other side: mail is queued in the transaction of the act that it tells of, and sent later (sending.py).

Each function here is called by a service after it has written its act's trail record. Nobody is told what they did
themselves, but for the receipt of a submission; whoever may not sign in is told nothing. No secret is ever queued: the
link of an invitation is made when the mail goes.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from ..domain.declaration import Cycle
from ..domain.mail import Letter, Recipient
from ..domain.people import Person
from ..domain.permissions import SYSTEM, Actor, Role
from ..domain.report import Entry
from ..domain.review import Decision
from ..register import Change, mail, unsubscribing
from ..register.reports import Reporter
from . import letters, letters_lending
from .letters import About
from .letters_due_days import due_day_given, due_day_taken_back


def tell(
    change: Change,
    by: Actor,
    letter: Letter,
    recipients: Iterable[Recipient],
    signatory_id: str | None = None,
    report: str | None = None,
) -> tuple[str, ...]:
    """Queue the letter once for each recipient but for who did the act; gives the ids of the mails.

    With a `report` it waits for others about that report, to go with them (parcels.py).
    """
    queued = []
    for person_id, recipient in {one.person_id: one for one in recipients}.items():
        if person_id != by.person_id:
            mail_id = f"m-{secrets.token_hex(12)}"
            mail.add_mail(change, mail_id, letter, recipient, signatory_id, report)
            queued.append(mail_id)
    return tuple(queued)


def tell_submitted(
    change: Change,
    by: Actor,
    signatory: Reporter,
    cycle: Cycle,
    entries: Iterable[Entry],
    when: datetime,
    *,
    is_amended: bool,
) -> None:
    """Reviewers get one mail about all that arrived; the signatory's focal points a receipt, who submitted as well."""
    about, arrived = About(signatory, cycle), tuple(entries)
    told = letters.submitted(about, arrived, is_amended=is_amended)
    tell(change, by, told, _reviewers(change, signatory.signatory_id), signatory.signatory_id)
    receipt = letters.received(about, arrived, by, when, is_amended=is_amended)
    whose = focal_points(change, signatory.signatory_id)
    tell(change, SYSTEM, receipt, whose, signatory.signatory_id)


def tell_decided(
    change: Change,
    by: Actor,
    signatory: Reporter,
    cycle: Cycle,
    decisions: Mapping[str, tuple[Entry, Decision]],
    reply_until: date,
    answered: str = "",
) -> None:
    """The signatory's focal points get the decisions on its report, those of the next minutes in the same mail.

    `answered` says what came of a reply of theirs: the decision `stands`, or was taken `anew`.
    """
    letter = letters.decided(About(signatory, cycle), decisions, reply_until, answered)
    report = f"{signatory.signatory_id}/{cycle.code}"
    tell(change, by, letter, focal_points(change, signatory.signatory_id), signatory.signatory_id, report)


def tell_replied(
    change: Change, by: Actor, signatory: Reporter, cycle: Cycle, entry_id: str, text: str, decided_by: str
) -> None:
    """The reviewer who decided gets the reply; all reviewers do when that one has left."""
    reviewers = _reviewers(change, signatory.signatory_id)
    decider = tuple(one for one in reviewers if one.person_id == decided_by)
    letter = letters.replied(About(signatory, cycle), entry_id.rpartition("/")[2], entry_id, text)
    tell(change, by, letter, decider or reviewers, signatory.signatory_id)


def tell_invited(change: Change, by: Actor, person: Person, letter: Letter | None = None) -> None:
    """The invited person gets a link of its own, in this letter when there is one that says what for."""
    tell(
        change, by, letter or letters_lending.invited(), [mail.recipient(change, person.person_id) or _unknown(person)]
    )


def tell_lent(
    change: Change, by: Actor, signatory: Reporter, cycle: Cycle, items: Iterable[str], person_id: str, note: str = ""
) -> None:
    """The contributor is told which items were lent to it."""
    contributor = mail.recipient(change, person_id)
    letter = letters_lending.lent(About(signatory, cycle), items, by, note, change.now.date())
    tell(change, by, letter, [contributor] if contributor else [], signatory.signatory_id)


def tell_sent_back(
    change: Change, by: Actor, signatory: Reporter, cycle: Cycle, item: str, person_id: str, question: str
) -> None:
    """The contributor reads what the focal point asks about an item that it handed back."""
    contributor = mail.recipient(change, person_id)
    letter = letters_lending.sent_back(About(signatory, cycle), item, by, question)
    tell(change, by, letter, [contributor] if contributor else [], signatory.signatory_id)


def tell_handed_back(
    change: Change, by: Actor, signatory: Reporter, cycle: Cycle, items: Iterable[str], note: str = ""
) -> None:
    """The signatory's focal points are told which items came back."""
    letter = letters_lending.handed_back(About(signatory, cycle), items, by, note)
    tell(change, by, letter, focal_points(change, signatory.signatory_id), signatory.signatory_id)


def has_ended(change: Change, person_id: str, signatory_id: str) -> bool:
    """Whether somebody who only helps the signatory ended mails about lent items: what is queued will not go."""
    return unsubscribing.has_ended(change, person_id) and unsubscribing.only_helps(change, person_id, signatory_id)


def tell_due_day(change: Change, by: Actor, signatory: Reporter, cycle: Cycle, reason: str) -> None:
    """The signatory's focal points read until when they have, who said so and why; `cycle` holds the day."""
    about = About(signatory, cycle)
    is_given = cycle.usual_due_on is not None
    letter = due_day_given(about, by, reason) if is_given else due_day_taken_back(about, by, reason)
    tell(change, by, letter, focal_points(change, signatory.signatory_id), signatory.signatory_id)


def _unknown(person: Person) -> Recipient:
    return Recipient(person.person_id, person.email, person.name)


def focal_points(change: Change, signatory_id: str) -> tuple[Recipient, ...]:
    """The active focal points of a signatory."""
    return mail.holders(change, Role.FOCAL_POINT, signatory_id)


def _reviewers(change: Change, signatory_id: str) -> tuple[Recipient, ...]:
    """Reviewers who may decide: not those who report for the signatory."""
    own = mail.interested(change, signatory_id)
    return tuple(one for one in mail.holders(change, Role.REVIEWER) if one.person_id not in own)
