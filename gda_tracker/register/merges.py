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
    """The answer on one item in one cycle under one signatory that counts, or its newest draft.

    Codes as in the entry; `saved_at` is UTC. With `is_newer_returned` a newer one was returned, so that this counts.
    """

    cycle: str
    item: str
    claimed: int | None
    off_scale: str | None
    is_submitted: bool
    decision: str | None
    saved_at: datetime
    row_no: int
    is_newer_returned: bool


# A draft and what was submitted before it are two answers: neither hides the other. Of what was submitted the one that
# an edition would take (`accepting`): entered last, answered, and not returned; a returned one only where it is alone.
_HELD: Final = f"""
    WITH own AS (
        SELECT cycle, item, claimed, off_scale, is_submitted, saved_at, row_no, version_id
        FROM entry_row
        WHERE signatory_id IN {OWN} AND (claimed IS NOT NULL OR off_scale IS NOT NULL OR NOT is_submitted)
    ),
    ruled AS (
        SELECT version_id, decision, row_number() OVER (PARTITION BY version_id ORDER BY row_no DESC) AS newest
        FROM review_row WHERE version_id IN (SELECT version_id FROM own)
    ),
    ranked AS (
        SELECT o.*, r.decision,
               row_number() OVER (PARTITION BY o.cycle, o.item, o.is_submitted
                   ORDER BY CASE WHEN r.decision = 'return' THEN 1 ELSE 0 END, o.row_no DESC) AS newest,
               max(o.row_no) OVER (PARTITION BY o.cycle, o.item) AS last_no,
               max(o.row_no) OVER (PARTITION BY o.cycle, o.item, o.is_submitted) AS last_of_kind
        FROM own AS o LEFT JOIN ruled AS r ON r.version_id = o.version_id AND r.newest = 1
    )
    SELECT cycle, item, claimed, off_scale, is_submitted, decision, saved_at, row_no,
           is_submitted AND last_of_kind > row_no AS is_newer_returned
    FROM ranked
    WHERE newest = 1 AND (is_submitted OR row_no = last_no)
    ORDER BY cycle DESC, item, row_no
"""

_MERGE: Final = """
    SELECT into_id, is_merged, reason, set_at, set_by FROM merge_row
    WHERE signatory_id = $signatory_id ORDER BY row_no DESC LIMIT 1
"""


def held_answers(source: Readable, signatory_id: str) -> tuple[HeldAnswer, ...]:
    """The submitted answer that counts and the newest draft on each item and cycle."""
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
