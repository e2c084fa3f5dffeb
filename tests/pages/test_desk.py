"""The first page of the desk shows what waits with the way to it; nobody else enters."""

from __future__ import annotations

import pytest

from gda_tracker.domain.permissions import Actor, Role
from gda_tracker.register import Register
from gda_tracker.services.deciding import decide
from gda_tracker.services.submitting import Accepted, submit_report
from tests.services.reports_for_tests import ACT, NOW, TODAY, saved
from tests.services.test_second_reader import INDEPENDENT

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


def test_what_wants_another_reader_leads_to_just_that(
    register: Register, opened: Opened, amina: Actor, irene: Actor
) -> None:
    saved(register, amina, "kenya", ACT)
    accepted = submit_report(register, amina, "kenya", "2026", TODAY)
    assert isinstance(accepted, Accepted)
    ines = Actor("ines", "Ines", frozenset({Role.REVIEWER}), frozenset(), "ines@itu.example")
    version = accepted.report.stored["O3"].version_id
    decide(register, irene, "kenya/2026/O3", version, INDEPENDENT, NOW)
    way = '<a href="/review?reader=second" target="_self">one wants another reader</a>'
    assert way in shown(opened(PAGE, ines))
    assert way not in shown(opened(PAGE, irene))


def test_an_empty_register_says_so(opened: Opened, pavel: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    from gda_tracker.ui import session

    empty = Register.create(None, is_demonstration=False)
    page = opened(PAGE, pavel)
    monkeypatch.setattr(session, "register", lambda: empty)
    assert "Nobody is asked to report yet." in shown(page.run())


def test_before_any_link_was_opened_nothing_is_said_of_dead_ones(
    register: Register, opened: Opened, irene: Actor
) -> None:
    html = shown(opened(PAGE, irene))
    assert "No link was opened yet" in html
    with register.change(irene) as change:
        change.trail("link.check", "links")
        row = {"url": "https://climate.go.ke", "outcome": "works", "checked_at": NOW}
        change.insert("link_check_row", row)
    html = shown(opened(PAGE, irene))
    assert "No link was opened yet" not in html
    assert '<strong>0</strong><div><a href="/review" target="_self">Answers whose link is dead</a>' in html


def test_what_is_ones_own_stands_with_its_way_and_failed_mails_lead_to_their_log(opened: Opened, irene: Actor) -> None:
    html = shown(opened(PAGE, irene))
    assert '<strong>0</strong><div><a href="/review?whose=mine" target="_self">Of these, taken by you' in html
    mine = f"/follow-up?officer={irene.person_id}&amp;sort=next"
    assert f'<a href="{mine}" target="_self">Your next steps that are due</a>' in html
    assert '<a href="/reminders?view=log" target="_self">Mails that could not be delivered</a>' in html
