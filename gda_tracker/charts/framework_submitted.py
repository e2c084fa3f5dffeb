"""NDCs handed in since November 2024 among the governments of a filter, month by month, as a running total."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from babel.dates import format_skeleton

from ..domain.declaration import LAUNCHED_ON
from ..domain.registries import Tally
from ..i18n import Text
from . import figures
from .chart import Chart, Column, Context, Table
from .drawing import Lines, Point, Series, Tone
from .templating import render

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_TICKS: Final = 5


@dataclass(frozen=True, slots=True)
class Month:
    """How many came in the month, and how many by its end; `until` is its last day, or the edition's date."""

    until: date
    label: str
    came: int
    total: int


def months(t: Text, days: Sequence[date], until: date) -> tuple[Month, ...]:
    """Every month from November 2024 to the edition's date; a day outside is counted in none."""
    found: list[Month] = []
    year, month = LAUNCHED_ON.year, LAUNCHED_ON.month
    while (year, month) <= (until.year, until.month):
        first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        came = sum(first <= day <= min(last, until) for day in days)
        label = str(format_skeleton("yMMM", first, locale=t.language))
        found.append(Month(min(last, until), label, came, (found[-1].total if found else 0) + came))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return tuple(found)


def ndc_submitted(context: Context, days: Sequence[date], tally: Tally, *, link: str = "", note: str = "") -> Chart:
    """`days` are the first NDCs since November 2024, one a government; `tally` counts new, no new, unknown."""
    t = context.text
    found = months(t, days, context.snapshot_on)
    is_empty, ceiling = not tally.total or not found, t("Governments in this filter")
    return Chart(
        name="submitted",
        title=t("New NDCs since November 2024"),
        subtitle=t(
            "National governments whose first new NDC is dated by the end of the month, of {total}",
            total=t.number(tally.total),
        ),
        source=context.source,
        text_alternative=_alternative(t, found, tally),
        table=Table(
            (
                Column("until", t("Until")),
                Column("came", t("New in the month"), True),
                Column("total", t("Running total"), True),
                Column("governments", t("Governments"), True),
            ),
            tuple((month.until, month.came, month.total, tally.total) for month in found),
        ),
        html=_empty(t) if is_empty else _html(t, found, tally, link),
        note=note,
        draw=None if is_empty else partial(submitted_figure, found, tally.total, ceiling),
        sketch=None if is_empty else partial(_sketch, found, tally.total, t("New NDC"), ceiling),
    )


def _empty(t: Text) -> str:
    return render("framework_none.html.j2", t, sentence=t("There is no national government in this filter."))


def _alternative(t: Text, found: Sequence[Month], tally: Tally) -> str:
    if not tally.total or not found:
        return t("There is no national government in this filter. So no NDC is counted.")
    first = t(
        "{count} of {total} national governments have a new NDC dated from November 2024 to {day}.",
        count=t.number(found[-1].total),
        total=t.number(tally.total),
        day=t.date(found[-1].until),
    )
    second = t(
        "The registry shows no new one for {no}, and for {unknown} it is unknown.",
        no=t.number(tally.no),
        unknown=t.number(tally.unknown),
    )
    return f"{first} {second}"


def _html(t: Text, found: Sequence[Month], tally: Tally, link: str) -> str:
    top = max(tally.total, found[-1].total, 1)
    columns = [
        {
            "height": round(month.total * 100 / top, 2),
            "label": month.label if place % max(1, -(-len(found) // _TICKS)) == 0 else "",
            "title": t(
                "{month}: {came} new, {total} in all",
                month=month.label,
                came=t.number(month.came),
                total=t.number(month.total),
            ),
        }
        for place, month in enumerate(found)
    ]
    return render(
        "framework_submitted.html.j2",
        t,
        columns=columns,
        last=found[-1],
        top=tally.total,
        link=link,
        label=_alternative(t, found, tally),
    )


def submitted_figure(found: Sequence[Month], total: int, name: str) -> Figure:
    """The running total as steps, and the number of governments as a dotted line."""
    from plotly.graph_objects import Figure, Scatter

    days = [month.until for month in found]
    figure = Figure(
        [
            Scatter(
                x=days,
                y=[month.total for month in found],
                line={"shape": "hv", "color": figures.CATEGORICAL[0], "width": 3},
                hoverinfo="x+y",
                showlegend=False,
            ),
            Scatter(
                x=days,
                y=[total] * len(days),
                mode="lines",
                line={"dash": "dot", "color": figures.CATEGORICAL[3]},
                name=name,
                hoverinfo="name+y",
            ),
        ]
    )
    figure.update_layout(
        height=320,
        margin={"l": 8, "r": 8, "t": 8, "b": 64},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": figures.FONT, "size": 14},
        yaxis={"rangemode": "tozero"},
        legend={"orientation": "h"},
    )
    return figure


def _sketch(found: Sequence[Month], total: int, name: str, ceiling: str) -> Lines:
    points = tuple(Point(month.until, month.total, title=month.label) for month in found)
    bound = tuple(Point(month.until, total) for month in (found[0], found[-1]))
    return Lines(
        (
            Series(name, Tone.ACCENT, points, is_stepped=True, has_dots=False),
            Series(ceiling, Tone.QUIET, bound, is_dashed=True, has_dots=False),
        )
    )
