"""The page of the cycles: what stands, and what administrators do with it."""

from __future__ import annotations

from datetime import date

import pytest

from gda_tracker.services.clock import utc_now
from gda_tracker.services.cycles import CycleSet, Extended, close_cycle, extend
from tests.pages.conftest import shown

PAGE = "staff/cycles.py"


def actions(register) -> list[str]:
    return [record.action for record in register.trail()]


def test_everybody_of_the_staff_reads_the_cycles_and_only_administrators_change_them(opened, irene, pavel):
    html = shown(opened(PAGE, irene))
    assert html.index("COP32") < html.index("COP31 ") < html.index("COP30")
    assert "It is open." in html
    assert "Administrators open, extend and close cycles." in html
    page = opened(PAGE, pavel)
    assert {str(one.key) for one in page.button} >= {"open-2026", "close-2026"}


def test_the_questions_are_frozen_and_the_cycle_closed_and_opened_again(register, pavel, opened):
    page = opened(PAGE, pavel)
    page.button(key="open-2026").click().run()
    assert "COP31 is open now." in shown(page)
    assert "the same is asked today" in shown(page)
    page.button(key="close-2026").click().run()
    assert "Write the reason: it is kept in the trail." in shown(page)
    page.text_input(key="reason-2026").set_value("The edition is made.")
    if "early-2026" in {str(one.key) for one in page.checkbox}:  # until 31 December 2026 it is asked for
        page.checkbox(key="early-2026").set_value(True)
    page.button(key="close-2026").click().run()
    assert "COP31 is closed now." in shown(page)
    assert "It is closed. The edition is made." in shown(page)
    page.text_input(key="reason-2026").set_value("Kenya wrote too late.").run()
    page.button(key="open-2026").click().run()
    assert "COP31 is open now." in shown(page)
    assert actions(register)[-3:] == ["cycle.open", "cycle.close", "cycle.open"]


def test_a_later_day_after_the_closing_day_is_explained_beside_it(pavel, opened):
    page = opened(PAGE, pavel)
    page.text_input(key="extend-search").set_value("ken").run()
    said = "for this signatory alone it stays open until its own day."
    assert said not in shown(page)
    page.date_input(key="extend-on").set_value(date(2027, 3, 1)).run()
    assert said in shown(page)


def test_one_signatory_is_given_a_later_day_and_it_is_taken_back(register, pavel, opened):
    page = opened(PAGE, pavel)
    page.text_input(key="extend-search").set_value("ken").run()
    page.text_input(key="extend-reason").set_value("A flood.").run()
    page.button(key="extend-give").click().run()
    html = shown(page)
    assert "The report of Kenya is due on " in html
    assert 'href="/follow-up?signatory=kenya"' in html
    page.text_input(key="back-reason").set_value("By mistake.").run()
    page.button(key="back-take").click().run()
    assert "The report of Kenya is due on 9 October 2026." in shown(page)
    assert "Nobody was given a later day." in shown(page)
    assert actions(register)[-2:] == ["cycle.extend", "cycle.take_back_extension"]


def planned(page, **typed: str) -> str:
    """Fill in the form for another cycle and send it: the page as it is after that."""
    free = "2028"  # 2025 to 2027 have cycles
    assert page.text_input(key=f"code-plan-{free}").value == free
    for field in ("code", "cop", "place"):
        page.text_input(key=f"{field}-plan-{free}").set_value(typed[field])
    for field, day in (("opens_on", "04-09"), ("due_on", "10-09"), ("closes_on", "12-31")):
        page.date_input(key=f"{field}-plan-{free}").set_value(f"{typed['code']}-{day}")
    next(one for one in page.button if one.label == "Plan this cycle").click().run()
    return shown(page)


def test_another_cycle_is_planned_and_the_form_begins_with_the_next_free_year(register, pavel, opened):
    page = opened(PAGE, pavel)
    html = planned(page, code="2028", cop="COP33", place="Nairobi")
    assert "COP33 is planned now." in html
    assert "COP33 · Nairobi" in html
    assert page.text_input(key="code-plan-2029").value == "2029"
    assert page.text_input(key="cop-plan-2029").value == ""


