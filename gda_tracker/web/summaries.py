"""The printed summary of a signatory: `/summary/{id}?edition=n&lang=…`."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from ..publishing import book
from ..publishing.choices import asks_for_no_edition
from ..publishing.shelf import shelf
from ..publishing.summary import summary_page
from ..services import analysis
from ..settings import settings
from . import first_paint, static_files
from .answers import installation
from .turns import FILES


async def summary(request: Request) -> Response:
    """One signatory in one edition, for paper; 404 with a way on where there is none."""
    return await FILES.run(_summary, request)


def _summary(request: Request) -> Response:
    query, found = dict(request.query_params), shelf(settings().editions_folder)
    language = first_paint.language_of(query, request.cookies)
    wanted = {"id": request.path_params["id"], "edition": query.get("edition", "")}
    asked = book.asked_of(found, "signatory", wanted, language, analysis, installation())
    if asked is None:
        return PlainTextResponse("There is no edition yet.\n", status_code=404)
    if asks_for_no_edition(query, [one.number for one in found.editions()]):
        return PlainTextResponse(f"There is no such edition. The newest is {asked.info.number}.\n", status_code=404)
    page = summary_page(asked, style=static_files.address("summary.css"), origin=settings().public_url.rstrip("/"))
    if page is None:
        painted = first_paint.not_found(language)
        return HTMLResponse(painted.body, status_code=404)
    return HTMLResponse(page, headers={"cache-control": "no-cache"})
