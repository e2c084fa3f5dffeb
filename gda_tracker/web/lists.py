"""The list of signatories as a file: everybody that a search finds."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ..i18n import LANGUAGES
from ..publishing import book, finding
from ..publishing.choices import asks_for_no_edition, choices_of
from ..publishing.shelf import shelf
from ..services import analysis
from ..settings import settings


async def signatories_csv(request: Request) -> Response:
    """Every signatory that the address asks for, whatever the page."""
    return await run_in_threadpool(_signatories_csv, request)


def _signatories_csv(request: Request) -> Response:
    query, found = dict(request.query_params), shelf(settings().editions_folder)
    language = query.get("lang", "en")
    asked = book.asked_of(found, "signatories", query, language if language in LANGUAGES else "en", analysis)
    if asked is None:
        return PlainTextResponse("There is no edition yet.\n", status_code=404)
    if asks_for_no_edition(query, [one.number for one in found.editions()]):
        return PlainTextResponse(f"There is no such edition. The newest is {asked.info.number}.\n", status_code=404)
    if choices_of(asked.edition, analysis).unknown(query, finding.KEYS):
        return PlainTextResponse("A filter in this address has a value that does not exist.\n", status_code=404)
    name = f"gda-edition-{asked.info.number}-signatories.csv"
    return Response(
        "\ufeff" + finding.export(asked),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-cache"},
    )
