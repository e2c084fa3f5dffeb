"""Downloads of what a chart shows."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ..i18n import text
from ..publishing.overview import context_of, overview
from ..publishing.shelf import shelf
from ..publishing.view import asks_for_no_edition, dimension_of, edition_of, unknown_in, usual_type, view_of
from ..settings import settings


async def chart_csv(request: Request) -> Response:
    """The table of one overview chart as CSV, for the filters of the address."""
    return await run_in_threadpool(_chart_csv, request)


def _chart_csv(request: Request) -> Response:
    from .. import editions

    query = dict(request.query_params)
    found = shelf(settings().editions_folder)
    info = found.info(edition_of(query))
    if info is None:
        return PlainTextResponse("There is no edition yet.\n", status_code=404)
    if asks_for_no_edition(query, [one.number for one in found.editions()]):
        return PlainTextResponse(f"There is no such edition. The newest is edition {info.number}.\n", status_code=404)
    edition = found.edition(info)
    members = editions.members(edition, dimension_of(query))
    if unknown_in(query, members):
        return PlainTextResponse("A filter in this address has a value that does not exist.\n", status_code=404)
    view = view_of(query, info.number, members, usual_type(edition))
    context = context_of(info, text(query.get("lang")))
    chart = overview(edition, context, view).charts.get(request.path_params["name"])
    if chart is None:
        return PlainTextResponse("There is no such chart.\n", status_code=404)
    name = f"gda-edition-{info.number}-{chart.name}.csv"
    return Response(
        "\ufeff" + chart.csv(context),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-cache"},
    )
