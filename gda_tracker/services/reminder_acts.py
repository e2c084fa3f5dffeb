"""What the desk does about reminders beside sending them: cancel, note a bounce, own words, addresses of missions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from ..domain.ladder import Step
from ..domain.people import normal_email
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..domain.reminder_words import StepWords, problems_of_words
from ..domain.reminders import ReminderState, Stopped
from ..register import Change, Register, reminder_log, reminders, reports
from ..register.reminder_log import Logged as Logged
from ..register.reminder_log import ToMend as ToMend

PAGE_ROWS: Final = 50
NOTE_CHARS: Final = 300


@dataclass(frozen=True, slots=True)
class Log:
    """A page of the log, the newest first, and how many there are in each state."""

    rows: tuple[Logged, ...]
    counts: dict[str, int]
    to_mend: tuple[ToMend, ...]


@dataclass(frozen=True, slots=True)
class Cancelled:
    """How many scheduled reminders do not go."""

    count: int


@dataclass(frozen=True, slots=True)
class Noted:
    """What was said of an address, of words, or of a mission is on record."""

    what: str


def log_of(register: Register, actor: Actor, *, state: str = "", signatory_id: str = "", number: int = 1) -> Log:
    """A page of the log from 1, narrowed to a state and a signatory; and the addresses that take no mail."""
    require(actor, Action.FOLLOW_UP)
    skipped = (max(1, number) - 1) * PAGE_ROWS
    rows = reminder_log.log(register, state=state, signatory_id=signatory_id, most=PAGE_ROWS, skipped=skipped)
    return Log(rows, reminder_log.counts(register, signatory_id), reminder_log.to_mend(register))


def words_of(register: Register, actor: Actor) -> dict[tuple[Step, str], StepWords]:
    """The secretariat's own words by step and language."""
    require(actor, Action.FOLLOW_UP)
    return reminders.own_words(register)


def missions_of(register: Register, actor: Actor) -> dict[str, str]:
    """The addresses of permanent missions by signatory."""
    require(actor, Action.FOLLOW_UP)
    return reminders.missions(register)


def countries_of(register: Register, actor: Actor) -> dict[str, str]:
    """The governments that may have a permanent mission: names by signatory, by name."""
    require(actor, Action.FOLLOW_UP)
    return reminders.governments(register)


def cancel(register: Register, actor: Actor, ids: Collection[str] | None, now: datetime) -> Cancelled:
    """Scheduled reminders do not go: these, or all (None). What is queued already goes."""
    require(actor, Action.FOLLOW_UP)
    with register.change(actor) as change:
        waiting = [one for one in reminder_log.scheduled(change) if ids is None or one.reminder_id in ids]
        if waiting:
            change.trail("reminder.cancel", "reminders", after={"reminders": [one.reminder_id for one in waiting]})
        rows: list[Mapping[str, Any]] = [
            {
                "reminder_id": one.reminder_id,
                "signatory_id": one.signatory_id,
                "cycle": one.cycle,
                "step": one.step,
                "person_id": one.person_id,
                "state": ReminderState.STOPPED.value,
                "goes_at": one.goes_at,
                "note": Stopped.CANCELLED.value,
                "set_at": now,
                "set_by": actor.person_id,
                "due_on": one.told_due_on,
                "sending_id": one.sending_id,
            }
            for one in waiting
        ]
        reminders.add_reminders(change, rows)
    return Cancelled(len(rows))


def note_bounce(
    register: Register, actor: Actor, reminder_id: str, note: str, now: datetime, *, takes_mail: bool = False
) -> Noted | Rejected:
    """A mail that was sent came back; or, with `takes_mail`, that its address takes mail after all."""
    require(actor, Action.FOLLOW_UP)
    if len(note) > NOTE_CHARS:
        text = message("This is longer than {longest} characters.")
        return Rejected((Problem("note-long", text, column="note", values={"longest": NOTE_CHARS}),))
    with register.change(actor) as change:
        found = reminder_log.one(change, reminder_id)
        was_bounced = found is not None and found["own_state"] == ReminderState.BOUNCED
        may_be = found is not None and (was_bounced or found["state"] in (ReminderState.SENT, ReminderState.PRINTED))
        if found is None or not may_be or (takes_mail and not was_bounced):
            text = message("Only a mail that was sent can have come back.")
            return Rejected.because("bounce-not-sent", text)
        if takes_mail == was_bounced:
            state = ReminderState.QUEUED if takes_mail else ReminderState.BOUNCED
            change.trail(
                "reminder.bounce", reminder_id, signatory_id=found["signatory_id"],
                after={"person": found["person_id"], "takes_mail": takes_mail, "note": note.strip()},
            )  # fmt: skip
            _add_state(change, actor, found, state, note.strip(), now)
    return Noted(str(found["recipient"]))


def set_words(
    register: Register, actor: Actor, key: tuple[Step, str], subject: str, body: str, now: datetime
) -> Noted | Rejected:
    """The secretariat's own words of a step in a language (`key`)."""
    require(actor, Action.FOLLOW_UP)
    words = StepWords.own(subject, body)
    if problems := problems_of_words(words, key[1]):
        return Rejected(problems)
    _set_words(register, actor, key, words, now)
    return Noted(key[0].value)


def reset_words(register: Register, actor: Actor, key: tuple[Step, str], now: datetime) -> Noted:
    """The standard words of a step in a language hold again."""
    require(actor, Action.FOLLOW_UP)
    _set_words(register, actor, key, StepWords("", ()), now)
    return Noted(key[0].value)


def set_mission(register: Register, actor: Actor, signatory_id: str, email: str, now: datetime) -> Noted | Rejected:
    """The address of a signatory's permanent mission; empty for none any more."""
    require(actor, Action.FOLLOW_UP)
    address = normal_email(email) if email.strip() else ""
    if address is None:
        return Rejected((Problem("email-invalid", message("This is no e-mail address."), column="email"),))
    with register.change(actor) as change:
        signatory = reports.reporter(change, signatory_id)
        if signatory is None:
            if not signatory_id:
                return Rejected.because("signatory-missing", message("Choose a signatory."))
            text = message("There is no signatory “{signatory}”.")
            return Rejected.because("signatory-unknown", text, signatory=signatory_id[:80])
        before = reminders.missions(change).get(signatory_id, "")
        if before != address:
            change.trail(
                "mission.set", signatory_id, signatory_id=signatory_id,
                before={"email": before}, after={"email": address},
            )  # fmt: skip
            reminders.add_mission(change, signatory_id, address, now, actor.person_id)
    return Noted(signatory.name)


def _set_words(register: Register, actor: Actor, key: tuple[Step, str], words: StepWords, now: datetime) -> None:
    with register.change(actor) as change:
        before = reminders.own_words(change).get(key, StepWords("", ()))
        if before == words:
            return
        change.trail(
            "reminder.words", f"{key[0].value}/{key[1]}",
            before={"subject": before.subject, "body": before.body},
            after={"subject": words.subject, "body": words.body},
        )  # fmt: skip
        reminders.add_words(change, key, words, now, actor.person_id)


def _add_state(
    change: Change, actor: Actor, found: Mapping[str, Any], state: ReminderState, note: str, now: datetime
) -> None:
    kept = ("reminder_id", "signatory_id", "cycle", "step", "person_id", "goes_at", "mail_id", "due_on")
    row = {name: found[name] for name in kept}
    reminders.add_reminders(
        change, [{**row, "state": state.value, "note": note or None, "set_at": now, "set_by": actor.person_id}]
    )
