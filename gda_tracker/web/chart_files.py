"""What leaves with a chart: CSV, SVG, PNG, and a small page for the frames of other sites.

`/charts/{page}/{name}.csv|svg|png` and `/embed/{page}/{name}`, each for the filters of its address. They read nothing
but the address: no cookie changes an answer, so any cache may hold it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ..charts import Chart
from ..charts.png import png
from ..charts.svg import svg
from ..publishing import book
from ..publishing.asked import Asked
from .answers import asked_here, depends_on, made_once, nothing, sent
from .embed import POLICY as EMBED_POLICY
from .embed import embed
from .turns import FILES, PICTURES, RETRY_SECONDS

PICTURE_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@dataclass(frozen=True, slots=True)
class Found:
    """A page and what it is asked; the chart is looked up only when nothing is kept for it."""

    path: str
    name: str
    asked: Asked

    @property
    def file_name(self) -> str:
        """The name that a download gets, without its ending."""
        return f"gda-edition-{self.asked.info.number}-{self.name}"

    def chart(self) -> Chart | None:
        """The chart, or None when the page has none of this name."""
        body = book.body(self.path, self.asked)
        return body.charts.get(self.name) if body else None

    def made(self, kind: str, make: Callable[[Chart], bytes | None]) -> bytes | None:
        """The kept answer of a kind, or a new one; None when there is no such chart or it has none of that kind."""

        def anew() -> bytes | None:
            chart = self.chart()
            return make(chart) if chart else None

        return made_once(depends_on(self.asked, kind, self.path, self.name), anew)


async def chart_csv(request: Request) -> Response:
    """The table of one chart as CSV."""
    return await FILES.run(_chart_csv, request)


async def chart_svg(request: Request) -> Response:
    """One chart as an SVG document; with `download=1` as a file to save."""
    return await FILES.run(_chart_svg, request)


async def chart_embed(request: Request) -> Response:
    """One chart as a page for a frame on another site."""
    return await FILES.run(_chart_embed, request)


async def chart_png(request: Request) -> Response:
    """One chart as PNG."""
    return await PICTURES.run(_chart_png, request)


def _found(request: Request) -> Found | Response:
    """What the address asks for, or the sentence that says why there is no such thing."""
    query, page = dict(request.query_params), request.path_params["page"]
    path = "" if page == "overview" else page
    asked = asked_here(path, query, query.get("lang", ""))
    return asked if isinstance(asked, Response) else Found(path, request.path_params["name"], asked)


def _chart_csv(request: Request) -> Response:
    found = _found(request)
    if isinstance(found, Response):
        return found
    body = found.made("csv", lambda chart: f"\ufeff{chart.csv(found.asked.context)}".encode())
    return _sent(request, body, "text/csv; charset=utf-8", _named("attachment", found, "csv"))


def _chart_svg(request: Request) -> Response:
    found = _found(request)
    if isinstance(found, Response):
        return found
    way = "attachment" if request.query_params.get("download") == "1" else "inline"
    headers = {"content-security-policy": PICTURE_POLICY, **_named(way, found, "svg")}
    return _sent(request, found.made("svg", lambda chart: _svg(found, chart)), "image/svg+xml", headers)


def _chart_png(request: Request) -> Response:
    found = _found(request)
    if isinstance(found, Response):
        return found
    try:
        body = found.made("png", lambda chart: _png(found, chart))
    except subprocess.SubprocessError:
        sentence = "The picture could not be drawn. The same chart is there as SVG; or try again in a moment.\n"
        return PlainTextResponse(sentence, status_code=503, headers={"retry-after": str(RETRY_SECONDS)})
    return _sent(request, body, "image/png", _named("attachment", found, "png"))


def _chart_embed(request: Request) -> Response:
    found = _found(request)
    if isinstance(found, Response):
        return found
    body = found.made("embed", lambda chart: embed(found.asked, found.path, chart).encode())
    return _sent(request, body, "text/html", {"content-security-policy": EMBED_POLICY})


def _svg(found: Found, chart: Chart) -> bytes | None:
    return svg(found.asked.context, chart).encode() if chart.sketch is not None else None


def _png(found: Found, chart: Chart) -> bytes | None:
    picture = _svg(found, chart)
    return png(picture.decode()) if picture else None


def _named(way: str, found: Found, suffix: str) -> dict[str, str]:
    return {"content-disposition": f'{way}; filename="{found.file_name}.{suffix}"'}


def _sent(request: Request, body: bytes | None, media_type: str, headers: dict[str, str]) -> Response:
    if body is None:
        return nothing("There is no such chart, or no picture of it.")
    return sent(request, body, media_type, headers)
