"""The list of signatories: filters, pages, letters, an empty result that helps, and everything as a file."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from gda_tracker import editions
from gda_tracker.publishing import book, directory, finding
from gda_tracker.publishing.asked import Asked
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.services import analysis
from tests.sample_edition import edition_row

ON = date(2026, 11, 14)
CELL = {"item": "O3", "is_due": True, "off_scale": None, "age_class": "fresh", "as_of": ON}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Kenya, verified on III; 119 companies `Company 001` …, every second in Africa; company 001 claims III."""
    folder = tmp_path_factory.mktemp("directory") / "editions"
    companies = [
        {"id": f"company-{n:03d}", "name": f"Company {n:03d}", "stakeholder_type": "private_sector", "iso3": "FRA",
         "itu_region": "Africa" if n % 2 else "Europe", "endorsed_on": date(2025, 1, 1) + timedelta(days=n)}
        for n in range(1, 120)
    ]  # fmt: skip
    kenya = {"id": "kenya", "name": "Kenya", "name_fr": "Kénya", "stakeholder_type": "national_government",
             "iso3": "KEN", "itu_region": "Africa", "endorsed_on": date(2024, 11, 16)}  # fmt: skip
    cells = [
        CELL | {"signatory_id": "kenya", "claimed": 3, "assessed": 3, "evidence": 3},
        CELL | {"signatory_id": "company-001", "claimed": 3, "assessed": 2, "evidence": 1},
    ]
    follow_up = [
        {"signatory_id": "kenya", "due": 8, "responded": 5, "claimed": 3, "evidence_backed": 2, "verified": 1,
         "has_report": True},
        {"signatory_id": "company-001", "due": 8, "responded": 0, "claimed": 0, "evidence_backed": 0, "verified": 0,
         "has_report": False},
    ]  # fmt: skip
    tables = {
        "edition": edition_row(1, ON),
        "item": pl.DataFrame(
            [{"code": "O3", "kind": "objective", "sort": 3, "short": "Digital's own footprint", "title": "Title"}]
        ),
        "signatory": pl.DataFrame([*companies, kenya], infer_schema_length=None),
        "cell": pl.DataFrame(cells),
        "follow_up": pl.DataFrame([row | {"additionality": "any"} for row in follow_up]),
        "reporting": pl.DataFrame(
            [{"signatory_id": "kenya", "cycle": "2026", "light": "on_time", "due_on": date(2026, 10, 9)}]
        ),
        "funnel": pl.DataFrame(
            [{"item": "any", "dimension": "itu_region", "member": member, "stakeholder_type": "all",
              "additionality": "any", "endorsed": 1, "due": 1, "reported": 0, "claimed": 0, "evidence_backed": 0,
              "verified": 0, "possible": 1} for member in ("Africa", "Europe")]
        ),
    }  # fmt: skip
    editions.write(folder, 1, tables)
    return Shelf(folder)


def asked(shelf: Shelf, language: str = "en", **query: str) -> Asked:
    found = book.asked_of(shelf, "signatories", query, language, analysis)
    assert found is not None
    return found


def parts(shelf: Shelf, **query: str) -> dict[str, str]:
    return dict(directory.page_body(asked(shelf, **query)).parts)


def names(html: str) -> list[str]:
    return [line.split("</a>")[0].rsplit(">", 1)[1] for line in html.splitlines() if 'role="rowheader"' in line]


def test_a_page_holds_fifty_in_alphabetical_order_and_says_where_one_is(shelf: Shelf) -> None:
    table = parts(shelf)["table"]
    assert names(table)[:2] == ["Company 001", "Company 002"]
    assert len(names(table)) == 50
    assert "120 signatories; page 1 of 3." in table
    assert names(parts(shelf, page="3")["table"])[-2:] == ["Company 119", "Kenya"]


@pytest.mark.parametrize("word", ["4", "99", "99999999"])
def test_a_page_beyond_the_last_is_the_last(shelf: Shelf, word: str) -> None:
    assert "page 3 of 3." in parts(shelf, page=word)["table"]


@pytest.mark.parametrize("word", ["0", "-1", "x", "²", "1e3", "9" * 30])
def test_a_page_that_is_no_number_is_the_first(shelf: Shelf, word: str) -> None:
    assert "page 1 of 3." in parts(shelf, page=word)["table"]


def test_filters_and_search_narrow_together(shelf: Shelf) -> None:
    assert finding.matches(asked(shelf, who="private_sector", where="Africa")).total == 60
    assert finding.matches(asked(shelf, who="private_sector", where="Africa", search="001")).total == 1
    assert finding.matches(asked(shelf, light="on_time")).total == 1
    assert finding.matches(asked(shelf, search="national government")).total == 1
    assert finding.matches(asked(shelf, search="gouvernements nationaux")).total == 1


