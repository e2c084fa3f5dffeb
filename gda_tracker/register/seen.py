"""What stood on a version when somebody looked: the numbers of its newest decision, reading and reply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .readable import Readable


@dataclass(frozen=True, slots=True)
class Seen:
    """Row numbers; 0 where there was none. They name what was there without saying what it held."""

    decision: int = 0
    reading: int = 0
    reply: int = 0


NOTHING: Final = Seen()

_NEWEST: Final = """
SELECT (SELECT coalesce(max(row_no), 0) FROM review_row WHERE version_id = $version_id) AS decision,
       (SELECT coalesce(max(row_no), 0) FROM reading_row WHERE version_id = $version_id) AS reading,
       (SELECT coalesce(max(row_no), 0) FROM reply_row WHERE version_id = $version_id) AS reply
"""


def seen_on(source: Readable, version_id: str) -> Seen:
    """What stands on a version now."""
    return Seen(**source.rows(_NEWEST, {"version_id": version_id})[0])
