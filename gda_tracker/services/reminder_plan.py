"""Who gets which step of the ladder, who is left out, and why: looked at before anything is sent."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

import polars as pl

from ..domain.declaration import Cycle, CycleState
from ..domain.following import Board
from ..domain.ladder import ORDER, QuietTimes, Step, is_true_on, owed
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..domain.reminder_words import LANGUAGES_OF_WORDS
from ..register import Register, cycles, follow_up, reminders
from ..register.reminders import ToAsk
from .following_up import those_asked

LONGEST_AHEAD: Final = timedelta(days=366)
EVERYBODY: Final = Board()


@dataclass(frozen=True, slots=True)
class About:
    """A signatory that is asked to report, its own due day, and when its report came in, if it did."""

    signatory_id: str
    name: str
    stakeholder_type: str
    iso3: str | None
    due_on: date
    received_on: date | None


class Why(StrEnum):
    """Why somebody is left out."""

    SUBMITTED = "submitted"
    ALREADY = "already"
    LATER = "later"
    NOT_YET = "not_yet"
    NOT_OWED = "not_owed"
    NO_FOCAL_POINT = "no_focal_point"
    NO_MISSION = "no_mission"
    UNSUBSCRIBED = "unsubscribed"
    BOUNCED = "bounced"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to send: a step (None for the one that most are owed), to whom, when (UTC; None for now).

    To those who fit the filters, or to the `chosen` signatories alone; to those alone to whom the ladder owes it
    on that day, unless `is_for_all`.
    """

    step: Step | None = None
    board: Board = EVERYBODY
    chosen: tuple[str, ...] = ()
    is_for_all: bool = False
    goes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Getting:
    """One mail: to whom, about whose report, due when, who gets a copy."""

    row: About
    to: ToAsk
    copy_to: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Who gets nothing and why; without a person it is about the signatory as a whole."""

    signatory_id: str
    signatory: str
    why: Why
    name: str = ""
    instead: Step | None = None
    """The step that the ladder owes on that day, where it is another."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Who would get a step, who not, and when it would go (UTC). `seen` names exactly this."""

    asked: Asked
    step: Step
    cycle: Cycle | None
    goes_at: datetime
    is_now: bool
    is_moved: bool
    """Whether quiet times moved it from the moment that was asked for."""
    gets: tuple[Getting, ...]
    left_out: tuple[LeftOut, ...]
    owed: Mapping[Step, int]
    """How many signatories among those asked for are owed each step on that day."""
    officers: Mapping[str, str]
    seen: str


def plan(register: Register, actor: Actor, asked: Asked, now: datetime, quiet: QuietTimes) -> Plan | Rejected:
    """Who would get the step, and who is left out and why; nothing is written."""
    require(actor, Action.FOLLOW_UP)
    wanted = asked.goes_at or now
    if asked.goes_at is not None and not now <= asked.goes_at <= now + LONGEST_AHEAD:
        text = message("Choose a moment to come, within a year.")
        return Rejected((Problem("reminder-moment", text, column="goes_at"),))
    goes_at = quiet.moved(wanted)
    on = quiet.local(goes_at).date()
    rows = _rows(register, asked, now.date())
    cycle = _newest_opened(register, now.date())
    went, told = _gone(register, cycle.code if cycle else "")
    steps = _owed(rows, went, on)
    counted = dict.fromkeys(ORDER, 0) | Counter(one for one in steps.values() if one is not None)
    step = asked.step or max(ORDER, key=counted.__getitem__)
    known = _Known(step, asked.is_for_all, on, went, told, steps, _missions(register, step))
    gets, left_out = _sorted_out(known, rows, _people(register, cycle.code if cycle else ""))
    return Plan(
        asked=asked,
        step=step,
        cycle=cycle,
        goes_at=goes_at,
        is_now=asked.goes_at is None and goes_at == wanted,
        is_moved=goes_at != wanted,
        gets=gets,
        left_out=left_out,
        owed=counted,
        officers=follow_up.staff(register),
        seen=_seen(register, asked, step, gets, is_moved=goes_at != wanted),
    )


def _rows(register: Register, asked: Asked, today: date) -> list[About]:
    found = those_asked(register, EVERYBODY if asked.chosen else asked.board, today)
    if asked.chosen:
        found = found.filter(pl.col("signatory_id").is_in(list(asked.chosen)))
    names = [one.name for one in fields(About)]
    return [About(*row) for row in found.select(names).iter_rows()]


def _newest_opened(register: Register, today: date) -> Cycle | None:
    opened = [
        one for one in cycles.cycles(register) if one.opens_on <= today and one.set_state is not CycleState.PLANNED
    ]
    return opened[-1] if opened else None


