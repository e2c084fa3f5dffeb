"""What was found when links of evidence were opened, and which have not been opened yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from .database import Change
from .readable import Readable


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """The newest look at one link; `outcome` works, gone, refused or unreachable. `checked_at` is UTC."""

    url: str
    outcome: str
    status: int | None
    title: str | None
    dated_on: date | None
    note: str | None
    checked_at: datetime


_NEWEST: Final = """
SELECT url, outcome, status, title, dated_on, note, checked_at FROM
    (SELECT *, row_number() OVER (PARTITION BY url ORDER BY row_no DESC) AS n FROM link_check_row
     WHERE list_contains($urls::VARCHAR[], url)) AS c
WHERE n = 1
"""

# Links of the newest version of each answer that nobody has opened since the given time; the newest answers first.
_WAITING: Final = """
WITH newest AS (
    SELECT version_id, row_no, row_number() OVER (PARTITION BY entry_id ORDER BY row_no DESC) AS n FROM entry_row
    WHERE saved_at >= $saved_since
)
SELECT p.url, max(e.row_no) AS newest_row FROM newest e JOIN evidence_row p ON p.version_id = e.version_id
WHERE e.n = 1 AND p.url IS NOT NULL
  AND p.url NOT IN (SELECT url FROM link_check_row WHERE checked_at >= $checked_since)
GROUP BY p.url ORDER BY newest_row DESC, p.url LIMIT $most
"""


def newest_checks(source: Readable, urls: Collection[str]) -> dict[str, LinkCheck]:
    """The newest look at each of these links that was ever looked at."""
    rows = source.rows(_NEWEST, {"urls": sorted(set(urls))}) if urls else []
    return {row["url"]: LinkCheck(**row) for row in rows}


def waiting_links(source: Readable, saved_since: datetime, checked_since: datetime, most: int) -> tuple[str, ...]:
    """Links in answers saved since a time that were not opened since another."""
    asked = {"saved_since": saved_since, "checked_since": checked_since, "most": most}
    return tuple(row["url"] for row in source.rows(_WAITING, asked))


def add_check(change: Change, url: str, found: Mapping[str, object], when: datetime) -> None:
    """Insert what was found; the act's trail record must have been written."""
    change.insert("link_check_row", {"url": url, **found, "checked_at": when})
