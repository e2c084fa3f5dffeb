"""What each of two readers found: kept apart from decisions, for they are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ..domain.review import Decision, ReviewReason, Verdict
from ..domain.statuses import EvidenceLevel, Status
from .database import Change
from .readable import Readable


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader found; `read_at` is UTC."""

    version_id: str
    found: Decision
    read_at: datetime
    read_by: str


@dataclass(frozen=True, slots=True)
class Open:
    """An answer that one reader has read; what was found is not in it."""

    entry_id: str
    version_id: str
    signatory_id: str
    name: str
    read_at: datetime
    read_by: str


# The newest reading of each reader, in the order in which they read first: those after the newest decision, which are
# still to decide, or those before it.
_OF: Final = """
WITH ruled AS (
    SELECT max(decided_at) AS decided_at FROM review_row WHERE version_id = $version_id
),
mine AS (
    SELECT m.*, r.decided_at IS NULL OR m.read_at > r.decided_at AS is_open
    FROM reading_row m CROSS JOIN ruled r WHERE m.version_id = $version_id
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY read_by, is_open ORDER BY row_no DESC) AS newest,
           min(row_no) OVER (PARTITION BY read_by, is_open) AS first_no
    FROM mine
)
SELECT version_id, decision, status, evidence, reason_code, reason, read_at, read_by FROM ranked
WHERE newest = 1 AND is_open = $is_open ORDER BY first_no
"""

# Both readings of each version that two have read. The second may not have been changed after the first was seen, so
# each reader's first word counts.
_PAIRS: Final = """
WITH said AS (
    SELECT version_id, decision, status, row_no,
           row_number() OVER (PARTITION BY version_id, read_by ORDER BY row_no) AS n
    FROM reading_row
),
ordered AS (
    SELECT version_id, decision, status, row_number() OVER (PARTITION BY version_id ORDER BY row_no) AS place
    FROM said WHERE n = 1
)
SELECT a.decision AS first_decision, a.status AS first_status, b.decision AS second_decision, b.status AS second_status
FROM ordered a JOIN ordered b ON b.version_id = a.version_id AND b.place = 2
WHERE a.place = 1 ORDER BY a.version_id
"""

_OPEN: Final = """
WITH ruled AS (
    SELECT version_id, max(decided_at) AS decided_at FROM review_row
    WHERE version_id IN (SELECT version_id FROM reading_row) GROUP BY version_id
),
read AS (
    SELECT m.version_id, m.entry_id, m.signatory_id, min(m.read_at) AS read_at, min(m.read_by) AS read_by,
           count(DISTINCT m.read_by) AS readers
    FROM reading_row m LEFT JOIN ruled v ON v.version_id = m.version_id
    WHERE v.version_id IS NULL OR m.read_at > v.decided_at
    GROUP BY m.version_id, m.entry_id, m.signatory_id
)
SELECT r.entry_id, r.version_id, r.signatory_id, g.name, r.read_at, r.read_by
FROM read r JOIN signatory g ON g.signatory_id = r.signatory_id
WHERE r.readers = 1
ORDER BY r.read_at LIMIT 200
"""


def readings_of(source: Readable, version_id: str) -> tuple[Reading, ...]:
    """What each reader of a version found since it was last decided, the first reader's first."""
    return _read(source, version_id, is_open=True)


def readings_behind(source: Readable, version_id: str) -> tuple[Reading, ...]:
    """What each reader found before the newest decision on a version, the first reader's first."""
    return _read(source, version_id, is_open=False)


def _read(source: Readable, version_id: str, *, is_open: bool) -> tuple[Reading, ...]:
    return tuple(
        Reading(
            str(row["version_id"]),
            Decision(
                verdict=Verdict(row["decision"]),
                status=None if row["status"] is None else Status(row["status"]),
                evidence=None if row["evidence"] is None else EvidenceLevel(row["evidence"]),
                reason=row["reason"],
                reason_code=ReviewReason(row["reason_code"]) if row["reason_code"] else None,
            ),
            row["read_at"],
            str(row["read_by"]),
        )
        for row in source.rows(_OF, {"version_id": version_id, "is_open": is_open})
    )


def pairs(source: Readable) -> tuple[tuple[str, str], ...]:
    """What two readers came to, version by version: the verdict, with the status where there is one (`lower 2`)."""
    return tuple(
        (_category(row["first_decision"], row["first_status"]), _category(row["second_decision"], row["second_status"]))
        for row in source.rows(_PAIRS)
    )


def waiting_for_second(source: Readable) -> tuple[Open, ...]:
    """Answers that one reader has read and nobody has decided since, the oldest first."""
    return tuple(Open(**row) for row in source.rows(_OPEN))


def add_reading(change: Change, key: Mapping[str, str], found: Decision, who: str, when: datetime) -> None:
    """Insert a reading; `key` names `version_id`, `entry_id` and `signatory_id`."""
    change.insert(
        "reading_row",
        {
            **key,
            "decision": found.verdict.value,
            "status": None if found.status is None else int(found.status),
            "evidence": None if found.evidence is None else int(found.evidence),
            "reason_code": found.reason_code.value if found.reason_code else None,
            "reason": found.reason,
            "read_at": when,
            "read_by": who,
        },
    )


def _category(decision: str, status: int | None) -> str:
    return decision if status is None else f"{decision} {status}"
