"""What moved a rate between two editions: from before to after, one step a cause, in counts and percentage points."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from ..domain.changes import Difference
from ..domain.rates import RateName
from ..i18n import Text
from . import words
from .chart import Chart, Column, Context, Table, Value, nothing_due
from .drawing import BarRow, Bars, Key, Part, Tone
from .figures import CATEGORICAL, FONT
from .steps import Between, Step, points, signed, steps_of, told
from .templating import render
from .timeline import as_drawn

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


@dataclass(frozen=True, slots=True)
class _Track:
    """One bar: where it begins and how long it is in percent of the track, and its words."""

    left: float
    width: float
    way: str
    words: str


def difference_chart(
    context: Context,
    found: Difference,
    between: Between,
    *,
    rate: RateName,
    group: str,
    of: str,
    links: tuple[str, str] = ("", ""),
) -> Chart:
    """The steps of one difference. Shares stand only where the group is large enough at every step.

    `links` are where the counts of both editions are explained.
    """
    t = context.text
    steps = steps_of(t, found, between, links)
    is_drawn = any(step.due for step in steps)
    name, bars = words.rate_label(t, rate), _bars(t, steps)
    rows = [
        (step, track, other) for step, track, other in zip(steps, _counts(t, steps), _shares(t, steps), strict=True)
    ]
    return Chart(
        name="moves",
        title=t(
            "What moved between edition {first} and edition {last}, and why", first=between.first, last=between.last
        ),
        subtitle=t("{rate}: {group}; {item}", rate=name, group=group, item=of),
        source=context.source,
        text_alternative=told(t, found, between, rate),
        table=_table(t, steps),
        html=render("progress_moves.html.j2", t, rows=rows, has_shares=not found.is_withheld)
        if is_drawn
        else nothing_due(t),
        note=_note(t, found, between),
        draw=partial(_figure, bars, tuple(steps)) if is_drawn else None,
        sketch=partial(as_drawn, bars) if is_drawn else None,
        about=links[1],
    )


def _note(t: Text, found: Difference, between: Between) -> str:
    """How the steps are made, and why shares are missing or the rules differ."""
    sentences = [t("Each cause is applied in this order to what the one before it left, so the steps add up exactly.")]
    sentences.append(
        t(
            "A new report sets aside what was verified before until it is reviewed itself: read new reports and "
            "reviews together. That a step is negative does not say that reporting did harm."
        )
    )
    if found.is_withheld:
        sentences.insert(0, t("Fewer than five are due at some step, so only counts are shown."))
    if between.is_other_method:
        sentences.insert(0, t("The two editions were made by different versions of the method."))
    return " ".join(sentences)


def _way(moved: float) -> str:
    return "up" if moved > 0 else "down" if moved < 0 else "still"


def _counts(t: Text, steps: list[Step]) -> list[_Track]:
    most = max([step.count for step in steps] + [1])
    tracks = []
    for step in steps:
        if step.moved_count is None:
            said = t("{count} of {due}", count=t.number(step.count), due=t.number(step.due))
            tracks.append(_Track(0, step.count * 100 / most, "whole", said))
            continue
        said = signed(t, step.moved_count)
        if step.moved_due:
            said = t("{count}, due {due}", count=said, due=signed(t, step.moved_due))
        low = min(step.count, step.count - step.moved_count)
        tracks.append(_Track(low * 100 / most, abs(step.moved_count) * 100 / most, _way(step.moved_count), said))
    return tracks


def _shares(t: Text, steps: list[Step]) -> list[_Track | None]:
    most = max([step.share for step in steps if step.share] + [Fraction(1, 100)])
    tracks: list[_Track | None] = []
    for step in steps:
        if step.share is None:
            tracks.append(None)
        elif step.moved_share is None:
            tracks.append(_Track(0, float(step.share / most) * 100, "whole", t.percent(float(step.share))))
        else:
            low = min(step.share, step.share - step.moved_share)
            width = float(abs(step.moved_share) / most) * 100
            said = points(t, step.moved_share)
            tracks.append(_Track(float(low / most) * 100, width, _way(float(step.moved_share)), said))
    return tracks


def _table(t: Text, steps: list[Step]) -> Table:
    def row(step: Step) -> tuple[Value, ...]:
        moved = step.moved_share
        return (
            step.code,
            step.label,
            step.due,
            step.count,
            None if step.share is None else float(step.share),
            step.moved_due,
            step.moved_count,
            None if moved is None else float(moved) * 100,
            None if moved is None else moved.numerator,
            None if moved is None else moved.denominator,
        )

    columns = (
        Column("step", t("Step")),
        Column("label", t("Cause")),
        Column("due", t("Due after it"), True),
        Column("count", t("Count after it"), True),
        Column("stage_share", t("Share after it"), True),
        Column("due_change", t("Change of due"), True),
        Column("count_change", t("Change of count"), True),
        Column("points_change", t("Change in points"), True),
        Column("exact_numerator", t("Exact change: numerator"), True),
        Column("exact_denominator", t("Exact change: denominator"), True),
    )
    return Table(columns, tuple(row(step) for step in steps))


def _bars(t: Text, steps: list[Step]) -> Bars:
    """As the HTML: shares where they are shown, else counts; the stretch before a step stays blank."""
    counts, shares = _counts(t, steps), _shares(t, steps)
    tones = {"whole": Tone.ACCENT, "up": Tone.R3, "down": Tone.HATCH, "still": Tone.QUIET}
    rows = []
    for step, count, share in zip(steps, counts, shares, strict=True):
        track = share or count
        said = f"{count.words} · {share.words}" if share else count.words
        parts = (Part(Tone.BLANK, track.left), Part(tones[track.way], track.width, said))
        rows.append(BarRow(step.label, parts, value=said, detail=step.why, link=step.link))
    return Bars(tuple(rows), (Key(Tone.R3, t("more")), Key(Tone.HATCH, t("less"))), most=100)


def _figure(bars: Bars, steps: tuple[Step, ...]) -> Figure:
    """Plotly's own waterfall with the words of the bars, in percent where shares are shown, else in counts."""
    from plotly.graph_objects import Figure, Waterfall

    has_shares = steps[0].share is not None
    figure = Figure(
        Waterfall(
            x=[step.label for step in steps],
            y=[step.percent if has_shares else step.amount for step in steps],
            measure=["absolute" if step.is_end else "relative" for step in steps],
            text=[row.value for row in bars.rows],
            textposition="outside",
            hoverinfo="x+text",
            increasing={"marker": {"color": CATEGORICAL[1]}},
            decreasing={"marker": {"color": "#A3ACA9"}},
            totals={"marker": {"color": CATEGORICAL[0]}},
        )
    )
    figure.update_layout(
        height=420,
        margin={"l": 8, "r": 8, "t": 24, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 14},
        showlegend=False,
        uniformtext={"minsize": 11, "mode": "hide"},
        yaxis={"ticksuffix": " %" if has_shares else "", "rangemode": "tozero"},
    )
    return figure
