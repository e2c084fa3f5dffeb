"""Deciding which entries count at a date, as numbers of rows in temporary tables of this thread.

An entry counts once submitted without problems and not returned; a returned one falls back to the newest older
accepted version.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Final

from .database import Register
from .readable import Readable

# The tables hold numbers alone. The texts stay where they are until they are asked for.
_PREPARE: Final = """
    DROP TABLE IF EXISTS counted_signatory;
    DROP TABLE IF EXISTS counted_item;
    DROP TABLE IF EXISTS chosen_entry;
    DROP TABLE IF EXISTS accepted_entry;
    DROP TABLE IF EXISTS newest_entry;
    DROP TABLE IF EXISTS answered_decision;
    CREATE TEMPORARY TABLE counted_signatory (signatory_id TEXT NOT NULL, stands_for TEXT NOT NULL, no BIGINT NOT NULL);
    CREATE TEMPORARY TABLE counted_item (item TEXT NOT NULL, no BIGINT NOT NULL);
    CREATE TEMPORARY TABLE chosen_entry (row_no BIGINT NOT NULL, cell_no BIGINT NOT NULL);
    CREATE TEMPORARY TABLE accepted_entry (
        row_no       BIGINT NOT NULL,
        review_no    BIGINT,
        evidence     SMALLINT NOT NULL,
        was_on_time  BOOLEAN,
        cycle_no     BIGINT NOT NULL,
        cell_no      BIGINT NOT NULL
    );
    CREATE TEMPORARY TABLE newest_entry (row_no BIGINT NOT NULL);
    CREATE TEMPORARY TABLE answered_decision (row_no BIGINT NOT NULL, review_no BIGINT NOT NULL);
"""
_FORGET: Final = """
    DROP TABLE IF EXISTS counted_signatory;
    DROP TABLE IF EXISTS counted_item;
    DROP TABLE IF EXISTS chosen_entry;
    DROP TABLE IF EXISTS accepted_entry;
    DROP TABLE IF EXISTS newest_entry;
    DROP TABLE IF EXISTS answered_decision
"""

_CYCLES: Final = "SELECT DISTINCT cycle FROM entry_row ORDER BY cycle"

# Who had endorsed by the date, under every name that was merged into it; each that stands has a number.
_SIGNATORIES: Final = """
    INSERT INTO counted_signatory
    WITH known AS (
        SELECT s.signatory_id, coalesce(m.into_id, s.signatory_id) AS stands_for
        FROM (SELECT DISTINCT signatory_id FROM signatory_row) AS s
        LEFT JOIN merged AS m ON m.signatory_id = s.signatory_id
    )
    SELECT signatory_id, stands_for, dense_rank() OVER (ORDER BY stands_for)
    FROM known
    WHERE stands_for NOT IN (SELECT signatory_id FROM removed)
      AND stands_for IN (
            SELECT signatory_id FROM endorsement
            WHERE coalesce(endorsed_on, source_dated_on) IS NULL OR coalesce(endorsed_on, source_dated_on) <= $on)
"""

_ITEMS: Final = """
    INSERT INTO counted_item
    SELECT item, row_number() OVER (ORDER BY item) FROM (SELECT DISTINCT item FROM entry_row) AS i
"""

# The register is appended to in the order of time, so the highest row number is the newest row; a maximum costs a
# fraction of a window over millions of rows, and a number for a cell a fraction of its name. Cycle by cycle, because
# no entry is in two and each then fits in memory.
_CHOOSE: Final = """
    INSERT INTO chosen_entry
    WITH ruled AS (
        SELECT max(row_no) AS review_no FROM review_row WHERE CAST(decided_at AS DATE) <= $on GROUP BY version_id
    ),
    returned AS (
        SELECT e.row_no
        FROM ruled AS r
        JOIN review_row AS v ON v.row_no = r.review_no
        JOIN entry_row AS e ON e.version_id = v.version_id
        WHERE v.decision = 'return' AND e.cycle = $cycle
    )
    SELECT max(e.row_no), c.no * 1024 + i.no
    FROM entry_row AS e
    JOIN counted_signatory AS c ON c.signatory_id = e.signatory_id
    JOIN counted_item AS i ON i.item = e.item
    WHERE e.cycle = $cycle AND e.is_submitted AND CAST(e.saved_at AS DATE) <= $on
      AND (e.claimed IS NOT NULL OR e.off_scale IS NOT NULL)
      AND e.row_no NOT IN (SELECT row_no FROM returned)
    GROUP BY c.no * 1024 + i.no
"""

_ACCEPT: Final = """
    INSERT INTO accepted_entry
    WITH ruled AS (
        SELECT version_id, max(row_no) AS review_no
        FROM review_row WHERE CAST(decided_at AS DATE) <= $on GROUP BY version_id
    ),
    chosen AS (
        SELECT n.row_no, n.cell_no, e.version_id, e.signatory_id, CAST(e.saved_at AS DATE) AS submitted_on
        FROM chosen_entry AS n JOIN entry_row AS e ON e.row_no = n.row_no
    ),
    attached AS (
        SELECT s.row_no, max(CASE WHEN v.kind = 'primary_document' AND coalesce(v.locator, '') <> '' THEN 2
                                  ELSE 1 END) AS evidence
        FROM chosen AS s JOIN evidence_row AS v ON v.version_id = s.version_id GROUP BY s.row_no
    ),
    received AS (
        SELECT signatory_id, CAST(min(submitted_at) AS DATE) AS received_on
        FROM submission_row WHERE cycle = $cycle AND CAST(submitted_at AS DATE) <= $on GROUP BY signatory_id
    )
    SELECT s.row_no, r.review_no, coalesce(t.evidence, 0),
           coalesce(d.received_on, s.submitted_on)
               <= coalesce(x.due_on, (SELECT due_on FROM cycle WHERE code = $cycle)), $cycle_no, s.cell_no
    FROM chosen AS s
    JOIN counted_signatory AS c ON c.signatory_id = s.signatory_id
    LEFT JOIN extension AS x ON x.signatory_id = c.stands_for AND x.cycle = $cycle
    LEFT JOIN ruled AS r ON r.version_id = s.version_id
    LEFT JOIN attached AS t ON t.row_no = s.row_no
    LEFT JOIN received AS d ON d.signatory_id = s.signatory_id
"""

# One whole number ranks an entry, cycle before row: row numbers stay far below 2 to the 40th.
_NEWEST: Final = """
    INSERT INTO newest_entry
    SELECT max(cycle_no * 1099511627776 + row_no) % 1099511627776 FROM accepted_entry GROUP BY cell_no
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


@contextmanager
def accepting(register: Register, on: date) -> Iterator[None]:
    """Decide which entry versions count at the date; what this thread reads inside the block is about them."""
    cursor = register.cursor()
    try:
        cursor.execute(_PREPARE)
        cursor.execute(_SIGNATORIES, {"on": on})
        cursor.execute(_ITEMS)
        for number, cycle in enumerate(cycles_of_entries(register)):
            cursor.execute("DELETE FROM chosen_entry")
            cursor.execute(_CHOOSE, {"on": on, "cycle": cycle})
            cursor.execute(_ACCEPT, {"on": on, "cycle": cycle, "cycle_no": number})
        cursor.execute(_NEWEST)
        cursor.execute(_ANSWERED, {"on": on})
        yield
    finally:
        cursor.execute(_FORGET)


def cycles_of_entries(source: Readable) -> tuple[str, ...]:
    """The cycles that anything was reported in, in order."""
    return tuple(str(row["cycle"]) for row in source.rows(_CYCLES))