Gone = dict[tuple[str, date | None], dict[Step, date]]
"""The steps that went, or will, by signatory and due day, each with its day."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What decides who gets the step on a day."""

    step: Step
    is_for_all: bool
    on: date
    went: Gone
    told: set[tuple[str, date | None, str, Step]]
    owed: Mapping[str, Step | None]
    missions: Mapping[str, str]

    def why_not(self, row: About) -> Why | None:
        """Why a signatory as a whole is left out."""
        sent = self.went.get((row.signatory_id, row.due_on), {})
        if row.received_on is not None:
            return Why.SUBMITTED
        if any(one in sent for one in ORDER[ORDER.index(self.step) + 1 :]):
            return Why.LATER
        if not is_true_on(self.step, row.due_on, self.on):
            return Why.NOT_YET
        if not self.is_for_all and self.owed[row.signatory_id] is not self.step:
            return Why.ALREADY if self.step in sent else Why.NOT_OWED
        if self.step is Step.MISSION and row.signatory_id not in self.missions:
            return Why.NO_MISSION
        return None

    def why_not_who(self, row: About, who: ToAsk) -> Why | None:
        """Why a person is left out."""
        if (row.signatory_id, row.due_on, who.person_id, self.step) in self.told:
            return Why.ALREADY
        if not who.is_focal_point and who.is_unsubscribed:
            return Why.UNSUBSCRIBED
        return Why.BOUNCED if who.is_bounced else None


def _sorted_out(
    known: _Known, rows: Sequence[About], people: Mapping[str, Sequence[ToAsk]]
) -> tuple[tuple[Getting, ...], tuple[LeftOut, ...]]:
    """Who gets it and who not; the mission's step is for focal points alone."""
    gets: list[Getting] = []
    left_out: list[LeftOut] = []
    for row in rows:
        why = known.why_not(row)
        asked = [
            one for one in people.get(row.signatory_id, ()) if one.is_focal_point or known.step is not Step.MISSION
        ]
        if why is None and not asked:
            why = Why.NO_FOCAL_POINT
        if why is not None:
            left_out.append(LeftOut(row.signatory_id, row.name, why, instead=known.owed[row.signatory_id]))
            continue
        for who in asked:
            if (not_who := known.why_not_who(row, who)) is None:
                gets.append(Getting(row, who, known.missions.get(row.signatory_id, "")))
            else:
                left_out.append(LeftOut(row.signatory_id, row.name, not_who, who.name))
    return tuple(gets), tuple(left_out)


def _people(register: Register, cycle: str) -> Mapping[str, Sequence[ToAsk]]:
    people: dict[str, list[ToAsk]] = defaultdict(list)
    for who in reminders.to_ask(register, cycle):
        people[who.signatory_id].append(who)
    return people


def _gone(register: Register, cycle: str) -> tuple[Gone, set[tuple[str, date | None, str, Step]]]:
    went: Gone = defaultdict(dict)
    told = set()
    for one in reminders.told(register, cycle):
        went[(one.signatory_id, one.due_on)][one.step] = one.goes_on
        told.add((one.signatory_id, one.due_on, one.person_id, one.step))
    return went, told


def _owed(rows: Sequence[About], went: Gone, on: date) -> dict[str, Step | None]:
    """The step that each is owed; most share a due day and have been sent nothing."""
    untold: dict[date, Step | None] = {}
    found: dict[str, Step | None] = {}
    for row in rows:
        sent = went.get((row.signatory_id, row.due_on))
        if row.received_on is not None:
            found[row.signatory_id] = None
        elif sent:
            found[row.signatory_id] = owed(row.due_on, on, sent, is_submitted=False)
        else:
            if row.due_on not in untold:
                untold[row.due_on] = owed(row.due_on, on, {}, is_submitted=False)
            found[row.signatory_id] = untold[row.due_on]
    return found


def _missions(register: Register, step: Step) -> dict[str, str]:
    return reminders.missions(register) if step is Step.MISSION else {}


def _seen(register: Register, asked: Asked, step: Step, gets: Sequence[Getting], *, is_moved: bool) -> str:
    """A hash over what was looked at: the step, the moment, each mail's key, and that nothing happened since."""
    told = [step.value, str(asked.goes_at), str(is_moved), str(reminders.newest_row(register))]
    for one in gets:
        told += [
            one.row.signatory_id,
            str(one.row.due_on),
            one.to.person_id,
            one.to.email,
            one.to.language,
            one.copy_to,
        ]
    words = reminders.own_words(register)
    told += [repr(words.get((step, language))) for language in LANGUAGES_OF_WORDS]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
