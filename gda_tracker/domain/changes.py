"""The change of a rate between two editions and its parts (METHOD.md, law 6): what `method.differences` gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from .rates import SMALLEST_GROUP

ANY_ITEM: Final = "any"
"""In place of an item: at least one of all items, counted in signatories."""


class Cause(StrEnum):
    """Why a rate moved, in the order of attribution."""

    METHOD = "method"
    ROSTER = "roster"
    NEW_REPORTS = "new_reports"
    REVIEWS = "reviews"
    AGEING_OUT = "ageing_out"


@dataclass(frozen=True, slots=True)
class Group:
    """Whose rate: one item or `any`, one member of a dimension, one stakeholder type or `all`, cut or uncut.

    `any` is at least one item, counted in signatories, not in cells.
    """

    item: str
    dimension: str = "all"
    member: str = "all"
    stakeholder_type: str = "all"
    additionality: str = "any"


@dataclass(frozen=True, slots=True)
class Part:
    """What one cause did: by how many cells `due` and the rate's count moved, and by how much the share."""

    cause: Cause
    due: int
    count: int
    share: Fraction


@dataclass(frozen=True, slots=True)
class Difference:
    """A rate in two editions; the parts' `due`, `count` and `share` sum exactly to the change."""

    due_before: int
    count_before: int
    due_after: int
    count_after: int
    parts: tuple[Part, ...]

    @property
    def share_change(self) -> Fraction:
        """Share after less share before, as a fraction of 1; a share of nobody is 0."""
        return share_of(self.count_after, self.due_after) - share_of(self.count_before, self.due_before)

    @property
    def is_withheld(self) -> bool:
        """True when the group is too small for a share (D < 5) before, after, or on the way between them."""
        due, smallest = self.due_before, min(self.due_before, self.due_after)
        for part in self.parts:
            due += part.due
            smallest = min(smallest, due)
        return smallest < SMALLEST_GROUP


@dataclass(frozen=True, slots=True)
class Moved:
    """One cell that a cause moved, or one signatory where the item is `any`.

    `due` and `count` are 1 where it came to be counted, -1 where it ceased to be, else 0; over all rows of a cause
    they sum to its part's.
    """

    cause: Cause
    signatory_id: str
    item: str
    due: int
    count: int


def share_of(count: int, due: int) -> Fraction:
    """The exact share; of nobody it is 0."""
    return Fraction(count, due) if due else Fraction(0)
