"""Downloads of what a chart shows."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ..publishing import book
from ..publishing.choices import asks_for_no_edition, choices_of
from ..publishing.shelf import shelf
from ..services import analysis
from ..settings import settings


async def chart_csv(request: Request) -> Response:
    """The table of one chart as CSV, for the filters of the address."""
    return await run_in_threadpool(_chart_csv, request)


def _chart_csv(request: Request) -> Response:
    query = dict(request.query_params)
    path = request.path_params["page"].replace("overview", "")
    found = shelf(settings().editions_folder)
    if path not in book.BOOK:
        return PlainTextResponse("There is no such page.\n", status_code=404)
    asked = book.asked_of(found, path, query, query.get("lang", "en"), analysis)
    if asked is None:
        return PlainTextResponse("There is no edition yet.\n", status_code=404)
    number = asked.info.number
    if asks_for_no_edition(query, [one.number for one in found.editions()]):
        return PlainTextResponse(f"There is no such edition. The newest is edition {number}.\n", status_code=404)
    if choices_of(asked.edition, analysis).unknown(query, book.BOOK[path].keys):
        return PlainTextResponse("A filter in this address has a value that does not exist.\n", status_code=404)
    body = book.body(path, asked)
    chart = body.charts.get(request.path_params["name"]) if body else None
    if chart is None:
        return PlainTextResponse("There is no such chart.\n", status_code=404)
    name = f"gda-edition-{number}-{chart.name}.csv"
    return Response(
        "\ufeff" + chart.csv(asked.context),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-cache"},
    )
