"""The Report sheet: what each row answers, checked by the rules of `domain.checks`, column by column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final, cast

from ..domain.checks import (
    NARRATIVE_CHARS,
    REASON_CHARS,
    Shape,
    day_problem,
    element_problem,
    shape_problems,
)
from ..domain.checks_more import more_problems
from ..domain.declaration import Item
from ..domain.evidence import text_problem
from ..domain.problems import Problem, message
from ..domain.report import Practice, ReasonCode
from ..domain.statuses import Additionality, OffScale, Status
from . import codes
from .codes import Answer
from .tables import Cell
from .tabular import Grid, as_text

_BETWEEN_NAMES: Final = re.compile(r"[;\n]")
_SEPARATORS: Final = re.compile(r"[\s,;]+")


def read_answers(
    grid: Grid, items: Sequence[str | None], known: Mapping[str, Item], today: date
) -> dict[int, dict[str, object]]:
    """The fields of every row that says something, by row index; problems go to the grid."""
    answers = cast(list[Answer | None], grid.read("claimed", codes.status))
    days: list[date | None] = grid.read(
        "as_of", partial(codes.day, column="as_of", counts_from_1904=grid.counts_from_1904)
    )
    grid.check("as_of", days, lambda day: day_problem(day, today))
    narratives = read_text(grid, "narrative", NARRATIVE_CHARS)
    reasons = read_text(grid, "reason", REASON_CHARS)
    elements = _elements(grid, items, known)
    additionalities: list[Additionality | None] = grid.read("additionality", codes.additionality)
    reason_codes: list[ReasonCode | None] = grid.read("reason_code", codes.reason_code)
    _check_shapes(grid, answers, reason_codes, reasons, narratives)
    beside = read_beside(grid)
    given = [index for index, is_given in enumerate(grid.is_given) if is_given]
    values: dict[str, Sequence[object]] = {
        "as_of": days,
        "narrative": narratives,
        "reason": reasons,
        "elements": elements,
        "additionality": [value or Additionality.UNKNOWN for value in additionalities],
        "reason_code": reason_codes,
        **beside,
    }
    # Only columns that the file has: a missing one wipes nothing. Rows beyond those kept need no fields.
    present = {name: cells for name, cells in values.items() if grid.has(name)}
    kept = _first_of_each(given, items)
    return {
        index: {**_answer(answers[index]), **{name: cells[index] for name, cells in present.items()}} for index in kept
    }


def read_beside(grid: Grid) -> dict[str, Sequence[object]]:
    """Partners, goals and the practice offered, by field."""
    partners = [_partners(as_text(cell)) for cell in grid.cells("partners")]
    goals: list[tuple[int, ...] | None] = grid.read("sdgs", _goals)
    titles, summaries, links = (
        [as_text(cell) if cell != "" else None for cell in grid.cells(name)]
        for name in ("practice_title", "practice_summary", "practice_url")
    )
    rows = list(zip(partners, [one or () for one in goals], titles, summaries, links, strict=True))
    wrong = {row: list(more_problems(row[0], row[1], _practice(*row[2:]))) for row in set(rows)}
    for index, row in enumerate(rows):
        for problem in wrong[row]:
            grid.note(index, replace(problem, column=(problem.column or "").replace(".", "_")))
    return {
        "partners": partners,
        "sdgs": [one or () for one in goals],
        "practice_title": titles,
        "practice_summary": summaries,
        "practice_url": links,
    }


def _practice(title: str | None, summary: str | None, url: str | None) -> Practice | None:
    return Practice(title=title or "", summary=summary or "", url=url) if title or summary or url else None


def _partners(text: str) -> tuple[str, ...]:
    names = (name.strip() for name in _BETWEEN_NAMES.split(text))
    return tuple(dict.fromkeys(name for name in names if name))


def _goals(cell: Cell) -> tuple[int, ...] | Problem:
    """The goals in `7, 13`, `SDG 7` or `ODD 7`; a day is what Excel makes of 7.13, and no goal."""
    written = as_text(cell)
    numbers = tuple(dict.fromkeys(int(found) for found in re.findall(r"\d{1,9}", written)))
    if numbers:
        return numbers
    text = message("“{value}” names no Sustainable Development Goals. Give their numbers from 1 to 17, such as 7, 13.")
    return Problem("sdg-unknown", text, column="sdgs", value=written[:200], values={"value": written[:80]})


def _first_of_each(given: Sequence[int], items: Sequence[str | None]) -> list[int]:
    first: dict[str | None, int] = {}
    for index in given:
        first.setdefault(items[index], index)
    return list(first.values())


def _answer(answer: Answer | None) -> dict[str, object]:
    return {
        "claimed": answer if isinstance(answer, Status) else None,
        "off_scale": answer if isinstance(answer, OffScale) else None,
    }


def read_text(grid: Grid, name: str, longest: int) -> list[str | None]:
    """The texts of a column; those that are too long or hold control characters become problems."""
    texts = [as_text(cell) if cell != "" else None for cell in grid.cells(name)]
    # The rule looks at every character; most texts are plain, and that is known faster.
    doubtful = {text for text in texts if text is not None and (len(text) > longest or not text.isprintable())}
    if doubtful:
        grid.check(
            name,
            [text if text in doubtful else None for text in texts],
            lambda text: text_problem(text, name, longest),
        )
    return texts


def _elements(grid: Grid, items: Sequence[str | None], known: Mapping[str, Item]) -> list[tuple[str, ...]]:
    codes_known = {element.code for item in known.values() for element in item.elements}
    cells = grid.cells("elements")
    split = {cell: tuple(_SEPARATORS.split(as_text(cell).upper())) if cell != "" else () for cell in set(cells)}
    pairs = list(zip(items, cells, strict=True))
    wrong = {
        (item, cell): problems
        for item, cell in set(pairs)
        if item is not None and item in known
        if (problems := [p for code in split[cell] if (p := element_problem(code, item, codes_known))])
    }
    if wrong:
        for index, (item, cell) in enumerate(pairs):
            for problem in wrong.get((item or "", cell), ()):
                grid.note(index, problem)
    return [split[cell] for cell in cells]


def _check_shapes(
    grid: Grid,
    answers: Sequence[Answer | None],
    reason_codes: Sequence[ReasonCode | None],
    reasons: Sequence[str | None],
    narratives: Sequence[str | None],
) -> None:
    """The rules that ask for one part because of another: once per combination, not once per row.

    A cell that was filled in but is wrong has its own problem, so it counts as given here.
    """
    status_given = _filled(grid, "claimed", grid.cells("claimed"))
    code_given = _filled(grid, "reason_code", grid.cells("reason_code"))
    combinations = list(
        zip(
            answers, status_given, reason_codes, code_given,
            _filled(grid, "reason", reasons), _filled(grid, "narrative", narratives),
            strict=True,
        )
    )  # fmt: skip
    wrong = {combination: _shape_problems(*combination) for combination in set(combinations)}
    if any(wrong.values()):
        for index, combination in enumerate(combinations):
            if grid.is_given[index]:
                for problem in wrong[combination]:
                    grid.note(index, problem)


def _filled(grid: Grid, name: str, cells: Sequence[object]) -> list[bool]:
    marked = grid.marked(name)
    return [cell not in ("", None) or index in marked for index, cell in enumerate(cells)]


def _shape_problems(
    answer: Answer | None,
    status_given: bool,
    code: ReasonCode | None,
    code_given: bool,
    has_reason: bool,
    has_narrative: bool,
) -> list[Problem]:
    if status_given and answer is None:
        return []
    shape = Shape(
        claimed=answer if isinstance(answer, Status) else None,
        off_scale=answer if isinstance(answer, OffScale) else None,
        reason_code=code or (ReasonCode.NO_CHANGE if code_given else None),
        has_reason=has_reason,
        has_narrative=has_narrative,
        says_anything=True,
    )
    return list(shape_problems(shape))
