"""The sourced facts are whole, checked, and refuse what they do not know."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gda_tracker import facts
from gda_tracker.domain.declaration import ITEM_CODES, StakeholderType, is_applicable
from gda_tracker.domain.sourced import Centroid, ReportedTotal


def test_there_are_198_parties_and_namibia_keeps_its_code() -> None:
    countries = facts.countries()
    assert len(countries) == 198
    assert countries["NAM"].iso2 == "NA"
    assert sum(country.annex_i for country in countries.values()) == 43


def test_every_party_has_a_name_in_six_languages() -> None:
    for country in facts.countries().values():
        assert all(country.name(language) for language in ("en", "fr", "es", "ru", "ar", "zh"))


def test_the_eighteen_items_stand_in_the_declarations_order() -> None:
    assert tuple(facts.items()) == ITEM_CODES
    assert [item.sort for item in facts.items().values()] == list(range(1, 19))
    assert facts.items()["O3"].elements[4].code == "O3.5"


def test_cycles_open_before_they_are_due() -> None:
    assert [cycle.cop for cycle in facts.cycles()] == ["COP30", "COP31", "COP32"]
    assert all(cycle.opens_on < cycle.due_on < cycle.closes_on for cycle in facts.cycles())
    assert facts.cycles()[1].due_on == date(2026, 10, 9)


@pytest.mark.parametrize(
    ("kind", "iso3", "items"),
    [
        (StakeholderType.NATIONAL_GOVERNMENT, "KEN", 18),
        (StakeholderType.NATIONAL_GOVERNMENT, "AUT", 15),
        (StakeholderType.INTERNATIONAL_ORGANISATION, "EUU", 15),
        (StakeholderType.INTERNATIONAL_ORGANISATION, None, 14),
        (StakeholderType.PRIVATE_SECTOR, "BEL", 14),
    ],
)
def test_applicability_follows_type_and_annex_i(kind: StakeholderType, iso3: str | None, items: int) -> None:
    annex_i = facts.countries()[iso3].annex_i if iso3 else None
    applicable = [code for code in ITEM_CODES if is_applicable(facts.applicability(), kind, iso3, annex_i, code)]
    assert len(applicable) == items


def test_a_technology_needs_assessment_is_never_due_for_austria() -> None:
    matrix = facts.applicability()
    assert not is_applicable(matrix, "national_government", "AUT", True, "F5")
    assert is_applicable(matrix, "national_government", "KEN", False, "F5")


def test_registries_and_endorsements_are_read_as_far_as_known() -> None:
    assert len(facts.ndc_documents()) == 741
    assert facts.ndc()["AGO"].latest_active_date == date(2025, 9, 13)
    assert facts.tna()["BGD"].tap == "true"
    assert facts.ctcn()["IND"].published_ta_count is None
    assert len(facts.documented_endorsements()) == 3
    assert len(facts.reported_totals()) == 13


def test_every_country_has_a_place_on_the_map_but_the_european_union() -> None:
    without = {iso3 for iso3, point in facts.centroids().items() if point.lat is None}
    assert without <= {"EUU"}
    assert set(facts.centroids()) == set(facts.countries())


def test_a_file_with_an_unknown_column_is_refused_with_its_name_and_line(tmp_path: Path) -> None:
    path = tmp_path / "totals.csv"
    path.write_text("date,metric,value,source_url,quote_summary,mood\n2025,a,1,u,q,good\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"totals\.csv, line 2: [\s\S]*mood"):
        facts.read_rows(path, ReportedTotal)


def test_a_row_that_is_longer_than_its_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    header = ",".join(Centroid.model_fields)
    path.write_text(f"{header}\nKEN,0,38,true,true,true,1,here,more\n", encoding="utf-8")
    with pytest.raises(ValueError, match="unnamed column"):
        facts.read_rows(path, Centroid)


def test_the_catalogue_measures_every_objective_by_a_named_definition() -> None:
    catalogue = facts.indicators()
    assert len(catalogue) >= 20
    assert {f"O{n}" for n in range(1, 9)} <= {indicator.item for indicator in catalogue.values()}
    for code, indicator in catalogue.items():
        assert code.startswith(f"{indicator.item}-"), code
        assert indicator.item in ITEM_CODES
        assert all((indicator.name, indicator.unit, indicator.definition, indicator.standard)), code
        assert indicator.minimum < indicator.maximum, code


def test_a_data_centre_never_uses_less_energy_than_its_servers() -> None:
    pue = facts.indicators()["O3-PUE"]
    assert (pue.unit, pue.standard) == ("ratio", "ISO/IEC 30134-2")
    assert 0.9 < pue.minimum <= 1.2 <= pue.maximum


def test_at_least_twenty_indicators_follow_a_standard_that_others_wrote() -> None:
    own = [one for one in facts.indicators().values() if one.standard.startswith("Counted as defined here")]
    assert len(facts.indicators()) - len(own) >= 20
