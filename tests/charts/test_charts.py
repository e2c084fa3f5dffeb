"""One set of numbers, several renderings: HTML, table, CSV and figure say the same, and nothing said is obeyed."""

import csv
import io
import pickle
import re
from typing import Any

import pytest

from gda_tracker.charts import (
    Chart,
    CountryMark,
    HeatColumn,
    HeatRow,
    ItemCounts,
    KeyCounts,
    StatusLine,
    figures,
    foot,
    framework_cards,
    funnel_chart,
    heat_map,
    interval_chart,
    key_figures,
    reporting_light,
    status_list,
    world_map,
    world_svg,
)
from gda_tracker.charts.status import summary
from gda_tracker.domain.rates import Counts, Funnel, RateName
from gda_tracker.domain.statuses import Light
from gda_tracker.i18n import text
from tests.charts.test_sentences import context, plain

COUNTS = Counts(due=83, responded=40, claimed=24, evidence_backed=12, verified=9, acting=14, on_time=30)
SMALL = Counts(due=4, responded=3, claimed=2, evidence_backed=1, verified=1)
OBJECTIVE = HeatColumn("O1", "I", "Digital tools")


def heat(counts: Counts = COUNTS, label: str = "Africa") -> Chart:
    rows = [HeatRow("Africa", label, {"O1": counts})]
    return heat_map(context(), rows, [OBJECTIVE], name="regions", title="By region", group="x", rate=RateName.VERIFIED)


def heat_of(*counts: Counts) -> Chart:
    columns = [HeatColumn(f"O{place}", str(place), "Digital tools") for place in range(1, len(counts) + 1)]
    rows = [HeatRow("Africa", "Africa", {column.code: one for column, one in zip(columns, counts, strict=True)})]
    return heat_map(context(), rows, columns, name="regions", title="By region", group="x", rate=RateName.VERIFIED)


def intervals(counts: Counts = COUNTS) -> Chart:
    return interval_chart(context(), [ItemCounts("O1", "I", "Digital tools", counts)], group="national governments")


def world(*countries: CountryMark) -> Chart:
    return world_map(context(), countries, rate=RateName.VERIFIED)


def every_chart() -> list[Chart]:
    item = ItemCounts("F8", "F8", "NDC", COUNTS)
    return [
        funnel_chart(context(), Funnel(83, 83, 40, 12, 9, 24), stakeholder_type="national_government"),
        intervals(),
        heat(),
        world(CountryMark("KEN", "Kenya", "/signatory?id=kenya", 3, True)),
        framework_cards(context(), [item], titles={"F8": "Digital technology in the NDC"}, group="governments"),
        reporting_light(context(), {Light.ON_TIME: 41, Light.SILENT: 11}, group="governments"),
    ]


@pytest.mark.parametrize("chart", every_chart(), ids=lambda chart: chart.name)
def test_a_chart_leaves_with_all_that_it_needs(chart: Chart) -> None:
    assert chart.title
    assert chart.subtitle
    assert "Edition 3" in chart.source
    assert chart.text_alternative
    assert chart.table.rows
    assert all(len(row) == len(chart.table.columns) for row in chart.table.rows)
    assert chart.figure().data
    assert pickle.loads(pickle.dumps(chart)).html == chart.html


def test_the_interval_stands_at_its_percentages() -> None:
    html = intervals().html
    assert 'class="dot" style="left:10.8%"' in html
    assert 'class="dot open" style="left:28.9%"' in html
    assert "between 11 % and 81 %" in plain(html)


def test_the_figure_holds_the_same_numbers_as_the_picture() -> None:
    verified = next(trace for trace in intervals().figure().data if trace.name == "verified")
    assert list(verified.x) == [10.8]
    assert heat().figure().data[0].text[0][0] == "11"


@pytest.mark.parametrize(("verified", "step"), [(0, 0), (5, 1), (6, 2), (20, 3), (50, 5), (51, 6), (100, 6)])
def test_the_explored_heat_map_uses_the_steps_and_colours_of_the_table(verified: int, step: int) -> None:
    chart = heat(Counts(due=100, responded=100, claimed=100, verified=verified))
    drawn = chart.figure().data[0]
    assert f'class="r{step}"' in chart.html
    assert (drawn.z[0][0], drawn.zmin, drawn.zmax) == (step, -0.5, 6.5)
    assert {colour for stop, colour in drawn.colorscale if step / 7 < stop < (step + 1) / 7 or stop == step / 7} >= {
        figures.RAMP[step]
    }
    assert list(drawn.colorbar.ticktext)[-1] == "over 50 %"


