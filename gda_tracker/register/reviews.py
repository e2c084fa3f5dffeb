"""Reviews in the register: the queue, decisions, replies, and what they are decided beside."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from ..domain.review import Decision
from .database import Change
from .readable import Readable


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The newest decision on one entry version. `decided_at` is UTC."""

    version_id: str
    decision: str
    status: int | None
    evidence: int | None
    reason: str | None
    decided_at: datetime
    decided_by: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a signatory answered to a decision."""

    reply: str
    replied_at: datetime
    replied_by: str


# Only what can be decided waits: a claim above “not started”, a claim with evidence, or “not applicable”. And only
# what would count: an answer of a later cycle on the same item, unless it was returned, stands instead of this one.
_WAITING: Final = """
WITH submitted AS (
    SELECT entry_id, version_id, signatory_id, cycle, item, claimed, off_scale, saved_at, row_no,
           row_number() OVER (PARTITION BY entry_id ORDER BY row_no DESC) AS newest
    FROM counted_entry WHERE is_submitted
),
decided AS (
    SELECT version_id, max(CASE WHEN decision = 'return' THEN 1 ELSE 0 END) AS was_returned
    FROM review_row GROUP BY version_id
),
counting AS (
    SELECT s.entry_id, s.version_id, s.signatory_id, s.cycle, s.item, s.claimed, s.off_scale, s.saved_at,
           d.version_id AS decided_version,
           row_number() OVER (PARTITION BY s.signatory_id, s.item ORDER BY s.cycle DESC, s.row_no DESC) AS latest
    FROM submitted s LEFT JOIN decided d ON d.version_id = s.version_id
    WHERE s.newest = 1 AND coalesce(d.was_returned, 0) = 0
),
pieces AS (
    SELECT version_id, count(*) AS evidence_count,
           max(CASE WHEN kind = 'primary_document' AND coalesce(locator, '') <> '' THEN 2 ELSE 1 END) AS evidence
    FROM evidence_row GROUP BY version_id
),
waiting AS (
    SELECT s.entry_id, s.version_id, s.signatory_id, s.cycle, s.item, s.claimed, s.off_scale, s.saved_at,
           coalesce(p.evidence, 0) AS evidence, coalesce(p.evidence_count, 0) AS evidence_count
    FROM counting s LEFT JOIN pieces p ON p.version_id = s.version_id
    WHERE s.latest = 1 AND s.decided_version IS NULL
      AND (s.claimed >= 1 OR (s.claimed = 0 AND p.evidence_count > 0) OR s.off_scale = 'not_applicable')
)
"""

_QUEUE: Final = f"""{_WAITING}
SELECT w.entry_id, w.version_id, w.signatory_id, g.name, g.stakeholder_type, g.iso3, w.cycle, w.item, w.claimed,
       w.off_scale, w.evidence, w.evidence_count, w.saved_at AS submitted_at, count(*) OVER () AS waiting
FROM waiting w JOIN signatory g ON g.signatory_id = w.signatory_id
WHERE NOT list_contains($own::VARCHAR[], w.signatory_id)
  AND (w.entry_id = $wanted
       OR ($cycle IN ('', w.cycle)
           AND contains(strip_accents(lower(concat_ws(' ', g.name, g.iso3))), strip_accents(lower($search)))))
ORDER BY CASE WHEN w.entry_id = $wanted THEN 0 ELSE 1 END,
         CASE WHEN g.stakeholder_type = 'national_government' THEN 0 ELSE 1 END, w.saved_at, g.name, w.entry_id
