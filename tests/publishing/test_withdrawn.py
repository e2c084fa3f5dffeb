"""A withdrawn edition: each of its pages says so first, and so does whatever is taken from it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow.parquet
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gda_tracker import editions
from gda_tracker.editions import EditionNotice
from gda_tracker.publishing.asked import Asked
from gda_tracker.publishing.book import BOOK, asked_of, body, lead
from gda_tracker.publishing.citation import citation
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.services import analysis
from gda_tracker.settings import settings
from gda_tracker.web import downloads
from gda_tracker.web.first_paint import paint, wanted
from tests.sample_edition import write_sample

WORDS = "Kenya <b>was</b> counted twice."
PLAIN = {"country": {"iso3": "KEN"}, "signatory": {"id": "kenya"}}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Three editions, the newest withdrawn."""
    for number in (1, 2, 3):
        write_sample(tmp_path / "editions", number=number, signatories=90)
    withdraw(tmp_path / "editions")
    monkeypatch.setenv("GDA_HOME", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def withdraw(folder: Path, *, is_withdrawn: bool = True) -> None:
    editions.write_notice(folder, EditionNotice(3, is_withdrawn, WORDS, date(2026, 11, 20)))


def ask(home: Path, path: str = "", **query: str) -> Asked:
    asked = asked_of(Shelf(home / "editions"), path, query, "en", analysis)
    assert asked is not None
    return asked


@pytest.mark.parametrize("path", sorted(BOOK))
def test_every_page_of_it_begins_with_the_notice_and_the_way_to_the_one_in_force(home: Path, path: str) -> None:
    found = lead(path, ask(home, path, edition="3", **PLAIN.get(path, {})))
    if found is None:
        pytest.skip("the sample has no such body")
    assert found.html.startswith('<div class="gda-withdrawn" role="note"')
    assert "Edition 3 was withdrawn on 20 November 2026. Do not use its figures as current." in found.html
    assert "Kenya &lt;b&gt;was&lt;/b&gt; counted twice." in found.html
    assert "Open edition 2, which is in force" in found.html


@pytest.mark.parametrize("path", sorted(BOOK))
def test_no_page_of_another_edition_says_so(home: Path, path: str) -> None:
    for query in ({}, {"edition": "1"}):
        found = lead(path, ask(home, path, **query, **PLAIN.get(path, {})))
        assert found is None or "gda-withdrawn" not in found.html


def test_the_way_keeps_the_filters(home: Path) -> None:
    found = lead("progress", ask(home, "progress", edition="3", who="national_government"))
    assert found is not None
    assert 'href="/progress?who=national_government"' in found.html


def test_without_asking_the_newest_that_stands_is_shown_and_older_ones_lead_to_it(home: Path) -> None:
    assert ask(home).info.number == 2
    assert ask(home).age == ""
    assert ask(home, edition="1").age.endswith("the newest is edition 2.")
    assert ask(home, edition="3").age == ""
    assert [info.number for info in ask(home, edition="3").earlier] == [2, 1]


def test_charts_and_citation_of_it_say_so(home: Path) -> None:
    asked = ask(home, "data", edition="3")
    assert "This edition was withdrawn. Demonstration data" in asked.context.source
    assert "This edition was withdrawn" not in ask(home).context.source
    said = citation(asked)
    assert "Edition 3 was withdrawn on 20 November 2026." in said.sentence
    assert "Withdrawn" in said.bibtex
    assert citation(ask(home)).sentence.count("withdrawn") == 0


def test_the_data_page_names_it_wherever_it_is_listed(home: Path) -> None:
    found = body("data", ask(home, "data"))
    assert found is not None
    assert "Edition 3 was withdrawn on 20 November 2026." in found.parts["editions"]
    assert "withdrawn" not in found.parts["download"]
    found = body("data", ask(home, "data", edition="3"))
    assert found is not None
    assert 'href="/editions/3.notice.json"' in found.parts["download"]


def test_the_first_paint_follows_the_notice_at_once(home: Path) -> None:
    def painted() -> bytes:
        found = paint(wanted("", {"edition": "3"}, "en"))
        assert found is not None
        return found.body

    assert b"Edition 3 was withdrawn" in painted()
    withdraw(home / "editions", is_withdrawn=False)
    assert b"Edition 3 was withdrawn" not in painted()


def test_its_file_can_still_be_taken_and_its_tables_say_so_in_every_row(home: Path) -> None:
    with TestClient(Starlette(routes=downloads.routes())) as client:
        file = client.get("/editions/3.duckdb")
        assert file.content == (home / "editions" / "0003.duckdb").read_bytes()
        assert file.headers["link"] == '</editions/3.notice.json>; rel="describedby"'
        assert client.get("/editions/3.notice.json").json()["notice"] == WORDS
        assert client.get("/editions/2.notice.json").status_code == 404
        rows = list(csv.DictReader(io.StringIO(client.get("/editions/3/item.csv").content.decode("utf-8-sig"))))
        assert len(rows) == 18
        assert {row["withdrawn"] for row in rows} == {
            "Edition 3 was withdrawn on 20 November 2026. Do not use its figures as current. "
            "Kenya <b>was</b> counted twice."
        }
        assert "withdrawn" not in client.get("/editions/2/item.csv").content.decode().splitlines()[0]
        parquet = pyarrow.parquet.read_table(io.BytesIO(client.get("/editions/3/item.parquet").content))
        assert parquet.schema.names[-1] == "withdrawn"
        tag = client.get("/editions/3/item.csv").headers["etag"]
        withdraw(home / "editions", is_withdrawn=False)
        assert client.get("/editions/3/item.csv").headers["etag"] != tag