def test_columns_of_the_explored_heat_map_are_numerals_and_stand_straight() -> None:
    axis = heat().figure().layout.xaxis
    assert (axis.tickangle, axis.tickvals) == (0, ("I",))


def test_small_states_are_points_on_the_explored_map_too() -> None:
    tuvalu = CountryMark("TUV", "Tuvalu", "/signatory?id=tuvalu", 8, True)
    kenya = CountryMark("KEN", "Kenya", "/signatory?id=kenya", 3, True)
    nauru = CountryMark("NRU", "Nauru", "/signatory?id=nauru", 0, False)
    fiji = CountryMark("FJI", "Fiji", "/signatory?id=fiji", 0, False)
    shapes, silent_shapes, _, points, silent_points, _ = world(tuvalu, kenya, nauru, fiji).figure().data
    assert (list(shapes.locations), list(shapes.z)) == (["KEN"], [3])
    assert list(silent_shapes.locations) == ["FJI"]
    assert silent_shapes.colorscale[0][1] == figures.SILENT
    assert (list(points.marker.color), list(points.text)) == ([6], ["Tuvalu: verified on 8 of 8 objectives"])
    assert (round(points.lat[0]), round(points.lon[0])) == (-8, 179)
    assert (silent_points.name, silent_points.showlegend) == ("no report", True)
    assert list(silent_points.text) == ["Nauru: no report"]


def test_the_legend_says_no_report_where_every_silent_country_has_a_shape() -> None:
    silent = world(CountryMark("FJI", "Fiji", "/signatory?id=fiji", 0, False)).figure().data[4]
    assert (silent.name, silent.showlegend, list(silent.lat)) == ("no report", True, [None])


def test_a_heat_cell_says_count_share_and_bounds_in_its_hover() -> None:
    html = plain(heat().html)
    assert ">11</td>" in html
    assert "9 of 83 (11 %); true share between 11 % and 81 %; coverage grade C" in html


def test_a_small_group_shows_its_count_and_no_share_anywhere() -> None:
    chart = heat(SMALL)
    assert ">1/4</td>" in chart.html
    assert "25" not in chart.html
    mixed = heat_of(SMALL, COUNTS).figure()
    assert mixed.data[0].z[0][0] is None
    assert mixed.layout.annotations[0].text == "1/4"
    assert chart.table.rows[0][-3:] == (None, None, None)


@pytest.mark.parametrize(
    "chart",
    [
        funnel_chart(context(), Funnel(6, 4, 3, 1, 1, 2), stakeholder_type="philanthropy"),
        intervals(SMALL),
        heat(SMALL),
        framework_cards(context(), [ItemCounts("F8", "F8", "NDC", SMALL)], titles={}, group="governments"),
        reporting_light(context(), {Light.ON_TIME: 1, Light.SILENT: 3}, group="governments"),
    ],
    ids=lambda chart: chart.name,
)
def test_of_fewer_than_five_counts_stand_and_nothing_is_drawn(chart: Chart) -> None:
    assert (chart.draw, chart.sketch) == (None, None)
    assert not any(
        mark in chart.html for mark in ("gda-bar", "gda-axis", '"gda-track', "gda-ramp", 'class="gda-light"')
    )
    assert not re.search(r"\d\s%", chart.html)
    assert "coverage grade D" not in chart.html + chart.text_alternative
    assert "PNG" not in foot(text("en"), chart)


def test_under_five_due_a_sentence_stands_in_place_of_the_axis() -> None:
    assert "Fewer than five are due, so counts are shown and no shares." in intervals(SMALL).html
    assert "1 of 4" in intervals(SMALL).html


def test_the_funnel_says_shares_of_those_due_after_the_due() -> None:
    html = plain(funnel_chart(context(), Funnel(100, 80, 40, 12, 8, 24), stakeholder_type="all").html)
    for said in ("80 % of endorsers", "50 % of those due", "15 % of those due", "10 % of those due"):
        assert said in html


