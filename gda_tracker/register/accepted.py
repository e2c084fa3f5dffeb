"""What is public at a date: accepted entries with their decisions and evidence, read inside `accepting.accepting`.

Nothing here selects people, drafts, or evidence that is not public.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

import polars as pl
import pyarrow as pa

from ..domain.review import REPLY_WORKING_DAYS
from ..domain.working_days import newest_closed
from .accepting import cycles_of_entries
from .database import Register

_COUNTED: Final = """
    SELECT e.signatory_id, e.item, e.cycle, e.claimed, e.off_scale, a.evidence, e.as_of,
           CAST(e.saved_at AS DATE) AS submitted_on, e.additionality, a.was_on_time,
           v.decision, v.status AS decided_status, v.evidence AS decided_evidence
    FROM newest_entry AS n
    JOIN accepted_entry AS a ON a.row_no = n.row_no
    JOIN counted_entry AS e ON e.row_no = n.row_no
    LEFT JOIN review_row AS v ON v.row_no = a.review_no
"""

_ENTRIES: Final = """
    SELECT e.signatory_id, e.item, e.cycle, e.claimed, e.off_scale, e.reason_code, e.reason, e.as_of,
           CAST(e.saved_at AS DATE) AS submitted_on, a.was_on_time, e.additionality, a.evidence, e.narrative,
           e.elements
    FROM counted_entry AS e JOIN accepted_entry AS a ON a.row_no = e.row_no
    WHERE e.cycle = $cycle
"""

_EVIDENCE: Final = """
    SELECT e.signatory_id, e.item, e.cycle, v.kind, v.title, v.url, v.locator, v.dated_on, v.file_sha256, v.ordinal
    FROM evidence_row AS v
    JOIN counted_entry AS e ON e.version_id = v.version_id
    JOIN accepted_entry AS a ON a.row_no = e.row_no
    WHERE v.is_public AND e.cycle = $cycle
"""

_REVIEWS: Final = """
    SELECT e.signatory_id, e.item, e.cycle, v.decision, v.status AS decided_status, v.evidence AS decided_evidence,
           v.reason, CAST(v.decided_at AS DATE) AS decided_on, a.is_superseded,
           v.decision IN ('lower', 'return', 'refuse_not_applicable') AND CAST(v.decided_at AS DATE) <= $closed_on
               AND NOT EXISTS (SELECT 1 FROM reply_row AS p WHERE p.version_id = e.version_id) AS is_tacit
    FROM (SELECT row_no, review_no, false AS is_superseded FROM accepted_entry
          UNION ALL SELECT row_no, review_no, true FROM answered_decision) AS a
    JOIN review_row AS v ON v.row_no = a.review_no
    JOIN counted_entry AS e ON e.row_no = a.row_no
    WHERE e.cycle = $cycle
    ORDER BY e.row_no
"""

_REPLIES: Final = """
    SELECT e.signatory_id, e.item, e.cycle, p.reply, CAST(p.replied_at AS DATE) AS replied_on
    FROM reply_row AS p
    JOIN counted_entry AS e ON e.version_id = p.version_id
    JOIN (SELECT row_no FROM accepted_entry UNION ALL SELECT row_no FROM answered_decision) AS a ON a.row_no = e.row_no
    WHERE CAST(p.replied_at AS DATE) <= $on
    ORDER BY p.row_no
"""

_PRACTICES: Final = """
    SELECT c.signatory_id, p.item, p.cycle, p.title, p.summary, p.url
    FROM practice AS p
    JOIN entry_row AS e ON e.signatory_id = p.signatory_id AND e.item = p.item AND e.cycle = p.cycle
    JOIN accepted_entry AS a ON a.row_no = e.row_no
    JOIN counted_entry AS c ON c.row_no = e.row_no
    ORDER BY c.signatory_id, p.item, p.cycle, p.title
"""


def newest_entries(register: Register) -> pl.DataFrame:
    """The accepted entry of the newest cycle for each signatory × item: what a cell is made of (`frames.ENTRIES`)."""
    return pl.DataFrame(register.frame(_COUNTED)).with_columns(
        pl.col("claimed", "evidence", "decided_status", "decided_evidence").cast(pl.Int8)
    )


def entries(register: Register) -> Iterator[pa.RecordBatchReader]:
    """The newest accepted version of each signatory × item × cycle, with its words; a stream for each cycle."""
    return streams(register, _ENTRIES)


def evidence(register: Register) -> Iterator[pa.RecordBatchReader]:
    """Public references behind accepted entries; a stream for each cycle."""
    return streams(register, _EVIDENCE)


def reviews(register: Register, on: date) -> Iterator[pa.RecordBatchReader]:
    """The decision on each accepted entry that has one, and those on answers before it that stay on the record.

    Without the person who took it; a stream for each cycle. Tacit is one whose window for a reply closed in silence.
    """
    return streams(register, _REVIEWS, {"closed_on": newest_closed(on, REPLY_WORKING_DAYS)})


def replies(register: Register, on: date) -> pa.Table:
    """Signatories' answers to those decisions."""
    return register.frame(_REPLIES, {"on": on})


def practices(register: Register) -> pa.Table:
    """Good practices offered beside an accepted entry."""
    return register.frame(_PRACTICES)


def streams(register: Register, sql: str, more: Mapping[str, object] | None = None) -> Iterator[pa.RecordBatchReader]:
    """The rows of each cycle. A stream has to be read before the next is asked for: they share the thread's cursor."""
    for cycle in cycles_of_entries(register):
        yield register.cursor().sql(sql, params={"cycle": cycle, **(more or {})}).to_arrow_reader()
