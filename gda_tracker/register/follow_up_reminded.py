"""Reminders that went, as the log of mails has them: somebody was written to, though nobody noted it by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from .database import Register
from .merged import OWN
from .readable import Readable

# What left, or was printed where no mail server is set; what came back, by a note of the desk, is `bounced`.
_WENT: Final = f"""
newest AS (
    SELECT reminder_id, max(row_no) AS row_no FROM reminder_row WHERE signatory_id IN {OWN} GROUP BY reminder_id
),
own AS (SELECT r.* FROM reminder_row r JOIN newest n ON n.row_no = r.row_no WHERE r.state = 'queued'),
went AS (
    SELECT mail_id, max(recorded_at) AS went_at, max(state) AS state FROM mail_state_row
    WHERE state IN ('sent', 'printed') AND mail_id IN (SELECT mail_id FROM own) GROUP BY mail_id
)
"""

# The same for all at once: few come back, so the newest row is looked for among those alone that ever did.
_REMINDED: Final = """
WITH ever_back AS (SELECT DISTINCT reminder_id FROM reminder_row WHERE state = 'bounced'),
newest_back AS (
    SELECT max(row_no) AS row_no FROM reminder_row
    WHERE reminder_id IN (SELECT reminder_id FROM ever_back) GROUP BY reminder_id
),
back AS (
    SELECT r.reminder_id FROM reminder_row r JOIN newest_back n ON n.row_no = r.row_no WHERE r.state = 'bounced'
),
reminded AS (
    SELECT r.signatory_id, CAST(max(s.recorded_at) AS DATE) AS reminded_on
    FROM reminder_row r JOIN mail_state_row s ON s.mail_id = r.mail_id
    WHERE r.state = 'queued' AND s.state IN ('sent', 'printed')
      AND r.reminder_id NOT IN (SELECT reminder_id FROM back)
    GROUP BY r.signatory_id
)
SELECT coalesce(m.into_id, r.signatory_id) AS signatory_id, max(r.reminded_on) AS reminded_on
FROM reminded r LEFT JOIN merged m ON m.signatory_id = r.signatory_id
GROUP BY coalesce(m.into_id, r.signatory_id)
"""

_SENT: Final = f"""
WITH {_WENT}
SELECT CAST(w.went_at AS DATE) AS went_on, r.step, coalesce(p.name, '') AS name, coalesce(l.recipient, '') AS email,
       w.state
FROM own r JOIN went w ON w.mail_id = r.mail_id
LEFT JOIN mail_row l ON l.mail_id = r.mail_id
LEFT JOIN person p ON p.person_id = r.person_id
ORDER BY w.went_at DESC, r.row_no DESC
LIMIT 200
"""


@dataclass(frozen=True, slots=True)
class SentReminder:
    """A reminder that went: on which day (UTC), which step, to whom; `state` as in the log, sent or printed."""

    went_on: date
    step: str
    name: str
    email: str
    state: str


def reminded(register: Register) -> pl.DataFrame:
    """On which day the newest reminder went, by signatory; others have no row."""
    return pl.DataFrame(register.frame(_REMINDED))


def sent_reminders(source: Readable, signatory_id: str) -> tuple[SentReminder, ...]:
    """The reminders about a signatory that went, the newest 200, newest first."""
    return tuple(SentReminder(**row) for row in source.rows(_SENT, {"signatory_id": signatory_id}))
