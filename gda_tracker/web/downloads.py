"""Downloads of editions: the whole file as published, each table as CSV and Parquet, checksums, the dictionary.

Editions never change, so every answer may be kept and is named by the file's SHA-256. A demonstration may be made anew
under the same number, and an edition may be withdrawn, which every row of its tables then says: such answers are kept
for an hour.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from typing import IO, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from ..editions import TABLES, Edition, EditionInfo, notice_path
from ..publishing.fingerprints import sha256_of
from ..publishing.paging import whole
from ..publishing.shelf import Shelf, shelf
from ..publishing.table_files import Labels, csv_parts, dictionary_csv, file_name, labels_of, parquet_into
from ..settings import settings
from .answers import is_held
from .static_files import HOUR, YEAR
from .turns import FILES

_A_PART: Final = 256 * 1024
_IN_MEMORY: Final = 8 * 1024 * 1024
_TYPES: Final = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}


async def edition_file(request: Request) -> Response:
    """The edition as published; a part of it where the client asks for a range."""
    return await run_in_threadpool(_edition_file, request)


async def table_file(request: Request) -> Response:
    """One table of an edition as CSV or Parquet."""
    return await FILES.run(_table_file, request)


async def checksums(_request: Request) -> Response:
    """The SHA-256 of every edition file, in the form that `sha256sum --check` reads."""
    return await run_in_threadpool(_checksums)


async def dictionary(_request: Request) -> Response:
    """Tables and columns of an edition file with their meanings, as CSV."""
    headers = {"content-disposition": 'attachment; filename="gda-dictionary.csv"', "cache-control": HOUR}
    return Response(dictionary_csv(), media_type=_TYPES["csv"], headers=headers)


def _edition_file(request: Request) -> Response:
    info = _info(request)
    if info is None:
        return _nothing()
    headers = _headers(info, file_name(info.number), sha256_of(info.path)) | _notice(info)
    if is_held(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return FileResponse(info.path, media_type="application/vnd.duckdb", headers=headers)


def _table_file(request: Request) -> Response:
    name, suffix, info = request.path_params["table"], request.path_params["suffix"], _info(request)
    if info is None or name not in TABLES or suffix not in _TYPES:
        return _nothing()
    tag = f"{sha256_of(info.path)}-{name}-{suffix}{_fingerprint(info)}"
    headers = _headers(info, file_name(info.number, name, suffix), tag) | _notice(info)
    if is_held(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    edition, labels = _shelf().edition(info), labels_of(info)
    if not edition.has(name):
        return _nothing()
    if request.method == "HEAD":
        return Response(media_type=_TYPES[suffix], headers=headers)
    parts = csv_parts(edition, name, labels) if suffix == "csv" else _parquet(edition, name, labels)
    return StreamingResponse(FILES.parts(parts), media_type=_TYPES[suffix], headers=headers)


def _parquet(edition: Edition, name: str, labels: Labels) -> Iterator[bytes]:
    """A Parquet file ends with its index, so it is made whole, on disk when it is large, and then sent."""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        parquet_into(file, edition, name, labels)
        file.seek(0)
        yield from _parts(file)


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    while part := file.read(_A_PART):
        yield part


async def notice_file(request: Request) -> Response:
    """What is said of an edition since its publication, as it lies beside it."""
    return await run_in_threadpool(_notice_file, request)


def _notice_file(request: Request) -> Response:
    info = _info(request)
    if info is None or info.notice is None:
        return PlainTextResponse("There is no notice about such an edition.\n", status_code=404)
    path = notice_path(info.path.parent, info.number)
    return FileResponse(path, media_type="application/json", headers={"cache-control": "no-cache"})


def _checksums() -> Response:
    lines = [f"{sha256_of(info.path)}  {file_name(info.number)}\n" for info in _shelf().editions()]
    return PlainTextResponse("".join(lines), headers={"cache-control": "no-cache"})


def _shelf() -> Shelf:
    return shelf(settings().editions_folder)


def _info(request: Request) -> EditionInfo | None:
    """The published edition of exactly that number."""
    wanted = whole(request.path_params["number"])
    return next((info for info in _shelf().editions() if info.number == wanted), None)


def _headers(info: EditionInfo, name: str, tag: str) -> dict[str, str]:
    return {
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": HOUR if info.is_demonstration or info.is_withdrawn else YEAR,
        "etag": f'"{tag}"',
    }


def _notice(info: EditionInfo) -> dict[str, str]:
    """Where a program reads why an edition was withdrawn; the file itself stays as it was published."""
    return {"link": f'</editions/{info.number}.notice.json>; rel="describedby"'} if info.is_withdrawn else {}


def _fingerprint(info: EditionInfo) -> str:
    """What the notice adds to the tag: it stands in the rows of a table."""
    return f"-{hashlib.sha256(repr(info.notice).encode()).hexdigest()[:12]}" if info.is_withdrawn else ""


def _nothing() -> Response:
    return PlainTextResponse("There is no such edition or table.\n", status_code=404)


def routes() -> list[BaseRoute]:
    """The addresses of the downloads."""
    return [
        Route("/editions/checksums.txt", checksums, methods=["GET"]),
        Route("/editions/dictionary.csv", dictionary, methods=["GET"]),
        Route("/editions/{number}.notice.json", notice_file, methods=["GET"]),
        Route("/editions/{number}.duckdb", edition_file, methods=["GET"]),
        Route("/editions/{number}/{table}.{suffix}", table_file, methods=["GET"]),
    ]
