"""Follow-up in the register: who looks after whom, contacts and next steps, who can be written to."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import polars as pl

from ..domain.following import PLAN, Contact
from .database import Change, Register
from .merged import OWN
from .readable import Readable
from .reminders import BOUNCED, MAIL_ENDS


@dataclass(frozen=True, slots=True)
class NotedContact:
    """A note as it is on record. `set_at` is UTC, `set_by` a name."""

    contact: Contact
    set_at: datetime
    set_by: str


@dataclass(frozen=True, slots=True)
class ReportOfCycle:
    """One signatory in one cycle: its due day, and when it first and last submitted (UTC), if ever."""

    cycle: str
    cop: str
    due_on: date
    is_extended: bool
    first_at: datetime | None
    newest_at: datetime | None
    answers: int


@dataclass(frozen=True, slots=True)
class PersonOf:
    """Somebody who reports for a signatory."""

    name: str
    email: str
    role: str
    is_active: bool
    is_bounced: bool = False
    """Whether the address takes no mail: refused for good, or noted by hand."""


# A row without a next step leaves the planned one as it is; an empty one says that it is done.
STEPS: Final = """
stands AS (
    SELECT n.row_no, coalesce(m.into_id, n.signatory_id) AS signatory_id, n.kind, n.happened_on, n.next_step, n.next_on
    FROM contact_row n LEFT JOIN merged m ON m.signatory_id = n.signatory_id
),
latest AS (
    SELECT signatory_id, max(row_no) AS row_no FROM stands WHERE next_step IS NOT NULL GROUP BY signatory_id
)
"""

# The newest contact, a plan being none, is by day.
_BOARD: Final = f"""
WITH {STEPS},
met AS (
    SELECT signatory_id, max(happened_on) AS contact_on FROM stands WHERE kind NOT IN ('plan', 'undone')
    GROUP BY signatory_id
),
newest_officer AS (SELECT signatory_id, max(row_no) AS row_no FROM officer_row GROUP BY signatory_id),
looked_after AS (
    SELECT o.signatory_id, o.person_id FROM officer_row o JOIN newest_officer n ON n.row_no = o.row_no
    WHERE o.person_id <> ''
),
everybody AS (SELECT signatory_id FROM stands UNION SELECT signatory_id FROM looked_after)
SELECT e.signatory_id, o.person_id AS officer_id, coalesce(p.name, '') AS officer, m.contact_on,
       nullif(s.next_step, '') AS next_step, s.next_on
FROM everybody e
LEFT JOIN latest l ON l.signatory_id = e.signatory_id
LEFT JOIN stands s ON s.row_no = l.row_no
LEFT JOIN met m ON m.signatory_id = e.signatory_id
LEFT JOIN looked_after o ON o.signatory_id = e.signatory_id
LEFT JOIN person p ON p.person_id = o.person_id
"""

_CONTACTS: Final = f"""
SELECT c.kind, c.happened_on, c.note, c.next_step, c.next_on, c.set_at,
       coalesce(p.name, c.set_by) AS set_by
FROM contact_row c LEFT JOIN person p ON p.person_id = c.set_by
WHERE c.signatory_id IN {OWN}
ORDER BY c.happened_on DESC, c.row_no DESC
LIMIT 200
"""

_CYCLES: Final = f"""
WITH sent AS (
    SELECT cycle, min(submitted_at) AS first_at, max(submitted_at) AS newest_at
    FROM submission_row WHERE signatory_id IN {OWN} GROUP BY cycle
),
answered AS (
    SELECT cycle, count(DISTINCT item) AS answers FROM entry_row
    WHERE signatory_id IN {OWN} AND is_submitted GROUP BY cycle
)
SELECT c.code AS cycle, c.cop, coalesce(x.due_on, c.due_on) AS due_on, x.due_on IS NOT NULL AS is_extended,
       s.first_at, s.newest_at, coalesce(a.answers, 0) AS answers
FROM cycle c
LEFT JOIN extension x ON x.cycle = c.code AND x.signatory_id = $signatory_id
LEFT JOIN sent s ON s.cycle = c.code
LEFT JOIN answered a ON a.cycle = c.code
WHERE c.opens_on <= $today
ORDER BY c.opens_on DESC
"""

_PEOPLE: Final = f"""
WITH {MAIL_ENDS}, {BOUNCED}
SELECT DISTINCT p.name, p.email, r.role, p.is_active, b.recipient IS NOT NULL AS is_bounced
FROM role r JOIN person p ON p.person_id = r.person_id
LEFT JOIN bounced b ON b.recipient = p.email
WHERE r.signatory_id = $signatory_id
ORDER BY r.role DESC, p.name, p.email
"""

# Nobody is left to write to: there are focal points, and each one's address takes no mail.
_UNREACHED: Final = f"""
WITH {MAIL_ENDS}, {BOUNCED}
SELECT r.signatory_id
FROM role r JOIN person p ON p.person_id = r.person_id AND p.is_active
LEFT JOIN bounced b ON b.recipient = p.email
WHERE r.role = 'focal_point' AND list_contains($ids::VARCHAR[], r.signatory_id)
GROUP BY r.signatory_id HAVING count(*) = count(b.recipient)
"""

_STAFF: Final = """
SELECT DISTINCT p.person_id, p.name FROM role r JOIN person p ON p.person_id = r.person_id
WHERE r.role IN ('reviewer', 'administrator') AND p.is_active
ORDER BY p.name, p.person_id
"""

_OFFICERS: Final = """
SELECT o.signatory_id, o.person_id FROM officer o WHERE list_contains($ids::VARCHAR[], o.signatory_id)
"""

_OFFICER: Final = """
SELECT o.person_id, coalesce(p.name, o.person_id) AS name FROM officer o
LEFT JOIN person p ON p.person_id = o.person_id
WHERE o.signatory_id = $signatory_id
"""

_KNOWN: Final = "SELECT signatory_id FROM signatory WHERE list_contains($ids::VARCHAR[], signatory_id)"

_NEWEST_NOTES: Final = """
SELECT c.signatory_id, c.kind, c.happened_on, c.note, c.next_step, c.next_on, c.set_by
FROM contact_row c
JOIN (SELECT signatory_id, max(row_no) AS row_no FROM contact_row
      WHERE list_contains($ids::VARCHAR[], signatory_id) GROUP BY signatory_id) n ON n.row_no = c.row_no
