"""Outgoing mail in the register: what was queued, what became of it, and whom to tell.

Mail is queued in the transaction of the act that it tells of, under that act's trail record.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import polars as pl

from ..domain.mail import Letter, Recipient, State, wait_after
from ..domain.mail_stored import letter_of, stored, stored_body
from .database import Change
from .readable import Readable

_NEWEST: Final = """
WITH newest AS (SELECT mail_id, max(row_no) AS row_no FROM mail_state_row GROUP BY mail_id),
state AS (
    SELECT s.mail_id, s.row_no, s.state, s.attempt, s.note, s.recorded_at
    FROM mail_state_row s JOIN newest n ON n.row_no = s.row_no
)
"""

_UNFINISHED: Final = f"""{_NEWEST}
SELECT m.mail_id, m.kind, m.person_id, m.recipient, m.language, m.queued_at, m.row_no,
       coalesce(s.attempt, 0) AS attempts, s.recorded_at AS tried_at, s.note, m.report, m.signatory_id, m.copy_to
FROM mail_row m LEFT JOIN state s ON s.mail_id = m.mail_id
WHERE coalesce(s.state, 'again') IN ('failed', 'again', 'now')
ORDER BY m.row_no
"""

_TEXT: Final = """
SELECT m.kind, m.subject, m.body, coalesce(p.name, '') AS name
FROM mail_row m LEFT JOIN person p ON p.person_id = m.person_id
WHERE m.mail_id = $mail_id
"""

_SENT_SINCE: Final = "SELECT count(*) AS n FROM mail_state_row WHERE state = 'sent' AND recorded_at > $since"

_FINISHED: Final = f"""{_NEWEST}
SELECT state, count(*) AS n FROM state WHERE state NOT IN ('failed', 'again', 'now') GROUP BY state ORDER BY state
"""

_GIVEN_UP: Final = f"""{_NEWEST}
SELECT m.mail_id, m.recipient, s.note FROM state s JOIN mail_row m ON m.mail_id = s.mail_id
WHERE s.state = 'given_up' ORDER BY s.row_no DESC
"""

_HOLDERS: Final = """
SELECT DISTINCT p.person_id, p.email, p.name, coalesce(l.language, 'en') AS language
FROM role r JOIN person p ON p.person_id = r.person_id
LEFT JOIN person_language l ON l.person_id = p.person_id
WHERE r.role = $role AND r.signatory_id = $signatory_id AND p.is_active
ORDER BY p.email
"""

_INTERESTED: Final = "SELECT DISTINCT person_id FROM role WHERE signatory_id = $signatory_id"

_PERSON: Final = """
SELECT p.person_id, p.email, p.name, coalesce(l.language, 'en') AS language
FROM person p LEFT JOIN person_language l ON l.person_id = p.person_id
WHERE p.person_id = $person_id AND p.is_active
"""

# Only what nobody has touched yet can still be hastened; each decision is one, to however many people it goes.
_UNTOLD: Final = """
SELECT m.report, count(DISTINCT m.trail_seq) AS decisions, min(m.queued_at) AS first_at, max(m.queued_at) AS last_at
FROM mail_row m LEFT JOIN mail_state_row s ON s.mail_id = m.mail_id
WHERE m.report IS NOT NULL AND s.mail_id IS NULL
GROUP BY m.report ORDER BY m.report
"""

_UNTOLD_MAILS: Final = """
SELECT m.mail_id FROM mail_row m LEFT JOIN mail_state_row s ON s.mail_id = m.mail_id
WHERE m.report = $report AND s.mail_id IS NULL ORDER BY m.row_no
"""

_OPEN_INVITATION: Final = (
    "SELECT 1 AS is_open FROM invitation WHERE person_id = $person_id AND expires_at > $now LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A queued mail that was neither sent nor given up, without its text. Times are UTC."""

    mail_id: str
    kind: str
    person_id: str
    recipient: str
    language: str
    queued_at: datetime
    row_no: int
    attempts: int
    tried_at: datetime | None
    note: str | None
    report: str | None = None
    """Of decisions: the report that they are about, by which they are gathered."""
    signatory_id: str | None = None
    copy_to: str | None = None

    @property
    def due_at(self) -> datetime:
        """When it may be tried (again)."""
        return self.queued_at if self.tried_at is None else self.tried_at + wait_after(self.attempts)


