"""Focal points on the register page: what is said before and after an act, and what a second press shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from gda_tracker.domain.nominations import Nomination
from gda_tracker.domain.permissions import Actor
from gda_tracker.register import Register
from gda_tracker.services.nominating import nominate
from gda_tracker.ui import session

from .conftest import PAGES, Opened, shown

Page = Callable[[Actor, str], AppTest]
DAY = date(2026, 1, 5)


@pytest.fixture
def page(register: Register, monkeypatch: pytest.MonkeyPatch) -> Page:
    """Kenya with an act open."""

    def opened(actor: Actor, act: str) -> AppTest:
        monkeypatch.setattr(session, "actor", lambda: actor)
        monkeypatch.setattr(session, "register", lambda: register)
        test = AppTest.from_file(str(PAGES / "staff/register.py"), default_timeout=60)
        test.query_params["signatory"] = "kenya"
        test.query_params["act"] = act
        return test.run()

    return opened


def test_the_form_says_that_a_term_is_no_door_and_the_desk_lists_those_over(
    page: Page, opened: Opened, pavel: Actor, register: Register
) -> None:
    nominate(
        register, pavel, "kenya", ("wanja@kenya.example", "Wanja"), Nomination("letter", term_until=DAY), today=DAY
    )
    for act in ("nominate", "nomination"):
        assert "they open and close nothing" in shown(page(pavel, act))
    desk = shown(opened("staff/desk.py", pavel))
    way = '<a href="/register?show=focal-points" target="_self">Focal points whose term is over</a>'
    assert f"<strong>1</strong><div>{way}" in desk
    assert '<a href="/register?signatory=kenya" target="_self">Wanja · Kenya</a>' in desk
