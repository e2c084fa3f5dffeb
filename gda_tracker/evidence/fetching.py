"""Opening a link that somebody gave, so that nothing private can be reached by it.

The host's name is resolved once, every address is looked at, and the connection goes to the very address that was
looked at: a name that answers differently a moment later leads nowhere. Each redirect is a new link and is looked at
again. Redirects, bytes and seconds are bounded; no cookie, password or proxy takes part.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from ..domain.evidence import link_problem
from .addresses import is_public
from .page_facts import page_facts
from .resolving import in_time, resolved

REDIRECTS: Final = 5
BYTES: Final = 1024 * 1024
SECONDS: Final = 10.0
_PORTS: Final = {"http": 80, "https": 443}
_ADDRESSES_TRIED: Final = 2
_AGENT: Final = "GreenDigitalActionTracker/1 (checks that evidence can be opened)"
_REDIRECTING: Final = frozenset({301, 302, 303, 307, 308})
_GONE: Final = frozenset({404, 410})
_PIECE: Final = 64 * 1024


class Outcome(StrEnum):
    """What became of opening a link."""

    WORKS = "works"
    GONE = "gone"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class LinkFound:
    """What was found behind a link. `note` is a code that says why nothing was, or what is odd."""

    outcome: Outcome
    status: int | None = None
    title: str | None = None
    dated_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a link is followed. `allowed` are (address, port) pairs that are looked at as public: for tests alone."""

    seconds: float = SECONDS
    read_bytes: int = BYTES
    redirects: int = REDIRECTS
    allowed: frozenset[tuple[str, int]] = frozenset()


Resolve = Callable[[str, int], list[str]]
Fetch = Callable[[str], LinkFound]


class _Failed(Exception):
    """Opening ended here; `found` is the answer."""

    def __init__(self, outcome: Outcome, note: str) -> None:
        super().__init__(note)
        self.found = LinkFound(outcome, note=note)


@dataclass(frozen=True, slots=True)
class _Target:
    scheme: str
    host: str
    port: int
    path: str


PLAIN: Final = Bounds()


def open_link(url: str, bounds: Bounds = PLAIN, resolve: Resolve = resolved) -> LinkFound:
    """What stands behind a link. Never raises on what it finds, and always ends within the seconds of its bounds."""
    deadline = time.monotonic() + bounds.seconds
    try:
        for _ in range(bounds.redirects + 1):
            answer = _opened(url, bounds, resolve, deadline)
            if isinstance(answer, LinkFound):
                return answer
            url = answer
    except _Failed as failed:
        return failed.found
    return LinkFound(Outcome.UNREACHABLE, note="too-many-redirects")


def _opened(url: str, bounds: Bounds, resolve: Resolve, deadline: float) -> LinkFound | str:
    """One request: what was found, or the link that it leads on to."""
    target = _target(url, bounds)
    addresses = _looked_at(target, bounds, resolve, deadline)
    sock = _connected(target, addresses, deadline)
    # Every single wait may be short and the whole still endless: at the deadline the line is cut. A second handle on
    # it, because encrypting takes the first away.
    line = sock.dup()
    watchdog = threading.Timer(max(0.0, deadline - time.monotonic()), _cut, (line,))
    watchdog.daemon = True
    watchdog.start()
    try:
        return _asked(_secured(sock, target), url, target, bounds, deadline)
    except ssl.SSLError as error:
        raise _Failed(Outcome.UNREACHABLE, "late" if time.monotonic() >= deadline else "certificate") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _Failed(Outcome.UNREACHABLE, "late" if time.monotonic() >= deadline else "broken-off") from error
    finally:
        watchdog.cancel()
        sock.close()
        line.close()


def _target(url: str, bounds: Bounds) -> _Target:
    if link_problem(url) is not None:
        raise _Failed(Outcome.REFUSED, "no-link")
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        name = host if ":" in host else host.encode("idna").decode("ascii")
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise _Failed(Outcome.REFUSED, "no-link") from error
    if port not in _PORTS.values() and not any(port == allowed for _, allowed in bounds.allowed):
        raise _Failed(Outcome.REFUSED, "port")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return _Target(parts.scheme, name, port, f"{path}?{query}" if query else path)


def _looked_at(target: _Target, bounds: Bounds, resolve: Resolve, deadline: float) -> list[str]:
    """The host's addresses; one that is not public is enough to refuse the host."""
    addresses = in_time(lambda: resolve(target.host, target.port), deadline)
    if addresses is None:
        raise _Failed(Outcome.UNREACHABLE, "late")
    if not addresses:
        raise _Failed(Outcome.UNREACHABLE, "no-host")
    if not all(is_public(address) or (address, target.port) in bounds.allowed for address in addresses):
        raise _Failed(Outcome.REFUSED, "private-address")
    return addresses[:_ADDRESSES_TRIED]


def _connected(target: _Target, addresses: list[str], deadline: float) -> socket.socket:
    for address in addresses:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        try:
            return socket.create_connection((address, target.port), timeout=left)
        except OSError:
            continue
    raise _Failed(Outcome.UNREACHABLE, "late" if time.monotonic() >= deadline else "no-answer")


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()


def _secured(sock: socket.socket, target: _Target) -> socket.socket:
    return _certificates().wrap_socket(sock, server_hostname=target.host) if target.scheme == "https" else sock


def _cut(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _asked(sock: socket.socket, url: str, target: _Target, bounds: Bounds, deadline: float) -> LinkFound | str:
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = sock
    is_usual = target.port == _PORTS[target.scheme]
    host = f"[{target.host}]" if ":" in target.host else target.host
    headers = {
        "Host": host if is_usual else f"{host}:{target.port}",
        "User-Agent": _AGENT,
        "Accept": "text/html, application/pdf;q=0.9, */*;q=0.8",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    try:
        connection.request("GET", target.path, headers=headers)
        answer = connection.getresponse()
        if time.monotonic() >= deadline:  # Headers that were cut off in the middle look as if they had ended.
            raise TimeoutError
        if answer.status in _REDIRECTING and (leads_to := answer.headers.get("Location")):
            return urljoin(url, leads_to.strip()).partition("#")[0]
        return _found(answer, bounds)
    finally:
        connection.close()
        sock.close()


def _found(answer: http.client.HTTPResponse, bounds: Bounds) -> LinkFound:
    status = answer.status
    if not 200 <= status < 300:
        return LinkFound(Outcome.GONE if status in _GONE else Outcome.UNREACHABLE, status=status, note="status")
    is_page = (answer.headers.get_content_type() or "") in {"text/html", "application/xhtml+xml"}
    is_plain = answer.headers.get("Content-Encoding", "identity").strip().lower() in {"", "identity"}
    body = _body(answer, bounds.read_bytes) if is_page and is_plain else b""
    title, dated_on = page_facts(body, answer.headers.get_content_charset(), answer.headers.get("Last-Modified"))
    return replace(LinkFound(Outcome.WORKS, status=status), title=title, dated_on=dated_on)


def _body(answer: http.client.HTTPResponse, most: int) -> bytes:
    """As much as arrives, up to a bound; a body that breaks off or comes too late is taken as far as it came."""
    body = bytearray()
    try:
        while len(body) < most and (piece := answer.read1(min(_PIECE, most - len(body)))):
            body += piece
    except (OSError, http.client.HTTPException, ValueError):
        pass
    return bytes(body)
