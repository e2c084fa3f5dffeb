"""Lines over editions, bars over cycles, totals beside the record: exact numbers, gaps, and what is withheld."""

import pickle
from datetime import date

import pytest

from gda_tracker.charts.over_cycles import CycleCounts, reporting_over_cycles
from gda_tracker.charts.over_editions import EditionCounts, rates_over_editions
from gda_tracker.charts.totals import (
    Bound,
    Recorded,
    StatedTotal,
    Whose,
    disagreement,
    endorsements_over_time,
    metric,
)
from gda_tracker.charts.types_over_editions import TypeRow, types_over_editions
from gda_tracker.domain.rates import Counts, RateName
from gda_tracker.i18n import text
from tests.charts.test_sentences import context, plain

FIRST, SECOND, THIRD, FOURTH = date(2025, 3, 31), date(2025, 12, 31), date(2026, 6, 30), date(2026, 11, 14)
FEW = Counts(due=4, responded=4, claimed=3, evidence_backed=2, verified=2)
EARLY = Counts(due=20, responded=10, claimed=6, evidence_backed=4, verified=2)
LATE = Counts(due=83, responded=40, claimed=24, evidence_backed=12, verified=9)


def edition(number: int, on: date, counts: Counts) -> EditionCounts:
    links = {rate: f"/number?count={rate.value}&edition={number}" for rate in RateName}
    return EditionCounts(number, on, "COP30", counts, links)


def rates(*rows: EditionCounts, rate: RateName = RateName.VERIFIED):
    return rates_over_editions(context(), rows, rate=rate, group="national governments", of="at least one item")


def test_two_editions_make_a_line_with_a_band_from_floor_to_ceiling() -> None:
    chart = rates(edition(1, FIRST, EARLY), edition(2, SECOND, LATE))
    verified, claimed = chart.sketch().series
    assert [(point.on, point.value, point.low, point.high) for point in verified.points] == [
        (FIRST, 10.0, 10.0, 80.0),
        (SECOND, 10.8, 10.8, 80.7),
    ]
    assert [(point.value, point.low) for point in claimed.points] == [(30.0, None), (28.9, None)]
    assert verified.points[1].link == "/number?count=verified&edition=2"
    assert claimed.points[0].link == "/number?count=claimed&edition=1"
    assert (verified.name, claimed.name) == ("Verified", "Claimed")
    assert (verified.is_dashed, claimed.is_dashed) == (False, True)
    assert [tick.label for tick in chart.sketch().ticks] == ["Edition 1\nCOP30", "Edition 2\nCOP30"]
    assert plain(chart.text_alternative) == (
        "Of national governments, 2 of 20 (10 %) were verified in edition 1 and 9 of 83 (11 %) in edition 2. "
        "In edition 2 it is claimed in 24 (29 %), and the true share lies between 11 % and 81 %."
    )


def test_table_html_and_figure_say_the_same() -> None:
    chart = rates(edition(1, FIRST, EARLY), edition(2, SECOND, LATE))
    assert [(row[0], row[1], row[3], row[7]) for row in chart.table.rows] == [("1", FIRST, 20, 2), ("2", SECOND, 83, 9)]
    assert "9 of 83" in chart.html
    assert "2 of 20" in chart.html
    traces = [trace for trace in chart.figure().data if trace.name == "Verified"]
    assert list(traces[0].y) == [10.0, 10.8]


def test_no_line_crosses_an_edition_whose_share_is_withheld() -> None:
    rows = (edition(1, FIRST, EARLY), edition(2, SECOND, FEW), edition(3, THIRD, LATE), edition(4, FOURTH, LATE))
    series = [one for one in rates(*rows).sketch().series if not one.is_dashed]
    assert [[point.on for point in one.points] for one in series] == [[FIRST], [THIRD, FOURTH]]
    assert [one.name for one in series] == ["", "Verified"]
    assert "the lines stop" in rates(*rows).html


