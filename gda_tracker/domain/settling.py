"""Deciding the doubtful rows of a list: what differs, what a decision rests on, and whether it still fits."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Final

from .importing import Endorsed, ImportPlan, KnownSignatory, Outcome, PlannedRow, SignatoryRecord


class Choice(StrEnum):
    """What somebody decided about a doubtful row."""

    NEW = "new"
    SAME = "same"
    SKIP = "skip"
    UNDECIDED = "undecided"


OF_BODY: Final = ("name", "acronym", "stakeholder_type", "iso3", "website")
OF_ENDORSEMENT: Final = tuple(one.name for one in fields(Endorsed))
FIELDS: Final = (*OF_BODY, *OF_ENDORSEMENT)
"""What a list can say of a signatory, in the order in which it is shown."""
DOUBTFUL: Final = frozenset({Outcome.MAYBE_SAME, Outcome.CONFLICTING})


@dataclass(frozen=True, slots=True)
class RowDecision:
    """A decision. `taken` are the fields of the list that replace what is on record of the signatory."""

    choice: Choice
    signatory_id: str | None = None
    taken: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """The newest decision on a row as it was recorded; `set_at` is UTC, `act` the number of its trail record."""

    row: int
    decision: RowDecision
    seen: str
    set_at: datetime
    set_by: str
    act: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the list says something that is not on record; `known` is None where nothing is."""

    field: str
    known: object
    listed: object


@dataclass(frozen=True)
class Prepared:
    """A plan with everything that is needed to decide its rows; `known` holds the new rows of the list, too."""

    plan: ImportPlan
    known: Mapping[str, KnownSignatory]
    _seen: dict[tuple[int, str, str | None], str] = field(default_factory=dict, repr=False)

    @cached_property
    def rows(self) -> dict[int, PlannedRow]:
        """Every row by its number."""
        return {row.row: row for row in self.plan.rows}

    @cached_property
    def doubtful(self) -> tuple[PlannedRow, ...]:
        """The rows that wait for a person, in the list's order."""
        return tuple(row for row in self.plan.rows if row.outcome in DOUBTFUL)

    def candidates(self, row: PlannedRow) -> tuple[KnownSignatory, ...]:
        """Whom a row is, or may be, the same as; the likeliest first."""
        named = (str(reason.values["signatory_id"]) for reason in row.reasons if "signatory_id" in reason.values)
        ids = dict.fromkeys([*([row.signatory_id] if row.signatory_id else []), *named])
        return tuple(self.known[one] for one in ids if one in self.known)

    def seen(self, row: PlannedRow, decision: RowDecision) -> str:
        """A hash over what the decision rests on: the row itself; for “same” the one chosen, for “new” every candidate.

        Nothing else matters to it, so that another row or signatory may change and the decision stays.
        """
        key = (row.row, decision.choice.value, decision.signatory_id)
        if key not in self._seen:
            rests_on: Sequence[object] = ()
            if decision.choice is Choice.SAME:
                rests_on = (self.known.get(decision.signatory_id or ""),)
            elif decision.choice is Choice.NEW:
                rests_on = self.candidates(row)
            text = repr((row.record, rests_on))
            self._seen[key] = hashlib.sha256(text.encode()).hexdigest()[:32]
        return self._seen[key]

    def fits(self, one: Decided) -> bool:
        """Whether the row is still doubtful and what the decision rests on is as it was."""
        row = self.rows.get(one.row)
        return row is not None and row.outcome in DOUBTFUL and self.seen(row, one.decision) == one.seen


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the decisions on a list stand: those that hold, and those that no longer fit and are asked again."""

    holding: Mapping[int, Decided]
    outdated: Mapping[int, Decided]
    doubtful: int

    @property
    def waiting(self) -> int:
        """How many rows still wait for a decision."""
        return self.doubtful - len(self.holding)

    @classmethod
    def of(cls, prepared: Prepared, decided: Collection[Decided]) -> Standing:
        """Every newest decision held against the plan; those that were taken back count for nothing."""
        made = [one for one in decided if one.decision.choice is not Choice.UNDECIDED]
        holding = {one.row: one for one in made if prepared.fits(one)}
        outdated = {one.row: one for one in made if one.row not in holding and one.row in prepared.rows}
        return cls(holding, outdated, len(prepared.doubtful))


def nearest_endorsement(known: KnownSignatory, told: Endorsed) -> int | None:
    """The place of the endorsement on record that differs least from what the list tells; None when there is none."""
    if not known.endorsements:
        return None
    return min(range(len(known.endorsements)), key=lambda place: len(_differing(known.endorsements[place], told)))


def _differing(recorded: Endorsed, told: Endorsed) -> list[str]:
    listed = [(name, getattr(told, name)) for name in OF_ENDORSEMENT]
    return [name for name, value in listed if value is not None and value != getattr(recorded, name)]


def differences(known: KnownSignatory, record: SignatoryRecord) -> tuple[Difference, ...]:
    """What the list says otherwise, or in addition. What the list leaves empty contradicts nothing."""
    place = nearest_endorsement(known, record.endorsement)
    recorded = Endorsed() if place is None else known.endorsements[place]
    of_body = [(name, getattr(known, name), getattr(record, name)) for name in OF_BODY]
    told = [(name, getattr(recorded, name), getattr(record.endorsement, name)) for name in OF_ENDORSEMENT]
    return tuple(
        Difference(name, on_record, listed)
        for name, on_record, listed in (*of_body, *told)
        if listed is not None and listed != on_record
    )


def empty_on_record(known: KnownSignatory, record: SignatoryRecord) -> tuple[str, ...]:
    """The fields that the list would fill where nothing is on record."""
    return tuple(one.field for one in differences(known, record) if one.known is None)
