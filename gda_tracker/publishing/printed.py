"""What a report on paper is made from: plain values, each item with its answer, and how far the whole stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from ..domain.declaration import Cycle, Item
from ..domain.indicators import Indicator
from ..domain.report import Entry


class Standing(StrEnum):
    """How far a report is, as far as somebody who signs it must know."""

    EMPTY = "empty"
    """No item is answered: there is nothing to sign."""
    UNFINISHED = "unfinished"
    """A draft that cannot be submitted as it stands."""
    IN_PART = "in_part"
    """A draft that can be submitted; some items have no answer."""
    COMPLETE = "complete"
    """A draft that can be submitted; every item is answered."""
    SUBMITTED = "submitted"
    AMENDED = "amended"
    """Submitted more than once."""
    CHANGED = "changed"
    """Submitted, with changes since that can be submitted."""
    CHANGING = "changing"
    """Submitted, with changes since that cannot be submitted as they stand."""


@dataclass(frozen=True, slots=True)
class PrintedDecision:
    """What a reviewer decided (a code of `Decision`), with the replies: each its text and day."""

    decision: str
    decided_on: date
    status: int | None
    evidence: int | None
    reason: str
    replies: tuple[tuple[str, date], ...] = ()
    is_amended: bool = False
    """Whether the answer was changed since, so that the decision is about an earlier one."""


@dataclass(frozen=True, slots=True)
class PrintedAnswer:
    """One asked item with its answer, None where there is none; `files` names stored files by their SHA-256."""

    item: Item
    entry: Entry | None = None
    is_submitted: bool = False
    to_mend: int = 0
    decision: PrintedDecision | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    test: str = ""
    """What must be true for its status, in the words of its cycle; empty for the words of today."""

    @property
    def is_answered(self) -> bool:
        """Whether it gives a status, or says why there is none."""
        return self.entry is not None and self.entry.is_answered

    @property
    def says_something(self) -> bool:
        """Whether there is more to print than its line among all items."""
        return self.entry is not None and self.entry != Entry(item=self.item.code)


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """A signatory's report for a cycle as it stands on a day. `version_at` (UTC): when an answer last changed."""

    signatory: str
    cycle: Cycle
    answers: tuple[PrintedAnswer, ...]
    catalogue: Mapping[str, Indicator]
    submitted_on: date | None
    printed_on: date
    is_demonstration: bool
    version_at: datetime | None = None
    check_value: str = ""
    amended_on: date | None = None
    """The day of the newest submission, where it is not the first."""

    @property
    def answered(self) -> int:
        """How many items are answered."""
        return sum(each.is_answered for each in self.answers)

    @property
    def has_draft(self) -> bool:
        """Whether anything in it is answered and not submitted."""
        return any(not each.is_submitted and each.is_answered for each in self.answers)

    @property
    def standing(self) -> Standing:
        """How far it is."""
        if not self.answered:
            return Standing.EMPTY
        is_faulty = any(each.to_mend for each in self.answers)
        if self.submitted_on is None:
            ready = Standing.COMPLETE if self.answered == len(self.answers) else Standing.IN_PART
            return Standing.UNFINISHED if is_faulty else ready
        if self.has_draft:
            return Standing.CHANGING if is_faulty else Standing.CHANGED
        return Standing.SUBMITTED if self.amended_on is None else Standing.AMENDED