def test_one_edition_is_one_interval_and_a_sentence_not_a_line() -> None:
    chart = rates(edition(1, FIRST, LATE))
    assert chart.sketch is None
    assert chart.draw is None
    assert "There is one edition up to this one, so there is no line to draw yet." in chart.html
    assert chart.html.count("<li") == 1
    assert plain(chart.text_alternative).startswith("Edition 1, national governments: verified in 9 of 83 (11 %)")


def test_withheld_everywhere_keeps_the_counts_and_draws_nothing() -> None:
    chart = rates(edition(1, FIRST, FEW), edition(2, SECOND, FEW))
    assert chart.sketch is None
    assert "2 of 4" in chart.html
    assert "no share is shown" in chart.html
    assert 'class="dot" style' not in chart.html
    assert [row[8] for row in chart.table.rows] == [None, None]


def test_another_rate_has_its_own_quiet_line() -> None:
    series = rates(edition(1, FIRST, EARLY), edition(2, SECOND, LATE), rate=RateName.RESPONSE).sketch().series
    assert [one.name for one in series] == ["Verified", "Claimed", "Reported"]
    assert [point.value for point in series[2].points] == [50.0, 48.2]


CYCLES = (
    CycleCounts("2025", "COP30", 2, SECOND, date(2025, 10, 10), 76, 36, 30, 0),
    CycleCounts("2026", "COP31", 3, THIRD, date(2026, 10, 9), 81, 20, 20, 61),
)


def test_cycles_count_asked_received_and_on_time() -> None:
    chart = reporting_over_cycles(context(), CYCLES, group="national governments")
    assert [row[4:6] + row[7:8] + row[9:] for row in chart.table.rows] == [(76, 36, 30, 0), (81, 20, 20, 61)]
    assert plain(chart.text_alternative) == (
        "Reports received, of those asked: 2025 · COP30: 36 of 76 (47 %); 2026 · COP31: 20 of 81 (25 %). "
        "Received on time: 2025 · COP30: 30 (39 %); 2026 · COP31: 20 (25 %)."
    )
    assert [[part.value for part in row.parts] for row in chart.sketch().rows] == [[30, 6, 40], [20, 61]]
    assert [list(trace.x) for trace in chart.figure().data] == [[30, 20], [6, 0], [0, 61], [40, 0]]


def test_a_cycle_of_four_has_no_share() -> None:
    few = CycleCounts("2025", "", 2, SECOND, date(2025, 10, 10), 4, 3, 2, 0)
    chart = reporting_over_cycles(context(), [few], group="philanthropic bodies")
    assert "%" not in chart.text_alternative
    assert (chart.table.rows[0][6], chart.table.rows[0][8]) == (None, None)


def test_nobody_asked_in_any_cycle_is_said() -> None:
    chart = reporting_over_cycles(context(), [], group="philanthropic bodies")
    assert chart.sketch is None
    assert chart.text_alternative == "Nobody in this group is due. Every count is 0."


@pytest.mark.parametrize(
    ("what", "meant"),
    [
        ("governments_min", (Whose.GOVERNMENTS, Bound.MORE_THAN)),
        ("governments", (Whose.GOVERNMENTS, Bound.EXACT)),
        ("total_endorsers_approx", (Whose.EVERYBODY, Bound.ABOUT)),
        ("non_state_endorsers_min", (Whose.OTHERS, Bound.MORE_THAN)),
        ("gda_initiative_partners (not endorsers)", None),
        ("countries in Phase II", None),
    ],
)
def test_a_metric_says_whom_it_counts_and_how(what, meant) -> None:
    assert metric(what) == meant


def total(value: int, on: date | None, bound: Bound = Bound.EXACT, whose: Whose = Whose.GOVERNMENTS) -> StatedTotal:
    return StatedTotal(whose, bound, value, on, "A <b>release</b>", "https://example.org/a")


