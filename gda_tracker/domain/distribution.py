"""Where the cells of one item stand: every due cell in exactly one place (METHOD.md, Claimed status to Rates)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from .rates import SMALLEST_GROUP


class Standing(StrEnum):
    """Where one due cell stands, from most shown to nothing said.

    What is out of date or was never said comes last, so that on a stacked bar the end of the verified parts is AV,
    the end of the claimed one AC, and what is not silent RR.
    """

    SUSTAINED = "sustained"
    IN_PLACE = "in_place"
    CLAIMED = "claimed"
    UNDER_WAY = "under_way"
    PLANNED = "planned"
    NOT_STARTED = "not_started"
    BLOCKED = "blocked"
    NO_UPDATE = "no_update"
    NOT_APPLICABLE = "not_applicable"
    OUT_OF_DATE = "out_of_date"
    NO_REPORT = "no_report"


VERIFIED: Final = (Standing.SUSTAINED, Standing.IN_PLACE)
"""S ≥ 3 and E ≥ 3 on current facts."""
SILENT: Final = (Standing.OUT_OF_DATE, Standing.NO_REPORT)
"""No current report."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Due cells by where they stand; `excused` are those accepted as not applicable, which are not due."""

    counts: Mapping[Standing, int] = field(default_factory=dict)
    excused: int = 0

    def count(self, *standings: Standing) -> int:
        """How many cells stand at any of these places."""
        return sum(self.counts.get(standing, 0) for standing in standings)

    @property
    def due(self) -> int:
        """D: every due cell stands at one place."""
        return sum(self.counts.values())

    @property
    def verified(self) -> int:
        """The count of AV."""
        return self.count(*VERIFIED)

    @property
    def claimed(self) -> int:
        """The count of AC: verified, and claimed without being verified."""
        return self.verified + self.count(Standing.CLAIMED)

    @property
    def responded(self) -> int:
        """The count of RR."""
        return self.due - self.count(*SILENT)

    @property
    def is_withheld(self) -> bool:
        """True when the group is too small for a share: D < 5."""
        return self.due < SMALLEST_GROUP
