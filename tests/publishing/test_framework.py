"""The framework page and the country page on a hand-made edition: exact counts, the unknown, the Union, Annex I."""

import csv
import io
import pickle
from pathlib import Path

import pytest

from gda_tracker.charts import Chart
from gda_tracker.publishing import book
from gda_tracker.publishing.asked import Asked, Body
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.services import analysis
from tests.framework_edition import write_framework
from tests.sample_edition import write_sample


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("framework") / "editions"
    write_framework(folder)
    return Shelf(folder)


def asked(shelf: Shelf, path: str, **query: str) -> Asked:
    found = book.asked_of(shelf, path, query, "en", analysis)
    assert found is not None
    return found


def body(shelf: Shelf, path: str = "framework", **query: str) -> Body:
    found = book.body(path, asked(shelf, path, **query))
    assert found is not None
    return found


def column(chart: Chart, name: str) -> list[object]:
    place = [one.name for one in chart.table.columns].index(name)
    return [row[place] for row in chart.table.rows]


def test_ndcs_are_counted_after_on_or_before_and_unknown(shelf: Shelf) -> None:
    timing = body(shelf).charts["timing"]
    assert timing.table.rows[0] == ("World", 5, 1, 2, 2, 0.2)
    assert [row[:5] for row in timing.table.rows[1:]] == [
        ("Africa", 2, 1, 0, 1),
        ("Asia-Pacific", 2, 0, 1, 1),
        ("Europe", 1, 0, 1, 0),
    ]
    assert column(timing, "after_share")[1:] == [None, None, None]
    assert "Of 5 national governments" in timing.text_alternative
    assert timing.html.count("20\u202f%") == 1


def test_a_count_leads_to_the_countries_it_counts(shelf: Shelf) -> None:
    timing = body(shelf).charts["timing"]
    assert "where=Africa&amp;registry=after&amp;edition=1#chart-countries" in timing.html
    shown = body(shelf, where="Africa", registry="after").charts["countries"]
    assert column(shown, "country") == ["Kenya"]
    assert column(body(shelf, registry="unknown").charts["countries"], "country") == ["Malawi", "Malaysia"]
    assert column(body(shelf, registry="new").charts["countries"], "country") == ["Fiji", "Kenya"]


def test_the_lead_says_how_many_and_counts_the_unknown_as_unknown(shelf: Shelf) -> None:
    lead = book.lead("framework", asked(shelf, "framework"))
    assert lead is not None
    assert lead.html.count("<h1") == 1
    assert (
        "Of 5 endorsing governments, 1 (20\u202f%) have an NDC dated after their endorsement; "
        "for 2 it is dated on or before that day, for 2 it is unknown."
    ) in lead.html
    assert lead.filters == (
        ("Who", "National governments"), ("Grouping", "ITU regions"), ("Where", "World"), ("Edition", "1"),
    )  # fmt: skip


def test_the_cards_carry_rates_and_registries_of_those_to_whom_they_apply(shelf: Shelf) -> None:
    planning = body(shelf).charts["planning"]
    names = ("item", "due", "claimed", "verified", "registry_shows", "registry_does_not", "registry_unknown")
    rows = list(zip(*(column(planning, name) for name in names), strict=True))
    assert rows == [
        ("F8", 5, 3, 1, 1, 2, 2),
        ("F5", 4, 0, 0, 1, 0, 3),
        ("F6", 4, 1, 0, 0, 1, 3),
        ("F7", 4, 0, 0, 1, 0, 3),
    ]
    assert "NDC registry as of 19 August 2026." in planning.note
    assert planning.html.count("gda-bar") == 1  # of four that are due a share is withheld, and so is its bar


def test_new_ndcs_add_up_month_by_month(shelf: Shelf) -> None:
    submitted = body(shelf).charts["submitted"]
    assert column(submitted, "came")[:3] == [2, 0, 0]
    assert (submitted.table.rows[0][2], submitted.table.rows[-1][2]) == (2, 2)
    assert len(submitted.table.rows) == 25
    assert "2 of 5 national governments" in submitted.text_alternative
    assert "no new one for 1, and for 2 it is unknown" in submitted.text_alternative


