"""Marks lead to what they count: every cell, line, stage and card to its own number, in its own edition."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

from gda_tracker.charts import (
    HeatColumn,
    HeatRow,
    ItemCounts,
    KeyCounts,
    Where,
    framework_cards,
    funnel_chart,
    heat_map,
    interval_chart,
    key_figures,
    number_link,
    reporting_light,
)
from gda_tracker.charts.drawing import Bars
from gda_tracker.charts.number_steps import Step, steps_chart
from gda_tracker.domain.rates import Counts, Funnel, RateName
from gda_tracker.domain.statuses import Light
from tests.charts.test_sentences import context

COUNTS = Counts(due=83, responded=40, claimed=24, evidence_backed=12, verified=9, acting=14, on_time=30)
AFRICA = Where("academia", "un_region", "Africa")


def addresses(html: str) -> list[dict[str, str]]:
    """The queries of all links, with the path under an empty key."""
    found = [urlsplit(unescape(link)) for link in re.findall(r'href="(/[^"]*)"', html)]
    return [{"": link.path} | {key: value[0] for key, value in parse_qs(link.query).items()} for link in found]


def test_a_number_link_is_in_codes_and_names_its_edition() -> None:
    assert number_link(context(), item="O3", where="Asia-Pacific", show=RateName.CLAIMED, added=True) == (
        "/number?item=O3&who=national_government&by=itu_region&where=Asia-Pacific&count=claimed"
        "&added=new_or_expanded&edition=3"
    )


def test_a_hostile_member_stays_one_value() -> None:
    link = number_link(context(), where="a&edition=9#<b>")
    assert parse_qs(urlsplit(link).query)["where"] == ["a&edition=9#<b>"]
    assert parse_qs(urlsplit(link).query)["edition"] == ["3"]


def test_each_cell_of_a_heat_map_leads_to_its_group_and_objective() -> None:
    rows = [HeatRow("Africa", "Africa", {"O1": COUNTS}, AFRICA)]
    columns = [HeatColumn("O1", "I", "Digital tools"), HeatColumn("O2", "II", "Infrastructure")]
    html = heat_map(context(), rows, columns, name="regions", title="x", group="x", rate=RateName.CLAIMED).html
    assert [(link["item"], link["who"], link["by"], link["where"], link["count"]) for link in addresses(html)] == [
        ("O1", "academia", "un_region", "Africa", "claimed"),
        ("O2", "academia", "un_region", "Africa", "claimed"),
    ]
    assert 'aria-label="Africa, I Digital tools: 24 of 83 (29\u202f%)' in html
    assert html.index('href="#after-regions"') < html.index("<table") < html.index('id="after-regions"')


def test_a_heat_map_that_was_told_no_group_has_no_links() -> None:
    rows = [HeatRow("Africa", "Africa", {"O1": COUNTS})]
    columns = [HeatColumn("O1", "I", "Digital tools")]
    assert "<a" not in heat_map(context(), rows, columns, name="x", title="x", group="x", rate=RateName.VERIFIED).html


def test_lines_and_cards_lead_where_they_are_told() -> None:
    row = ItemCounts("F8", "F8", "NDC", COUNTS, AFRICA.number(context(), "F8"))
    for chart in (
        interval_chart(context(), [row], group="x"),
        framework_cards(context(), [row], titles={"F8": "NDC"}, group="x"),
    ):
        (link,) = addresses(chart.html)
        assert (link["item"], link["count"], link["edition"]) == ("F8", "verified", "3")


def test_each_stage_of_the_funnel_leads_to_its_count_and_each_part_to_its_type() -> None:
    funnel = Funnel(83, 80, 40, 12, 9, 24)
    chart = funnel_chart(
        context(), funnel, stakeholder_type="all", parts=[("academia", funnel)], where=Where("all", where="Africa")
    )
    stages = ["endorsed", "due", "responded", "evidence_backed", "verified"]
    assert [(link["who"], link["count"]) for link in addresses(chart.html)] == [
        *(("all", stage) for stage in stages),
        *(("academia", stage) for stage in stages),
    ]
    assert parse_qs(urlsplit(chart.about).query)["item"] == ["any"]


def test_the_light_leads_to_the_signatories_it_stands_for() -> None:
    html = reporting_light(context(), {Light.ON_TIME: 41, Light.SILENT: 11}, group="x", where=AFRICA).html
    assert [(link[""], link["light"], link["where"]) for link in addresses(html)] == [
        ("/signatories", "on_time", "Africa"),
        ("/signatories", "silent", "Africa"),
    ]


def test_key_figures_lead_to_their_rates_and_timeliness_to_the_list() -> None:
    funnel = Funnel(83, 80, 40, 12, 9, 24)
    html = key_figures(context(), KeyCounts(funnel, 30, 80, funnel), where=AFRICA)
    assert [(link[""], link.get("count") or link["light"]) for link in addresses(html)] == [
        ("/number", "verified"),
        ("/number", "responded"),
        ("/signatories", "on_time"),
        ("/number", "verified"),
    ]


def test_what_is_taken_away_hangs_on_what_is_left() -> None:
    steps = [
        Step("In the group", 10, False, "/number?a"),
        Step("Withdrawn", 2, True, ""),
        Step("Due", 8, False, ""),
        Step("No report", 6, True, "", is_silent=True),
        Step("Verified", 2, False, ""),
    ]
    chart = steps_chart(context(), steps, "x")
    assert re.findall(r"inset-inline-start:([\d.]+)%;width:([\d.]+)%", chart.html) == [
        ("0.0", "100.0"), ("80.0", "20.0"), ("0.0", "80.0"), ("20.0", "60.0"), ("0.0", "20.0"),
    ]  # fmt: skip
    assert [row[1:] for row in chart.table.rows] == [
        ("left", 10), ("minus", 2), ("left", 8), ("minus", 6), ("left", 2),
    ]  # fmt: skip
    assert chart.sketch is not None
    drawn = chart.sketch()
    assert isinstance(drawn, Bars)
    assert [row.value for row in drawn.rows] == ["10", "−2", "8", "−6", "2"]
