"""Reports of a cycle day by day, beside the last cycle at the same distance from its due day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from ..domain.course import Course, moved, same_day
from ..i18n import Text
from .chart import Chart, Column, Table
from .drawing import Lines, Point, Series, Tick, Tone
from .timeline import as_drawn


def course_chart(t: Text, this: Course, last: Course | None, asked: int, today: date, source: str) -> Chart:
    """Running totals until today, which a dot marks; of the last cycle the whole, moved so that both due days fall
    together. Both begin with the day on which this cycle opens."""
    until = min(today, this.cycle.closes_on)
    # The last cycle lies under this one, which hides it where both are the same.
    before = (_before(t, this, last),) if last is not None and last.days else ()
    lines = Lines((*before, _received(t, this, until), _expected(t, this, asked)), ticks=_ticks(t, this, until, today))
    told = t(
        "{received} of {asked} signatories that are asked have reported for {cop} by {day}.",
        received=t.number(this.by(today)),
        asked=t.number(asked),
        cop=this.cycle.cop,
        day=t.date(today),
    )
    columns = (Column("day", t("Day")), Column("received", t("Reports received"), is_number=True))
    return Chart(
        name="course",
        title=t("Reports received, day by day"),
        subtitle=told,
        source=source,
        text_alternative=told,
        table=Table(columns, tuple(zip(this.days, this.totals, strict=True))),
        html="",
        sketch=partial(as_drawn, lines),
        is_drawn=True,
    )


def _received(t: Text, this: Course, until: date) -> Series:
    """This cycle's running totals, from the day on which it opens."""
    opened, number = this.cycle.opens_on, t.number(this.by(until))
    newest = Point(until, this.by(until), label=number, title=t("{count} by {day}", count=number, day=t.date(until)))
    points = (Point(opened, this.by(opened)), *_between(this.days, this.totals, opened, until), newest)
    return Series(this.cycle.cop, Tone.ACCENT, points, is_stepped=True, has_dots=False)


def _before(t: Text, this: Course, last: Course) -> Series:
    """The last cycle's running totals, moved to this cycle's days."""
    opened = this.cycle.opens_on
    days = tuple(moved(day, last.cycle, this.cycle) for day in last.days)
    first = Point(opened, last.by(same_day(opened, this.cycle, last.cycle)))
    points = (first, *_between(days, last.totals, opened, this.cycle.closes_on))
    name = t("{cop}, the same days", cop=last.cycle.cop)
    return Series(name, Tone.QUIET, points, is_stepped=True, is_dashed=True, has_dots=False)


def _expected(t: Text, this: Course, asked: int) -> Series:
    """All that are asked, as a line to reach."""
    points = tuple(Point(day, asked) for day in (this.cycle.opens_on, this.cycle.closes_on))
    return Series(t("asked to report"), Tone.SOFT, points, has_dots=False)


def _ticks(t: Text, this: Course, until: date, today: date) -> tuple[Tick, ...]:
    return (
        Tick(this.cycle.opens_on, t("opens {day}", day=t.date(this.cycle.opens_on))),
        Tick(this.cycle.due_on, t("due {day}", day=t.date(this.cycle.due_on))),
        Tick(until, t("today") if until == today else t("closed")),
    )


def _between(days: Sequence[date], totals: Sequence[int], since: date, until: date) -> tuple[Point, ...]:
    """The totals of the days after one and before another."""
    return tuple(Point(day, total) for day, total in zip(days, totals, strict=True) if since < day < until)
