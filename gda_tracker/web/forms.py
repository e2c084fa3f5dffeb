"""Forms without script: read in full but never more than a little, and only from our own pages.

The guard against forged requests is a signed double submit: every form carries an HMAC over the browser's own
pre-session cookie and its session, and the browser must say that the request comes from our own origin.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final
from urllib.parse import parse_qs, urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from ..domain.permissions import Actor, Role
from ..settings import settings

SESSION_COOKIE: Final = "gda_session"
DEVICE_COOKIE: Final = "gda_device"
BROWSER_COOKIE: Final = "gda_browser"
LANGUAGE_COOKIE: Final = "gda_language"
LARGEST_FORM_BYTES: Final = 16_384
_DEVICE_SECONDS: Final = 180 * 24 * 3600
_FORM: Final = "application/x-www-form-urlencoded"


class FormRefused(Exception):
    """The request is no form of ours; `status` says which way."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Guard:
    """Makes and checks the token in our forms; the key lives as long as the process."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def token(self, browser: str, session: str | None) -> str:
        """The token for a form shown to this browser in this session."""
        bound = f"{browser}\n{session or ''}".encode()
        return hmac.new(self._key, bound, hashlib.sha256).hexdigest()

    def check(self, request: Request, form: dict[str, str]) -> None:
        """Raise FormRefused(400) unless the form is one that we showed to this very browser."""
        browser = request.cookies.get(BROWSER_COOKIE, "")
        expected = self.token(browser, request.cookies.get(SESSION_COOKIE))
        is_ours = hmac.compare_digest(expected.encode(), form.get("csrf", "").encode())
        if not browser or not is_ours or not is_same_origin(request):
            raise FormRefused(400)


def is_same_origin(request: Request) -> bool:
    """Whether the browser says that the request comes from our own pages; browsers that say nothing pass."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    return is_own_origin(request)


def is_own_origin(request: HTTPConnection) -> bool:
    """Whether the page that asks, where the browser names it, is on this host or on our public address."""
    origin = request.headers.get("origin")
    if origin is None:
        return True
    ours = {request.headers.get("host", ""), urlsplit(settings().public_url).netloc}
    return urlsplit(origin).netloc in ours - {""}


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a small URL-encoded form, the first value of each. Raises FormRefused(413 or 415)."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _FORM:
        raise FormRefused(415)
    announced = request.headers.get("content-length", "0")
    if not announced.isdigit() or int(announced[:12]) > LARGEST_FORM_BYTES:
        raise FormRefused(413)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM_BYTES:
            raise FormRefused(413)
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=20)
    except ValueError as error:
        raise FormRefused(400) from error
    return {name: values[0] for name, values in fields.items()}


def local_path(wanted: str | None) -> str:
    """Where to go next: a path on this host, else the start page, so that no link sends people elsewhere."""
    if not wanted or not wanted.startswith("/") or len(wanted) > 500:
        return "/"
    if any(ord(character) <= 32 or character in "\\\x7f" for character in wanted):
        return "/"  # Browsers read a backslash as a slash and drop control characters.
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc or wanted.startswith("//") or parts.path.startswith(("/sign-", "/invitation")):
        return "/"
    return wanted


def next_asked(wanted: str | None) -> str:
    """What a form carries on as `next`: a path on this host, or nothing where nothing was asked for."""
    return local_path(wanted) if wanted else ""


def landing(actor: Actor, wanted: str | None) -> str:
    """Where the address said; else staff come in at the desk, and who reports at the report."""
    if wanted:
        return local_path(wanted)
    if actor.is_staff:
        return "/desk"
    return "/my-report" if actor.roles & {Role.CONTRIBUTOR, Role.FOCAL_POINT} else "/"


def remember_browser(response: Response, browser: str) -> None:
    """The pre-session cookie that form tokens are bound to."""
    _set(response, BROWSER_COOKIE, browser, None)


def remember_session(response: Response, token: str, device: str) -> None:
    """The session, a fresh pre-session cookie, and what tells this device from a stranger's next time."""
    _set(response, SESSION_COOKIE, token, round(settings().session_hours * 3600))
    _set(response, DEVICE_COOKIE, device, _DEVICE_SECONDS)
    remember_browser(response, secrets.token_urlsafe(32))


def forget_session(response: Response) -> None:
    """Take the session's cookie away."""
    response.delete_cookie(SESSION_COOKIE, path="/", httponly=True, samesite="lax", secure=settings().secure_cookies)


def _set(response: Response, name: str, value: str, seconds: int | None) -> None:
    response.set_cookie(
        name, value, max_age=seconds, path="/", httponly=True, samesite="lax", secure=settings().secure_cookies
    )


def is_from_here(request: Request) -> bool:
    """Whether a link on one of our own pages was pressed, and no address typed in or followed from elsewhere."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("referer", "")).netloc == request.url.netloc
