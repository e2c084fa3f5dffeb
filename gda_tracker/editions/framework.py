"""Reading governments with their cells on the implementation framework, and what registries hold about countries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from .edition import Edition
from .signatories import Names
from .sourced import SourcedFact

# The European Union is registered as an organisation, and never counted among countries (METHOD.md, Who is counted).
_GOVERNMENTS: Final = """
    SELECT id, name, name_fr, name_es, name_ru, name_ar, name_zh, iso3, annex_i, itu_region, endorsed_on,
           withdrawn_on, part.member, iso3 IS NOT DISTINCT FROM 'EUU'
    FROM signatory
    JOIN membership AS whole ON whole.signatory_id = id
         AND whole.dimension = $dimension AND whole.member = $member
    LEFT JOIN membership AS part ON part.signatory_id = id AND part.dimension = $grouping
    WHERE (stakeholder_type = 'national_government' OR iso3 = 'EUU')
      AND (withdrawn_on IS NULL OR withdrawn_on > (SELECT snapshot_on FROM edition))
    ORDER BY strip_accents(lower(name)), id
"""

# One that has withdrawn is still told of, after one that has not.
_GOVERNMENT: Final = """
    SELECT id, name, name_fr, name_es, name_ru, name_ar, name_zh, iso3, annex_i, itu_region, endorsed_on,
           withdrawn_on, NULL, iso3 = 'EUU'
    FROM signatory
    WHERE iso3 = $iso3 AND (stakeholder_type = 'national_government' OR iso3 = 'EUU')
    ORDER BY withdrawn_on IS NOT NULL, id
    LIMIT 1
"""

_CELLS: Final = """
    SELECT signatory_id, item, is_due, off_scale, claimed, evidence, assessed, as_of, age_months, age_class
    FROM cell
    JOIN signatory ON id = signatory_id
    JOIN item ON code = item
    WHERE (stakeholder_type = 'national_government' OR iso3 = 'EUU') AND kind <> 'objective'
    ORDER BY signatory_id, sort
"""

# About countries alone: other facts name a body.
_FACTS: Final = """
    SELECT what, whom, value, date, source_title, source_url
    FROM registry_fact
    WHERE what <> 'public_progress' AND ($whom IS NULL OR whom = $whom)
    ORDER BY whom, rowid
"""


@dataclass(frozen=True, slots=True)
class Government:
    """A national government, or the European Union. `member` is its group in the grouping that was asked for."""

    id: str
    names: Names
    iso3: str | None
    annex_i: bool | None
    itu_region: str | None
    endorsed_on: date | None
    withdrawn_on: date | None
    member: str | None
    is_union: bool


@dataclass(frozen=True, slots=True)
class ActionCell:
    """One cell of a government on an action of the framework or a collaboration channel."""

    signatory_id: str
    item: str
    is_due: bool
    off_scale: str | None
    claimed: int | None
    evidence: int | None
    assessed: int | None
    as_of: date | None
    age_months: int | None
    age_class: str | None


def governments(
    edition: Edition, *, dimension: str = "all", member: str = "all", grouping: str = "itu_region"
) -> tuple[Government, ...]:
    """Governments of a group that have not withdrawn, in the alphabetical order of English, the Union among them."""
    found = edition.rows(_GOVERNMENTS, {"dimension": dimension, "member": member, "grouping": grouping})
    return tuple(Government(row[0], Names(*row[1:7]), *row[7:]) for row in found)


def government(edition: Edition, iso3: str) -> Government | None:
    """The government of a country, or the European Union for `EUU`; None while no endorsement is recorded."""
    found = edition.rows(_GOVERNMENT, {"iso3": iso3})
    return Government(found[0][0], Names(*found[0][1:7]), *found[0][7:]) if found else None


def action_cells(edition: Edition) -> dict[str, dict[str, ActionCell]]:
    """Every government's cells by signatory and item; an item that does not apply has no cell."""
    cells: dict[str, dict[str, ActionCell]] = {}
    for row in edition.rows(_CELLS):
        cells.setdefault(row[0], {})[row[1]] = ActionCell(*row)
    return cells


def country_facts(edition: Edition, iso3: str | None = None) -> dict[str, tuple[SourcedFact, ...]]:
    """What registries hold, by ISO code; of one country or of all. A country without facts is absent."""
    found: dict[str, list[SourcedFact]] = {}
    for row in edition.rows(_FACTS, {"whom": iso3}):
        found.setdefault(row[1], []).append(SourcedFact(*row))
    return {whom: tuple(facts) for whom, facts in found.items()}
