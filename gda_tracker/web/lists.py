"""The list of signatories as a file: everybody that a search finds."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ..publishing import finding
from .answers import asked_here, depends_on, made_once, nothing, sent
from .turns import FILES


async def signatories_csv(request: Request) -> Response:
    """Every signatory that the address asks for, whatever the page."""
    return await FILES.run(_signatories_csv, request)


def _signatories_csv(request: Request) -> Response:
    query = {key: word for key, word in request.query_params.items() if key != "page"}
    asked = asked_here("signatories", query, query.get("lang", ""))
    if isinstance(asked, Response):
        return asked
    body = made_once(depends_on(asked, "signatories.csv"), lambda: f"\ufeff{finding.export(asked)}".encode())
    if body is None:
        return nothing("There is no such list.")
    headers = {"content-disposition": f'attachment; filename="gda-edition-{asked.info.number}-signatories.csv"'}
    return sent(request, body, "text/csv; charset=utf-8", headers)
