"""Reminders in the register: whom they can go to, what went or will go, words of the secretariat's own, missions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import polars as pl

from ..domain.ladder import Step
from ..domain.reminder_words import StepWords
from .database import Change, Register
from .readable import Readable

# What became of a mail; a refusal for good (5xx) is a bounce until a later mail to that address is taken.
MAIL_ENDS: Final = """
newest_end AS (SELECT mail_id, max(row_no) AS row_no FROM mail_state_row GROUP BY mail_id),
mail_end AS (
    SELECT s.mail_id, s.state, s.note, s.recorded_at FROM mail_state_row s JOIN newest_end n ON n.row_no = s.row_no
)
"""

BOUNCED: Final = """
refused AS (
    SELECT m.recipient, max(m.row_no) AS row_no FROM mail_row m JOIN mail_end e ON e.mail_id = m.mail_id
    WHERE e.state = 'given_up' AND e.note LIKE '5%' GROUP BY m.recipient
),
taken AS (
    SELECT m.recipient, max(m.row_no) AS row_no FROM mail_row m JOIN mail_end e ON e.mail_id = m.mail_id
    WHERE e.state = 'sent' GROUP BY m.recipient
),
bounced AS (
    SELECT r.recipient FROM refused r LEFT JOIN taken t ON t.recipient = r.recipient
    WHERE r.row_no > coalesce(t.row_no, 0)
    UNION
    SELECT m.recipient FROM reminder r JOIN mail_row m ON m.mail_id = r.mail_id WHERE r.state = 'bounced'
)
"""

# Focal points, and those to whom items of the report are lent.
_RECIPIENTS: Final = f"""
WITH {MAIL_ENDS}, {BOUNCED},
helping AS (
    SELECT DISTINCT coalesce(m.into_id, l.signatory_id) AS signatory_id, l.person_id
    FROM lending l LEFT JOIN merged m ON m.signatory_id = l.signatory_id
    WHERE l.cycle = $cycle AND l.state = 'lent'
),
asked AS (
    SELECT r.signatory_id, r.person_id, max(CASE WHEN r.role = 'focal_point' THEN 1 ELSE 0 END) AS is_focal_point
    FROM role r LEFT JOIN helping h ON h.signatory_id = r.signatory_id AND h.person_id = r.person_id
    WHERE r.role = 'focal_point' OR (r.role = 'contributor' AND h.person_id IS NOT NULL)
    GROUP BY r.signatory_id, r.person_id
)
SELECT a.signatory_id, a.person_id, a.is_focal_point = 1 AS is_focal_point, p.name, p.email,
       coalesce(l.language, 'en') AS language, u.person_id IS NOT NULL AS is_unsubscribed,
       b.recipient IS NOT NULL AS is_bounced
FROM asked a JOIN person p ON p.person_id = a.person_id AND p.is_active
LEFT JOIN person_language l ON l.person_id = a.person_id
LEFT JOIN unsubscribed u ON u.person_id = a.person_id
LEFT JOIN bounced b ON b.recipient = p.email
ORDER BY a.signatory_id, is_focal_point DESC, p.name, a.person_id
"""

_TOLD: Final = f"""
WITH {MAIL_ENDS}
SELECT coalesce(m.into_id, r.signatory_id) AS signatory_id, r.person_id, r.step, r.due_on,
       CAST(r.goes_at AS DATE) AS goes_on
FROM reminder r LEFT JOIN mail_end e ON e.mail_id = r.mail_id
LEFT JOIN merged m ON m.signatory_id = r.signatory_id
WHERE r.cycle = $cycle AND r.state IN ('scheduled', 'queued')
  AND NOT (coalesce(e.state, '') = 'not_needed' OR (coalesce(e.state, '') = 'given_up' AND e.note LIKE '5%'))
