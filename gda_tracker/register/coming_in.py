"""Coming in: invitations, sessions, and attempts that failed.

Tokens never reach this module, only their SHA-256.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from ..domain.people import Person
from .database import Change, Register

_INVITED: Final = """
SELECT p.person_id, p.email, p.name, p.is_active
FROM invitation i JOIN person p ON p.person_id = i.person_id
WHERE i.token_hash = $token_hash AND i.expires_at > $now AND p.is_active
"""

_OPEN_INVITATIONS: Final = "SELECT token_hash, expires_at FROM invitation WHERE person_id = $person_id"

_SESSIONS: Final = "SELECT token_hash, started_at, expires_at FROM session WHERE person_id = $person_id"

_SESSION: Final = "SELECT person_id, started_at, expires_at FROM session WHERE token_hash = $token_hash"

_KNOWN_DEVICE: Final = "SELECT 1 AS is_known FROM session_row WHERE token_hash = $token_hash AND person_id = $person_id"

_FAILURES: Final = """
SELECT count(*) AS failures, max(failed_at) AS last_failed_at
FROM sign_in_failure
WHERE account_key = $account_key AND failed_at > $since
  AND failed_at > coalesce((SELECT max(s.started_at) FROM session_row s WHERE s.person_id = $person_id), $since)
"""


def invited(register: Register | Change, token_hash: str, now: datetime) -> Person | None:
    """Whom an unused, unexpired invitation is for."""
    rows = register.rows(_INVITED, {"token_hash": token_hash, "now": now})
    return Person.model_validate(rows[0]) if rows else None


def is_known_device(register: Register, token_hash: str, person_id: str) -> bool:
    """Whether that person once had a session with this token hash."""
    return bool(register.rows(_KNOWN_DEVICE, {"token_hash": token_hash, "person_id": person_id}))


def failures(
    register: Register, account_key: str, person_id: str | None, since: datetime
) -> tuple[int, datetime | None]:
    """Failed attempts on an address after `since` and after its last successful sign-in, and when the last was."""
    row = register.rows(_FAILURES, {"account_key": account_key, "person_id": person_id or "", "since": since})[0]
    return int(row["failures"]), row["last_failed_at"]


def write_invitation(change: Change, person_id: str, token_hash: str, expires_at: datetime) -> None:
    """An invitation that can be used once."""
    change.insert(
        "invitation_row",
        {"person_id": person_id, "token_hash": token_hash, "expires_at": expires_at, "is_used": False},
    )


def use_invitations(change: Change, person_id: str) -> None:
    """No open invitation of the person can be used any more."""
    for row in change.rows(_OPEN_INVITATIONS, {"person_id": person_id}):
        change.insert("invitation_row", {**row, "person_id": person_id, "is_used": True})


def write_session(change: Change, person_id: str, token_hash: str, started_at: datetime, expires_at: datetime) -> None:
    """A session that is held from now on."""
    change.insert(
        "session_row",
        {
            "person_id": person_id,
            "token_hash": token_hash,
            "started_at": started_at,
            "expires_at": expires_at,
            "is_ended": False,
        },
    )


def end_sessions(change: Change, person_id: str, *, keep: str | None = None) -> int:
    """End the person's sessions but the one with the token hash `keep`; returns how many."""
    rows = [row for row in change.rows(_SESSIONS, {"person_id": person_id}) if row["token_hash"] != keep]
    for row in rows:
        change.insert("session_row", {**row, "person_id": person_id, "is_ended": True})
    return len(rows)


def end_session(change: Change, token_hash: str) -> None:
    """End one session."""
    for row in change.rows(_SESSION, {"token_hash": token_hash}):
        change.insert("session_row", {**row, "token_hash": token_hash, "is_ended": True})


def write_failure(change: Change, account_key: str, failed_at: datetime) -> None:
    """A failed attempt on an address, known or not."""
    change.insert("sign_in_failure", {"account_key": account_key, "failed_at": failed_at})
