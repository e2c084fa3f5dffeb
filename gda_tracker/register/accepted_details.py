"""What signatories gave beside their accepted entries, and what their statements were confirmed to name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import pyarrow as pa

from .accepted import streams
from .database import Register

_MEASURES: Final = """
    SELECT e.signatory_id, e.item, e.cycle, m.ordinal, m.title, m.starts_on, m.ends_on, m.owner,
           m.budget_amount, m.budget_currency
    FROM measure_row AS m
    JOIN counted_entry AS e ON e.version_id = m.version_id
    JOIN accepted_entry AS a ON a.row_no = e.row_no
    WHERE e.cycle = $cycle
    ORDER BY e.signatory_id, e.item, m.ordinal
"""

_INDICATORS: Final = """
    SELECT e.signatory_id, e.item, e.cycle, i.ordinal, i.code, i.name, i.unit, i.value, i.year,
           i.baseline_value, i.baseline_year
    FROM indicator_row AS i
    JOIN counted_entry AS e ON e.version_id = i.version_id
    JOIN accepted_entry AS a ON a.row_no = e.row_no
    WHERE e.cycle = $cycle
    ORDER BY e.signatory_id, e.item, i.ordinal
"""

_EXTRAS: Final = """
    SELECT e.signatory_id, e.item, e.cycle, x.partners, x.sdgs
    FROM entry_extra_row AS x
    JOIN counted_entry AS e ON e.version_id = x.version_id
    JOIN accepted_entry AS a ON a.row_no = e.row_no
    ORDER BY e.cycle, e.signatory_id, e.item
"""

# The newest word of the day decides, so that what was rejected again is not public. Words that stand in no
# statement of the signatory are not quoted. Who was its focal point when it was confirmed is told from the roles.
_MAPPINGS: Final = """
    WITH newest AS (
        SELECT max(r.row_no) AS row_no, coalesce(g.into_id, r.signatory_id) AS signatory_id
        FROM mapping_row AS r LEFT JOIN merged AS g ON g.signatory_id = r.signatory_id
        WHERE CAST(r.set_at AS DATE) <= $on GROUP BY coalesce(g.into_id, r.signatory_id), r.item
    )
    SELECT n.signatory_id, m.item, m.degree,
           CASE WHEN EXISTS (SELECT 1 FROM endorsement AS e
                             WHERE e.signatory_id = n.signatory_id AND e.withdrawn_on IS NULL
                               AND strpos(e.additional_statement, m.quote) > 0)
                THEN m.quote END AS quote,
           CASE WHEN EXISTS (SELECT 1 FROM role_row AS r
                             WHERE r.person_id = m.set_by AND r.role = 'focal_point'
                               AND r.signatory_id = m.signatory_id AND r.is_held AND r.row_no < m.row_no)
                THEN 'focal_point' ELSE 'staff' END AS confirmed_by,
           CAST(m.set_at AS DATE) AS confirmed_on
    FROM newest AS n JOIN mapping_row AS m ON m.row_no = n.row_no
    WHERE m.state = 'confirmed'
      AND n.signatory_id IN (
            SELECT signatory_id FROM endorsement
            WHERE coalesce(endorsed_on, source_dated_on) IS NULL OR coalesce(endorsed_on, source_dated_on) <= $on)
    ORDER BY n.signatory_id, m.item
"""


def measures(register: Register) -> Iterator[pa.RecordBatchReader]:
    """Measures of accepted entries, inside `accepting`; a stream for each cycle."""
    return streams(register, _MEASURES)


def indicators(register: Register) -> Iterator[pa.RecordBatchReader]:
    """Indicator values of accepted entries, name and unit for own ones alone; a stream for each cycle."""
    return streams(register, _INDICATORS)


def extras(register: Register) -> pa.Table:
    """Partners, one a line, and goals, joined by a space, of accepted entries."""
    return register.frame(_EXTRAS)


def mappings(register: Register, on: date) -> pa.Table:
    """What a person had confirmed by that day; proposed and rejected ones are nobody's business."""
    return register.frame(_MAPPINGS, {"on": on})
