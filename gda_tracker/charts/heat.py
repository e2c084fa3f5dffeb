"""Heat maps as real tables: groups down, objectives across, the share of one rate in each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ..domain.rates import Counts, RateName
from ..i18n import Text
from . import drawing, figures, words
from .chart import Chart, Column, Context, Table, count_and_share, count_columns, count_values, in_full, nothing_due
from .numbers import Where
from .ramp import SHARE_STEPS, share_step
from .templating import render
from .told import nobody, told


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One group: its code, its label, and its counts by item code. With `where` each cell leads to its number."""

    code: str
    label: str
    counts: Mapping[str, Counts]
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class HeatColumn:
    """One objective: code, Roman numeral, short name."""

    code: str
    number: str
    short: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: percent or count in words, ramp step (None when withheld or nobody is due), hover, where it leads."""

    number: str
    shown: str
    step: int | None
    hover: str
    percent: float | None
    link: str = ""


def heat_map(
    context: Context,
    rows: Sequence[HeatRow],
    columns: Sequence[HeatColumn],
    *,
    name: str,
    title: str,
    group: str,
    rate: RateName,
) -> Chart:
    """Shares of `rate` for every group and objective; groups in the order given (alphabetical)."""
    t = context.text
    grid = [(row.label, [_cell(context, row, column, rate) for column in columns]) for row in rows]
    subtitle = t("{rate}, % of {group} due", rate=words.rate_label(t, rate), group=group)
    is_empty = not any(counts.due for row in rows for counts in row.counts.values())
    is_drawn = not all(counts.is_withheld for row in rows for counts in row.counts.values())
    flat = tuple(
        (row.label, column.code, column.short, *count_values(row.counts[column.code]))
        for row in rows
        for column in columns
        if column.code in row.counts
    )
    return Chart(
        name=name,
        title=title,
        subtitle=subtitle,
        source=context.source,
        text_alternative=_alternative(t, rows, [column.code for column in columns], rate, subtitle),
        table=Table(
            (
                Column("group", t("Group")),
                Column("item", t("Item")),
                Column("objective", t("Objective")),
                *count_columns(t),
            ),
            flat,
        ),
        html=nothing_due(t)
        if is_empty
        else render(
            "heat.html.j2",
            t,
            grid=grid,
            columns=columns,
            caption=f"{title}. {subtitle}",
            name=name,
            has_shares=is_drawn,
        ),
        draw=None
        if not is_drawn
        else partial(
            figures.heat_figure,
            [label for label, _ in grid],
            [column.number for column in columns],
            [[cell.step for cell in cells] for _, cells in grid],
            [[cell.shown for cell in cells] for _, cells in grid],
            [[cell.hover for cell in cells] for _, cells in grid],
            [*(t.percent(end) for end in SHARE_STEPS), t("over 50 %")],
        ),
        sketch=None
        if not is_drawn
        else partial(
            _sketch,
            grid,
            [column.number for column in columns],
            (t("0 %"), t("over 50 %")),
            t("Cells in %, counts in the table. 2/4: fewer than five due, share withheld"),
        ),
    )


def _sketch(
    grid: Sequence[tuple[str, Sequence[Cell]]], columns: Sequence[str], ends: tuple[str, str], remark: str
) -> drawing.Grid:
    rows = tuple(
        drawing.GridRow(
            label, tuple(drawing.Cell(cell.shown, drawing.ramp(cell.step), cell.hover, cell.link) for cell in cells)
        )
        for label, cells in grid
    )
    return drawing.Grid(tuple(columns), rows, ends, remark=remark)


def _cell(context: Context, row: HeatRow, column: HeatColumn, rate: RateName) -> Cell:
    t = context.text
    counts = row.counts.get(column.code, Counts(due=0))
    hover = t("{name}: {what}", name=f"{row.label}, {column.number} {column.short}", what=in_full(t, counts, rate))
    link = row.where.number(context, column.code, rate) if row.where else ""
    if not counts.due:
        return Cell(column.number, "–", None, hover, None, link)
    share = counts.share(rate)
    if share is None:
        return Cell(column.number, f"{counts.count(rate)}/{counts.due}", None, hover, None, link)
    return Cell(column.number, f"{share * 100:.0f}", share_step(share), hover, round(share * 100, 1), link)


def _alternative(t: Text, rows: Sequence[HeatRow], codes: Sequence[str], rate: RateName, subtitle: str) -> str:
    """Between which counts the shares lie, and how many cells show a count alone."""
    due = [row.counts[code] for row in rows for code in codes if code in row.counts and row.counts[code].due]
    if not due:
        return nobody(t)
    withheld = sum(counts.is_withheld for counts in due)
    alone = t.n(
        "In one cell fewer than five are due, so its count stands alone.",
        "In {n} cells fewer than five are due, so their counts stand alone.",
        withheld,
    )
    shown = sorted((counts for counts in due if not counts.is_withheld), key=lambda one: one.share(rate) or 0)
    if not shown:
        return told(t("{subtitle}: no group is large enough for a share.", subtitle=subtitle), alone)
    least, most = count_and_share(t, shown[0], rate), count_and_share(t, shown[-1], rate)
    values = {"subtitle": subtitle, "least": least, "most": most, "groups": t.number(len(rows))}
    return told(t("{subtitle}: from {least} to {most} over {groups} groups.", **values), alone)
