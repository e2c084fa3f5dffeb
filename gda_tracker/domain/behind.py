"""What stands behind one number: the rows that it counts, those it leaves out, and why (METHOD.md, Rates)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from .rates import Counts, RateName


class Counted(StrEnum):
    """What a number counts: a stage of the funnel or a rate, by the code that addresses and tables use."""

    ENDORSED = "endorsed"
    DUE = "due"
    RESPONSE = "responded"
    CLAIMED = "claimed"
    EVIDENCE_BACKED = "evidence_backed"
    VERIFIED = "verified"
    ACTING = "acting"
    TIMELINESS = "on_time"

    @property
    def rate(self) -> RateName | None:
        """The rate of that name; None for `endorsed` and `due`, which no rate counts."""
        return None if self in {Counted.ENDORSED, Counted.DUE} else RateName(self.value)


class Part(StrEnum):
    """Where a row stands: in the numerator, in the denominator alone, or in neither."""

    COUNTED = "counted"
    NOT_COUNTED = "not_counted"
    EXCLUDED = "excluded"


class Reason(StrEnum):
    """Why a row is not counted, from the farthest to the nearest: a later one has passed the tests of the earlier."""

    NOT_APPLICABLE_TO_TYPE = "not_applicable_to_type"
    WITHDRAWN = "withdrawn"
    ENDORSED_LATER = "endorsed_later"
    ENDORSED_ON_UNKNOWN = "endorsed_on_unknown"
    ACCEPTED_NOT_APPLICABLE = "accepted_not_applicable"
    ENDORSED_LESS_THAN_SIX_MONTHS_AGO = "endorsed_less_than_six_months_ago"
    NO_REPORT = "no_report"
    OUT_OF_DATE = "out_of_date"
    NO_UPDATE = "no_update"
    NOT_APPLICABLE_NOT_ACCEPTED = "not_applicable_not_accepted"
    BLOCKED = "blocked"
    STATUS_TOO_LOW = "status_too_low"
    LOWERED_IN_REVIEW = "lowered_in_review"
    EVIDENCE_TOO_LOW = "evidence_too_low"
    NOT_ON_TIME = "not_on_time"
    NOT_NEW_OR_EXPANDED = "not_new_or_expanded"


ALL_ROWS: Final = "all"
"""In place of a part or a reason: every row."""


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One signatory, or its cell of one item. For `any` item the cell that decided stands for it: `item` says which,
    None where no item came nearer than another.

    `items_due` and `items_counted` are the cells of the signatory that are due and that count.
    """

    signatory_id: str
    name: str
    stakeholder_type: str
    part: Part
    reason: Reason | None
    item: str | None
    off_scale: str | None
    claimed: int | None
    assessed: int | None
    evidence: int | None
    as_of: date | None
    age_months: int | None
    age_class: str | None
    additionality: str | None
    cycle: str | None
    items_due: int
    items_counted: int


@dataclass(frozen=True, slots=True)
class TypeCount:
    """The same number for one stakeholder type."""

    stakeholder_type: str
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Behind:
    """A number taken apart; every count here is a sum over its rows.

    `reasons` counts the rows of each reason: those before the denominator and those after it, each in the order of
    `Reason`. `total` are the rows that were asked for, of which `rows` are one page.
    """

    numerator: int
    denominator: int
    signatories: int
    counts: Counts
    reasons: tuple[tuple[Part, Reason, int], ...]
    types: tuple[TypeCount, ...]
    total: int
    rows: tuple[BehindRow, ...]

    def left_out(self, part: Part) -> tuple[tuple[Reason, int], ...]:
        """The reasons of one part with their counts."""
        return tuple((reason, count) for of, reason, count in self.reasons if of == part)
