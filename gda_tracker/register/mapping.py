"""Mappings in the register: which items a signatory's statement names, and what a person said to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from .database import Change
from .readable import Readable


@dataclass(frozen=True, slots=True)
class MappingRow:
    """The newest word on one signatory and item: codes of `Degree` and `MappingState`. `set_at` is UTC."""

    signatory_id: str
    item: str
    degree: str
    state: str
    quote: str | None
    explanation: str | None
    """Why it was proposed, as JSON: which words stand for which element."""
    set_at: datetime
    set_by: str


_OF_SIGNATORY: Final = """
SELECT signatory_id, item, degree, state, quote, explanation, set_at, set_by
FROM mapping WHERE signatory_id = $signatory_id
ORDER BY item
"""

_STATEMENTS: Final = """
SELECT additional_statement FROM endorsement
WHERE signatory_id = $signatory_id AND withdrawn_on IS NULL AND coalesce(additional_statement, '') <> ''
ORDER BY endorsed_on, endorsement_id
"""


def mappings(source: Readable, signatory_id: str) -> dict[str, MappingRow]:
    """What is on record for a signatory, by item."""
    rows = source.rows(_OF_SIGNATORY, {"signatory_id": signatory_id})
    return {str(row["item"]): MappingRow(**row) for row in rows}


def statement(source: Readable, signatory_id: str) -> str:
    """What the signatory added to its endorsements that stand, one below the other; empty when nothing."""
    rows = source.rows(_STATEMENTS, {"signatory_id": signatory_id})
    return "\n".join(str(row["additional_statement"]) for row in rows)


def add_mapping(change: Change, row: MappingRow) -> None:
    """Insert a newer word on a signatory and item."""
    change.insert(
        "mapping_row",
        {
            "signatory_id": row.signatory_id,
            "item": row.item,
            "degree": str(row.degree),
            "state": str(row.state),
            "quote": row.quote,
            "explanation": row.explanation,
            "set_at": row.set_at,
            "set_by": row.set_by,
        },
    )
