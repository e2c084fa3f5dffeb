"""Where those who are due stand: one stacked bar an objective or a group, every due cell in one stretch.

From the left: verified, claimed without being verified, on its way; then what is off the scale, out of date, and no
report. So the first two ends are the filled and the open dot of the interval chart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ..domain.distribution import SILENT, Distribution, Standing
from ..i18n import Text
from .chart import Chart, Column, Context, Table, Value, nothing_due
from .drawing import BarRow, Bars, Key, Part
from .figures import RAMP, bars_figure
from .figures import SILENT as GREY
from .standings import PATTERNS, SMALLEST_LABEL, TONES, standing_label
from .templating import render
from .told import named, nobody, told

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


TICKS: Final = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One bar: `link` opens what the row is about, `about` explains its number; both may be empty."""

    code: str
    number: str
    label: str
    found: Distribution
    link: str = ""
    about: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """One part of a bar: width in percent, the count if it has room, its words in full."""

    code: str
    percent: float
    count: str
    hover: str
    has_room: bool


@dataclass(frozen=True, slots=True)
class _Drawn:
    row: StandingRow
    stretches: tuple[Stretch, ...]
    value: str
    aside: str
    said: str


def status_bars(
    context: Context, rows: Sequence[StandingRow], *, name: str, title: str, subtitle: str, about: str = ""
) -> Chart:
    """The bars in the order given. Where fewer than five are due, counts in words stand in place of a bar."""
    t = context.text
    drawn = [_drawn(t, row) for row in rows]
    is_empty = not any(row.found.due for row in rows)
    bars = [row for row in rows if not row.found.is_withheld]
    shown = [(one, standing_label(t, one)) for one in Standing if any(row.found.count(one) for row in bars)]
    return Chart(
        name=name,
        title=title,
        subtitle=subtitle,
        source=context.source,
        text_alternative=_alternative(t, rows, subtitle),
        table=_table(t, rows),
        html=nothing_due(t)
        if is_empty
        else render(
            "status_bars.html.j2",
            t,
            rows=drawn,
            legend=[(standing.value, label) for standing, label in shown],
        ),
        note=_note(t, rows),
        draw=partial(_figure, t, tuple(bars), shown) if bars else None,
        sketch=partial(_sketch, tuple(drawn), shown) if bars else None,
        about=about,
    )


def _drawn(t: Text, row: StandingRow) -> _Drawn:
    found = row.found
    parts = [(standing, found.count(standing)) for standing in Standing if found.count(standing)]
    stretches = () if found.is_withheld else tuple(_stretch(t, found, standing, count) for standing, count in parts)
    said = "; ".join(f"{standing_label(t, standing)}: {t.number(count)}" for standing, count in parts)
    value = _plain(t, found) if found.due else "–"
    aside = t.n("one not applicable", "{n} not applicable", found.excused) if found.excused else ""
    return _Drawn(row, stretches, value, aside, said or t("nobody is due"))


def _plain(t: Text, found: Distribution) -> str:
    return t("{count} of {due}", count=t.number(found.verified), due=t.number(found.due))


def _stretch(t: Text, found: Distribution, standing: Standing, count: int) -> Stretch:
    share = count / found.due
    hover = t(
        "{name}: {count} of {due} ({share})",
        name=standing_label(t, standing),
        count=t.number(count),
        due=t.number(found.due),
        share=t.percent(share),
    )
    return Stretch(standing.value, round(share * 100, 2), t.number(count), hover, share >= SMALLEST_LABEL)


def _table(t: Text, rows: Sequence[StandingRow]) -> Table:
    columns = (
        Column("code", t("Code")),
        Column("name", t("Name")),
        Column("due", t("Due"), True),
        *(Column(standing.value, standing_label(t, standing), True) for standing in Standing),
        Column("verified_share", t("Verified share"), True),
        Column("claimed_share", t("Claimed share"), True),
        Column("accepted_as_not_applicable", t("Accepted as not applicable"), True),
    )
    return Table(columns, tuple(_values(row) for row in rows))


def _values(row: StandingRow) -> tuple[Value, ...]:
    found = row.found
    shares = (None, None) if found.is_withheld else (found.verified / found.due, found.claimed / found.due)
    return (row.code, row.label, found.due, *(found.count(one) for one in Standing), *shares, found.excused)


