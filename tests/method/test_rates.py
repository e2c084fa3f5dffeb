"""Rates, funnels and lights over groups; withholding, the Union, and every combination."""

from __future__ import annotations

from datetime import date

import polars as pl

from gda_tracker.domain.rates import Counts, RateName
from gda_tracker.method.cells import cells_at
from gda_tracker.method.frames import CYCLES, RECEIPTS, frame
from gda_tracker.method.rates import COUNTS, follow_up, funnels, rates
from gda_tracker.method.reporting import reporting_at

ON = date(2026, 11, 1)


def counts(table, item="O1", dimension="all", member="all", stakeholder_type="all", additionality="any"):
    keys = {"item": item, "dimension": dimension, "member": member, "stakeholder_type": stakeholder_type,
            "additionality": additionality}  # fmt: skip
    rows = table.filter(pl.all_horizontal(pl.col(name) == value for name, value in keys.items()))
    assert rows.height <= 1
    return Counts(**{name: rows[name][0] for name in COUNTS}) if rows.height else None


def test_shares_of_a_group_below_five_are_withheld_and_counts_are_shown(bodies, reports, matrix):
    signatories = bodies(*[{"id": f"b{n}", "itu_region": "CIS" if n < 4 else "Africa"} for n in range(9)])
    entries = reports({"signatory_id": "b0", "claimed": 3})
    table = rates(cells_at(signatories, entries, matrix, ON), signatories)
    small, large = (
        counts(table, dimension="itu_region", member="CIS"),
        counts(table, dimension="itu_region", member="Africa"),
    )
    assert (small.due, small.claimed, small.share(RateName.CLAIMED), small.floor, small.ceiling) == (
        4,
        1,
        None,
        None,
        None,
    )
    assert (large.due, large.share(RateName.CLAIMED), large.ceiling) == (5, 0.0, 1.0)


def test_among_responders_needs_half_and_ten(bodies, reports, matrix):
    def among(due, responders):
        signatories = bodies(*[{"id": f"b{n}"} for n in range(due)])
        verified = {"claimed": 3, "evidence": 2, "decided_evidence": 3}
        entries = reports(*[{"signatory_id": f"b{n}"} | verified for n in range(responders)])
        return counts(rates(cells_at(signatories, entries, matrix, ON), signatories)).among_responders

    assert among(20, 10) == 1.0
    assert among(21, 10) is None
    assert among(10, 9) is None


def test_out_of_date_cells_stay_due_and_leave_every_numerator(bodies, reports, matrix):
    signatories = bodies({"id": "kenya"})
    entries = reports({"signatory_id": "kenya", "claimed": 4, "evidence": 2, "decided_evidence": 4,
                       "as_of": date(2024, 10, 31)})  # fmt: skip
    assert counts(rates(cells_at(signatories, entries, matrix, ON), signatories)) == Counts(1)


def test_the_union_and_its_members_are_never_both_in_a_count_of_countries(bodies, reports, matrix):
    union = {
        "id": "eu",
        "iso3": "EUU",
        "stakeholder_type": "national_government",
        "itu_region": "Europe",
        "is_ldc": False,
    }
    signatories = bodies(union, {"id": "austria", "iso3": "AUT", "itu_region": "Europe", "is_ldc": False})
    table = rates(cells_at(signatories, reports(), matrix, ON), signatories)
    assert counts(table, stakeholder_type="national_government").due == 1
    assert counts(table, stakeholder_type="international_organisation").due == 1
    assert counts(table, dimension="itu_region", member="Europe").due == 1
    assert counts(table, dimension="ldc", member="no").due == 1


def test_unknown_groups_are_left_out_and_flags_become_yes_and_no(bodies, reports, matrix):
    signatories = bodies({"id": "a", "is_sids": True}, {"id": "b", "is_sids": False}, {"id": "c"})
    table = rates(cells_at(signatories, reports(), matrix, ON), signatories)
    assert counts(table, dimension="sids", member="yes").due == 1
    assert counts(table, dimension="sids", member="no").due == 1
    assert set(table.filter(pl.col("dimension") == "sids")["member"]) == {"yes", "no"}
    assert counts(table).due == 3


def test_a_combination_with_nothing_due_has_no_row(bodies, reports, matrix):
    signatories = bodies({"id": "a", "annex_i": True, "un_region": "Europe"}, {"id": "b", "known_since": ON})
    table = rates(cells_at(signatories, reports(), matrix, ON), signatories)
    assert counts(table, item="F5") is None
    assert table["due"].min() == 1


