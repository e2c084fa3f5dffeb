"""The first paint: Streamlit's index page with our head, and headline and funnel already in it.

The server answers page addresses itself: the packaged `index.html` with absolute asset addresses, title, language,
direction, description, social tags, stylesheet, and what the page says first, before `#root`. A small script takes it
away when Streamlit's own copy stands, a timer in any case. It follows the filters of the address.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import brotli
from jinja2 import Template

from ..charts.templating import template_at
from ..editions import EditionNotice
from ..i18n import LANGUAGES, Text, text
from ..publishing import book
from ..publishing.choices import choices_of, edition_of, not_shown
from ..publishing.no_edition import no_edition
from ..publishing.plain_words import plain_query
from ..publishing.shelf import shelf
from ..publishing.sitemap import PageEntry, page_at, pages
from ..services import analysis
from ..settings import settings
from . import static_files
from .answers import installation

TEMPLATES: Final = Path(__file__).parent / "templates"
_MOST_KEPT: Final = 256
_LONGEST: Final = 200
_FIRST_PIECES: Final = ("Html", "Selectbox", "Button", "BidiComponent")


@dataclass(frozen=True, slots=True)
class Painted:
    """A page as sent: plain and brotli, with its tag and the hashes of its scripts for the security header."""

    body: bytes
    packed: bytes
    tag: str
    script_hashes: tuple[str, ...]
    status: int = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page depends on, and therefore what it is kept by."""

    path: str
    query: tuple[tuple[str, str], ...]
    language: str
    edition: int | None
    notices: tuple[EditionNotice, ...] = ()
    unreadable: tuple[str, ...] = ()
    """Where no edition can be read: why not."""


@cache
def streamlit_folder() -> Path:
    """Streamlit's packaged files."""
    found = find_spec("streamlit")
    origin = found.origin if found else None
    assert origin is not None, "Streamlit is not installed"
    return Path(origin).parent / "static"


@cache
def streamlit_files() -> static_files.StreamlitFiles:
    """Streamlit's scripts and styles in memory."""
    return static_files.StreamlitFiles(streamlit_folder() / "static")


@cache
def _index() -> tuple[str, str]:
    """Head and tail of Streamlit's index page around the place of the first paint; asset addresses made absolute."""
    page = (streamlit_folder() / "index.html").read_text(encoding="utf-8")
    page = re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)
    page = re.sub(r"<noscript>.*?</noscript>", "", page, flags=re.DOTALL)
    # Its fonts are not ours, its icon and title are replaced, and the agent API is off.
    page = re.sub(r"<link\s+rel=\"(preload|shortcut icon|service-desc)\".*?/>", "", page, flags=re.DOTALL)
    page = re.sub(r"<title>.*?</title>", "", page).replace('"./', '"/')
    head = re.search(r"<head>(.*?)</head>", page, flags=re.DOTALL)
    assert head is not None, "Streamlit's index page has no head"
    early = [name for name in _early_scripts() if name not in page]
    hints = "".join(f'\n<link rel="modulepreload" crossorigin href="/static/js/{name}">' for name in early)
    return head.group(1).strip() + hints, '<div id="root"></div>'


def _early_scripts() -> list[str]:
    """Streamlit's scripts for the pieces that our pages begin with, and what those import.

    Streamlit would ask for them only when the first run has come over the socket.
    """
    folder = streamlit_folder() / "static" / "js"
    waiting = [path.name for piece in _FIRST_PIECES for path in sorted(folder.glob(f"{piece}.*.js"))]
    found: list[str] = []
    while waiting:
        name = waiting.pop()
        if name not in found and (folder / name).is_file():
            found.append(name)
            script = (folder / name).read_text(encoding="utf-8")
            waiting += re.findall(r'(?:from|import)\s*"\./([\w.-]+\.js)"', script)
    return sorted(found)


def wanted(path: str, query: Mapping[str, str], language: str) -> Wanted:
    """What a request asks for; only keys that the page reads are kept."""
    page = book.BOOK.get(path.strip("/"))
    keys = {*page.keys, "edition"} if page else set()
    kept = tuple(sorted((key, value[:_LONGEST]) for key, value in plain_query(query).items() if key in keys))
    found = shelf(settings().editions_folder)
    info = found.info(edition_of(query))
    if info is None:
        return Wanted(path.strip("/"), kept, language, None, (), tuple(str(problem) for problem in found.problems()))
    notices = tuple(one.notice for one in found.editions() if one.notice)
    return Wanted(path.strip("/"), kept, language, info.number, notices)


