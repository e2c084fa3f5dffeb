"""Good practices: what matches, the nearest first, a letter to the secretariat, and nothing offered is obeyed."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from gda_tracker.domain.distances import great_circle_km, rounded_km
from gda_tracker.publishing import book
from gda_tracker.publishing.asked import Asked, Body
from gda_tracker.publishing.installation import Installation
from gda_tracker.publishing.practices import found_of
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.services import analysis
from gda_tracker.settings import Settings
from tests.publishing.side_by_side import HOSTILE, write_side_by_side

SECRETARIAT = Installation(contact_email="green+practice@itu.int")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder: Path = tmp_path_factory.mktemp("editions")
    write_side_by_side(folder)
    write_side_by_side(folder, number=2, is_demonstration=True)
    return Shelf(folder)


def asked(shelf: Shelf, language: str = "en", installation: Installation = SECRETARIAT, **query: str) -> Asked:
    found = book.asked_of(shelf, "practices", {"edition": "1"} | query, language, analysis, installation)
    assert found is not None
    return found


def body(shelf: Shelf, **query: str) -> Body:
    found = book.body("practices", asked(shelf, **query))
    assert found is not None
    return found


def titles(shelf: Shelf, **query: str) -> list[str]:
    return [practice.title for practice in found_of(asked(shelf, **query)).practices]


def test_without_a_wish_signatories_stand_in_alphabetical_order(shelf: Shelf) -> None:
    assert titles(shelf) == ["=1+1 <script>alert(1)</script>", "Peer visits", "Warnings by radio", "Flood maps"]


def test_near_uganda_the_neighbours_come_first_and_who_has_no_country_last(shelf: Shelf) -> None:
    assert titles(shelf, near="UGA")[1:] == ["Flood maps", "Warnings by radio", "Peer visits"]
    page = body(shelf, near="UGA").parts["list"]
    assert "in Uganda" in page
    assert "about 600 km away · same region: Africa" in page
    assert "about 15,800 km away" in page
    assert "no country of its own" in page
    assert "it is not stored and not sent on" in body(shelf, near="UGA").parts["before"]


def test_what_a_country_shares_is_said_in_words(shelf: Shelf) -> None:
    page = body(shelf, near="GHA", search="flood").parts["list"]
    assert "same region: Africa · same income group: Lower middle income" in page


def test_a_country_is_known_by_code_and_by_name_in_any_language(shelf: Shelf) -> None:
    for word in ("AUT", "Austria", "Autriche"):
        assert asked(shelf, near=word).query["near"] == "AUT"
    assert "near" not in asked(shelf, near="Atlantis").query
    assert titles(shelf, near="EUU") == titles(shelf)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"item": "O8"}, ["Peer visits"]),
        ({"element": "O1.4"}, ["Flood maps"]),
        ({"item": "O8", "element": "O1.4"}, ["Peer visits"]),
        ({"where": "Africa"}, ["=1+1 <script>alert(1)</script>", "Flood maps"]),
        ({"by": "income_group", "where": "Low income"}, ["=1+1 <script>alert(1)</script>"]),
        ({"who": "international_organisation"}, ["Peer visits"]),
        ({"search": "FIJI islánds"}, ["Warnings by radio"]),
        ({"search": "%"}, []),
        ({"search": "'; DROP TABLE practice"}, []),
    ],
)
def test_filters_leave_what_they_say(shelf: Shelf, query: dict[str, str], found: list[str]) -> None:
    assert titles(shelf, **query) == found


def test_grid_list_and_csv_count_the_same(shelf: Shelf) -> None:
    for query in ({}, {"where": "Africa"}, {"item": "O1"}, {"by": "sids"}, {"search": "radio"}):
        found = body(shelf, **query)
        total = len(found_of(asked(shelf, **query)).practices)
        assert sum(int(str(row[3])) for row in found.charts["grid"].table.rows) == total
        assert len(found.charts["practices"].table.rows) == total
        assert found.parts["list"].count("<h3>") == total


def test_the_grid_says_none_and_each_of_its_numbers_leads_to_its_practices(shelf: Shelf) -> None:
    chart = body(shelf).charts["grid"]
    assert [row for row in chart.table.rows if row[0] == "O1"] == [
        ("O1", "Digital tools for climate action", "Africa", 2),
        ("O1", "Digital tools for climate action", "Asia-Pacific", 1),
        ("O1", "Digital tools for climate action", "Europe", 0),
        ("O1", "Digital tools for climate action", "In no group", 0),
    ]
    assert ">none<" in chart.html
    link = re.search(r'href="(/practices\?[^"]*where=Africa[^"]*)"', chart.html)
    assert link is not None
    query = {key: words[0] for key, words in parse_qs(urlsplit(link[1].replace("&amp;", "&")).query).items()}
    assert len(titles(shelf, **query)) == 2
    assert chart.text_alternative == (
        "4 practices over 8 items and 4 groups. By item: Digital tools for climate action: 3; Sharing best practice: 1."
    )
    assert chart.sketch is not None
    assert [cell.text for cell in chart.sketch().rows[0].cells] == ["2", "1", "none", "none"]


def test_an_offer_is_never_called_verified_but_its_newest_report_may_be(shelf: Shelf) -> None:
    page = body(shelf, item="O1", where="Africa").parts["list"]
    assert page.count("gda-pill verified") == 1
    assert "Newest report on this item, 2026" in page
    assert "the practice itself has not been verified" in body(shelf).parts["before"]
    row = body(shelf, search="flood").charts["practices"].table.rows[0]
    assert row[:4] == ("Flood maps", "Drawn by 40 villages.", "O1", "O1.3 O1.4")
    assert row[11] == "Verified"


def test_contact_goes_to_the_secretariat_and_names_practice_and_edition(shelf: Shelf) -> None:
    page = body(shelf, search="flood").parts["list"]
    link = re.search(r'href="mailto:([^"?]+)\?subject=([^"]+)"', page)
    assert link is not None
    assert link[1] == "green+practice@itu.int"
    assert unquote(link[2]) == "Contact for the practice “Flood maps” of Kenya, edition 1"
    marked = body(shelf, search="flood", edition="2").parts["list"]
    assert "subject=Demonstration%20data" in marked


def test_without_an_address_the_page_says_so_and_what_to_do(shelf: Shelf) -> None:
    found = book.body("practices", asked(shelf, installation=Installation()))
    assert found is not None
    assert "mailto:" not in found.parts["list"]
    assert "No contact address is set here" in found.parts["before"]
    assert "write to the signatory itself" in found.parts["before"]
    with pytest.raises(ValueError, match="contact_email"):
        Settings(contact_email="a@b.example?bcc=all@example.org")


def test_hostile_offers_are_shown_and_not_run(shelf: Shelf) -> None:
    found = body(shelf)
    page = "".join(found.parts.values()) + found.charts["grid"].html
    assert "<script>" not in page
    assert HOSTILE not in page
    assert "javascript:" not in page
    assert page.count("Read more") == 1
    subjects = re.findall(r"subject=([^\"]+)", page)
    assert len(subjects) == 4
    assert not any("\n" in unquote(subject) or "&" in subject for subject in subjects)
    context = asked(shelf).context
    assert "'=1+1 <script>" in found.charts["practices"].csv(context)


def test_twenty_stand_on_a_page_and_a_page_beyond_the_last_is_the_last(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = found_of(asked(shelf)).practices[0]
    monkeypatch.setattr("gda_tracker.editions.practices", lambda *_, **__: (one,) * 45)
    assert [len(found_of(asked(shelf, page=page)).shown) for page in ("1", "3", "9", "0", "x", "٣")] == [
        20, 5, 5, 20, 20, 20,
    ]  # fmt: skip
    pages = body(shelf, page="2", where="Africa").parts["pages"]
    assert "Page 2 of 3" in pages
    assert "page=1&amp;where=Africa&amp;edition=1" in pages
    assert "page=3" in pages


def test_nothing_found_is_said_with_a_way_back(shelf: Shelf) -> None:
    found = body(shelf, search="atlantis")
    assert "No practice matches" in found.parts["list"]
    lead = book.lead("practices", asked(shelf, search="atlantis"))
    assert lead is not None
    assert "0 practices" not in lead.html
    assert "<table" not in found.charts["grid"].html
    assert found.charts["grid"].draw is None
    assert found.charts["grid"].text_alternative == "No practice matches. The table stays empty."


def test_a_repeated_offer_is_said_to_count_once(shelf: Shelf) -> None:
    found = book.body("practices", asked(shelf))
    assert found is not None
    assert "An offer that is repeated in a later cycle counts once." in found.parts["before"]


def test_the_heading_counts_what_matches(shelf: Shelf) -> None:
    lead = book.lead("practices", asked(shelf, where="Africa"))
    assert lead is not None
    assert lead.html.count("<h1") == 1
    assert "2 practices match." in lead.html
    assert ("Near you", "Anywhere") in lead.filters
    assert ("Who", "All stakeholder types") in lead.filters


def test_distances_are_great_circles_and_said_roundly() -> None:
    assert great_circle_km(0, 0, 0, 180) == pytest.approx(20015, abs=1)
    assert great_circle_km(48.86, 2.35, -1.29, 36.82) == pytest.approx(6485, abs=15)
    assert great_circle_km(-17.7, 178.0, -13.8, -172.1) == pytest.approx(1140, abs=15)
    assert [rounded_km(km) for km in (3, 120, 130, 960, 1049, 1151)] == [100, 100, 150, 950, 1000, 1200]
