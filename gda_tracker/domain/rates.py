"""Counts and the shares that follow from them (METHOD.md, Rates). Shares are fractions from 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SMALLEST_GROUP: Final = 5
FEWEST_RESPONDERS: Final = 10
LEAST_RESPONSE: Final = 0.5


class RateName(StrEnum):
    """A rate is named after the column of `rate` that it counts."""

    RESPONSE = "responded"
    CLAIMED = "claimed"
    EVIDENCE_BACKED = "evidence_backed"
    VERIFIED = "verified"
    ACTING = "acting"
    TIMELINESS = "on_time"


@dataclass(frozen=True, slots=True)
class Counts:
    """The seven counts of one `rate` row: over `due`, how many cells meet each test."""

    due: int
    responded: int = 0
    claimed: int = 0
    evidence_backed: int = 0
    verified: int = 0
    acting: int = 0
    on_time: int = 0
    possible: int | None = None
    """Where bodies are counted, not cells: those that claim or have left something unanswered; see `ceiling`."""

    def count(self, rate: RateName) -> int:
        """The numerator of a rate."""
        return int(getattr(self, rate.value))

    @property
    def is_withheld(self) -> bool:
        """True when the group is too small for a share: D < 5."""
        return self.due < SMALLEST_GROUP

    def share(self, rate: RateName) -> float | None:
        """Numerator ÷ D, or None when withheld."""
        return None if self.is_withheld else self.count(rate) / self.due

    @property
    def silent(self) -> int:
        """Due cells without a current report."""
        return self.due - self.responded

    @property
    def floor(self) -> float | None:
        """AV, what is certain; None when withheld."""
        return self.share(RateName.VERIFIED)

    @property
    def ceiling(self) -> float | None:
        """AC + (1 − RR): what it would be if all who are silent had done it; None when withheld."""
        possible = self.claimed + self.silent if self.possible is None else self.possible
        return None if self.is_withheld else possible / self.due

    @property
    def among_responders(self) -> float | None:
        """AV ÷ RR; None when RR < 50 % or there are fewer than 10 responders."""
        if self.is_withheld or self.responded < FEWEST_RESPONDERS:
            return None
        if self.responded / self.due < LEAST_RESPONSE:
            return None
        return self.verified / self.responded

    @property
    def coverage_grade(self) -> str | None:
        """A for RR ≥ 80 %, B ≥ 60, C ≥ 40, D below; None when withheld, since a grade tells the share."""
        if self.is_withheld:
            return None
        percent_times_due = self.responded * 100
        for grade, percent in (("A", 80), ("B", 60), ("C", 40)):
            if percent_times_due >= percent * self.due:
                return grade
        return "D"


@dataclass(frozen=True, slots=True)
class Funnel:
    """The follow-up funnel: five counts of signatories; `claimed` and `possible` stand beside it for the interval.

    `possible` are those that claim or have a due item without a current report. Over one item that is AC + (1 − RR);
    over several it is more, since a body that reported on some may have done what it left out.
    """

    endorsed: int
    due: int
    reported: int
    evidence_backed: int
    verified: int
    claimed: int = 0
    possible: int | None = None
    acting: int | None = None
    """None in editions that were made before this was counted."""

    @property
    def counts(self) -> Counts:
        """The same numbers as `Counts`, so that shares and bounds follow the one rule."""
        return Counts(
            due=self.due,
            responded=self.reported,
            claimed=self.claimed,
            evidence_backed=self.evidence_backed,
            verified=self.verified,
            acting=self.acting or 0,
            possible=self.possible,
        )
