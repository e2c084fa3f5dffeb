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
_WENT: Final = """
newest AS (SELECT reminder_id, max(row_no) AS row_no FROM reminder_row GROUP BY reminder_id),
went AS (
    SELECT mail_id, max(recorded_at) AS went_at, max(state) AS state FROM mail_state_row
    WHERE state IN ('sent', 'printed') GROUP BY mail_id
)
"""

_REMINDED: Final = f"""
WITH {_WENT}
SELECT coalesce(m.into_id, r.signatory_id) AS signatory_id, CAST(max(w.went_at) AS DATE) AS reminded_on
FROM newest n JOIN reminder_row r ON r.row_no = n.row_no JOIN went w ON w.mail_id = r.mail_id
LEFT JOIN merged m ON m.signatory_id = r.signatory_id
WHERE r.state = 'queued' GROUP BY coalesce(m.into_id, r.signatory_id)
"""

_SENT: Final = f"""
WITH {_WENT}
SELECT CAST(w.went_at AS DATE) AS went_on, r.step, coalesce(p.name, '') AS name, coalesce(l.recipient, '') AS email,
       w.state
FROM newest n JOIN reminder_row r ON r.row_no = n.row_no JOIN went w ON w.mail_id = r.mail_id
LEFT JOIN mail_row l ON l.mail_id = r.mail_id
LEFT JOIN person p ON p.person_id = r.person_id
WHERE r.state = 'queued' AND r.signatory_id IN {OWN}
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
