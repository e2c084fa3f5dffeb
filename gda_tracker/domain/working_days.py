"""Working days, Monday to Friday; public holidays differ between those who write and those who read."""

from __future__ import annotations

from datetime import date, timedelta


def working_days_after(day: date, working_days: int) -> date:
    """The last of so many working days that follow a day."""
    while working_days > 0:
        day += timedelta(days=1)
        working_days -= day.weekday() < 5
    return day
