"""The interactive bars of the framework: what is not verified, and what is unknown, is hatched as on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from . import figures

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def hatched_bars(labels: Sequence[str], series: Mapping[str, Sequence[int]], hatched: str) -> Figure:
    """Stacked bars of counts; `hatched` names the series that carries the hatch."""
    figure = figures.bars_figure(labels, dict(series))
    figure.update_traces(
        selector={"name": hatched},
        marker={"color": figures.SILENT, "pattern": {"shape": "/", "solidity": 0.35, "size": 6}},
    )
    return figure
