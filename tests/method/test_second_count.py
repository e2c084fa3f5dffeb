"""The second count of the rates agrees with the first on any data, and sees what was changed by one."""

from __future__ import annotations

import polars as pl
import pytest

from gda_tracker import editions
from gda_tracker.editions import Edition
from gda_tracker.editions.tables import table
from gda_tracker.method.laws import counted_otherwise, disordered, in_both_counts, unknown_codes
from tests.sample_edition import write_sample

Tables = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """Cells, signatories and rates of the sample."""
    with Edition.open(write_sample(tmp_path_factory.mktemp("editions"))) as edition:
        cells, bodies = editions.cell_table(edition), editions.signatory_table(edition)
        return pl.DataFrame(cells), pl.DataFrame(bodies), pl.DataFrame(table(edition, "rate"))


def test_the_published_rates_follow_from_the_cells(tables: Tables) -> None:
    assert tables[2].height > 5000
    assert counted_otherwise(*tables).is_empty()
    assert disordered(tables[2]).is_empty()


@pytest.mark.parametrize("count", ["due", "responded", "claimed", "evidence_backed", "verified", "acting", "on_time"])
def test_one_count_that_is_off_by_one_is_seen(tables: Tables, count: str) -> None:
    cells, bodies, rates = tables
    wrong = rates.with_columns(
        pl.when(pl.int_range(pl.len()) == 3).then(pl.col(count) + 1).otherwise(pl.col(count)).alias(count)
    )
    assert (
        counted_otherwise(cells, bodies, wrong).to_dicts()
        == rates[3].select("item", "dimension", "member", "stakeholder_type", "additionality").to_dicts()
    )


def test_a_row_that_is_left_out_or_made_up_is_seen(tables: Tables) -> None:
    cells, bodies, rates = tables
    assert counted_otherwise(cells, bodies, rates[1:]).height == 1
    made_up = rates[:1].with_columns(pl.lit("Atlantis").alias("member"))
    assert counted_otherwise(cells, bodies, pl.concat([rates, made_up])).height == 1


@pytest.mark.parametrize(
    "change", [{"verified": 9, "evidence_backed": 8}, {"claimed": 11}, {"responded": 90}, {"due": -1}]
)
def test_counts_out_of_order_break_the_first_law(tables: Tables, change: dict[str, int]) -> None:
    sound = {"due": 20, "responded": 10, "claimed": 10, "evidence_backed": 9, "verified": 9, "acting": 9, "on_time": 0}
    row = tables[2][:1].with_columns(**{name: pl.lit(value) for name, value in sound.items()})
    assert disordered(row).is_empty()
    assert disordered(row.with_columns(**{name: pl.lit(value) for name, value in change.items()})).height == 1


def test_the_union_is_never_counted_as_a_country_beside_its_members(tables: Tables) -> None:
    cells, bodies, _ = tables
    assert in_both_counts(cells, bodies) == ()
    first = cells["signatory_id"][0]
    wrong = bodies.with_columns(
        pl.when(pl.col("id") == first).then(pl.lit("EUU")).otherwise("iso3").alias("iso3"),
        pl.when(pl.col("id") == first).then(pl.lit("national_government")).otherwise("stakeholder_type")
        .alias("stakeholder_type"),
    )  # fmt: skip
    assert in_both_counts(cells, wrong) == (first,)


def test_codes_that_no_list_has_are_named() -> None:
    table_ = pl.DataFrame({"item": ["O1", "O9", None, "X"]})
    assert unknown_codes(table_, "item", frozenset({"O1"})) == ("O9", "X")
