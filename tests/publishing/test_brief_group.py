"""What a brief of a group says of registries and of its peers: the edition's numbers, by plain SQL."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from pypdf import PdfReader

from gda_tracker import editions
from gda_tracker.domain.rates import Counts
from gda_tracker.i18n import alphabetical
from gda_tracker.publishing.brief_paper import Brief, brief_pdf
from gda_tracker.publishing.framework_countries import ndc_tally, new_tally, places, shown_tally
from tests.publishing.test_brief import asked, brief, part, points, rows, section
from tests.publishing.two_editions import write_two
from tests.sample_edition import edition_row, write_sample

FACT = ("what", "whom", "value", "date", "source_title")
READ = "derived from ndc.csv (registry as scraped to 2026-08-19)"


def _facts(_entries: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Two NDCs, one of them after the endorsement, two words on TNA, one CTCN assistance; the rest is unknown."""
    rows_ = [
        ("ndc_latest", "KEN", "Third NDC", date(2026, 4, 30), READ),
        ("ndc_latest", "FJI", "Second NDC", date(2020, 1, 1), READ),
        ("ndc_new_since_2024_11", "KEN", "yes", date(2026, 4, 30), READ),
        ("ndc_new_since_2024_11", "FJI", "no", None, READ),
        ("tna_report", "KEN", "true", None, "third-party reading"),
        ("tna_report", "TUV", "false", None, "third-party reading"),
        ("ctcn_assistance_count", "KEN", "6", date(2026, 8, 18), "third-party reading"),
    ]
    return {
        "registry_fact": pl.DataFrame([dict(zip(FACT, row, strict=True)) for row in rows_], infer_schema_length=None)
    }


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("groups")
    write_sample(folder, more=_facts)
    return folder


KINDS = (
    {"what": "region", "id": "Africa"},
    {"what": "region", "by": "ldc", "id": "yes", "who": "academia"},
    {"what": "type", "id": "philanthropy"},
    {"what": "council"},
    {"what": "cop"},
)


@pytest.mark.parametrize("query", KINDS)
def test_every_kind_of_brief_has_registries_peers_and_asks_in_this_order(sample: Path, query: dict[str, str]) -> None:
    heads = [one.heading.split(":")[0] for one in brief(asked(sample, query)).sections]
    assert heads[-4:] == ["Verified, claimed, missing", "Public registries", "Peers", "Suggested asks"]


@pytest.mark.parametrize(
    ("query", "dimension", "member"),
    [
        ({"what": "council"}, "all", "all"),
        ({"what": "region", "id": "Africa"}, "itu_region", "Africa"),
        ({"what": "region", "by": "sids", "id": "yes"}, "sids", "yes"),
        ({"what": "type", "id": "national_government"}, "all", "all"),
    ],
)
def test_registries_are_counted_as_on_the_public_page(
    sample: Path, query: dict[str, str], dimension: str, member: str
) -> None:
    what = asked(sample, query)
    found, _ = places(what.edition, what.text, dimension=dimension, member=member, grouping="itu_region")
    tallies = [ndc_tally(found), new_tally(found), *(shown_tally(found, item) for item in ("F5", "F6", "F7"))]
    told = rows(brief(what), "Public registries")
    assert [row[0] for row in told] == ["NDC", "NDC", "TNA", "TAP", "CTCN"]
    assert [row[2:5] for row in told] == [
        (f"{one.yes} of {one.total}", str(one.no), str(one.unknown)) for one in tallies
    ]
    assert [row[5] for row in told] == ["19 August 2026", "19 August 2026", "unknown", "unknown", "18 August 2026"]


def test_what_no_source_says_stays_unknown(sample: Path) -> None:
    what = asked(sample, {"what": "council"})
    told = {(row[0], row[1]): row[2:5] for row in rows(brief(what), "Public registries")}
    ((governments, outside),) = what.edition.rows(
        "SELECT count(*), count(*) FILTER (NOT annex_i) FROM signatory WHERE stakeholder_type = 'national_government'"
    )
    assert told["NDC", "dated after the endorsement"] == (f"1 of {governments}", "1", str(governments - 2))
    assert told["NDC", "new since November 2024"] == (f"1 of {governments}", "1", str(governments - 2))
    assert told["TNA", "report on record"] == (f"1 of {outside}", "1", str(outside - 2))
    assert told["TAP", "plan on record"] == (f"0 of {outside}", "0", str(outside))
    assert told["CTCN", "technical assistance published"] == (f"1 of {outside}", "0", str(outside - 1))


