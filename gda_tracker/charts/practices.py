"""What is offered to others: how many practices there are by item and region, and the practices themselves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from ..i18n import Text
from . import drawing, figures
from .chart import Chart, Column, Context, Table, Value
from .templating import render

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

COUNT_STEPS: Final = (1, 2, 4, 8, 16, 32)
"""Upper ends of ramp steps 0 to 5, as numbers of practices; above the last is step 6."""


@dataclass(frozen=True, slots=True)
class OfferedItem:
    """A row: code, numeral, short name, and where a click on it leads."""

    code: str
    number: str
    short: str
    link: str


@dataclass(frozen=True, slots=True)
class OfferedPlace:
    """A column: the group's code, None for signatories outside every group, and its label."""

    code: str | None
    label: str


@dataclass(frozen=True, slots=True)
class _Cell:
    count: int
    step: int | None
    shown: str
    label: str
    hover: str
    link: str


def practice_grid(
    context: Context,
    items: Sequence[OfferedItem],
    places: Sequence[OfferedPlace],
    counts: Mapping[tuple[str, str | None], int],
    links: Mapping[tuple[str, str | None], str],
    *,
    group: str,
) -> Chart:
    """Numbers of practices by item and group; `counts` and `links` by item code and group code, absent for none."""
    t = context.text
    grid = [(item, [_cell(t, item, place, counts, links) for place in places]) for item in items]
    total = sum(cell.count for _, cells in grid for cell in cells)
    return Chart(
        name="grid",
        title=t("Where good practices are offered"),
        subtitle=t.n("One practice, by item and {group}", "{n} practices, by item and {group}", total, group=group)
        if total
        else t("No practice matches."),
        source=context.source,
        text_alternative=_alternative(t, grid, places, total),
        table=Table(
            (
                Column("item", t("Item")),
                Column("short", t("Short name")),
                Column("group", t("Group")),
                Column("practices", t("Practices"), True),
            ),
            tuple((item.code, item.short, cell.label, cell.count) for item, cells in grid for cell in cells),
        ),
        html=render(
            "practice_grid.html.j2", t, grid=grid if total else (), places=places, most=t.number(COUNT_STEPS[-1])
        ),
        note=t("An offer is counted as an offer. It says nothing about how much was done or verified."),
        draw=partial(_figure, t, grid, places) if total else None,
        sketch=partial(_sketch, t, grid, places) if total else None,
    )


def _cell(
    t: Text,
    item: OfferedItem,
    place: OfferedPlace,
    counts: Mapping[tuple[str, str | None], int],
    links: Mapping[tuple[str, str | None], str],
) -> _Cell:
    count = counts.get((item.code, place.code), 0)
    words = t.n("one practice", "{n} practices", count) if count else t("no practice")
    return _Cell(
        count=count,
        step=bisect_left(COUNT_STEPS, count) if count else None,
        shown=t.number(count) if count else t("none"),
        label=place.label,
        hover=t("{name}: {what}", name=f"{item.number} {item.short}, {place.label}", what=words),
        link=links.get((item.code, place.code), "") if count else "",
    )


_Grid = Sequence[tuple[OfferedItem, Sequence[_Cell]]]


def _alternative(t: Text, grid: _Grid, places: Sequence[OfferedPlace], total: int) -> str:
    if not total:
        return t("No practice matches. The table stays empty.")
    first = t.n(
        "One practice over {items} items and {groups} groups.",
        "{n} practices over {items} items and {groups} groups.",
        total,
        items=t.number(len(grid)),
        groups=t.number(len(places)),
    )
    by_item = [(item.short, sum(cell.count for cell in cells)) for item, cells in grid]
    said = "; ".join(t("{name}: {what}", name=name, what=t.number(count)) for name, count in by_item if count)
    return f"{first} {t('By item: {list}.', list=said)}"


def _figure(t: Text, grid: _Grid, places: Sequence[OfferedPlace]) -> Figure:
    return figures.heat_figure(
        [place.label for place in places],
        [(f"{item.number} {item.short}", cells) for item, cells in grid],
        [*(t.number(end) for end in COUNT_STEPS), t("over {n}", n=t.number(COUNT_STEPS[-1]))],
    )


def _sketch(t: Text, grid: _Grid, places: Sequence[OfferedPlace]) -> drawing.Grid:
    rows = tuple(
        drawing.GridRow(
            item.short,
            tuple(drawing.Cell(cell.shown, drawing.ramp(cell.step), cell.hover, cell.link) for cell in cells),
            item.number,
        )
        for item, cells in grid
    )
    ends = (t.number(1), t("over {n}", n=t.number(COUNT_STEPS[-1])))
    return drawing.Grid(tuple(place.label for place in places), rows, ends)


def practice_list(context: Context, *, html: str, total: int, rows: Sequence[tuple[Value, ...]]) -> Chart:
    """Every practice that matches, for the CSV; `html` is the part of the list that the page shows, escaped.

    Rows: title, summary, item, elements, signatory, its id, type, country, region, income group, year, what the newest
    report says about the item, address.
    """
    t = context.text
    return Chart(
        name="practices",
        title=t("What is offered to others"),
        subtitle=t.n("One practice", "{n} practices", total),
        source=context.source,
        text_alternative=t.n(
            "One practice that a signatory offers to others. The CSV holds it.",
            "{n} practices that signatories offer to others. The CSV holds them all.",
            total,
        ),
        table=Table(
            (
                Column("title", t("Practice")),
                Column("summary", t("Summary")),
                Column("item", t("Item")),
                Column("elements", t("Elements")),
                Column("signatory", t("Signatory")),
                Column("signatory_id", t("Identifier")),
                Column("stakeholder_type", t("Type")),
                Column("iso3", t("Country")),
                Column("itu_region", t("Region")),
                Column("income_group", t("Income group")),
                Column("cycle", t("Year")),
                Column("newest_report", t("Newest report on the item")),
                Column("url", t("Link")),
            ),
            tuple(rows),
        ),
        html=html,
    )
