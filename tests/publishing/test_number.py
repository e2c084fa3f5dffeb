"""The page about one number: it says the number that the chart says, its rows sum to it, and SQL gives it again."""

import csv
import io
import pickle
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import duckdb
import pytest

from gda_tracker import editions
from gda_tracker.charts import number_link
from gda_tracker.domain.behind import Counted, Part, Reason
from gda_tracker.domain.changes import Group
from gda_tracker.publishing import book
from gda_tracker.publishing.asked import Asked, Body, Lead
from gda_tracker.publishing.number_asked import Number
from gda_tracker.publishing.number_sql import recount
from gda_tracker.publishing.overview import overview
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.publishing.view import view_of
from gda_tracker.services import analysis
from tests.sample_edition import write_sample

GROUPS = [
    Group("O3"),
    Group("any"),
    Group("any", "itu_region", "Africa", "national_government"),
    Group("F5", "ldc", "yes", "national_government"),
    Group("O1", "sids", "no", "private_sector", "new_or_expanded"),
    Group("any", "income_group", "High income", "all", "new_or_expanded"),
]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("number") / "editions"
    write_sample(folder, signatories=300)
    return Shelf(folder)


def ask(shelf: Shelf, **query: str) -> Asked:
    found = book.asked_of(shelf, "number", query, "en", analysis)
    assert found is not None
    return found


def page(shelf: Shelf, **query: str) -> tuple[Lead, Body]:
    asked = ask(shelf, **query)
    lead, body = book.lead("number", asked), book.body("number", asked)
    assert lead is not None
    assert body is not None
    return lead, body


def plain(words: str) -> str:
    return words.replace("\u202f", " ")


def rows_of(body: Body, asked: Asked) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.charts["rows"].csv(asked.context))))


def test_the_headline_is_the_published_rate(shelf: Shelf) -> None:
    asked = ask(shelf, item="O3", who="national_government")
    (rate,) = (row.counts for row in editions.rates(asked.edition, stakeholder_type="national_government")
               if row.item == "O3")  # fmt: skip
    lead, _ = page(shelf, item="O3", who="national_government")
    share = f"{rate.verified / rate.due * 100:.0f}"
    assert plain(lead.title) == (
        f"Verified on objective III: {rate.verified} of {rate.due} national governments ({share} %)."
    )
    assert lead.html.count("<h1") == 1
    assert ("Number", "Verified") in lead.filters


def test_every_number_link_of_the_overview_opens_the_number_it_stands_on(shelf: Shelf) -> None:
    start = book.asked_of(shelf, "", {"where": "Africa", "show": "claimed"}, "en", analysis)
    assert start is not None
    shown = overview(start.edition, start.context, view_of(start))
    columns = [column.name for column in shown.regions.table.columns]
    for row in shown.regions.table.rows:
        counts = dict(zip(columns, row, strict=True))
        link = number_link(start.context, item=str(counts["item"]), where=str(counts["group"]), show="claimed")
        assert link.replace("&", "&amp;") in shown.regions.html
        found = Number(ask(shelf, **dict(parse_qsl(urlsplit(link).query)))).behind
        assert (found.numerator, found.denominator) == (counts["claimed"], counts["due"])


def test_each_stage_of_the_funnel_leads_to_its_own_count(shelf: Shelf) -> None:
    asked = ask(shelf)
    funnel = editions.funnel(asked.edition, stakeholder_type="national_government")
    stages = {"endorsed": "endorsed", "due": "due", "responded": "reported", "evidence_backed": "evidence_backed"}
    for count, stage in stages.items():
        assert Number(ask(shelf, count=count)).behind.numerator == getattr(funnel, stage)


def test_the_steps_go_from_the_group_to_the_numerator_without_a_gap(shelf: Shelf) -> None:
    for count, item in product(("verified", "due", "responded", "on_time"), ("any", "O3", "F5")):
        _, body = page(shelf, item=item, count=count)
        left = 0
        for _, change, signatories in body.charts["steps"].table.rows:
            assert isinstance(signatories, int)
            if change == "minus":
                left -= signatories
            else:
                assert left in {0, signatories}
                left = signatories
        assert left == Number(ask(shelf, item=item, count=count)).behind.numerator


def test_the_csv_holds_every_row_and_sums_to_the_number(shelf: Shelf) -> None:
    asked = ask(shelf, item="O3", who="national_government")
    found = Number(asked).behind
    _, body = page(shelf, item="O3", who="national_government")
    rows = rows_of(pickle.loads(pickle.dumps(body)), asked)
    assert len(rows) == found.signatories == 83
    assert len(body.charts["rows"].table.rows) == 50
    assert sum(row["in_numerator"] == "yes" for row in rows) == found.numerator
    assert sum(row["in_denominator"] == "yes" for row in rows) == found.denominator
    assert all(bool(row["reason"]) == (row["in_numerator"] == "no") for row in rows)
    assert rows[0]["demonstration"] == "Demonstration data – not real reports"


