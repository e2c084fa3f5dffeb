"""Regions or stakeholder types side by side: the interval of each, item by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from ..domain.rates import Counts, RateName
from ..i18n import Text
from . import drawing, figures, words
from .chart import (
    Chart,
    Column,
    Context,
    Table,
    count_and_share,
    count_columns,
    count_values,
    count_with_share,
    nothing_due,
    verified_and_claimed,
)
from .compare import NAME, ComparedItem, sections
from .interval import Interval
from .numbers import Where, number_link
from .templating import render
from .told import told

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

NOBODY: Final = Counts(due=0)
_LINE_PX: Final = 26


@dataclass(frozen=True, slots=True)
class GroupColumn:
    """One group: its label, its counts by item code, and how an address names it."""

    label: str
    counts: Mapping[str, Counts]
    where: Where


@dataclass(frozen=True, slots=True)
class _Cell:
    """One group on one item: its interval with the count in words, a quiet line, the number's address."""

    line: Interval
    detail: str
    hover: str
    link: str


def compare_groups(
    context: Context, columns: Sequence[GroupColumn], items: Sequence[ComparedItem], *, rate: RateName, group: str
) -> Chart:
    """Verified, claimed and ceiling of every group; the count and share of `rate` are written out.

    `group` says whom the figures count, such as national governments. Shares of fewer than five are withheld.
    """
    t = context.text
    grid = [(item, [_cell(context, item, column, rate) for column in columns]) for item in items]
    lines = [cell.line for _, cells in grid for cell in cells]
    is_empty = not items
    title = t("Item by item, side by side")
    return Chart(
        name=NAME,
        title=title,
        subtitle=t("{rate}, of {group} due; in alphabetical order", rate=words.rate_label(t, rate), group=group),
        source=context.source,
        text_alternative=_alternative(t, columns, items, rate),
        table=_table(t, columns, items),
        html=nothing_due(t)
        if is_empty
        else render("compare_groups.html.j2", t, columns=columns, sections=sections(grid), caption=title),
        draw=None
        if is_empty
        else partial(_figure, lines, (t("verified"), t("claimed"), t("if all who are silent had done it"))),
        sketch=None if is_empty else partial(_sketch, grid),
        about=_number(context, columns[0].where, items[0], rate) if items and columns else "",
    )


def _number(context: Context, where: Where, item: ComparedItem, rate: RateName) -> str:
    """The address that explains the number of a group on an item."""
    return number_link(context, item=item.code, who=where.who, by=where.by, where=where.where, show=rate)


def _table(t: Text, columns: Sequence[GroupColumn], items: Sequence[ComparedItem]) -> Table:
    return Table(
        (
            Column("item", t("Item")),
            Column("short", t("Short name")),
            Column("group", t("Group")),
            *count_columns(t),
        ),
        tuple(
            (item.code, item.short, column.label, *count_values(column.counts.get(item.code, NOBODY)))
            for item in items
            for column in columns
        ),
    )


def _cell(context: Context, item: ComparedItem, column: GroupColumn, rate: RateName) -> _Cell:
    t, counts = context.text, column.counts.get(item.code, NOBODY)
    hover = t(
        "{name}: {what}", name=f"{column.label}, {item.number} {item.short}", what=verified_and_claimed(t, counts)
    )
    if not counts.due:
        return _Cell(Interval(item.number, column.label, t("nobody is due"), hover, None, None, None), "", hover, "")
    line = Interval(
        number=item.number,
        label=column.label,
        value=count_and_share(t, counts, rate),
        hover=hover,
        verified=_percent(counts.floor),
        claimed=_percent(counts.share(RateName.CLAIMED)),
        ceiling=_percent(counts.ceiling),
    )
    return _Cell(line, _detail(t, counts, rate), hover, _number(context, column.where, item, rate))


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def _detail(t: Text, counts: Counts, rate: RateName) -> str:
    """The other numbers of the interval, and how many reported."""
    parts = []
    if rate is not RateName.VERIFIED:
        parts.append(t("verified {count}", count=count_with_share(t, counts, RateName.VERIFIED)))
    if rate is not RateName.CLAIMED:
        parts.append(t("claimed {count}", count=count_with_share(t, counts, RateName.CLAIMED)))
    if counts.ceiling is None:
        parts.append(t("share withheld: fewer than five are due"))
    else:
        parts.append(t("at most {share}", share=t.percent(counts.ceiling)))
    if counts.coverage_grade:
        parts.append(t("coverage {grade}", grade=counts.coverage_grade))
    return " · ".join(parts)


def _alternative(t: Text, columns: Sequence[GroupColumn], items: Sequence[ComparedItem], rate: RateName) -> str:
    first = t.n(
        "{rate} for {names}: side by side on one item.",
        "{rate} for {names}: side by side on {n} items.",
        len(items),
        rate=words.rate_label(t, rate),
        names=", ".join(column.label for column in columns),
    )
    if not items:
        return told(first, t("Every count is 0."))
    said = [
        t("{name}: {what}", name=column.label, what=count_and_share(t, column.counts.get(items[0].code, NOBODY), rate))
        for column in columns
    ]
    second = t("On the first, {item}: {list}; the table gives every count.", item=items[0].short, list="; ".join(said))
    return told(first, second)


def _figure(lines: Sequence[Interval], names: tuple[str, str, str]) -> Figure:
    figure = figures.interval_figure(lines, names)
    figure.update_layout(height=max(420, 160 + _LINE_PX * len(lines)))
    return figure


def _sketch(grid: Sequence[tuple[ComparedItem, Sequence[_Cell]]]) -> drawing.Intervals:
    return drawing.Intervals(
        tuple(
            drawing.IntervalRow(
                label=f"{item.short}, {cell.line.label}",
                verified=cell.line.verified,
                claimed=cell.line.claimed,
                ceiling=cell.line.ceiling,
                value=cell.line.value,
                number=item.number,
                title=cell.hover,
                link=cell.link,
            )
            for item, cells in grid
            for cell in cells
        )
    )