def test_who_is_verified_on_an_item_and_who_only_claims_it(shelf: Shelf) -> None:
    verified = finding.matches(asked(shelf, item="O3", show="verified"))
    claimed = finding.matches(asked(shelf, item="O3", show="claimed"))
    assert [row.id for row in verified.part()] == ["kenya"]
    assert [row.id for row in claimed.part()] == ["company-001", "kenya"]
    assert finding.matches(asked(shelf, item="any")).total == 1
    assert finding.matches(asked(shelf, show="claimed")).total == 120


def test_the_order_follows_the_choice_and_is_never_by_merit(shelf: Shelf) -> None:
    assert names(parts(shelf, sort="newest")["table"])[0] == "Company 119"
    assert names(parts(shelf, sort="oldest")["table"])[0] == "Kenya"
    assert "letters" in parts(shelf)
    assert not parts(shelf, sort="newest")["letters"]
    assert finding.selection(asked(shelf, sort="verified")).order == editions.Order.NAME


def test_letters_count_the_names_and_lead_to_their_page(shelf: Shelf) -> None:
    letters = parts(shelf)["letters"]
    assert "C <small>119</small>" in letters
    assert 'href="/signatories?page=3&amp;edition=1">K <small>1</small>' in letters


def test_the_pages_have_links_that_keep_the_filters(shelf: Shelf) -> None:
    ways = parts(shelf, who="private_sector", page="2")["pages"]
    assert 'href="/signatories?who=private_sector&amp;page=3&amp;edition=1"' in ways
    assert 'href="/signatories?who=private_sector&amp;page=2&amp;edition=1" aria-current="page"' in ways
    assert "Download all 119 as CSV" in ways


def test_silence_is_not_zero_and_nothing_due_is_said(shelf: Shelf) -> None:
    rows = [line for line in parts(shelf, page="3", search="")["table"].splitlines() if "rowheader" in line]
    assert "1 of 8" in rows[-1]
    first = next(line for line in parts(shelf)["table"].splitlines() if "Company 001" in line)
    assert "no report" in first
    second = next(line for line in parts(shelf)["table"].splitlines() if "Company 002" in line)
    assert "nothing due" in second


def test_an_empty_result_names_what_was_asked_and_how_to_widen(shelf: Shelf) -> None:
    found = parts(shelf, search="Kenya", who="private_sector")
    assert set(found) == {"none"}
    assert "“Kenya”, “Private sector”" in found["none"]
    assert "Without “Kenya”: 119 signatories" in found["none"]
    assert "Without “Private sector”: one signatory" in found["none"]
    assert 'href="/signatories?search=Kenya&amp;edition=1"' in found["none"]


def test_what_is_searched_is_escaped(shelf: Shelf) -> None:
    found = parts(shelf, search="<script>alert(1)</script>")
    assert "<script>" not in found["none"]
    assert "&lt;script&gt;" in found["none"]


def test_names_of_invented_bodies_are_marked(shelf: Shelf) -> None:
    assert '<span class="gda-invented">(demonstration)</span>' in parts(shelf, search="kenya")["table"]


def test_the_file_holds_every_match_in_order_with_source_and_mark(shelf: Shelf) -> None:
    rows = list(csv.DictReader(io.StringIO(finding.export(asked(shelf, who="private_sector", page="2")))))
    assert len(rows) == 119
    assert (rows[0]["id"], rows[0]["country"], rows[0]["endorsed_on"]) == ("company-001", "France", "2025-01-02")
    assert rows[0]["source"].startswith("Edition 1, ")
    assert rows[0]["demonstration"] == "Demonstration data – not real reports"


def test_the_bar_is_told_before_it_stands(shelf: Shelf) -> None:
    lead = directory.page_lead(asked(shelf, search="ken", who="academia", item="O3"))
    values = dict(lead.filters)
    assert values["Search"] == "ken"
    assert (values["Who"], values["Item"], values["Show"]) == ("Academia", "III Digital's own footprint", "Verified")
    assert lead.html.count("<h1") == 1
    assert "Last updated 14 November 2026: edition 1" in lead.html


def test_a_list_in_french_shows_and_sorts_french_names(shelf: Shelf) -> None:
    table = directory.page_body(asked(shelf, "fr", search="kenya")).parts["table"]
    assert names(table) == ["Kénya"]


def test_an_edition_without_signatories_says_so(tmp_path: Path) -> None:
    editions.write(tmp_path / "editions", 1, {"edition": edition_row(1, ON)})
    assert "This edition records no signatory yet." in parts(Shelf(tmp_path / "editions"))["none"]
