"""What the register knows of the secretariat's own work: reviews, readings, audits, links, backups, what waits.

Everything is as of a day; where `since` is given, of acts after it. The queries about what counts run inside
`accepting`, on the tables that it prepares.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ..domain.service import AuditFacts, ServiceFacts
from .database import Register

# What can be decided: as the queue has it (register/review_queue.py), but as of the edition's day.
_BACKLOG: Final = """
    SELECT count(*) AS waiting, min(CAST(e.saved_at AS DATE)) AS oldest_on
    FROM newest_entry AS n
    JOIN accepted_entry AS a ON a.row_no = n.row_no
    JOIN entry_row AS e ON e.row_no = n.row_no
    WHERE a.review_no IS NULL
      AND (e.claimed >= 1 OR e.off_scale = 'not_applicable'
           OR (e.claimed = 0 AND e.version_id IN (SELECT version_id FROM evidence_row)))
"""

# Each version once, with the first day on which it was decided and the newest decision by the day.
_DECIDED: Final = """
    WITH decided AS (
        SELECT version_id, min(CAST(decided_at AS DATE)) AS first_on, max(row_no) AS newest
        FROM review_row WHERE CAST(decided_at AS DATE) <= $on GROUP BY version_id
    ),
    taken AS (
        SELECT d.version_id, d.first_on, v.decision, date_diff('day', CAST(e.saved_at AS DATE), d.first_on) AS days
        FROM decided AS d
        JOIN review_row AS v ON v.row_no = d.newest
        JOIN (SELECT version_id, min(saved_at) AS saved_at FROM entry_row WHERE is_submitted GROUP BY version_id) AS e
          ON e.version_id = d.version_id
        WHERE d.first_on > $since
    ),
    readers AS (
        SELECT version_id, count(DISTINCT read_by) AS readers FROM reading_row
        WHERE CAST(read_at AS DATE) <= $on GROUP BY version_id
    )
    SELECT count(*) AS decided, percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS median_days,
           count(CASE WHEN decision = 'lower' THEN 1 END) AS lowered,
           count(CASE WHEN decision = 'return' THEN 1 END) AS returned,
           count(CASE WHEN r.readers >= 2 THEN 1 END) AS double_read
    FROM taken AS t LEFT JOIN readers AS r ON r.version_id = t.version_id
"""

# The first word of each of the first two readers of a version.
_PAIRS: Final = """
    WITH said AS (
        SELECT version_id, decision, status, row_no,
               row_number() OVER (PARTITION BY version_id, read_by ORDER BY row_no) AS n
        FROM reading_row WHERE CAST(read_at AS DATE) <= $on AND CAST(read_at AS DATE) > $since
    ),
    ordered AS (
        SELECT version_id, decision || coalesce(' ' || CAST(status AS TEXT), '') AS word,
               row_number() OVER (PARTITION BY version_id ORDER BY row_no) AS place
        FROM said WHERE n = 1
    )
    SELECT a.word AS first_word, b.word AS second_word
    FROM ordered AS a JOIN ordered AS b ON b.version_id = a.version_id AND b.place = 2
    WHERE a.place = 1 ORDER BY a.version_id
"""

# Decisions that lower a claim or refuse a reason: the window for a reply has passed by `$closed_on`.
_TACIT: Final = """
    WITH decided AS (
        SELECT version_id, max(row_no) AS newest FROM review_row
        WHERE CAST(decided_at AS DATE) <= $on GROUP BY version_id
    ),
    against AS (
        SELECT v.version_id, CAST(v.decided_at AS DATE) AS decided_on
        FROM decided AS d JOIN review_row AS v ON v.row_no = d.newest
        WHERE v.decision IN ('lower', 'refuse_not_applicable') AND CAST(v.decided_at AS DATE) > $since
    ),
    replied AS (
        SELECT DISTINCT version_id FROM reply_row WHERE CAST(replied_at AS DATE) <= $on
    )
    SELECT count(CASE WHEN a.decided_on <= $closed_on THEN 1 END) AS closed,
           count(CASE WHEN a.decided_on <= $closed_on AND r.version_id IS NULL THEN 1 END) AS tacit,
           count(CASE WHEN a.decided_on > $closed_on AND r.version_id IS NULL THEN 1 END) AS coming
    FROM against AS a LEFT JOIN replied AS r ON r.version_id = a.version_id
"""

_LINKS: Final = """
    WITH shown AS (
        SELECT DISTINCT v.url FROM evidence_row AS v
        JOIN entry_row AS e ON e.version_id = v.version_id
        JOIN accepted_entry AS a ON a.row_no = e.row_no
        WHERE v.is_public AND v.url IS NOT NULL
    ),
    looked AS (
        SELECT url, outcome, row_number() OVER (PARTITION BY url ORDER BY row_no DESC) AS newest
        FROM link_check_row WHERE CAST(checked_at AS DATE) <= $on
    )
    SELECT count(*) AS checked, count(CASE WHEN l.outcome = 'gone' THEN 1 END) AS dead
    FROM shown AS s JOIN looked AS l ON l.url = s.url WHERE l.newest = 1
"""

_OPERATION: Final = """
    SELECT kind, max(CAST(happened_at AS DATE)) AS happened_on FROM operation_row
    WHERE outcome = 'good' AND CAST(happened_at AS DATE) <= $on GROUP BY kind
