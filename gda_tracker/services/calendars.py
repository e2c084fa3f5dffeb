"""Calendars by an address that needs no sign-in: the due days of one signatory's report, or those of the desk.

Whoever has the address reads it, so it says nothing of persons. It holds while its maker may read what it says, and
until it is taken back; only its hash is kept.
"""

from __future__ import annotations

import hmac
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from ..domain.calendars import Day, DayKind
from ..domain.permissions import Action, Actor, NotAllowed, Role, require
from ..register import Change, Register, calendars, cycles, reports
from .letters import About
from .replying import replies_until
from .signing_in import new_token, token_hash

DESK: Final = ""
"""In place of a signatory: the calendar of the desk."""
LOOKS_BACK: Final = timedelta(days=90)
"""So many days back a calendar still shows what was."""
_MOST_TOKEN_CHARS: Final = 100


@dataclass(frozen=True, slots=True)
class CalendarMade:
    """A new address: its secret is shown once and kept nowhere."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What an address shows: of one signatory, or ('') of the desk."""

    signatory: str
    days: tuple[Day, ...]
    is_demonstration: bool
    made_at: datetime


def calendars_made(register: Register, actor: Actor, signatory_id: str) -> int:
    """How many addresses of this calendar the person has made and not taken back."""
    _may(actor, signatory_id)
    return len(calendars.made(register, actor.person_id, signatory_id))


def make_calendar(register: Register, actor: Actor, signatory_id: str) -> CalendarMade:
    """A new address; the person's earlier ones for the same calendar hold no more."""
    _may(actor, signatory_id)
    token = new_token()
    with register.change(actor) as change:
        _take_back(change, actor, signatory_id)
        change.trail("calendar.make", actor.person_id, signatory_id=signatory_id or None, after={"of": signatory_id})
        calendars.add_calendar(change, token_hash(token), actor.person_id, signatory_id, is_valid=True)
    return CalendarMade(token)


def revoke_calendar(register: Register, actor: Actor, signatory_id: str) -> int:
    """The person's addresses of this calendar hold no more. Gives how many there were."""
    _may(actor, signatory_id)
    with register.change(actor) as change:
        return _take_back(change, actor, signatory_id)


def calendar_at(register: Register, token: str, now: datetime) -> Calendar | None:
    """What the address with that secret shows; None when there is none, or its maker may read it no more."""
    if not token or len(token) > _MOST_TOKEN_CHARS:
        return None
    wanted = token_hash(token)
    found = calendars.held(register, wanted)
    if found is None or not hmac.compare_digest(found.token_hash.encode(), wanted.encode()) or not found.may_read:
        return None
    if found.signatory_id == DESK:
        return Calendar("", _of_desk(register, found.person_id, now), register.is_demonstration, now)
    signatory = reports.reporter(register, found.signatory_id)
    if signatory is None:
        return None
    return Calendar(signatory.name, _of_signatory(register, signatory, now), register.is_demonstration, now)


def _may(actor: Actor, signatory_id: str) -> None:
    """Staff for the desk; for a signatory those who report for it, in whatever role."""
    if signatory_id == DESK:
        require(actor, Action.FOLLOW_UP)
    elif not (actor.holds(Role.FOCAL_POINT, signatory_id) or actor.holds(Role.CONTRIBUTOR, signatory_id)):
        raise NotAllowed(actor, Action.READ_REPORT, signatory_id)


def _take_back(change: Change, actor: Actor, signatory_id: str) -> int:
    old = calendars.made(change, actor.person_id, signatory_id)
    if old:
        change.trail("calendar.revoke", actor.person_id, signatory_id=signatory_id or None, after={"count": len(old)})
    for hashed, _ in old:
        calendars.add_calendar(change, hashed, actor.person_id, signatory_id, is_valid=False)
    return len(old)


def _of_signatory(register: Register, signatory: reports.Reporter, now: datetime) -> tuple[Day, ...]:
    days = []
    for general in cycles.cycles(register):
        own = cycles.cycle(register, general.code, signatory.signatory_id) or general
        if max(own.due_on, own.closes_on) >= (now - LOOKS_BACK).date():
            page = About(signatory, own).page().path
            words = {"signatory": signatory.name, "cop": own.cop}
            key = f"{signatory.signatory_id}/{own.code}"
            days += [
                Day(DayKind.OPENS, f"opens/{key}", own.opens_on, words, page),
                Day(DayKind.DUE, f"due/{key}", own.due_on, words, page),
                Day(DayKind.CLOSES, f"closes/{key}", max(own.closes_on, own.due_on), words, page),
            ]
    return (*days, *_reply_days(register, signatory.signatory_id, now))


def _of_desk(register: Register, person_id: str, now: datetime) -> tuple[Day, ...]:
    since, days = (now - LOOKS_BACK).date(), []
    shown: dict[str, str] = {}
    for one in cycles.cycles(register):
        if one.closes_on >= since:
            words = {"cop": one.cop}
            days += [
                Day(DayKind.CYCLE_OPENS, f"opens/{one.code}", one.opens_on, words, "/cycles"),
                Day(DayKind.CYCLE_DUE, f"due/{one.code}", one.due_on, words, "/follow-up"),
                Day(DayKind.CYCLE_CLOSES, f"closes/{one.code}", one.closes_on, words, "/cycles"),
            ]
            shown[one.code] = one.cop
    for later in cycles.extensions(register):
        if later.cycle in shown:
            told = {"signatory": later.name, "cop": shown[later.cycle]}
            page, key = f"/follow-up?signatory={later.signatory_id}", f"due/{later.signatory_id}/{later.cycle}"
            days.append(Day(DayKind.DUE, key, later.due_on, told, page))
    for step in calendars.next_steps(register, person_id, since):
        words = {"signatory": step.signatory, "step": step.next_step}
        page = f"/follow-up?signatory={step.signatory_id}"
        days.append(Day(DayKind.STEP, f"step/{step.signatory_id}", step.next_on, words, page))
    return (*days, *_reply_days(register, DESK, now))


def _reply_days(register: Register, signatory_id: str, now: datetime) -> tuple[Day, ...]:
    """The last days on which decisions may be replied to: one a signatory, cycle and day."""
    gathered: dict[tuple[str, str, date], list[calendars.DecidedItem]] = defaultdict(list)
    for one in calendars.decided(register, signatory_id, now - LOOKS_BACK):
        gathered[(one.signatory_id, one.cycle, replies_until(one.decided_at))].append(one)
    found = []
    for (whose, cycle, last), items in gathered.items():
        words = {"signatory": items[0].signatory, "items": ", ".join(dict.fromkeys(one.item for one in items))}
        page = f"/follow-up?signatory={whose}" if signatory_id == DESK else "/my-report"
        found.append(Day(DayKind.REPLY, f"reply/{whose}/{cycle}/{last}", last, words, page))
    return tuple(found)
