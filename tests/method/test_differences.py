"""The change between two editions, by cause: each cause alone, then together."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import polars as pl
import pytest

from gda_tracker.domain.changes import Difference, Moved, Part
from gda_tracker.domain.rates import RateName
from gda_tracker.method.cells import as_counted, cells_at
from gda_tracker.method.differences import Cause, Group, Snapshot, changed_cells, difference, moved

THEN, NOW = date(2026, 6, 1), date(2026, 11, 1)
VERIFIED = {"claimed": 3, "evidence": 2, "decision": "confirm", "decided_status": 3, "decided_evidence": 3}
EARLY = {"as_of": date(2026, 5, 1), "submitted_on": date(2026, 5, 20)}


@pytest.fixture
def parts(bodies, reports, matrix):
    """The counts that each cause moved for one rate of O1, from the first body's and answers to the second's."""

    def compare(before, after, rate=RateName.VERIFIED, group=Group("O1"), then=THEN, now=NOW):  # noqa: B008
        snapshots = []
        for (rows, answers), on in ((before, then), (after, now)):
            signatories = bodies(*rows)
            cells = cells_at(signatories, reports(*answers), matrix, on)
            snapshots.append(Snapshot(cells, as_counted(signatories), on))
        found = difference(*snapshots, group, rate)
        assert sum(part.count for part in found.parts) == found.count_after - found.count_before
        assert sum(part.due for part in found.parts) == found.due_after - found.due_before
        assert sum(part.share for part in found.parts) == found.share_change
        assert [part.cause for part in found.parts] == list(Cause)
        rows = moved(*snapshots, group, rate)
        for part in found.parts:
            own = [row for row in rows if row.cause == part.cause]
            assert (sum(row.due for row in own), sum(row.count for row in own)) == (part.due, part.count)
        return {part.cause: (part.due, part.count) for part in found.parts if part.due or part.count}

    return compare


KENYA = {"id": "kenya"}


def test_a_review_alone(parts):
    claim = {"signatory_id": "kenya", "claimed": 3, "evidence": 2} | EARLY
    assert parts(([KENYA], [claim]), ([KENYA], [claim | VERIFIED])) == {Cause.REVIEWS: (0, 1)}


def test_a_new_report_claims_and_its_review_verifies(parts):
    report = {"signatory_id": "kenya"} | VERIFIED
    assert parts(([KENYA], []), ([KENYA], [report])) == {Cause.REVIEWS: (0, 1)}
    assert parts(([KENYA], []), ([KENYA], [report]), RateName.CLAIMED) == {Cause.NEW_REPORTS: (0, 1)}
    assert parts(([KENYA], []), ([KENYA], [report]), RateName.EVIDENCE_BACKED) == {Cause.NEW_REPORTS: (0, 1)}


def test_a_new_report_of_less_takes_the_verified_one_away(parts):
    old = {"signatory_id": "kenya", "cycle": "2025"} | VERIFIED | EARLY
    new = {"signatory_id": "kenya", "claimed": 1}
    assert parts(([KENYA], [old]), ([KENYA], [old, new])) == {Cause.NEW_REPORTS: (0, -1)}


def test_ageing_out(parts):
    old = {"signatory_id": "kenya"} | VERIFIED | {"as_of": date(2024, 8, 1), "submitted_on": date(2024, 9, 1)}
    assert parts(([KENYA], [old]), ([KENYA], [old])) == {Cause.AGEING_OUT: (0, -1)}


def test_the_roster_grows_by_those_who_become_due_and_shrinks_by_withdrawal(parts):
    young = {"id": "fiji", "known_since": date(2026, 3, 1)}
    assert parts(([KENYA, young], []), ([KENYA, young], [])) == {Cause.ROSTER: (1, 0)}
    report = {"signatory_id": "kenya"} | VERIFIED | EARLY
    gone = KENYA | {"withdrawn_on": date(2026, 7, 1)}
    assert parts(([KENYA], [report]), ([gone], [report])) == {Cause.ROSTER: (-1, -1)}


def test_a_move_to_another_group_is_the_roster(parts):
    report = {"signatory_id": "kenya"} | VERIFIED | EARLY
    before, after = KENYA | {"is_ldc": True}, KENYA | {"is_ldc": False}
    group = Group("O1", "ldc", "yes")
    assert parts(([before], [report]), ([after], [report]), group=group) == {Cause.ROSTER: (-1, -1)}


def test_a_first_report_before_six_months_makes_due_by_report(parts):
    young = {"id": "kenya", "known_since": date(2026, 10, 1)}
    report = {"signatory_id": "kenya", "claimed": 3}
    assert parts(([young], []), ([young], [report]), RateName.CLAIMED) == {Cause.NEW_REPORTS: (1, 1)}


def test_an_accepted_not_applicable_leaves_by_review(parts):
    claim = {"signatory_id": "kenya", "off_scale": "not_applicable"} | EARLY
    accepted = claim | {"decision": "accept_not_applicable"}
    assert parts(([KENYA], [claim]), ([KENYA], [accepted])) == {Cause.REVIEWS: (-1, 0)}
    assert parts(([KENYA], []), ([KENYA], [accepted])) == {Cause.REVIEWS: (-1, 0)}
    again = {"signatory_id": "kenya", "claimed": 3}
    back = parts(([KENYA], [accepted]), ([KENYA], [again]), RateName.CLAIMED)
    assert back == {Cause.NEW_REPORTS: (1, 1)}


def test_a_returned_entry_is_lost_by_review(parts):
    old = {"signatory_id": "kenya", "cycle": "2025", "claimed": 1} | EARLY
    claim = {"signatory_id": "kenya", "claimed": 3, "submitted_on": date(2026, 5, 25), "as_of": date(2026, 5, 1)}
    assert parts(([KENYA], [old, claim]), ([KENYA], [old]), RateName.CLAIMED) == {Cause.REVIEWS: (0, -1)}
    assert parts(([KENYA], [claim]), ([KENYA], []), RateName.RESPONSE) == {Cause.REVIEWS: (0, -1)}


def test_a_due_day_that_moves_makes_a_report_late_or_on_time_by_roster_and_moves_no_other_rate(parts):
    late = {"signatory_id": "kenya", "was_on_time": False} | VERIFIED | EARLY
    allowed = late | {"was_on_time": True}
    assert parts(([KENYA], [late]), ([KENYA], [allowed]), RateName.TIMELINESS) == {Cause.ROSTER: (0, 1)}
    assert parts(([KENYA], [allowed]), ([KENYA], [late]), RateName.TIMELINESS) == {Cause.ROSTER: (0, -1)}
    for rate in set(RateName) - {RateName.TIMELINESS}:
        assert parts(([KENYA], [late]), ([KENYA], [allowed]), rate) == {}


def test_an_amended_report_in_the_same_cycle_was_received_when_it_was_received(parts):
    late = {"signatory_id": "kenya", "was_on_time": False} | VERIFIED | EARLY
    amended = {"signatory_id": "kenya", "was_on_time": True, "claimed": 1}
    assert parts(([KENYA], [late]), ([KENYA], [amended]), RateName.TIMELINESS) == {Cause.ROSTER: (0, 1)}
    assert parts(([KENYA], [late]), ([KENYA], [amended])) == {Cause.NEW_REPORTS: (0, -1)}
    older = late | {"cycle": "2025"}
    assert parts(([KENYA], [older]), ([KENYA], [older, amended]), RateName.TIMELINESS) == {Cause.NEW_REPORTS: (0, 1)}


def test_what_another_method_had_made_of_the_same_is_the_method(bodies, reports, matrix):
    signatories = bodies(KENYA)
    cells = cells_at(signatories, reports({"signatory_id": "kenya", "claimed": 3} | EARLY), matrix, THEN)
    generous = cells.with_columns(pl.when(pl.col("claimed") == 3).then(pl.lit(2, pl.Int8)).alias("evidence"))
    old = generous.with_columns(pl.col("claimed").cast(pl.Int8).alias("assessed"), pl.lit("fresh").alias("age_class"))
    strict = old.with_columns(pl.lit(1, pl.Int8).alias("assessed"))
    before, after = Snapshot(strict, signatories, THEN), Snapshot(old, signatories, THEN)
    found = difference(before, after, Group("O1"), RateName.EVIDENCE_BACKED)
    assert {part.cause: part.count for part in found.parts if part.count} == {Cause.METHOD: 1}


def test_shares_are_exact_fractions(bodies, reports, matrix):
    signatories = bodies(*[{"id": f"b{n}"} for n in range(3)])
    before = Snapshot(cells_at(signatories, reports(), matrix, THEN), signatories, THEN)
    after_cells = cells_at(signatories, reports({"signatory_id": "b0", "claimed": 3}), matrix, NOW)
    found = difference(before, Snapshot(after_cells, signatories, NOW), Group("O1"), RateName.CLAIMED)
    assert found.share_change == Fraction(1, 3)


def test_changed_cells_counts_over_all_items(bodies, reports, matrix):
    signatories = bodies(KENYA)
    before = Snapshot(cells_at(signatories, reports(), matrix, THEN), signatories, THEN)
    answers = [{"signatory_id": "kenya", "item": item} | VERIFIED for item in ("O1", "O2", "F8")]
    after = Snapshot(cells_at(signatories, reports(*answers), matrix, NOW), signatories, NOW)
    assert changed_cells(before, after) == {
        Cause.METHOD: 0, Cause.ROSTER: 0, Cause.NEW_REPORTS: 3, Cause.REVIEWS: 3, Cause.AGEING_OUT: 0,
    }  # fmt: skip


def test_the_rows_say_who_moved_by_which_cause_there_and_back(bodies, reports, matrix):
    signatories = bodies(KENYA, {"id": "fiji", "known_since": date(2026, 3, 1)}, {"id": "tuvalu"})
    claims = [{"signatory_id": body, "claimed": 3, "evidence": 2} | EARLY for body in ("kenya", "tuvalu")]
    before = Snapshot(cells_at(signatories, reports(*claims), matrix, THEN), signatories, THEN)
    gone = signatories.with_columns(
        pl.when(pl.col("id") == "tuvalu").then(date(2026, 7, 1)).otherwise("withdrawn_on").alias("withdrawn_on")
    )
    cells = cells_at(gone, reports(claims[0] | VERIFIED, claims[1]), matrix, NOW)
    after = Snapshot(cells, gone, NOW)
    assert moved(before, after, Group("O1"), RateName.VERIFIED) == (
        Moved(Cause.ROSTER, "fiji", "O1", 1, 0),
        Moved(Cause.ROSTER, "tuvalu", "O1", -1, 0),
        Moved(Cause.REVIEWS, "kenya", "O1", 0, 1),
    )
    assert moved(before, after, Group("O1"), RateName.CLAIMED) == (
        Moved(Cause.ROSTER, "fiji", "O1", 1, 0),
        Moved(Cause.ROSTER, "tuvalu", "O1", -1, -1),
    )


def test_at_least_one_item_counts_a_signatory_once(parts):
    answers = [{"signatory_id": "kenya", "item": item} | VERIFIED for item in ("O1", "O2", "F8")]
    assert parts(([KENYA], []), ([KENYA], answers), group=Group("any")) == {Cause.REVIEWS: (0, 1)}
    assert parts(([KENYA], answers[:1]), ([KENYA], answers), group=Group("any"), then=NOW) == {}
    young = {"id": "fiji", "known_since": date(2026, 3, 1)}
    assert parts(([KENYA, young], []), ([KENYA, young], []), group=Group("any")) == {Cause.ROSTER: (1, 0)}


def test_a_difference_is_withheld_when_the_group_is_small_at_any_stage():
    def change(*due: int) -> Difference:
        parts = tuple(
            Part(cause, after - before, 0, Fraction(0))
            for cause, before, after in zip(Cause, due, due[1:], strict=False)
        )
        return Difference(due[0], 0, due[-1], 0, parts)

    assert not change(5, 5, 5, 6, 6, 6).is_withheld
    assert change(4, 4, 9, 9, 9, 9).is_withheld
    assert change(9, 9, 4, 4, 4, 4).is_withheld
    assert change(9, 9, 4, 9, 9, 9).is_withheld
