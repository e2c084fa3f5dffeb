"""A real edition from nothing but public facts: create, import, report, review, publish, look; no mark anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gda_tracker import editions
from gda_tracker.i18n import text
from gda_tracker.publishing import book
from gda_tracker.publishing import overview as overviews
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.publishing.view import View
from gda_tracker.services import analysis
from tests.homes import real

from . import ftth

TODAY = date(2026, 11, 22)
DEMONSTRATION = ("emonstration", "invented")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What the command line does, step by step."""
    home = tmp_path_factory.mktemp("real")
    register = real(home)
    yield home
    register.close()


@pytest.fixture(scope="module")
def edition(home: Path) -> editions.Edition:
    return editions.Edition.open(editions.catalogue(home / "editions")[0].path)


def test_the_edition_is_real_and_counts_the_three_documented_endorsers(home: Path, edition: editions.Edition) -> None:
    info = editions.catalogue(home / "editions")[0]
    assert (info.number, info.is_demonstration, info.snapshot_on) == (1, False, TODAY)
    assert editions.funnel(edition).endorsed == 3
    assert editions.funnel(edition, stakeholder_type="national_government").endorsed == 0


def test_a_confirmed_first_output_is_response_and_action_but_no_adoption(edition: editions.Edition) -> None:
    rows = {row.item: row.counts for row in editions.rates(edition, stakeholder_type="private_sector")}
    o3 = rows["O3"]
    assert (o3.due, o3.responded, o3.acting, o3.claimed, o3.verified) == (1, 1, 1, 0, 0)
    assert o3.is_withheld
    o5, o8 = rows["O5"], rows["O8"]
    assert (o5.responded, o5.acting) == (1, 0)
    assert (o8.due, o8.responded) == (1, 0)


def test_overview_and_profile_are_correct_and_carry_no_demonstration_mark(
    home: Path, edition: editions.Edition
) -> None:
    context = overviews.context_of(editions.catalogue(home / "editions")[0], text("en"))
    shown = overviews.overview(edition, context, View(edition=1, stakeholder_type="private_sector"))
    asked = book.asked_of(Shelf(home / "editions"), "signatory", {"id": ftth.SIGNATORY}, "en", analysis)
    assert asked is not None
    page = (book.lead("signatory", asked), book.body("signatory", asked))
    assert None not in page
    written = " ".join([shown.lead.headline.html, *(chart.html + chart.source for chart in shown.charts.values())])
    written += repr(page)
    assert not [word for word in DEMONSTRATION if word in written]
    assert "FTTH Council Europe" in written
    assert "FTTH Eco Platform" in written
    assert "[stated endorser]" not in written
    assert ftth.facts_by_item()["O3"].source_url in written