NINETY = total(90, date(2024, 11, 16), Bound.MORE_THAN)
STATED = (NINETY, total(75, None), total(83, date(2025, 4, 20)), total(80, date(2026, 3, 12), Bound.MORE_THAN))
RECORDED = Recorded(((date(2024, 11, 16), 60), (date(2025, 2, 1), 71), (FOURTH, 79)), 3)


def test_the_record_is_a_step_and_each_stated_total_a_point_with_its_source() -> None:
    chart = endorsements_over_time(context(), RECORDED, STATED, whose=Whose.GOVERNMENTS)
    record, reported = chart.sketch().series
    assert record.is_stepped
    assert [point.value for point in record.points] == [60, 71, 79]
    assert not reported.has_line
    assert [(point.label, point.value) for point in reported.points] == [
        ("more than 90", 90), ("83", 83), ("more than 80", 80),
    ]  # fmt: skip
    assert reported.points[0].link == "https://example.org/a"
    assert "On record on 14 November 2026: 82, of which 3 without a date" in chart.html
    assert "no date given" in chart.html
    assert "<b>release</b>" not in chart.html
    assert chart.table.rows[3] == (None, "recorded", "", "", 3, None, None)
    assert chart.table.rows[-1][:5] == (None, "reported", "governments", "exact", 75)


def test_what_cannot_all_be_true_is_said_and_a_withdrawal_may_explain_it() -> None:
    said = disagreement(text("en"), STATED, has_withdrawals=False)
    assert said.startswith("These do not agree: more than 90 on 16 November 2024, but then 83 on 20 April 2025.")
    assert "No withdrawal is on record" in said
    assert "No withdrawal" not in disagreement(text("en"), STATED, has_withdrawals=True)
    assert disagreement(text("en"), STATED[2:], has_withdrawals=False) == ""


def test_nothing_on_record_and_nothing_stated_draws_nothing() -> None:
    chart = endorsements_over_time(context(), Recorded((), 2), (), whose=Whose.GOVERNMENTS)
    assert chart.sketch is None
    assert "2, of which 2 without a date" in chart.html


def test_totals_of_everybody_stand_apart_from_those_of_the_others() -> None:
    stated = (total(1000, FIRST, whose=Whose.OTHERS), total(2000, SECOND, Bound.ABOUT, Whose.EVERYBODY))
    series = endorsements_over_time(context(), RECORDED, stated, whose=Whose.OTHERS).sketch().series
    assert [one.name for one in series] == ["on record", "reported", "reported of all kinds together"]
    assert series[2].points[0].label == "about 2,000 in all"


def test_the_parts_of_a_pooled_figure_by_type_and_edition() -> None:
    rows = (TypeRow("academia", "Academia", {1: EARLY, 2: LATE}), TypeRow("philanthropy", "Philanthropy", {2: FEW}))
    chart = types_over_editions(context(), rows, (1, 2), rate=RateName.VERIFIED, of="at least one item")
    grid = chart.sketch()
    assert [[plain(cell.text) for cell in row.cells] for row in grid.rows] == [
        ["2 of 20 (10 %)", "9 of 83 (11 %)"],
        ["–", "2 of 4"],
    ]
    assert grid.rows[1].cells[1].tone is None
    assert [row[:4] for row in chart.table.rows] == [
        ("Academia", "1", 20, 10), ("Academia", "2", 83, 40), ("Philanthropy", "2", 4, 4),
    ]  # fmt: skip


def test_every_chart_can_be_kept() -> None:
    kept = (
        rates(edition(1, FIRST, EARLY), edition(2, SECOND, LATE)),
        reporting_over_cycles(context(), CYCLES, group="national governments"),
        endorsements_over_time(context(), RECORDED, STATED, whose=Whose.GOVERNMENTS),
    )
    for chart in kept:
        assert pickle.loads(pickle.dumps(chart)).sketch() == chart.sketch()
        assert chart.figure().data
