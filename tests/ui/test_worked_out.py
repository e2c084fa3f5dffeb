"""What takes long stands beside the page: the page says so, and shows it once it is there."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from gda_tracker.ui import worked_out as module

DONE = threading.Event()


def wanted() -> str:
    DONE.wait(30)
    return "42 cells move."


def refused() -> str:
    raise ZeroDivisionError("no cells")


WORK: dict[str, Callable[[], str]] = {"slow": wanted, "broken": refused}


def script() -> None:
    import streamlit as st

    from gda_tracker.ui.worked_out import worked_out
    from tests.ui.test_worked_out import WORK

    name = st.session_state["name"]
    result = worked_out(name, WORK[name], "Being worked out …")
    if result is not None:
        st.markdown(result)


@pytest.fixture
def page() -> AppTest:
    DONE.clear()
    return AppTest.from_function(script)


def said(page: AppTest) -> str:
    return " ".join([*(html.body for html in page.get("html")), *(one.value for one in page.markdown)])


def test_the_page_says_that_it_works_and_then_shows_what_came(page: AppTest) -> None:
    page.session_state["name"] = "slow"
    assert "Being worked out …" in said(page.run())
    assert "42 cells move." not in said(page)
    DONE.set()
    page.run()
    assert said(page) == "42 cells move."
    assert "worked-out" not in page.session_state


def test_what_is_there_at_once_needs_no_second_look(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 30)
    DONE.set()
    page.session_state["name"] = "slow"
    assert said(page.run()) == "42 cells move."


def test_what_goes_wrong_is_told_and_tried_anew(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 30)
    page.session_state["name"] = "broken"
    assert len(page.run().exception) == 1
    DONE.set()
    page.session_state["name"] = "slow"
    assert said(page.run()) == "42 cells move."


def test_what_was_shown_stands_until_the_same_is_worked_out_anew(page: AppTest) -> None:
    page.session_state["name"] = "slow"
    DONE.set()
    page.run()
    assert said(page.run()) == "42 cells move."
    DONE.clear()
    assert said(page.run()) == "42 cells move."
    DONE.set()
    assert said(page.run()) == "42 cells move."
    assert "worked-out" not in page.session_state