def test_of_a_type_that_is_no_country_registries_say_nothing(sample: Path) -> None:
    found = section(brief(asked(sample, {"what": "type", "id": "academia"})), "Public registries")
    assert found.grid is None
    assert found.sentences == (
        "The registries of NDC, TNA, TAP and CTCN are about Parties and say nothing of academic bodies.",
    )


def test_the_european_union_stands_apart_from_the_countries(tmp_path: Path) -> None:
    bodies = [("germany", "national_government", "DEU"), ("union", "international_organisation", "EUU")]
    facts_ = [("ndc_latest", iso3, f"NDC of {iso3}", date(2025, 11, 5), READ) for _, _, iso3 in bodies]
    tables = {
        "edition": edition_row(1, date(2026, 11, 14)),
        "signatory": pl.DataFrame(
            [
                {"id": name, "name": name.title(), "stakeholder_type": kind, "iso3": iso3, "itu_region": "Europe",
                 "annex_i": True, "endorsed_on": date(2024, 11, 16)}
                for name, kind, iso3 in bodies
            ]
        ),
        "item": pl.DataFrame([{"code": "F8", "kind": "framework", "sort": 1, "short": "NDC", "title": "NDC"}]),
        "funnel": pl.DataFrame(
            [
                {"item": "any", "dimension": "all", "member": "all", "stakeholder_type": kind, "additionality": "any",
                 "endorsed": 1} | dict.fromkeys(("due", "reported", "claimed", "evidence_backed", "verified"), 0)
                | {"possible": 0}
                for _, kind, _ in bodies
            ]
        ),
        "registry_fact": pl.DataFrame([dict(zip(FACT, fact, strict=True)) for fact in facts_]),
    }  # fmt: skip
    editions.write(tmp_path, 1, tables)
    whole = section(brief(asked(tmp_path, {"what": "council"})), "Public registries")
    said = "Union, apart from the countries – NDC: NDC of EUU, 5 November 2025; after the endorsement."
    assert whole.notes[0] == said
    assert whole.grid is not None
    assert whole.grid.rows[0][2:5] == ("1 of 1", "0", "0")
    assert whole.grid.rows[2][2:5] == ("–", "–", "–")
    of_type = section(brief(asked(tmp_path, {"what": "type", "id": "international_organisation"})), "Public registries")
    assert of_type.grid is None
    assert "of this type, the European Union alone" in of_type.sentences[0]
    assert of_type.sentences[1] == whole.notes[0]


def _peers(found: Brief) -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in rows(found, "Peers")}


def _counted(due: int, responded: int, claimed: int, backed: int, verified: int) -> tuple[str, ...]:
    grade = Counts(due, responded).coverage_grade or ("withheld" if due else "–")
    stages = (responded, claimed, backed, verified)
    return (str(due), *(part(count, due) if due else "–" for count in stages), grade)


@pytest.mark.parametrize(
    ("query", "dimension", "kind"),
    [
        ({"what": "region", "id": "Africa"}, "itu_region", "national_government"),
        ({"what": "region", "by": "un_region", "id": "Oceania", "who": "academia"}, "un_region", "academia"),
        ({"what": "council", "who": "civil_society"}, "itu_region", "civil_society"),
        ({"what": "cop"}, "itu_region", "national_government"),
    ],
)
def test_regions_stand_beside_each_other_for_one_type(
    sample: Path, query: dict[str, str], dimension: str, kind: str
) -> None:
    what = asked(sample, query)
    found = brief(what)
    counted = what.edition.rows(
        "SELECT member, due, reported, claimed, evidence_backed, verified FROM funnel WHERE item = 'any' "
        "AND additionality = 'any' AND dimension = $d AND stakeholder_type = $k",
        {"d": dimension, "k": kind},
    )
    assert len(counted) > 4
    assert {name: row[1:] for name, row in _peers(found).items()} == {row[0]: _counted(*row[1:]) for row in counted}
    names = list(_peers(found))
    assert names == sorted(names, key=alphabetical)


