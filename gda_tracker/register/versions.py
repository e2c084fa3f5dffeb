"""Every version of every answer of a report: what a workbook was based on, and what happened to it since."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from .merged import OWN
from .readable import Readable
from .reports import Stored, stored_of

_VERSIONS: Final = f"""
SELECT e.*, NULL AS decision, NULL AS decided_status, NULL AS decided_evidence, NULL AS decision_reason
FROM entry_row e WHERE e.signatory_id IN {OWN} AND e.cycle = $cycle
ORDER BY e.row_no
"""

_VERSIONS_OF_ITEM: Final = f"""
SELECT e.*, NULL AS decision, NULL AS decided_status, NULL AS decided_evidence, NULL AS decision_reason
FROM entry_row e WHERE e.signatory_id IN {OWN} AND e.cycle = $cycle AND e.item = $item
ORDER BY e.row_no
"""


def versions_of_item(source: Readable, signatory_id: str, cycle_code: str, item: str) -> list[Stored]:
    """The versions of one answer, the oldest first; decisions are left out."""
    rows = source.rows(_VERSIONS_OF_ITEM, {"signatory_id": signatory_id, "cycle": cycle_code, "item": item})
    return [stored for _, stored in stored_of(source, rows)]


def versions(source: Readable, signatory_id: str, cycle_code: str) -> dict[str, list[Stored]]:
    """The versions of each answer by item, the oldest first; decisions are left out."""
    rows = source.rows(_VERSIONS, {"signatory_id": signatory_id, "cycle": cycle_code})
    found: defaultdict[str, list[Stored]] = defaultdict(list)
    for item, stored in stored_of(source, rows):
        found[item].append(stored)
    return dict(found)
