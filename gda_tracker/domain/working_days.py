"""Working days of the secretariat in Geneva: Monday to Friday, without the public holidays of the canton.

The reply window of METHOD.md's reviews is counted in them. Weekends are Saturday and Sunday; the holidays are those of
Geneva (CH-GE) as the `holidays` library knows them. Nobody elsewhere has fewer days for it: what is a holiday at home
alone still leaves twenty days on which the secretariat works.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Final

from holidays import country_holidays

CANTON: Final = "GE"


def working_days_after(day: date, working_days: int) -> date:
    """The last of so many working days that follow a day."""
    while working_days > 0:
        day += timedelta(days=1)
        working_days -= is_working_day(day)
    return day


def is_working_day(day: date) -> bool:
    """Whether the secretariat works on that day."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def newest_closed(on: date, working_days: int) -> date:
    """The newest day whose so many working days were over before the given one."""
    day = on - timedelta(days=working_days)
    while working_days_after(day, working_days) >= on:
        day -= timedelta(days=1)
    return day


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("CH", subdiv=CANTON, years=year))
