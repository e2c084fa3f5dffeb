"""The worked example of METHOD.md: 83 countries, 9 verified, 24 claimed, 43 silent."""

from datetime import date

import pytest

from gda_tracker.domain.rates import Counts, Funnel
from gda_tracker.method import cells, rates

ON = date(2026, 11, 1)


@pytest.fixture(scope="module")
def example(bodies, reports, matrix):
    ids = [f"country-{n:02}" for n in range(83)]
    verified = [{"claimed": 3, "evidence": 2, "decision": "confirm", "decided_evidence": 3} for _ in range(9)]
    claimed = [{"claimed": 3, "evidence": 0} for _ in range(15)]
    under_way = [{"claimed": 2, "evidence": 2} for _ in range(10)]
    no_update = [{"off_scale": "no_update"} for _ in range(6)]
    answers = verified + claimed + under_way + no_update
    signatories = bodies(*[{"id": body} for body in ids])
    entries = reports(*[{"signatory_id": body} | answer for body, answer in zip(ids, answers, strict=False)])
    return signatories, cells.cells_at(signatories, entries, matrix, ON)


def counts_of(example, **filters):
    signatories, made = example
    keys = {"item": "O1", "dimension": "all", "member": "all", "stakeholder_type": "national_government",
            "additionality": "any"} | filters  # fmt: skip
    row = rates.rates(made, signatories).row(by_predicate=_matches(keys), named=True)
    return Counts(**{name: row[name] for name in rates.COUNTS})


def _matches(keys):
    import polars as pl

    return pl.all_horizontal(pl.col(name) == value for name, value in keys.items())


def test_nine_of_83_countries_are_verified_and_the_silent_stay_in(example):
    counts = counts_of(example)
    assert counts == Counts(83, responded=40, claimed=24, evidence_backed=9, verified=9, acting=19, on_time=40)
    assert counts.silent == 43


def test_the_sentence_reads_11_29_11_and_81_percent(example):
    counts = counts_of(example)
    shares = (counts.floor, counts.claimed / counts.due, counts.ceiling)
    assert [round(share * 100) for share in shares] == [11, 29, 81]


def test_the_share_among_responders_is_withheld_below_half_and_the_grade_is_c(example):
    counts = counts_of(example)
    assert counts.among_responders is None
    assert counts.coverage_grade == "C"


def test_an_item_that_nobody_reported_on_has_all_83_silent(example):
    assert counts_of(example, item="O2") == Counts(83)


def test_the_funnel_counts_the_same_countries(example):
    signatories, made = example
    keys = {"item": "any", "dimension": "all", "member": "all", "stakeholder_type": "national_government",
            "additionality": "any"}  # fmt: skip
    row = rates.funnels(made, signatories, ON).row(by_predicate=_matches(keys), named=True)
    assert Funnel(**{name: row[name] for name in rates.FUNNEL_COUNTS}) == Funnel(
        83, 83, 40, 9, 9, claimed=24, possible=83, acting=19
    )
    of_item = rates.funnels(made, signatories, ON).row(by_predicate=_matches(keys | {"item": "O1"}), named=True)
    assert of_item["possible"] == 24 + 43


def test_over_several_items_the_ceiling_holds_what_a_report_left_out():
    """Forty reported on one item and may have done the others, so over any item nothing is ruled out."""
    assert Funnel(83, 83, 40, 9, 9, claimed=24, possible=83).counts.ceiling == 1
    assert Funnel(83, 83, 40, 9, 9, claimed=24).counts.ceiling == (24 + 43) / 83
