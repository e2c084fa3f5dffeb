"""The method page: every rule of METHOD.md on it, and a dial whose numbers are the method's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gda_tracker import editions, facts
from gda_tracker.charts.drawing import Bars
from gda_tracker.domain.cutoffs import SETTINGS, CutOffs
from gda_tracker.domain.declaration import ITEM_CODES, StakeholderType
from gda_tracker.domain.statuses import CAPS
from gda_tracker.i18n import text
from gda_tracker.publishing.asked import Asked, Body
from gda_tracker.publishing.book import asked_of, body, lead
from gda_tracker.publishing.choices import choices_of
from gda_tracker.publishing.method_page import KEYS, sections
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.services import analysis
from tests.sample_edition import write_sample

MOVED = {"age": "12", "status": "2", "evidence": "2"}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("home") / "editions"
    write_sample(folder, signatories=300)
    return Shelf(folder)


def ask(shelf: Shelf, **query: str) -> Asked:
    asked = asked_of(shelf, "method", query, "en", analysis)
    assert asked is not None
    return asked


def shown(shelf: Shelf, **query: str) -> Body:
    found = body("method", ask(shelf, **query))
    assert found is not None
    return found


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html).replace("&lt;", "<"))


def test_the_lead_says_what_the_page_is_for_and_where_each_rule_stands(shelf: Shelf) -> None:
    first, found = lead("method", ask(shelf)), shown(shelf)
    assert first is not None
    assert first.html.count("<h1") == 1
    assert "edition 1, method 1.0" in first.html
    anchors = re.findall(r'href="#([\w-]+)"', first.html)
    ids = re.findall(r'<section class="[\w\- ]+" id="([\w-]+)"', "".join(found.parts.values()))
    assert anchors == ["dial", *ids]
    assert '<div id="dial"' in found.parts["summary"]
    assert [anchor for anchor, _ in sections(text("en"))] == anchors


def test_headings_go_down_one_step_at_a_time(shelf: Shelf) -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)", "".join(shown(shelf).parts.values()))]
    assert set(levels) == {2, 3}
    assert levels[0] == 2


def test_the_bar_is_drawn_as_it_will_stand(shelf: Shelf) -> None:
    first = lead("method", ask(shelf, age="36", item="O3"))
    assert first is not None
    asked = ask(shelf, age="36", item="O3")
    labels = [choices_of(asked.edition, analysis).labels(asked.text, key, asked.query) for key in KEYS[:-1]]
    assert all(value in (known or {}).values() for (_, value), known in zip(first.filters, labels, strict=False))
    assert [value for _, value in first.filters][3:7] == [
        "III Digital's own footprint", "up to 36 months", "In place or higher", "3: opened by a reviewer",
    ]  # fmt: skip


def test_the_matrix_is_the_published_one(shelf: Shelf) -> None:
    html = shown(shelf).parts["applicability"]
    rows = re.findall(r'<tr><th scope="row">(.*?)</tr>', html, flags=re.DOTALL)
    assert len(rows) == len(StakeholderType)
    matrix = facts.applicability()
    for kind, row in zip(StakeholderType, rows, strict=True):
        cells = re.findall(r"<td.*?</td>", row, flags=re.DOTALL)
        assert len(cells) == len(ITEM_CODES)
        for code, cell in zip(ITEM_CODES, cells, strict=True):
            groups = {str(one.party_group) for one in matrix if one.stakeholder_type == kind and one.item == code}
            assert ("●" in cell) == bool(groups), (kind, code)
            assert ("<sup>1</sup>" in cell) == (groups == {"non_annex_i"})
            assert ("<sup>2</sup>" in cell) == (groups == {"european_union"})


def test_the_scales_carry_the_methods_tests_caps_and_grid(shelf: Shelf) -> None:
    html = shown(shelf).parts["scales"]
    said = words_of(html)
    for rule in (
        "A decision or published plan, a named owner, a target date.",
        "Full scope, operating twelve months or more, or a result measured against a baseline.",
        "A reviewer opened it and confirms body, date, content and level.",
        "A reviewer may set S lower, with a written reason, never higher",
        "in force before 15 November 2024",
        "S = min(C, cap(E))",
    ):
        assert rule in said
    grid = re.search(r"gda-grid-table.*?</table>", html, flags=re.DOTALL)
    assert grid is not None
    numbers = [int(number) for number in re.findall(r"<td class=\"s\d[^>]*>(\d)</td>", grid[0])]
    assert numbers == [min(claimed, CAPS[level]) for claimed in range(4, -1, -1) for level in range(5)]
    assert len(re.findall(r"s\d verified", grid[0])) == 4


def test_every_word_rate_and_law_of_the_method_is_there(shelf: Shelf) -> None:
    parts = shown(shelf).parts
    assert len(re.findall("<dt>", parts["words"])) == 11
    rates = words_of(parts["rates"])
    for rule in ("AV = #(S ≥ 3, E ≥ 3) ÷ D", "ACT = #(S ≥ 2, E ≥ 2) ÷ D", "AC + (1 − RR)", "D < 5", "six months"):
        assert rule in rates
    laws = re.search(r'<ol class="gda-laws">(.*?)</ol>', parts["laws"], flags=re.DOTALL)
    assert laws is not None
    assert laws[1].count("<li>") == 10


def readme_readings() -> list[str]:
    """The readings as the README lists them."""
    text = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    section = text.split("### Readings of the method")[1].split("\n## ")[0].split("\n### ")[0]
    return re.findall(r"^- ", section, flags=re.MULTILINE)


def test_every_reading_that_the_readme_lists_is_on_the_page(shelf: Shelf) -> None:
    found = re.search(r'id="readings".*?</section>', shown(shelf).parts["laws"], flags=re.DOTALL)
    assert found is not None
    assert found[0].count("<li>") == len(readme_readings())


def test_as_published_the_dial_shows_the_editions_rates(shelf: Shelf) -> None:
    asked, found = ask(shelf), shown(shelf)
    dial = found.charts["dial"]
    rows = editions.rates(asked.edition, stakeholder_type="national_government")
    published = {row.item: (row.counts.due, row.counts.verified) for row in rows}
    assert {str(row[0]): (row[2], row[3]) for row in dial.table.rows} == {
        code: published[code] for code in ITEM_CODES if code.startswith("O")
    }
    assert all((row[3], row[5]) == (row[9], "published") for row in dial.table.rows)
    assert (dial.title, dial.note) == ("Verified under the published cut-offs", "")
    assert "Not the published figures" not in found.parts["summary"]
    funnel = editions.funnel(asked.edition, stakeholder_type="national_government")
    assert f"As published, {funnel.verified} of {funnel.due} " in found.parts["summary"]


def test_moved_figures_say_that_they_are_not_the_published_ones(shelf: Shelf) -> None:
    found = shown(shelf, **MOVED)
    dial = found.charts["dial"]
    assert "Not the published figures" in found.parts["summary"]
    assert "Not the published figures" in dial.note
    assert all(row[5:9] == ("not published", 12, 2, 2) for row in dial.table.rows)
    assert "not published" in dial.csv(ask(shelf).context)
    moved = analysis.sensitivity(
        ask(shelf).edition, item="any", dimension="all", member="all", stakeholder_type="national_government"
    ).outcome(CutOffs(12, 2, 2))
    assert [row[9] for row in dial.table.rows] == [counts.verified for _, counts in moved.objectives]
    for _, counts in moved.objectives:
        assert f"→ {counts.verified} of {counts.due}<" in dial.html
    assert f"{moved.bodies.verified} of {moved.bodies.due}" in dial.text_alternative


def test_each_conclusion_is_shown_under_all_eighteen_settings(shelf: Shelf) -> None:
    chart = shown(shelf, **MOVED).charts["conclusions"]
    assert len(chart.table.rows) == 5 * 18
    assert chart.html.count('aria-current="true"') == 5
    found = analysis.sensitivity(
        ask(shelf).edition, item="any", dimension="all", member="all", stakeholder_type="national_government"
    )
    often = ", ".join(str(found.settings_that_hold(one)) for one in found.testable())
    assert chart.text_alternative.endswith(f"One by one they hold under {often} settings.")
    firm = sum(found.settings_that_hold(one) == 18 for one in found.testable())
    assert f"{firm} of the 5 conclusions below hold under all 18 settings." in shown(shelf).parts["summary"]
    for one in found.testable():
        held = [row for row in chart.table.rows if row[0] == one.value and row[5] == "yes"]
        assert len(held) == found.settings_that_hold(one)
        assert {tuple(row[2:5]) for row in held} == {
            (cut.age_months, cut.status, cut.evidence) for cut in SETTINGS if found.holds(one, cut)
        }
        assert f"Holds under {len(held)} of 18 settings." in chart.html


def test_a_square_turns_the_dial_and_keeps_whom_it_counts(shelf: Shelf) -> None:
    html = shown(shelf, who="private_sector", where="Africa").charts["conclusions"].html
    assert "age=36&amp;status=4&amp;evidence=3&amp;edition=1#chart-conclusions" in html
    assert html.count("who=private_sector") == html.count("where=Africa") == html.count('href="/method?')


def test_a_pooled_count_stands_beside_its_parts(shelf: Shelf) -> None:
    asked, html = ask(shelf, who="all"), shown(shelf, who="all", age="12").parts["summary"]
    for kind, funnel in editions.funnels_by_type(asked.edition).items():
        if funnel.due:
            assert f"{funnel.verified} of {funnel.due}" in html, kind
    assert "Verified with these cut-offs" in html
    assert "Choose a stakeholder type" in html
    assert not shown(shelf, who="all").charts
    assert "<table" not in shown(shelf, age="12").parts["summary"]


def test_the_headline_follows_the_item(shelf: Shelf) -> None:
    asked, html = ask(shelf, item="F8"), shown(shelf, item="F8").parts["summary"]
    counts = next(
        row.counts for row in editions.rates(asked.edition, stakeholder_type="national_government") if row.item == "F8"
    )
    assert f"{counts.verified} of {counts.due} " in html
    assert "F8 NDC" in html


def test_where_too_few_are_due_nothing_is_concluded(shelf: Shelf) -> None:
    found = shown(shelf, who="subnational_government", by="income_group", where="Low income")
    assert "Fewer than five are due" in found.charts["conclusions"].text_alternative
    assert found.charts["conclusions"].sketch is None
    assert "%" not in found.parts["summary"]


def test_the_pictures_carry_the_same_numbers(shelf: Shelf) -> None:
    dial = shown(shelf, **MOVED).charts["dial"]
    assert dial.sketch is not None
    drawn = dial.sketch()
    assert isinstance(drawn, Bars)
    assert [bar.value for bar in drawn.rows[::2]] == [f"{row[3]} of {row[2]}" for row in dial.table.rows]
    assert [bar.value for bar in drawn.rows[1::2]] == [f"{row[9]} of {row[2]}" for row in dial.table.rows]
    published = dial.figure().data[3].x
    assert list(published) == [round(float(str(row[4])) * 100, 1) for row in dial.table.rows]


def test_a_setting_that_does_not_exist_takes_the_published_one(shelf: Shelf) -> None:
    assert shown(shelf, age="18", status="9").charts["dial"].title == "Verified under the published cut-offs"


def test_where_nobody_is_due_nothing_is_said_to_hold(shelf: Shelf) -> None:
    nobody = {"who": "philanthropy", "where": "Africa", "age": "12"}
    asked = {"dimension": "itu_region", "member": "Africa", "stakeholder_type": "philanthropy"}
    assert editions.funnel(ask(shelf).edition, **asked).due == 0
    found = shown(shelf, **nobody)
    assert found.charts["conclusions"].text_alternative.startswith("Nobody in this group is due")
    assert found.charts["dial"].text_alternative == (
        "Nobody in this group is due, so nothing can move. Every count is 0."
    )
    assert "keep their verified count" not in found.parts["summary"]
    assert found.charts["dial"].sketch is None
