"""Reading a few signatories at once, to set them side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ..domain.rates import Counts
from .edition import Edition
from .profile_rows import CellRow
from .signatories import Names

_BODIES: Final = """
    SELECT id, name, name_fr, name_es, name_ru, name_ar, name_zh, stakeholder_type, itu_region, endorsed_on,
           withdrawn_on, coalesce(due, 0), coalesce(responded, 0), coalesce(claimed, 0),
           coalesce(evidence_backed, 0), coalesce(verified, 0)
    FROM signatory
    LEFT JOIN follow_up ON follow_up.signatory_id = id AND additionality = 'any'
    WHERE list_contains(CAST($ids AS VARCHAR[]), id)
    ORDER BY strip_accents(lower(name)), id
"""

_CELLS: Final = """
    SELECT signatory_id, item, kind, short, title, is_due, off_scale, claimed, evidence, assessed, as_of, age_months,
           age_class, additionality, cycle, was_on_time
    FROM cell JOIN item ON code = item
    WHERE list_contains(CAST($ids AS VARCHAR[]), signatory_id)
    ORDER BY sort
"""


@dataclass(frozen=True, slots=True)
class ComparedSignatory:
    """One signatory with its cells; `objectives` counts its cells of the eight objectives."""

    id: str
    names: Names
    stakeholder_type: str
    itu_region: str | None
    endorsed_on: date | None
    withdrawn_on: date | None
    objectives: Counts
    cells: tuple[CellRow, ...]


def compared(edition: Edition, ids: Sequence[str]) -> tuple[ComparedSignatory, ...]:
    """The signatories of these ids that the edition knows, in the alphabetical order of English."""
    asked = {"ids": list(ids)}
    cells: dict[str, list[CellRow]] = {}
    for signatory_id, *values in edition.rows(_CELLS, asked):
        cells.setdefault(signatory_id, []).append(CellRow(*values))
    return tuple(_body(row, tuple(cells.get(row[0], ()))) for row in edition.rows(_BODIES, asked))


def _body(row: tuple[Any, ...], cells: tuple[CellRow, ...]) -> ComparedSignatory:
    signatory_id, *names = row[:7]
    kind, region, endorsed_on, withdrawn_on, due, responded, claimed, evidence_backed, verified = row[7:]
    counts = Counts(due, responded, claimed, evidence_backed, verified)
    return ComparedSignatory(signatory_id, Names(*names), kind, region, endorsed_on, withdrawn_on, counts, cells)
