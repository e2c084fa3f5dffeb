"""Whether anybody has an answer in hand: asked before the whole queue is."""

from __future__ import annotations

from typing import Final

from .readable import Readable

_HAS_ANY: Final = """
SELECT 1 FROM assignment_row a
JOIN (SELECT version_id, max(row_no) AS row_no FROM assignment_row GROUP BY version_id) n ON n.row_no = a.row_no
WHERE a.person_id = $person_id LIMIT 1
"""


def has_any(source: Readable, person_id: str) -> bool:
    """Whether a person took an answer, or was handed one, that nobody else has had since."""
    return bool(source.rows(_HAS_ANY, {"person_id": person_id}))
