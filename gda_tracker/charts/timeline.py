"""A chart over time as a Plotly figure, made from the very drawing that SVG and PNG show, so no number can differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .drawing import Drawing, Lines, Series, Tone
from .figures import CATEGORICAL, FONT, OUTLINE

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_COLOURS: Final = {Tone.ACCENT: CATEGORICAL[0], Tone.SOFT: CATEGORICAL[1], Tone.QUIET: CATEGORICAL[3]}
_BAND: Final = "rgba(128,140,136,0.16)"


def as_drawn(drawing: Drawing) -> Drawing:
    """The drawing itself, as a function that a chart can keep and pickle."""
    return drawing


def lines_figure(lines: Lines) -> Figure:
    """Each series with its dash and dots; a band where points have bounds; names in the legend once."""
    from plotly.graph_objects import Figure

    figure = Figure()
    for series in lines.series:
        figure.add_traces([*_band(series), _trace(series)])
    figure.update_layout(
        height=420,
        margin={"l": 8, "r": 8, "t": 8, "b": 64},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 14},
        legend={"orientation": "h", "xref": "container", "x": 0, "yref": "container", "y": 0, "yanchor": "bottom"},
        hoverlabel={"font": {"family": FONT}},
        yaxis={"range": [0, lines.most] if lines.most else None, "rangemode": "tozero", "ticksuffix": lines.suffix},
        xaxis={"type": "date"},
    )
    return figure


def _band(series: Series) -> list[Any]:
    """The bounds around a series as a filled shape, under its line."""
    from plotly.graph_objects import Scatter

    bounded = [point for point in series.points if point.low is not None and point.high is not None]
    if len(bounded) < 2:
        return []
    return [
        Scatter(
            x=[point.on for point in bounded] + [point.on for point in reversed(bounded)],
            y=[point.low for point in bounded] + [point.high for point in reversed(bounded)],
            mode="lines",
            fill="toself",
            fillcolor=_BAND,
            line={"width": 0},
            hoverinfo="skip",
            showlegend=False,
        )
    ]


def _trace(series: Series) -> Any:
    from plotly.graph_objects import Scatter

    colour = _COLOURS.get(series.tone, OUTLINE)
    marks = ("lines" if series.has_line else "", "markers" if series.has_dots else "")
    return Scatter(
        x=[point.on for point in series.points],
        y=[point.value for point in series.points],
        mode="+".join(mark for mark in marks if mark) or "markers",
        name=series.name,
        showlegend=bool(series.name),
        line={
            "color": colour,
            "width": 3,
            "dash": "dash" if series.is_dashed else "solid",
            "shape": "hv" if series.is_stepped else "linear",
        },
        marker={
            "size": 10,
            "color": colour,
            "symbol": "circle-open" if series.is_dashed else "circle" if series.has_line else "diamond-open",
            "line": {"width": 2, "color": colour},
        },
        hovertext=[point.title for point in series.points],
        hoverinfo="text" if any(point.title for point in series.points) else "x+y",
    )
