"""The course of a cycle as a picture: nothing before the cycle, nothing after today, no jump that nobody made."""

import pickle
from datetime import date

from gda_tracker.charts.course import course_chart
from gda_tracker.domain.course import Course
from gda_tracker.domain.declaration import Cycle
from gda_tracker.i18n import text

THIS = Cycle(
    code="2026", cop="COP31", place="Antalya", opens_on=date(2026, 4, 9), due_on=date(2026, 10, 9),
    closes_on=date(2026, 12, 31),
)  # fmt: skip
LAST = Cycle(
    code="2025", cop="COP30", place="Belém", opens_on=date(2025, 4, 10), due_on=date(2025, 10, 10),
    closes_on=date(2025, 12, 31),
)  # fmt: skip
NOW = Course(THIS, (date(2026, 4, 1), date(2026, 9, 1), date(2026, 10, 8), date(2026, 11, 22)), (1, 2, 5, 6))
BEFORE = Course(LAST, (date(2025, 4, 1), date(2025, 9, 2), date(2026, 1, 5)), (2, 3, 4))


def drawn(today: date, last: Course | None = BEFORE) -> dict[str, list[tuple[date, float, str]]]:
    chart = course_chart(text("en"), NOW, last, 9, today, "Register")
    lines = pickle.loads(pickle.dumps(chart.sketch))()
    return {one.name: [(point.on, point.value, point.label) for point in one.points] for one in lines.series}


def test_the_line_begins_with_what_had_come_when_the_cycle_opened_and_ends_today() -> None:
    assert drawn(date(2026, 11, 1))["COP31"] == [
        (date(2026, 4, 9), 1, ""), (date(2026, 9, 1), 2, ""), (date(2026, 10, 8), 5, ""),
        (date(2026, 11, 1), 5, "5"),
    ]  # fmt: skip


def test_what_came_today_is_the_last_step_once() -> None:
    assert drawn(date(2026, 11, 22))["COP31"][-2:] == [(date(2026, 10, 8), 5, ""), (date(2026, 11, 22), 6, "6")]


def test_after_the_end_the_line_stops_where_the_cycle_closed() -> None:
    assert drawn(date(2027, 2, 1))["COP31"][-1] == (date(2026, 12, 31), 6, "6")


def test_the_last_cycle_lies_under_it_by_its_distance_from_the_due_day_and_within_the_same_days() -> None:
    found = drawn(date(2026, 11, 1))
    assert next(iter(found)) == "COP30, the same days"
    assert found["COP30, the same days"] == [(date(2026, 4, 9), 2, ""), (date(2026, 9, 1), 3, "")]
    assert "COP30, the same days" not in drawn(date(2026, 11, 1), None)
