"""Columns, countries, types, dates and names of lists, resolved; lookalikes found; refusals with their reasons."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

import pytest

from gda_tracker.domain.country_names import CountryNames
from gda_tracker.domain.import_plan import Planner
from gda_tracker.domain.importing import Endorsed, KnownSignatory, Outcome, PlannedRow
from gda_tracker.domain.likeness import Comparable, alike
from gda_tracker.domain.list_cells import Window
from gda_tracker.domain.list_columns import Field, match_columns
from gda_tracker.domain.list_dates import Ambiguous, DayOrder, date_of, day_order
from gda_tracker.domain.list_rows import RowReader
from gda_tracker.domain.list_types import channel_of, type_of
from gda_tracker.domain.naming import bracketed_acronym, identifier, name_key, without_acronym
from gda_tracker.facts import countries

NAMES = CountryNames(countries())
TODAY = date(2025, 3, 1)
NONE: frozenset[int] = frozenset()


class Row(NamedTuple):
    number: int
    cells: tuple[object, ...]
    formulas: frozenset[int] = NONE
    errors: frozenset[int] = NONE


HEADINGS = ("Name", "Type", "Country", "Date", "Source URL", "Statement")
FTTH = KnownSignatory(
    "ftth-council-europe", "FTTH Council Europe", "private_sector", "BEL", endorsements=(Endorsed(date(2024, 11, 16)),)
)
KENYA = KnownSignatory("kenya", "Kenya", "national_government", "KEN", endorsements=(Endorsed(date(2024, 11, 16)),))
CODES = KnownSignatory("codes", "Coalition for Digital Environmental Sustainability", "civil_society", None, "CODES")


def planned(*rows: tuple[object, ...], known: tuple[KnownSignatory, ...] = (FTTH, KENYA, CODES)) -> list[PlannedRow]:
    """Rows under HEADINGS, from row 2 on, planned against what is known."""
    columns, _ = match_columns(HEADINGS, "ABCDEF")
    windows = {Field.ENDORSED_ON: Window(TODAY, day_order(row[3] for row in rows if len(row) > 3))}
    reader = RowReader(columns, NAMES, windows)
    raw = [Row(number, (*row, *[""] * (6 - len(row)))) for number, row in enumerate(rows, start=2)]
    return list(Planner(known, NAMES).plan([reader.read(row) for row in raw]))


def outcomes(*rows: tuple[object, ...]) -> list[str]:
    return [row.outcome.value for row in planned(*rows)]


def rules(*row: object) -> list[str]:
    """The rules by which one row is refused; each reason names row and column and has all its values."""
    (refused,) = planned(row)
    assert refused.outcome is Outcome.REFUSED
    assert all(reason.row == 2 and reason.column and "{" not in reason.sentence() for reason in refused.reasons)
    return [reason.rule for reason in refused.reasons]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Nom de l’organisme", Field.NAME),
        ("  SIGNATORY  ", Field.NAME),
        ("Organisations", Field.NAME),
        ("Type d'organisation", Field.TYPE),
        ("Stakeholder_Type", Field.TYPE),
        ("Pays", Field.COUNTRY),
        ("ISO3", Field.COUNTRY_CODE),
        ("Date d’endossement", Field.ENDORSED_ON),
        ("Endorsement date", Field.ENDORSED_ON),
        ("Source (URL)", Field.SOURCE_URL),
        ("Déclaration additionnelle", Field.STATEMENT),
        ("Site web", Field.WEBSITE),
        ("Shoe size", None),
        ("No.", None),
    ],
)
def test_headings_in_english_and_french_are_understood(heading: str, field: Field | None) -> None:
    used, unused = match_columns([heading], ["A"])
    assert [column.field for column in used] == ([field] if field else [])
    assert len(unused) == (0 if field else 1)


def test_of_two_columns_for_one_thing_the_first_is_used_and_the_other_named() -> None:
    used, (other,) = match_columns(["Organisation", "Country", "Name"], "ABC")
    assert [column.letters for column in used] == ["A", "B"]
    assert (other.heading, other.instead) == ("Name", "Organisation")


@pytest.mark.parametrize(
    ("written", "iso3"),
    [
        ("Côte d’Ivoire", "CIV"), ("Ivory Coast", "CIV"), ("Kenia", "KEN"), ("Кения", "KEN"), ("كينيا", "KEN"),
        ("肯尼亚", "KEN"), ("DEU", "DEU"), ("de", "DEU"), ("Allemagne", "DEU"), ("404", "KEN"), ("Viet Nam", "VNM"),
        ("Vietnam", "VNM"), ("Congo", "COG"), ("Dem. Rep. of the Congo", "COD"), ("Korea, Rep.", "KOR"),
        ("DPRK", "PRK"), ("Niger", "NER"), ("Nigeria", "NGA"), ("NA", "NAM"), ("UK", "GBR"), ("EU", "EUU"),
        ("Türkiye", "TUR"), ("Turkey", "TUR"), ("Eswatini", "SWZ"), ("Swaziland", "SWZ"), ("Cook Islands", "COK"),
        ("State of Palestine", "PSE"), ("Hong Kong", None), ("Atlantis", None), ("", None),
    ],
)  # fmt: skip
def test_countries_under_any_usual_name_or_code(written: str, iso3: str | None) -> None:
    assert NAMES.code(written) == iso3


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("NGO", "civil_society"), ("ONG", "civil_society"), ("Company", "private_sector"), ("Université", "academia"),
        ("Ministry", "national_government"), ("UN body", "international_organisation"),
        ("Bank", "financial_institution"),
        ("Foundation", "philanthropy"), ("Ville", "subnational_government"), ("Standards body", "technical_community"),
        ("Goverment", "national_government"), ("subnational_government", "subnational_government"),
        ("Société civile", "civil_society"), ("other", None), ("xyz", None), ("", None),
    ],
)  # fmt: skip
def test_types_by_their_usual_words(written: str, code: str | None) -> None:
    assert type_of(written) == code


def test_channels_by_their_usual_words() -> None:
    assert [channel_of(word) for word in ("Lettre", "Note Verbale", "E-mail", "pigeon")] == [
        "letter", "note_verbale", "email", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cell",
    [
        "2024-11-16", "16.11.2024", "16/11/2024", "11/16/2024", "16 November 2024", "Nov 16, 2024", "16 novembre 2024",
        "16 de noviembre de 2024", "16 ноября 2024 г.", "١٦ نوفمبر ٢٠٢٤", "2024年11月16日", "2024-11-16T09:00:00Z",
        "16/11/24 09:30", 45612, 45612.4, "45612", "20241116", date(2024, 11, 16), datetime(2024, 11, 16, 9, 0),
    ],
)  # fmt: skip
def test_one_day_in_every_usual_writing(cell: object) -> None:
    assert date_of(cell, DayOrder.UNKNOWN) == date(2024, 11, 16)


def test_a_day_number_of_the_1904_system_is_four_years_later() -> None:
    assert date_of(44150, DayOrder.UNKNOWN, counts_from_1904=True) == date(2024, 11, 16)


def test_the_column_tells_which_number_is_the_day() -> None:
    assert date_of("03/12/2024", DayOrder.UNKNOWN) == Ambiguous(date(2024, 12, 3), date(2024, 3, 12))
    assert date_of("03/12/2024", day_order(["03/12/2024", "16/11/2024"])) == date(2024, 12, 3)
    assert date_of("03/12/2024", day_order(["03/12/2024", "11/16/2024"])) == date(2024, 3, 12)
    assert day_order(["16/11/2024", "11/16/2024"]) is DayOrder.UNKNOWN


@pytest.mark.parametrize("cell", ["November 2024", "soon", "31/02/2025", "2025-13-01", 12, True, 3_000_000])
def test_what_is_no_full_date_is_none(cell: object) -> None:
    assert date_of(cell, DayOrder.UNKNOWN) is None


def test_names_are_one_whatever_accents_case_legal_form_brackets_or_order() -> None:
    for name in (
        "Société Générale d’Énergie S.A.",
        "SOCIETE GENERALE D'ENERGIE",
        "Energie, Société Générale (SGE) SARL",
    ):
        assert name_key(name) == "energie generale societe"
    assert name_key("Müller GmbH & Co. KG") == name_key("MULLER")
    assert name_key("The Ltd") == "ltd"


def test_acronyms_identifiers() -> None:
    assert bracketed_acronym("International Science Council (ISC)") == "ISC"
    assert bracketed_acronym("Foo (formerly Bar)") is None
    assert without_acronym("International Science Council (ISC)") == "International Science Council"
    assert identifier("Côte d’Ivoire", "x") == "cote-d-ivoire"
    assert identifier("Академия наук", "academia-rus") == "academia-rus"
    assert len(identifier("word " * 40, "x")) <= 60


def test_lookalikes_are_sought_within_type_country_and_number() -> None:
    names = [
        Comparable("digital green kenya network", "civil_society", "KEN"),
        Comparable("digital greeen kenya network", "civil_society", "KEN"),
        Comparable("digital green kenya network", "private_sector", "KEN"),
        Comparable("digital green kenya netwerk", "civil_society", "FJI"),
        Comparable("digital green kenya networks", "civil_society", None),
        Comparable("digital green kenya network 2", "civil_society", "KEN"),
    ]
    assert alike(names, 1) == {1: (0,), 4: (0, 1, 3)}


def test_a_row_like_the_register_is_the_same_however_it_is_written() -> None:
    assert (
        outcomes(
            ("F.T.T.H. COUNCIL EUROPE (FTTH) asbl", "Company", "Belgique", "16/11/2024"),
            ("Europe FTTH Council", "entreprise", "BE"),
            ("Government of the Republic of Kenya", "Government", "Kenya"),
            ("كينيا", "gouvernement"),
        )
        == ["same"] * 4
    )


def test_a_ministry_may_be_the_government_that_is_there() -> None:
    (row,) = planned(("Ministry of ICT, Kenya", "Ministry", ""))
    assert (row.outcome, row.signatory_id) == (Outcome.MAYBE_SAME, "kenya")


def test_a_ministry_of_a_new_country_is_recorded_as_the_country_and_said_to_be() -> None:
    (row,) = planned(("Ministry of Communications", "Ministry", "Fiji"))
    assert (row.outcome, row.signatory_id, row.reasons[0].rule) == (Outcome.NEW, "fiji", "recorded-as-country")
    assert row.record is not None
    assert row.record.name == "Fiji"


def test_what_contradicts_the_register_is_conflicting_and_says_what() -> None:
    (row,) = planned(("FTTH Council Europe", "Company", "Belgium", "2024-11-20"))
    assert row.outcome is Outcome.CONFLICTING
    assert "2024-11-16" in row.reasons[0].sentence()
    assert "2024-11-20" in row.reasons[0].sentence()
    assert outcomes(("FTTH Council Europe", "NGO", "Belgium")) == ["conflicting"]
    assert outcomes(("FTTH Council Europe", "Company", "Belgium", "", "", "We commit.")) == ["conflicting"]


def test_what_looks_alike_waits_for_a_decision() -> None:
    assert outcomes(("FTTH Counsil Europe", "Company", "Belgium")) == ["maybe_same"]
    assert outcomes(("CODES", "NGO", "")) == ["maybe_same"]
    assert outcomes(("FTTH Council Europe", "Company", "Kenya")) == ["maybe_same"]


def test_duplicates_inside_the_list_are_found_with_their_row() -> None:
    rows = planned(
        ("Green Energy Ltd", "Company", "Kenya", "2025-01-10"),
        ("GREEN ENERGY LIMITED", "Company", "KEN", "10.01.2025"),
        ("Green Energy", "Company", "Kenya", "2025-02-10"),
        ("Green Energys", "Company", "Kenya"),
        ("Green Energy", "NGO", "Fiji"),
    )
    assert [row.outcome.value for row in rows] == ["new", "same", "conflicting", "maybe_same", "new"]
    assert [row.signatory_id for row in rows] == ["green-energy-ltd"] * 4 + ["green-energy"]
    assert all(reason.values["other_row"] == 2 for row in rows[1:4] for reason in row.reasons)


def test_a_taken_identifier_gets_a_number_and_countries_keep_theirs() -> None:
    rows = planned(
        ("Green Fund", "Bank", "Kenya"), ("Green Fund", "NGO", "Fiji"), ("Luxembourg", "City", "Luxembourg"),
        ("Luxembourg", "Government", ""), ("Union européenne", "International organisation", ""),
    )  # fmt: skip
    assert [row.signatory_id for row in rows] == [
        "green-fund", "green-fund-2", "luxembourg-2", "luxembourg", "european-union",
    ]  # fmt: skip
    assert [row.outcome.value for row in rows] == ["new"] * 5
    assert outcomes(("Luxembourg", "Government", ""), ("Luxembourg", "City", "Luxembourg")) == ["new", "maybe_same"]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (("Foo", "other", "Kenya"), "unknown-type"),
        (("Foo", "", "Kenya"), "type-missing"),
        (("", "NGO", "Kenya"), "name-missing"),
        (("123", "NGO", "Kenya"), "name-missing"),
        (("Foo", "NGO", "Keyna"), "unknown-country"),
        (("Foo", "NGO", "Hong Kong"), "country-not-a-party"),
        (("Foo", "NGO", "NA"), "ambiguous-country"),
        (("Foo", "NGO", "Kenya", "2031-01-01"), "date-in-future"),
        (("Foo", "NGO", "Kenya", "2023-05-01"), "date-too-early"),
        (("Foo", "NGO", "Kenya", "next week"), "not-a-date"),
        (("Foo", "NGO", "Kenya", "01/02/2025"), "ambiguous-date"),
        (("=HYPERLINK(1)", "NGO", "Kenya"), "formula-text"),
        (("+cmd|' /C calc'!A0", "NGO", "Kenya"), "formula-text"),
        (("Fo\x07o", "NGO", "Kenya"), "control-characters"),
        (("Foo \u202etxt.exe", "NGO", "Kenya"), "control-characters"),
        (("x" * 301, "NGO", "Kenya"), "too-long"),
        (("Foo", "NGO", "Kenya", "", "javascript:alert(1)"), "not-a-link"),
        (("European Union", "Government", ""), "union-as-government"),
        (("Kenya", "Company", ""), "country-of-another-type"),
        (("Kenya", "Government", "Fiji"), "countries-disagree"),
        (("Ministry of Truth", "Government", ""), "country-missing"),
    ],
)
def test_bad_rows_are_refused_by_their_rule(row: tuple[object, ...], rule: str) -> None:
    assert rules(*row) == [rule]


def test_an_unknown_country_gets_the_nearest_name_suggested() -> None:
    (row,) = planned(("Foo", "NGO", "Keyna"))
    assert row.reasons[0].sentence() == "No country is called “Keyna”. Is it Kenya?"


def test_every_problem_of_a_row_is_said_at_once_and_other_rows_are_still_planned() -> None:
    bad, good = planned(("Foo", "other", "Keyna", "2031-01-01"), ("Bar", "NGO", "Kenya"))
    assert [reason.rule for reason in bad.reasons] == ["unknown-country", "unknown-type", "date-in-future"]
    assert good.outcome is Outcome.NEW


def test_a_refused_row_makes_no_duplicate_of_a_later_one() -> None:
    assert outcomes(("Bar", "NGO", "Kenya", "2031-01-01"), ("Bar", "NGO", "Kenya")) == ["refused", "new"]


def test_a_formula_or_an_error_in_a_used_column_refuses_the_row() -> None:
    columns, _ = match_columns(("Name", "Type", "Colour"), "ABC")
    reader = RowReader(columns, NAMES, {})
    cells = ("Foo", "NGO", "blue")
    assert reader.read(Row(2, cells, frozenset({0}))).problems[0].rule == "formula"
    assert reader.read(Row(2, cells, NONE, frozenset({1}))).problems[0].rule == "cell-error"
    assert reader.read(Row(2, cells, frozenset({2}))).record is not None


def test_without_a_type_column_countries_are_governments_and_the_rest_is_refused() -> None:
    columns, _ = match_columns(("Country", "Date"), "AB")
    reader = RowReader(columns, NAMES, {Field.ENDORSED_ON: Window(TODAY)})
    kenya, union, other = (reader.read(Row(2, (name, ""))) for name in ("Kenia", "Union européenne", "Rotary Club"))
    assert kenya.record is not None
    assert (kenya.record.name, kenya.record.stakeholder_type, kenya.record.iso3) == (
        "Kenya",
        "national_government",
        "KEN",
    )
    assert union.record is not None
    assert (union.record.name, union.record.stakeholder_type) == ("European Union", "international_organisation")
    assert {problem.rule for problem in other.problems} >= {"type-missing"}
