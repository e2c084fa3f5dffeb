"""The one set of rules for answers, whichever way they come in; the gauge and the validation are one function.

A rule on one value returns its problem or None, so that a workbook can be checked column by column with the same
rules as a form. `column` of a problem is the field of `Entry`; for evidence `row` is the piece's number, from 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from .checks_indicators import indicators_problems
from .checks_measures import measures_problems
from .checks_more import more_problems
from .declaration import Item
from .evidence import EVIDENCE, evidence_problems, text_problem, too_much_evidence
from .indicators import Indicator
from .problems import Problem, message
from .report import Entry, ReasonCode
from .statuses import OffScale, Status

EARLIEST: Final = date(2000, 1, 1)
NARRATIVE_CHARS: Final = 5000
REASON_CHARS: Final = 2000


def item_problem(code: str, applicable: Collection[str], known: Collection[str]) -> Problem | None:
    """Whether a signatory of this kind is asked about an item of this code."""
    if code in applicable:
        return None
    if code in known:
        return Problem(
            "item-not-asked",
            message("The item {code} is not asked of this signatory. Delete the row."),
            column="item",
            value=code,
            values={"code": code},
            item=code,
        )
    return Problem(
        "item-unknown",
        message("There is no item {code}. The items are O1 to O8, F1 to F8, C1 and C2."),
        column="item",
        value=code,
        values={"code": code},
    )


@dataclass(frozen=True, slots=True)
class Shape:
    """Which parts of an answer were given; rules that ask for one part because of another need no more."""

    claimed: Status | None
    off_scale: OffScale | None
    reason_code: ReasonCode | None
    has_reason: bool
    has_narrative: bool
    says_anything: bool


def shape_of(entry: Entry) -> Shape:
    """What of the entry is filled in."""
    return Shape(
        claimed=entry.claimed,
        off_scale=entry.off_scale,
        reason_code=entry.reason_code,
        has_reason=bool(entry.reason),
        has_narrative=bool(entry.narrative),
        says_anything=any(
            (entry.narrative, entry.reason, entry.evidence, entry.as_of, entry.elements, entry.measures,
             entry.indicators, entry.partners, entry.sdgs, entry.practice)
        ),
    )  # fmt: skip


def shape_problems(shape: Shape) -> Iterator[Problem]:
    """What is missing or too much, given the other parts of the answer."""
    if shape.claimed is not None and shape.off_scale is not None:
        yield Problem(
            "status-twice",
            message("Choose either a status or an answer off the scale, not both."),
            column="claimed",
            value=shape.off_scale.value,
        )
    if shape.claimed is None and shape.off_scale is None and shape.says_anything:
        yield Problem(
            "status-missing", message("Say where the item stands: choose a status for this answer."), column="claimed"
        )
    if shape.off_scale is OffScale.NO_REPORT:
        yield Problem(
            "status-derived",
            message("“No report” is what others see while nothing is reported. Leave the status empty instead."),
            column="claimed",
            value=OffScale.NO_REPORT.value,
        )
    if shape.claimed is not None and shape.claimed >= Status.PLANNED and not shape.has_narrative:
        yield Problem(
            "narrative-missing",
            message("Say what was done: who did what, by when, with which result."),
            column="narrative",
        )
    yield from _reason_problems(shape)


def _reason_problems(shape: Shape) -> Iterator[Problem]:
    if shape.off_scale is OffScale.NO_UPDATE and shape.reason_code is None:
        yield Problem("reason-code-missing", message("Choose why there is nothing new."), column="reason_code")
    needs_words = shape.off_scale in (OffScale.NOT_APPLICABLE, OffScale.BLOCKED) or (
        shape.reason_code is ReasonCode.OTHER
    )
    if needs_words and not shape.has_reason:
        yield Problem("reason-missing", message("Give the reason in a sentence."), column="reason")


def day_problem(day: date, today: date) -> Problem | None:
    """A day on which facts held: not in the future, not before 2000."""
    if day > today:
        return Problem(
            "as-of-in-future",
            message("This day lies in the future. Give the day on which the facts held, at the latest today."),
            column="as_of",
            value=day.isoformat(),
        )
    if day < EARLIEST:
        return Problem(
            "as-of-too-early",
            message("This day lies before 2000. Give the day on which the facts held."),
            column="as_of",
            value=day.isoformat(),
        )
    return None


def element_problem(element: str, item: str, known: Collection[str]) -> Problem | None:
    """An element must exist and be a part of the item that the row is about."""
    if element not in known:
        return Problem(
            "element-unknown",
            message("There is no element {element}. Give codes such as O3.5, separated by spaces."),
            column="elements",
            value=element,
            values={"element": element},
            item=item,
        )
    if not element.startswith(f"{item}."):
        return Problem(
            "element-elsewhere",
            message("The element {element} is not a part of {item}."),
            column="elements",
            value=element,
            values={"element": element, "item": item},
            item=item,
        )
    return None


def problems_of(
    entry: Entry,
    asked: Mapping[str, Item],
    known: Mapping[str, Item],
    catalogue: Mapping[str, Indicator],
    today: date,
) -> tuple[Problem, ...]:
    """Everything that is wrong with one answer.

    `asked` are the signatory's items, `known` all of them, `catalogue` the indicators; each by code.
    """
    if about_item := item_problem(entry.item, asked, known):
        return (about_item,)
    elements = {element.code for item in known.values() for element in item.elements}
    rules = (
        *shape_problems(shape_of(entry)),
        day_problem(entry.as_of, today) if entry.as_of else None,
        text_problem(entry.narrative or "", "narrative", NARRATIVE_CHARS),
        text_problem(entry.reason or "", "reason", REASON_CHARS),
        *(element_problem(element, entry.item, elements) for element in entry.elements),
        too_much_evidence(len(entry.evidence)),
        *(
            replace(problem, sheet=EVIDENCE, row=number)
            for number, piece in enumerate(entry.evidence, start=1)
            for problem in evidence_problems(piece, today)
        ),
        *measures_problems(entry.measures),
        *indicators_problems(entry.indicators, entry.item, catalogue, today),
        *more_problems(entry.partners, entry.sdgs, entry.practice),
    )
    return tuple(replace(problem, item=entry.item) for problem in rules if problem is not None)


def duplicate_item(code: str) -> Problem:
    """One item has one answer."""
    return Problem(
        "item-twice",
        message("The item {code} is answered more than once. Keep one row for it."),
        column="item",
        value=code,
        values={"code": code},
        item=code,
    )


@dataclass(frozen=True, slots=True)
class Completeness:
    """The gauge, and with it the validation: a report can be submitted when `to_mend` is 0 and anything is answered.

    `answered` and `to_mend` count items out of `total`, the items that are asked.
    """

    answered: int
    to_mend: int
    total: int
    problems: tuple[Problem, ...]

    @property
    def can_be_submitted(self) -> bool:
        """Whether there is something to submit and nothing in its way."""
        return self.answered > 0 and not self.problems

    def of(self, item: str) -> tuple[Problem, ...]:
        """The problems of one item."""
        return tuple(problem for problem in self.problems if problem.item == item)


def completeness(
    entries: Sequence[Entry],
    asked: Mapping[str, Item],
    known: Mapping[str, Item],
    catalogue: Mapping[str, Indicator],
    today: date,
) -> Completeness:
    """How far a report is, and all that is wrong with it (METHOD.md, law 7)."""
    twice = [code for code, times in Counter(entry.item for entry in entries).items() if times > 1]
    problems = (
        *(duplicate_item(code) for code in twice),
        *(problem for entry in entries for problem in problems_of(entry, asked, known, catalogue, today)),
    )
    answered = {entry.item for entry in entries if entry.is_answered and entry.item in asked}
    return Completeness(
        answered=len(answered),
        to_mend=len({problem.item or problem.value for problem in problems}),
        total=len(asked),
        problems=problems,
    )
