"""The parts of a figure pooled over stakeholder types: one rate by type, edition by edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ..domain.rates import Counts, RateName
from ..i18n import Text
from . import words
from .chart import Chart, Column, Context, Table, count_and_share, count_columns, count_values, in_full, nothing_due
from .drawing import Cell, Grid, GridRow, ramp
from .ramp import share_step
from .templating import render
from .timeline import as_drawn
from .told import named, nobody, told


@dataclass(frozen=True, slots=True)
class TypeRow:
    """One stakeholder type: its code, its label, and its counts by the number of the edition."""

    code: str
    label: str
    counts: Mapping[int, Counts]


def types_over_editions(
    context: Context, rows: Sequence[TypeRow], editions: Sequence[int], *, rate: RateName, of: str
) -> Chart:
    """Types down, editions across; each cell says count and share."""
    t = context.text
    none = Counts(due=0)
    heads = [t("Edition {number}", number=number) for number in editions]
    grid = [(row.label, [_said(t, row.counts.get(number, none), rate) for number in editions]) for row in rows]
    drawing = Grid(
        tuple(heads),
        tuple(
            GridRow(row.label, tuple(_cell(t, row.counts.get(number, none), rate) for number in editions))
            for row in rows
        ),
        ends=(t("none"), t("over 50 %")),
    )
    return Chart(
        name="types",
        title=t("By stakeholder type, edition by edition"),
        subtitle=t("{rate}, of those due; {item}", rate=words.rate_label(t, rate), item=of),
        source=context.source,
        text_alternative=_told(t, grid, editions) if rows else nobody(t),
        table=Table(
            (Column("group", t("Group")), Column("edition", t("Edition")), *count_columns(t)),
            tuple(
                (row.label, str(number), *count_values(row.counts[number]))
                for row in rows
                for number in editions
                if number in row.counts
            ),
        ),
        html=render("progress_types.html.j2", t, heads=heads, rows=grid) if rows else nothing_due(t),
        sketch=partial(as_drawn, drawing) if rows else None,
    )


def _told(t: Text, grid: Sequence[tuple[str, Sequence[str]]], editions: Sequence[int]) -> str:
    """Every type in the newest edition, and in the first one."""
    now = t(
        "In edition {number}: {list}.",
        number=editions[-1],
        list=named(t, [(label, cells[-1]) for label, cells in grid]),
    )
    if len(editions) == 1:
        return told(now, t("There is one edition up to this one, so there is no line to draw yet."))
    before = [(label, cells[0]) for label, cells in grid]
    return told(now, t("In edition {number}: {list}.", number=editions[0], list=named(t, before)))


def _said(t: Text, counts: Counts, rate: RateName) -> str:
    return count_and_share(t, counts, rate) if counts.due else "–"


def _cell(t: Text, counts: Counts, rate: RateName) -> Cell:
    share = counts.share(rate) if counts.due else None
    return Cell(_said(t, counts, rate), ramp(None if share is None else share_step(share)), in_full(t, counts, rate))
