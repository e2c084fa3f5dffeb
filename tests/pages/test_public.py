"""Each public page renders on a demonstration, a real edition of three, an empty one, none, and one of 20,000."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from gda_tracker.editions import EditionNotice, write_notice
from gda_tracker.publishing.sitemap import PageEntry, pages
from gda_tracker.settings import settings
from tests.homes import EDITIONS
from tests.sample_edition import ON, write_sample

from .conftest import PAGES, shown

PUBLIC = [entry for entry in pages() if entry.is_public]
Home = Callable[[str], Path]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The home of a kind, made once."""
    made: dict[str, Path] = {}

    def of(kind: str) -> Path:
        if kind not in made:
            made[kind] = tmp_path_factory.mktemp(kind)
            EDITIONS[kind](made[kind])
        return made[kind]

    return of


def run(entry: PageEntry, query: dict[str, str]) -> AppTest:
    page = AppTest.from_file(str(PAGES / entry.script.removeprefix("pages/")), default_timeout=60)
    for key, value in query.items():
        page.query_params[key] = value
    return page.run()


@pytest.mark.parametrize("kind", list(EDITIONS))
@pytest.mark.parametrize("entry", PUBLIC, ids=lambda entry: entry.path or "overview")
def test_it_renders(home: Home, kind: str, entry: PageEntry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GDA_HOME", str(home(kind)))
    settings.cache_clear()
    said = shown(run(entry, {"id": "ken", "iso3": "KEN", "item": "O3"}))
    assert said.count("<h1") == 1
    if kind == "none":
        assert "Nothing has been published yet." in said
    elif kind == "demonstration":
        assert not any(
            words in said for words in ("nothing at this address", "There is no country", "no such signatory")
        )


@pytest.mark.parametrize("entry", PUBLIC, ids=lambda entry: entry.path or "overview")
def test_a_hostile_address_is_answered_with_a_page(
    home: Home, entry: PageEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GDA_HOME", str(home("demonstration")))
    settings.cache_clear()
    hostile = "'; DROP TABLE cell; --<script>alert(1)</script>\x00%" * 5
    keys = {"who", "by", "where", "show", "item", "search", "page", "id", "iso3", "edition", "with", "near", "age",
            "status", "evidence", "from", "to", "sort", "light", "part", "element", "what", "income"}  # fmt: skip
    said = shown(run(entry, dict.fromkeys(keys, hostile)))
    assert "<script>" not in said


def test_the_newest_edition_is_shown_without_being_chosen_so_that_choosing_it_is_written_into_the_address(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GDA_HOME", str(home("demonstration")))
    settings.cache_clear()
    overview = next(entry for entry in PUBLIC if not entry.path)
    box = run(overview, {}).selectbox(key="edition")
    assert (box.value, box.placeholder) == (None, box.options[0])
    assert str(run(overview, {"edition": box.options[0]}).selectbox(key="edition").value) == box.options[0]


@pytest.mark.parametrize("entry", PUBLIC, ids=lambda entry: entry.path or "overview")
def test_who_asks_for_no_edition_sees_the_one_in_force(
    entry: PageEntry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GDA_HOME", str(tmp_path))
    settings.cache_clear()
    for number in (1, 2):
        write_sample(tmp_path / "editions", number=number, signatories=120)
    write_notice(tmp_path / "editions", EditionNotice(2, is_withdrawn=True, notice="Misread.", set_on=ON))
    asked = {"iso3": "KEN", "item": "O3"} | ({"id": "ken"} if entry.path == "signatory" else {})
    banner = 'aria-label="Notice about this edition"'
    assert banner not in shown(run(entry, asked))
    assert banner in shown(run(entry, {**asked, "edition": "2"}))
