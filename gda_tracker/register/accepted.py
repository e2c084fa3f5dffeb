"""What counts and what is public at a date: accepted entries with their decisions and evidence.

An entry counts once submitted without problems and not returned; a returned one falls back to the newest older
accepted version. Nothing here selects people, drafts, or evidence that is not public.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Final

import polars as pl
import pyarrow as pa

from ..domain.review import REPLY_WORKING_DAYS
from ..domain.working_days import newest_closed
from .database import Register

# The tables hold numbers of rows alone. The texts stay where they are until they are asked for.
_PREPARE: Final = """
    DROP TABLE IF EXISTS accepted_entry;
    DROP TABLE IF EXISTS newest_entry;
    DROP TABLE IF EXISTS answered_decision;
    CREATE TEMPORARY TABLE accepted_entry (
        row_no       BIGINT NOT NULL,
        review_no    BIGINT,
        evidence     SMALLINT NOT NULL,
        was_on_time  BOOLEAN,
        cycle_no     BIGINT NOT NULL
    );
    CREATE TEMPORARY TABLE newest_entry (row_no BIGINT NOT NULL);
    CREATE TEMPORARY TABLE answered_decision (row_no BIGINT NOT NULL, review_no BIGINT NOT NULL);
"""
_FORGET: Final = (
    "DROP TABLE IF EXISTS accepted_entry; DROP TABLE IF EXISTS newest_entry; DROP TABLE IF EXISTS answered_decision"
)

_CYCLES: Final = "SELECT DISTINCT cycle FROM entry_row ORDER BY cycle"

# The register is appended to in the order of time, so the highest row number is the newest row; a maximum costs a
# fraction of a window over millions of rows. Cycle by cycle, because no entry is in two and each then fits in memory.
_ACCEPT: Final = """
    INSERT INTO accepted_entry
    WITH submitted AS (
        SELECT row_no, version_id, entry_id, signatory_id, CAST(saved_at AS DATE) AS submitted_on
        FROM counted_entry
        WHERE cycle = $cycle AND is_submitted AND CAST(saved_at AS DATE) <= $on
          AND (claimed IS NOT NULL OR off_scale IS NOT NULL)
          AND signatory_id IN (
                SELECT signatory_id FROM endorsement
                WHERE coalesce(endorsed_on, source_dated_on) IS NULL OR coalesce(endorsed_on, source_dated_on) <= $on)
    ),
    ruling AS (
        SELECT s.row_no, max(v.row_no) AS review_no
        FROM submitted AS s JOIN review_row AS v ON v.version_id = s.version_id
        WHERE CAST(v.decided_at AS DATE) <= $on GROUP BY s.row_no
    ),
    newest AS (
        SELECT max(s.row_no) AS row_no FROM submitted AS s
        WHERE s.row_no NOT IN (
            SELECT r.row_no FROM ruling AS r JOIN review_row AS v ON v.row_no = r.review_no
            WHERE v.decision = 'return')
        GROUP BY s.entry_id
    ),
    attached AS (
        SELECT s.row_no, max(CASE WHEN v.kind = 'primary_document' AND coalesce(v.locator, '') <> '' THEN 2
                                  ELSE 1 END) AS evidence
        FROM submitted AS s JOIN evidence_row AS v ON v.version_id = s.version_id GROUP BY s.row_no
    ),
    received AS (
        SELECT signatory_id, CAST(min(submitted_at) AS DATE) AS received_on
        FROM submission_row WHERE cycle = $cycle AND CAST(submitted_at AS DATE) <= $on GROUP BY signatory_id
    ),
    came AS (
        SELECT e.row_no, d.received_on FROM entry_row AS e JOIN received AS d ON d.signatory_id = e.signatory_id
        WHERE e.cycle = $cycle AND e.is_submitted
    )
    SELECT s.row_no, r.review_no, coalesce(t.evidence, 0),
           coalesce(d.received_on, s.submitted_on)
               <= coalesce(x.due_on, (SELECT due_on FROM cycle WHERE code = $cycle)), $cycle_no
    FROM newest AS n
    JOIN submitted AS s ON s.row_no = n.row_no
    LEFT JOIN extension AS x ON x.signatory_id = s.signatory_id AND x.cycle = $cycle
    LEFT JOIN ruling AS r ON r.row_no = n.row_no
    LEFT JOIN attached AS t ON t.row_no = n.row_no
    LEFT JOIN came AS d ON d.row_no = n.row_no
"""

# One whole number ranks an entry, cycle before row: row numbers stay far below 2 to the 40th.
_NEWEST: Final = """
    INSERT INTO newest_entry
    SELECT max(a.cycle_no * 1099511627776 + a.row_no) % 1099511627776
    FROM accepted_entry AS a JOIN counted_entry AS e ON e.row_no = a.row_no
    GROUP BY e.signatory_id, e.item
"""

# A decision that stood in an edition stays on the public record when its answer is amended, and so does one that was
# replied to, next to the reply: both as decisions on an earlier answer. A return was never public, for what is returned
# leaves the record; one that was never amended stays inside, with what was said about it.
_ANSWERED: Final = """
    INSERT INTO answered_decision
    WITH ruled AS (
        SELECT version_id, max(row_no) AS review_no
        FROM review_row WHERE CAST(decided_at AS DATE) <= $on GROUP BY version_id
    ),
    amended AS (
        SELECT e.entry_id, e.row_no, e.version_id, r.review_no, v.decision, CAST(v.decided_at AS DATE) AS decided_on,
               min(x.saved_at) AS amended_at
        FROM ruled AS r
        JOIN review_row AS v ON v.row_no = r.review_no
        JOIN counted_entry AS e ON e.version_id = r.version_id AND e.is_submitted
        JOIN counted_entry AS x ON x.entry_id = e.entry_id AND x.is_submitted AND x.row_no > e.row_no
        GROUP BY e.entry_id, e.row_no, e.version_id, r.review_no, v.decision, v.decided_at
    ),
    published AS (
        SELECT DISTINCT a.row_no FROM amended AS a
        JOIN publication AS p
          ON p.snapshot_on BETWEEN a.decided_on AND $on
         AND (CAST(a.amended_at AS DATE) > p.snapshot_on OR a.amended_at > p.published_at)
        WHERE a.decision <> 'return'
    )
    SELECT r.row_no, r.review_no
    FROM amended AS r
    JOIN counted_entry AS n ON n.entry_id = r.entry_id AND n.row_no > r.row_no
    JOIN accepted_entry AS a ON a.row_no = n.row_no
    WHERE r.row_no IN (SELECT row_no FROM published)
       OR r.version_id IN (SELECT version_id FROM reply_row WHERE CAST(replied_at AS DATE) <= $on)
"""

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


@contextmanager
def accepting(register: Register, on: date) -> Iterator[None]:
    """Decide which entry versions count at the date; what this thread reads inside the block is about them."""
    cursor = register.cursor()
    try:
        cursor.execute(_PREPARE)
        for number, cycle in enumerate(_cycles(register)):
            cursor.execute(_ACCEPT, {"on": on, "cycle": cycle, "cycle_no": number})
        cursor.execute(_NEWEST)
        cursor.execute(_ANSWERED, {"on": on})
        yield
    finally:
        cursor.execute(_FORGET)


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
    for cycle in _cycles(register):
        yield register.cursor().sql(sql, params={"cycle": cycle, **(more or {})}).to_arrow_reader()


def _cycles(register: Register) -> tuple[str, ...]:
    return tuple(str(row["cycle"]) for row in register.rows(_CYCLES))