def test_a_name_is_written_and_never_obeyed() -> None:
    wild = "<script>alert(1)</script>"
    assert wild not in heat(label=wild).html
    assert "&lt;script&gt;" in heat(label=wild).html
    marks = world(CountryMark("KEN", wild, 'x" onload="alert(1)', 3, True)).picture["marks"]
    svg = world_svg(text("en"), marks, wild)
    assert wild not in svg
    assert 'onload="alert' not in svg


def test_csv_repeats_table_and_source_and_starts_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(heat(label="=HYPERLINK(1)").csv(context(is_demonstration=True)))))
    assert rows[0]["group"] == "'=HYPERLINK(1)"
    assert (rows[0]["due"], rows[0]["verified"], rows[0]["verified_share"]) == ("83", "9", "0.1084")
    assert rows[0]["demonstration"] == "Demonstration data – not real reports"


def test_silence_is_hatched_and_not_a_colour_of_the_ramp() -> None:
    kenya = CountryMark("KEN", "Kenya", "/signatory?id=kenya", 0, True)
    fiji = CountryMark("FJI", "Fiji", "/signatory?id=fiji", 0, False)
    marks = world(kenya, fiji).picture["marks"]
    assert marks["KEN"]["class"] == "r0"
    assert marks["FJI"] == {"class": "none", "title": "Fiji: no report", "link": "/signatory?id=fiji"}


def test_a_government_that_is_not_due_yet_is_outlined_and_never_called_silent() -> None:
    fiji = CountryMark("FJI", "Fiji", "/f", 0, False)
    latvia = CountryMark("LVA", "Latvia", "/l", 0, False, is_due=False)
    malta = CountryMark("MLT", "Malta", "/m", 0, False, is_due=False)
    chart = world(fiji, latvia, malta)
    assert [row[3] for row in chart.table.rows] == ["no report", "not due yet", "not due yet"]
    assert "One has no report and is hatched. 2 are not due yet and are outlined." in chart.text_alternative
    assert chart.picture["marks"]["LVA"] == {"class": "waiting", "title": "Latvia: not due yet", "link": "/l"}
    assert "not due yet" in chart.html
    _, silent, waiting, _, silent_points, waiting_points = chart.figure().data
    assert (list(silent.locations), list(waiting.locations)) == (["FJI"], ["LVA"])
    assert (list(silent_points.text), list(waiting_points.text)) == ([], ["Malta: not due yet"])
    assert (waiting_points.name, waiting_points.marker.symbol) == ("not due yet", "circle-open")


def test_the_map_is_silent_about_not_due_yet_where_all_are_due() -> None:
    chart = world(CountryMark("FJI", "Fiji", "/f", 0, False))
    assert "not due yet" not in chart.html + chart.text_alternative
    assert not chart.figure().data[5].showlegend


def test_small_states_are_points_and_others_are_shapes() -> None:
    tuvalu = CountryMark("TUV", "Tuvalu", "/signatory?id=tuvalu", 8, True)
    svg = world_svg(text("en"), world(tuvalu).picture["marks"])
    assert '<circle class="r6" data-iso="TUV"' in svg
    assert '<path class="other" data-iso="KEN"' in svg


def test_countries_stand_in_alphabetical_order_whatever_they_did() -> None:
    marks = [CountryMark("KEN", "Kenya", "k", 8, True), CountryMark("FJI", "Fiji", "f", 0, False)]
    assert [row[1] for row in world(*marks).table.rows] == ["Fiji", "Kenya"]


def test_a_pooled_funnel_comes_with_its_parts() -> None:
    part = ("academia", Funnel(10, 9, 8, 7, 6, 7))
    chart = funnel_chart(context(), Funnel(83, 80, 40, 12, 9, 24), stakeholder_type="all", parts=[part])
    assert chart.table.rows[1] == ("Academia", 10, 9, 8, 7, 6)
    assert "Academia" in chart.html


def test_the_table_twin_says_withheld() -> None:
    assert '<td class="num">withheld</td>' in foot(text("en"), heat(SMALL))


