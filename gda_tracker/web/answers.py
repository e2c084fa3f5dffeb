"""Answers for other sites and programs: what an address asks, what is kept of the answer, how it is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ..publishing import book
from ..publishing.asked import Asked
from ..publishing.choices import asks_for_no_edition, choices_of
from ..publishing.installation import Installation
from ..publishing.shelf import shelf
from ..services import analysis
from ..settings import settings
from .kept import Kept

_MOST_KEPT_BYTES: Final = 64_000_000
_NONE: Final = b"\0"
KEPT: Final = Kept(_MOST_KEPT_BYTES)
"""Finished files by what they depend on; a file that is not there is kept as such, so that it is looked for once."""


def installation() -> Installation:
    """What this installation says of itself."""
    return Installation(**settings().installation)


def asked_here(path: str, query: Mapping[str, str], language: str) -> Asked | Response:
    """What an address asks of a page, or the sentence that says why there is no such thing."""
    shelf_ = shelf(settings().editions_folder)
    if path not in book.BOOK:
        return nothing("There is no such page.")
    asked = book.asked_of(shelf_, path, query, language, analysis, installation())
    if asked is None:
        return nothing("There is no edition yet.")
    if asks_for_no_edition(query, [one.number for one in shelf_.editions()]):
        return nothing(f"There is no such edition. The newest is edition {asked.info.number}.")
    if choices_of(asked.edition, analysis).unknown(query, book.BOOK[path].keys):
        return nothing("A filter in this address has a value that does not exist.")
    return asked


def depends_on(asked: Asked, *more: str) -> str:
    """What an answer depends on, in one short word however long the address is: edition, query as understood, language.

    The editions at hand are part of it, for pages that list them.
    """
    editions = tuple((str(info.path), info.published_at, info.snapshot_on, info.notice) for info in asked.editions)
    said = (more, asked.info.number, editions, asked.language, sorted(asked.query.items()))
    return hashlib.sha256(repr(said).encode()).hexdigest()


def made_once(key: str, make: Callable[[], bytes | None]) -> bytes | None:
    """The kept answer, or a new one; None when there is none."""
    body = KEPT.get(key)
    if body is None:
        body = make() or _NONE
        KEPT.hold(key, body)
    return None if body == _NONE else body


def nothing(sentence: str) -> Response:
    """There is no such thing."""
    return PlainTextResponse(f"{sentence}\n", status_code=404)


def sent(request: Request, body: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    """The answer with its tag, or 304 when the client holds it."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = {**headers, "cache-control": "no-cache", "etag": tag}
    if is_held(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def is_held(request: Request, tag: str) -> bool:
    """Whether the client holds what it asks for."""
    held = request.headers.get("if-none-match", "")
    return tag in {one.strip().removeprefix("W/") for one in held.split(",")}
