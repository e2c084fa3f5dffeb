"""Where a cycle stands on a day, and which days a planned one may have."""

from __future__ import annotations

from datetime import date

import pytest

from gda_tracker.domain.cycles import closed_because, for_due_day, last_day, problems_of_cycle, state_on
from gda_tracker.domain.declaration import Cycle, CycleState

PLANNED, OPEN, CLOSED = CycleState.PLANNED, CycleState.OPEN, CycleState.CLOSED
TODAY = date(2026, 11, 22)


def cycle(state: CycleState | None = None, set_on: date | None = None, due_on: date = date(2026, 10, 9)) -> Cycle:
    return Cycle(
        code="2026", cop="COP31", place="Antalya", opens_on=date(2026, 4, 9), due_on=due_on,
        closes_on=date(2026, 12, 31), set_state=state, set_on=set_on, usual_due_on=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 4, 8), PLANNED),
        (date(2026, 4, 9), OPEN),
        (date(2026, 12, 31), OPEN),
        (date(2027, 1, 1), CLOSED),
    ],
)
def test_without_a_word_the_days_decide(today, state):
    assert state_on(cycle(), today) is state


def test_what_was_said_by_hand_holds():
    assert state_on(cycle(PLANNED, date(2026, 1, 1)), TODAY) is PLANNED
    assert state_on(cycle(CLOSED, date(2026, 11, 1)), TODAY) is CLOSED


def test_an_opened_cycle_closes_after_its_last_day_and_one_opened_again_later_stays_open():
    opened = cycle(OPEN, date(2026, 4, 9))
    assert state_on(opened, date(2026, 12, 31)) is OPEN
    assert state_on(opened, date(2027, 1, 1)) is CLOSED
    assert state_on(cycle(OPEN, date(2027, 2, 1)), date(2027, 6, 1)) is OPEN


def test_for_a_signatory_with_a_later_due_day_the_cycle_closes_after_that_day():
    later = cycle(due_on=date(2027, 1, 20))
    assert state_on(later, date(2027, 1, 20)) is OPEN
    assert state_on(later, date(2027, 1, 21)) is CLOSED
    problem = closed_because(later, date(2027, 1, 21))
    assert problem is not None
    assert problem.values["closes_on"] == date(2027, 1, 20)


def test_a_cycle_closed_by_hand_stays_open_for_a_signatory_until_its_later_day():
    everybody = cycle(CLOSED, TODAY)
    fiji = for_due_day(everybody, date(2026, 12, 6))
    assert (fiji.due_on, fiji.usual_due_on) == (date(2026, 12, 6), date(2026, 10, 9))
    assert state_on(everybody, TODAY) is CLOSED
    assert state_on(fiji, date(2026, 12, 6)) is OPEN
    assert state_on(fiji, date(2026, 12, 7)) is CLOSED
    problem = closed_because(fiji, date(2026, 12, 7))
    assert problem is not None
    assert problem.values["closes_on"] == date(2026, 12, 6)
    assert state_on(for_due_day(everybody, date(2026, 11, 20)), TODAY) is CLOSED  # its day was over before
    assert for_due_day(everybody, date(2026, 10, 9)) is everybody


def test_the_last_day_is_that_of_the_hand_that_closed_it_else_that_of_its_days():
    assert last_day(cycle()) == date(2026, 12, 31)
    assert last_day(cycle(CLOSED, TODAY)) == TODAY
    assert last_day(for_due_day(cycle(CLOSED, TODAY), date(2026, 12, 6))) == date(2026, 12, 6)
    assert last_day(for_due_day(cycle(CLOSED, TODAY), date(2026, 11, 20))) == TODAY
    assert last_day(cycle(OPEN, date(2027, 2, 1))) is None


def test_the_sentence_says_why_nothing_can_be_changed():
    by_hand = closed_because(cycle(CLOSED, date(2026, 11, 1)), TODAY)
    assert by_hand is not None
    assert by_hand.sentence() == (
        "Reports for COP31 closed on 2026-11-01. Write to the secretariat if something must change."
    )
    waiting = closed_because(cycle(PLANNED, date(2026, 1, 1)), TODAY)
    assert waiting is not None
    assert waiting.sentence() == "Reports for COP31 are not open yet."
    assert closed_because(cycle(), TODAY) is None


def planned(**changes: object) -> Cycle:
    days = {"opens_on": date(2028, 4, 9), "due_on": date(2028, 10, 9), "closes_on": date(2028, 12, 31)}
    return Cycle.model_validate({"code": "2028", "cop": "COP33", "place": "Here", **days, **changes})


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"code": "next"}, "cycle-code"),
        ({"cop": ""}, "cycle-words"),
        ({"place": "x" * 81}, "cycle-words"),
        ({"due_on": date(2028, 4, 9)}, "cycle-days"),
        ({"closes_on": date(2028, 10, 8)}, "cycle-days"),
        ({"opens_on": date(2026, 11, 21)}, "cycle-opens-in-past"),
        ({"code": "2025"}, "cycle-order"),
    ],
)
def test_each_rule_of_a_planned_cycle_is_asked(changes, rule):
    assert problems_of_cycle(planned(), [cycle()], TODAY) == ()
    assert [problem.rule for problem in problems_of_cycle(planned(**changes), [cycle()], TODAY)] == [rule]
