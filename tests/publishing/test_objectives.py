"""The objectives: eight rows that agree with the rates, one in depth from the same cells, nothing pooled alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gda_tracker import editions
from gda_tracker.charts import Chart
from gda_tracker.publishing import book
from gda_tracker.publishing.asked import Asked, Body
from gda_tracker.publishing.objective_depth import MOST_NAMES
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.services import analysis
from tests.publishing.two_editions import write_two
from tests.sample_edition import write_sample

Ask = Callable[..., Asked]


def _ask(folder: Path) -> Ask:
    shelf = Shelf(folder)

    def asked(**query: str) -> Asked:
        found = book.asked_of(shelf, "objectives", query, "en", analysis)
        assert found is not None
        return found

    return asked


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, signatories=600)
    return _ask(folder)


@pytest.fixture(scope="module")
def ask_two(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = tmp_path_factory.mktemp("two")
    write_two(folder)
    return _ask(folder)


def body_of(asked: Asked) -> Body:
    body = book.body("objectives", asked)
    assert body is not None
    return body


def column(chart: Chart, name: str) -> list[object]:
    place = [one.name for one in chart.table.columns].index(name)
    return [row[place] for row in chart.table.rows]


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"who": "private_sector"},
        {"who": "academia", "by": "income_group", "where": "High income"},
        {"by": "itu_region", "where": "Africa"},
        {"by": "sids", "where": "yes"},
    ],
)
def test_bars_and_intervals_count_the_same_cells(ask: Ask, query: dict[str, str]) -> None:
    charts = body_of(ask(**query)).charts
    assert column(charts["statuses"], "code") == [f"O{n}" for n in range(1, 9)]
    assert column(charts["statuses"], "due") == column(charts["objectives"], "due")
    assert column(charts["statuses"], "verified_share") == column(charts["objectives"], "verified_share")
    assert column(charts["statuses"], "claimed_share") == column(charts["objectives"], "claimed_share")


def test_without_a_choice_the_eight_stand_and_each_leads_into_depth(ask: Ask) -> None:
    body = body_of(ask(who="academia"))
    assert set(body.charts) == {"statuses", "objectives"}
    assert "/objectives?item=O8&amp;who=academia" in body.charts["statuses"].html
    assert body.parts["choose"].count("<li>") == 8
    assert "verified" not in body.parts


def test_one_objective_in_depth_has_its_title_its_parts_and_its_groups(ask: Ask) -> None:
    asked = ask(item="O3")
    lead, body = book.lead("objectives", asked), body_of(asked)
    assert lead is not None
    assert "Mitigating Digitalisation&#39;s Climate Impact" in lead.html
    assert lead.html.count("<h1") == 1
    assert "Last updated" in lead.html
    assert lead.filters[0] == ("Objective", "III Digital's own footprint")
    assert {"standing", "by-region", "by-type", "elements"} <= set(body.charts)
    found = editions.rates(asked.edition, dimension="itu_region", stakeholder_type="national_government")
    rates = {row.member: row.counts for row in found if row.item == "O3"}
    regions = body.charts["by-region"]
    verified = dict(zip(column(regions, "group"), column(regions, "verified"), strict=True))
    assert verified == {member: counts.verified for member, counts in rates.items()}
    standing = body.charts["standing"]
    due = [int(str(number)) for number in column(standing, "due")]
    assert column(standing, "code")[0] == "national_government"
    assert due == [83, *(rates[str(member)].due for member in column(standing, "code")[1:])]
    assert "aria-current" in body.charts["statuses"].html


def test_every_line_leads_to_its_number(ask: Ask) -> None:
    charts = body_of(ask(item="O3", by="income_group")).charts
    assert "item=O3&amp;who=national_government&amp;by=income_group&amp;where=High+income" in charts["by-region"].html
    assert "item=O3&amp;who=academia&amp;by=income_group&amp;where=all" in charts["by-type"].html
    assert "item=O8&amp;who=national_government&amp;by=income_group&amp;where=all" in charts["objectives"].html
    assert charts["standing"].html.count("/number?item=O3") == len(charts["standing"].table.rows)


def test_everybody_verified_is_named_alphabetically_or_said_to_be_left_out(ask: Ask) -> None:
    asked = ask(item="O1", who="private_sector")
    total = len(editions.verified_on(asked.edition, "O1", stakeholder_type="private_sector"))
    html = body_of(asked).parts["verified"]
    assert html.count("<li>") == min(total, MOST_NAMES)
    assert f"{total} are verified" in html
    assert ("The first 60" in html) == (total > MOST_NAMES)
    assert "count=verified" in html
    assert "evidence level 3" in html


def test_pooled_over_types_only_what_has_its_parts_is_drawn(ask: Ask) -> None:
    eight, one = body_of(ask(who="all")), body_of(ask(who="all", item="O1"))
    assert set(eight.charts) == {"objectives", "types"}
    assert set(one.charts) == {"standing", "by-type", "objectives", "types"}
    assert "all" not in column(one.charts["standing"], "code")
    counts = [int(str(number)) for number in column(one.charts["by-type"], "verified")]
    assert column(one.charts["by-type"], "group")[0] == "all"
    assert counts[0] == sum(counts[1:]) > 0


def first_row(chart: Chart) -> dict[str, object]:
    return dict(zip((one.name for one in chart.table.columns), chart.table.rows[0], strict=True))


def test_two_hand_made_editions_in_exact_numbers(ask_two: Ask) -> None:
    now, before = body_of(ask_two(item="O1")), body_of(ask_two(item="O1", edition="1"))
    whole = first_row(now.charts["standing"])
    assert (whole["due"], whole["in_place"], whole["out_of_date"], whole["no_report"]) == (6, 2, 1, 3)
    assert now.parts["verified"].index("Austria") < now.parts["verified"].index("Kenya")
    assert "In place, as of 1 September 2025, evidence level 3" in now.parts["verified"]
    assert column(now.charts["elements"], "entries")[:3] == [1, 0, 1]  # Kenya names O1.1 and O1.3, Austria none
    whole = first_row(before.charts["standing"])
    assert (whole["due"], whole["in_place"], whole["claimed"], whole["no_report"]) == (5, 1, 1, 3)


def test_where_nothing_is_verified_or_offered_a_sentence_says_so(ask_two: Ask) -> None:
    parts = body_of(ask_two(item="O5")).parts
    assert "Nobody in this group is verified on this objective yet" in parts["verified"]
    assert "Nobody in this group has offered a practice on this objective yet" in parts["practices"]


def test_the_tests_behind_each_status_are_told_with_their_caps(ask: Ask) -> None:
    html = body_of(ask(item="O2")).parts["criteria"]
    assert [html.count(f">{word}</th>") for word in ("Planned", "Under way", "In place", "Sustained")] == [1] * 4
    assert html.count('<td class="num">4</td>') == 4  # C 4, E 4, and the cap of E 3 and of E 4
    assert "Highest status" in html


@pytest.mark.parametrize("item", ["F1", "O9", "<script>", "any", ""])
def test_an_item_that_is_no_objective_shows_the_eight(ask: Ask, item: str) -> None:
    lead = book.lead("objectives", ask(item=item))
    assert lead is not None
    assert lead.title == "The eight objectives side by side"
