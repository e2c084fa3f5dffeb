"""Calendars by their secret address: who has it reads it, and a wrong one finds nothing."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from ..i18n import text
from ..publishing.ical import MEDIA_TYPE, ical
from ..services.calendars import calendar_at
from ..services.clock import utc_now
from ..settings import settings
from . import state

_HEADERS = {"cache-control": "private, no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex"}


def routes() -> list[BaseRoute]:
    """The one address."""
    return [Route("/calendar/{token}.ics", calendar, methods=["GET", "HEAD"])]


async def calendar(request: Request) -> Response:
    """The calendar, in the language that the address asks for."""
    body = await run_in_threadpool(_made, request.path_params["token"], request.query_params.get("lang"))
    if body is None:
        return PlainTextResponse("Not found\n", status_code=404, headers=_HEADERS)
    headers = {**_HEADERS, "content-disposition": 'inline; filename="gda-due-days.ics"'}
    return Response(body, media_type=MEDIA_TYPE, headers=headers)


def _made(token: str, language: str | None) -> bytes | None:
    register = state.register()
    found = calendar_at(register, token, utc_now()) if register is not None else None
    if found is None:
        return None
    t = text(language)
    name = t("Due days of {signatory}", signatory=found.signatory) if found.signatory else t("Due days of the desk")
    home = settings().public_url
    return ical(t, name, found.days, home, found.made_at, is_demonstration=found.is_demonstration)
