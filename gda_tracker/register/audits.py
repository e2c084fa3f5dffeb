"""Sample audits in the register: the claims that nobody verified, the drawn ones, and what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from .database import Change
from .readable import Readable


@dataclass(frozen=True, slots=True)
class Audit:
    """One drawing; `read` is how many of its claims have an outcome."""

    audit_id: str
    cycle: str
    seed: int
    population: int
    sample_size: int
    set_at: datetime
    set_by: str
    read: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One drawn claim with the newest outcome; `status` is what the evidence shows when over-claimed.

    `row_no` names that outcome, so that none is written over unseen; `read_by` is the name of who found it.
    """

    version_id: str
    entry_id: str
    signatory_id: str
    signatory: str
    item: str
    claimed: int
    ordinal: int
    outcome: str
    status: int | None
    note: str | None
    set_by: str
    read_by: str
    row_no: int


# Every claim of the cycle that stands and that nobody verified: no decision on it, or none with the evidence opened.
_POPULATION: Final = """
WITH newest AS (
    SELECT max(row_no) AS row_no FROM counted_entry WHERE cycle = $cycle AND is_submitted
    GROUP BY signatory_id, item
),
ruled AS (
    SELECT version_id, max(row_no) AS row_no FROM review_row GROUP BY version_id
)
SELECT e.version_id, e.entry_id, e.signatory_id
FROM newest n JOIN counted_entry e ON e.row_no = n.row_no
JOIN signatory g ON g.signatory_id = e.signatory_id
LEFT JOIN ruled r ON r.version_id = e.version_id
LEFT JOIN review_row v ON v.row_no = r.row_no
WHERE e.claimed >= 3 AND coalesce(v.evidence, 0) < 3 AND coalesce(v.decision, '') <> 'return'
"""

_CYCLES: Final = "SELECT DISTINCT cycle FROM entry_row WHERE is_submitted ORDER BY cycle DESC"

_AUDITS: Final = """
WITH found AS (
    SELECT audit_id, version_id, outcome,
           row_number() OVER (PARTITION BY audit_id, version_id ORDER BY row_no DESC) AS newest
    FROM audit_claim_row
)
SELECT a.audit_id, a.cycle, a.seed, a.population, a.sample_size, a.set_at, a.set_by,
       (SELECT count(*) FROM found f WHERE f.audit_id = a.audit_id AND f.newest = 1 AND f.outcome <> 'drawn') AS read
FROM audit_row a ORDER BY a.row_no DESC
"""

_CLAIMS: Final = """
WITH found AS (
    SELECT *, row_number() OVER (PARTITION BY version_id ORDER BY row_no DESC) AS newest
    FROM audit_claim_row WHERE audit_id = $audit_id
)
SELECT f.version_id, f.entry_id, f.signatory_id, coalesce(g.name, f.signatory_id) AS signatory, e.item, e.claimed,
       f.ordinal, f.outcome, f.status, f.note, f.set_by, coalesce(p.name, f.set_by) AS read_by, f.row_no
FROM found f
LEFT JOIN person p ON p.person_id = f.set_by
JOIN entry_row e ON e.version_id = f.version_id
LEFT JOIN signatory g ON g.signatory_id = f.signatory_id
WHERE f.newest = 1 ORDER BY f.ordinal
"""


def population(source: Readable, cycle: str) -> dict[str, tuple[str, str]]:
    """Entry and signatory of every unverified claim of a cycle, by version."""
    rows = source.rows(_POPULATION, {"cycle": cycle})
    return {str(row["version_id"]): (str(row["entry_id"]), str(row["signatory_id"])) for row in rows}


def cycles(source: Readable) -> tuple[str, ...]:
    """The cycles with answers, the newest first."""
    return tuple(str(row["cycle"]) for row in source.rows(_CYCLES))


def audits(source: Readable) -> tuple[Audit, ...]:
    """Every audit, the newest first."""
    return tuple(Audit(**row) for row in source.rows(_AUDITS))


def claims(source: Readable, audit_id: str) -> tuple[Claim, ...]:
    """The drawn claims in the order of drawing, each with its newest outcome."""
    return tuple(Claim(**row) for row in source.rows(_CLAIMS, {"audit_id": audit_id}))


def add_audit(change: Change, row: Mapping[str, Any], drawn: Sequence[tuple[str, str, str]], who: str) -> None:
    """Insert an audit and its drawn claims: version, entry and signatory of each."""
    change.insert("audit_row", {**row, "set_at": change.now, "set_by": who})
    for ordinal, (version_id, entry_id, signatory_id) in enumerate(drawn, start=1):
        key = {"audit_id": row["audit_id"], "version_id": version_id, "entry_id": entry_id}
        add_outcome(change, {**key, "signatory_id": signatory_id, "ordinal": ordinal, "outcome": "drawn"}, who)


def add_outcome(change: Change, row: Mapping[str, Any], who: str) -> None:
    """Insert what was found about one drawn claim."""
    change.insert("audit_claim_row", {**row, "set_at": change.now, "set_by": who})