"""

_AUDIT: Final = """
    WITH last AS (
        SELECT audit_id, max(CAST(set_at AS DATE)) AS drawn_on, max(row_no) AS row_no FROM audit_row
        WHERE CAST(set_at AS DATE) <= $on GROUP BY audit_id ORDER BY max(row_no) DESC LIMIT 1
    ),
    claims AS (
        SELECT c.version_id, c.outcome,
               row_number() OVER (PARTITION BY c.version_id ORDER BY c.row_no DESC) AS newest
        FROM audit_claim_row AS c JOIN last AS l ON l.audit_id = c.audit_id
        WHERE CAST(c.set_at AS DATE) <= $on
    )
    SELECT (SELECT drawn_on FROM last) AS drawn_on, count(*) AS drawn,
           count(CASE WHEN outcome IN ('holds', 'over_claimed') THEN 1 END) AS judged,
           count(CASE WHEN outcome = 'over_claimed' THEN 1 END) AS over_claimed
    FROM claims WHERE newest = 1
"""

# Returned, and not sent again: what the signatory still has to answer.
_OPEN_RETURNS: Final = """
    WITH newest AS (
        SELECT entry_id, max(row_no) AS row_no FROM counted_entry
        WHERE is_submitted AND CAST(saved_at AS DATE) <= $on GROUP BY entry_id
    )
    SELECT count(*) AS n FROM newest AS w
    JOIN entry_row AS e ON e.row_no = w.row_no
    JOIN (SELECT version_id, max(row_no) AS row_no FROM review_row
          WHERE CAST(decided_at AS DATE) <= $on GROUP BY version_id) AS d ON d.version_id = e.version_id
    JOIN review_row AS v ON v.row_no = d.row_no WHERE v.decision = 'return'
"""

# A reply to the newest decision on an answer that still stands: the secretariat has said nothing after it.
_UNANSWERED: Final = """
    SELECT count(DISTINCT p.version_id) AS n
    FROM (SELECT version_id, max(row_no) AS row_no FROM reply_row
          WHERE CAST(replied_at AS DATE) <= $on GROUP BY version_id) AS p
    JOIN entry_row AS e ON e.version_id = p.version_id AND e.is_submitted
    WHERE NOT EXISTS (SELECT 1 FROM review_row AS v WHERE v.version_id = p.version_id AND v.row_no > p.row_no)
      AND NOT EXISTS (SELECT 1 FROM entry_row AS x
                      WHERE x.entry_id = e.entry_id AND x.is_submitted AND x.row_no > p.row_no)
"""

_FILES: Final = """
    SELECT DISTINCT v.file_sha256 FROM evidence_row AS v
    JOIN entry_row AS e ON e.version_id = v.version_id
    JOIN accepted_entry AS a ON a.row_no = e.row_no
    WHERE v.is_public AND v.file_sha256 IS NOT NULL ORDER BY v.file_sha256
"""

_CODES: Final = """
    SELECT DISTINCT 'reason_code' AS what, e.reason_code AS code
    FROM entry_row AS e JOIN accepted_entry AS a ON a.row_no = e.row_no WHERE e.reason_code IS NOT NULL
    UNION SELECT DISTINCT 'evidence_kind', v.kind
    FROM evidence_row AS v JOIN entry_row AS e ON e.version_id = v.version_id
    JOIN accepted_entry AS a ON a.row_no = e.row_no WHERE v.is_public
    ORDER BY what, code
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What still moves while an edition is made: it blocks nothing, and whoever publishes should know of it."""

    open_returns: int
    unanswered_replies: int
    tacit_coming: int


def service_facts(register: Register, *, since: date, closed_on: date, on: date) -> ServiceFacts:
    """Everything counted, inside `accepting`; `closed_on`: decisions up to it are past their reply window."""
    period = {"on": on, "since": since}
    backlog, decided, tacit, links = (
        _one(register, _BACKLOG, {}),
        _one(register, _DECIDED, period),
        _one(register, _TACIT, {**period, "closed_on": closed_on}),
        _one(register, _LINKS, {"on": on}),
    )
    kept = {str(row["kind"]): row["happened_on"] for row in register.rows(_OPERATION, {"on": on})}
    words = tuple((str(row["first_word"]), str(row["second_word"])) for row in register.rows(_PAIRS, period))
    audit = _one(register, _AUDIT, {"on": on})
    return ServiceFacts(
        on=on,
        since=since,
        waiting=int(backlog["waiting"]),
        oldest_on=backlog["oldest_on"],
        decided=int(decided["decided"]),
        median_days=decided["median_days"],
        lowered=int(decided["lowered"]),
        returned=int(decided["returned"]),
        double_read=int(decided["double_read"]),
        pairs=words,
        reply_windows_closed=int(tacit["closed"]),
        tacit=int(tacit["tacit"]),
        links_checked=int(links["checked"]),
        links_dead=int(links["dead"]),
        backed_up_on=kept.get("backup"),
        backup_checked_on=kept.get("backup_check"),
        audit=AuditFacts(**audit) if audit["drawn_on"] else None,
    )


def waiting(register: Register, *, since: date, closed_on: date, on: date) -> Waiting:
    """What waits at a day."""
    found = _one(register, _TACIT, {"on": on, "since": since, "closed_on": closed_on})
    return Waiting(
        int(_one(register, _OPEN_RETURNS, {"on": on})["n"]),
        int(_one(register, _UNANSWERED, {"on": on})["n"]),
        int(found["coming"]),
    )


def public_files(register: Register) -> tuple[str, ...]:
    """The SHA-256 of every file that the edition would show, inside `accepting`."""
    return tuple(str(row["file_sha256"]) for row in register.rows(_FILES))


def used_codes(register: Register) -> tuple[tuple[str, str], ...]:
    """Reason codes and kinds of evidence that the edition would show, inside `accepting`."""
    return tuple((str(row["what"]), str(row["code"])) for row in register.rows(_CODES))


def _one(register: Register, sql: str, values: Mapping[str, object]) -> dict[str, Any]:
    return register.rows(sql, values)[0]
