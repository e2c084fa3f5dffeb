"""What is told of the secretariat's own work: facts as counted, and the figures that are published of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from .declaration import Strict

FEWEST: Final = 5
"""Of fewer, no share, median or agreement is told; the counts are."""


class Measure(StrEnum):
    """What is measured, in the order in which it is told."""

    BACKLOG = "review_backlog"
    OLDEST = "oldest_waiting"
    DAYS = "days_to_decision"
    DOUBLE_READ = "double_read"
    AGREEMENT = "agreement"
    LOWERED = "lowered"
    RETURNED = "returned"
    TACIT = "tacit_publication"
    OVER_CLAIMED = "over_claimed"
    DEAD_LINKS = "dead_links"
    BACKUP = "last_backup"
    BACKUP_CHECK = "last_backup_check"
    ACCESSIBILITY = "accessibility"


UNITS: Final[Mapping[Measure, str]] = {
    Measure.BACKLOG: "answers",
    Measure.OLDEST: "days",
    Measure.DAYS: "days",
    Measure.DOUBLE_READ: "answers",
    Measure.AGREEMENT: "kappa",
    Measure.LOWERED: "answers",
    Measure.RETURNED: "answers",
    Measure.TACIT: "answers",
    Measure.OVER_CLAIMED: "claims",
    Measure.DEAD_LINKS: "links",
    Measure.BACKUP: "day",
    Measure.BACKUP_CHECK: "day",
    Measure.ACCESSIBILITY: "violations",
}


@dataclass(frozen=True, slots=True)
class AuditFacts:
    """The last sample audit: claims drawn, those that could be judged, those of them that claim too much."""

    drawn_on: date
    drawn: int
    judged: int
    over_claimed: int


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What the register holds of the work by `on`; acts are those after `since`.

    `pairs` are the first words of two readers of one answer, such as ("lower 2", "confirm 3").
    """

    on: date
    since: date
    waiting: int
    oldest_on: date | None
    decided: int
    median_days: float | None
    lowered: int
    returned: int
    double_read: int
    pairs: tuple[tuple[str, str], ...]
    reply_windows_closed: int
    tacit: int
    links_checked: int
    links_dead: int
    backed_up_on: date | None
    backup_checked_on: date | None
    audit: AuditFacts | None


class AccessibilityRun(Strict):
    """The last run of axe in a real browser over every public page: when, with what, what it found."""

    run_on: date
    axe_version: str
    browser: str
    pages: int
    views: int
    """Pages times sizes and colour schemes: each was looked at by itself."""
    violations: int
    """Rules broken, counted once for each view, whatever their weight."""


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One figure of the table `service`: counts, or a value in a unit, for a period or of a day.

    Nothing in `count_of` and `value` and no `known_on` means that it is not measured yet, which is never 0.
    """

    measure: Measure
    count_of: int | None
    count_in: int | None
    value: float | None
    unit: str
    since: date | None
    known_on: date | None

    @property
    def is_measured(self) -> bool:
        """Whether anything is known."""
        return not (self.count_of is None and self.value is None and self.known_on is None)