def test_rows_can_be_cut_to_a_part_or_a_reason(shelf: Shelf) -> None:
    found = Number(ask(shelf, item="O3")).behind
    silent = dict(found.left_out(Part.NOT_COUNTED))[Reason.NO_REPORT]
    asked = ask(shelf, item="O3", part="no_report")
    _, body = page(shelf, item="O3", part="no_report")
    assert {row["reason"] for row in rows_of(body, asked)} == {"no_report"}
    assert len(rows_of(body, asked)) == silent > 0
    assert "No report <small>" in body.charts["rows"].html


def test_a_second_page_goes_on_where_the_first_ended_and_one_beyond_the_last_is_the_last(shelf: Shelf) -> None:
    first = Number(ask(shelf, item="O3")).behind.rows
    second = Number(ask(shelf, item="O3", page="2")).behind.rows
    assert (len(first), len(second)) == (50, 33)
    assert not {row.signatory_id for row in first} & {row.signatory_id for row in second}
    assert Number(ask(shelf, item="O3", page="99")).behind.rows == second
    assert 'aria-current="page">2</a>' in page(shelf, item="O3", page="99")[1].charts["rows"].html


def test_rows_lead_to_the_signatory_in_the_same_edition(shelf: Shelf) -> None:
    assert 'href="/signatory?id=ken&amp;edition=1"' in "".join(
        page(shelf, item="O3", page=number)[1].charts["rows"].html for number in ("1", "2")
    )


def test_a_pooled_figure_stands_beside_its_parts(shelf: Shelf) -> None:
    lead, _ = page(shelf, item="O3", who="all")
    found = Number(ask(shelf, item="O3", who="all")).behind
    assert sum(kind.numerator for kind in found.types) == found.numerator
    assert "National governments" in lead.below
    assert page(shelf, item="O3")[0].below == ""


def test_a_small_group_has_counts_and_no_share_anywhere(tmp_path: Path) -> None:
    write_sample(tmp_path / "editions", signatories=4)
    shelf = Shelf(tmp_path / "editions")
    lead, body = page(shelf, item="O1")
    assert "%" not in lead.title
    assert "share is withheld" in lead.html
    said = body.parts["definition"]
    assert "÷ 4, share withheld" in said
    assert "Ceiling" not in said


def test_nobody_due_is_said(shelf: Shelf) -> None:
    lead, body = page(shelf, item="F5", who="private_sector")
    assert lead.title == "Verified on TNA: nobody among private-sector bodies is due."
    assert "The item does not apply to it" in body.charts["steps"].html


def test_the_formula_stands_with_its_letters_and_its_numbers(shelf: Shelf) -> None:
    found = Number(ask(shelf, item="O3")).behind
    said = plain(page(shelf, item="O3")[1].parts["definition"])
    assert "AV = n(S ≥ 3 and E ≥ 3) ÷ D" in said
    assert f"= {found.numerator} ÷ {found.denominator} = " in said
    counts = found.counts
    assert f"AC + (1 − RR) = ({counts.claimed} + {counts.silent}) ÷ {counts.due}" in said


@pytest.mark.parametrize("counted", list(Counted))
@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group.item}-{group.member}-{group.additionality}")
def test_the_sql_on_the_page_gives_the_number_from_the_edition_file(
    shelf: Shelf, group: Group, counted: Counted
) -> None:
    info = shelf.info()
    assert info is not None
    found = analysis.behind(shelf.edition(info), group, counted)
    with duckdb.connect(str(info.path), read_only=True, config={"enable_external_access": "false"}) as connection:
        answer = connection.execute(recount(group, counted)).fetchone()
    expected = (found.numerator,) if counted == Counted.ENDORSED else (found.numerator, found.denominator)
    assert answer == expected


def test_a_member_with_a_quote_in_its_name_stays_a_value() -> None:
    asked = recount(Group("O1", "itu_region", "x' OR '1'='1"), Counted.VERIFIED)
    assert "itu_region = 'x'' OR ''1''=''1'" in asked


@pytest.mark.parametrize(
    "query",
    [
        {"item": "<script>alert(1)</script>", "count": "most", "part": "x", "page": "-3"},
        {"where": "Atlantis", "added": "yes", "who": "9"},
        {"page": "９", "part": "all", "count": "on_time"},
    ],
)
def test_nonsense_takes_the_usual_and_is_never_obeyed(shelf: Shelf, query: Mapping[str, str]) -> None:
    lead, body = page(shelf, **query)
    everything = lead.html + "".join(chart.html for chart in body.charts.values()) + "".join(body.parts.values())
    assert "<script" not in everything
    assert "national governments" in lead.title
