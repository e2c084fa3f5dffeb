"""Framework and country pages on a real edition: no government has endorsed on record, and 198 Parties have facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from gda_tracker import facts
from gda_tracker.publishing import book
from gda_tracker.publishing.asked import Asked
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.services import analysis

from .test_real_edition import DEMONSTRATION, home  # noqa: F401


@pytest.fixture(scope="module")
def shelf(home: Path) -> Shelf:  # noqa: F811
    return Shelf(home / "editions")


def asked(shelf: Shelf, path: str, **query: str) -> Asked:
    found = book.asked_of(shelf, path, query, "en", analysis)
    assert found is not None
    return found


def test_the_page_says_that_no_government_is_on_record(shelf: Shelf) -> None:
    opened = book.body("framework", asked(shelf, "framework"))
    governments = book.body("framework", asked(shelf, "framework", who="national_government"))
    assert opened is not None
    assert governments is not None
    assert "Choose national governments" in opened.parts["note"]
    for name in ("planning", "timing", "submitted"):
        assert "There is no national government in this filter." in governments.charts[name].html
    assert governments.charts["countries"].table.rows == ()
    written = repr([opened, governments])
    assert not [word for word in DEMONSTRATION if word in written]


def test_every_party_has_a_page_with_what_the_registries_hold(shelf: Shelf) -> None:
    known = {}
    for iso3 in facts.countries():
        shown, lead = (answer("country", asked(shelf, "country", iso3=iso3)) for answer in (book.body, book.lead))
        assert shown is not None, iso3
        assert lead is not None, iso3
        assert "No endorsement is recorded." in lead.html, iso3
        known[iso3] = shown.charts["items"].table.rows[0][6]
    assert len(known) == 198
    assert sorted(iso3 for iso3, said in known.items() if said == "unknown") == ["IRN", "LBY"]
    assert str(known["KEN"]).endswith("30 April 2025")


def test_a_country_is_named_in_the_language(shelf: Shelf) -> None:
    found = book.asked_of(shelf, "country", {"iso3": "CIV"}, "fr", analysis)
    assert found is not None
    lead = book.lead("country", found)
    assert lead is not None
    assert lead.title == "Côte d’Ivoire"