LIMIT $most
"""

_CYCLES: Final = f"""{_WAITING}
SELECT DISTINCT cycle FROM waiting WHERE NOT list_contains($own::VARCHAR[], signatory_id) ORDER BY cycle DESC
"""

_DECISION: Final = """
SELECT version_id, decision, status, evidence, reason, decided_at, decided_by FROM review_row
WHERE version_id = $version_id ORDER BY row_no DESC LIMIT 1
"""

_EARLIER_DECISION: Final = """
SELECT version_id, decision, status, evidence, reason, decided_at, decided_by FROM review_row
WHERE entry_id = $entry_id AND version_id <> $version_id ORDER BY row_no DESC LIMIT 1
"""

_ENTRY_OF: Final = "SELECT entry_id FROM review_row WHERE version_id = $version_id ORDER BY row_no DESC LIMIT 1"

_REPLIES: Final = """
SELECT reply, replied_at, replied_by FROM reply_row WHERE version_id = $version_id ORDER BY row_no
"""

_SAME_WORDS: Final = """
SELECT DISTINCT g.name FROM counted_entry e JOIN signatory g ON g.signatory_id = e.signatory_id
WHERE e.narrative = $narrative AND e.signatory_id <> $signatory_id AND e.is_submitted
ORDER BY g.name LIMIT 3
"""

_ENDORSED_ON: Final = """
SELECT min(endorsed_on) AS endorsed_on FROM endorsement WHERE signatory_id = $signatory_id
"""


def waiting(
    source: Readable, most: int, own: Collection[str] = (), *, wanted: str = "", search: str = "", cycle: str = ""
) -> list[dict[str, Any]]:
    """Entries that wait for a decision: national governments first, then the oldest; `wanted` before all others.

    Without those of the signatories in `own`; `search` is looked for in the name, case and accents aside, and `wanted`
    stays whatever is searched. `waiting` in each row is how many there are in all.
    """
    chosen = {"own": sorted(own), "wanted": wanted, "search": search.strip(), "cycle": cycle}
    return source.rows(_QUEUE, {"most": most, **chosen})


def cycles_waiting(source: Readable, own: Collection[str] = ()) -> tuple[str, ...]:
    """The cycles in which anything waits, newest first, but for the signatories in `own`."""
    return tuple(str(row["cycle"]) for row in source.rows(_CYCLES, {"own": sorted(own)}))


def decision_on(source: Readable, version_id: str) -> Reviewed | None:
    """The newest decision on a version."""
    rows = source.rows(_DECISION, {"version_id": version_id})
    return Reviewed(**rows[0]) if rows else None


def decision_before(source: Readable, entry_id: str, version_id: str) -> Reviewed | None:
    """The newest decision on another version of an entry: for the newest version, on an earlier one."""
    rows = source.rows(_EARLIER_DECISION, {"entry_id": entry_id, "version_id": version_id})
    return Reviewed(**rows[0]) if rows else None


def entry_of(source: Readable, version_id: str) -> str | None:
    """The entry that a decided version belongs to."""
    rows = source.rows(_ENTRY_OF, {"version_id": version_id})
    return str(rows[0]["entry_id"]) if rows else None


def replies_to(source: Readable, version_id: str) -> tuple[Reply, ...]:
    """What the signatory replied about a version, oldest first."""
    return tuple(Reply(**row) for row in source.rows(_REPLIES, {"version_id": version_id}))


def others_with_the_same_words(source: Readable, signatory_id: str, narrative: str) -> tuple[str, ...]:
    """Names of up to three other signatories that submitted exactly this text."""
    rows = source.rows(_SAME_WORDS, {"signatory_id": signatory_id, "narrative": narrative})
    return tuple(str(row["name"]) for row in rows)


def first_endorsed_on(source: Readable, signatory_id: str) -> Any:
    """The day of the first endorsement, or None when it is unknown."""
    return source.rows(_ENDORSED_ON, {"signatory_id": signatory_id})[0]["endorsed_on"]


def add_decision(change: Change, key: Mapping[str, str], decision: Decision, who: str, when: datetime) -> None:
    """Insert a decision; `key` names `version_id`, `entry_id` and `signatory_id`."""
    change.insert(
        "review_row",
        {
            **key,
            "decision": decision.verdict.value,
            "status": None if decision.status is None else int(decision.status),
            "evidence": None if decision.evidence is None else int(decision.evidence),
            "reason": decision.reason,
            "decided_at": when,
            "decided_by": who,
        },
    )


def add_reply(change: Change, key: Mapping[str, str], reply: str, who: str, when: datetime) -> None:
    """Insert a reply; `key` names `version_id`, `entry_id` and `signatory_id`."""
    change.insert("reply_row", {**key, "reply": reply, "replied_at": when, "replied_by": who})
