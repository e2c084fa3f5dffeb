"""The signature chart: verified, claimed, and what it would be if all who are silent had done it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from ..domain.rates import Counts, RateName
from ..i18n import Text
from . import figures
from .chart import (
    Chart,
    Column,
    Context,
    Table,
    count_columns,
    count_values,
    nothing_due,
    too_few,
    verified_and_claimed,
)
from .drawing import IntervalRow, Intervals
from .templating import render
from .told import verified_of_each


@dataclass(frozen=True, slots=True)
class Interval:
    """One line: positions as percentages of the axis, None when the share is withheld; `link` leads to its number."""

    number: str
    label: str
    value: str
    hover: str
    verified: float | None
    claimed: float | None
    ceiling: float | None
    link: str = ""


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """One item and its counts. `number` is the Roman numeral of an objective; `link` leads to the number."""

    code: str
    number: str
    short: str
    counts: Counts
    link: str = ""


def interval_chart(
    context: Context,
    rows: Sequence[ItemCounts],
    *,
    group: str,
    name: str = "objectives",
    title: str = "",
    subtitle: str = "",
) -> Chart:
    """One interval an objective, in the Declaration's order. `group` names who is counted.

    With `title` and `subtitle` the lines are groups of one item instead: their `code` is the group's.
    """
    t = context.text
    lines = [_line(context, row) for row in rows]
    is_empty = not any(row.counts.due for row in rows)
    is_drawn = not all(row.counts.is_withheld for row in rows)
    return Chart(
        name=name,
        title=title or t("What is verified, what is claimed, what is unknown"),
        subtitle=subtitle or _subtitle(t, rows, group),
        source=context.source,
        text_alternative=verified_of_each(t, [(f"{row.number} {row.short}".strip(), row.counts) for row in rows]),
        table=Table(
            (*_labels(t, of_groups=bool(subtitle)), *count_columns(t)),
            tuple((row.code, row.short, *count_values(row.counts)) for row in rows),
        ),
        html=nothing_due(t)
        if is_empty
        else render("interval.html.j2", t, lines=lines, too_few="" if is_drawn else too_few(t)),
        draw=None
        if not is_drawn
        else partial(
            figures.interval_figure, lines, [t("verified"), t("claimed"), t("if all who are silent had done it")]
        ),
        sketch=partial(_sketch, lines) if is_drawn else None,
    )


def _subtitle(t: Text, rows: Sequence[ItemCounts], group: str) -> str:
    """Whom the shares are of, with their number where it is the same for every objective."""
    due = {row.counts.due for row in rows}
    if len(due) == 1:
        return t("Share of {due} {group}, by objective", due=t.number(due.pop()), group=group)
    return t("Share of {group} due, by objective", group=group)


def _labels(t: Text, *, of_groups: bool) -> tuple[Column, Column]:
    if of_groups:
        return Column("group", t("Group")), Column("label", t("Name"))
    return Column("item", t("Item")), Column("objective", t("Objective"))


def _sketch(lines: Sequence[Interval]) -> Intervals:
    return Intervals(
        tuple(
            IntervalRow(
                line.label, line.verified, line.claimed, line.ceiling, line.value, line.number, line.hover, line.link
            )
            for line in lines
        )
    )


def _line(context: Context, row: ItemCounts) -> Interval:
    t, counts = context.text, row.counts
    if not counts.due:
        return Interval(row.number, row.short, "–", t("nobody is due"), None, None, None, row.link)
    claimed = counts.share(RateName.CLAIMED)
    return Interval(
        number=row.number,
        label=row.short,
        value=t("{count} of {due}", count=t.number(counts.verified), due=t.number(counts.due)),
        hover=verified_and_claimed(t, counts),
        verified=_percent(counts.floor),
        claimed=_percent(claimed),
        ceiling=_percent(counts.ceiling),
        link=row.link,
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)