def test_the_table_sets_claims_beside_registries_and_csv_holds_every_row(shelf: Shelf) -> None:
    countries = body(shelf).charts["countries"]
    rows = list(csv.DictReader(io.StringIO(countries.csv(asked(shelf, "framework").context))))
    by_code = {row["iso3"]: row for row in rows}
    assert list(by_code) == ["AUT", "FJI", "KEN", "MWI", "MYS"]
    kenya = by_code["KEN"]
    assert (kenya["ndc_status"], kenya["ndc_latest"], kenya["ndc_date"], kenya["ndc_timing"]) == (
        "Verified", "Second NDC", "2024-11-17", "after",
    )  # fmt: skip
    assert kenya["tna_registry"] == "report on record"
    assert (by_code["MWI"]["ndc_latest"], by_code["MWI"]["ndc_timing"]) == ("unknown", "unknown")
    assert (by_code["AUT"]["tna_status"], by_code["AUT"]["tna_registry"]) == ("Does not apply", "")
    assert by_code["AUT"]["ndc_timing"] == "on or before"
    austria = countries.html.split("Austria")[1].split("Fiji")[0]
    assert austria.count("Does not apply") == 2  # once for TNA and TAP, once for CTCN


def test_only_a_claim_that_a_registry_contradicts_differs(shelf: Shelf) -> None:
    countries = body(shelf, registry="differs").charts["countries"]
    assert column(countries, "country") == ["Fiji", "Malaysia"]
    assert column(countries, "differs") == [
        "claimed; the NDC on record is not dated after the endorsement",
        "claimed; the registry does not show it",
    ]
    assert countries.html.count("≠") == 2
    assert "For 2 of them a claim and a registry differ." in countries.text_alternative


def test_what_comes_from_a_registry_is_escaped_and_leads_nowhere_else(shelf: Shelf) -> None:
    html = body(shelf).charts["countries"].html
    assert "EU NDC &lt;b&gt;" in html
    assert "javascript:" not in html
    assert "https://unfccc.int/ttclear/tna/reports.html" in html


def test_the_union_stands_apart_from_the_countries(shelf: Shelf) -> None:
    found = body(shelf)
    assert "European Union" in found.parts["union"]
    assert "European Union" not in column(found.charts["countries"], "country")
    assert "/country?iso3=EUU&amp;edition=1" in found.parts["union"]


def test_a_search_knows_every_language_and_the_code(shelf: Shelf) -> None:
    assert column(body(shelf, search="osterr").charts["countries"], "iso3") == ["AUT"]
    assert column(body(shelf, search="mys").charts["countries"], "iso3") == ["MYS"]
    nobody = body(shelf, search="atlantis").charts["countries"]
    assert nobody.table.rows == ()
    assert "No government of these filters" in nobody.html


def test_where_nobody_is_due_the_page_says_why(shelf: Shelf) -> None:
    private = body(shelf, who="private_sector")
    assert sorted(private.charts) == ["actions", "planning"]
    assert private.charts["planning"].html.count("national governments of Parties outside Annex I") == 3
    assert "Choose national governments" in private.parts["note"]
    europe = body(shelf, where="Europe").charts["planning"].html
    assert europe.count("this applies to Parties outside Annex I, and none is in this filter") == 3


def test_all_types_stand_side_by_side_and_never_as_one_figure(shelf: Shelf) -> None:
    found = body(shelf, who="all")
    assert sorted(found.charts) == ["countries", "submitted", "timing", "types"]
    assert "All stakeholder types" not in column(found.charts["types"], "group")


