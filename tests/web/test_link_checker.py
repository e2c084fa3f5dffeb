"""The thread that opens links: only when switched on, what waits, and no more than once."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from gda_tracker.domain.permissions import Actor
from gda_tracker.evidence.fetching import LinkFound, Outcome
from gda_tracker.register import Register
from gda_tracker.services import link_check
from gda_tracker.settings import settings
from gda_tracker.web import link_checker
from gda_tracker.web.link_checker import LinkChecker
from tests.services.reports_for_tests import ACT, LAW, saved

PATIENCE_SECONDS = 20


@pytest.fixture(autouse=True)
def own_settings() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_it_opens_what_was_saved_once(register: Register, amina: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(register, amina, "kenya", ACT)
    opened, looked_again, looks = [], threading.Event(), []

    def look(_url: str) -> LinkFound:
        opened.append(_url)
        return LinkFound(Outcome.WORKS, 200)

    def waiting(*args: object) -> tuple[str, ...]:
        looks.append(1)
        if len(looks) > 3:
            looked_again.set()
        return link_check.waiting_links(*args)  # type: ignore[arg-type]

    def check(register: Register, actor: Actor, urls: list[str], *, is_on: bool) -> object:
        return link_check.check_links(register, actor, urls, is_on=is_on, fetch=look)

    monkeypatch.setattr(link_checker, "check_links", check)
    monkeypatch.setattr(link_checker, "waiting_links", waiting)
    checker = LinkChecker(register, look_seconds=0.01)
    checker.start()
    assert looked_again.wait(PATIENCE_SECONDS)
    checker.stop()
    assert opened == [LAW.url]
    assert register.rows("SELECT url, outcome FROM link_check_row") == [{"url": LAW.url, "outcome": "works"}]


def test_a_failure_is_no_end(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    tried, again = [], threading.Event()

    def failing(*_: object) -> tuple[str, ...]:
        tried.append(1)
        if len(tried) > 2:
            again.set()
        raise OSError

    monkeypatch.setattr(link_checker, "waiting_links", failing)
    checker = LinkChecker(register, look_seconds=0.01)
    checker.start()
    assert again.wait(PATIENCE_SECONDS)
    checker.stop()


def test_there_is_none_unless_it_is_switched_on(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    assert link_checker.link_checker(register) is None
    monkeypatch.setenv("GDA_CHECK_LINKS", "true")
    settings.cache_clear()
    assert isinstance(link_checker.link_checker(register), LinkChecker)
    assert link_checker.link_checker(None) is None
