"""Opening a page as one of the cast, over the register in memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from gda_tracker.domain.permissions import Actor
from gda_tracker.register import Register
from gda_tracker.ui import session, worked_out

PAGES = Path(__file__).parents[2] / "pages"
Opened = Callable[[str, Actor], AppTest]


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page waits for what is worked out beside it: nothing looks again by itself here."""
    monkeypatch.setattr(worked_out, "PATIENCE_SECONDS", 60)


@pytest.fixture
def opened(register: Register, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Opens a page, such as `staff/review.py`, as somebody."""

    def page(script: str, actor: Actor) -> AppTest:
        monkeypatch.setattr(session, "actor", lambda: actor)
        monkeypatch.setattr(session, "register", lambda: register)
        return AppTest.from_file(str(PAGES / script), default_timeout=60).run()

    return page


def shown(page: AppTest) -> str:
    """Everything that the page says as HTML."""
    assert not page.exception, page.exception
    return " ".join(html.body for html in page.get("html"))


def key_of(page: AppTest, start: str) -> str:
    """The key of the widget that starts like this."""
    kinds = (page.button, page.radio, page.text_area, page.date_input, page.text_input, page.selectbox)
    return next(str(one.key) for kind in kinds for one in kind if str(one.key).startswith(start))
