"""Endorsements on record over time, beside the totals that were publicly reported, each with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from urllib.parse import urlsplit

from ..i18n import Text
from .chart import Chart, Column, Context, Table, Value
from .drawing import Lines, Point, Series, Tone
from .templating import render
from .timeline import as_drawn, lines_figure
from .told import told


class Whose(StrEnum):
    """Whom a total counts."""

    GOVERNMENTS = "governments"
    OTHERS = "others"
    EVERYBODY = "everybody"


class Bound(StrEnum):
    """How a total was stated."""

    EXACT = "exact"
    MORE_THAN = "more_than"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A number of endorsers as somebody stated it; `on` is None where the source shows no day."""

    whose: Whose
    bound: Bound
    value: int
    on: date | None
    source_title: str
    source_url: str

    def said(self, t: Text) -> str:
        """ "83", "more than 90", "about 2,000"."""
        number = t.number(self.value)
        return {
            Bound.EXACT: number,
            Bound.MORE_THAN: t("more than {number}", number=number),
            Bound.ABOUT: t("about {number}", number=number),
        }[self.bound]


@dataclass(frozen=True, slots=True)
class Recorded:
    """The register's own count: running totals by day, and those in force whose day is not known."""

    totals: tuple[tuple[date, int], ...]
    undated: int

    @property
    def last(self) -> int:
        """Everybody in force, the undated included."""
        return (self.totals[-1][1] if self.totals else 0) + self.undated


_WHOSE = {
    "governments": Whose.GOVERNMENTS,
    "non_government_endorsers": Whose.OTHERS,
    "non_state_endorsers": Whose.OTHERS,
    "organisations": Whose.OTHERS,
    "participants": Whose.OTHERS,
    "total_endorsers": Whose.EVERYBODY,
}
_BOUNDS = {"_min": Bound.MORE_THAN, "_approx": Bound.ABOUT}


def metric(what: str) -> tuple[Whose, Bound] | None:
    """Whom a metric of `reported_total` counts and how; None for one that is not about endorsers."""
    suffix = next((end for end in _BOUNDS if what.endswith(end)), "")
    whose = _WHOSE.get(what.removesuffix(suffix))
    return None if whose is None else (whose, _BOUNDS.get(suffix, Bound.EXACT))


def endorsements_over_time(
    context: Context, recorded: Recorded, totals: Sequence[StatedTotal], *, whose: Whose, about: str = ""
) -> Chart:
    """The running total of one side, governments or others, beside what was stated about it.

    What was stated about everybody together stands beside the others, apart from what was stated about them alone.
    """
    t = context.text
    dated = [total for total in totals if total.on]
    lines = _lines(t, recorded, dated, whose) if len(recorded.totals) > 1 or dated else None
    is_states = whose == Whose.GOVERNMENTS
    return Chart(
        name=whose.value,
        title=t("Governments: on record and as reported") if is_states else t("Others: on record and as reported"),
        subtitle=t("National governments that endorsed, over time")
        if is_states
        else t("Bodies other than national governments that endorsed, over time"),
        source=context.source,
        text_alternative=told(on_record(context, recorded), stated(t, totals) or t("No other total is on record.")),
        table=_table(t, recorded, totals),
        html=render(
            "progress_totals.html.j2",
            t,
            recorded=on_record(context, recorded),
            rows=[
                (t.date(total.on) if total.on else t("no date given"), _named(t, total), host(total), total)
                for total in _in_order(totals)
            ],
        ),
        draw=None if lines is None else partial(lines_figure, lines),
        sketch=None if lines is None else partial(as_drawn, lines),
        is_drawn=lines is not None,
        about=about,
    )


def on_record(context: Context, recorded: Recorded) -> str:
    """What the register holds at the edition's date, the undated counted apart."""
    t = context.text
    day = t.date(context.snapshot_on)
    if not recorded.undated:
        return t("On record on {day}: {count}.", day=day, count=t.number(recorded.last))
    return t.n(
        "On record on {day}: {total}, of which one without a date, which the line leaves out.",
        "On record on {day}: {total}, of which {n} without a date, which the line leaves out.",
        recorded.undated,
        day=day,
        total=t.number(recorded.last),
    )