def line(code: str, **values: Any) -> StatusLine:
    empty: dict[str, Any] = {
        "off_scale": None, "claimed": None, "evidence": None, "assessed": None, "as_of": None,
        "age_months": None, "age_class": None,
    }  # fmt: skip
    return StatusLine(code=code, number=code, short=code, is_due=True, **(empty | values))


VERIFIED = line("O1", claimed=3, evidence=3, assessed=3, age_class="fresh", age_months=3)
CLAIMED = line("O2", claimed=4, evidence=1, assessed=2, age_class="fresh", age_months=1)
SILENT = line("O3", off_scale="no_report")
NOT_STARTED = line("O4", claimed=0, evidence=0, assessed=0, age_class="ageing", age_months=14)
OLD = line("O5", claimed=4, evidence=4, assessed=4, age_class="out_of_date", age_months=30)


def test_a_profile_sums_up_in_one_sentence() -> None:
    assert summary(text("en"), [VERIFIED, CLAIMED, SILENT, NOT_STARTED, OLD]) == (
        "Verified on 1 of 5 objectives; one is claimed and not verified; one has no report."
    )


def test_no_report_and_not_started_share_neither_word_nor_colour() -> None:
    html = status_list(context(), [SILENT, NOT_STARTED]).html
    assert '<span class="gda-pill hatch quiet"><b>No report</b></span>' in html
    assert '<span class="gda-pill s0"><b>Not started</b></span>' in html


def test_out_of_date_facts_are_never_called_verified() -> None:
    html = status_list(context(), [OLD]).html
    assert "Out of date" in html
    assert "Verified" not in html


def test_what_a_reviewer_found_stands_where_it_is_less_than_claimed() -> None:
    lowered = line("F7", claimed=3, evidence=3, assessed=2, age_class="fresh", age_months=1)
    assert '<span class="gda-pill s2"><b>Under way</b></span>' in status_list(context(), [lowered]).html


NOBODY = Counts(due=0)


@pytest.mark.parametrize(
    "chart",
    [
        heat(NOBODY),
        intervals(NOBODY),
        framework_cards(context(), [ItemCounts("F8", "F8", "NDC", NOBODY)], titles={}, group="governments"),
        reporting_light(context(), {}, group="governments"),
    ],
    ids=lambda chart: chart.name,
)
def test_where_nobody_is_due_a_sentence_stands_and_no_empty_picture(chart: Chart) -> None:
    assert "Nobody in this group is due to report yet" in chart.html
    assert "<table" not in chart.html
    assert "gda-bar" not in chart.html
    assert chart.draw is None


def test_nobody_due_has_no_coverage_grade() -> None:
    assert intervals(NOBODY).table.rows[0][-1] is None
    figures_of_nobody = key_figures(context(), KeyCounts(Funnel(3, 0, 0, 0, 0), 0, 0, Funnel(3, 0, 0, 0, 0)))
    assert "coverage grade –" in figures_of_nobody
    assert "Nobody is due" in figures_of_nobody


def test_a_share_among_those_who_reported_carries_its_count() -> None:
    funnel = Funnel(endorsed=83, due=83, reported=66, evidence_backed=60, verified=51, claimed=60)
    said = plain(key_figures(context(), KeyCounts(funnel, 0, 83, funnel)))
    assert "51 of 66 (77 %)" in said


def test_a_card_says_counts_shares_bounds_and_grade_in_its_text() -> None:
    for code in ("F8", "F1"):
        item = ItemCounts(code, code, "NDC", COUNTS)
        html = plain(framework_cards(context(), [item], titles={}, group="governments").html)
        said = "verified in 9 of 83 (11 %), claimed in 24 (29 %); true share between 11 % and 81 %; coverage grade C"
        assert html.count(said) == 2  # in the hover and in the text


def test_a_withheld_share_is_said_once() -> None:
    assert "share share" not in intervals(SMALL).html
    said = "verified in 1 of 4, claimed in 2; share and coverage grade withheld: fewer than five are due"
    assert said in intervals(SMALL).html


def test_the_download_of_the_intervals_holds_the_claimed_share() -> None:
    row = next(csv.DictReader(io.StringIO(intervals().csv(context()))))
    assert (row["verified_share"], row["claimed_share"]) == ("0.1084", "0.2892")
