"""Which parts of an objective reports name: entries are tagged with elements, elements are not scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ..domain.rates import SMALLEST_GROUP
from ..i18n import Text
from .chart import Chart, Column, Context, Table
from .drawing import BarRow, Bars, Part, Tone
from .figures import bars_figure
from .templating import render
from .told import told

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


@dataclass(frozen=True, slots=True)
class NamedElement:
    """One element and how many entries name it."""

    code: str
    label: str
    entries: int


@dataclass(frozen=True, slots=True)
class _Bar:
    code: str
    label: str
    percent: float
    value: str


def elements_chart(
    context: Context, elements: Sequence[NamedElement], *, entries: int, unnamed: int, group: str
) -> Chart:
    """Of the current entries on the status scale, how many name each element; an entry may name several or none."""
    t = context.text
    has_shares = entries >= SMALLEST_GROUP
    bars = [_bar(t, one, entries if has_shares else 0) for one in elements]
    subtitle = t("Current reports of {group} that name each element", group=group)
    return Chart(
        name="elements",
        title=t("Which parts the reports are about"),
        subtitle=subtitle,
        source=context.source,
        text_alternative=_alternative(t, bars, entries, unnamed, subtitle),
        table=Table(
            (
                Column("element", t("Element")),
                Column("name", t("Name")),
                Column("entries", t("Entries"), True),
                Column("of_entries_share", t("Share of current entries"), True),
            ),
            tuple(
                (one.code, one.label, one.entries, one.entries / entries if has_shares else None) for one in elements
            ),
        ),
        html=render("elements.html.j2", t, bars=bars, has_bars=has_shares, entries=entries),
        note=t("Entries are tagged with elements; elements are not scored. An entry may name several, or none."),
        draw=partial(_figure, tuple(elements), t("Entries")) if has_shares else None,
        sketch=partial(_sketch, tuple(bars)) if has_shares else None,
    )


def _bar(t: Text, one: NamedElement, entries: int) -> _Bar:
    """A bar in percent of the entries; without enough of them the count alone."""
    if not entries:
        return _Bar(one.code, one.label, 0, t.number(one.entries))
    share = one.entries / entries
    value = t("{count} of {due} ({share})", count=t.number(one.entries), due=t.number(entries), share=t.percent(share))
    return _Bar(one.code, one.label, round(share * 100, 1), value)


def _alternative(t: Text, bars: Sequence[_Bar], entries: int, unnamed: int, subtitle: str) -> str:
    """Two sentences: what each element was named by, and how many entries name none."""
    if not entries:
        none_yet = t("{subtitle}: there is no current report with a status yet.", subtitle=subtitle)
        return told(none_yet, t("Every count is 0."))
    each = ", ".join(f"{bar.code} {bar.value}" for bar in bars)
    return told(
        t("{subtitle}: {each}.", subtitle=subtitle, each=each),
        t("Of {entries} current entries, {unnamed} name none.", entries=t.number(entries), unnamed=t.number(unnamed)),
    )


def _figure(elements: Sequence[NamedElement], name: str) -> Figure:
    figure = bars_figure([f"{one.code} {one.label}" for one in elements], {name: [one.entries for one in elements]})
    figure.update_layout(showlegend=False, yaxis={"automargin": True})
    return figure


def _sketch(bars: Sequence[_Bar]) -> Bars:
    return Bars(
        tuple(BarRow(bar.label, (Part(Tone.R3, bar.percent, bar.value),), bar.value, number=bar.code) for bar in bars),
        most=100,
        is_percent=True,
    )
