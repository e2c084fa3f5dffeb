"""The map to explore: countries by ramp step, drawn from our own shapes. Plotly is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .figures import CATEGORICAL, OUTLINE, SILENT, WAITING, laid_out, ramp_steps

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


@dataclass(frozen=True, slots=True)
class Place:
    """One country on the explored map: ramp step (None without a report), words, and where its point lies.

    `at` is latitude and longitude in degrees for a small State that the shapes leave out, else None.
    """

    iso3: str
    step: int | None
    title: str
    at: tuple[float, float] | None
    is_waiting: bool = False
    """Not due yet: neither told nor silent."""


def world_figure(places: Sequence[Place], ends: Sequence[str], names: tuple[str, str]) -> Figure:
    """Countries by ramp step, small States as points. Shapes come from our own address (`topojsonURL`).

    `names` are the words for silence and for who is not due yet. Traces stand in a fixed order: reported shapes,
    silent shapes, shapes not due yet; then their points. The stylesheet hatches what is filled with `SILENT`.
    """
    told = [place for place in places if place.step is not None]
    silent = [place for place in places if place.step is None and not place.is_waiting]
    waiting = [place for place in places if place.is_waiting]
    traces = [
        _shapes(told, colorbar={**_MAP_SCALE, "tickvals": list(range(7)), "ticktext": list(ends)}),
        _shapes(silent, showscale=False, colorscale=[[0, SILENT], [1, SILENT]], zmin=0, zmax=1),
        _shapes(waiting, showscale=False, colorscale=[[0, WAITING], [1, WAITING]], zmin=0, zmax=1),
        _points(told),
        _points(silent, name=names[0], symbol="circle-x-open"),
        _points(waiting, name=names[1] if waiting else "", symbol="circle-open"),
    ]
    geo = {
        "projection": {"type": "equal earth", "rotation": {"lon": 12, "lat": 0, "roll": 0}},
        "showframe": False,
        "showcoastlines": False,
        "showcountries": False,
        "showland": True,
        "landcolor": "rgba(128,140,136,0.10)",
        "bgcolor": "rgba(0,0,0,0)",
        "domain": {"y": [0.16, 1]},
        "lataxis": {"range": [-57, 84]},
        "lonaxis": {"range": [-168, 192]},
    }
    return laid_out(traces, 420, geo=geo)


_MAP_SCALE = {"thickness": 10, "orientation": "h", "len": 0.6, "y": 0.02}


def _shapes(places: Sequence[Place], **look: Any) -> Any:
    """One choropleth of the places that have a shape."""
    from plotly.graph_objects import Choropleth

    drawn = [place for place in places if place.at is None]
    return Choropleth(
        locations=[place.iso3 for place in drawn],
        z=[place.step or 0 for place in drawn],
        text=[place.title for place in drawn],
        hoverinfo="text",
        marker_line_width=0.6,
        marker_line_color=OUTLINE,
        **(ramp_steps() | look),
    )


def _points(places: Sequence[Place], name: str = "", symbol: str = "circle") -> Any:
    """One layer of points; with a name it is the legend's entry and drawn as grey rings of that symbol."""
    from plotly.graph_objects import Scattergeo

    drawn = [place for place in places if place.at is not None]
    scale = ramp_steps()
    marker: dict[str, Any] = {"size": 9, "line": {"width": 1.2, "color": CATEGORICAL[0]}}
    if symbol != "circle":
        marker = {"size": 10, "symbol": symbol, "color": SILENT, "line": {"width": 1.5}}
    else:
        marker |= {"color": [place.step for place in drawn], "colorscale": scale["colorscale"]}
        marker |= {"cmin": scale["zmin"], "cmax": scale["zmax"]}
    # A point without a position keeps the legend's entry where every silent country has a shape.
    positions: list[tuple[float | None, float | None]] = [place.at for place in drawn if place.at]
    positions = positions or [(None, None)]
    return Scattergeo(
        lat=[lat for lat, _ in positions],
        lon=[lon for _, lon in positions],
        text=[place.title for place in drawn],
        hoverinfo="text",
        mode="markers",
        marker=marker,
        name=name,
        showlegend=bool(name),
    )
