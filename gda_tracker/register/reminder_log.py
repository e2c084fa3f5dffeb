"""What became of reminders: the log, bounces, and what the minute's look needs to know of the scheduled ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from .readable import Readable
from .reminders import BOUNCED, MAIL_ENDS

# A reminder's own state until its mail is queued, then what became of the mail.
_STANDING: Final = f"""
WITH {MAIL_ENDS},
standing AS (
    SELECT r.reminder_id, coalesce(g.into_id, r.signatory_id) AS signatory_id, r.cycle, r.step, r.person_id,
           r.goes_at, r.note, r.due_on, r.mail_id, r.row_no, coalesce(m.recipient, '') AS recipient,
           coalesce(m.copy_to, '') AS copy_to, e.note AS mail_note, e.recorded_at, r.state AS own_state,
           CASE WHEN r.state <> 'queued' THEN r.state
                WHEN e.state IN ('sent', 'gathered', 'printed') THEN e.state
                WHEN e.state = 'not_needed' THEN 'stopped'
                WHEN e.state = 'given_up' AND e.note LIKE '5%' THEN 'bounced'
                WHEN e.state = 'given_up' THEN 'failed'
                WHEN e.state = 'failed' THEN 'retried'
                ELSE 'queued' END AS state
    FROM reminder r
    LEFT JOIN mail_row m ON m.mail_id = r.mail_id
    LEFT JOIN mail_end e ON e.mail_id = r.mail_id
    LEFT JOIN merged g ON g.signatory_id = r.signatory_id
)
"""

_LOG: Final = f"""{_STANDING}
SELECT s.reminder_id, s.signatory_id, coalesce(g.name, s.signatory_id) AS signatory, s.cycle, s.step, s.person_id,
       coalesce(p.name, '') AS name, coalesce(nullif(s.recipient, ''), p.email, '') AS email,
       s.copy_to, s.state, s.goes_at, coalesce(s.note, s.mail_note, '') AS note, s.recorded_at
FROM standing s
LEFT JOIN signatory g ON g.signatory_id = s.signatory_id
LEFT JOIN person p ON p.person_id = s.person_id
WHERE ($state = '' OR s.state = $state) AND ($signatory_id = '' OR s.signatory_id = $signatory_id)
ORDER BY s.row_no DESC
LIMIT $most OFFSET $skipped
"""

_COUNTS: Final = f"""{_STANDING}
SELECT state, count(*) AS n FROM standing
WHERE ($signatory_id = '' OR signatory_id = $signatory_id) GROUP BY state ORDER BY state
"""

_ONE: Final = f"{_STANDING} SELECT * FROM standing WHERE reminder_id = $reminder_id"

_TO_MEND: Final = f"""
WITH {MAIL_ENDS}, {BOUNCED}
SELECT p.person_id, p.name, p.email, r.signatory_id, g.name AS signatory
FROM bounced b JOIN person p ON p.email = b.recipient AND p.is_active
JOIN role r ON r.person_id = p.person_id
JOIN signatory g ON g.signatory_id = r.signatory_id
ORDER BY g.name, p.name, p.person_id
LIMIT 500
"""

_ANSWERED: Final = """
SELECT 1 AS is_answered
FROM reminder r
JOIN submission_row s ON s.cycle = r.cycle
LEFT JOIN merged a ON a.signatory_id = s.signatory_id
LEFT JOIN merged b ON b.signatory_id = r.signatory_id
WHERE r.mail_id = $mail_id AND coalesce(a.into_id, s.signatory_id) = coalesce(b.into_id, r.signatory_id)
LIMIT 1
"""

# What is scheduled, beside what holds now: it stops, moves or goes by that.
_SCHEDULED: Final = f"""
WITH {MAIL_ENDS}, {BOUNCED},
waiting AS (
    SELECT r.*, coalesce(m.into_id, r.signatory_id) AS stands_for
    FROM reminder r LEFT JOIN merged m ON m.signatory_id = r.signatory_id WHERE r.state = 'scheduled'
),
received AS (
    SELECT DISTINCT coalesce(m.into_id, s.signatory_id) AS signatory_id, s.cycle
    FROM submission_row s LEFT JOIN merged m ON m.signatory_id = s.signatory_id
),
held AS (
    SELECT person_id, signatory_id, max(CASE WHEN role = 'focal_point' THEN 1 ELSE 0 END) AS is_focal_point
    FROM role WHERE role IN ('focal_point', 'contributor') GROUP BY person_id, signatory_id
)
SELECT w.reminder_id, w.stands_for AS signatory_id, w.cycle, w.step, w.person_id, w.goes_at, w.sending_id,
       w.due_on AS told_due_on, g.name AS signatory, coalesce(x.due_on, c.due_on) AS due_on,
       s.signatory_id IS NOT NULL AS is_submitted, coalesce(p.is_active, false) AS is_active, p.name, p.email,
       coalesce(l.language, 'en') AS language, h.is_focal_point, u.person_id IS NOT NULL AS is_unsubscribed,
       b.recipient IS NOT NULL AS is_bounced, coalesce(v.email, '') AS mission
