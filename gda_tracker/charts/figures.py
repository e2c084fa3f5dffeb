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
"""A grey that stands apart from the ramp on a light page and on a dark one."""
FONT = "GDA Sans, sans-serif"


def _figure(traces: Sequence[Any], height: int, **layout: Any) -> Figure:
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


def funnel_figure(labels: Sequence[str], counts: Sequence[int]) -> Figure:
    """Bars of the five stages."""
    from plotly.graph_objects import Bar

    bar = Bar(x=counts, y=labels, orientation="h", text=counts, marker_color=CATEGORICAL[0], hoverinfo="x+y")
    return _figure([bar], 320, yaxis={"autorange": "reversed"}, showlegend=False)


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
    return _figure(traces, 420, xaxis={"range": [-2, 102], "ticksuffix": " %"}, yaxis={"autorange": "reversed"})


def heat_figure(
    groups: Sequence[str],
    columns: Sequence[str],
    percents: Sequence[Sequence[float | None]],
    shown: Sequence[Sequence[str]],
    hover: Sequence[Sequence[str]],
) -> Figure:
    """The heat map; where a share is withheld there is no colour and the count stands."""
    from plotly.graph_objects import Heatmap

    withheld = [
        {"x": column, "y": group, "text": words, "showarrow": False}
        for group, row, texts in zip(groups, percents, shown, strict=True)
        for column, percent, words in zip(columns, row, texts, strict=True)
        if percent is None
    ]
    texts = [
        ["" if percent is None else words for percent, words in zip(row, said, strict=True)]
        for row, said in zip(percents, shown, strict=True)
    ]
    heat = Heatmap(
        z=percents,
        x=columns,
        y=groups,
        text=texts,
        texttemplate="%{text}",
        hovertext=hover,
        hoverinfo="text",
        zmin=0,
        xgap=3,
        ygap=3,
        colorbar={"ticksuffix": " %", "thickness": 12},
    )
    return _figure(
        [heat],
        110 + 42 * len(groups),
        yaxis={"autorange": "reversed"},
        xaxis={"side": "top", "showgrid": False, "tickangle": 0},
        annotations=withheld,
        margin={"b": 8},
    )


def bars_figure(labels: Sequence[str], series: dict[str, Sequence[int]]) -> Figure:
    """Stacked bars, one colour a series."""
    from plotly.graph_objects import Bar

    bars = [
        Bar(x=values, y=labels, name=name, orientation="h", marker_color=CATEGORICAL[place % len(CATEGORICAL)])
        for place, (name, values) in enumerate(series.items())
    ]
    return _figure(bars, max(320, 160 + 34 * len(labels)), barmode="stack", yaxis={"autorange": "reversed"})


def world_figure(codes: Sequence[str], objectives: Sequence[int | None], titles: Sequence[str], silence: str) -> Figure:
    """Countries by number of objectives from 0 to 8. Shapes come from our own address (`topojsonURL`)."""
    from plotly.graph_objects import Choropleth

    places = [place for place, count in enumerate(objectives) if count is not None]
    silent = [place for place, count in enumerate(objectives) if count is None]
    traces = [
        Choropleth(
            locations=[codes[place] for place in places],
            z=[objectives[place] for place in places],
            zmin=0,
            zmax=8,
            text=[titles[place] for place in places],
            hoverinfo="text",
            marker_line_width=0.4,
            colorbar={"thickness": 10, "orientation": "h", "len": 0.6, "y": 0.02, "dtick": 1},
        ),
        Choropleth(
            locations=[codes[place] for place in silent],
            z=[0 for _ in silent],
            text=[titles[place] for place in silent],
            hoverinfo="text",
            showscale=False,
            colorscale=[[0, SILENT], [1, SILENT]],
            name=silence,
            showlegend=True,
            marker_line_width=0.4,
        ),
    ]
    geo = {
        "projection": {"type": "equal earth", "rotation": {"lon": 12, "lat": 0, "roll": 0}},
        "showframe": False,
        "showcoastlines": False,
        "showcountries": False,
        "showland": True,
        "landcolor": "rgba(128,140,136,0.10)",
        "bgcolor": "rgba(0,0,0,0)",
        "lataxis": {"range": [-57, 84]},
        "lonaxis": {"range": [-168, 192]},
    }
    return _figure(traces, 460, geo=geo)
