"""The course of a cycle: how many reports have come by each day, beside the last cycle at the same day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from .declaration import Cycle


@dataclass(frozen=True, slots=True)
class Course:
    """A running total of reports of one cycle by day, a point for each day on which any came."""

    cycle: Cycle
    days: tuple[date, ...]
    totals: tuple[int, ...]

    def by(self, day: date) -> int:
        """How many had come by the end of that day."""
        return max((total for on, total in zip(self.days, self.totals, strict=True) if on <= day), default=0)


def course(cycle: Cycle, received: Sequence[tuple[date, int]]) -> Course:
    """From the reports of each day, in order of days."""
    return Course(cycle, tuple(day for day, _ in received), tuple(accumulate(count for _, count in received)))


def same_day(today: date, cycle: Cycle, last: Cycle) -> date:
    """The day of the last cycle that is as far from its due day as today is from this one's."""
    return last.due_on - (cycle.due_on - today)


def moved(day: date, last: Cycle, cycle: Cycle) -> date:
    """A day of the last cycle, put as far from this cycle's due day: so that two courses lie over each other."""
    return day + timedelta(days=(cycle.due_on - last.due_on).days)
