"""Reminders: what each mail says, and sending or scheduling them in one act.

A plan is made anew in the transaction that sends it. What was looked at is named by a hash, so that nothing leaves
that nobody has seen, and the same click twice sends once.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from ..domain.declaration import Cycle
from ..domain.ladder import QuietTimes, Step
from ..domain.mail import Letter, Mail, Recipient, Words, written
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..domain.reminder_words import LANGUAGES_OF_WORDS, STANDARD, Addressed, StepWords, reminder
from ..register import Change, Register, mail, reminders
from ..register.reports import Reporter
from .letters import About
from .reminder_plan import plan
from .reminder_sorting import Asked, Getting, Plan

UNSEEN_SECRET: Final = "…"
"""Stands in a preview where a link gets its secret when the mail goes."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How many mails were queued, or scheduled for a moment (UTC)."""

    count: int
    goes_at: datetime
    is_now: bool


def previews(
    register: Register, actor: Actor, planned: Plan, words: Callable[[str], Words], home: str, part: slice
) -> tuple[Mail, ...]:
    """The mails of a part of the plan exactly as they will leave, but for the secret of a link."""
    require(actor, Action.FOLLOW_UP)
    own = reminders.own_words(register)
    shown = []
    for one in planned.gets[part]:
        letter, to = letter_to(planned.step, one, planned.cycle, own)
        drawn = written(
            letter,
            to,
            words(to.language),
            home,
            mail_id="",
            queued_at=planned.goes_at,
            is_demonstration=register.is_demonstration,
            token=UNSEEN_SECRET,
            copy_to=one.copy_to,
            can_be_ended=not one.to.is_focal_point,
        )
        shown.append(drawn)
    return tuple(shown)


def send(
    register: Register, actor: Actor, asked: Asked, seen: str, now: datetime, quiet: QuietTimes
) -> Sent | Rejected:
    """Queue the mails of the plan that was seen, or schedule them; everything in one transaction."""
    require(actor, Action.FOLLOW_UP)
    with register.change(actor) as change:
        count, goes_at, is_queued = reminders.sending(change, seen)
        if count and goes_at:
            return Sent(count, goes_at, is_queued)
        planned = plan(register, actor, asked, now, quiet)
        if isinstance(planned, Rejected):
            return planned
        if planned.seen != seen:
            text = message("What would be sent has changed since you looked. Look again, and send then.")
            return Rejected.because("reminder-changed", text)
        if not planned.gets or planned.cycle is None:
            return Rejected.because("reminder-nobody", message("Nobody gets this step: nothing was sent."))
        change.trail(
            "reminder.send",
            f"{planned.cycle.code}/{planned.step.value}",
            after={
                "goes_at": planned.goes_at,
                "is_now": planned.is_now,
                "to": [f"{one.row.signatory_id}/{one.to.person_id}" for one in planned.gets],
            },
        )
        _write(change, actor, planned, planned.cycle, now)
    return Sent(len(planned.gets), planned.goes_at, planned.is_now)


def _write(change: Change, actor: Actor, planned: Plan, cycle: Cycle, now: datetime) -> None:
    """The reminders, and where they go at once their mails."""
    own, step = reminders.own_words(change), planned.step
    rows: list[Mapping[str, Any]] = []
    mails: list[tuple[str, Letter, Recipient, str, str | None]] = []
    for one in planned.gets:
        mail_id = f"m-{secrets.token_hex(12)}" if planned.is_now else None
        if mail_id:
            mails.append((mail_id, *letter_to(step, one, cycle, own), one.row.signatory_id, one.copy_to or None))
        rows.append(
            {
                "reminder_id": f"r-{secrets.token_hex(12)}",
                "signatory_id": one.row.signatory_id,
                "cycle": cycle.code,
                "step": step.value,
                "person_id": one.to.person_id,
                "state": "queued" if mail_id else "scheduled",
                "goes_at": planned.goes_at,
                "mail_id": mail_id,
                "note": None,
                "set_at": now,
                "set_by": actor.person_id,
                "due_on": one.row.due_on,
                "sending_id": planned.seen,
            }
        )
    mail.add_mails(change, mails)
    reminders.add_reminders(change, rows)


def letter_to(
    step: Step, one: Getting, cycle: Cycle | None, own: Mapping[tuple[Step, str], StepWords]
) -> tuple[Letter, Recipient]:
    """What one person is written, in the secretariat's own words where it has some."""
    assert cycle is not None  # with no cycle nobody is asked
    reporter = Reporter(one.row.signatory_id, one.row.name, one.row.stakeholder_type, one.row.iso3)
    about = Addressed(
        signatory=one.row.name,
        cop=cycle.cop,
        due_on=one.row.due_on,
        page=About(reporter, cycle).page(),
        name=one.to.name,
        is_focal_point=one.to.is_focal_point,
    )
    language = one.to.language if one.to.language in LANGUAGES_OF_WORDS else "en"
    to = Recipient(one.to.person_id, one.to.email, one.to.name, language)
    return reminder(own.get((step, language), STANDARD[step]), about), to
