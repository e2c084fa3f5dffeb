"""Totals that somebody stated in public, as staff added them beside those of `data/reported_totals.csv`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from .database import Change
from .readable import Readable


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """One total as it was stated. `subject` names whom it counts; `is_at_least` means “more than”."""

    total_id: str
    subject: str
    amount: int
    is_at_least: bool
    stated_on: date | None
    source_title: str
    source_url: str | None
    note: str | None


_KEPT: Final = """
    SELECT total_id, subject, amount, is_at_least, stated_on, source_title, source_url, note
    FROM (SELECT *, row_number() OVER (PARTITION BY total_id ORDER BY row_no DESC) AS newest
          FROM reported_total_row) AS r
    WHERE newest = 1 AND is_kept ORDER BY stated_on, total_id
"""


def kept_totals(source: Readable) -> tuple[StatedTotal, ...]:
    """The totals that were added and not taken back, by the day on which they were stated."""
    return tuple(StatedTotal(**row) for row in source.rows(_KEPT))


def write_total(change: Change, total: StatedTotal, *, is_kept: bool) -> None:
    """A total that is kept from now on, or no longer; the act's trail record must have been written."""
    change.insert("reported_total_row", {**asdict(total), "is_kept": is_kept})
