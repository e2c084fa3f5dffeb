"""The page of the link that ends mails: to look at it changes nothing, to send its form does, and it can be undone.

A mail program may send the form by itself (RFC 8058): without a cookie and without our token, so the secret in the
address is all that is asked for. It is told to nobody: not stored, not sent on as a referrer.
"""

from __future__ import annotations

from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from ..domain.problems import message
from ..i18n import LANGUAGES, text
from ..services.unsubscribing import Ending, end_mails, ending_of, let_mails_come
from . import state
from .forms import LANGUAGE_COOKIE, LARGEST_FORM_BYTES
from .plain_pages import environment

DEAD: Final = message("This link ends no mails: it is not complete, or it never was one of ours.")
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {"cache-control": "no-store", "referrer-policy": "no-referrer", "content-security-policy": _POLICY}
_UNDO: Final = b"undo=1"


def routes() -> list[BaseRoute]:
    """The one address."""
    return [Route("/unsubscribe/{token}", unsubscribe, methods=["GET", "HEAD", "POST"])]


async def unsubscribe(request: Request) -> Response:
    """Show what the link does, or do it."""
    register, token = state.register(), request.path_params["token"]
    if register is None:
        return _page(request, None, 404)
    if request.method != "POST":
        found = await run_in_threadpool(ending_of, register, token)
        return _page(request, found, 200 if found else 404)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM_BYTES:
            return _page(request, None, 413)
    act = let_mails_come if body.strip() == _UNDO else end_mails
    done = await run_in_threadpool(act, register, token)
    return _page(request, done, 200 if done else 404, is_done=True)


def _page(request: Request, found: Ending | None, status: int, *, is_done: bool = False) -> Response:
    asked = request.query_params.get("lang")
    t = text(asked if asked in LANGUAGES else request.cookies.get(LANGUAGE_COOKIE))
    register = state.register()
    html = (
        environment()
        .get_template("unsubscribe.html.j2" if found else "says.html.j2")
        .render(
            t=t,
            path=request.url.path,
            languages=LANGUAGES,
            is_demonstration=register is not None and register.is_demonstration,
            found=found,
            is_done=is_done,
            sentence=DEAD,
        )
    )
    return HTMLResponse(html, status_code=status, headers=_HEADERS)
