"""Focal points on the register page: what is said before and after an act, and what a second press shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from gda_tracker.domain.nominations import Nomination
from gda_tracker.domain.permissions import SYSTEM, Actor, Role
from gda_tracker.register import Register
from gda_tracker.services.nominating import nominate
from gda_tracker.services.people import add_person
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


def typed(test: AppTest, email: str, name: str, channel: str | None = "letter") -> None:
    test.text_input(key="email-nominee-kenya").set_value(email)
    test.text_input(key="name-nominee-kenya").set_value(name)
    if channel:
        test.selectbox(key="channel-nominee-kenya").set_value(channel)
    test.button(key="do-nominee-kenya").click().run()


def test_how_a_nomination_came_is_asked_and_not_assumed(page: Page, pavel: Actor) -> None:
    test = page(pavel, "nominate")
    assert test.selectbox(key="channel-nominee-kenya").value is None
    typed(test, "", "Wanja", None)
    html = shown(test)
    assert "Choose how the nomination came." in html
    assert "Give the e-mail address." in html


def test_a_second_press_keeps_showing_the_link(page: Page, pavel: Actor, register: Register) -> None:
    test = page(pavel, "nominate")
    typed(test, "wanja@kenya.example", "Wanja")
    assert "Wanja is focal point. No mail leaves here: pass this link on." in shown(test)
    link = test.code[0].value
    head = register.trail_head()
    test.button(key="do-nominee-kenya").click().run()
    assert test.code[0].value == link
    assert register.trail_head() == head


def test_whose_account_it_is_stands_before_the_act(page: Page, pavel: Actor, register: Register) -> None:
    add_person(register, SYSTEM, "tomasi@fiji.example", "Tomasi", {Role.FOCAL_POINT, Role.REVIEWER}, {"fiji"})
    test = page(pavel, "nominate")
    typed(test, "tomasi@fiji.example", "T. Vea")
    html = shown(test)
    assert "Nothing was done yet: Tomasi has an account already." in html
    assert "The account keeps its name: “T. Vea” is not taken." in html
    tick = "Tomasi has an account: focal point of Fiji, reviewer. This person becomes focal point here too."
    assert test.checkbox[0].label == tick
    test.checkbox[0].check()
    test.button(key="do-nominee-kenya").click().run()
    assert "Tomasi is focal point. The account keeps its name: “T. Vea” is not taken." in shown(test)
    assert not test.checkbox


def test_a_term_that_is_over_is_said_with_the_day(page: Page, pavel: Actor) -> None:
    test = page(pavel, "nominate")
    test.date_input(key="until-nominee-kenya").set_value(DAY)
    typed(test, "wanja@kenya.example", "Wanja")
    assert "Wanja reports from now on, though the term was over on 5 January 2026." in shown(test)
