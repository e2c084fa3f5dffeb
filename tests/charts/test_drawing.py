"""The charts sketch the numbers that they show, and a sketch survives being kept."""

from __future__ import annotations

import pickle
from typing import TypeVar

import pytest

from gda_tracker.charts import (
    Chart,
    CountryMark,
    ItemCounts,
    StatusLine,
    funnel_chart,
    interval_chart,
    reporting_light,
    status_list,
)
from gda_tracker.charts.drawing import (
    Bars,
    Cell,
    Grid,
    IntervalRow,
    Intervals,
    Land,
    Part,
    Tone,
    Words,
    World,
    ramp,
)
from gda_tracker.domain.rates import Counts, Funnel
from gda_tracker.domain.statuses import Light
from tests.charts.test_charts import COUNTS, SMALL, every_chart, heat, heat_of, intervals, world
from tests.charts.test_sentences import context, plain

Kind = TypeVar("Kind")
FUNNEL = Funnel(83, 80, 40, 12, 9, 24)


def sketched(chart: Chart, kind: type[Kind]) -> Kind:
    assert chart.sketch is not None
    drawing = chart.sketch()
    assert isinstance(drawing, kind)
    return drawing


@pytest.mark.parametrize("chart", every_chart(), ids=lambda chart: chart.name)
def test_a_kept_chart_sketches_the_same(chart: Chart) -> None:
    assert chart.sketch is not None
    assert pickle.loads(pickle.dumps(chart)).sketch() == chart.sketch()


def test_a_step_of_the_ramp_is_a_tone_and_nothing_stays_nothing() -> None:
    assert [ramp(step) for step in (None, 0, 6)] == [None, Tone.R0, Tone.R6]


def test_the_funnel_is_five_bars_with_their_share_of_the_stage_that_they_are_of() -> None:
    rows = sketched(funnel_chart(context(), FUNNEL, stakeholder_type="national_government"), Bars).rows
    assert [row.parts[0].value for row in rows] == [83, 80, 40, 12, 9]
    assert [plain(row.value) for row in rows] == [
        "83", "80 · 96 % of endorsers", "40 · 50 % of those due", "12 · 15 % of those due", "9 · 11 % of those due",
    ]  # fmt: skip


def test_few_endorsers_keep_their_counts_and_lose_their_bars() -> None:
    chart = funnel_chart(context(), Funnel(4, 4, 3, 2, 1), stakeholder_type="philanthropy")
    assert chart.sketch is None
    assert chart.table.rows[0][1:] == (4, 4, 3, 2, 1)


def test_a_pooled_funnel_is_drawn_with_its_parts() -> None:
    parts = [("academia", Funnel(20, 19, 9, 4, 2)), ("philanthropy", Funnel(63, 61, 31, 8, 7))]
    grid = sketched(funnel_chart(context(), FUNNEL, stakeholder_type="all", parts=parts), Grid)
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        ["83", "80", "40", "12", "9"], ["20", "19", "9", "4", "2"], ["63", "61", "31", "8", "7"],
    ]  # fmt: skip


def test_an_interval_stands_at_its_percentages_and_a_withheld_one_nowhere() -> None:
    [row] = sketched(intervals(), Intervals).rows
    assert (row.verified, row.claimed, row.ceiling, row.value) == (10.8, 28.9, 80.7, "9 of 83")
    rows = [ItemCounts(code, "", code, counts) for code, counts in (("Africa", SMALL), ("Europe", COUNTS))]
    withheld, _ = sketched(interval_chart(context(), rows, group="x"), Intervals).rows
    assert isinstance(withheld, IntervalRow)
    assert (withheld.verified, withheld.claimed, withheld.ceiling, withheld.value) == (None, None, None, "1 of 4")


def test_a_cell_has_its_number_and_tone_and_a_withheld_one_its_counts() -> None:
    assert sketched(heat(), Grid).rows[0].cells[0].text == "11"
    assert sketched(heat(), Grid).rows[0].cells[0].tone is Tone.R3
    withheld = sketched(heat_of(SMALL, COUNTS), Grid).rows[0].cells[0]
    assert withheld == Cell("1/4", None, withheld.title, withheld.link)


def test_a_framework_action_is_verified_claimed_and_due_end_to_end() -> None:
    from gda_tracker.charts import framework_cards

    counts = Counts(due=83, responded=40, claimed=24, evidence_backed=12, verified=9)
    chart = framework_cards(context(), [ItemCounts("F8", "F8", "NDC", counts)], titles={}, group="governments")
    [row] = sketched(chart, Bars).rows
    assert row.parts == (Part(Tone.ACCENT, 9), Part(Tone.R2, 15), Part(Tone.OUTLINE, 59))


def test_each_state_of_the_light_is_a_bar_and_silence_is_hatched() -> None:
    rows = sketched(reporting_light(context(), {Light.ON_TIME: 41, Light.SILENT: 11}, group="governments"), Bars).rows
    assert [(row.label, row.parts[0].value) for row in rows if row.parts[0].value] == [
        ("On time", 41), ("Silent for 24 months", 11),
    ]  # fmt: skip
    assert rows[-1].parts[0].tone is Tone.HATCH


def test_a_silent_country_is_hatched_and_never_the_colour_of_none() -> None:
    lands = sketched(
        world(CountryMark("KEN", "Kenya", "/signatory?id=kenya", 0, True), CountryMark("FJI", "Fiji", "/f", 0, False)),
        World,
    ).lands
    assert lands == (
        Land("FJI", Tone.HATCH, "Fiji: no report", "/f"),
        Land("KEN", Tone.R0, "Kenya: verified on 0 of 8 objectives", "/signatory?id=kenya"),
    )


def test_a_country_that_is_not_due_yet_is_outlined() -> None:
    drawn = sketched(world(CountryMark("LVA", "Latvia", "/l", 0, False, is_due=False)), World)
    assert drawn.lands == (Land("LVA", Tone.OUTLINE, "Latvia: not due yet", "/l"),)
    assert [(key.tone, key.label) for key in drawn.legend][:2] == [
        (Tone.HATCH, "no report"), (Tone.OUTLINE, "not due yet"),
    ]  # fmt: skip


def test_item_by_item_says_the_words_of_the_page() -> None:
    verified = StatusLine("O1", "I", "Digital tools", True, None, 3, 3, 3, None, 4, "fresh")
    silent = StatusLine("O2", "II", "Resilience", True, "no_report", None, None, None, None, None, None)
    rows = sketched(status_list(context(), [verified, silent]), Words).rows
    assert [(row.number, row.pill, row.tone) for row in rows] == [
        ("I", "Verified", Tone.ACCENT), ("II", "No report", Tone.HATCH),
    ]  # fmt: skip
    assert rows[0].words[0] == "In place"
