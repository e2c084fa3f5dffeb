"""Reading what a signatory gave beside its answers: measures, indicators, partners, goals; what its statement names.

An edition made before these tables were added has no rows of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from .edition import Edition

_MEASURES: Final = """
    SELECT item, cycle, title, starts_on, ends_on, owner, budget_amount, budget_currency
    FROM measure WHERE signatory_id = $id ORDER BY item, cycle, ordinal
"""

_INDICATORS: Final = """
    SELECT item, cycle, code, name, unit, definition, standard, value, year, baseline_value, baseline_year
    FROM indicator WHERE signatory_id = $id ORDER BY item, cycle, ordinal
"""

_PARTNERS: Final = "SELECT item, cycle, name FROM partner WHERE signatory_id = $id ORDER BY item, cycle, ordinal"

_GOALS: Final = "SELECT item, cycle, sdg FROM goal WHERE signatory_id = $id ORDER BY item, cycle, sdg"

_MAPPINGS: Final = """
    SELECT mapping.item, short, degree, quote, confirmed_by, confirmed_on
    FROM mapping JOIN item ON code = mapping.item WHERE signatory_id = $id ORDER BY sort
"""

# How many report a figure, never the figures together: units and years differ, and nobody has checked them.
_REPORTED: Final = """
    SELECT code, any_value(name), any_value(unit), count(DISTINCT signatory_id)
    FROM indicator WHERE item = $item AND code IS NOT NULL GROUP BY code ORDER BY code
"""


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """Something that is done, as reported. The amount is listed, never summed."""

    item: str
    cycle: str
    title: str
    starts_on: date | None
    ends_on: date | None
    owner: str | None
    budget_amount: Decimal | None
    budget_currency: str | None


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A figure of one year beside its baseline, with the name, unit and definition it had at publication."""

    item: str
    cycle: str
    code: str | None
    name: str
    unit: str | None
    definition: str | None
    standard: str | None
    value: float
    year: int
    baseline_value: float | None
    baseline_year: int | None


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """Somebody with whom it is done."""

    item: str
    cycle: str
    name: str


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A Sustainable Development Goal, 1 to 17, that an answer names."""

    item: str
    cycle: str
    sdg: int


@dataclass(frozen=True, slots=True)
class MappingRow:
    """An item that the statement names, as a person confirmed: `staff` or `focal_point`."""

    item: str
    short: str
    degree: str
    quote: str | None
    confirmed_by: str
    confirmed_on: date


@dataclass(frozen=True, slots=True)
class Details:
    """All of it, of one signatory."""

    measures: tuple[MeasureRow, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    partners: tuple[PartnerRow, ...] = ()
    goals: tuple[GoalRow, ...] = ()
    mappings: tuple[MappingRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportedIndicator:
    """An indicator of the catalogue and how many signatories report it."""

    code: str
    name: str
    unit: str | None
    signatories: int


def details(edition: Edition, signatory_id: str) -> Details:
    """What one signatory gave beside its answers."""
    key = {"id": signatory_id}
    return Details(
        tuple(MeasureRow(*row) for row in _rows(edition, "measure", _MEASURES, key)),
        tuple(IndicatorRow(*row) for row in _rows(edition, "indicator", _INDICATORS, key)),
        tuple(PartnerRow(*row) for row in _rows(edition, "partner", _PARTNERS, key)),
        tuple(GoalRow(*row) for row in _rows(edition, "goal", _GOALS, key)),
        tuple(MappingRow(*row) for row in _rows(edition, "mapping", _MAPPINGS, key)),
    )


def reported_indicators(edition: Edition, item: str) -> tuple[ReportedIndicator, ...]:
    """The indicators of the catalogue that anybody reports on an item, by code."""
    return tuple(ReportedIndicator(*row) for row in _rows(edition, "indicator", _REPORTED, {"item": item}))


def _rows(edition: Edition, table: str, sql: str, key: dict[str, str]) -> list[tuple[Any, ...]]:
    return edition.rows(sql, key) if edition.has(table) else []
