"""Reporting over cycles: who was asked, who reported, who in time. About reporting, never about merit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from ..domain.rates import Counts, RateName
from ..i18n import Text
from . import figures
from .chart import Chart, Column, Context, Table, capital, count_and_share, count_with_share, nothing_due
from .drawing import BarRow, Bars, Key, Part, Tone
from .templating import render
from .timeline import as_drawn
from .told import named, nobody, told


@dataclass(frozen=True, slots=True)
class CycleCounts:
    """One cycle as of the last edition that fell into it; `cop` is empty where the cycle is tied to none."""

    cycle: str
    cop: str
    edition: int
    on: date
    due_on: date
    asked: int
    received: int
    on_time: int
    not_yet_due: int

    @property
    def parts(self) -> tuple[int, int, int, int]:
        """On time, later, not due yet, not received though due; they sum to `asked`."""
        later = self.received - self.on_time
        return self.on_time, later, self.not_yet_due, self.asked - self.received - self.not_yet_due

    @property
    def counts(self) -> Counts:
        """As the rates of response and timeliness, so that shares follow the one rule."""
        return Counts(due=self.asked, responded=self.received, on_time=self.on_time)


_TONES = (Tone.ACCENT, Tone.R2, Tone.OUTLINE, Tone.HATCH)
_CODES = ("on_time", "late", "due", "silent")


@dataclass(frozen=True, slots=True)
class _Line:
    """A cycle ready to be drawn; widths are percent of the largest cycle."""

    label: str
    detail: str
    value: str
    title: str
    parts: tuple[tuple[str, float], ...]


def reporting_over_cycles(context: Context, rows: Sequence[CycleCounts], *, group: str) -> Chart:
    """One bar a cycle, the newest last. `group` names who is asked and where."""
    t = context.text
    lines = [_line(t, row, max(one.asked for one in rows)) for row in rows]
    labels = _labels(t)
    return Chart(
        name="cycles",
        title=t("Reports received, cycle by cycle"),
        subtitle=t("{group}: those asked to report. This is about reporting, not about merit.", group=capital(group)),
        source=context.source,
        text_alternative=_told(t, rows) if rows else nobody(t),
        table=_table(t, rows),
        html=render("progress_cycles.html.j2", t, lines=lines, legend=list(zip(_CODES, labels, strict=True)))
        if rows
        else nothing_due(t),
        draw=partial(
            figures.bars_figure,
            [line.label for line in lines],
            {label: [row.parts[place] for row in rows] for place, label in enumerate(labels)},
        )
        if rows
        else None,
        sketch=partial(as_drawn, _bars(t, rows)) if rows else None,
    )


def _told(t: Text, rows: Sequence[CycleCounts]) -> str:
    """What was received of what was asked, then what came on time, cycle by cycle."""
    received = [(_label(row), count_and_share(t, row.counts, RateName.RESPONSE)) for row in rows]
    on_time = [(_label(row), count_with_share(t, row.counts, RateName.TIMELINESS)) for row in rows]
    return told(
        t("Reports received, of those asked: {list}.", list=named(t, received)),
        t("Received on time: {list}.", list=named(t, on_time)),
    )


def _table(t: Text, rows: Sequence[CycleCounts]) -> Table:
    return Table(
        (
            Column("cycle", t("Reporting cycle")),
            Column("cop", t("COP")),
            Column("edition", t("As of edition")),
            Column("due_on", t("Due on")),
            Column("asked", t("Asked"), True),
            Column("received", t("Received"), True),
            Column("received_share", t("Received, share"), True),
            Column("on_time", t("On time"), True),
            Column("on_time_share", t("On time, share"), True),
            Column("not_yet_due", t("Not due yet"), True),
        ),
        tuple(
            (
                row.cycle,
                row.cop,
                str(row.edition),
                row.due_on,
                row.asked,
                row.received,
                row.counts.share(RateName.RESPONSE),
                row.on_time,
                row.counts.share(RateName.TIMELINESS),
                row.not_yet_due,
            )
            for row in rows
        ),
    )


def _labels(t: Text) -> tuple[str, str, str, str]:
    return t("received on time"), t("received later"), t("not due yet"), t("not received by then")


def _line(t: Text, row: CycleCounts, most: int) -> _Line:
    widths = tuple((code, round(count * 100 / most, 2)) for code, count in zip(_CODES, row.parts, strict=True) if count)
    return _Line(_label(row), _detail(t, row), _value(t, row), _title(t, row), widths)


def _label(row: CycleCounts) -> str:
    return f"{row.cycle} · {row.cop}" if row.cop else row.cycle


def _detail(t: Text, row: CycleCounts) -> str:
    return t(
        "due {due}, as of {day} (edition {number})", due=t.date(row.due_on), day=t.date(row.on), number=row.edition
    )


def _value(t: Text, row: CycleCounts) -> str:
    return t(
        "{received} received, {on_time} on time",
        received=count_and_share(t, row.counts, RateName.RESPONSE),
        on_time=count_with_share(t, row.counts, RateName.TIMELINESS),
    )


def _title(t: Text, row: CycleCounts) -> str:
    return t("Cycle {cycle}: {what}; {when}.", cycle=_label(row), what=_value(t, row), when=_detail(t, row))


def _bars(t: Text, rows: Sequence[CycleCounts]) -> Bars:
    labels = _labels(t)
    return Bars(
        tuple(
            BarRow(
                _label(row),
                tuple(
                    Part(tone, count, t("{name}: {what}", name=label, what=t.number(count)))
                    for tone, count, label in zip(_TONES, row.parts, labels, strict=True)
                    if count
                ),
                value=count_and_share(t, row.counts, RateName.RESPONSE),
                detail=t("due {due}, as of edition {number}", due=t.date(row.due_on), number=row.edition),
                title=_title(t, row),
            )
            for row in rows
        ),
        legend=tuple(Key(tone, label) for tone, label in zip(_TONES, labels, strict=True)),
    )
