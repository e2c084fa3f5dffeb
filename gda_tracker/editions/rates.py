"""Reading rates, funnels and reporting lights from an edition; nothing is computed here, only picked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from ..domain.rates import Counts, Funnel
from ..domain.statuses import Light
from .edition import Edition

DIMENSIONS: Final = ("all", "itu_region", "un_region", "ldc", "lldc", "sids", "income_group")

_ITEMS: Final = "SELECT code, kind, sort, short, title FROM item ORDER BY sort"

_RATES: Final = """
    SELECT rate.item, dimension, member, stakeholder_type, additionality,
           due, responded, claimed, evidence_backed, verified, acting, on_time
    FROM rate JOIN item ON item.code = rate.item
    WHERE dimension = $dimension
      AND ($member IS NULL OR member = $member)
      AND ($stakeholder_type IS NULL OR stakeholder_type = $stakeholder_type)
      AND additionality = $additionality
    ORDER BY item.sort, member, stakeholder_type
"""

_FUNNELS: Final = """
    SELECT stakeholder_type, endorsed, due, reported, evidence_backed, verified, claimed, possible, acting
    FROM funnel
    WHERE item = $item AND dimension = $dimension AND member = $member AND additionality = $additionality
      AND ($stakeholder_type IS NULL OR stakeholder_type = $stakeholder_type)
    ORDER BY stakeholder_type
"""

_FUNNELS_WITHOUT_ACTING: Final = """
    SELECT stakeholder_type, endorsed, due, reported, evidence_backed, verified, claimed, possible, NULL AS acting
    FROM funnel
    WHERE item = $item AND dimension = $dimension AND member = $member AND additionality = $additionality
      AND ($stakeholder_type IS NULL OR stakeholder_type = $stakeholder_type)
    ORDER BY stakeholder_type
"""

_LIGHTS: Final = """
    SELECT light, count(*)
    FROM reporting
    JOIN signatory ON signatory.id = reporting.signatory_id
    JOIN membership ON membership.signatory_id = reporting.signatory_id
    WHERE dimension = $dimension AND member = $member
      AND ($stakeholder_type = 'all' OR stakeholder_type = $stakeholder_type)
    GROUP BY light
"""

_MEMBERS: Final = """
    SELECT DISTINCT member FROM funnel WHERE dimension = $dimension ORDER BY member
"""

_TYPES: Final = """
    SELECT DISTINCT stakeholder_type FROM funnel WHERE dimension = 'all' AND stakeholder_type <> 'all' ORDER BY 1
"""

# What a sample audit draws from: claims whose evidence no reviewer has opened.
_UNVERIFIED_CLAIMS: Final = """
    SELECT s.stakeholder_type, count(*) FROM cell AS c JOIN signatory AS s ON s.id = c.signatory_id
    WHERE c.is_due AND c.claimed >= 3 AND c.evidence < 3 AND coalesce(c.off_scale, '') <> 'no_report'
      AND c.age_months <= 24
    GROUP BY s.stakeholder_type
"""

_DUE_CELLS: Final = """
    SELECT signatory_id, item, is_due, off_scale, claimed, evidence, assessed, as_of, age_months, age_class, was_on_time
    FROM cell WHERE is_due
"""


@dataclass(frozen=True, slots=True)
class ItemLabel:
    """One of the eighteen items, as the edition names it (English; codes are translated by the catalogues)."""

    code: str
    kind: str
    sort: int
    short: str
    title: str


@dataclass(frozen=True, slots=True)
class RateRow:
    """One row of `rate`."""

    item: str
    dimension: str
    member: str
    stakeholder_type: str
    additionality: str
    counts: Counts


def items(edition: Edition) -> tuple[ItemLabel, ...]:
    """The items in the Declaration's order."""
    return tuple(ItemLabel(*row) for row in edition.rows(_ITEMS))


def rates(
    edition: Edition,
    *,
    dimension: str = "all",
    member: str | None = None,
    stakeholder_type: str | None = "all",
    additionality: str = "any",
) -> tuple[RateRow, ...]:
    """The rates of a dimension, by item, member and type; `None` stands for every member or every type.

    A combination in which nothing is due has no row.
    """
    found = edition.rows(
        _RATES,
        {
            "dimension": dimension,
            "member": member,
            "stakeholder_type": stakeholder_type,
            "additionality": additionality,
        },
    )
    return tuple(RateRow(item, group, of, kind, cut, Counts(*counts)) for item, group, of, kind, cut, *counts in found)


def funnel(
    edition: Edition,
    *,
    item: str = "any",
    dimension: str = "all",
    member: str = "all",
    stakeholder_type: str = "all",
    additionality: str = "any",
) -> Funnel:
    """The follow-up funnel of one filter, counted in signatories; all zero where there are none."""
    found = _funnel_rows(edition, item, dimension, member, stakeholder_type, additionality)
    return Funnel(*found[0][1:]) if found else Funnel(0, 0, 0, 0, 0)


def funnels_by_type(
    edition: Edition, *, item: str = "any", dimension: str = "all", member: str = "all", additionality: str = "any"
) -> dict[str, Funnel]:
    """The funnel of each stakeholder type that occurs, by its code; the pooled one is left out."""
    found = _funnel_rows(edition, item, dimension, member, None, additionality)
    return {row[0]: Funnel(*row[1:]) for row in found if row[0] != "all"}


def _funnel_rows(
    edition: Edition, item: str, dimension: str, member: str, stakeholder_type: str | None, additionality: str
) -> list[tuple[Any, ...]]:
    parameters = {
        "item": item,
        "dimension": dimension,
        "member": member,
        "stakeholder_type": stakeholder_type,
        "additionality": additionality,
    }
    has_acting = ("funnel", "acting") not in edition.lacks
    return edition.rows(_FUNNELS if has_acting else _FUNNELS_WITHOUT_ACTING, parameters)


def reporting_lights(
    edition: Edition, *, dimension: str = "all", member: str = "all", stakeholder_type: str = "all"
) -> dict[Light, int]:
    """How many signatories show each light for the current cycle; every light is present, 0 where none does."""
    found = dict(
        edition.rows(_LIGHTS, {"dimension": dimension, "member": member, "stakeholder_type": stakeholder_type})
    )
    return {light: int(found.get(light.value, 0)) for light in Light}


def members(edition: Edition, dimension: str) -> tuple[str, ...]:
    """The members of a dimension that occur, in alphabetical order."""
    return tuple(row[0] for row in edition.rows(_MEMBERS, {"dimension": dimension}))


def stakeholder_types(edition: Edition) -> tuple[str, ...]:
    """The codes of the stakeholder types that occur."""
    return tuple(row[0] for row in edition.rows(_TYPES))


def cell_table(edition: Edition) -> pa.Table:
    """The whole `cell` table, for computing again and for differences."""
    return edition.frame("SELECT * FROM cell")


def due_cells(edition: Edition) -> pa.Table:
    """The cells that are due, with what the tests of the rates ask for (`method.narrowing.COLUMNS`)."""
    return edition.frame(_DUE_CELLS)


def unverified_claims(edition: Edition) -> dict[str, int]:
    """How many due cells claim without anybody having opened the evidence, by stakeholder type and in `all`."""
    found = {str(kind): int(count) for kind, count in edition.rows(_UNVERIFIED_CLAIMS)}
    return {**found, "all": sum(found.values())}


def signatory_table(edition: Edition) -> pa.Table:
    """The whole `signatory` table."""
    return edition.frame("SELECT * FROM signatory")
