"""A page stays open while its person signs out, is disabled, loses a role, or while the cycle closes."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from gda_tracker.domain.permissions import VISITOR, Actor, Role
from gda_tracker.register import Register
from gda_tracker.services.submitting import Accepted, submit_report
from gda_tracker.settings import settings
from gda_tracker.ui import reporting_submitting, session
from tests.services.reports_for_tests import ACT, TODAY, saved

from .conftest import Opened, key_of, shown

CHOOSE_SIGN_IN = "This page is for people who have signed in."


def trail(register: Register) -> list[str]:
    return [record.action for record in register.trail()]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GDA_HOME", str(tmp_path))
    settings.cache_clear()
    return tmp_path


def test_who_signed_out_publishes_nothing_from_an_open_page(
    register: Register, opened: Opened, home: Path, pavel: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened("staff/publish.py", pavel)
    page.query_params["view"] = "next"
    page.run()
    page.checkbox(key="sure-1").check().run()
    monkeypatch.setattr(session, "actor", lambda: VISITOR)
    page.button(key="publish").click().run()
    assert CHOOSE_SIGN_IN in shown(page)
    assert not (home / "editions").exists()
    assert "edition.publish" not in trail(register)


def test_who_is_no_administrator_any_more_publishes_nothing(
    register: Register, opened: Opened, home: Path, pavel: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened("staff/publish.py", pavel)
    page.query_params["view"] = "next"
    page.run()
    page.checkbox(key="sure-1").check().run()
    demoted = Actor("pavel", "Pavel", frozenset({Role.REVIEWER}))
    monkeypatch.setattr(session, "actor", lambda: demoted)
    page.button(key="publish").click().run()
    assert "Your account has no access to this page." in shown(page)
    assert not (home / "editions").exists()


def test_who_became_a_focal_point_meanwhile_decides_nothing_about_the_signatory(
    register: Register, opened: Opened, amina: Actor, irene: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(register, amina, "kenya", ACT)
    assert isinstance(submit_report(register, amina, "kenya", "2026", TODAY), Accepted)
    page = opened("staff/review.py", irene)
    page.radio(key=key_of(page, "verdict-")).set_value("return").run()
    page.text_area(key=key_of(page, "reason-")).set_value("Which law is this?")
    both = Actor("irene", "Irene", frozenset({Role.REVIEWER, Role.FOCAL_POINT}), frozenset({"kenya"}))
    monkeypatch.setattr(session, "actor", lambda: both)
    page.button(key=key_of(page, "decide-")).click().run()
    assert "review.decide" not in trail(register)


def test_who_signed_out_saves_and_submits_nothing(
    register: Register, opened: Opened, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(register, amina, "kenya", ACT)
    page = opened("reporting/my_report.py", amina)
    before = trail(register)
    monkeypatch.setattr(session, "actor", lambda: VISITOR)
    page.button(key="submit").click().run()
    assert CHOOSE_SIGN_IN in shown(page)
    assert trail(register) == before


def test_a_page_left_open_since_before_the_closing_day_submits_nothing_after_it(
    register: Register, opened: Opened, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(register, amina, "kenya", ACT)
    page = opened("reporting/my_report.py", amina)
    assert not page.button(key="submit").disabled
    monkeypatch.setattr(reporting_submitting, "utc_now", lambda: datetime(2031, 1, 1))
    page.button(key="submit").click().run()
    assert "report.submit" not in trail(register)
    assert "closed on" in shown(page)
    assert date(2031, 1, 1) > TODAY