def language_of(query: Mapping[str, str], cookies: Mapping[str, str]) -> str:
    """The language of a request: the address first, then the cookie, then English."""
    for code in (query.get("lang"), cookies.get("gda_language")):
        if code in LANGUAGES:
            return str(code)
    return "en"


def canonical(path: str, query: Mapping[str, str], language: str) -> dict[str, str] | None:
    """The query with codes and labels of other languages in this language's labels; None when it is so already."""
    page = book.BOOK.get(path.strip("/"))
    if page is None or not set(query) & set(page.keys):
        return None
    found = shelf(settings().editions_folder)
    info = found.info(edition_of(query))
    if info is None:
        return None
    read = plain_query(query)
    now = choices_of(found.edition(info), analysis).labelled(read, text(language))
    return None if now == read else now


@lru_cache(maxsize=_MOST_KEPT)
def paint(asked: Wanted) -> Painted | None:
    """The page for a request, or None when the address is not one of ours."""
    entry = page_at(asked.path)
    if entry is None:
        return None
    t = text(asked.language)
    title, description, body, status = _content(entry, asked, t)
    head, tail = _index()
    scripts = [environment_script(name) for name in ("theme.js", "swap.js", "turn.js", "heard.js")]
    html = _template("index.html.j2").render(
        t=t,
        title=title,
        description=description,
        head=head,
        tail=tail,
        body=body,
        style=static_files.own_files()["style.css"].body.decode(),
        scripts=scripts,
        address=static_files.address,
        public_url=settings().public_url.rstrip("/"),
        path=asked.path,
        entry=entry,
        entries=[one for one in pages() if one.is_public and one.is_listed and one.is_in_header],
        is_demonstration=_is_demonstration(asked),
        languages=LANGUAGES,
    )
    return painted(html, status)


def painted(html: str, status: int = 200) -> Painted:
    """A finished page, packed; its inline scripts are named by hash for the content security policy."""
    body = html.encode()
    scripts = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    hashes = tuple(base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    return Painted(body, brotli.compress(body, mode=brotli.MODE_TEXT, quality=6), tag, hashes, status)


def not_found(language: str) -> Painted:
    """The page for an address that does not exist."""
    t = text(language)
    html = _template("not_found.html.j2").render(
        t=t, style=static_files.own_files()["style.css"].body.decode(), address=static_files.address
    )
    return painted(html, 404)


@cache
def environment_script(name: str) -> str:
    """One of the small inline scripts, with the lasting address of the map in it."""
    return (TEMPLATES / name).read_text(encoding="utf-8").replace("{{ map }}", static_files.address("world.svg"))


def _template(name: str) -> Template:
    return template_at(TEMPLATES / name)


def _is_demonstration(asked: Wanted) -> bool:
    info = shelf(settings().editions_folder).info(asked.edition)
    return info is not None and info.is_demonstration


def _content(entry: PageEntry, asked: Wanted, t: Text) -> tuple[str, str, str, int]:
    """Title, description, HTML of the first paint, status."""
    name = t("Green Digital Action Tracker")
    title, description = f"{t(entry.title)} · {name}", t(entry.description)
    found = shelf(settings().editions_folder)
    query = dict(asked.query)
    if entry.path not in book.BOOK or not entry.is_public:
        return title, description, "", 200
    what = book.asked_of(found, entry.path, query, t.language, analysis, installation())
    if what is None:
        return title, description, no_edition(t, found.problems()), 200
    lead = book.lead(entry.path, what)
    if lead is None:
        return title, description, "", 404
    numbers = [info.number for info in found.editions()]
    keys = book.BOOK[entry.path].keys
    said = not_shown(t, choices_of(what.edition, analysis), query, keys, what.info.number, numbers)
    filters = _template("filters.html.j2").render(filters=lead.filters, said=" ".join(filter(None, (said, what.age))))
    html = f"{lead.html}{filters}{lead.below}"
    return f"{lead.title} · {name}", lead.description or description, html, 200
