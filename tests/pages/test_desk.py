"""The first page of the desk shows what waits with the way to it; nobody else enters."""

from __future__ import annotations

import pytest

from gda_tracker.domain.permissions import Actor
from gda_tracker.register import Register
from gda_tracker.services.submitting import Accepted, submit_report
from tests.services.reports_for_tests import ACT, TODAY, saved

from .conftest import Opened, shown

PAGE = "staff/desk.py"


@pytest.mark.parametrize("who", ["visitor", "amina"])
def test_only_staff_enter(opened: Opened, who: str, request: pytest.FixtureRequest) -> None:
    assert "What waits" not in shown(opened(PAGE, request.getfixturevalue(who)))


def test_what_waits_stands_with_its_way(register: Register, opened: Opened, amina: Actor, irene: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    assert isinstance(submit_report(register, amina, "kenya", "2026", TODAY), Accepted)
    html = shown(opened(PAGE, irene))
    assert '<strong>1</strong><div><a href="/review" target="_self">Answers to review</a>' in html
    assert "have reported for COP31." in html
    assert "Reports received, day by day" in html


def test_an_empty_register_says_so(opened: Opened, pavel: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    from gda_tracker.ui import session

    empty = Register.create(None, is_demonstration=False)
    page = opened(PAGE, pavel)
    monkeypatch.setattr(session, "register", lambda: empty)
    assert "Nobody is asked to report yet." in shown(page.run())
