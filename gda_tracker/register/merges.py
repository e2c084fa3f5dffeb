"""Merges in the register: who stands for whom, and what each of two signatories holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from .database import Change
from .merged import OWN
from .readable import Readable


@dataclass(frozen=True, slots=True)
class HeldAnswer:
    """The newest answer on one item in one cycle under one signatory. Codes as in the entry; `saved_at` is UTC."""

    cycle: str
    item: str
    claimed: int | None
    off_scale: str | None
    is_submitted: bool
    decision: str | None
    saved_at: datetime
    row_no: int


# A draft and what was submitted before it are two answers: neither hides the other.
_HELD: Final = f"""
    WITH own AS (
        SELECT cycle, item, claimed, off_scale, is_submitted, saved_at, row_no, version_id,
               row_number() OVER (PARTITION BY cycle, item, is_submitted ORDER BY row_no DESC) AS newest,
               max(row_no) OVER (PARTITION BY cycle, item) AS last_no
        FROM entry_row WHERE signatory_id IN {OWN}
    ),
    ruled AS (
        SELECT version_id, decision, row_number() OVER (PARTITION BY version_id ORDER BY row_no DESC) AS newest
        FROM review_row WHERE version_id IN (SELECT version_id FROM own)
    )
    SELECT o.cycle, o.item, o.claimed, o.off_scale, o.is_submitted, r.decision, o.saved_at, o.row_no
    FROM own AS o LEFT JOIN ruled AS r ON r.version_id = o.version_id AND r.newest = 1
    WHERE o.newest = 1 AND (o.is_submitted OR o.row_no = o.last_no)
      AND (o.claimed IS NOT NULL OR o.off_scale IS NOT NULL OR NOT o.is_submitted)
    ORDER BY o.cycle DESC, o.item, o.row_no
"""

_MERGE: Final = """
    SELECT into_id, is_merged, reason, set_at, set_by FROM merge_row
    WHERE signatory_id = $signatory_id ORDER BY row_no DESC LIMIT 1
"""


def held_answers(source: Readable, signatory_id: str) -> tuple[HeldAnswer, ...]:
    """The newest submitted answer and the newest draft on each item and cycle."""
    return tuple(HeldAnswer(**row) for row in source.rows(_HELD, {"signatory_id": signatory_id}))


def merged_directly(source: Readable, signatory_id: str) -> str | None:
    """Which signatory it was merged into, before that one was merged in its turn; None while it stands by itself."""
    rows = source.rows(_MERGE, {"signatory_id": signatory_id})
    return str(rows[0]["into_id"]) if rows and rows[0]["is_merged"] else None


def write_merge(change: Change, signatory_id: str, into_id: str, reason: str, who: str, *, is_merged: bool) -> None:
    """A merge that holds from now on, or no longer does."""
    change.insert(
        "merge_row",
        {
            "signatory_id": signatory_id,
            "into_id": into_id,
            "is_merged": is_merged,
            "reason": reason,
            "set_at": change.now,
            "set_by": who,
        },
    )
