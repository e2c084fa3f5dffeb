"""What counts and what is public at a date: accepted entries with their decisions and evidence.

An entry counts once submitted without problems and not returned; a returned one falls back to the newest older
accepted version. Nothing here selects people, drafts, or evidence that is not public.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import polars as pl
import pyarrow as pa

from .database import Register

_FORGET: Final = "DROP TABLE IF EXISTS accepted_entry"

# The register is appended to in the order of time, so the highest row number is the newest row; a maximum costs a
# fraction of a window over millions of rows. The texts stay where they are until they are asked for.
_ACCEPT: Final = """
    CREATE TEMPORARY TABLE accepted_entry AS
    WITH ruling AS (
        SELECT v.version_id, v.decision, v.status, v.evidence, v.reason, v.decided_at
        FROM review_row AS v
        JOIN (SELECT max(row_no) AS row_no FROM review_row
              WHERE CAST(decided_at AS DATE) <= $on GROUP BY version_id) AS n ON n.row_no = v.row_no
    ),
    newest AS (
        SELECT max(e.row_no) AS row_no
        FROM entry_row AS e LEFT JOIN ruling AS d ON d.version_id = e.version_id
        WHERE e.is_submitted AND CAST(e.saved_at AS DATE) <= $on
          AND (e.claimed IS NOT NULL OR e.off_scale IS NOT NULL)
          AND (d.decision IS NULL OR d.decision <> 'return')
          AND e.signatory_id IN (
                SELECT signatory_id FROM endorsement
                WHERE coalesce(endorsed_on, source_dated_on) IS NULL OR coalesce(endorsed_on, source_dated_on) <= $on)
        GROUP BY e.entry_id
    )
    SELECT e.row_no, e.version_id, e.signatory_id, e.item, e.cycle, e.claimed, e.off_scale, e.as_of, e.additionality,
           CAST(e.saved_at AS DATE) AS submitted_on, d.decision, d.status AS decided_status,
           d.evidence AS decided_evidence, d.reason AS decision_reason, d.decided_at
    FROM newest AS n
    JOIN entry_row AS e ON e.row_no = n.row_no
    LEFT JOIN ruling AS d ON d.version_id = e.version_id
"""

_COUNTED: Final = """
    WITH attached AS (
        SELECT v.version_id,
               max(CASE WHEN v.kind = 'primary_document' AND coalesce(v.locator, '') <> '' THEN 2
                        ELSE 1 END) AS evidence
        FROM evidence_row AS v GROUP BY v.version_id
    ),
    received AS (
        SELECT signatory_id, cycle, CAST(min(submitted_at) AS DATE) AS received_on
        FROM submission_row WHERE CAST(submitted_at AS DATE) <= $on GROUP BY signatory_id, cycle
    )
    SELECT a.row_no, a.signatory_id, a.item, a.cycle, a.claimed, a.off_scale, coalesce(t.evidence, 0) AS evidence,
           a.as_of, a.submitted_on, a.additionality,
           coalesce(r.received_on, a.submitted_on) <= c.due_on AS was_on_time,
           a.decision, a.decided_status, a.decided_evidence
    FROM accepted_entry AS a
    LEFT JOIN attached AS t ON t.version_id = a.version_id
    LEFT JOIN received AS r ON r.signatory_id = a.signatory_id AND r.cycle = a.cycle
    LEFT JOIN cycle AS c ON c.code = a.cycle
"""

_TEXTS: Final = """
    SELECT e.row_no, e.reason_code, e.reason, e.narrative, e.elements
    FROM entry_row AS e JOIN accepted_entry AS a ON a.row_no = e.row_no
"""

_EVIDENCE: Final = """
    SELECT a.signatory_id, a.item, a.cycle, v.kind, v.title, v.url, v.locator, v.dated_on, v.file_sha256, v.ordinal
    FROM evidence_row AS v JOIN accepted_entry AS a ON a.version_id = v.version_id
    WHERE v.is_public
"""

_REVIEWS: Final = """
    SELECT signatory_id, item, cycle, decision, decided_status, decided_evidence, decision_reason AS reason,
           CAST(decided_at AS DATE) AS decided_on
    FROM accepted_entry WHERE decision IS NOT NULL
    ORDER BY row_no
"""

_REPLIES: Final = """
    SELECT a.signatory_id, a.item, a.cycle, p.reply, CAST(p.replied_at AS DATE) AS replied_on
    FROM reply_row AS p JOIN accepted_entry AS a ON a.version_id = p.version_id
    WHERE CAST(p.replied_at AS DATE) <= $on
    ORDER BY p.row_no
"""

_PRACTICES: Final = """
    SELECT p.signatory_id, p.item, p.cycle, p.title, p.summary, p.url
    FROM practice AS p
    JOIN accepted_entry AS a ON a.signatory_id = p.signatory_id AND a.item = p.item AND a.cycle = p.cycle
    ORDER BY p.signatory_id, p.item, p.cycle, p.title
"""


def accept(register: Register, on: date) -> None:
    """Decide which entry versions count at the date; what this thread reads next is about them, until `forget`."""
    cursor = register.cursor()
    cursor.execute(_FORGET)
    cursor.execute(_ACCEPT, {"on": on})


def forget(register: Register) -> None:
    """Drop what `accept` made."""
    register.cursor().execute(_FORGET)


def entries(register: Register, on: date) -> pl.DataFrame:
    """The newest accepted version of each signatory × item × cycle, with what is needed to count it.

    `row_no` joins `entry_texts`.
    """
    return _frame(register, _COUNTED, {"on": on}).with_columns(
        pl.col("claimed", "evidence", "decided_status", "decided_evidence").cast(pl.Int8)
    )


def entry_texts(register: Register) -> pl.DataFrame:
    """The words of the same versions: `reason_code`, `reason`, `narrative`, `elements` (codes, by spaces)."""
    return _frame(register, _TEXTS)


def evidence(register: Register) -> pa.Table:
    """Public references behind accepted entries."""
    return register.frame(_EVIDENCE)


def reviews(register: Register) -> pa.Table:
    """The decision on each accepted entry that has one, without the person who took it."""
    return register.frame(_REVIEWS)


def replies(register: Register, on: date) -> pa.Table:
    """Signatories' answers to those decisions."""
    return register.frame(_REPLIES, {"on": on})


def practices(register: Register) -> pa.Table:
    """Good practices offered beside an accepted entry."""
    return register.frame(_PRACTICES)


def published_numbers(register: Register) -> tuple[int, ...]:
    """The numbers of the editions that the register has recorded."""
    return tuple(int(row["number"]) for row in register.rows("SELECT number FROM publication ORDER BY number"))


def _frame(register: Register, sql: str, parameters: Mapping[str, object] | None = None) -> pl.DataFrame:
    return pl.DataFrame(register.frame(sql, parameters))