def test_the_funnel_counts_a_body_once_and_each_step_within_the_last(bodies, reports, matrix):
    signatories = bodies({"id": "a"}, {"id": "b"}, {"id": "c", "known_since": date(2026, 10, 1)},
                         {"id": "gone", "withdrawn_on": date(2026, 1, 1)})  # fmt: skip
    entries = reports(
        {"signatory_id": "a", "claimed": 3, "evidence": 2, "decided_evidence": 3},
        {"signatory_id": "a", "item": "O2", "claimed": 3, "evidence": 2},
        {"signatory_id": "b", "item": "O2", "claimed": 3, "evidence": 2, "additionality": "pre_existing"},
    )
    table = funnels(cells_at(signatories, entries, matrix, ON), signatories, ON)
    steps = ("endorsed", "due", "reported", "claimed", "evidence_backed", "verified")
    overall = table.filter((pl.col("dimension") == "all") & (pl.col("stakeholder_type") == "all"))
    found = {(row["item"], row["additionality"]): tuple(row[step] for step in steps) for row in overall.to_dicts()}
    assert found["any", "any"] == (3, 2, 2, 2, 2, 1)
    assert found["any", "new_or_expanded"] == (3, 2, 2, 1, 1, 1)
    assert found["O2", "any"] == (3, 2, 2, 2, 2, 0)
    assert found["O3", "any"] == (3, 2, 0, 0, 0, 0)


def test_follow_up_counts_objectives_of_one_body(bodies, reports, matrix):
    signatories = bodies({"id": "a"}, {"id": "b"})
    entries = reports({"signatory_id": "a", "claimed": 3}, {"signatory_id": "b", "item": "F8", "claimed": 4})
    found = follow_up(cells_at(signatories, entries, matrix, ON)).filter(pl.col("additionality") == "any").to_dicts()
    assert [(row["due"], row["claimed"], row["responded"], row["has_report"]) for row in found] == [
        (8, 1, 1, True), (8, 0, 0, True),
    ]  # fmt: skip


def test_the_lights_of_one_cycle(bodies):
    long_ago = date(2024, 9, 1)
    signatories = bodies(
        {"id": "early"}, {"id": "late"}, {"id": "waiting"}, {"id": "silent", "known_since": long_ago},
        {"id": "young", "known_since": date(2026, 8, 1)}, {"id": "gone", "withdrawn_on": date(2026, 1, 1)},
    )  # fmt: skip
    receipts = frame(
        RECEIPTS,
        [
            {"signatory_id": "early", "cycle": "2026", "received_on": date(2026, 10, 9)},
            {"signatory_id": "late", "cycle": "2026", "received_on": date(2026, 10, 10)},
            {"signatory_id": "waiting", "cycle": "2025", "received_on": date(2025, 10, 1)},
        ],
    )
    cycles = frame(
        CYCLES,
        [
            {"code": "2025", "opens_on": date(2025, 4, 10), "due_on": date(2025, 10, 10)},
            {"code": "2026", "opens_on": date(2026, 4, 9), "due_on": date(2026, 10, 9)},
            {"code": "2027", "opens_on": date(2027, 4, 8), "due_on": date(2027, 10, 8)},
        ],
    )

    def lights(on):
        found = reporting_at(signatories, receipts, cycles, on)
        return dict(zip(found["signatory_id"], found["light"], strict=True))

    assert lights(ON) == {"early": "on_time", "late": "late", "waiting": "overdue", "silent": "silent"}
    assert lights(date(2026, 10, 9)) == {"early": "on_time", "late": "due", "waiting": "due", "silent": "silent"}
    assert lights(date(2025, 1, 1)) == {}


def test_a_light_goes_by_the_signatorys_own_due_day_and_silence_by_24_months(bodies):
    own, usual = date(2026, 12, 6), date(2026, 10, 9)
    signatories = bodies({"id": "given"}, {"id": "in-time"}, {"id": "silent", "known_since": date(2024, 9, 1)})
    last = {"cycle": "2025", "received_on": date(2025, 10, 1)}
    receipts = frame(
        RECEIPTS,
        [
            {"signatory_id": "given", **last},
            {"signatory_id": "given", "cycle": "2026", "due_on": own},
            {"signatory_id": "in-time", "cycle": "2026", "received_on": date(2026, 11, 9), "due_on": own},
            {"signatory_id": "silent", "cycle": "2026", "due_on": own},
        ],
    )
    cycles = frame(CYCLES, [{"code": "2026", "opens_on": date(2026, 4, 9), "due_on": usual}])

    def lights(on):
        found = reporting_at(signatories, receipts, cycles, on)
        assert found["due_on"].to_list() == [own, own, own]
        return dict(zip(found["signatory_id"], found["light"], strict=True))

    assert lights(own) == {"given": "due", "in-time": "on_time", "silent": "silent"}
    assert lights(date(2026, 12, 7)) == {"given": "overdue", "in-time": "on_time", "silent": "silent"}
