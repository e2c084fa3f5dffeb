"""Sorting signatories and people into those who get a step and those who are left out, each with the reason.

Only who gets a mail becomes an object; those left out stay a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

import polars as pl

from ..domain.declaration import Cycle
from ..domain.following import Board
from ..domain.ladder import Step
from ..register.reminders import ToAsk
from .reminder_situations import ROWS, Why

EVERYBODY: Final = Board()


class About(NamedTuple):
    """A signatory that is asked to report, with the fields of `ROWS`."""

    signatory_id: str
    name: str
    stakeholder_type: str
    iso3: str | None
    due_on: date
    received_on: date | None


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
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """All who are left out, those where something can be done first; `rows` has the fields of `LeftOut` in codes."""

    rows: pl.DataFrame

    @property
    def reasons(self) -> dict[Why, int]:
        """How many for each reason, in the order of the reasons; those that nobody has are left out."""
        counted = dict(self.rows.group_by("why").len().iter_rows())
        return {why: counted[why.value] for why in Why if why.value in counted}

    def some(self, why: str = "", part: slice = slice(None)) -> tuple[LeftOut, ...]:
        """A part of those with a reason, or of all."""
        found = self.rows.filter(pl.col("why") == why) if why else self.rows
        return tuple(
            LeftOut(one, signatory, Why(reason), name, Step(instead) if instead else None, due_on)
            for one, signatory, reason, name, instead, due_on in found[part].select(LeftOut._fields).iter_rows()
        )


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
    left_out: Left
    owed: Mapping[Step, int]
    """How many signatories among those asked for are owed each step on that day."""
    officers: Mapping[str, str]
    seen: str


_NAMES: Final = {"name": "name_of_person"}


def sorted_out(
    decided: pl.DataFrame, people: pl.DataFrame, told: pl.DataFrame, step: Step, missions: Mapping[str, str]
) -> tuple[tuple[Getting, ...], Left]:
    """Who gets it and who not, from `Placed.decided`; the mission's step is for focal points alone."""
    if step is Step.MISSION:
        people = people.filter("is_focal_point")
        has_none = pl.col("why").is_null() & ~pl.col("signatory_id").is_in(list(missions))
        decided = decided.with_columns(
            pl.when(has_none).then(pl.lit(Why.NO_MISSION.value)).otherwise("why").alias("why")
        )
    already = told.filter(pl.col("step") == step.value).select("signatory_id", "due_on", "person_id").unique()
    asked = (
        decided.filter(pl.col("why").is_null())
        .join(people, on="signatory_id", how="left", suffix="_of_person", maintain_order="left_right")
        .join(already.with_columns(is_told=True), on=["signatory_id", "due_on", "person_id"], how="left",
              maintain_order="left")
        .with_columns(_why_not_who().alias("why"))
    )  # fmt: skip
    person = [_NAMES.get(one, one) for one in ToAsk.__slots__[1:]]
    gets = tuple(
        Getting(About(*row[: len(ROWS)]), ToAsk(row[0], *row[len(ROWS) :]), missions.get(row[0], ""))
        for row in asked.filter(pl.col("why").is_null()).select(*ROWS, *person).iter_rows()
    )
    return gets, Left(_left(decided, asked))


def _why_not_who() -> pl.Expr:
    """Why a person is left out, and the signatory where there is nobody."""
    return (
        pl.when(pl.col("person_id").is_null())
        .then(pl.lit(Why.NO_FOCAL_POINT.value))
        .when(pl.col("is_told").is_not_null())
        .then(pl.lit(Why.ALREADY.value))
        .when(~pl.col("is_focal_point") & pl.col("is_unsubscribed"))
        .then(pl.lit(Why.UNSUBSCRIBED.value))
        .when("is_bounced")
        .then(pl.lit(Why.BOUNCED.value))
    )


def _left(decided: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """Both kinds of those left out, by reason and then in the order of the rows."""
    fields = ("signatory_id", "name", "why", "name_of_person", "instead", "due_on")
    bodies = decided.with_columns(pl.lit("").alias("name_of_person")).select(fields)
    people = asked.with_columns(pl.col("name_of_person").fill_null("")).select(fields)
    order = pl.col("why").replace_strict({why.value: place for place, why in enumerate(Why)}, return_dtype=pl.Int8)
    found = pl.concat([bodies, people]).filter(pl.col("why").is_not_null())
    return found.rename({"name": "signatory", "name_of_person": "name"}).sort(order, maintain_order=True)
