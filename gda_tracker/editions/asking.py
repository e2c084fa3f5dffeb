"""Reading what could be asked of a group: who is due and has not reported, and which facts have grown old."""

from __future__ import annotations

from typing import Final

from .edition import Edition
from .signatories import Names

_SILENT: Final = """
    SELECT id, name, name_fr, name_es, name_ru, name_ar, name_zh
    FROM signatory
    JOIN membership ON membership.signatory_id = id
    WHERE dimension = $dimension AND member = $member AND stakeholder_type = $stakeholder_type
      AND id IN (SELECT signatory_id FROM cell WHERE is_due)
      AND id NOT IN (SELECT signatory_id FROM cell
                     WHERE is_due AND off_scale IS DISTINCT FROM 'no_report' AND age_class <> 'out_of_date')
    ORDER BY strip_accents(lower(name)), id
"""

_OUT_OF_DATE: Final = """
    SELECT item, count(*)
    FROM cell
    JOIN signatory ON id = cell.signatory_id
    JOIN membership ON membership.signatory_id = id
    WHERE is_due AND off_scale IS DISTINCT FROM 'no_report' AND age_class = 'out_of_date'
      AND dimension = $dimension AND member = $member AND stakeholder_type = $stakeholder_type
    GROUP BY item
"""


def silent_signatories(edition: Edition, *, dimension: str, member: str, stakeholder_type: str) -> tuple[Names, ...]:
    """Who of a group is due and has no current report on any item, by the alphabet of English."""
    asked = {"dimension": dimension, "member": member, "stakeholder_type": stakeholder_type}
    return tuple(Names(*row[1:7]) for row in edition.rows(_SILENT, asked))


def out_of_date(edition: Edition, *, dimension: str, member: str, stakeholder_type: str) -> dict[str, int]:
    """Of a group, by item, how many due cells hold facts over 24 months old; an item without any is absent."""
    asked = {"dimension": dimension, "member": member, "stakeholder_type": stakeholder_type}
    return dict(edition.rows(_OUT_OF_DATE, asked))
