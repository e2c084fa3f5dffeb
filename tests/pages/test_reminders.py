"""The page of reminders: for staff, every mail seen before it leaves, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from gda_tracker.domain.permissions import Actor, Role
from gda_tracker.register import Register
from gda_tracker.services.clock import utc_now
from gda_tracker.services.cycles import CycleSet, close_cycle, extend, open_cycle
from gda_tracker.services.reminder_acts import words_of
from gda_tracker.settings import settings
from tests.services.reminders_for_tests import somebody, states

from .conftest import PAGES, Opened, shown

PAGE = "staff/reminders.py"


@pytest.fixture(autouse=True)
def always(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No quiet times: whatever the day is on which this runs, what is sent now goes now."""
    monkeypatch.setenv("GDA_QUIET_HOURS", "")
    monkeypatch.setenv("GDA_QUIET_WEEKENDS", "false")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def kenya(register: Register) -> Register:
    """Kenya has a focal point."""
    somebody(register, "amina@kenya.example", Role.FOCAL_POINT, "kenya")
    return register


def view(opened: Opened, actor: Actor, name: str) -> AppTest:
    """A part of the page."""
    opened(PAGE, actor)
    page = AppTest.from_file(str(PAGES / PAGE), default_timeout=60)
    page.query_params["view"] = name
    return page.run()


@pytest.mark.parametrize("who", ["visitor", "amina"])
def test_only_staff_enters(opened: Opened, who: str, request: pytest.FixtureRequest) -> None:
    page = opened(PAGE, request.getfixturevalue(who))
    assert "Left out" not in shown(page)
    assert not page.button


def test_every_mail_is_shown_before_it_is_sent_and_the_log_says_what_became_of_it(
    kenya: Register, opened: Opened, irene: Actor
) -> None:
    page = opened(PAGE, irene)
    html = shown(page)
    assert "One mail about one signatory would leave now." in html
    assert "signatories are owed it and get nothing: the reasons stand below." in html
    assert "Dear Amina," in html
    assert "No focal point has an account" in html
    page.button(key="send").click().run()
    assert "One mail queued" in shown(page)
    assert states(kenya) == [("kenya", "queued", None)]
    assert "amina@kenya.example" in shown(view(opened, irene, "log"))


def test_words_are_kept_and_go_back_to_the_standard(kenya: Register, opened: Opened, irene: Actor) -> None:
    page = view(opened, irene, "words")
    assert "The standard words stand here." in shown(page)
    assert "Dear Irene," in shown(page)
    assert "/my-report?signatory=" in shown(page)
    page.text_input[0].set_value("Soon due")
    page.text_area[0].set_value("Here: {link}")
    next(one for one in page.button if one.label == "Keep these words").click().run()
    assert "The secretariat&#39;s own words stand here." in shown(page)
    assert '<dd lang="en">Soon due</dd>' in shown(page)
    assert [words.subject for words in words_of(kenya, irene).values()] == ["Soon due"]
    page.button(key="reset-words").click().run()
    assert words_of(kenya, irene) == {}


def test_words_are_never_kept_for_the_step_that_was_left_in_the_same_moment(
    kenya: Register, opened: Opened, irene: Actor
) -> None:
    page = view(opened, irene, "words")
    page.text_input[0].set_value("Soon due")
    page.selectbox(key="words-step").select_index(1)
    next(one for one in page.button if one.label == "Keep these words").click().run()
    assert "Your choice changed as you clicked, so nothing was done." in shown(page)
    assert words_of(kenya, irene) == {}


def test_nothing_is_sent_to_those_of_a_filter_that_was_changed_in_the_same_moment(
    kenya: Register, opened: Opened, irene: Actor
) -> None:
    page = opened(PAGE, irene)
    page.selectbox(key="asked-region").set_value("Arab States")
    page.button(key="send").click().run()
    assert "Your choice changed as you clicked, so nothing was done." in shown(page)
    assert states(kenya) == []


def test_the_address_of_the_calendar_is_shown_once(kenya: Register, opened: Opened, irene: Actor) -> None:
    page = view(opened, irene, "calendar")
    page.button(key="calendar-make").click().run()
    assert "/calendar/" in page.code[0].value
    page.run()
    assert not page.code
    page.button(key="calendar-revoke").click().run()
    assert "The address holds no more." in shown(page)


def test_a_mission_is_kept(kenya: Register, opened: Opened, irene: Actor) -> None:
    page = view(opened, irene, "missions")
    page.selectbox(key="mission-signatory").set_value("kenya")
    page.text_input(key="mission-email").set_value("mission@kenya.example")
    next(one for one in page.button if one.label == "Keep").click().run()
    assert "mission@kenya.example" in shown(page)


def test_a_closed_cycle_is_said_first_and_nothing_is_offered(
    kenya: Register, irene: Actor, pavel: Actor, opened: Opened
) -> None:
    assert isinstance(close_cycle(kenya, pavel, "2026", "The edition is made.", utc_now(), is_early=True), CycleSet)
    page = opened(PAGE, irene)
    html = shown(page)
    assert "COP31 is closed: nobody is reminded. Reopen it under Cycles." in html
    assert "would leave" not in html
    assert "Left out" not in html
    assert not page.button
    assert not page.selectbox


def test_a_day_too_far_ahead_is_refused_in_words_and_stays_in_its_field(
    kenya: Register, opened: Opened, irene: Actor
) -> None:
    page = opened(PAGE, irene)
    page.query_params["at"] = f"{utc_now().year + 1}-01-12T09:00"
    page.run()
    field = page.date_input[0]
    assert (field.min.year, field.max.year) == (1900, 2199), "no bound keeps the day before in silence"
    far = utc_now().date().replace(year=utc_now().year + 4, day=1)
    field.set_value(far).run()
    html = shown(page)
    assert "Choose a moment to come, within a year." in html
    assert page.date_input[0].value == far
    assert "would leave" not in html
    assert not [one for one in page.button if one.key == "send"]


def test_a_word_of_the_address_that_no_choice_has_leaves_it_and_that_is_said(
    kenya: Register, opened: Opened, irene: Actor
) -> None:
    page = opened(PAGE, irene)
    page.query_params["officer"], page.query_params["region"] = "irene", "Africa"
    page.run()
    html = shown(page)
    assert "The address asks for something that is no choice here: officer=irene. It is left out." in html
    assert "One mail about one signatory would leave now." in html
    assert set(page.query_params) == {"region"}
    page.query_params["light"] = "late"  # as the board's address brings it
    page.run()
    assert page.selectbox(key="asked-light").value == "late"
    assert "no choice here" not in shown(page)


def test_who_is_left_out_for_a_day_reads_on_which_day_the_step_holds(
    kenya: Register, irene: Actor, pavel: Actor, opened: Opened
) -> None:
    extend(kenya, pavel, ("kenya", "2026"), date(2100, 1, 20), "A flood.", utc_now())
    page = opened(PAGE, irene)
    for name, word in (("step", "two_weeks"), ("whom", "all"), ("chosen", "kenya")):
        page.query_params[name] = word
    assert "what this step says holds for it from 3 February 2100 on" in shown(page.run())
    assert isinstance(open_cycle(kenya, pavel, "2026", "Again.", utc_now()), CycleSet)
    page.query_params["step"], page.query_params["chosen"] = "before_due", "fiji"
    assert "its due day, 9 October 2026, is no longer to come" in shown(page.run())