def add_mail(
    change: Change, mail_id: str, letter: Letter, to: Recipient, signatory_id: str | None, report: str | None = None
) -> None:
    """Queue one mail; the trail record of the act that it tells of must have been written.

    `report`, such as `kenya/2026`, has it wait for others about the same report, to go together.
    """
    change.insert(
        "mail_row",
        {
            "mail_id": mail_id,
            "kind": letter.kind.value,
            "person_id": to.person_id,
            "recipient": to.email,
            "language": to.language,
            "subject": stored(letter.subject),
            "body": stored_body(letter.paragraphs),
            "signatory_id": signatory_id,
            "queued_at": change.now,
            "report": report,
        },
    )


def add_mails(change: Change, letters: Sequence[tuple[str, Letter, Recipient, str, str | None]]) -> None:
    """Queue many mails at once: id, letter, recipient, the signatory that it is about, and who gets a copy."""
    rows = [
        {
            "mail_id": mail_id,
            "kind": letter.kind.value,
            "person_id": to.person_id,
            "recipient": to.email,
            "language": to.language,
            "subject": stored(letter.subject),
            "body": stored_body(letter.paragraphs),
            "signatory_id": signatory_id,
            "queued_at": change.now,
            "copy_to": copy_to,
        }
        for mail_id, letter, to, signatory_id, copy_to in letters
    ]
    if rows:
        kinds: dict[str, Any] = {"queued_at": pl.Datetime("us"), "copy_to": pl.String}
        change.insert_frame("mail_row", pl.DataFrame(rows, schema_overrides=kinds).to_arrow())


def add_state(change: Change, mail_id: str, state: State, attempt: int, note: str | None) -> None:
    """Record what became of an attempt; `note` holds no personal data."""
    change.insert(
        "mail_state_row",
        {"mail_id": mail_id, "state": state.value, "attempt": attempt, "note": note, "recorded_at": change.now},
    )


def unfinished(source: Readable) -> tuple[Unfinished, ...]:
    """What waits, in the order in which it was queued."""
    return tuple(Unfinished(**row) for row in source.rows(_UNFINISHED))


@dataclass(frozen=True, slots=True)
class Untold:
    """Decisions on one report that its signatory has not been told of. Times are UTC."""

    report: str
    decisions: int
    first_at: datetime
    last_at: datetime


def untold(source: Readable) -> tuple[Untold, ...]:
    """The reports with decisions that are still being gathered."""
    return tuple(Untold(**row) for row in source.rows(_UNTOLD))


def untold_mails(source: Readable, report: str) -> tuple[str, ...]:
    """The mails about decisions on a report that are still being gathered."""
    return tuple(str(row["mail_id"]) for row in source.rows(_UNTOLD_MAILS, {"report": report}))


def letter_to(source: Readable, one: Unfinished) -> tuple[Letter, Recipient]:
    """The letter, and the recipient with its name as it is now; raises ValueError when the letter cannot be read."""
    row = source.rows(_TEXT, {"mail_id": one.mail_id})[0]
    to = Recipient(one.person_id, one.recipient, str(row["name"]), one.language)
    return letter_of(row["kind"], row["subject"], row["body"]), to


def sent_since(source: Readable, since: datetime) -> int:
    """How many mails were sent after a moment."""
    return int(source.rows(_SENT_SINCE, {"since": since})[0]["n"])


def finished(source: Readable) -> dict[str, int]:
    """How many mails ended in which state."""
    return {str(row["state"]): int(row["n"]) for row in source.rows(_FINISHED)}


def given_up(source: Readable) -> tuple[tuple[str, str, str], ...]:
    """Id, recipient and note of the mails that were given up, the last first."""
    return tuple((row["mail_id"], row["recipient"], row["note"] or "") for row in source.rows(_GIVEN_UP))


def holders(source: Readable, role: str, signatory_id: str = "") -> tuple[Recipient, ...]:
    """Active people with a role, for a signatory or ('') for none."""
    rows = source.rows(_HOLDERS, {"role": role, "signatory_id": signatory_id})
    return tuple(Recipient(**row) for row in rows)


def interested(source: Readable, signatory_id: str) -> Collection[str]:
    """The ids of those who report for a signatory in any role."""
    return frozenset(str(row["person_id"]) for row in source.rows(_INTERESTED, {"signatory_id": signatory_id}))


def recipient(source: Readable, person_id: str) -> Recipient | None:
    """An active person."""
    rows = source.rows(_PERSON, {"person_id": person_id})
    return Recipient(**rows[0]) if rows else None


def has_open_invitation(source: Readable, person_id: str, now: datetime) -> bool:
    """Whether the person could still set a password by a link that was made for it."""
    return bool(source.rows(_OPEN_INVITATION, {"person_id": person_id, "now": now}))
