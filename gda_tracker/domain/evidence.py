"""Rules on texts, links and pieces of evidence; each gives its problem, or None when there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from .problems import Problem, message
from .report import Evidence

TITLE_CHARS: Final = 300
LOCATOR_CHARS: Final = 200
LINK_CHARS: Final = 2000
EVIDENCE_PIECES: Final = 50
EVIDENCE: Final = "Evidence"

# Control and direction-overriding characters say nothing and can disguise text; tab and line ends are text.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
# Most links are this plain; the others are taken apart one by one.
_PLAIN_LINK: Final = re.compile(r"https?://[^\W_][^\s/?#@\\:\[\]]*([/?#][^\s\\]*)?", re.IGNORECASE)


def text_problem(text: str, column: str, longest: int) -> Problem | None:
    """Text within its length, without characters that nobody can see."""
    if len(text) > longest:
        return Problem(
            "text-too-long",
            message("This text has {length} characters; {longest} are read. Shorten it, or link to the document."),
            column=column,
            value=f"{text[:60]}…",
            values={"length": len(text), "longest": longest},
        )
    found = _CONTROL.search(text)
    if found:
        return Problem(
            "control-character",
            message("This text holds an invisible control character ({character}). Type that place again."),
            column=column,
            value=repr(text[max(0, found.start() - 20) : found.end() + 20]),
            values={"character": f"U+{ord(found.group()):04X}"},
        )
    return None


def link_problem(url: str) -> Problem | None:
    """A web address that anybody can open: http or https, with a host, without a name or password in it."""
    if len(url) > LINK_CHARS:
        text = message("The link is longer than {longest} characters. Use the page's short address.")
        return Problem("link-too-long", text, column="url", value=f"{url[:60]}…", values={"longest": LINK_CHARS})
    if _PLAIN_LINK.fullmatch(url) and not _CONTROL.search(url):
        return None
    return _why_not_a_link(url)


def _why_not_a_link(url: str) -> Problem | None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.username is not None or parts.password is not None:
        text = message("The link holds a user name or password. Give an address that anybody may open.")
        return Problem("link-credentials", text, column="url", value=host)
    is_plain = not re.search(r"[\s\\]", url) and not _CONTROL.search(url)
    if parts.scheme.lower() in ("http", "https") and host and is_plain and any(map(str.isalnum, host)):
        return None
    text = message("This is not a web address. Begin with https:// and the name of the site.")
    return Problem("link-unreadable", text, column="url", value=url[:120])


def evidence_day_problem(day: date, today: date) -> Problem | None:
    """A piece of evidence cannot be dated in the future; it may be old."""
    if day <= today:
        return None
    return Problem(
        "evidence-in-future",
        message("The evidence bears a day in the future. Give the day of the document."),
        column="dated_on",
        value=day.isoformat(),
    )


def evidence_gap(title: str | None, url: str | None, is_file: bool) -> Problem | None:
    """A piece of evidence has a title, and something to open."""
    if not title:
        return Problem("evidence-untitled", message("Give the evidence a title."), column="title")
    if not url and not is_file:
        return Problem("evidence-without-link", message("Give the link where the evidence can be read."), column="url")
    return None


def evidence_problems(piece: Evidence, today: date) -> Iterator[Problem]:
    """Everything that is wrong with one piece of evidence."""
    rules = (
        evidence_gap(piece.title, piece.url, piece.file_sha256 is not None),
        text_problem(piece.title, "title", TITLE_CHARS),
        text_problem(piece.locator or "", "locator", LOCATOR_CHARS),
        link_problem(piece.url) if piece.url else None,
        evidence_day_problem(piece.dated_on, today) if piece.dated_on else None,
    )
    return (problem for problem in rules if problem is not None)


def too_much_evidence(pieces: int) -> Problem | None:
    """A bound on how much a reviewer is asked to read."""
    if pieces <= EVIDENCE_PIECES:
        return None
    return Problem(
        "evidence-too-much",
        message("There are {pieces} pieces of evidence for this item; give the {most} that show it best."),
        sheet=EVIDENCE,
        values={"pieces": pieces, "most": EVIDENCE_PIECES},
    )
