"""Calendars by an address that needs no sign-in: the due days of one signatory's report, or those of the desk.

Whoever has the address reads it, so it says nothing of persons. It holds while its maker may read what it says, and
until it is taken back; only its hash is kept.
"""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from ..domain.calendars import Day, DayKind
from ..domain.cycles import last_day
from ..domain.permissions import Action, Actor, NotAllowed, Role, require
from ..register import Change, Register, calendars, cycles, reports
from .letters import About
from .replying import replies_until
from .signing_in import new_token, token_hash

DESK: Final = ""
"""In place of a signatory: the calendar of the desk."""
LOOKS_BACK: Final = timedelta(days=90)
"""So many days back the calendar of a signatory still shows what was."""
DESK_LOOKS_BACK: Final = timedelta(days=60)
"""So many days back the desk's calendar shows anything."""
DESK_LOOKS_AHEAD: Final = timedelta(days=183)
"""So many days ahead it shows the next steps of the board."""
_LONGEST_WINDOW: Final = timedelta(days=45)
"""No reply window, counted in working days, is longer."""
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
                Day(DayKind.CLOSES, f"closes/{key}", last_day(own) or max(own.closes_on, own.due_on), words, page),
            ]
    return (*days, *_reply_days(register, signatory, now))


def _of_desk(register: Register, person_id: str, now: datetime) -> tuple[Day, ...]:
    """One event a day and kind, with the signatories that it is about: a file that calendar programs read often."""
    since, until = (now - DESK_LOOKS_BACK).date(), (now + DESK_LOOKS_AHEAD).date()
    steps = [step for step in calendars.next_steps(register, person_id, since) if step.next_on <= until]
    found = [*_cycle_days(register), *_later_due_days(register), *_step_days(steps), *_reply_days_of_all(register, now)]
    return tuple(day for day in found if day.on >= since)


def _cycle_days(register: Register) -> Iterator[Day]:
    for one in cycles.cycles(register):
        words = {"cop": one.cop}
        yield Day(DayKind.CYCLE_OPENS, f"opens/{one.code}", one.opens_on, words, "/cycles")
        yield Day(DayKind.CYCLE_DUE, f"due/{one.code}", one.due_on, words, "/follow-up")
        yield Day(DayKind.CYCLE_CLOSES, f"closes/{one.code}", last_day(one) or one.closes_on, words, "/cycles")


def _later_due_days(register: Register) -> Iterator[Day]:
    cops = {one.code: one.cop for one in cycles.cycles(register)}
    gathered: dict[tuple[str, date], list[cycles.Extension]] = defaultdict(list)
    for later in cycles.extensions(register):
        if later.cycle in cops:
            gathered[(later.cycle, later.due_on)].append(later)
    for (cycle, on), given in gathered.items():
        words = {"cop": cops[cycle]}
        if len(given) == 1:
            (one,) = given
            told, key = {**words, "signatory": one.name}, f"due/{one.signatory_id}/{cycle}"
            yield Day(DayKind.DUE, key, on, told, _board(one.signatory_id))
        else:
            of = tuple((one.name, "") for one in given)
            yield Day(DayKind.DUE_OF_MANY, f"due/later/{cycle}/{on}", on, words, "/follow-up", of)


def _step_days(steps: Sequence[calendars.NextStep]) -> Iterator[Day]:
    gathered: dict[date, list[calendars.NextStep]] = defaultdict(list)
    for step in steps:
        gathered[step.next_on].append(step)
    for on, planned in gathered.items():
        if len(planned) == 1:
            (one,) = planned
            words = {"signatory": one.signatory, "step": one.next_step}
            yield Day(DayKind.STEP, f"step/{one.signatory_id}", on, words, _board(one.signatory_id))
        else:
            of = tuple((step.signatory, step.next_step) for step in planned)
            yield Day(DayKind.STEP_OF_MANY, f"step/day/{on}", on, {}, "/follow-up", of)


def _reply_days_of_all(register: Register, now: datetime) -> Iterator[Day]:
    """The last days on which decisions may be replied to: one a day, however many signatories there are."""
    decided = calendars.decided(register, DESK, now - DESK_LOOKS_BACK - _LONGEST_WINDOW)
    gathered: dict[date, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in decided:
        gathered[replies_until(one.decided_at)][(one.signatory_id, one.signatory)].append(one.item)
    for last, whose in gathered.items():
        items = {key: ", ".join(dict.fromkeys(found)) for key, found in whose.items()}
        if len(items) == 1:
            (((signatory_id, name), said),) = items.items()
            words = {"signatory": name, "items": said}
            yield Day(DayKind.REPLY, f"reply/day/{last}", last, words, _board(signatory_id))
        else:
            of = tuple((name, said) for (_, name), said in items.items())
            yield Day(DayKind.REPLY_OF_MANY, f"reply/day/{last}", last, {}, "/follow-up", of)


def _board(signatory_id: str) -> str:
    return f"/follow-up?{urlencode({'signatory': signatory_id})}"


def _reply_days(register: Register, signatory: reports.Reporter, now: datetime) -> Iterator[Day]:
    """The last days on which one signatory may reply to decisions: one a cycle and day."""
    gathered: dict[tuple[str, date], list[str]] = defaultdict(list)
    for one in calendars.decided(register, signatory.signatory_id, now - LOOKS_BACK):
        gathered[(one.cycle, replies_until(one.decided_at))].append(one.item)
    for (cycle, last), items in gathered.items():
        words = {"signatory": signatory.name, "items": ", ".join(dict.fromkeys(items))}
        key = f"reply/{signatory.signatory_id}/{cycle}/{last}"
        yield Day(DayKind.REPLY, key, last, words, "/my-report")
