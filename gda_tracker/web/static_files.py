"""Files that never change while the server runs, compressed once and served from memory.

Streamlit's own scripts and styles (it sends them uncompressed), our stylesheet, fonts and map. Names that carry a hash
may be kept for a year; each of ours is served under such a name too.
"""

from __future__ import annotations

import hashlib
import mimetypes
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import brotli
from starlette.requests import Request
from starlette.responses import Response

from ..charts import world_svg
from ..i18n import text

ASSETS: Final = Path(__file__).parent / "assets"
DATA: Final = Path(__file__).resolve().parents[2] / "data"
YEAR: Final = "public, max-age=31536000, immutable"
HOUR: Final = "public, max-age=3600"
_WORTH_COMPRESSING: Final = frozenset({".js", ".css", ".svg", ".json", ".html", ".txt", ".map"})
_SMALLEST: Final = 1000
# Scripts of Streamlit that the overview loads first; they get the slow, small compression.
_QUALITY: Final = 9
_TYPES: Final = {".js": "text/javascript", ".woff2": "font/woff2", ".json": "application/json", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file in memory; `packed` is brotli, None when that would save nothing."""

    body: bytes
    packed: bytes | None
    media_type: str
    tag: str

    def answer(self, request: Request, keep: str) -> Response:
        """The file as the client can read it, or 304 when it holds it already."""
        headers = {"cache-control": keep, "etag": self.tag, "vary": "accept-encoding"}
        if request.headers.get("if-none-match") == self.tag:
            return Response(status_code=304, headers=headers)
        if self.packed is not None and "br" in request.headers.get("accept-encoding", ""):
            return Response(self.packed, media_type=self.media_type, headers={**headers, "content-encoding": "br"})
        return Response(self.body, media_type=self.media_type, headers=headers)


def _held(name: str, body: bytes) -> StaticFile:
    suffix = Path(name).suffix
    packed = None
    if suffix in _WORTH_COMPRESSING and len(body) >= _SMALLEST:
        mode = brotli.MODE_TEXT
        packed = brotli.compress(body, mode=mode, quality=_QUALITY if len(body) < 2_000_000 else 6, lgwin=22)
    media_type = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return StaticFile(body, packed, media_type, f'"{hashlib.sha256(body).hexdigest()[:16]}"')


@cache
def own_files() -> dict[str, StaticFile]:
    """Our files by name, each also under a name with its hash: `style.css` and `style.1a2b3c4d.css`."""
    bodies = {
        path.name: path.read_bytes()
        for folder in (ASSETS, ASSETS / "fonts")
        for path in folder.iterdir()
        if path.is_file()
    }
    styles = [bodies["style.css"], *(path.read_bytes() for path in sorted((ASSETS / "styles").glob("*.css")))]
    bodies["style.css"] = _with_hashed_fonts(b"\n".join(styles).decode(), bodies).encode()
    bodies["world.svg"] = world_svg(text("en")).encode()
    held = {name: _held(name, body) for name, body in bodies.items()}
    return held | {_hashed(name, bodies[name]): file for name, file in held.items()}


def _hashed(name: str, body: bytes) -> str:
    path = Path(name)
    return f"{path.stem}.{hashlib.sha256(body).hexdigest()[:8]}{path.suffix}"


def _with_hashed_fonts(style: str, bodies: dict[str, bytes]) -> str:
    for name in [name for name in bodies if name.endswith(".woff2")]:
        style = style.replace(f"/assets/{name}", f"/assets/{_hashed(name, bodies[name])}")
    return style


@cache
def address(name: str) -> str:
    """The lasting address of one of our files, such as `/assets/style.1a2b3c4d.css`; KeyError when there is none."""
    return f"/assets/{_hashed(name, own_files()[name].body)}"


@cache
def topology() -> StaticFile:
    """The shapes that Plotly asks for by a name of its own."""
    return _held("world_110m.json", (DATA / "topojson" / "world_110m.json").read_bytes())


class StreamlitFiles:
    """Streamlit's packaged scripts and styles, compressed in the background when the server starts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, StaticFile] = {}

    def get(self, path: str) -> StaticFile | None:
        """A held file by its address, or None while (or when) it is not held."""
        return self._held.get(path)

    def hold_all(self) -> None:
        """Read and compress everything, the files that a first visit needs first."""
        paths = [path for path in sorted(self._folder.rglob("*"), key=_need) if path.is_file()]
        with ThreadPoolExecutor(max_workers=2) as pool:
            for address_, held in pool.map(self._one, paths):
                self._held[address_] = held

    def _one(self, path: Path) -> tuple[str, StaticFile]:
        return f"/static/{path.relative_to(self._folder).as_posix()}", _held(path.name, path.read_bytes())


def _need(path: Path) -> tuple[int, int]:
    is_early = path.suffix in {".js", ".css"} and not path.name.startswith(("DeckGl", "elk", "cytoscape", "ECharts"))
    return (0 if is_early else 1, path.stat().st_size if path.is_file() else 0)
