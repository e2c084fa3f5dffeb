"""Where cells stand: nothing is lost, nothing counted twice, and verified means what the rate means."""

from collections.abc import Iterator

import pytest

from gda_tracker import editions
from gda_tracker.domain.distribution import Distribution, Standing
from gda_tracker.domain.rates import Counts
from gda_tracker.editions import Edition
from tests.sample_edition import write_sample

FILTERS = [
    ("all", "all", "all"),
    ("all", "all", "national_government"),
    ("all", "all", "private_sector"),
    ("itu_region", "Africa", "all"),
    ("itu_region", "Europe", "national_government"),
    ("un_region", "Asia", "academia"),
    ("ldc", "yes", "national_government"),
    ("lldc", "no", "all"),
    ("sids", "yes", "civil_society"),
    ("income_group", "High income", "national_government"),
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    with Edition.open(write_sample(tmp_path_factory.mktemp("editions"), signatories=300)) as opened:
        yield opened


@pytest.mark.parametrize(("dimension", "member", "kind"), FILTERS)
def test_the_parts_add_up_to_the_rates_of_the_edition(sample: Edition, dimension: str, member: str, kind: str) -> None:
    found = editions.distributions(sample, dimension=dimension, member=member, stakeholder_type=kind)
    rates = editions.rates(sample, dimension=dimension, member=member, stakeholder_type=None)
    due = {
        (row.item, row.stakeholder_type): (
            row.counts.due,
            row.counts.responded,
            row.counts.claimed,
            row.counts.verified,
        )
        for row in rates
        if row.stakeholder_type != "all" and kind in {"all", row.stakeholder_type}
    }
    assert due
    assert {key: (d.due, d.responded, d.claimed, d.verified) for key, d in found.items() if d.due} == due


@pytest.mark.parametrize("dimension", ["itu_region", "income_group", "ldc"])
def test_each_member_of_a_dimension_is_counted_as_by_itself(sample: Edition, dimension: str) -> None:
    found = editions.distributions_by_member(sample, "O2", dimension=dimension, stakeholder_type="private_sector")
    assert set(found) == set(editions.members(sample, dimension))
    for member, one in found.items():
        alone = editions.distributions(
            sample, item="O2", dimension=dimension, member=member, stakeholder_type="private_sector"
        )
        assert alone == {("O2", "private_sector"): one}


def test_everybody_verified_on_an_item_is_named_once(sample: Edition) -> None:
    for row in editions.rates(sample, stakeholder_type="all"):
        named = editions.verified_on(sample, row.item)
        assert len({one.signatory_id for one in named}) == len(named) == row.counts.verified
        assert all(one.evidence >= 3 and one.assessed >= 3 for one in named)


def test_a_cell_stands_where_its_report_puts_it(edition: Edition) -> None:
    found = editions.distributions(edition, item="O1", stakeholder_type="national_government")
    # Kenya verified as sustained, Fiji claims in place on its own page, Austria silent.
    assert found == {
        ("O1", "national_government"): Distribution({Standing.SUSTAINED: 1, Standing.CLAIMED: 1, Standing.NO_REPORT: 1})
    }
    fibre = editions.distributions(edition, item="O3", stakeholder_type="private_sector")
    assert fibre == {("O3", "private_sector"): Distribution({Standing.NO_UPDATE: 1})}


def test_who_is_verified_comes_with_date_and_evidence(edition: Edition) -> None:
    (kenya,) = editions.verified_on(edition, "O1")
    assert (kenya.signatory_id, str(kenya.as_of), kenya.evidence, kenya.assessed) == ("kenya", "2026-09-01", 4, 4)
    assert editions.verified_on(edition, "O1", dimension="itu_region", member="Europe") == ()
    assert editions.verified_on(edition, "O2") == ()


def test_elements_are_counted_once_an_entry_and_silence_names_none(edition: Edition) -> None:
    named = editions.elements_named(edition, "O1")
    assert (named.entries, named.unnamed, named.named) == (2, 2, {})
    assert editions.elements_named(edition, "O2").entries == 0


def test_a_distribution_without_cells_is_empty_and_withheld() -> None:
    nothing = Distribution()
    assert (nothing.due, nothing.verified, nothing.claimed, nothing.responded) == (0, 0, 0, 0)
    assert nothing.is_withheld
    assert not Distribution({Standing.NO_REPORT: 5}).is_withheld
    assert Counts(due=5).is_withheld is False
