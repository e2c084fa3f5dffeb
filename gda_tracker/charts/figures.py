"""The interactive renderings. Plotly is imported when a figure is asked for, not before.

Colours are left to Streamlit's theme where it replaces them (`#000001`… categorical, the template's colour scale).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from .interval import Interval

CATEGORICAL = ("#000001", "#000002", "#000003", "#000004", "#000005")
SILENT = "#A3ACA9"
WAITING = "rgba(128,140,136,0.03)"
"""A grey that stands apart from the ramp on a light page and on a dark one; the stylesheet hatches it."""
OUTLINE = "rgba(128,140,136,0.8)"
RAMP = ("#000011", "#000013", "#000015", "#000016", "#000018", "#000019", "#000020")
"""Steps 0 to 6 of the static ramp, as places in the theme's ten sequential colours."""
FONT = "GDA Sans, sans-serif"


def laid_out(traces: Sequence[Any], height: int, **layout: Any) -> Figure:
    """A figure of that height in pixels: no paper of its own, the legend below."""
    from plotly.graph_objects import Figure

    figure = Figure(data=list(traces))
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 64},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 14},
        legend={"orientation": "h", "xref": "container", "x": 0, "yref": "container", "y": 0, "yanchor": "bottom"},
        hoverlabel={"font": {"family": FONT}},
    )
    figure.update_layout(**layout)
    return figure


def ramp_steps() -> dict[str, Any]:
    """Scale of a trace whose values are ramp steps 0 to 6: seven flat colours, no blending."""
    stops = [[(step + side) / 7, colour] for step, colour in enumerate(RAMP) for side in (0, 1)]
    return {"colorscale": stops, "zmin": -0.5, "zmax": 6.5}


def funnel_figure(labels: Sequence[str], counts: Sequence[int]) -> Figure:
    """Bars of the five stages."""
    from plotly.graph_objects import Bar

    bar = Bar(x=counts, y=labels, orientation="h", text=counts, marker_color=CATEGORICAL[0], hoverinfo="x+y")
    return laid_out([bar], 320, yaxis={"autorange": "reversed"}, showlegend=False)


def interval_figure(lines: Sequence[Interval], names: Sequence[str]) -> Figure:
    """Dots for verified and claimed, a dotted line to the ceiling; shares in percent."""
    shown = [line for line in lines if line.verified is not None]
    verified, claimed, ceiling = names
    end = {"symbol": "line-ns-open", "size": 12, "color": CATEGORICAL[3]}
    ring = {"symbol": "circle-open", "size": 13, "color": CATEGORICAL[0], "line": {"width": 3}}
    dot = {"size": 14, "color": CATEGORICAL[0]}
    return laid_out(
        [
            _reach(shown, ceiling),
            _marks(shown, [line.ceiling for line in shown], end, showlegend=False),
            _marks(shown, [line.claimed for line in shown], ring, name=claimed),
            _marks(shown, [line.verified for line in shown], dot, name=verified),
        ],
        420,
        xaxis={"range": [-2, 102], "ticksuffix": " %"},
        yaxis={"autorange": "reversed"},
        legend_traceorder="reversed",
    )


def _row_labels(lines: Sequence[Interval]) -> list[str]:
    return [f"{line.number} {line.label}" for line in lines]


def _reach(lines: Sequence[Interval], name: str) -> Any:
    """A dotted line in each row from what is claimed to the ceiling."""
    from plotly.graph_objects import Scatter

    x: list[float | None] = []
    y: list[str | None] = []
    for line, label in zip(lines, _row_labels(lines), strict=True):
        x += [line.claimed, line.ceiling, None]
        y += [label, label, None]
    return Scatter(x=x, y=y, mode="lines", name=name, line={"dash": "dot", "color": CATEGORICAL[3]}, hoverinfo="skip")


def _marks(lines: Sequence[Interval], x: Sequence[float | None], marker: Mapping[str, Any], **legend: Any) -> Any:
    """One mark in each row."""
    from plotly.graph_objects import Scatter

    return Scatter(
        x=x,
        y=_row_labels(lines),
        mode="markers",
        marker=marker,
        hovertext=[line.hover for line in lines],
        hoverinfo="text",
        **legend,
    )


class Shaded(Protocol):
    """A cell of a heat map: its step of the ramp, None where it has no colour, what stands in it, what hovers."""

    @property
    def step(self) -> int | None: ...
    @property
    def shown(self) -> str: ...
    @property
    def hover(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Shade:
    """A shaded cell and nothing else."""

    step: int | None
    shown: str
    hover: str


def heat_figure(columns: Sequence[str], rows: Sequence[tuple[str, Sequence[Shaded]]], ends: Sequence[str]) -> Figure:
    """The heat map in the steps of the ramp; where a share is withheld there is no colour and the count stands.

    `columns` are short, such as numerals; a row is its label and its cells; `ends` writes each step's upper end beside
    the scale.
    """
    from plotly.graph_objects import Heatmap

    heat = Heatmap(
        z=[[cell.step for cell in cells] for _, cells in rows],
        x=columns,
        y=[label for label, _ in rows],
        text=[["" if cell.step is None else cell.shown for cell in cells] for _, cells in rows],
        texttemplate="%{text}",
        hovertext=[[cell.hover for cell in cells] for _, cells in rows],
        hoverinfo="text",
        xgap=3,
        ygap=3,
        colorbar={"tickvals": list(range(7)), "ticktext": list(ends), "thickness": 12},
        **ramp_steps(),
    )
    return laid_out(
        [heat],
        110 + 42 * len(rows),
        yaxis={"autorange": "reversed", "showgrid": False},
        xaxis={"side": "top", "showgrid": False, "tickangle": 0, "type": "category", "tickvals": list(columns)},
        annotations=[
            {"x": column, "y": label, "text": cell.shown, "showarrow": False}
            for label, cells in rows
            for column, cell in zip(columns, cells, strict=True)
            if cell.step is None
        ],
        margin={"b": 8},
    )


_FEW_BARS = 0.35
"""How much of its row a bar takes where one or two stand alone."""


def bars_figure(labels: Sequence[str], series: dict[str, Sequence[int]]) -> Figure:
    """Stacked bars, one colour a series."""
    from plotly.graph_objects import Bar

    bars = [
        Bar(
            x=values,
            y=labels,
            name=name,
            orientation="h",
            marker_color=CATEGORICAL[place % len(CATEGORICAL)],
            width=None if len(labels) > 2 else _FEW_BARS,
        )
        for place, (name, values) in enumerate(series.items())
    ]
    # A label such as the year 2024 is a name: Plotly would make a scale of numbers of it and drop the other bars.
    return laid_out(
        bars,
        max(320, 160 + 34 * len(labels)),
        barmode="stack",
        yaxis={"type": "category", "autorange": "reversed"},
        legend_traceorder="normal",
    )
