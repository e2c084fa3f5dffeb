"""What decides about a signatory's step, and why a step does not go to it.

Twenty thousand share a few situations (due day, what went already, whether the report came): the reason is found once
for each of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

import polars as pl

from ..domain.ladder import ORDER, Step, is_true_on, owed

ROWS: Final = ("signatory_id", "name", "stakeholder_type", "iso3", "due_on", "received_on")
"""What is known of a signatory that is asked to report: its own due day, and when its report came in, if it did."""


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
    CLOSED = "closed"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides about a signatory's step: many share one.

    `went` are the steps that went, or will, for its due day; `is_closed` says that the cycle is, under that due day.
    """

    due_on: date
    is_received: bool
    went: frozenset[Step]
    is_told_today: bool
    is_closed: bool = False

    def owed(self, on: date) -> Step | None:
        """The step that the ladder owes on a day."""
        sent = dict.fromkeys(self.went, on if self.is_told_today else date.min)
        return None if self.is_closed else owed(self.due_on, on, sent, is_submitted=self.is_received)

    def why_not(self, step: Step, on: date, *, is_for_all: bool) -> Why | None:
        """Why a step does not go to it on a day."""
        if self.is_received:
            return Why.SUBMITTED
        if self.is_closed:
            return Why.CLOSED
        if not self.went.isdisjoint(ORDER[ORDER.index(step) + 1 :]):
            return Why.LATER
        if not is_true_on(step, self.due_on, on):
            return Why.NOT_YET
        if not is_for_all and self.owed(on) is not step:
            return Why.ALREADY if step in self.went else Why.NOT_OWED
        return None


_KEYS: Final = ("due_on", "is_received", "went", "is_told_today")


@dataclass(frozen=True, slots=True)
class Placed:
    """Signatories (`ROWS` and the keys of their situation, in order), and the situations with how many are in each."""

    rows: pl.DataFrame
    situations: Mapping[Situation, int]

    def owed(self, on: date) -> dict[Step, int]:
        """How many are owed each step on a day."""
        counted = dict.fromkeys(ORDER, 0)
        for situation, count in self.situations.items():
            if step := situation.owed(on):
                counted[step] += count
        return counted

    def decided(self, step: Step, on: date, *, is_for_all: bool) -> pl.DataFrame:
        """The rows with `why` (null where the step goes) and `instead`, the step that is owed."""
        found = [
            (one.due_on, one.is_received, _mask(one.went), one.is_told_today, why, one.owed(on) if why else None)
            for one in self.situations
            for why in (one.why_not(step, on, is_for_all=is_for_all),)
        ]
        types = {"due_on": pl.Date, "is_received": pl.Boolean, "went": pl.Int32, "is_told_today": pl.Boolean}
        known = pl.DataFrame(found, schema={**types, "why": pl.String, "instead": pl.String}, orient="row")
        return self.rows.join(known, on=_KEYS, how="left", maintain_order="left")


def placed(rows: pl.DataFrame, told: pl.DataFrame, on: date, closed: frozenset[date] = frozenset()) -> Placed:
    """Each signatory with its situation on a day; `told` are the reminders of the cycle that went or will go.

    `closed` are the due days under which the cycle is closed on that day.
    """
    went = told.group_by("signatory_id", "due_on").agg(
        pl.col("step").replace_strict(_BITS, return_dtype=pl.Int32).unique().sum().alias("went"),
        (pl.col("goes_on") == on).any().alias("is_told_today"),
    )
    known = (
        rows.select(ROWS)
        .join(went, on=["signatory_id", "due_on"], how="left", maintain_order="left")
        .with_columns(
            pl.col("received_on").is_not_null().alias("is_received"),
            pl.col("went").fill_null(0),
            pl.col("is_told_today").fill_null(value=False),
        )
    )
    counted = known.group_by(_KEYS).len().iter_rows()
    situations = {
        Situation(due, got, _steps(mask), today, due in closed): count for due, got, mask, today, count in counted
    }
    return Placed(known, situations)


_BITS: Final = {step.value: 1 << place for place, step in enumerate(ORDER)}


def _mask(steps: frozenset[Step]) -> int:
    return sum(_BITS[step.value] for step in steps)


def _steps(mask: int) -> frozenset[Step]:
    return frozenset(step for step in ORDER if mask & _BITS[step.value])
