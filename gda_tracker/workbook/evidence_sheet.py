"""The Evidence sheet: pieces of evidence by item, checked by the rules of `domain.evidence`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from functools import partial

from ..domain.evidence import (
    EVIDENCE_PIECES,
    LOCATOR_CHARS,
    TITLE_CHARS,
    evidence_day_problem,
    evidence_gap,
    link_problem,
    too_much_evidence,
)
from ..domain.report import Evidence
from ..domain.statuses import EvidenceKind
from . import codes
from .report_sheet import read_text
from .tabular import Grid, as_text


def read_evidence(
    grid: Grid, items: Sequence[str | None], asked: Collection[str], today: date
) -> dict[str, tuple[Evidence, ...]]:
    """Pieces by item, of rows without a problem; problems go to the grid."""
    before = len(grid.problems)
    kinds: list[EvidenceKind | None] = grid.read("kind", codes.kind)
    titles = read_text(grid, "title", TITLE_CHARS)
    links = [as_text(cell) if cell != "" else None for cell in grid.cells("url")]
    grid.check("url", links, link_problem)
    locators = read_text(grid, "locator", LOCATOR_CHARS)
    days: list[date | None] = grid.read("dated_on", partial(codes.day, column="dated_on"))
    grid.check("dated_on", days, lambda day: evidence_day_problem(day, today))
    public: list[bool | None] = grid.read("is_public", codes.yes_or_no)
    _check_gaps(grid, titles, links)
    _check_amounts(grid, items)
    if len(grid.problems) > before:
        return {}
    found: defaultdict[str, list[Evidence]] = defaultdict(list)
    for index, item in enumerate(items):
        if item is None or item not in asked or not grid.is_given[index]:
            continue
        shown = public[index]
        found[item].append(
            Evidence(
                kind=kinds[index] or EvidenceKind.OWN_PAGE,
                title=titles[index] or "",
                url=links[index],
                locator=locators[index],
                dated_on=days[index],
                is_public=True if shown is None else shown,
            )
        )
    return {item: tuple(pieces) for item, pieces in found.items()}


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
