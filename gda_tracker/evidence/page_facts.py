"""Title and date of a web page, looked for in one pass: a hostile page costs no more than a plain one."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from ..domain.evidence import TITLE_CHARS

_METAS: Final = 200
_META_CHARS: Final = 2_000
_TITLE_CHARS_READ: Final = 4_000
_EARLIEST: Final = date(1990, 1, 1)
_ATTRIBUTE: Final = re.compile(
    r"""([a-z:_-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]{0,1500})"|'([^']{0,1500})'|([^\s"'>]{1,500}))""", re.IGNORECASE
)
_TITLES: Final = ("og:title",)
_DATES: Final = ("article:published_time", "article:modified_time")


def page_facts(body: bytes, charset: str | None, last_modified: str | None) -> tuple[str | None, date | None]:
    """The title of a page and the day it gives itself, else the day its server last changed it; None where unknown."""
    text = _decoded(body, charset)
    metas = dict(reversed([*_metas(text)]))
    title = _title(text) or next((metas[name] for name in _TITLES if name in metas), None)
    given = next((day for name in _DATES if (day := _iso_day(metas.get(name, "")))), None)
    return _clean(title), given or _http_day(last_modified)


def _decoded(body: bytes, charset: str | None) -> str:
    named = charset or _named_charset(body[:2_048]) or "utf-8"
    try:
        return body.decode(named, errors="replace")
    except (LookupError, ValueError, UnicodeError):
        return body.decode("utf-8", errors="replace")


def _named_charset(head: bytes) -> str | None:
    found = re.search(rb"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_-]{2,30})", head)
    return found.group(1).decode("ascii") if found else None


def _title(text: str) -> str | None:
    low = text.lower()
    if len(low) != len(text):  # a few letters have a lower case of two
        low = text
    at = low.find("<title")
    start = low.find(">", at) if at >= 0 else -1
    end = low.find("</title", start) if start >= 0 else -1
    return text[start + 1 : min(end, start + 1 + _TITLE_CHARS_READ)] if end >= 0 else None


def _metas(text: str) -> Iterator[tuple[str, str]]:
    """Name and content of the first metas."""
    at = 0
    for _ in range(_METAS):
        at = text.find("<meta", at)
        if at < 0:
            return
        attributes = {
            found[0].lower(): found[1] or found[2] or found[3]
            for found in _ATTRIBUTE.findall(text[at : at + _META_CHARS].partition(">")[0])
        }
        name = attributes.get("property") or attributes.get("name")
        if name and attributes.get("content"):
            yield name.lower(), attributes["content"]
        at += 5


def _clean(title: str | None) -> str | None:
    if not title:
        return None
    seen = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in html.unescape(title))
    return " ".join(seen.split())[:TITLE_CHARS] or None


def _iso_day(text: str) -> date | None:
    try:
        return _plausible(date.fromisoformat(text.strip()[:10]))
    except ValueError:
        return None


def _http_day(text: str | None) -> date | None:
    try:
        return _plausible(parsedate_to_datetime(text[:100]).date()) if text else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _plausible(day: date) -> date | None:
    return day if _EARLIEST <= day <= datetime.now(UTC).date() else None