def _note(t: Text, rows: Sequence[StandingRow]) -> str:
    """What the bars leave out."""
    excused = sum(row.found.excused for row in rows)
    if not excused:
        return t("Bars are drawn for five or more that are due; the number behind a bar is what is verified.")
    return t(
        "Bars are drawn for five or more that are due; the number behind a bar is what is verified. What a reviewer "
        "accepted as not applicable is not due and stands apart."
    )


def _alternative(t: Text, rows: Sequence[StandingRow], subtitle: str) -> str:
    """Two sentences: verified, and without a current report, from the least share to the greatest."""
    shown = [row for row in rows if not row.found.is_withheld]
    if not any(row.found.due for row in rows):
        return nobody(t)
    if not shown:
        return told(
            t("{subtitle}: no group is large enough for a share.", subtitle=subtitle),
            t("Verified, of those due: {list}.", list=named(t, [(_name(row), _plain(t, row.found)) for row in rows])),
        )
    return told(
        t("{subtitle}: verified {range}.", subtitle=subtitle, range=_range(t, shown, _verified)),
        t("Without a current report: {range}; the table gives every count.", range=_range(t, shown, _silent)),
    )


def _verified(found: Distribution) -> int:
    return found.verified


def _silent(found: Distribution) -> int:
    return found.count(*SILENT)


def _range(t: Text, rows: Sequence[StandingRow], count: Callable[[Distribution], int]) -> str:
    """ "from 3 of 83 (4 %) on V to 20 of 83 (24 %) on I", or the one count there is."""
    ordered = sorted(rows, key=lambda row: count(row.found) / row.found.due)
    least, most = (_counted(t, row.found, count(row.found)) for row in (ordered[0], ordered[-1]))
    if len(rows) == 1 or least == most:
        return least
    first, last = (f"{row.number} {row.label}".strip() for row in (ordered[0], ordered[-1]))
    return t("from {least} ({first}) to {most} ({last})", least=least, first=first, most=most, last=last)


def _counted(t: Text, found: Distribution, count: int) -> str:
    share = t.percent(count / found.due)
    return t("{count} of {due} ({share})", count=t.number(count), due=t.number(found.due), share=share)


def _name(row: StandingRow) -> str:
    return f"{row.number} {row.label}".strip()


def _figure(t: Text, rows: Sequence[StandingRow], shown: Sequence[tuple[Standing, str]]) -> Figure:
    """The same bars in percent of those due, plain or patterned; every group here has a share."""
    counts: dict[str, Sequence[int]] = {label: [row.found.count(standing) for row in rows] for standing, label in shown}
    figure = bars_figure([_name(row) for row in rows], counts)
    for trace, (standing, label) in zip(figure.data, shown, strict=True):
        tone = TONES[standing].value
        trace.x = [round(count * 100 / row.found.due, 1) for count, row in zip(counts[label], rows, strict=True)]
        trace.hovertext = [_counted(t, row.found, count) for row, count in zip(rows, counts[label], strict=True)]
        trace.hovertemplate = "%{y}<br>" + label + ": %{hovertext}<extra></extra>"
        trace.marker.color = RAMP[int(tone[1])] if tone[1:].isdecimal() else GREY
        if standing in PATTERNS:
            _pattern(trace, standing)
        else:
            trace.text, trace.textposition, trace.insidetextanchor = counts[label], "inside", "middle"
    figure.update_layout(
        xaxis={"range": [0, 100.5], "tickvals": list(TICKS), "ticktext": [t.percent(tick / 100) for tick in TICKS]},
        legend={"traceorder": "normal"},
    )
    return figure


def _pattern(trace: Any, standing: Standing) -> None:
    """A pattern on the page's own ground; what is claimed keeps the hue, the rest is grey."""
    if standing == Standing.CLAIMED:
        trace.marker.color = RAMP[4]
    trace.marker.pattern = {"shape": PATTERNS[standing], "fillmode": "replace", "solidity": 0.3, "size": 6}
    trace.marker.line = {"width": 1, "color": trace.marker.color}


def _sketch(rows: Sequence[_Drawn], shown: Sequence[tuple[Standing, str]]) -> Bars:
    """The same bars for SVG and PNG."""
    return Bars(
        tuple(
            BarRow(
                label=one.row.label,
                parts=tuple(Part(TONES[Standing(part.code)], part.percent, part.hover) for part in one.stretches),
                value=one.value,
                detail="" if one.stretches else one.said,
                number=one.row.number,
                title=one.said,
                link=one.row.link,
            )
            for one in rows
        ),
        tuple(Key(TONES[standing], label) for standing, label in shown),
        most=100,
        is_percent=True,
    )