def test_pages_hold_twenty_five_rows_and_a_page_too_far_shows_the_last(tmp_path: Path) -> None:
    write_sample(tmp_path / "editions", signatories=120)
    shelf = Shelf(tmp_path / "editions")
    first = body(shelf).charts["countries"]
    assert len(first.table.rows) == 83
    assert first.html.count('scope="row"') == 25
    last = body(shelf, page="99").charts["countries"]
    assert last.html.count('scope="row"') == 8
    assert "page 4 of 4" in last.html
    assert "Demonstration data" in first.source


def test_every_chart_draws_itself_in_each_way_and_can_be_kept(shelf: Shelf) -> None:
    charts = {**body(shelf).charts, **body(shelf, "country", iso3="KEN").charts}
    for name, chart in charts.items():
        assert chart.text_alternative, name
        assert pickle.loads(pickle.dumps(chart)).html == chart.html
        if chart.draw is not None:
            assert chart.figure().data, name
        if chart.sketch is not None:
            assert chart.sketch() is not None, name


def test_the_explored_bars_show_the_same_counts_and_hatch_what_is_not_verified(shelf: Shelf) -> None:
    found = body(shelf).charts
    timing = {trace.name: list(trace.x) for trace in found["timing"].figure().data}
    assert timing == {
        "After the endorsement": column(found["timing"], "after"),
        "On or before it": column(found["timing"], "not_after"),
        "Unknown": column(found["timing"], "unknown"),
    }
    hatched = [trace.name for trace in found["planning"].figure().data if trace.marker.pattern.shape]
    assert hatched == ["Claimed, not verified"]
    assert list(found["submitted"].figure().data[0].y) == column(found["submitted"], "total")


def test_a_signatory_country_shows_claims_beside_facts(shelf: Shelf) -> None:
    lead = book.lead("country", asked(shelf, "country", iso3="ken"))
    assert lead is not None
    assert lead.title == "Kenya"
    assert "Endorsed the Declaration on 16 November 2024." in lead.html
    found = body(shelf, "country", iso3="KEN")
    items = found.charts["items"]
    assert column(items, "item") == ["F8", "F5", "F6", "F7", "F1", "F2", "F3", "F4"]
    assert column(items, "registry")[:4] == [
        "Second NDC, 17 November 2024", "report on record", "unknown", "unknown",
    ]  # fmt: skip
    assert column(items, "status")[0] == "Verified"
    assert "/signatory?id=kenya&amp;edition=1" in found.parts["ways"]
    assert "/compare?what=signatories&amp;with=kenya&amp;edition=1" in found.parts["ways"]
    assert "/country?iso3=MWI&amp;edition=1" in found.parts["neighbours"]


def test_a_country_without_an_endorsement_is_never_said_to_have_refused(shelf: Shelf) -> None:
    lead = book.lead("country", asked(shelf, "country", iso3="USA"))
    assert lead is not None
    assert "No endorsement is recorded." in lead.html
    found = body(shelf, "country", iso3="USA")
    assert "not endorsed" not in repr(found)
    assert column(found.charts["items"], "registry")[0] == "a new NDC, 19 December 2024; the one in force is unknown"
    assert "Does not apply: for Parties outside Annex I" in column(found.charts["items"], "status")
    assert "/signatory" not in found.parts["ways"]


def test_who_withdrew_and_the_union_are_told_of(shelf: Shelf) -> None:
    chad = book.lead("country", asked(shelf, "country", iso3="TCD"))
    union = body(shelf, "country", iso3="EUU")
    assert chad is not None
    assert "Withdrew on 1 January 2026." in chad.html
    assert column(union.charts["items"], "registry")[0] == "EU NDC, 5 November 2025"
    assert union.parts["neighbours"] == ""


@pytest.mark.parametrize("code", ["", "XXX", "KENYA", "<script>"])
def test_an_unknown_code_is_nothing(shelf: Shelf, code: str) -> None:
    assert book.lead("country", asked(shelf, "country", iso3=code)) is None
    assert book.body("country", asked(shelf, "country", iso3=code)) is None
