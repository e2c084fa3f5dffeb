"""What leaves with a chart: CSV, SVG, PNG, and a small page for the frames of other sites.

`/charts/{page}/{name}.csv|svg|png` and `/embed/{page}/{name}`, each for the filters of its address. They read nothing
but the address: no cookie changes an answer, so any cache may hold it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ..charts import Chart
from ..charts.png import png
from ..charts.svg import svg
from ..publishing import book
from ..publishing.asked import Asked
from ..publishing.choices import asks_for_no_edition, choices_of
from ..publishing.shelf import shelf
from ..services import analysis
from ..settings import settings
from .embed import POLICY as EMBED_POLICY
from .embed import embed
from .kept import Kept

PICTURE_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_MOST_KEPT_BYTES: Final = 32_000_000
_MOST_AT_ONCE: Final = 2
_MOST_WAITING: Final = 40
_KEPT: Final = Kept(_MOST_KEPT_BYTES)
# Pictures wait for each other, not for the threads that answer everybody else.
_LIMITER: Final[RunVar[CapacityLimiter]] = RunVar("gda_pictures")


@dataclass(frozen=True, slots=True)
class Found:
    """A page and what it is asked; the chart is looked up only when nothing is kept for this key."""

    path: str
    name: str
    asked: Asked

    @property
    def key(self) -> str:
        """What an answer depends on, in one short word however long the address is."""
        asked, info = self.asked, self.asked.info
        said = (self.path, self.name, info.path, info.snapshot_on, asked.language, sorted(asked.query.items()))
        return hashlib.sha256(repr(said).encode()).hexdigest()

    @property
    def file_name(self) -> str:
        """The name that a download gets, without its ending."""
        return f"gda-edition-{self.asked.info.number}-{self.name}"

    def chart(self) -> Chart | None:
        """The chart, or None when the page has none of this name."""
        body = book.body(self.path, self.asked)
        return body.charts.get(self.name) if body else None


async def chart_csv(request: Request) -> Response:
    """The table of one chart as CSV."""
    return await run_in_threadpool(_chart_csv, request)


async def chart_svg(request: Request) -> Response:
    """One chart as an SVG document; with `download=1` as a file to save."""
    return await run_in_threadpool(_chart_svg, request)


async def chart_embed(request: Request) -> Response:
    """One chart as a page for a frame on another site."""
    return await run_in_threadpool(_chart_embed, request)


async def chart_png(request: Request) -> Response:
    """One chart as PNG; two are drawn at once, a few wait, and more are asked to come again."""
    try:
        limiter = _LIMITER.get()
    except LookupError:
        limiter = CapacityLimiter(_MOST_AT_ONCE)
        _LIMITER.set(limiter)
    if limiter.statistics().tasks_waiting >= _MOST_WAITING:
        sentence = "Too many pictures are being drawn. Please try again in a moment.\n"
        return PlainTextResponse(sentence, status_code=503, headers={"retry-after": "5"})
    return await to_thread.run_sync(_chart_png, request, limiter=limiter)


def _found(request: Request) -> Found | Response:
    """What the address asks for, or the sentence that says why there is no such thing."""
    query = dict(request.query_params)
    page = request.path_params["page"]
    path = "" if page == "overview" else page
    shelf_ = shelf(settings().editions_folder)
    if path not in book.BOOK:
        return _nothing("There is no such page.")
    asked = book.asked_of(shelf_, path, query, query.get("lang", "en"), analysis)
    if asked is None:
        return _nothing("There is no edition yet.")
    if asks_for_no_edition(query, [one.number for one in shelf_.editions()]):
        return _nothing(f"There is no such edition. The newest is edition {asked.info.number}.")
    if choices_of(asked.edition, analysis).unknown(query, book.BOOK[path].keys):
        return _nothing("A filter in this address has a value that does not exist.")
    return Found(path, request.path_params["name"], asked)


def _nothing(sentence: str) -> Response:
    return PlainTextResponse(f"{sentence}\n", status_code=404)


def _chart_csv(request: Request) -> Response:
    found = _found(request)
    if isinstance(found, Response):
        return found
    chart = found.chart()
    if chart is None:
        return _nothing("There is no such chart.")
    headers = {"content-disposition": f'attachment; filename="{found.file_name}.csv"', "cache-control": "no-cache"}
    return Response("\ufeff" + chart.csv(found.asked.context), media_type="text/csv; charset=utf-8", headers=headers)


def _chart_svg(request: Request) -> Response:
    found = _found(request)
    if isinstance(found, Response):
        return found
    body = _made(found, "svg", _svg)
    way = "attachment" if request.query_params.get("download") == "1" else "inline"
    headers = {
        "content-security-policy": PICTURE_POLICY,
        "content-disposition": f'{way}; filename="{found.file_name}.svg"',
    }
    return _sent(request, body, "image/svg+xml", headers)


def _chart_png(request: Request) -> Response:
    found = _found(request)
    if isinstance(found, Response):
        return found
    body = _made(found, "png", lambda found, chart: png(_svg(found, chart).decode()))
    return _sent(request, body, "image/png", {"content-disposition": f'attachment; filename="{found.file_name}.png"'})


def _chart_embed(request: Request) -> Response:
    found = _found(request)
    if isinstance(found, Response):
        return found

    def make(found: Found, chart: Chart) -> bytes:
        return embed(found.asked, found.path, chart).encode()

    return _sent(request, _made(found, "embed", make), "text/html", {"content-security-policy": EMBED_POLICY})


def _svg(found: Found, chart: Chart) -> bytes:
    return svg(found.asked.context, chart).encode()


def _made(found: Found, kind: str, make: Callable[[Found, Chart], bytes]) -> bytes | None:
    """The kept answer, or a new one; None when there is no such chart or no picture of it."""
    key = (kind, found.key)
    body = _KEPT.get(key)
    if body is not None:
        return body
    chart = found.chart()
    if chart is None or (chart.sketch is None and kind != "embed"):
        return None
    body = make(found, chart)
    _KEPT.hold(key, body)
    return body


def _sent(request: Request, body: bytes | None, media_type: str, headers: dict[str, str]) -> Response:
    if body is None:
        return _nothing("There is no such chart, or no picture of it.")
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = {**headers, "cache-control": "no-cache", "etag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)
