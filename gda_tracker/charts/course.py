"""Reports of a cycle day by day, beside the last cycle at the same distance from its due day."""

from __future__ import annotations

from datetime import date
from functools import partial

from ..domain.course import Course, moved
from ..i18n import Text
from .chart import Chart, Column, Table
from .drawing import Lines, Point, Series, Tick, Tone
from .timeline import as_drawn


def course_chart(t: Text, this: Course, last: Course | None, asked: int, today: date, source: str) -> Chart:
    """Running totals until today; of the last cycle the whole, moved so that both due days fall together."""
    points = [
        Point(day, total) for day, total in zip(this.days, this.totals, strict=True) if this.cycle.opens_on <= day
    ]
    points.append(Point(min(today, this.cycle.closes_on), this.by(today), label=t.number(this.by(today))))
    series = [Series(this.cycle.cop, Tone.ACCENT, tuple(points), is_stepped=True, has_dots=False)]
    if last is not None and last.days:
        before = tuple(
            Point(moved(day, last.cycle, this.cycle), total)
            for day, total in zip(last.days, last.totals, strict=True)
            if moved(day, last.cycle, this.cycle) <= this.cycle.closes_on
        )
        name = t("{cop}, the same days", cop=last.cycle.cop)
        series.append(Series(name, Tone.QUIET, before, is_stepped=True, is_dashed=True, has_dots=False))
    ends = (this.cycle.opens_on, this.cycle.closes_on)
    expected = tuple(Point(day, asked) for day in ends)
    series.append(Series(t("asked to report"), Tone.SOFT, expected, has_dots=False))
    lines = Lines(
        tuple(series),
        ticks=(
            Tick(this.cycle.opens_on, t("opens {day}", day=t.date(this.cycle.opens_on))),
            Tick(this.cycle.due_on, t("due {day}", day=t.date(this.cycle.due_on))),
        ),
    )
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
