"""Heat maps as real tables: groups down, objectives across, the share of one rate in each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ..domain.rates import Counts, RateName
from ..i18n import Text
from . import drawing, figures, words
from .chart import Chart, Column, Context, Table, count_and_share, count_columns, count_values, in_full, nothing_due
from .numbers import Where
from .ramp import SHARE_STEPS, share_step
from .templating import render
from .told import nobody, told

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


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


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns, and every group's label with its cells."""

    columns: tuple[HeatColumn, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]

    @property
    def numerals(self) -> tuple[str, ...]:
        """What stands over the columns."""
        return tuple(column.number for column in self.columns)


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
    grid = _Grid(
        tuple(columns), tuple((row.label, tuple(_cell(context, row, one, rate) for one in columns)) for row in rows)
    )
    subtitle = t("{rate}, % of {group} due", rate=words.rate_label(t, rate), group=group)
    every = [counts for row in rows for counts in row.counts.values()]
    is_drawn = not all(counts.is_withheld for counts in every)
    return Chart(
        name=name,
        title=title,
        subtitle=subtitle,
        source=context.source,
        text_alternative=_alternative(t, rows, [column.code for column in columns], rate, subtitle),
        table=_table(t, rows, columns),
        html=render(
            "heat.html.j2",
            t,
            grid=grid.rows,
            columns=columns,
            caption=f"{title}. {subtitle}",
            name=name,
            has_shares=is_drawn,
        )
        if any(counts.due for counts in every)
        else nothing_due(t),
        draw=partial(_figure, t, grid) if is_drawn else None,
        sketch=partial(_sketch, t, grid) if is_drawn else None,
    )


def _table(t: Text, rows: Sequence[HeatRow], columns: Sequence[HeatColumn]) -> Table:
    """A row for each group and objective that was counted."""
    return Table(
        (
            Column("group", t("Group")),
            Column("item", t("Item")),
            Column("objective", t("Objective")),
            *count_columns(t),
        ),
        tuple(
            (row.label, column.code, column.short, *count_values(row.counts[column.code]))
            for row in rows
            for column in columns
            if column.code in row.counts
        ),
    )


def _figure(t: Text, grid: _Grid) -> Figure:
    ends = [*(t.percent(end) for end in SHARE_STEPS), t("over 50 %")]
    return figures.heat_figure(grid.numerals, grid.rows, ends)


def _sketch(t: Text, grid: _Grid) -> drawing.Grid:
    rows = tuple(
        drawing.GridRow(
            label, tuple(drawing.Cell(cell.shown, drawing.ramp(cell.step), cell.hover, cell.link) for cell in cells)
        )
        for label, cells in grid.rows
    )
    remark = t("Cells in %, counts in the table. 2/4: fewer than five due, share withheld")
    return drawing.Grid(grid.numerals, rows, (t("0 %"), t("over 50 %")), remark=remark)


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
