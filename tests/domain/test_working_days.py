"""Working days in Geneva: weekends and the canton's holidays do not count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gda_tracker.domain.working_days import is_working_day, newest_closed, working_days_after


@pytest.mark.parametrize(
    "holiday",
    [date(2026, 9, 10), date(2026, 12, 25), date(2026, 12, 31), date(2026, 5, 14), date(2027, 1, 1)],
    ids=["Jeûne genevois", "Christmas", "Restauration", "Ascension", "New Year"],
)
def test_a_holiday_of_geneva_is_no_working_day(holiday: date) -> None:
    assert holiday.weekday() < 5
    assert not is_working_day(holiday)


def test_twenty_working_days_pass_over_weekends_and_holidays() -> None:
    assert working_days_after(date(2026, 11, 13), 20) == date(2026, 12, 11)
    # 25 and 31 December and 1 January fall into these: three days more than weekends alone give.
    assert working_days_after(date(2026, 12, 11), 20) == date(2027, 1, 13)


def test_what_is_no_holiday_in_geneva_is_worked_on() -> None:
    assert is_working_day(date(2026, 12, 8))  # Immaculate Conception: other cantons.


def test_the_newest_day_whose_window_is_over_is_the_last_that_is() -> None:
    for offset in range(40):
        on = date(2026, 12, 1) + timedelta(days=offset)
        newest = newest_closed(on, 20)
        assert working_days_after(newest, 20) < on <= working_days_after(newest + timedelta(days=1), 20)
