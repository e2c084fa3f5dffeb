"""What stands under the headline about the roster: who is not due yet, and how little a register of three is."""

from pathlib import Path

import pytest

from gda_tracker.charts.not_due import not_due_yet
from gda_tracker.domain.rates import Funnel
from gda_tracker.i18n import text
from gda_tracker.publishing import book
from gda_tracker.publishing.asked import Body, Lead
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.services import analysis
from tests.homes import real


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("real")
    real(home).close()
    return home / "editions"


def seen(folder: Path, page: str, **query: str) -> tuple[Lead, Body]:
    asked = book.asked_of(Shelf(folder), page, query, "en", analysis)
    assert asked is not None
    lead, body = book.lead(page, asked), book.body(page, asked)
    assert lead is not None
    assert body is not None
    return lead, body


def test_one_body_is_one_body_and_three_endorsers_are_not_all(folder: Path) -> None:
    lead, _ = seen(folder, "")
    assert lead.title == "One private-sector body is due: no action of it is verified yet."
    assert "it has reported. Shares of fewer than five are withheld." in lead.description
    assert "0 have not reported" not in lead.html
    assert (
        "The register holds 3 endorsers in this edition (Private sector: 1; Academia: 1; Civil society: 1)" in lead.html
    )
    assert 'href="/progress?edition=1"' in lead.html
    assert "Governments: more than 80 on 12 March 2026; Others: more than 1,800 on 12 March 2026" in lead.html


def test_the_cards_say_why_nobody_can_be_due(folder: Path) -> None:
    _, body = seen(folder, "")
    html = body.charts["framework"].html
    assert "Nobody can be due: this applies to national governments of Parties outside Annex I." in html
    assert "<strong" not in html.split("TNA")[1].split("</li>")[0]


def test_nothing_of_a_single_body_is_drawn(folder: Path) -> None:
    _, body = seen(folder, "")
    drawn = [name for name, chart in body.charts.items() if chart.sketch and name != "map"]
    assert drawn == []
    for page, chart in (("objectives", "objectives"), ("framework", "actions")):
        assert seen(folder, page)[1].charts[chart].sketch is None


def test_many_who_are_not_due_yet_are_told_and_a_few_are_not() -> None:
    t = text("en")
    assert not_due_yet(t, Funnel(74, 28, 28, 0, 0)) == (
        "46 of 74 endorsers are not due yet and are not counted. Whoever is counted has reported."
    )
    assert "once it has reported" in not_due_yet(t, Funnel(20, 10, 8, 0, 0))
    assert not_due_yet(t, Funnel(83, 81, 40, 0, 0)) == ""
