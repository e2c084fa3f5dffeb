"""Reading countries from an edition, and what a line in a list of signatories holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from .. import facts
from .edition import Edition

_COUNTRIES: Final = """
    SELECT iso3, id, name, name_fr, name_es, name_ru, name_ar, name_zh,
           verified, claimed, responded, has_report, due > 0
    FROM signatory
    JOIN membership ON membership.signatory_id = id
    JOIN follow_up ON follow_up.signatory_id = id
    WHERE stakeholder_type = 'national_government'
      AND (withdrawn_on IS NULL OR withdrawn_on > (SELECT snapshot_on FROM edition))
      AND dimension = $dimension AND member = $member AND additionality = $additionality
    ORDER BY strip_accents(lower(name)), id
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
    """A national government on the map; the counts are out of the eight objectives. Silence is of who is due alone."""

    iso3: str | None
    signatory_id: str
    names: Names
    verified_objectives: int
    claimed_objectives: int
    reported_objectives: int
    has_report: bool
    is_due: bool

    @property
    def name(self) -> str:
        """The English name."""
        return self.names.en


@dataclass(frozen=True, slots=True)
class SignatoryRow:
    """A line in the list of signatories; `light` is None while nothing is asked of it.

    `country` names its country, None where `iso3` stands for none; `reported_on` is the day of its latest report.
    """

    id: str
    names: Names
    stakeholder_type: str
    iso3: str | None
    country: Names | None
    itu_region: str | None
    endorsed_on: date | None
    withdrawn_on: date | None
    light: str | None
    reported_on: date | None
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


def country_aliases(iso3: str | None) -> tuple[str, ...]:
    """Former and common short names by which a country is searched; they are shown nowhere."""
    return facts.country_aliases().get(iso3 or "", ())


@lru_cache(maxsize=512)
def country_names(iso3: str | None) -> Names | None:
    """A country's names in the six languages, None for a code of no Party."""
    country = facts.countries().get(iso3 or "")
    if country is None:
        return None
    return Names(country.name_en, country.name_fr, country.name_es, country.name_ru, country.name_ar, country.name_zh)
