"""The look at scheduled reminders, each minute inside the server: what is due is queued, what fell away is stopped.

All that it knows is in the register, so a server that was down in between goes on where it stopped.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ..domain.cycles import for_due_day, state_on
from ..domain.declaration import Cycle, CycleState
from ..domain.ladder import QuietTimes, Step
from ..domain.mail import Letter, Recipient
from ..domain.permissions import Actor
from ..domain.reminder_words import LANGUAGES_OF_WORDS, STANDARD, Addressed, StepWords, reminder
from ..domain.reminders import Stopped
from ..register import Register, cycles, mail, reminder_log, reminders
from ..register.reminder_log import Scheduled
from ..register.reports import Reporter
from .letters import About

CLOCK = Actor(person_id="clock", name="Scheduled reminders")
"""Who the trail says has queued, moved or stopped them."""


@dataclass(frozen=True, slots=True)
class Looked:
    """How many reminders were queued, moved to another day, and stopped."""

    queued: int = 0
    moved: int = 0
    stopped: int = 0


def look(register: Register, now: datetime, quiet: QuietTimes) -> Looked:
    """Queue what is due, move what an extension or quiet times move, stop what is not wanted any more."""
    if not reminder_log.has_scheduled(register):
        return Looked()
    with register.change(CLOCK) as change:
        known = {one.code: one for one in cycles.cycles(change)}
        own = reminders.own_words(change)
        rows: list[Mapping[str, Any]] = []
        mails: list[tuple[str, Letter, Recipient, str, str | None]] = []
        for one in reminder_log.scheduled(change):
            cycle = known.get(one.cycle)
            why = _why_stopped(one, cycle, now.date())
            moved_to = _moved(one, now, quiet)
            if why is not None or cycle is None:
                rows.append(_row(one, now, state="stopped", note=(why or Stopped.SIGNATORY).value))
            elif moved_to is not None:
                rows.append(_row(one, now, state="scheduled", goes_at=moved_to))
            elif one.goes_at <= now:
                mail_id = f"m-{secrets.token_hex(12)}"
                mails.append((mail_id, *_letter(one, cycle, own), one.signatory_id, _copy(one)))
                rows.append(_row(one, now, state="queued", mail_id=mail_id))
        if rows:
            told = {str(row["reminder_id"]): row["note"] or row["state"] for row in rows}
            change.trail("reminder.look", "reminders", after={"reminders": told})
            mail.add_mails(change, mails)
            reminders.add_reminders(change, rows)
    stopped = sum(row["state"] == "stopped" for row in rows)
    return Looked(len(mails), len(rows) - len(mails) - stopped, stopped)


def _why_stopped(one: Scheduled, cycle: Cycle | None, today: date) -> Stopped | None:
    is_focal_point = one.is_focal_point == 1
    if one.is_submitted:
        return Stopped.SUBMITTED
    if one.signatory is None or cycle is None:
        return Stopped.SIGNATORY
    if not one.is_active:
        return Stopped.ACCOUNT
    if one.is_focal_point is None or (one.step == Step.MISSION and not is_focal_point):
        return Stopped.ROLE
    if one.is_unsubscribed and not is_focal_point:
        return Stopped.UNSUBSCRIBED
    if one.is_bounced:
        return Stopped.BOUNCED
    if one.step == Step.MISSION and not one.mission:
        return Stopped.MISSION
    own = for_due_day(cycle, one.due_on or cycle.due_on)
    return Stopped.CLOSED if state_on(own, today) is CycleState.CLOSED else None


def _moved(one: Scheduled, now: datetime, quiet: QuietTimes) -> datetime | None:
    """The new moment where it is another: as far on as the due day moved, and out of quiet times."""
    goes_at = one.goes_at
    if one.told_due_on is not None and one.due_on is not None:
        goes_at += one.due_on - one.told_due_on
    if goes_at <= now and quiet.is_quiet(now):
        goes_at = quiet.moved(now)
    elif goes_at > now:
        goes_at = quiet.moved(goes_at)
    is_other_day = one.told_due_on != one.due_on
    return goes_at if goes_at != one.goes_at or is_other_day else None


def _copy(one: Scheduled) -> str | None:
    return one.mission if one.step == Step.MISSION else None


def _letter(one: Scheduled, cycle: Cycle, own: Mapping[tuple[Step, str], StepWords]) -> tuple[Letter, Recipient]:
    """As the register knows it now: the words, the name, the address and the language may have changed meanwhile."""
    step, name = Step(one.step), one.signatory or ""
    language = one.language if one.language in LANGUAGES_OF_WORDS else "en"
    about = Addressed(
        signatory=name,
        cop=cycle.cop,
        due_on=one.due_on or cycle.due_on,
        page=About(Reporter(one.signatory_id, name, "", None), cycle).page(),
        name=one.name or "",
        is_focal_point=one.is_focal_point == 1,
    )
    to = Recipient(one.person_id, one.email or "", one.name or "", language)
    return reminder(own.get((step, language), STANDARD[step]), about), to


def _row(
    one: Scheduled,
    now: datetime,
    *,
    state: str,
    goes_at: datetime | None = None,
    mail_id: str | None = None,
    note: str | None = None,
) -> Mapping[str, Any]:
    return {
        "reminder_id": one.reminder_id,
        "signatory_id": one.signatory_id,
        "cycle": one.cycle,
        "step": one.step,
        "person_id": one.person_id,
        "state": state,
        "goes_at": goes_at or one.goes_at,
        "mail_id": mail_id,
        "note": note,
        "set_at": now,
        "set_by": CLOCK.person_id,
        "due_on": one.due_on if state != "stopped" else one.told_due_on,
        "sending_id": one.sending_id,
    }