def test_a_planned_cycle_is_not_overwritten_by_planning_another(register, pavel, opened):
    page = opened(PAGE, pavel)
    head = register.trail_head()
    html = planned(page, code="2027", cop="COP33", place="X")
    assert "COP32 of 2027 is planned already: change its days there." in html
    assert 'href="/cycles?cycle=2027"' in html[html.index("planned already") :]
    assert register.trail_head() == head
    assert page.text_input(key="place-plan-2028").value == "X"  # nothing typed is lost


def test_what_became_of_an_act_stands_in_its_form(register, pavel, opened):
    page = opened(PAGE, pavel)
    page.text_input(key="extend-search").set_value("ken").run()
    page.button(key="extend-give").click().run()
    assert "Write the reason: it is kept in the trail." in in_form(page, "Give one signatory a later due day")
    page.text_input(key="extend-reason").set_value("A flood.").run()
    page.button(key="extend-give").click().run()
    assert "The report of Kenya is due on " in in_form(page, "Give one signatory a later due day")
    assert page.text_input(key="extend-reason").value == ""
    page.text_input(key="reason-2026").set_value("The edition is made.")
    if "early-2026" in {str(one.key) for one in page.checkbox}:  # until 31 December 2026 it is asked for
        page.checkbox(key="early-2026").set_value(True)
    page.button(key="close-2026").click().run()
    assert "COP31 is closed now." in in_form(page, "Open or close")
    assert page.text_input(key="reason-2026").value == ""


def in_form(page, label: str) -> str:
    """What stands within an unfolding part of the page."""
    part = next(one for one in page.expander if one.label == label)
    return "".join(one.proto.body for one in part.get("html"))


def test_the_focal_point_reads_its_own_due_day(register, pavel, amina, opened):
    done = extend(register, pavel, ("kenya", "2026"), date(2099, 12, 15), "A flood.", utc_now())
    assert isinstance(done, Extended)
    html = shown(opened("reporting/my_report.py", amina))
    assert "due 15 December 2099" in html
    assert "The secretariat gave you a later due day; that of the others is 9 October 2026. Reason: A flood." in html
    closed = close_cycle(register, pavel, "2026", "The edition is made.", utc_now(), is_early=True)
    assert isinstance(closed, CycleSet)
    html = shown(opened("reporting/my_report.py", amina))
    assert "You have a later day: you can report until 15 December 2099. Reason: A flood." in html
    table = shown(opened(PAGE, pavel))
    assert "open for one with a later day" in table
    assert "announced: 31 December 2026" in table


def test_a_focal_point_of_a_closed_cycle_reads_that_it_is_closed(register, pavel, amina, opened):
    close_cycle(register, pavel, "2026", "The edition is made.", utc_now(), is_early=True)
    html = shown(opened("reporting/my_report.py", amina))
    assert "due 9 October 2026 · closed" in html
    assert "Reports for COP31 closed on " in html


def test_a_second_cycle_of_a_cop_is_planned_with_a_tick_and_taken_away(register, pavel, opened):
    page = opened(PAGE, pavel)
    typed = {"code": "2028", "cop": "cop31", "place": "Nairobi"}
    assert "COP31 has a cycle already, that of 2026." in planned(page, **typed)
    page.checkbox(key="meant-plan-2028").check()
    next(one for one in page.button if one.label == "Plan this cycle").click().run()
    assert "cop31 is planned now." in shown(page)
    page.query_params["cycle"] = "2028"
    page.run()
    next(one for one in page.button if one.label == "Change it").click().run()
    assert "Kept: cop31, Nairobi, opens on 9 April 2028" in shown(page)
    page.text_input(key="away-reason").set_value("It was typed twice.")
    page.button(key="away-2028").click().run()
    assert "cop31 of 2028 is taken away." in shown(page)
    assert "cop31 · Nairobi" not in shown(page)
    assert actions(register)[-2:] == ["cycle.set", "cycle.take_away"]


def test_a_planned_cycle_is_opened_today_with_a_tick(register, pavel, opened):
    page = opened(PAGE, pavel)
    page.query_params["cycle"] = "2027"
    page.run()
    if "early-2027" not in {str(one.key) for one in page.checkbox}:
        pytest.skip("COP32 has opened by its day")
    page.text_input(key="reason-2027").set_value("The COP is earlier.")
    page.button(key="open-2027").click().run()
    assert "COP32 was to open on 8 April 2027. Tick that it opens today." in shown(page)
    page.checkbox(key="early-2027").check()
    page.button(key="open-2027").click().run()
    assert "COP32 is open now." in shown(page)