"""

# Of a merged signatory's address and that of the one that it stands for, the latter comes last and holds.
_MISSIONS: Final = """
SELECT coalesce(g.into_id, m.signatory_id) AS signatory_id, m.email
FROM mission m LEFT JOIN merged g ON g.signatory_id = m.signatory_id
ORDER BY g.into_id IS NULL
"""

_GOVERNMENTS: Final = """
SELECT signatory_id, name FROM signatory WHERE stakeholder_type = 'national_government' ORDER BY name, signatory_id
"""

_SENDING: Final = """
SELECT count(*) AS n, min(goes_at) AS goes_at, min(CASE WHEN state = 'queued' THEN 1 ELSE 0 END) AS is_queued
FROM reminder WHERE sending_id = $sending_id
"""

_WORDS: Final = "SELECT step, language, subject, body FROM reminder_words"

_HIGHEST: Final = "SELECT coalesce(max(row_no), 0) AS n FROM reminder_row"


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Somebody who can be reminded about a signatory's report."""

    signatory_id: str
    person_id: str
    is_focal_point: bool
    name: str
    email: str
    language: str
    is_unsubscribed: bool
    is_bounced: bool


def to_ask(register: Register, cycle: str) -> pl.DataFrame:
    """Active focal points of each signatory, then those to whom items of its report in the cycle are lent.

    A row a person, with the fields of `ToAsk`.
    """
    return pl.DataFrame(register.frame(_RECIPIENTS, {"cycle": cycle}))


def told(register: Register, cycle: str) -> pl.DataFrame:
    """What went or will go in a cycle; neither what was stopped nor what bounced.

    `signatory_id`, `person_id`, `step`, the due day `due_on` that it was about (or null), and its day `goes_on`.
    """
    return pl.DataFrame(register.frame(_TOLD, {"cycle": cycle}))


def missions(source: Readable) -> dict[str, str]:
    """The addresses of permanent missions by signatory."""
    return {str(row["signatory_id"]): str(row["email"]) for row in source.rows(_MISSIONS)}


def governments(source: Readable) -> dict[str, str]:
    """The names of national governments by signatory, by name."""
    return {str(row["signatory_id"]): str(row["name"]) for row in source.rows(_GOVERNMENTS)}


def own_words(source: Readable) -> dict[tuple[Step, str], StepWords]:
    """The secretariat's own words by step and language."""
    return {
        (Step(row["step"]), str(row["language"])): StepWords.own(row["subject"], row["body"])
        for row in source.rows(_WORDS)
    }


def sending(source: Readable, sending_id: str) -> tuple[int, datetime | None, bool]:
    """How many reminders a click made, when they go (UTC), and whether they were queued at once."""
    row = source.rows(_SENDING, {"sending_id": sending_id})[0]
    return int(row["n"]), row["goes_at"], bool(row["is_queued"])


def newest_row(source: Readable) -> int:
    """The number of the newest row about a reminder: whether anything happened since somebody looked."""
    return int(source.rows(_HIGHEST)[0]["n"])


def add_reminders(change: Change, rows: Sequence[Mapping[str, Any]]) -> None:
    """Many reminders, or new states of them, at once."""
    schema: dict[str, Any] = {
        "reminder_id": pl.String, "signatory_id": pl.String, "cycle": pl.String, "step": pl.String,
        "person_id": pl.String, "state": pl.String, "goes_at": pl.Datetime("us"), "mail_id": pl.String,
        "note": pl.String, "set_at": pl.Datetime("us"), "set_by": pl.String, "due_on": pl.Date,
        "sending_id": pl.String,
    }  # fmt: skip
    if rows:
        change.insert_frame("reminder_row", pl.DataFrame(list(rows), schema=schema, orient="row").to_arrow())


def add_words(change: Change, key: tuple[Step, str], words: StepWords, when: datetime, who: str) -> None:
    """The secretariat's words of a step (first of `key`) in a language; empty ones go back to the standard."""
    row: Mapping[str, Any] = {"step": key[0].value, "language": key[1], "subject": words.subject, "body": words.body}
    change.insert("reminder_words_row", {**row, "set_at": when, "set_by": who})


def add_mission(change: Change, signatory_id: str, email: str, when: datetime, who: str) -> None:
    """The address of a signatory's permanent mission; empty for none any more."""
    change.insert("mission_row", {"signatory_id": signatory_id, "email": email, "set_at": when, "set_by": who})
