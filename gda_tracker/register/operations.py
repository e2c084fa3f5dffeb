"""What was done to keep the register: backups and their checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from .database import Change
from .readable import Readable

_NEWEST: Final = """
SELECT kind, outcome, note, happened_at FROM
    (SELECT *, row_number() OVER (PARTITION BY kind ORDER BY row_no DESC) AS newest FROM operation_row) AS r
WHERE newest = 1 ORDER BY kind
"""


@dataclass(frozen=True, slots=True)
class Operation:
    """One act; `kind` is backup or backup_check, `outcome` good or bad. `happened_at` is UTC."""

    kind: str
    outcome: str
    note: str | None
    happened_at: datetime


def newest_operations(source: Readable) -> dict[str, Operation]:
    """The newest act of each kind."""
    return {str(row["kind"]): Operation(**row) for row in source.rows(_NEWEST)}


def add_operation(change: Change, done: Operation) -> None:
    """Insert an act; its trail record must have been written."""
    change.insert(
        "operation_row",
        {"kind": done.kind, "outcome": done.outcome, "note": done.note, "happened_at": done.happened_at},
    )
