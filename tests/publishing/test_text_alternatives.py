"""Every chart of every page is told in two whole sentences, and the page carries them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

import pytest

from gda_tracker.charts import Chart, Column, Table, foot, grouped, head
from gda_tracker.i18n import text
from gda_tracker.publishing import book
from gda_tracker.publishing.links import chart_links
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.services import analysis
from tests.filled_tables import filled
from tests.sample_edition import write_sample

# A sentence ends with a stop before a space and a capital, a figure or a quotation mark; "0.5" and "2.1)" do not.
BETWEEN = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ0-9“])")
SAID = re.compile(r"\d|\bOne\b|\bNo\b")
VIEWS: tuple[Mapping[str, str], ...] = (
    {},
    {"who": "all"},
    {"who": "private_sector", "where": "Africa", "show": "claimed"},
    {"who": "philanthropy", "where": "CIS"},
    {"who": "youth", "by": "income_group", "where": "Low income"},
    {"edition": "1"},
)
NEEDED: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "signatory": ({"id": "ken"}, {"id": "fji"}),
    "country": ({"iso3": "KEN"}, {"iso3": "FRA"}),
    "number": ({"item": "O3"}, {"item": "any"}),
    "objectives": ({}, {"item": "O3"}),
    "method": ({}, {"age": "12", "status": "4"}),
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder: Path = tmp_path_factory.mktemp("editions")
    for number in (1, 2):
        write_sample(folder, number=number, signatories=300, seed=28 + number, more=filled)
    return Shelf(folder)


def charts(shelf: Shelf, path: str) -> Iterator[tuple[str, Chart]]:
    for base in NEEDED.get(path, ({},)):
        for view in VIEWS:
            asked = book.asked_of(shelf, path, {**base, **view}, "en", analysis)
            assert asked is not None
            found = book.body(path, asked)
            assert found is not None
            for chart in found.charts.values():
                yield f"{path or 'overview'} {chart.name} {base} {view}", chart


@pytest.mark.parametrize("path", sorted(book.BOOK))
def test_every_chart_is_told_in_two_whole_sentences(shelf: Shelf, path: str) -> None:
    for where, chart in charts(shelf, path):
        sentences = BETWEEN.split(chart.text_alternative)
        assert len(sentences) == 2, (where, chart.text_alternative)
        assert all(one.endswith(".") and one[0].upper() == one[0] for one in sentences), (where, sentences)
        assert ".." not in chart.text_alternative, where


@pytest.mark.parametrize("path", sorted(book.BOOK))
def test_some_number_is_told_of_every_chart(shelf: Shelf, path: str) -> None:
    assert [where for where, chart in charts(shelf, path) if not SAID.search(chart.text_alternative)] == []


def test_every_table_of_every_page_has_a_name(shelf: Shelf) -> None:
    nameless = []
    for path in book.BOOK:
        for base in NEEDED.get(path, ({},)):
            asked = book.asked_of(shelf, path, base, "en", analysis)
            assert asked is not None
            found, lead = book.body(path, asked), book.lead(path, asked)
            assert found is not None
            assert lead is not None
            framed = [foot(text("en"), chart) + chart.html for chart in found.charts.values()]
            for html in (lead.html, lead.below, *framed, *found.parts.values()):
                tables = re.findall(r"<table[^>]*>\s*(?:<caption)?", html)
                nameless += [(path, one) for one in tables if "aria-label" not in one and "<caption" not in one]
    assert nameless == []


def test_what_stands_below_each_chart_is_named_after_it() -> None:
    links = chart_links(
        "", "hostile", {"where": "Africa"}, 3, "en", about="/number?item=O3", origin="https://a.example"
    )
    title = '"><script>alert(1)</script>'
    chart = Chart("hostile", title, "Below", "Edition 3", "One. Two.", Table((Column("a", "A"),), ((1,),)), "")
    html = foot(text("en"), chart, links=links)
    once = "&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
    for words in ("CSV", "Link", "Table", "Embed", "About this number"):
        assert f'{words}<span class="gda-hidden"> – {once}</span>' in html
    assert f'aria-label="Table: {once}"' in html
    # What somebody copies out of the page is HTML again, so a title is escaped there as well.
    code = unescape(html.split('<code class="gda-code">')[1].split("</code>")[0])
    assert code.startswith(
        '<iframe src="https://a.example/embed/overview/hostile?where=Africa&amp;edition=3&amp;lang=en"'
    )
    assert f'title="{once}"' in code
    assert "<script" not in code


def test_the_sentences_stand_in_the_page_and_describe_the_chart(shelf: Shelf) -> None:
    _, chart = next(charts(shelf, "objectives"))
    above = head(text("en"), chart)
    assert f'id="told-{chart.name}">{chart.text_alternative}</p>'.replace("'", "&#39;") in above
    assert f'aria-labelledby="title-{chart.name}" aria-describedby="told-{chart.name}"' in grouped(chart, above)