def test_types_stand_beside_a_type_and_none_is_pooled(sample: Path) -> None:
    what = asked(sample, {"what": "type", "id": "philanthropy"})
    found = brief(what)
    counted = what.edition.rows(
        "SELECT due, reported, claimed, evidence_backed, verified FROM funnel WHERE item = 'any' AND dimension = 'all' "
        "AND additionality = 'any' AND stakeholder_type <> 'all'"
    )
    assert sorted(row[1:] for row in _peers(found).values()) == sorted(_counted(*row) for row in counted)
    assert len(counted) == 9
    assert "All stakeholder types" not in _peers(found)
    assert list(_peers(found))[:2] == ["Academia", "Civil society"]


def test_whom_the_brief_is_about_is_marked_among_its_peers(sample: Path) -> None:
    for query, own in (
        ({"what": "region", "id": "Europe"}, "Europe"),
        ({"what": "type", "id": "academia"}, "Academia"),
    ):
        grid = section(brief(asked(sample, query)), "Peers").grid
        assert grid is not None
        assert grid.own is not None
        assert grid.rows[grid.own][0] == own
    whole = section(brief(asked(sample, {"what": "council"})), "Peers").grid
    assert whole is not None
    assert whole.own is None


def test_shares_and_grades_of_small_groups_are_withheld(tmp_path: Path) -> None:
    write_two(tmp_path)
    found = brief(asked(tmp_path, {"what": "region", "id": "Africa"}))
    assert _peers(found) == {
        "Africa": ("2", "2", "1", "1", "1", "1", "withheld"),
        "Americas": ("1", "1", "1", "0", "0", "0", "withheld"),
        "Asia-Pacific": ("2", "2", "0", "0", "0", "0", "withheld"),
        "Europe": ("1", "1", "1", "1", "1", "1", "withheld"),
    }
    assert all("%" not in "".join(row) for row in rows(found, "Peers"))


@pytest.mark.parametrize(
    ("query", "dimension", "member", "kind"),
    [
        ({"what": "region", "id": "Africa"}, "itu_region", "Africa", "national_government"),
        ({"what": "type", "id": "academia"}, "all", "all", "academia"),
        ({"what": "council"}, "all", "all", "national_government"),
    ],
)
def test_a_group_is_first_asked_for_the_reports_that_did_not_come(
    sample: Path, query: dict[str, str], dimension: str, member: str, kind: str
) -> None:
    what = asked(sample, query)
    ((missing, of),) = what.edition.rows(
        "SELECT count(*) FILTER (received_on IS NULL), count(*) FROM reporting JOIN membership USING (signatory_id) "
        "JOIN signatory ON id = signatory_id WHERE dimension = $d AND member = $m AND stakeholder_type = $k",
        {"d": dimension, "m": member, "k": kind},
    )
    assert missing > 1
    first = section(brief(what), "Suggested asks").points[0]
    assert first.words == "Report for COP31"
    assert first.about == f"{missing} of {of} have not sent one. It was due by 9 October 2026."


def test_where_all_have_reported_no_report_is_asked_for(tmp_path: Path) -> None:
    write_two(tmp_path)
    for region, said in (("Africa", "1 of 2 has not sent one. It was due by 9 October 2026."), ("Europe", "")):
        asks = points(brief(asked(tmp_path, {"what": "region", "id": region})), "Suggested asks")
        assert asks.get("Report for COP31", "") == said


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("query", [*KINDS, {"what": "signatory", "id": "ken"}, {"what": "signatory", "id": "tuv"}])
def test_no_brief_is_longer_than_three_pages_nor_ends_on_a_few_lines(
    sample: Path, query: dict[str, str], language: str
) -> None:
    what = asked(sample, query, language=language)
    told = [page.extract_text() for page in PdfReader(BytesIO(brief_pdf(brief(what), what.context))).pages]
    assert len(told) <= 3
    assert len(told[-1].splitlines()) > 8
