"""Reviews in the register: decisions, replies, and what they are decided beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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

# What has been said to the signatory of the newest decision: how many mails wait, and how many have gone.
_TOLD: Final = """
WITH newest AS (
    SELECT trail_seq FROM review_row WHERE version_id = $version_id ORDER BY row_no DESC LIMIT 1
),
state AS (
    SELECT mail_id, max(row_no) AS row_no FROM mail_state_row GROUP BY mail_id
)
SELECT m.mail_id, s.state IN ('sent', 'gathered', 'printed', 'now') AS is_told
FROM mail_row m
JOIN newest n ON n.trail_seq = m.trail_seq
LEFT JOIN state l ON l.mail_id = m.mail_id
LEFT JOIN mail_state_row s ON s.row_no = l.row_no
WHERE m.report IS NOT NULL ORDER BY m.row_no
"""

_UNANSWERED: Final = """
SELECT 1 FROM (SELECT max(row_no) AS row_no FROM reply_row WHERE version_id = $version_id) AS p
WHERE p.row_no > (SELECT coalesce(max(row_no), 0) FROM review_row WHERE version_id = $version_id)
"""

_SAME_WORDS: Final = """
SELECT DISTINCT g.name FROM counted_entry e JOIN signatory g ON g.signatory_id = e.signatory_id
WHERE e.narrative = $narrative AND e.signatory_id <> $signatory_id AND e.is_submitted
ORDER BY g.name LIMIT 3
"""

_WORDS_OF_OTHERS: Final = """
SELECT DISTINCT e.narrative FROM counted_entry e
WHERE e.narrative IN (SELECT unnest($narratives)) AND e.signatory_id <> $signatory_id AND e.is_submitted
"""

_ENDORSED_ON: Final = """
SELECT min(endorsed_on) AS endorsed_on FROM endorsement WHERE signatory_id = $signatory_id
"""


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


def is_reply_open(source: Readable, version_id: str) -> bool:
    """Whether the signatory replied and nothing was decided since, not even that the decision stands."""
    return bool(source.rows(_UNANSWERED, {"version_id": version_id}))


def mails_of_decision(source: Readable, version_id: str) -> dict[str, bool]:
    """The mails that tell of the newest decision on a version: whether each has gone, or is to go at once."""
    rows = source.rows(_TOLD, {"version_id": version_id})
    return {str(row["mail_id"]): bool(row["is_told"]) for row in rows}


def others_with_the_same_words(source: Readable, signatory_id: str, narrative: str) -> tuple[str, ...]:
    """Names of up to three other signatories that submitted exactly this text."""
    rows = source.rows(_SAME_WORDS, {"signatory_id": signatory_id, "narrative": narrative})
    return tuple(str(row["name"]) for row in rows)


def words_of_others(source: Readable, signatory_id: str, narratives: Iterable[str]) -> frozenset[str]:
    """Those of these texts that another signatory submitted word for word, looked up at once."""
    asked = sorted(set(narratives))
    if not asked:
        return frozenset()
    rows = source.rows(_WORDS_OF_OTHERS, {"signatory_id": signatory_id, "narratives": asked})
    return frozenset(str(row["narrative"]) for row in rows)


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
