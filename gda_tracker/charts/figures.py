"""The interactive renderings. Plotly is imported when a figure is asked for, not before.

Colours are left to Streamlit's theme where it replaces them (`#000001`… categorical, the template's colour scale).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

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
    from plotly.graph_objects import Scatter

    shown = [line for line in lines if line.verified is not None]
    labels = [f"{line.number} {line.label}" for line in shown]
    hover = [line.hover for line in shown]
    reach_x: list[float | None] = []
    reach_y: list[str | None] = []
    for line, label in zip(shown, labels, strict=True):
        reach_x += [line.claimed, line.ceiling, None]
        reach_y += [label, label, None]
    verified, claimed, ceiling = names
    traces = [
        Scatter(
            x=reach_x,
            y=reach_y,
            mode="lines",
            name=ceiling,
            line={"dash": "dot", "color": CATEGORICAL[3]},
            hoverinfo="skip",
        ),
        Scatter(
            x=[line.ceiling for line in shown],
            y=labels,
            mode="markers",
            showlegend=False,
            marker={"symbol": "line-ns-open", "size": 12, "color": CATEGORICAL[3]},
            hovertext=hover,
            hoverinfo="text",
        ),
        Scatter(
            x=[line.claimed for line in shown],
            y=labels,
            mode="markers",
            name=claimed,
            marker={"symbol": "circle-open", "size": 13, "color": CATEGORICAL[0], "line": {"width": 3}},
            hovertext=hover,
            hoverinfo="text",
        ),
        Scatter(
            x=[line.verified for line in shown],
            y=labels,
            mode="markers",
            name=verified,
            marker={"size": 14, "color": CATEGORICAL[0]},
            hovertext=hover,
            hoverinfo="text",
        ),
    ]
    return laid_out(
        traces,
        420,
        xaxis={"range": [-2, 102], "ticksuffix": " %"},
        yaxis={"autorange": "reversed"},
        legend_traceorder="reversed",
    )


def heat_figure(
    groups: Sequence[str],
    columns: Sequence[str],
    steps: Sequence[Sequence[int | None]],
    shown: Sequence[Sequence[str]],
    hover: Sequence[Sequence[str]],
    ends: Sequence[str],
) -> Figure:
    """The heat map in the steps of the ramp; where a share is withheld there is no colour and the count stands.

    `columns` are numerals; `ends` writes each step's upper end beside the scale.
    """
    from plotly.graph_objects import Heatmap

    withheld = [
        {"x": column, "y": group, "text": words, "showarrow": False}
        for group, row, texts in zip(groups, steps, shown, strict=True)
        for column, step, words in zip(columns, row, texts, strict=True)
        if step is None
    ]
    texts = [
        ["" if step is None else words for step, words in zip(row, said, strict=True)]
        for row, said in zip(steps, shown, strict=True)
    ]
    heat = Heatmap(
        z=steps,
        x=columns,
        y=groups,
        text=texts,
        texttemplate="%{text}",
        hovertext=hover,
        hoverinfo="text",
        xgap=3,
        ygap=3,
        colorbar={"tickvals": list(range(7)), "ticktext": list(ends), "thickness": 12},
        **ramp_steps(),
    )
    return laid_out(
        [heat],
        110 + 42 * len(groups),
        yaxis={"autorange": "reversed", "showgrid": False},
        xaxis={"side": "top", "showgrid": False, "tickangle": 0, "type": "category", "tickvals": list(columns)},
        annotations=withheld,
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
