"""What the first page of the desk counts: what waits, reports received day by day, acts of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from .readable import Readable

# A reply is answered by what is decided after it, be it that the decision stands; where two readers are asked it waits
# in the queue from the first reading on. Nor is it answered apart where the signatory has amended the answer since.
_REPLIES: Final = """
WITH replied AS (
    SELECT entry_id, max(replied_at) AS replied_at, max(row_no) AS row_no FROM reply_row GROUP BY entry_id
)
SELECT r.entry_id, s.name, r.replied_at, count(*) OVER () AS total
FROM replied r
JOIN signatory s ON s.signatory_id = split_part(r.entry_id, '/', 1)
WHERE NOT EXISTS (SELECT 1 FROM review_row v WHERE v.entry_id = r.entry_id AND v.row_no > r.row_no)
  AND NOT EXISTS (SELECT 1 FROM reading_row m WHERE m.entry_id = r.entry_id AND m.row_no > r.row_no)
  AND NOT EXISTS (SELECT 1 FROM entry_row e
                  WHERE e.entry_id = r.entry_id AND e.is_submitted AND e.row_no > r.row_no)
ORDER BY r.replied_at, r.entry_id LIMIT 5
"""

_DEAD: Final = """
WITH looked AS (
    SELECT url, outcome, row_number() OVER (PARTITION BY url ORDER BY row_no DESC) AS n FROM link_check_row
),
dead AS (SELECT url FROM looked WHERE n = 1 AND outcome = 'gone'),
standing AS (
    SELECT entry_id, version_id, signatory_id, saved_at,
           row_number() OVER (PARTITION BY entry_id ORDER BY row_no DESC) AS n
    FROM entry_row WHERE is_submitted
)
SELECT s.entry_id, g.name, count(*) OVER () AS total
FROM dead d JOIN evidence_row p ON p.url = d.url
JOIN standing s ON s.version_id = p.version_id AND s.n = 1
JOIN signatory g ON g.signatory_id = s.signatory_id
GROUP BY s.entry_id, g.name, s.saved_at
ORDER BY s.saved_at DESC, s.entry_id LIMIT 5
"""

_RECEIVED: Final = """
SELECT CAST(received_at AS DATE) AS received_on, count(*) AS reports
FROM (SELECT signatory_id, min(submitted_at) AS received_at FROM submission_row
      WHERE cycle = $cycle GROUP BY signatory_id) AS r
GROUP BY CAST(received_at AS DATE) ORDER BY received_on
"""

_ACTS: Final = """
SELECT action, count(*) AS acts FROM trail
WHERE recorded_at >= $since AND recorded_at < $until AND action NOT LIKE 'session.%'
GROUP BY action ORDER BY acts DESC, action
"""

_IMPORTS: Final = """
SELECT import_id, file_name FROM
    (SELECT import_id, file_name, state, row_number() OVER (PARTITION BY import_id ORDER BY row_no DESC) AS n
     FROM import_row) AS i
WHERE n = 1 AND state = 'open' ORDER BY import_id
"""


@dataclass(frozen=True, slots=True)
class Some:
    """The first few of many: `shown` are (identifier, words), `total` counts all."""

    total: int
    shown: tuple[tuple[str, str], ...]


def replies_unread(source: Readable) -> Some:
    """Entries with a reply that nobody has answered by a decision, the oldest first."""
    return _some(source.rows(_REPLIES))


def dead_links(source: Readable) -> Some:
    """Submitted answers whose evidence has a link that was gone when last opened, the newest answers first."""
    return _some(source.rows(_DEAD))


def is_any_link_opened(source: Readable) -> bool:
    """Whether a link was ever opened: before that nothing is known of dead ones."""
    return bool(source.rows("SELECT 1 FROM link_check_row LIMIT 1"))


def imports_open(source: Readable) -> Some:
    """Lists that are not applied yet."""
    rows = source.rows(_IMPORTS)
    return Some(len(rows), tuple((row["import_id"], row["file_name"]) for row in rows[:5]))


def received_by_day(source: Readable, cycle: str) -> list[tuple[date, int]]:
    """How many signatories first submitted their report of a cycle on each day."""
    return [(row["received_on"], int(row["reports"])) for row in source.rows(_RECEIVED, {"cycle": cycle})]


def acts_between(source: Readable, since: datetime, until: datetime) -> list[tuple[str, int]]:
    """How many acts of each kind are in the trail; signing in and out are left out. Times are UTC."""
    rows = source.rows(_ACTS, {"since": since, "until": until})
    return [(row["action"], int(row["acts"])) for row in rows]


def _some(rows: list[dict[str, Any]]) -> Some:
    shown = tuple((row["entry_id"], f"{row['name']} · {row['entry_id'].rpartition('/')[2]}") for row in rows)
    return Some(int(rows[0]["total"]) if rows else 0, shown)
