"""The Evidence sheet: pieces of evidence by item, checked by the rules of `domain.evidence`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from ..domain.evidence import (
    EVIDENCE_PIECES,
    LOCATOR_CHARS,
    TITLE_CHARS,
    evidence_day_problem,
    evidence_gap,
    link_problem,
    too_much_evidence,
)
from ..domain.statuses import EvidenceKind
from . import codes
from .piece_rows import day_reader, pieces_of
from .report_sheet import read_text
from .rows import Expected, Piece
from .tabular import Grid, as_text

FILE: Final = "file:"
FILE_CHARS: Final = 16
"""How much of its hash names a stored file in the column of links."""


def read_evidence(grid: Grid, items: Sequence[str | None], expected: Expected) -> list[Piece]:
    """Pieces of evidence, keyed by their link or file within the item; problems go to the grid."""
    kinds: list[EvidenceKind | None] = grid.read("kind", codes.kind)
    titles = read_text(grid, "title", TITLE_CHARS)
    links = [as_text(cell) if cell != "" else None for cell in grid.cells("url")]
    files = [_file(link, expected) for link in links]
    grid.check("url", links, lambda link: None if _file(link, expected) else link_problem(link))
    locators = read_text(grid, "locator", LOCATOR_CHARS)
    days: list[date | None] = grid.read("dated_on", day_reader(grid, "dated_on"))
    grid.check("dated_on", days, lambda day: evidence_day_problem(day, expected.today))
    public: list[bool | None] = grid.read("is_public", codes.yes_or_no)
    _check_gaps(grid, titles, links)
    _check_amounts(grid, items)
    columns: dict[str, Sequence[object]] = {
        "kind": [kind or EvidenceKind.OWN_PAGE for kind in kinds],
        "locator": locators,
        "dated_on": days,
        "is_public": [True if shown is None else shown for shown in public],
    }
    present = {name: values for name, values in columns.items() if grid.has(name)}
    needed = {
        "kind": columns["kind"],
        "title": [title or "" for title in titles],
        "url": [None if file else link for file, link in zip(files, links, strict=True)],
        "file_sha256": files,
    }
    return pieces_of("evidence", grid, items, {**needed, **present}, expected, may_repeat=True)


def _file(link: str | None, expected: Expected) -> str | None:
    """The hash of a file that is evidence already: the workbook names it by its beginning."""
    beginning = (link or "").removeprefix(FILE)
    if link is None or beginning == link or len(beginning) < FILE_CHARS:
        return None
    return next((sha256 for sha256 in expected.files if sha256.startswith(beginning)), None)


def _check_gaps(grid: Grid, titles: Sequence[str | None], links: Sequence[str | None]) -> None:
    gaps = {
        (has_title, has_link): evidence_gap("x" if has_title else None, "x" if has_link else None, is_file=False)
        for has_title in (True, False)
        for has_link in (True, False)
    }
    title_marked, link_marked = grid.marked("title"), grid.marked("url")
    for index, (title, link) in enumerate(zip(titles, links, strict=True)):
        has = (title is not None or index in title_marked, link is not None or index in link_marked)
        if grid.is_given[index] and (gap := gaps[has]):
            grid.note(index, gap, (title if gap.column == "title" else link) or "")


def _check_amounts(grid: Grid, items: Sequence[str | None]) -> None:
    given = [item for item, is_given in zip(items, grid.is_given, strict=True) if is_given]
    too_many = {item: pieces for item, pieces in Counter(given).items() if item and pieces > EVIDENCE_PIECES}
    for item, pieces in too_many.items():
        if problem := too_much_evidence(pieces):
            grid.note(items.index(item), problem, item)
