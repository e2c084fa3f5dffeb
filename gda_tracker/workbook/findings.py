"""Problems as an annotated return shows them: each in its cell, with its sentence, and nothing in them that acts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..domain.problems import Problem
from .columns import PROBLEM_COLUMN, plain
from .rows import Tab
from .tables import Place, Sheet, is_blank, place_of

MOST_LISTED: Final = 10_000
MOST_NOTES: Final = 2_000
"""Beyond so many, cells are coloured and listed but carry no note: spreadsheet programs grow slow."""
_UNWRITABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SHOWN_CHARS: Final = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem with its sentence; `place` is its cell, None when the whole file is meant."""

    sheet: str
    place: Place | None
    column: str
    value: str
    rule: str
    sentence: str
    number: int
    """Its row in the list of problems, from 1."""


def written(text: str) -> str:
    """A text in which every character can be seen and written: control characters are named."""
    return _UNWRITABLE.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)[:_SHOWN_CHARS]


def findings_of(
    problems: Sequence[Problem],
    sheets: Mapping[str, Sheet],
    tabs: Iterable[Tab],
    sentence: Callable[[Problem], str],
) -> list[Finding]:
    """The problems with their cells; one without a column of its own is shown at the item of its row."""
    headings = {tab.sheet: _Headings(tab, sheets[tab.sheet]) for tab in tabs}
    return [
        Finding(
            sheet=problem.sheet or "",
            place=headings[problem.sheet].place(problem) if problem.sheet in headings else None,
            column=written(problem.column or ""),
            value=written(problem.value or ""),
            rule=problem.rule,
            sentence=written(sentence(problem)),
            number=number,
        )
        for number, problem in enumerate(problems[:MOST_LISTED], start=1)
    ]


class _Headings:
    """The columns of one sheet by their heading, in plain words."""

    def __init__(self, tab: Tab, sheet: Sheet) -> None:
        self._tab = tab
        self._places: dict[str, list[int]] = {}
        for number, cell in enumerate(sheet.rows[tab.header_row - 1], start=1):
            self._places.setdefault(str(cell).strip(), []).append(number)

    def place(self, problem: Problem) -> Place | None:
        """The cell of a problem; without a column of its own, the item of its row."""
        if problem.row is None:
            return None
        if problem.cell is not None:
            return place_of(problem.cell)
        named = self._places.get((problem.column or "").strip())
        if not named or not problem.column:
            return problem.row, self._tab.item_column + 1
        return problem.row, named[-1] if problem.row == self._tab.header_row else named[0]


def problem_column(sheet: Sheet, tab: Tab) -> int:
    """The column, from 1, in which the problems of a row are told: the one of an earlier return, or the first free."""
    header = sheet.rows[tab.header_row - 1]
    names = {plain(name) for name in (PROBLEM_COLUMN.field, PROBLEM_COLUMN.header, *PROBLEM_COLUMN.also)}
    for number, cell in enumerate(header, start=1):
        if plain(cell) in names:
            return number
    return 1 + max((n for row in sheet.rows for n, cell in enumerate(row, start=1) if not is_blank(cell)), default=0)


def by_row(findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    """The findings that stand in cells, by row."""
    rows: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.place is not None:
            rows.setdefault(finding.place[0], []).append(finding)
    return rows
