"""Reading countries, lists of signatories and profiles from an edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from .edition import Edition

_COUNTRIES: Final = """
    SELECT iso3, id, name, name_fr, name_es, name_ru, name_ar, name_zh,
           verified, claimed, responded, has_report
    FROM signatory
    JOIN membership ON membership.signatory_id = id
    JOIN follow_up ON follow_up.signatory_id = id
    WHERE stakeholder_type = 'national_government' 
      AND (withdrawn_on IS NULL OR withdrawn_on > (SELECT snapshot_on FROM edition))
      AND dimension = $dimension AND member = $member AND additionality = $additionality
    ORDER BY strip_accents(lower(name)), id
"""

_SIGNATORIES: Final = """
    SELECT id, name, name_fr, name_es, name_ru, name_ar, name_zh,
           stakeholder_type, iso3, itu_region, endorsed_on, withdrawn_on,
           light, coalesce(due, 0), coalesce(responded, 0), coalesce(verified, 0)
    FROM signatory
    LEFT JOIN reporting ON reporting.signatory_id = id
    LEFT JOIN follow_up ON follow_up.signatory_id = id AND additionality = 'any'
    WHERE ($member IS NULL OR EXISTS (
            SELECT 1 FROM membership
            WHERE membership.signatory_id = id AND dimension = $dimension AND member = $member))
      AND ($stakeholder_type IS NULL OR stakeholder_type = $stakeholder_type)
      AND contains(
            strip_accents(lower(concat_ws(' ', id, name, name_fr, name_es, name_ru, name_ar, name_zh, iso3))),
            strip_accents(lower($search)))
    ORDER BY strip_accents(lower(name)), id
    LIMIT $limit OFFSET $offset
"""

_COUNT: Final = """
    SELECT count(*)
    FROM signatory
    WHERE ($member IS NULL OR EXISTS (
            SELECT 1 FROM membership
            WHERE membership.signatory_id = id AND dimension = $dimension AND member = $member))
      AND ($stakeholder_type IS NULL OR stakeholder_type = $stakeholder_type)
      AND contains(
            strip_accents(lower(concat_ws(' ', id, name, name_fr, name_es, name_ru, name_ar, name_zh, iso3))),
            strip_accents(lower($search)))
"""


@dataclass(frozen=True, slots=True)
class Names:
    """A body's name in the six languages; None where it has none."""

    en: str
    fr: str | None = None
    es: str | None = None
    ru: str | None = None
    ar: str | None = None
    zh: str | None = None

    def in_language(self, language: str) -> str:
        """The name in that language, else in English."""
        return getattr(self, language, None) or self.en


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A national government on the map; the counts are out of the eight objectives."""

    iso3: str | None
    signatory_id: str
    names: Names
    verified_objectives: int
    claimed_objectives: int
    reported_objectives: int
    has_report: bool

    @property
    def name(self) -> str:
        """The English name."""
        return self.names.en


@dataclass(frozen=True, slots=True)
class SignatoryRow:
    """A line in the list of signatories; `light` is None while nothing is asked of it."""

    id: str
    names: Names
    stakeholder_type: str
    iso3: str | None
    itu_region: str | None
    endorsed_on: date | None
    withdrawn_on: date | None
    light: str | None
    due_objectives: int
    reported_objectives: int
    verified_objectives: int

    @property
    def name(self) -> str:
        """The English name."""
        return self.names.en


def countries(
    edition: Edition, *, dimension: str = "all", member: str = "all", additionality: str = "any"
) -> tuple[CountryRow, ...]:
    """The national governments of a group that have not withdrawn, in the alphabetical order of English."""
    found = edition.rows(_COUNTRIES, {"dimension": dimension, "member": member, "additionality": additionality})
    return tuple(CountryRow(row[0], row[1], Names(*row[2:8]), *row[8:]) for row in found)


def signatories(
    edition: Edition,
    *,
    search: str = "",
    stakeholder_type: str | None = None,
    dimension: str = "all",
    member: str | None = None,
    offset: int = 0,
    limit: int = 50,
) -> tuple[int, tuple[SignatoryRow, ...]]:
    """How many signatories match, and one page of them, in alphabetical order.

    The search looks for the words in every language's name, whatever their case and accents.
    """
    filters = {
        "search": search.strip(),
        "stakeholder_type": stakeholder_type,
        "dimension": dimension,
        "member": member,
    }
    total = int(edition.rows(_COUNT, filters)[0][0])
    found = edition.rows(_SIGNATORIES, filters | {"offset": offset, "limit": limit})
    return total, tuple(SignatoryRow(row[0], Names(*row[1:7]), *row[7:]) for row in found)
