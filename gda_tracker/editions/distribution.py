"""Reading where cells stand: counts by status, elements named, who is verified. Picked and counted, no rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ..domain.distribution import Distribution, Standing
from ..domain.statuses import EvidenceLevel, Status
from .edition import Edition
from .signatories import Names

# The order of the conditions is the method's: first whether there is a current report, then what it says.
_STANDINGS: Final = """
    SELECT cell.item, stakeholder_type, member,
           CASE WHEN NOT is_due THEN 'excused'
                WHEN off_scale = 'no_report' THEN 'no_report'
                WHEN age_class IS NULL OR age_class = 'out_of_date' THEN 'out_of_date'
                WHEN off_scale IS NOT NULL THEN off_scale
                WHEN assessed = $sustained AND evidence >= $opened THEN 'sustained'
                WHEN assessed = $in_place AND evidence >= $opened THEN 'in_place'
                WHEN claimed >= $in_place THEN 'claimed'
                WHEN assessed = $under_way THEN 'under_way'
                WHEN assessed = $planned THEN 'planned'
                ELSE 'not_started'
           END AS standing,
           count(*)
    FROM cell
    JOIN signatory ON signatory.id = cell.signatory_id
    JOIN membership ON membership.signatory_id = cell.signatory_id
    WHERE dimension = $dimension AND ($member IS NULL OR member = $member)
      AND ($item IS NULL OR cell.item = $item)
      AND ($stakeholder_type = 'all' OR stakeholder_type = $stakeholder_type)
      AND (is_due OR (off_scale = 'not_applicable'
                      AND (withdrawn_on IS NULL OR withdrawn_on > (SELECT snapshot_on FROM edition))))
    GROUP BY cell.item, stakeholder_type, member, standing
"""

_ELEMENTS: Final = """
    WITH current AS (
        SELECT entry.signatory_id, list_distinct(string_split(trim(entry.elements), ' ')) AS named
        FROM entry
        JOIN cell ON cell.signatory_id = entry.signatory_id AND cell.item = entry.item AND cell.cycle = entry.cycle
        JOIN signatory ON signatory.id = entry.signatory_id
        JOIN membership ON membership.signatory_id = entry.signatory_id
        WHERE entry.item = $item AND dimension = $dimension AND member = $member
          AND ($stakeholder_type = 'all' OR stakeholder_type = $stakeholder_type)
          AND is_due AND cell.off_scale IS NULL AND age_class <> 'out_of_date'
    )
    SELECT NULL AS element, count(*), count(*) FILTER (WHERE named IS NULL OR named = ['']) FROM current
    UNION ALL
    SELECT unnest(named), count(*), 0 FROM current WHERE named IS NOT NULL GROUP BY 1
"""

_VERIFIED: Final = """
    SELECT id, name, name_fr, name_es, name_ru, name_ar, name_zh, stakeholder_type, as_of, evidence, assessed
    FROM cell
    JOIN signatory ON signatory.id = cell.signatory_id
    JOIN membership ON membership.signatory_id = cell.signatory_id
    WHERE cell.item = $item AND dimension = $dimension AND member = $member
      AND ($stakeholder_type = 'all' OR stakeholder_type = $stakeholder_type)
      AND is_due AND off_scale IS NULL AND age_class <> 'out_of_date'
      AND assessed >= $in_place AND evidence >= $opened
    ORDER BY strip_accents(lower(name)), id
"""


@dataclass(frozen=True, slots=True)
class ElementCounts:
    """How often current, on-scale entries about an item name each element; `unnamed` of the `entries` name none."""

    entries: int
    unnamed: int
    named: dict[str, int]


@dataclass(frozen=True, slots=True)
class VerifiedRow:
    """A signatory whose action on an item is verified: as of when, on which evidence (3, 4) and status (3, 4)."""

    signatory_id: str
    names: Names
    stakeholder_type: str
    as_of: date | None
    evidence: int
    assessed: int


def distributions(
    edition: Edition,
    *,
    item: str | None = None,
    dimension: str = "all",
    member: str = "all",
    stakeholder_type: str = "all",
) -> dict[tuple[str, str], Distribution]:
    """Where the cells of each item and stakeholder type stand; `None` stands for every item.

    A pair with nothing due and nothing excused is absent.
    """
    found = _standings(edition, item, dimension, member, stakeholder_type)
    return {(code, kind): one for (code, kind, _), one in found.items()}


def distributions_by_member(
    edition: Edition, item: str, *, dimension: str, stakeholder_type: str
) -> dict[str, Distribution]:
    """Where the cells of one item and stakeholder type stand in each member of a dimension."""
    found = _standings(edition, item, dimension, None, stakeholder_type)
    return {member: one for (_, _, member), one in found.items()}


def _standings(
    edition: Edition, item: str | None, dimension: str, member: str | None, stakeholder_type: str
) -> dict[tuple[str, str, str], Distribution]:
    scales = {"planned": Status.PLANNED, "under_way": Status.UNDER_WAY, "sustained": Status.SUSTAINED}
    found = edition.rows(
        _STANDINGS,
        {name: int(status) for name, status in scales.items()}
        | _scope(dimension, member, stakeholder_type)
        | _tests()
        | {"item": item},
    )
    counts: dict[tuple[str, str, str], dict[str, int]] = {}
    for code, kind, of, standing, count in found:
        counts.setdefault((code, kind, of), {})[standing] = int(count)
    return {key: _distribution(by_name) for key, by_name in counts.items()}


def elements_named(
    edition: Edition, item: str, *, dimension: str = "all", member: str = "all", stakeholder_type: str = "all"
) -> ElementCounts:
    """How often each element is named; a code that nobody knows is among them, for the caller to drop."""
    found = edition.rows(_ELEMENTS, _scope(dimension, member, stakeholder_type) | {"item": item})
    named = {element: int(count) for element, count, _ in found if element}
    entries, unnamed = next((int(count), int(none)) for element, count, none in found if element is None)
    return ElementCounts(entries, unnamed, named)


def verified_on(
    edition: Edition, item: str, *, dimension: str = "all", member: str = "all", stakeholder_type: str = "all"
) -> tuple[VerifiedRow, ...]:
    """Everybody whose action on an item counts as verified, in the alphabetical order of English."""
    found = edition.rows(_VERIFIED, _scope(dimension, member, stakeholder_type) | _tests() | {"item": item})
    return tuple(VerifiedRow(row[0], Names(*row[1:7]), *row[7:]) for row in found)


def _distribution(counts: dict[str, int]) -> Distribution:
    due = {Standing(name): count for name, count in counts.items() if name != "excused"}
    return Distribution(due, counts.get("excused", 0))


def _scope(dimension: str, member: str | None, stakeholder_type: str) -> dict[str, object]:
    return {"dimension": dimension, "member": member, "stakeholder_type": stakeholder_type}


def _tests() -> dict[str, object]:
    """The cut-offs of AV."""
    return {"in_place": int(Status.IN_PLACE), "opened": int(EvidenceLevel.OPENED)}
