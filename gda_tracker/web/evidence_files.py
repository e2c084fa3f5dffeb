"""Files of evidence, as downloads: to the signatory's people and staff, and to everybody once they are published.

Whoever may not read a file gets the answer of a file that is not there. No file is ever shown in the browser itself; of
a PDF the pages are, each as a picture that we draw, to whoever may read the file.
"""

from __future__ import annotations

import unicodedata
from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from ..domain.permissions import VISITOR
from ..publishing.shelf import shelf
from ..services.evidence import Damaged, OpenFile, file_for
from ..services.evidence_pages import page_of
from ..settings import settings
from . import state
from .sign_in import actor_of
from .static_files import HOUR

_PRIVATE: Final = "private, no-store"
_HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "vary": "cookie",
}


async def evidence_file(request: Request) -> Response:
    """One file by its hash."""
    return await run_in_threadpool(_evidence_file, request)


async def evidence_page(request: Request) -> Response:
    """One page of a PDF as a picture."""
    return await run_in_threadpool(_evidence_page, request)


def _evidence_page(request: Request) -> Response:
    try:
        found = _found(request)
    except Damaged:
        return _says(500, "This file is damaged. Please tell the secretariat.\n")
    picture = None if found is None else page_of(found, request.path_params["number"])
    if picture is None:
        return _says(404, "There is no such page.\n")
    return Response(picture, media_type="image/png", headers={**_HEADERS, "cache-control": _PRIVATE})


def _evidence_file(request: Request) -> Response:
    try:
        found = _found(request)
    except Damaged:
        return _says(500, "This file is damaged. Please tell the secretariat.\n")
    return _says(404, "There is no such file.\n") if found is None else _sent(found)


def _found(request: Request) -> OpenFile | None:
    """The file, for those who may read it. Raises Damaged."""
    listed = shelf(settings().editions_folder)
    info = listed.info()
    newest = listed.edition(info) if info else None
    actor = actor_of(request.cookies) or VISITOR
    folder, sha256 = settings().evidence_folder, request.path_params["sha256"]
    return file_for(state.register(), actor, folder, sha256, newest)


def _sent(found: OpenFile) -> Response:
    headers = {
        **_HEADERS,
        "content-disposition": disposition(found.name),
        "cache-control": HOUR if found.is_public else _PRIVATE,
    }
    return FileResponse(found.path, media_type=found.media_type, headers=headers)


def disposition(name: str) -> str:
    """A download of that name: in plain letters for old programs, and in full (RFC 5987)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    stem, _, suffix = "".join(sign if sign.isalnum() or sign in " ._-()" else "_" for sign in plain).rpartition(".")
    short = f"{stem.strip(' .') or 'evidence'}.{suffix}"
    return f"attachment; filename=\"{short}\"; filename*=UTF-8''{quote(name, safe='')}"


def _says(status: int, sentence: str) -> Response:
    return PlainTextResponse(sentence, status_code=status, headers={**_HEADERS, "cache-control": _PRIVATE})


def routes() -> list[BaseRoute]:
    """The addresses of a file and of its pages."""
    return [
        Route("/evidence/{sha256}", evidence_file, methods=["GET", "HEAD"]),
        Route("/evidence/{sha256}/pages/{number:int}", evidence_page, methods=["GET", "HEAD"]),
    ]
