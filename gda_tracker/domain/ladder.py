"""The ladder of reminders: which step is owed on a day, and at which hours reminders leave.

A step is told once for a due day; under a later due day the ladder begins anew. After a submission nothing is owed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from .problems import message


class Step(StrEnum):
    """One step of the ladder, in order."""

    BEFORE_DUE = "before_due"
    DUE = "due"
    TWO_WEEKS = "two_weeks"
    SIX_WEEKS = "six_weeks"
    MISSION = "mission"


AFTER_DUE: Final[Mapping[Step, timedelta]] = {
    Step.BEFORE_DUE: timedelta(weeks=-4),
    Step.DUE: timedelta(),
    Step.TWO_WEEKS: timedelta(weeks=2),
    Step.SIX_WEEKS: timedelta(weeks=6),
    Step.MISSION: timedelta(weeks=8),
}
"""How long after the due day a step's day comes."""
STEP_LABELS: Final[Mapping[Step, str]] = {
    Step.BEFORE_DUE: message("Four weeks before the due day"),
    Step.DUE: message("On the due day"),
    Step.TWO_WEEKS: message("Two weeks after"),
    Step.SIX_WEEKS: message("Six weeks after"),
    Step.MISSION: message("Permanent mission in copy"),
}
ORDER: Final = tuple(Step)


def day_of(step: Step, due_on: date) -> date:
    """The day on which a step becomes owed."""
    return due_on + AFTER_DUE[step]


def owed(due_on: date, today: date, sent: Mapping[Step, date], *, is_submitted: bool) -> Step | None:
    """The one step that is owed on a day, or None.

    `sent` holds the steps that went, or will go, for this due day, with their days. It is the last step whose day
    has come, unless it or a later one went; the mission is not in copy before somebody was written to alone after
    the due day; never two steps on one day.
    """
    come = [step for step in ORDER if day_of(step, due_on) <= today]
    if is_submitted or not come or today in sent.values():
        return None
    step = come[-1]
    is_warned = any(one in sent for one in (Step.DUE, Step.TWO_WEEKS, Step.SIX_WEEKS))
    if step is Step.MISSION and not is_warned:
        step = Step.SIX_WEEKS
    return None if any(one in sent for one in ORDER[ORDER.index(step) :]) else step


def is_true_on(step: Step, due_on: date, day: date) -> bool:
    """Whether what the step says holds on a day: before the due day, or so long after it."""
    return day < due_on if step is Step.BEFORE_DUE else day >= day_of(step, due_on)


_HOURS: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class QuietTimes:
    """When no reminder leaves: Saturdays and Sundays, and every day from `begins` to `ends`, in a zone's own time.

    The hours may run over midnight; the same time twice means none.
    """

    zone: ZoneInfo
    has_quiet_weekends: bool = True
    begins: time = time(19)
    ends: time = time(8)

    @classmethod
    def of(cls, zone: str, hours: str, *, has_quiet_weekends: bool) -> QuietTimes:
        """As the settings say it: hours such as `19:00-08:00`, or nothing; raises ValueError for other words."""
        found = _HOURS.fullmatch(hours) if hours else None
        if hours and found is None:
            raise ValueError("Quiet hours are written like 19:00-08:00.")
        parts = [int(word) for word in found.groups()] if found else [0, 0, 0, 0]
        return cls(ZoneInfo(zone), has_quiet_weekends, time(parts[0], parts[1]), time(parts[2], parts[3]))

    def is_quiet(self, moment: datetime) -> bool:
        """Whether nothing leaves at a moment (UTC, without a zone)."""
        return self.moved(moment) != moment

    def moved(self, moment: datetime) -> datetime:
        """The moment, or the first one after the quiet that it falls into. UTC, without a zone."""
        here = self.local(moment)
        moved = self._after(here)
        return moment if moved == here else self.utc(moved)

    def local(self, moment: datetime) -> datetime:
        """A UTC moment as the clocks of the zone show it, without a zone."""
        return moment.replace(tzinfo=UTC).astimezone(self.zone).replace(tzinfo=None)

    def utc(self, here: datetime) -> datetime:
        """What the clocks of the zone show, as a UTC moment without a zone."""
        return here.replace(tzinfo=self.zone).astimezone(UTC).replace(tzinfo=None)

    def _after(self, here: datetime) -> datetime:
        if self.has_quiet_weekends and here.weekday() >= 5:
            monday = here.date() + timedelta(days=7 - here.weekday())
            return self._after(datetime.combine(monday, time()))
        if not self._is_in_hours(here.time()):
            return here
        is_past_midnight = self.begins > self.ends and here.time() >= self.begins
        return self._after(datetime.combine(here.date() + timedelta(days=is_past_midnight), self.ends))

    def _is_in_hours(self, at: time) -> bool:
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


ALWAYS: Final = QuietTimes(ZoneInfo("UTC"), has_quiet_weekends=False, begins=time(), ends=time())
"""Reminders leave at any hour."""
