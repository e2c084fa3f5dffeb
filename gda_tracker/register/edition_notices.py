"""What the register says of published editions: their files' hashes, and whether they were withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from .database import Change
from .readable import Readable

_PUBLICATIONS: Final = """
SELECT p.number, p.snapshot_on, p.published_at, p.file_sha256, t.actor_id AS published_by, p.reason
FROM publication AS p JOIN trail AS t ON t.seq = p.trail_seq
ORDER BY p.number DESC
"""

_NOTICES: Final = """
SELECT number, is_withdrawn, notice, set_at, set_by FROM edition_notice_row ORDER BY row_no DESC
"""


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication as recorded; `published_at` is UTC. `reason` says why, where it changed nothing."""

    number: int
    snapshot_on: date
    published_at: datetime
    file_sha256: str
    published_by: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One act: a withdrawal with its notice, or its undoing with the reason. `set_at` is UTC."""

    number: int
    is_withdrawn: bool
    notice: str
    set_at: datetime
    set_by: str


def published_numbers(source: Readable) -> tuple[int, ...]:
    """The numbers of the editions that the register has recorded."""
    return tuple(int(row["number"]) for row in source.rows("SELECT number FROM publication ORDER BY number"))


def publications(source: Readable) -> tuple[Publication, ...]:
    """Every recorded publication, newest first."""
    return tuple(Publication(**row) for row in source.rows(_PUBLICATIONS))


def notices(source: Readable) -> tuple[NoticeRow, ...]:
    """Every withdrawal and every undoing of one, newest first."""
    return tuple(NoticeRow(**row) for row in source.rows(_NOTICES))


def newest_notice(source: Readable, number: int) -> NoticeRow | None:
    """What holds of an edition; None when nothing was ever said of it."""
    return next((row for row in notices(source) if row.number == number), None)


def add_notice(change: Change, row: NoticeRow) -> None:
    """Insert an act; its trail record must have been written."""
    change.insert(
        "edition_notice_row",
        {
            "number": row.number,
            "is_withdrawn": row.is_withdrawn,
            "notice": row.notice,
            "set_at": row.set_at,
            "set_by": row.set_by,
        },
    )
