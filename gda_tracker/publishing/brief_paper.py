"""A brief as the page and the paper both show it: headings, sentences, tables and points, without a layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..charts import Context
from ..charts.templating import web_address
from ..i18n import Text
from .typesetting import typeset


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of words. `widths` are shares of the line; columns from `numbers_from` on hold figures.

    A row's last `links` entry, where it has one, is the address behind its last cell. `own` is the row of whom the
    brief is about, where others stand beside it.
    """

    caption: str
    head: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers_from: int = 99
    links: tuple[str, ...] = ()
    own: int | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A few words with what they are about; the words may be missing."""

    words: str
    about: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, in this order."""

    heading: str
    sentences: tuple[str, ...] = ()
    grid: Grid | None = None
    points: tuple[Point, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """One brief: `name` begins its file's name, `head` stands on every page.

    `notice` is what is said of an edition that was withdrawn, before anything else: that it was, the secretariat's
    words, the edition in force; empty of one that stands.
    """

    name: str
    head: str
    eyebrow: str
    title: str
    facts: tuple[str, ...]
    sentences: tuple[str, ...]
    sections: tuple[Section, ...] = field(default=())
    notice: tuple[str, ...] = ()


def file_name(brief: Brief, context: Context) -> str:
    """Whose brief, from which edition; a demonstration says so in its name."""
    mark = "-demonstration" if context.is_demonstration else ""
    return f"brief-{brief.name}-edition-{context.edition}{mark}.pdf"


def brief_pdf(brief: Brief, context: Context) -> bytes:
    """A tagged PDF on A4. Raises subprocess.SubprocessError when it cannot be set in time."""
    return typeset("brief", content(brief, context))


def content(brief: Brief, context: Context) -> dict[str, object]:
    """What the template prints; edition, day and method stand at the foot of every page."""
    t = context.text
    return {
        "title": t("Brief: {name}", name=brief.title),
        "author": t("Green Digital Action Tracker"),
        "keywords": [t("Edition {number}", number=context.edition)],
        "language": t.language,
        "head": brief.head,
        "mark": t("This edition was withdrawn") if context.is_withdrawn else "",
        "foot": source_line(t, context),
        "notice": list(brief.notice),
        "demonstration": context.demonstration,
        "page_of": t("{page} of {pages}", page="{page}", pages="{pages}"),
        "eyebrow": brief.eyebrow,
        "name": brief.title,
        "facts": " · ".join(brief.facts),
        "sentences": list(brief.sentences),
        "sections": [_section(one) for one in brief.sections],
    }


def source_line(t: Text, context: Context) -> str:
    """Edition, day and method."""
    return t(
        "Edition {number}, data as of {day}, method {version}",
        number=context.edition,
        day=t.date(context.snapshot_on),
        version=context.method_version,
    )


def _section(section: Section) -> dict[str, object]:
    return {
        "heading": section.heading,
        "sentences": list(section.sentences),
        "grid": _grid(section.grid) if section.grid else None,
        "points": [{"words": one.words, "about": one.about} for one in section.points],
        "notes": list(section.notes),
    }


def _grid(grid: Grid) -> dict[str, object]:
    return {
        "head": list(grid.head),
        "widths": list(grid.widths),
        "rows": [list(row) for row in grid.rows],
        "numbers_from": grid.numbers_from,
        "links": _links(grid.links, len(grid.rows)),
        "own": grid.own,
    }


def _links(links: Sequence[str], rows: int) -> list[str]:
    """An address a row, empty where there is none that may be opened."""
    return [web_address(address) for address in links] if links else [""] * rows
