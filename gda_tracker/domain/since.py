"""What moved between an earlier edition and a later one, signatory by signatory, and the COP it is counted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Cop:
    """A COP as far as the declaration data know it: its reporting cycle and that cycle's days, not its own."""

    code: str
    place: str
    cycle: str
    due_on: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class Moves:
    """Counts of one group: bodies and, for what is verified or out of date, also their items.

    `endorsed` and `reported` are bodies that had not, by the earlier edition; `verified_items` are cells verified
    now and not then, `expired_items` cells with a current report then whose facts are out of date now.
    """

    endorsed: int = 0
    reported: int = 0
    verified_items: int = 0
    verified_bodies: int = 0
    expired_items: int = 0
    expired_bodies: int = 0

    def __add__(self, other: Moves) -> Moves:
        """The two groups together; they share no body."""
        return Moves(
            self.endorsed + other.endorsed,
            self.reported + other.reported,
            self.verified_items + other.verified_items,
            self.verified_bodies + other.verified_bodies,
            self.expired_items + other.expired_items,
            self.expired_bodies + other.expired_bodies,
        )
