"""Governments with their cells on the framework, and what registries hold, as an edition gives them."""

from collections.abc import Iterator
from datetime import date

import pytest

from gda_tracker.editions import Edition
from gda_tracker.editions.framework import action_cells, country_facts, government, governments
from tests.framework_edition import ENDORSED_ON, write_framework


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    with Edition.open(write_framework(tmp_path_factory.mktemp("framework"))) as opened:
        yield opened


def test_governments_come_alphabetically_without_who_withdrew_and_with_the_union_marked(edition: Edition) -> None:
    found = governments(edition)
    assert [one.id for one in found] == ["austria", "european-union", "fiji", "kenya", "malawi", "malaysia"]
    assert [one.id for one in found if one.is_union] == ["european-union"]
    assert found[0].annex_i is True
    assert found[0].endorsed_on == ENDORSED_ON


def test_a_region_leaves_its_governments_with_their_group_in_another_grouping(edition: Edition) -> None:
    found = governments(edition, dimension="itu_region", member="Africa", grouping="ldc")
    assert [(one.id, one.member) for one in found] == [("kenya", "no"), ("malawi", "yes")]


def test_one_government_is_found_by_its_code_even_after_it_withdrew(edition: Edition) -> None:
    kenya, chad = government(edition, "KEN"), government(edition, "TCD")
    assert kenya is not None
    assert chad is not None
    assert (kenya.id, kenya.withdrawn_on) == ("kenya", None)
    assert chad.withdrawn_on == date(2026, 1, 1)
    assert government(edition, "BEL") is None  # a fibre council has its seat there; it is no government
    assert government(edition, "XXX") is None


def test_cells_exist_where_an_action_applies(edition: Edition) -> None:
    cells = action_cells(edition)
    assert sorted(cells["kenya"]) == ["C1", "C2", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8"]
    assert sorted(set(cells["kenya"]) - set(cells["austria"])) == ["F5", "F6", "F7"]
    assert sorted(set(cells["kenya"]) - set(cells["european-union"])) == ["F5", "F6", "F7"]
    assert "ftth-council-europe" not in cells
    verified = cells["kenya"]["F8"]
    assert (verified.claimed, verified.assessed, verified.evidence, verified.is_due) == (4, 4, 4, True)
    assert cells["kenya"]["F1"].off_scale == "no_report"


def test_facts_are_about_countries_alone(edition: Edition) -> None:
    found = country_facts(edition)
    assert sorted(found) == ["AUT", "EUU", "FJI", "KEN", "MYS", "USA"]
    assert [fact.what for fact in found["KEN"]] == ["ndc_latest", "ndc_new_since_2024_11", "tna_report"]
    assert country_facts(edition, "MWI") == {}
    assert sorted(country_facts(edition, "MYS")) == ["MYS"]