FROM waiting w
LEFT JOIN signatory g ON g.signatory_id = w.stands_for
LEFT JOIN cycle c ON c.code = w.cycle
LEFT JOIN extension x ON x.signatory_id = w.stands_for AND x.cycle = w.cycle
LEFT JOIN received s ON s.signatory_id = w.stands_for AND s.cycle = w.cycle
LEFT JOIN person p ON p.person_id = w.person_id
LEFT JOIN person_language l ON l.person_id = w.person_id
LEFT JOIN held h ON h.person_id = w.person_id AND h.signatory_id = w.stands_for
LEFT JOIN unsubscribed u ON u.person_id = w.person_id
LEFT JOIN bounced b ON b.recipient = p.email
LEFT JOIN mission v ON v.signatory_id = w.stands_for
ORDER BY w.row_no
"""


_HAS_SCHEDULED: Final = "SELECT 1 AS waits FROM reminder WHERE state = 'scheduled' LIMIT 1"


@dataclass(frozen=True, slots=True)
class Logged:
    """One reminder and what became of it. Times are UTC; `email` is where it went, or would go."""

    reminder_id: str
    signatory_id: str
    signatory: str
    cycle: str
    step: str
    person_id: str
    name: str
    email: str
    copy_to: str
    state: str
    goes_at: datetime
    note: str
    recorded_at: datetime | None


@dataclass(frozen=True, slots=True)
class ToMend:
    """An address that takes no mail, and for whom its owner reports."""

    person_id: str
    name: str
    email: str
    signatory_id: str
    signatory: str


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A reminder that waits for its time, and what holds of it now."""

    reminder_id: str
    signatory_id: str
    cycle: str
    step: str
    person_id: str
    goes_at: datetime
    sending_id: str | None
    told_due_on: date | None
    signatory: str | None
    due_on: date | None
    is_submitted: bool
    is_active: bool
    name: str | None
    email: str | None
    language: str
    is_focal_point: int | None
    """None where the person reports for the signatory in no role any more."""
    is_unsubscribed: bool
    is_bounced: bool
    mission: str


def log(
    source: Readable, *, state: str = "", signatory_id: str = "", most: int = 50, skipped: int = 0
) -> tuple[Logged, ...]:
    """Reminders, the newest first; empty words keep all."""
    asked = {"state": state, "signatory_id": signatory_id, "most": most, "skipped": skipped}
    return tuple(Logged(**row) for row in source.rows(_LOG, asked))


def counts(source: Readable, signatory_id: str = "") -> dict[str, int]:
    """How many reminders there are in each state."""
    return {str(row["state"]): int(row["n"]) for row in source.rows(_COUNTS, {"signatory_id": signatory_id})}


def one(source: Readable, reminder_id: str) -> dict[str, Any] | None:
    """A reminder with the state that it is in."""
    rows = source.rows(_ONE, {"reminder_id": reminder_id})
    return rows[0] if rows else None


def to_mend(source: Readable) -> tuple[ToMend, ...]:
    """Addresses of people who report that take no mail: refused for good, or noted by hand."""
    return tuple(ToMend(**row) for row in source.rows(_TO_MEND))


def is_answered(source: Readable, mail_id: str) -> bool:
    """Whether the report that a queued reminder asks for has come in meanwhile."""
    return bool(source.rows(_ANSWERED, {"mail_id": mail_id}))


def scheduled(source: Readable) -> tuple[Scheduled, ...]:
    """All reminders that wait for their time."""
    return tuple(Scheduled(**row) for row in source.rows(_SCHEDULED))


def has_scheduled(source: Readable) -> bool:
    """Whether any reminder waits for its time."""
    return bool(source.rows(_HAS_SCHEDULED))
