"""Every route beside Streamlit's pages."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from . import (
    calendars,
    chart_files,
    downloads,
    evidence_files,
    lists,
    sign_in,
    state,
    static_files,
    summaries,
    unsubscribe,
)


async def own_file(request: Request) -> Response:
    """One of our files; a name with a hash may be kept for a year."""
    name = request.path_params["name"]
    file = static_files.own_files().get(name)
    if file is None:
        return PlainTextResponse("Not found", status_code=404)
    is_lasting = static_files.address(name) == f"/assets/{name}" if _is_plain(name) else True
    return file.answer(request, static_files.YEAR if is_lasting else static_files.HOUR)


def _is_plain(name: str) -> bool:
    return name.count(".") < 2


async def topology(request: Request) -> Response:
    """The shapes for Plotly's maps (`topojsonURL`)."""
    if request.path_params["name"] != "world_110m.json":
        return PlainTextResponse("Not found", status_code=404)
    return static_files.topology().answer(request, static_files.HOUR)


async def healthy(_request: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok")


def routes() -> list[BaseRoute]:
    """Our files, chart downloads, health, and sign-in."""
    return [
        Route("/assets/{name}", own_file, methods=["GET", "HEAD"]),
        Route("/topojson/{name}", topology, methods=["GET", "HEAD"]),
        Route("/charts/{page}/{name}.csv", chart_files.chart_csv, methods=["GET"]),
        Route("/charts/{page}/{name}.svg", chart_files.chart_svg, methods=["GET"]),
        Route("/charts/{page}/{name}.png", chart_files.chart_png, methods=["GET"]),
        Route("/embed/{page}/{name}", chart_files.chart_embed, methods=["GET"]),
        Route("/signatories.csv", lists.signatories_csv, methods=["GET"]),
        Route("/summary/{id}", summaries.summary, methods=["GET", "HEAD"]),
        *downloads.routes(),
        *evidence_files.routes(),
        *calendars.routes(),
        *unsubscribe.routes(),
        Route("/healthz", healthy, methods=["GET"]),
        *sign_in.routes(state.register),
    ]
