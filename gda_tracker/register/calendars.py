"""Calendars in the register: their addresses, of which only hashes are kept, and the days that they show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from .database import Change
from .follow_up import STEPS
from .merged import OWN
from .readable import Readable

_OF_TOKEN: Final = """
SELECT c.token_hash, c.person_id, coalesce(m.into_id, c.signatory_id) AS signatory_id, p.is_active,
       max(CASE WHEN c.signatory_id = '' AND r.role IN ('reviewer', 'administrator') THEN 1
                WHEN c.signatory_id <> '' AND r.signatory_id = coalesce(m.into_id, c.signatory_id) THEN 1
                ELSE 0 END) AS may_read
FROM calendar c JOIN person p ON p.person_id = c.person_id
LEFT JOIN merged m ON m.signatory_id = c.signatory_id
LEFT JOIN role r ON r.person_id = c.person_id
WHERE c.token_hash = $token_hash
GROUP BY c.token_hash, c.person_id, coalesce(m.into_id, c.signatory_id), p.is_active
"""

_MADE: Final = """
SELECT token_hash, set_at FROM calendar WHERE person_id = $person_id AND signatory_id = $signatory_id
ORDER BY set_at
"""

# Decisions of the last cycles on what is submitted; which of them may still be replied to, the service says.
_DECIDED: Final = f"""
SELECT g.name AS signatory, e.signatory_id, e.cycle, e.item, r.decided_at
FROM review r JOIN counted_entry e ON e.version_id = r.version_id
JOIN signatory g ON g.signatory_id = e.signatory_id
WHERE r.decided_at >= $since AND ($signatory_id = '' OR e.signatory_id IN {OWN})
ORDER BY r.decided_at, e.signatory_id, e.item
"""

_NEXT_STEPS: Final = f"""
WITH {STEPS}
SELECT g.signatory_id, g.name AS signatory, s.next_step, s.next_on
FROM latest l JOIN stands s ON s.row_no = l.row_no
JOIN signatory g ON g.signatory_id = l.signatory_id
JOIN officer o ON o.signatory_id = l.signatory_id AND o.person_id = $person_id
WHERE s.next_on IS NOT NULL AND s.next_on >= $since
ORDER BY s.next_on, g.name
"""


@dataclass(frozen=True, slots=True)
class Held:
    """A calendar by its address: whose it is, of which signatory ('' for the desk), and whether it still may read."""

    token_hash: str
    person_id: str
    signatory_id: str
    may_read: bool


@dataclass(frozen=True, slots=True)
class DecidedItem:
    """A decision on an answer. `decided_at` is UTC."""

    signatory: str
    signatory_id: str
    cycle: str
    item: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to be done next about a signatory that somebody looks after."""

    signatory_id: str
    signatory: str
    next_step: str
    next_on: date


def held(source: Readable, token_hash: str) -> Held | None:
    """The calendar of an address; None when there is none, or it was taken back."""
    rows = source.rows(_OF_TOKEN, {"token_hash": token_hash})
    if not rows:
        return None
    row = rows[0]
    may_read = bool(row["is_active"]) and row["may_read"] == 1
    return Held(str(row["token_hash"]), str(row["person_id"]), str(row["signatory_id"]), may_read)


def made(source: Readable, person_id: str, signatory_id: str) -> tuple[tuple[str, datetime], ...]:
    """Hash and moment (UTC) of the addresses that a person has for a signatory, or ('') for the desk."""
    rows = source.rows(_MADE, {"person_id": person_id, "signatory_id": signatory_id})
    return tuple((str(row["token_hash"]), row["set_at"]) for row in rows)


def decided(source: Readable, signatory_id: str, since: datetime) -> tuple[DecidedItem, ...]:
    """Decisions since a moment on one signatory's answers, or ('') on everybody's."""
    rows = source.rows(_DECIDED, {"signatory_id": signatory_id, "since": since})
    return tuple(DecidedItem(**row) for row in rows)


def next_steps(source: Readable, person_id: str, since: date) -> tuple[NextStep, ...]:
    """The next steps from a day on, for the signatories that a person looks after."""
    rows = source.rows(_NEXT_STEPS, {"person_id": person_id, "since": since})
    return tuple(NextStep(**row) for row in rows)


def add_calendar(change: Change, token_hash: str, person_id: str, signatory_id: str, *, is_valid: bool) -> None:
    """An address of a calendar, or that it is taken back."""
    row = {"token_hash": token_hash, "person_id": person_id, "signatory_id": signatory_id}
    change.insert("calendar_row", {**row, "is_valid": is_valid, "set_at": change.now})
