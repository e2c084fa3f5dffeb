"""What each signatory could do for the intervals of a published edition: public figures alone, so nobody is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from .. import editions
from ..domain.changes import ANY_ITEM, Group
from ..domain.declaration import ITEM_CODES
from ..domain.following import Board
from ..editions import Edition, EditionInfo
from ..editions.written import reporting_table
from ..method.narrowing import FLOORS, moving_cells, narrowing

DIMENSIONS: Final = ("stakeholder_type", "all", "itu_region", "income_group")
"""Whose intervals are narrowed: those of the members of one of these."""


@dataclass(frozen=True, slots=True)
class Intervals:
    """By signatory, what it could do for the intervals asked about, as `method.narrowing.narrowing` gives it.

    `received` are the reports that the edition knows of, a row each: `signatory_id`, `cycle`.
    """

    edition: EditionInfo
    by_signatory: pl.DataFrame
    received: pl.DataFrame


def asked_about(board: Board) -> tuple[str, str, str]:
    """The rate, the item and the dimension whose intervals a board is sorted by; unknown words give the usual."""
    return (
        board.rate if board.rate in FLOORS else FLOORS[0],
        board.item if board.item in ITEM_CODES else ANY_ITEM,
        board.by if board.by in DIMENSIONS else DIMENSIONS[0],
    )


def intervals_of(edition: Edition, rate: str, item: str, by: str) -> Intervals:
    """Whose report or review would move the bounds of a rate, on one item or on each, in the members of a dimension."""
    cells, signatories = pl.DataFrame(editions.due_cells(edition)), pl.DataFrame(editions.signatory_table(edition))
    moving = moving_cells(cells, signatories, edition.info.snapshot_on, Group(item), floor=rate, by=by)
    received = reporting_table(edition).filter(pl.col("received_on").is_not_null()).select("signatory_id", "cycle")
    return Intervals(edition.info, narrowing(moving), received)
