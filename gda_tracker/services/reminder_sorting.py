"""Sorting signatories and people into those who get a step and those who are left out, each with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NamedTuple

from ..domain.declaration import Cycle
from ..domain.following import Board
from ..domain.ladder import ORDER, Step, is_true_on
from ..register.reminders import ToAsk

EVERYBODY: Final = Board()


class About(NamedTuple):
    """A signatory that is asked to report, its own due day, and when its report came in, if it did.

    A named tuple: there are twenty thousand in each look at the page.
    """

    signatory_id: str
    name: str
    stakeholder_type: str
    iso3: str | None
    due_on: date
    received_on: date | None


class Why(StrEnum):
    """Why somebody is left out; those where something can be done come first."""

    BOUNCED = "bounced"
    NO_FOCAL_POINT = "no_focal_point"
    NO_MISSION = "no_mission"
    UNSUBSCRIBED = "unsubscribed"
    NOT_YET = "not_yet"
    NOT_OWED = "not_owed"
    LATER = "later"
    ALREADY = "already"
    SUBMITTED = "submitted"


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


class LeftOut(NamedTuple):
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
    on: date
    """The day on which it goes, on the clocks of the secretariat."""
    is_now: bool
    is_moved: bool
    """Whether quiet times moved it from the moment that was asked for."""
    gets: tuple[Getting, ...]
    left_out: tuple[LeftOut, ...]
    owed: Mapping[Step, int]
    """How many signatories among those asked for are owed each step on that day."""
    officers: Mapping[str, str]
    seen: str


Gone = dict[tuple[str, date | None], dict[Step, date]]
"""The steps that went, or will, by signatory and due day, each with its day."""


@dataclass(frozen=True, slots=True)
class Known:
    """What decides who gets the step on a day."""

    step: Step
    is_for_all: bool
    on: date
    went: Gone
    told: set[tuple[str, date | None, str, Step]]
    owed: Mapping[str, Step | None]
    missions: Mapping[str, str]
    holds: dict[date, bool] = field(default_factory=dict)
    """Whether what the step says holds on the day, by due day: most share one."""

    def why_not(self, row: About) -> Why | None:
        """Why a signatory as a whole is left out."""
        if row.received_on is not None:
            return Why.SUBMITTED
        sent = self.went.get((row.signatory_id, row.due_on), {})
        if sent and any(one in sent for one in ORDER[ORDER.index(self.step) + 1 :]):
            return Why.LATER
        if row.due_on not in self.holds:
            self.holds[row.due_on] = is_true_on(self.step, row.due_on, self.on)
        if not self.holds[row.due_on]:
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


def sorted_out(
    known: Known, rows: Sequence[About], people: Mapping[str, Sequence[ToAsk]]
) -> tuple[tuple[Getting, ...], tuple[LeftOut, ...]]:
    """Who gets it and who not; the mission's step is for focal points alone."""
    gets: list[Getting] = []
    left_out: list[LeftOut] = []
    for row in rows:
        why, asked = known.why_not(row), people.get(row.signatory_id, ())
        if known.step is Step.MISSION:
            asked = [one for one in asked if one.is_focal_point]
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
