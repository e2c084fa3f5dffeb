"""What every answer passes: first paint, real 404s, files from memory, security headers. Pure ASGI, no buffering."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..i18n import LANGUAGES
from ..services import people, signing_in
from ..settings import settings
from . import first_paint, state, static_files
from .forms import SESSION_COOKIE, is_from_here
from .own_sockets import OwnSockets
from .private_files import PrivateFiles
from .routes import routes
from .turns import VIEWS

_STREAMLIT = ("/_stcore/", "/static/", "/media/", "/component/", "/oauth2callback", "/auth/")
_METRICS = "/_stcore/metrics"
_YEAR_SECONDS = 31_536_000
_POLICY = (
    "default-src 'self'; script-src 'self' blob: {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "cross-origin-opener-policy": "same-origin",
}


class SecurityHeaders:
    """Add the headers that every answer carries, unless the answer set its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if settings().secure_cookies:
                    headers.setdefault("strict-transport-security", f"max-age={_YEAR_SECONDS}")
                headers.setdefault("content-security-policy", _POLICY.format(hashes="").replace(" ;", ";"))
            await send(message)

        await self._app(scope, receive, send_with_headers)


class FilesFromMemory:
    """Answer Streamlit's scripts and styles from memory, compressed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/static/") and scope["method"] in {"GET", "HEAD"}:
            held = first_paint.streamlit_files().get(scope["path"])
            if held is not None:
                await held.answer(Request(scope), static_files.YEAR)(scope, receive, send)
                return
        await self._app(scope, receive, send)


class FirstPaint:
    """Answer page addresses with the first paint, and addresses of nothing with 404."""

    def __init__(self, app: ASGIApp, own_routes: Sequence[BaseRoute]) -> None:
        self._app = app
        self._routes = own_routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"} or self._is_others(scope):
            await self._app(scope, receive, send)
            return
        # An address with a query may be new each time; a plain one is kept ready, and is answered without a queue.
        waits = VIEWS.run if scope["query_string"] else run_in_threadpool
        response = await waits(_answer, Request(scope))
        await response(scope, receive, send)

    def _is_others(self, scope: Scope) -> bool:
        path = scope["path"]
        if path == _METRICS and not settings().metrics:
            return False
        if path.startswith(_STREAMLIT):
            return True
        return any(route.matches(scope)[0] != Match.NONE for route in self._routes)


def _remember_for_mail(request: Request, language: str) -> None:
    """Who has signed in is written to in the language that it chose last: by a link of ours, not by any address."""
    if not is_from_here(request):
        return
    token, register = request.cookies.get(SESSION_COOKIE), state.register()
    actor = signing_in.actor_of(register, token) if register is not None and token else None
    if register is not None and actor is not None:
        people.choose_language(register, actor, language)


def _answer(request: Request) -> Response:
    query, path = dict(request.query_params), request.url.path
    language = first_paint.language_of(query, request.cookies)
    if query.get("lang") in LANGUAGES:
        rest = {key: value for key, value in query.items() if key != "lang"}
        answer: Response = RedirectResponse(_address(path, rest), status_code=302)
        answer.set_cookie(
            "gda_language",
            language,
            max_age=_YEAR_SECONDS,
            samesite="lax",
            httponly=True,
            secure=settings().secure_cookies,
        )
        _remember_for_mail(request, language)
        return answer
    rewritten = first_paint.canonical(path, query, language)
    if rewritten is not None:
        return RedirectResponse(_address(path, rewritten), status_code=302)
    asked = first_paint.wanted(path, query, language)
    painted = first_paint.paint(asked) or first_paint.not_found(language)
    return _sent(request, painted)


def _sent(request: Request, painted: first_paint.Painted) -> Response:
    hashes = " ".join(f"'sha256-{value}'" for value in painted.script_hashes)
    headers = {
        "cache-control": "no-cache",
        "etag": painted.tag,
        "vary": "accept-encoding, cookie",
        "content-security-policy": _POLICY.format(hashes=hashes),
    }
    if request.headers.get("if-none-match") == painted.tag:
        return Response(status_code=304, headers=headers)
    if "br" in request.headers.get("accept-encoding", ""):
        packed = {**headers, "content-encoding": "br"}
        return Response(painted.packed, painted.status, media_type="text/html", headers=packed)
    return Response(painted.body, painted.status, media_type="text/html", headers=headers)


def _address(path: str, query: dict[str, str]) -> str:
    # A path that starts with two slashes would send the visitor to another host.
    return "/" + path.lstrip("/") + (f"?{urlencode(query)}" if query else "")


def middleware() -> list[Middleware]:
    """Outermost first."""
    return [
        Middleware(OwnSockets),
        Middleware(SecurityHeaders),
        Middleware(FilesFromMemory),
        Middleware(PrivateFiles),
        Middleware(FirstPaint, own_routes=routes()),
    ]
