"""Two courses lie over each other at their due days."""

from __future__ import annotations

from datetime import date

from gda_tracker.domain.course import course, moved, same_day
from gda_tracker.domain.declaration import Cycle

LAST = Cycle(
    code="2025", cop="COP30", place="Belém", opens_on=date(2025, 4, 1), due_on=date(2025, 10, 1),
    closes_on=date(2025, 12, 31),
)  # fmt: skip
THIS = Cycle(
    code="2026", cop="COP31", place="Antalya", opens_on=date(2026, 4, 9), due_on=date(2026, 10, 9),
    closes_on=date(2026, 12, 31),
)  # fmt: skip


def test_reports_add_up_day_by_day() -> None:
    found = course(THIS, [(date(2026, 9, 1), 2), (date(2026, 10, 9), 3)])
    assert found.totals == (2, 5)
    assert [found.by(date(2026, 8, 31)), found.by(date(2026, 9, 1)), found.by(date(2026, 12, 1))] == [0, 2, 5]


def test_a_day_is_compared_with_the_one_as_far_from_the_due_day() -> None:
    assert same_day(date(2026, 10, 9), THIS, LAST) == date(2025, 10, 1)
    assert same_day(date(2026, 11, 22), THIS, LAST) == date(2025, 11, 14)
    assert moved(date(2025, 11, 14), LAST, THIS) == date(2026, 11, 22)
