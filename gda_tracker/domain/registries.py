"""What a public registry shows about a country beside what the country claims. None is unknown, never no."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .rates import SMALLEST_GROUP


class Timing(StrEnum):
    """When the latest NDC on record is dated, against the endorsement."""

    AFTER = "after"
    NOT_AFTER = "not_after"
    UNKNOWN = "unknown"


def timing(ndc_on: date | None, endorsed_on: date | None) -> Timing:
    """After is the day after the endorsement or later; without both dates it is unknown."""
    if ndc_on is None or endorsed_on is None:
        return Timing.UNKNOWN
    return Timing.AFTER if ndc_on > endorsed_on else Timing.NOT_AFTER


@dataclass(frozen=True, slots=True)
class RegistryRecord:
    """What the registries at hand hold about one country, as far as the edition knows."""

    ndc_title: str | None = None
    ndc_on: date | None = None
    has_new_ndc: bool | None = None
    new_ndc_on: date | None = None
    takes_part_in_tna: bool | None = None
    has_tna_report: bool | None = None
    has_tap: bool | None = None
    assistances: int | None = None
    assistances_on: date | None = None
    is_assistance_digital: bool | None = None

    @property
    def last_ndc_on(self) -> date | None:
        """The latest day on which an NDC is known to be dated."""
        return max((day for day in (self.ndc_on, self.new_ndc_on) if day is not None), default=None)

    def timing(self, endorsed_on: date | None) -> Timing:
        """The latest NDC on record against the endorsement."""
        return timing(self.last_ndc_on, endorsed_on)

    def shows(self, item: str) -> bool | None:
        """Whether a registry shows what the action is about: a TNA report, a TAP, an assistance. The NDC has a date."""
        return {
            "F5": self.has_tna_report,
            "F6": self.has_tap,
            "F7": None if self.assistances is None else self.assistances > 0,
        }.get(item)


@dataclass(frozen=True, slots=True)
class Tally:
    """Countries of a group by what a registry shows: `yes`, `no`, and those about which nothing is known."""

    yes: int = 0
    no: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """All of the group."""
        return self.yes + self.no + self.unknown

    def share(self, count: int) -> float | None:
        """A count over the group, None when the group is smaller than five."""
        return None if self.total < SMALLEST_GROUP else count / self.total
