"""What the overview says has changed: since the last edition and since the last COP, in exact numbers."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from gda_tracker.domain.since import Cop, Moves
from gda_tracker.editions import EditionInfo
from gda_tracker.publishing import book
from gda_tracker.publishing.asked import Asked
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.publishing.since_cop import edition_of_cop, last_cop
from gda_tracker.services import analysis
from tests.publishing.two_editions import write_two

Ask = Callable[..., Asked]
COP30 = Cop("COP30", "Belém", "2025", date(2025, 10, 10), date(2025, 12, 31))
COP31 = Cop("COP31", "Antalya", "2026", date(2026, 10, 9), date(2026, 12, 31))


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = tmp_path_factory.mktemp("two")
    write_two(folder)
    shelf = Shelf(folder)

    def asked(**query: str) -> Asked:
        found = book.asked_of(shelf, "", query, "en", analysis)
        assert found is not None
        return found

    return asked


def part(asked: Asked, name: str) -> str:
    body = book.body("", asked)
    assert body is not None
    return body.parts[name].replace("\u202f", " ")


def test_key_figures_say_how_they_changed_since_the_last_edition(ask: Ask) -> None:
    keys = part(ask(), "keys")
    assert "Verified: +1 since edition 1 (+13.3 percentage points)" in keys  # 1 of 5, then 2 of 6
    assert "3 of 6 (50 %)" in keys
    assert "+1 since edition 1 (+10 percentage points)" in keys  # 2 of 5 reported, then 3 of 6
    assert "2 of 6 (33 %)" in keys  # on time
    assert "1 verified as new or expanded" in keys
    assert "unchanged since edition 1" in keys


def test_the_first_edition_has_a_dash_for_every_change(ask: Ask) -> None:
    keys = part(ask(edition="1"), "keys")
    assert keys.count('<small class="gda-change">–</small>') == 3
    assert "Verified: –" in keys
    assert "since edition" not in keys


def test_a_share_that_is_withheld_changes_by_no_percentage_points(ask: Ask) -> None:
    keys = part(ask(by="itu_region", where="Africa"), "keys")  # Kenya, and Togo since it endorsed
    assert "Verified: unchanged since edition 1" in keys
    assert "percentage points" not in keys


def test_a_figure_that_fell_is_said_with_its_minus(ask: Ask) -> None:
    keys = part(ask(by="itu_region", where="Asia-Pacific", who="national_government"), "keys")
    assert "−1 since edition 1" in keys  # Fiji's facts are out of date, Nepal was always silent


def test_what_moved_since_the_last_cop_is_counted_exactly(ask: Ask) -> None:
    now, before = ask(), ask(edition="1")
    moved = analysis.since(before.edition, now.edition, dimension="all", member="all")
    assert moved == {"national_government": Moves(1, 2, 2, 2, 1, 1)}
    said = part(now, "since")
    assert "Since COP30, Belém" in said
    assert (
        "National governments: 1 endorsed, 2 reported for the first time, 2 items were newly verified and 1 fell out "
        "of date." in said
    )
    assert "edition 1 of 15 January 2026, the first dated on or after 31 December 2025" in said
    assert said.count("/progress?who=national_government&amp;by=itu_region&amp;where=all&amp;from=1") == 4


def test_a_region_counts_its_own_moves(ask: Ask) -> None:
    now, before = ask(), ask(edition="1")
    africa = analysis.since(before.edition, now.edition, dimension="itu_region", member="Africa")
    assert africa == {"national_government": Moves(1, 0, 1, 1, 0, 0)}
    assert analysis.since(before.edition, now.edition, dimension="sids", member="yes") == {
        "national_government": Moves(0, 0, 0, 0, 1, 1)
    }


def test_pooled_counts_come_with_their_parts_and_without_figures_that_have_none(ask: Ask) -> None:
    asked = ask(who="all")
    since, keys = part(asked, "since"), part(asked, "keys")
    assert "By stakeholder type" in since
    assert '<th scope="row">National governments</th><td class="num">1</td><td class="num">2</td>' in since
    assert "Reported on time" not in keys
    assert "Verified among those who reported" not in keys


def test_without_an_edition_after_a_cop_the_section_says_what_is_missing(ask: Ask) -> None:
    said = part(ask(edition="1"), "since")
    assert "No earlier edition is dated on or after 31 December 2025" in said
    assert "gda-number" not in said


def test_the_last_cop_is_the_newest_whose_cycle_had_closed() -> None:
    def info(number: int, on: date) -> EditionInfo:
        return EditionInfo(number, datetime(2026, 1, 1), on, "1.0", 1, False, "", "", Path("x"))

    first, second, third = (
        info(n, on) for n, on in enumerate((date(2025, 12, 30), date(2025, 12, 31), date(2026, 5, 1)), 1)
    )
    assert last_cop((COP30, COP31), second) is None
    assert last_cop((COP30, COP31), third) == COP30
    assert last_cop((COP30, COP31), info(9, date(2027, 1, 1))) == COP31
    assert edition_of_cop(COP30, (first,)) is None
    assert edition_of_cop(COP30, (third, second, first)) == second


def test_the_lead_says_what_the_page_is_for_and_how_old_it_is(ask: Ask) -> None:
    lead = book.lead("", ask())
    assert lead is not None
    assert lead.html.count("<h1") == 1
    assert "How far signatories follow up on the COP29 Declaration on Green Digital Action" in lead.html
    assert "Last updated 1 November 2026: edition 2, method 1.0" in lead.html
