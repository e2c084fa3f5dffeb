"""Models of the sourced facts in `data/`. Each refuses a column that it does not know; empty means unknown."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator

from .declaration import StakeholderType, Strict


def _empty_is_unknown(value: object) -> object:
    return None if value == "" else value


_unknown = BeforeValidator(_empty_is_unknown)
MaybeDate = Annotated[date | None, _unknown]
MaybeFlag = Annotated[bool | None, _unknown]
MaybeInt = Annotated[int | None, _unknown]
MaybeFloat = Annotated[float | None, _unknown]
MaybeListed = Annotated[Literal["true", "false", "not_listed"] | None, _unknown]
MaybeText = Annotated[str | None, _unknown]


class CountryAlias(Strict):
    """A former or common short name of a Party, by which people search it; it is shown nowhere."""

    iso3: str
    alias: str
    language: str
    kind: str


class Country(Strict):
    """One of the 198 Parties, with its groupings. `iso2` is text: Namibia's is `NA`."""

    iso3: str
    iso2: str
    m49: str
    entity_type: str
    name_en: str
    name_fr: str
    name_es: str
    name_ru: str
    name_ar: str
    name_zh: str
    names_source: str
    un_region: MaybeText
    un_subregion: MaybeText
    un_intermediate_region: MaybeText
    itu_region: MaybeText
    itu_region_code: MaybeText
    itu_region_basis: str
    itu_member_state: bool
    itu_note: str
    unfccc_party: bool
    unfccc_date: MaybeDate
    unfccc_note: str
    annex_i: bool
    ldc: MaybeFlag
    lldc: MaybeFlag
    sids: MaybeFlag
    ldc_note: str
    world_bank_income: MaybeText
    wb_income_year: str
    source: str

    def name(self, language: str) -> str:
        """The country's name in one of the six languages, else in English."""
        return str(getattr(self, f"name_{language}", self.name_en))


class NdcDocument(Strict):
    """One document of the UNFCCC NDC registry."""

    iso3: str
    party: str
    title: str
    document_kind: str
    ndc_round_from_title: str
    registry_version: str
    submission_date: MaybeDate
    submitted_since_2024_11: MaybeFlag
    language: str
    status: str
    url: str
    source: str


class NdcSummary(Strict):
    """What the NDC registry holds about one Party, as of the date in `source`."""

    iso3: str
    registry_documents: int
    first_submission: MaybeDate
    latest_active_title: MaybeText
    latest_active_date: MaybeDate
    latest_languages: str
    latest_url: MaybeText
    new_ndc_since_2024_11: MaybeFlag
    new_ndc_evidence: str
    new_ndc_active: MaybeFlag
    first_new_ndc_date: MaybeDate
    digital_mention: MaybeFlag
    digital_mention_source: str
    source: str


class TnaRecord(Strict):
    """What is known of a country's Technology Needs Assessment and Action Plan; None is unknown, not no."""

    iso3: str
    name_en: str
    phase: MaybeText
    participates: MaybeFlag
    tna_report: MaybeListed
    tap: MaybeListed
    year: MaybeText
    source: str
    source_kind: str
    note: str


class CtcnRecord(Strict):
    """What is known of CTCN technical assistance in a country; None is unknown, not zero."""

    iso3: str
    name_en: str
    published_ta_count: MaybeInt
    count_date: MaybeDate
    digital_ta: MaybeFlag
    digital_ta_titles: MaybeText
    has_nde: MaybeFlag
    source: str
    note: str


class Centroid(Strict):
    """A label point in degrees, and whether the map has a shape for the country."""

    iso3: str
    lat: MaybeFloat
    lon: MaybeFloat
    has_polygon_un_110m: bool
    has_polygon_natural_earth_110m: bool
    point_in_un_polygon: MaybeFlag
    km_to_capital_world_bank: MaybeFloat
    source: str


class DocumentedEndorsement(Strict):
    """An endorsement that a public source tells of."""

    name: str
    stakeholder_type: StakeholderType
    iso3: MaybeText
    date_endorsed: MaybeDate
    source_url: str
    source_title: str
    source_date: MaybeDate
    note: str


class ReportedTotal(Strict):
    """A number of endorsers as somebody stated it. `date` is empty where the source shows none."""

    date: str
    metric: str
    value: int
    source_url: str
    quote_summary: str


class ProgrammeTotal(Strict):
    """A total that a programme published; `value` as written, since some are approximate."""

    programme: str
    measure: str
    value: str
    as_of: str
    source: str
    note: str


class PublicProgressFact(Strict):
    """Something that a public page says a body did; never counted, only quoted with its source."""

    entity: str
    iso3: str
    date: str
    objective: str
    summary: str
    source_url: str
