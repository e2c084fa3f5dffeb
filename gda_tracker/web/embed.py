"""A chart for a frame on somebody else's page: plain HTML, no script, no cookie; it follows the system's theme."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ..charts import Chart, foot, world_svg
from ..charts.svg import inline, inline_legend
from ..charts.templating import template_at
from ..publishing.asked import Asked
from ..publishing.links import chart_links
from . import static_files

POLICY: Final = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors *"
)
_TEMPLATE: Final = Path(__file__).parent / "templates" / "embed.html.j2"


def embed(asked: Asked, path: str, chart: Chart) -> str:
    """The whole document of one chart of a page, with a way to the same view in the tracker."""
    t = asked.text
    links = chart_links(path, chart.name, asked.query, asked.info.number, asked.language)
    return template_at(_TEMPLATE).render(
        t=t,
        chart=chart,
        demonstration=asked.context.demonstration,
        picture=_picture(asked, chart),
        foot=foot(t, chart),
        address=links.permalink,
        style=static_files.address("style.css"),
    )


def _picture(asked: Asked, chart: Chart) -> str:
    """The drawing that a page would show above the chart's HTML; empty where the HTML is the picture."""
    if chart.picture:
        return world_svg(asked.text, chart.picture["marks"], chart.picture["label"])
    return inline(asked.text, chart) + inline_legend(asked.text, chart) if chart.is_drawn else ""
