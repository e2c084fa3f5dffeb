"""What an edition answers, with exact numbers about the cast."""

import threading
from datetime import date

import duckdb
import pytest

from gda_tracker import editions
from gda_tracker.domain.rates import Counts, Funnel
from gda_tracker.domain.statuses import Light
from gda_tracker.editions import Selection
from tests.sample_edition import ON, write_sample


def test_the_edition_says_what_it_is(edition):
    info = edition.info
    assert (info.number, info.snapshot_on, info.method_version, info.schema_version, info.is_demonstration) == (
        1, date(2026, 11, 1), "1.0", 1, False,
    )  # fmt: skip


def test_the_eighteen_items_come_in_the_order_of_the_declaration(edition):
    assert [item.code for item in editions.items(edition)][:3] == ["O1", "O2", "O3"]
    assert len(editions.items(edition)) == 18


def test_the_rate_of_governments_on_o1(edition):
    (row,) = [r for r in editions.rates(edition, stakeholder_type="national_government") if r.item == "O1"]
    assert row.counts == Counts(3, responded=2, claimed=2, evidence_backed=1, verified=1, acting=1, on_time=2)


def test_pre_existing_action_leaves_the_cut_but_the_reports_stay(edition):
    found = editions.rates(edition, stakeholder_type="national_government", additionality="new_or_expanded")
    (row,) = [r for r in found if r.item == "O1"]
    assert row.counts == Counts(3, responded=2, claimed=1, evidence_backed=1, verified=1, acting=1, on_time=2)


def test_rates_of_every_region_and_type(edition):
    found = editions.rates(edition, dimension="itu_region", stakeholder_type=None)
    assert {(r.member, r.stakeholder_type) for r in found if r.item == "O1"} == {
        ("Africa", "all"), ("Africa", "national_government"), ("Asia-Pacific", "all"),
        ("Asia-Pacific", "national_government"), ("Europe", "all"), ("Europe", "national_government"),
        ("Europe", "private_sector"),
    }  # fmt: skip


def test_assessments_f5_to_f7_are_due_outside_annex_i_only(edition):
    found = {r.item: r.counts.due for r in editions.rates(edition, stakeholder_type="national_government")}
    assert (found["F4"], found["F5"], found["F6"], found["F7"], found["F8"]) == (3, 2, 2, 2, 3)


def test_the_funnel_of_all_and_by_type(edition):
    assert editions.funnel(edition) == Funnel(5, 5, 3, 1, 1, claimed=2, possible=5, acting=1)
    by_type = editions.funnels_by_type(edition)
    assert by_type["national_government"] == Funnel(3, 3, 2, 1, 1, claimed=2, possible=3, acting=1)
    assert by_type["international_organisation"] == Funnel(1, 1, 0, 0, 0, possible=1, acting=0)
    assert set(by_type) == {"national_government", "international_organisation", "private_sector"}


def test_a_filter_without_anybody_gives_an_empty_funnel(edition):
    assert editions.funnel(edition, dimension="itu_region", member="CIS") == Funnel(0, 0, 0, 0, 0)


def test_the_map_shows_governments_alone(edition):
    found = editions.countries(edition)
    assert [(c.iso3, c.verified_objectives, c.claimed_objectives, c.has_report) for c in found] == [
        ("AUT", 0, 0, False), ("FJI", 0, 1, True), ("KEN", 1, 1, True),
    ]  # fmt: skip


def test_only_a_government_with_a_due_objective_is_due(edition):
    assert [country.is_due for country in editions.countries(edition)] == [True, True, True]


def test_lights_are_about_reporting(edition):
    lights = editions.reporting_lights(edition)
    assert lights == {Light.ON_TIME: 3, Light.LATE: 0, Light.DUE: 0, Light.OVERDUE: 2, Light.SILENT: 0}
    assert editions.reporting_lights(edition, dimension="sids", member="yes")[Light.ON_TIME] == 1


def test_members_and_types_that_occur(edition):
    assert editions.members(edition, "itu_region") == ("Africa", "Asia-Pacific", "Europe")
    assert editions.stakeholder_types(edition) == (
        "international_organisation", "national_government", "private_sector",
    )  # fmt: skip


def test_the_profile_of_kenya(edition):
    profile = editions.signatory(edition, "kenya")
    assert profile is not None
    assert len(profile.cells) == 18
    first = profile.cells[0]
    assert (first.item, first.claimed, first.evidence, first.assessed, first.age_class) == ("O1", 4, 4, 4, "fresh")
    assert profile.evidence[0].locator == "p. 12"
    assert [fact.value for fact in profile.registry_facts] == ["Second NDC"]
    assert profile.light == "on_time"


def test_an_unknown_signatory_has_no_profile(edition):
    assert editions.signatory(edition, "atlantis") is None


@pytest.mark.parametrize("words", ["osterreich", "ÖSTERREICH", " austria "])
def test_search_forgives_case_and_accents_in_any_language(edition, words):
    found = editions.search(edition, Selection(words))
    assert (found.total, [row.id for row in found.part()]) == (1, ["austria"])


def test_the_list_is_alphabetical_and_paged(edition):
    found = editions.search(edition, Selection())
    assert (found.total, [row.name for row in found.part(1, 2)]) == (5, ["European Union", "Fiji"])


def test_the_list_of_one_region_and_type(edition):
    asked = Selection(stakeholder_type="national_government", dimension="itu_region", member="Europe")
    assert [row.id for row in editions.search(edition, asked).part()] == ["austria"]


def test_an_edition_cannot_be_changed_and_reaches_nothing_else(edition):
    with pytest.raises(duckdb.Error):
        edition.rows("DELETE FROM cell")
    with pytest.raises(duckdb.Error):
        edition.rows("SELECT * FROM read_text('/etc/passwd')")
    with pytest.raises(duckdb.Error):
        edition.rows("SET enable_external_access = true")


def test_threads_read_at_once(edition):
    found = []
    threads = [threading.Thread(target=lambda: found.append(editions.funnel(edition).due)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [5] * 8


def test_a_file_is_looked_into_once_and_again_when_it_is_another(tmp_path, monkeypatch):
    write_sample(tmp_path, signatories=100)
    looked = []
    opened = editions.Edition.open
    monkeypatch.setattr(editions.Edition, "open", lambda path: looked.append(path.name) or opened(path))
    assert [info.snapshot_on for info in editions.catalogue(tmp_path)] == [ON]
    assert editions.catalogue(tmp_path) == editions.catalogue(tmp_path)
    assert looked == ["0001.duckdb"]
    (tmp_path / "0001.duckdb").unlink()
    write_sample(tmp_path, signatories=100, on=date(2026, 10, 1))
    looked.clear()
    assert [info.snapshot_on for info in editions.catalogue(tmp_path)] == [date(2026, 10, 1)]
    assert looked == ["0001.duckdb"]
