"""Stacked bars of where cells stand, and bars of the elements named: exact, patterned, withheld where too few."""

import csv
import io
import pickle

import pytest

from gda_tracker.charts import Chart, NamedElement, StandingRow, elements_chart, status_bars
from gda_tracker.charts.drawing import Bars, Tone
from gda_tracker.charts.standings import PATTERNS, TONES, standing_label
from gda_tracker.domain.distribution import VERIFIED, Distribution, Standing
from gda_tracker.i18n import text
from tests.charts.test_sentences import context, plain

FOUND = Distribution(
    {
        Standing.SUSTAINED: 2,
        Standing.IN_PLACE: 7,
        Standing.CLAIMED: 15,
        Standing.UNDER_WAY: 5,
        Standing.PLANNED: 6,
        Standing.NO_UPDATE: 5,
        Standing.OUT_OF_DATE: 3,
        Standing.NO_REPORT: 40,
    },
    excused=2,
)
FOUR = Distribution({Standing.IN_PLACE: 1, Standing.NO_REPORT: 3})
NOBODY = Distribution()


def bars(*found: Distribution, label: str = "Digital tools") -> Chart:
    rows = [
        StandingRow(f"O{n}", "I", label, one, link=f"/objectives?item=O{n}", about="/number?item=O1")
        for n, one in enumerate(found, 1)
    ]
    return status_bars(context(), rows, name="statuses", title="Where they stand", subtitle="Share of 83 governments")


def elements(entries: int, unnamed: int = 1, label: str = "Metrics") -> Chart:
    named = [NamedElement("O3.5", "Recycling", 3), NamedElement("O3.6", label, 0)]
    return elements_chart(context(), named, entries=entries, unnamed=unnamed, group="governments")


def test_every_due_cell_has_its_stretch_and_the_widths_add_up() -> None:
    html = bars(FOUND).html
    assert 'class="in_place" style="width:8.43%"' in html  # 7 of 83
    assert 'class="claimed" style="width:18.07%"' in html  # 15 of 83
    widths = [float(piece.split("%")[0]) for piece in html.split('style="width:')[1:]]
    assert round(sum(widths)) == 100
    assert html.index('"sustained"') < html.index('"claimed"') < html.index('"no_report"')


def test_a_short_stretch_carries_no_number_and_is_said_all_the_same() -> None:
    html = plain(bars(FOUND).html)
    assert '<i class="sustained" style="width:2.41%" title="Sustained, verified: 2 of 83 (2 %)"></i>' in html
    assert "<b>15</b>" in html
    assert "Sustained, verified: 2; In place, verified: 7; Claimed, not verified: 15" in html
    assert "2 not applicable" in html


def test_the_number_behind_the_bar_is_what_is_verified_and_leads_to_its_rows() -> None:
    assert '<a href="/number?item=O1">9 of 83</a>' in bars(FOUND).html
    assert '<a href="/objectives?item=O1">Digital tools</a>' in bars(FOUND).html


def test_the_table_holds_every_count_and_both_shares() -> None:
    row = next(csv.DictReader(io.StringIO(bars(FOUND).csv(context()))))
    assert (row["due"], row["no_report"], row["out_of_date"], row["not_started"]) == ("83", "40", "3", "0")
    assert (row["verified_share"], row["claimed_share"]) == ("0.1084", "0.2892")
    assert row["accepted_as_not_applicable"] == "2"


def test_two_sentences_tell_the_range() -> None:
    other = Distribution({Standing.IN_PLACE: 5, Standing.NO_REPORT: 5})
    assert plain(bars(FOUND).text_alternative) == (
        "Share of 83 governments: verified 9 of 83 (11 %). "
        "Without a current report: 43 of 83 (52 %); the table gives every count."
    )
    assert "verified from 9 of 83 (11 %) (I Digital tools) to 5 of 10 (50 %)" in plain(
        bars(FOUND, other).text_alternative
    )


def test_fewer_than_five_have_words_and_no_bar() -> None:
    chart = bars(FOUND, FOUR)
    assert "In place, verified: 1; No report: 3; share withheld: fewer than five are due" in chart.html
    assert chart.html.count('gda-stack"') == 1
    assert chart.table.rows[1][-3:-1] == (None, None)
    assert [len(trace.x) for trace in chart.figure().data] == [1] * 8
    alone = bars(FOUR)
    assert "no group is large enough for a share" in alone.text_alternative
    assert "gda-legend" not in alone.html
    assert (alone.draw, alone.sketch) == (None, None)


def test_where_nobody_is_due_a_sentence_stands() -> None:
    chart = bars(NOBODY)
    assert "Nobody in this group is due to report yet" in chart.html
    assert chart.draw is None
    assert chart.sketch is None


def test_figure_and_sketch_hold_the_same_shares_and_patterns() -> None:
    chart = bars(FOUND)
    traces = {trace.name: trace for trace in chart.figure().data}
    assert list(traces["Claimed, not verified"].x) == [18.1]
    assert traces["Claimed, not verified"].marker.pattern.shape == "/"
    assert traces["No report"].marker.pattern.shape != traces["Out of date"].marker.pattern.shape
    assert traces["In place, verified"].marker.pattern.shape is None
    assert chart.sketch is not None
    drawing = chart.sketch()
    assert isinstance(drawing, Bars)
    assert [(part.tone, part.value) for part in drawing.rows[0].parts][1:3] == [
        (Tone.R5, 8.43),
        (Tone.UNVERIFIED, 18.07),
    ]
    assert pickle.loads(pickle.dumps(chart)).html == chart.html


@pytest.mark.parametrize("standing", list(Standing))
def test_what_is_not_verified_and_off_the_ramp_has_a_pattern_or_words_of_its_own(standing: Standing) -> None:
    said = [standing_label(text("en"), one) for one in Standing]
    assert len(set(said)) == len(said)
    patterned = standing in PATTERNS
    assert patterned == (standing not in (*VERIFIED, Standing.UNDER_WAY, Standing.PLANNED, Standing.NOT_STARTED))
    assert (TONES[standing] == TONES[Standing.NO_REPORT]) == (standing == Standing.NO_REPORT)


def test_no_report_and_not_started_share_neither_word_nor_look() -> None:
    chart = bars(Distribution({Standing.NOT_STARTED: 5, Standing.NO_REPORT: 5}))
    assert TONES[Standing.NOT_STARTED] != TONES[Standing.NO_REPORT]
    assert "Not started: 5; No report: 5" in chart.html


def test_a_hostile_label_is_only_text() -> None:
    assert "<script>" not in bars(FOUND, label="<script>").html
    assert "<script>" not in elements(8, label="<script>").html


def test_elements_are_counted_over_current_entries_and_not_scored() -> None:
    chart = elements(12, unnamed=9)
    assert "3 of 12 (25 %)" in plain(chart.html)
    assert 'style="width:25.0%"' in chart.html
    assert plain(chart.text_alternative) == (
        "Current reports of governments that name each element: O3.5 3 of 12 (25 %), O3.6 0 of 12 (0 %). "
        "Of 12 current entries, 9 name none."
    )
    assert "elements are not scored" in chart.note
    assert chart.table.rows == (("O3.5", "Recycling", 3, 0.25), ("O3.6", "Metrics", 0, 0.0))
    assert list(chart.figure().data[0].x) == [3, 0]


def test_few_or_no_entries_draw_no_bar() -> None:
    few, none = elements(4), elements(0, unnamed=0)
    assert "gda-bar" not in few.html
    assert few.draw is None
    assert few.table.rows[0][3] is None
    assert "No current report on this objective has a status yet" in none.html
