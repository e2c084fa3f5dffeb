"""The ladder: one step at a time, none after a submission, and no reminder in quiet times."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gda_tracker.domain.ladder import ALWAYS, ORDER, QuietTimes, Step, day_of, is_true_on, owed

DUE = date(2026, 10, 9)
ZURICH = QuietTimes.of("Europe/Zurich", "19:00-08:00", has_quiet_weekends=True)


@pytest.mark.parametrize(
    ("day", "sent", "step"),
    [
        (date(2026, 9, 10), {}, None),
        (date(2026, 9, 11), {}, Step.BEFORE_DUE),
        (date(2026, 10, 8), {Step.BEFORE_DUE: date(2026, 9, 11)}, None),
        (DUE, {Step.BEFORE_DUE: date(2026, 9, 11)}, Step.DUE),
        (DUE, {Step.BEFORE_DUE: DUE}, None),
        (date(2026, 10, 23), {Step.DUE: DUE}, Step.TWO_WEEKS),
        (date(2026, 11, 20), {Step.DUE: DUE}, Step.SIX_WEEKS),
        (date(2026, 12, 4), {Step.SIX_WEEKS: date(2026, 11, 20)}, Step.MISSION),
        (date(2026, 12, 4), {}, Step.SIX_WEEKS),
        (date(2026, 12, 4), {Step.BEFORE_DUE: date(2026, 9, 11)}, Step.SIX_WEEKS),
        (date(2027, 3, 1), {Step.MISSION: date(2026, 12, 4)}, None),
    ],
)
def test_the_step_that_is_owed(day: date, sent: dict[Step, date], step: Step | None) -> None:
    assert owed(DUE, day, sent, is_submitted=False) is step
    assert owed(DUE, day, sent, is_submitted=True) is None


@given(st.integers(-60, 200))
def test_each_step_is_owed_once_and_in_order_whatever_day_it_begins(first: int) -> None:
    sent: dict[Step, date] = {}
    for n in range(first, 201):
        day = DUE + timedelta(days=n)
        step = owed(DUE, day, sent, is_submitted=False)
        if step is not None:
            assert step not in sent
            assert day not in sent.values()
            assert is_true_on(step, DUE, day)
            assert all(ORDER.index(one) < ORDER.index(step) for one in sent)
            sent[step] = day


def test_a_step_is_true_from_its_day_and_the_first_until_the_due_day() -> None:
    assert day_of(Step.TWO_WEEKS, DUE) == date(2026, 10, 23)
    assert is_true_on(Step.BEFORE_DUE, DUE, date(2026, 4, 9))
    assert not is_true_on(Step.BEFORE_DUE, DUE, DUE)
    assert not is_true_on(Step.TWO_WEEKS, DUE, date(2026, 10, 22))


@pytest.mark.parametrize(
    ("moment", "moved"),
    [
        (datetime(2026, 11, 20, 10, 0), datetime(2026, 11, 20, 10, 0)),  # Friday, eleven in Zurich
        (datetime(2026, 11, 20, 18, 30), datetime(2026, 11, 23, 7, 0)),  # Friday evening: Monday at eight
        (datetime(2026, 11, 21, 12, 0), datetime(2026, 11, 23, 7, 0)),  # Saturday
        (datetime(2026, 11, 22, 23, 30), datetime(2026, 11, 23, 7, 0)),  # Monday, half past midnight in Zurich
        (datetime(2026, 11, 24, 20, 0), datetime(2026, 11, 25, 7, 0)),  # Tuesday evening
        (datetime(2026, 7, 18, 12, 0), datetime(2026, 7, 20, 6, 0)),  # a Saturday in summer time
    ],
)
def test_quiet_times_move_to_the_next_morning_that_is_no_weekend(moment: datetime, moved: datetime) -> None:
    assert ZURICH.moved(moment) == moved
    assert ZURICH.is_quiet(moment) is (moment != moved)
    assert ALWAYS.moved(moment) == moment


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)))
def test_what_was_moved_is_not_quiet_and_not_earlier(moment: datetime) -> None:
    moved = ZURICH.moved(moment)
    assert moment <= moved <= moment + timedelta(days=4)
    assert not ZURICH.is_quiet(moved)


def test_quiet_hours_within_a_day_and_words_that_are_none() -> None:
    noon = QuietTimes.of("UTC", "12:00-14:00", has_quiet_weekends=False)
    assert noon.moved(datetime(2026, 11, 21, 12, 30)) == datetime(2026, 11, 21, 14, 0)
    assert noon.moved(datetime(2026, 11, 21, 14, 0)) == datetime(2026, 11, 21, 14, 0)
    weekends = QuietTimes(ZoneInfo("UTC"), begins=ALWAYS.begins, ends=ALWAYS.ends)
    assert weekends.moved(datetime(2026, 11, 21, 5, 0)) == datetime(2026, 11, 23, 0, 0)
    with pytest.raises(ValueError, match="19:00-08:00"):
        QuietTimes.of("UTC", "19-8", has_quiet_weekends=True)