"""


def board(register: Register) -> pl.DataFrame:
    """What the desk knows of each signatory that it was in contact with or looks after; others have no row."""
    return pl.DataFrame(register.frame(_BOARD))


def contacts(source: Readable, signatory_id: str) -> tuple[NotedContact, ...]:
    """The notes about a signatory, the newest 200, latest day first."""
    return tuple(
        NotedContact(
            _contact(row),
            row["set_at"],
            row["set_by"],
        )
        for row in source.rows(_CONTACTS, {"signatory_id": signatory_id})
    )


def reports_by_cycle(source: Readable, signatory_id: str, today: date) -> tuple[ReportOfCycle, ...]:
    """The cycles that have opened, newest first, with what the signatory sent in each."""
    rows = source.rows(_CYCLES, {"signatory_id": signatory_id, "today": today})
    return tuple(ReportOfCycle(**row) for row in rows)


def people_of(source: Readable, signatory_id: str) -> tuple[PersonOf, ...]:
    """Focal points first, then contributors."""
    return tuple(PersonOf(**row) for row in source.rows(_PEOPLE, {"signatory_id": signatory_id}))


def unreached(source: Readable, ids: Collection[str]) -> frozenset[str]:
    """Those of the signatories none of whose active focal points has an address that takes mail; one without a focal
    point is none of them."""
    return frozenset(str(row["signatory_id"]) for row in source.rows(_UNREACHED, {"ids": sorted(ids)}))


def staff(source: Readable) -> dict[str, str]:
    """Who can look after signatories: names by the person's identifier, by name."""
    return {str(row["person_id"]): str(row["name"]) for row in source.rows(_STAFF)}


def officer_of(source: Readable, signatory_id: str) -> tuple[str, str]:
    """Who looks after a signatory: identifier and name, both empty for nobody."""
    rows = source.rows(_OFFICER, {"signatory_id": signatory_id})
    return (str(rows[0]["person_id"]), str(rows[0]["name"])) if rows else ("", "")


def officers(source: Readable, ids: Collection[str]) -> dict[str, str]:
    """Who looks after each of these signatories; one that nobody looks after is left out."""
    return {str(row["signatory_id"]): str(row["person_id"]) for row in source.rows(_OFFICERS, {"ids": sorted(ids)})}


def known(source: Readable, ids: Collection[str]) -> frozenset[str]:
    """Those of the identifiers that name a signatory."""
    return frozenset(str(row["signatory_id"]) for row in source.rows(_KNOWN, {"ids": sorted(ids)}))


def newest_notes(source: Readable, ids: Collection[str]) -> dict[str, tuple[Contact, str]]:
    """The newest note about each of these signatories, with the person who made it."""
    return {
        str(row["signatory_id"]): (
            _contact(row),
            str(row["set_by"]),
        )
        for row in source.rows(_NEWEST_NOTES, {"ids": sorted(ids)})
    }


def add_contact(change: Change, ids: Collection[str], contact: Contact, when: datetime, who: str) -> None:
    """The same note about each of these signatories."""
    note = "" if contact.kind == PLAN else contact.note.strip()
    rows = pl.DataFrame({"contact_id": [secrets.token_hex(12) for _ in ids], "signatory_id": sorted(ids)}).with_columns(
        kind=pl.lit(contact.kind),
        happened_on=pl.lit(contact.happened_on),
        note=pl.lit(note),
        next_step=pl.lit(contact.next_step.strip() or ("" if contact.is_step_done else None), dtype=pl.String),
        next_on=pl.lit(contact.next_on, dtype=pl.Date),
        set_at=pl.lit(when),
        set_by=pl.lit(who),
    )
    change.insert_frame("contact_row", rows.to_arrow())


def _contact(row: Mapping[str, Any]) -> Contact:
    step = row["next_step"]
    return Contact(row["kind"], row["happened_on"], row["note"], step or "", row["next_on"], is_step_done=step == "")