def stated(t: Text, totals: Sequence[StatedTotal]) -> str:
    """Everything that was stated, in one sentence; empty when nothing was."""
    if not totals:
        return ""
    parts = [
        t("{said} on {day}", said=_named(t, total), day=t.date(total.on))
        if total.on
        else t("{said} without a date", said=_named(t, total))
        for total in _in_order(totals)
    ]
    return t("Reported by others: {totals}.", totals="; ".join(parts))


def disagreement(t: Text, totals: Sequence[StatedTotal], *, has_withdrawals: bool) -> str:
    """What cannot all be true of statements about the same bodies; empty when nothing speaks against another.

    A later exact figure below an earlier one contradicts it unless somebody withdrew; a lower bound never does.
    """
    dated = [total for total in _in_order(totals) if total.on]
    for place, earlier in enumerate(dated):
        lower = [later for later in dated[place + 1 :] if later.value < earlier.value and later.bound == Bound.EXACT]
        if earlier.bound == Bound.ABOUT or not lower:
            continue
        later = "; ".join(t("{said} on {day}", said=one.said(t), day=t.date(one.on)) for one in lower)
        sentence = t(
            "These do not agree: {before} on {first}, but then {later}.",
            before=earlier.said(t),
            first=t.date(earlier.on),
            later=later,
        )
        if has_withdrawals:
            return sentence
        reason = t("No withdrawal is on record, so the sources count differently or one of them is wrong.")
        return f"{sentence} {reason}"
    return ""


def host(total: StatedTotal) -> str:
    """Whose page a total comes from, as its address names it."""
    return urlsplit(total.source_url).hostname or total.source_url


def _in_order(totals: Sequence[StatedTotal]) -> list[StatedTotal]:
    """By date, the undated last."""
    return sorted(totals, key=lambda total: (total.on is None, total.on or date.min))


def _named(t: Text, total: StatedTotal) -> str:
    """The number, with words where it counts more than the side it stands beside."""
    if total.whose == Whose.EVERYBODY:
        return t("{said} of all kinds together", said=total.said(t))
    return total.said(t)


def _lines(t: Text, recorded: Recorded, dated: Sequence[StatedTotal], whose: Whose) -> Lines:
    series = []
    if len(recorded.totals) > 1:
        points = tuple(Point(day, count) for day, count in recorded.totals)
        series.append(Series(t("on record"), Tone.ACCENT, points, is_stepped=True, has_dots=False))
    for kind, name, tone in (
        (whose, t("reported"), Tone.QUIET),
        (Whose.EVERYBODY, t("reported of all kinds together"), Tone.OUTLINE),
    ):
        points = tuple(_point(t, total) for total in _in_order(dated) if total.whose == kind)
        if points:
            series.append(Series(name, tone, points, has_line=False, is_dashed=kind == Whose.EVERYBODY))
    return Lines(tuple(series))


def _point(t: Text, total: StatedTotal) -> Point:
    assert total.on is not None, "an undated total has no place on a line"
    title = t("{said} on {day}. {source}", said=_named(t, total), day=t.date(total.on), source=total.source_title)
    is_all = total.whose == Whose.EVERYBODY
    label = t("{said} in all", said=total.said(t)) if is_all else total.said(t)
    return Point(total.on, total.value, label=label, title=title, link=total.source_url)


def _table(t: Text, recorded: Recorded, totals: Sequence[StatedTotal]) -> Table:
    rows: list[tuple[Value, ...]] = [(day, "recorded", "", "", count, None, None) for day, count in recorded.totals]
    if recorded.undated:
        rows.append((None, "recorded", "", "", recorded.undated, None, None))
    rows += [
        (total.on, "reported", total.whose.value, total.bound.value, total.value, total.source_title, total.source_url)
        for total in _in_order(totals)
    ]
    return Table(
        (
            Column("date", t("Date")),
            Column("kind", t("Recorded or reported")),
            Column("counts", t("Counts")),
            Column("bound", t("As stated")),
            Column("signatories", t("Signatories"), True),
            Column("source_title", t("Source")),
            Column("source_url", t("Address of the source")),
        ),
        tuple(rows),
    )
