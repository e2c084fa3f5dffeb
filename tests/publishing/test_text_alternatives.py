"""Every chart of every page is told in two whole sentences, and the page carries them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from gda_tracker.charts import Chart, grouped, head
from gda_tracker.i18n import text
from gda_tracker.publishing import book
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.services import analysis
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
        write_sample(folder, number=number, signatories=300, seed=28 + number)
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


def test_the_sentences_stand_in_the_page_and_describe_the_chart(shelf: Shelf) -> None:
    _, chart = next(charts(shelf, "objectives"))
    above = head(text("en"), chart)
    assert f'id="told-{chart.name}">{chart.text_alternative}</p>'.replace("'", "&#39;") in above
    assert f'aria-labelledby="title-{chart.name}" aria-describedby="told-{chart.name}"' in grouped(chart, above)
