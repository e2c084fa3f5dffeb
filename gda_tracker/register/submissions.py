"""Every submission of a report: when, by whom, and how many answers went with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from .merged import own_ids
from .readable import Readable


@dataclass(frozen=True, slots=True)
class Submission:
    """One submission; `submitted_at` is UTC, `who` empty when nobody of that id is on record."""

    submitted_at: datetime
    who: str
    answers: int


# Answers are written under the trail record of the act that submitted them.
_SUBMISSIONS: Final = """
SELECT s.submitted_at, coalesce(any_value(p.name), '') AS who, count(DISTINCT e.entry_id) AS answers
FROM submission_row s
LEFT JOIN person p ON p.person_id = s.submitted_by
LEFT JOIN entry_row e ON e.trail_seq = s.trail_seq AND e.is_submitted
     AND e.signatory_id = s.signatory_id AND e.cycle = s.cycle
WHERE s.signatory_id = ANY($own) AND s.cycle = $cycle
GROUP BY s.row_no, s.submitted_at
ORDER BY s.submitted_at, s.row_no
"""


def submissions(source: Readable, signatory_id: str, cycle: str, own: Sequence[str] = ()) -> tuple[Submission, ...]:
    """All submissions of a report, the first one first; `own` as in `lendings`."""
    rows = source.rows(_SUBMISSIONS, {"own": list(own) or own_ids(source, signatory_id), "cycle": cycle})
    return tuple(Submission(**row) for row in rows)
