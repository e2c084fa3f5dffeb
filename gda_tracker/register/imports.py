"""Lists of signatories that were brought: their state, how their columns are read, and what was decided row by row."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

import pyarrow as pa

from ..domain.left_rows import LeftRows
from ..domain.settling import Choice, Decided, RowDecision
from .database import Change
from .readable import Readable


class ImportState(StrEnum):
    """Where a list is."""

    OPEN = "open"
    APPLIED = "applied"
    UNDONE = "undone"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class BroughtList:
    """A list as the register knows it. Times are UTC; `brought_by` and `set_by` are names of people."""

    import_id: str
    file_name: str
    file_sha256: str
    row_count: int
    state: ImportState
    reason: str | None
    set_at: datetime
    set_by: str
    brought_at: datetime
    brought_by: str
    added: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Act:
    """One act of deciding: how many rows still stand as it left them. `set_at` is UTC, `set_by` a name."""

    act: int
    rows: int
    first_row: int
    decision: Choice
    set_at: datetime
    set_by: str


# The newest row says the state, the first one who brought it.
_IMPORTS: Final = """
SELECT n.import_id, n.file_name, n.file_sha256, n.row_count, n.state, n.reason, n.set_at,
       coalesce(p.name, n.set_by) AS set_by, f.set_at AS brought_at, coalesce(q.name, f.set_by) AS brought_by,
       coalesce(m.added, 0) AS added, coalesce(m.changed, 0) AS changed
FROM (SELECT *, row_number() OVER (PARTITION BY import_id ORDER BY row_no DESC) AS newest FROM import_row) AS n
JOIN (SELECT *, row_number() OVER (PARTITION BY import_id ORDER BY row_no) AS oldest FROM import_row) AS f
     ON f.import_id = n.import_id AND f.oldest = 1
LEFT JOIN (SELECT import_id, count(DISTINCT CASE WHEN made = 'added' THEN signatory_id END) AS added,
                  count(DISTINCT CASE WHEN made = 'changed' THEN signatory_id END) AS changed
           FROM import_made_row GROUP BY import_id) AS m ON m.import_id = n.import_id
LEFT JOIN person p ON p.person_id = n.set_by
LEFT JOIN person q ON q.person_id = f.set_by
WHERE n.newest = 1 AND ($import_id = '' OR n.import_id = $import_id)
  AND ($file_sha256 = '' OR n.file_sha256 = $file_sha256)
ORDER BY n.row_no DESC
LIMIT $most
"""

_DECISIONS: Final = """
SELECT d.list_row, d.decision, d.signatory_id, d.taken_fields, d.reason, d.seen, d.set_at, d.trail_seq,
       coalesce(p.name, d.set_by) AS set_by
FROM (SELECT *, row_number() OVER (PARTITION BY list_row ORDER BY row_no DESC) AS newest
      FROM import_decision_row WHERE import_id = $import_id) AS d
LEFT JOIN person p ON p.person_id = d.set_by
WHERE d.newest = 1
ORDER BY d.list_row
"""

_DECIDED_NAMES: Final = """
SELECT s.signatory_id, s.name
FROM (SELECT signatory_id, name, row_number() OVER (PARTITION BY signatory_id ORDER BY row_no DESC) AS newest
      FROM signatory_row
      WHERE signatory_id IN (SELECT signatory_id FROM import_decision_row WHERE import_id = $import_id)) AS s
WHERE s.newest = 1
"""

_ACTS: Final = """
SELECT d.trail_seq AS act, count(*) AS rows, min(d.list_row) AS first_row, min(d.decision) AS decision,
       max(d.set_at) AS set_at, min(coalesce(p.name, d.set_by)) AS set_by
FROM (SELECT *, row_number() OVER (PARTITION BY list_row ORDER BY row_no DESC) AS newest
      FROM import_decision_row WHERE import_id = $import_id) AS d
LEFT JOIN person p ON p.person_id = d.set_by
WHERE d.newest = 1 AND d.decision <> 'undecided'
GROUP BY d.trail_seq
ORDER BY d.trail_seq DESC
LIMIT $most
"""

# The record of applying carries the rows that wrote nothing.
_APPLIED: Final = """
SELECT t.after_json FROM import_row i JOIN trail t ON t.seq = i.trail_seq
WHERE i.import_id = $import_id AND i.state = 'applied'
ORDER BY i.row_no DESC LIMIT 1
"""

_COLUMNS: Final = """
SELECT column_no, field FROM
    (SELECT *, row_number() OVER (PARTITION BY column_no ORDER BY row_no DESC) AS newest
     FROM import_column_row WHERE import_id = $import_id) AS c
WHERE newest = 1 ORDER BY column_no
"""

_DECISION_ROWS: Final = pa.schema(
    [
        ("import_id", pa.string()),
        ("list_row", pa.int32()),
        ("decision", pa.string()),
        ("signatory_id", pa.string()),
        ("taken_fields", pa.string()),
        ("reason", pa.string()),
        ("seen", pa.string()),
        ("set_at", pa.timestamp("us")),
        ("set_by", pa.string()),
    ]
)


def imports(source: Readable, most: int) -> tuple[BroughtList, ...]:
    """The lists in which something happened last, newest first."""
    return _imports(source, most=most)


def import_of(source: Readable, import_id: str) -> BroughtList | None:
    """One list by its identifier."""
    return next(iter(_imports(source, import_id=import_id)), None) if import_id else None


def imports_of_content(source: Readable, file_sha256: str) -> tuple[BroughtList, ...]:
    """The lists with exactly this content, newest first."""
    return _imports(source, file_sha256=file_sha256)


def _imports(source: Readable, import_id: str = "", file_sha256: str = "", most: int = 1000) -> tuple[BroughtList, ...]:
    asked = {"import_id": import_id, "file_sha256": file_sha256, "most": most}
    return tuple(BroughtList(**{**row, "state": ImportState(row["state"])}) for row in source.rows(_IMPORTS, asked))


def decisions(source: Readable, import_id: str) -> tuple[Decided, ...]:
    """The newest decision on each row, those that were taken back included."""
    return tuple(
        Decided(
            row=row["list_row"],
            decision=RowDecision(
                Choice(row["decision"]), row["signatory_id"], tuple((row["taken_fields"] or "").split()), row["reason"]
            ),
            seen=row["seen"] or "",
            set_at=row["set_at"],
            set_by=row["set_by"],
            act=row["trail_seq"],
        )
        for row in source.rows(_DECISIONS, {"import_id": import_id})
    )


def decided_names(source: Readable, import_id: str) -> dict[str, str]:
    """The names of those whom rows of the list were decided to be the same as, by identifier."""
    return {row["signatory_id"]: row["name"] for row in source.rows(_DECIDED_NAMES, {"import_id": import_id})}


def acts(source: Readable, import_id: str, most: int) -> tuple[Act, ...]:
    """The last acts of deciding of which anything still stands, newest first."""
    rows = source.rows(_ACTS, {"import_id": import_id, "most": most})
    return tuple(Act(**{**row, "decision": Choice(row["decision"])}) for row in rows)


def left_rows(source: Readable, import_id: str) -> LeftRows | None:
    """The rows of an applied list that wrote nothing; None where its record does not tell."""
    found = source.rows(_APPLIED, {"import_id": import_id})
    told = json.loads(found[0]["after_json"] or "{}").get("rows") if found else None
    return None if told is None else LeftRows.read(told)


def chosen_columns(source: Readable, import_id: str) -> dict[int, str]:
    """What columns hold by somebody's choice: field by place from 1; an empty field is not imported."""
    return {row["column_no"]: row["field"] for row in source.rows(_COLUMNS, {"import_id": import_id})}


def set_state(change: Change, brought: BroughtList, state: ImportState, who: str, reason: str | None = None) -> None:
    """The state of a list from now on."""
    change.insert(
        "import_row",
        {
            "import_id": brought.import_id,
            "file_name": brought.file_name,
            "file_sha256": brought.file_sha256,
            "row_count": brought.row_count,
            "state": state.value,
            "reason": reason,
            "set_at": change.now,
            "set_by": who,
        },
    )


def set_columns(change: Change, import_id: str, fields: Mapping[int, str], who: str) -> None:
    """How columns are read from now on."""
    for column_no, field in fields.items():
        row = {"import_id": import_id, "column_no": column_no, "field": field}
        change.insert("import_column_row", {**row, "set_at": change.now, "set_by": who})


def add_decisions(change: Change, import_id: str, made: Sequence[tuple[int, RowDecision, str]], who: str) -> None:
    """Record decisions: row of the list, decision, and the hash over what it rests on."""
    rows = [
        {
            "import_id": import_id,
            "list_row": row,
            "decision": decision.choice.value,
            "signatory_id": decision.signatory_id,
            "taken_fields": " ".join(decision.taken) or None,
            "reason": decision.reason,
            "seen": seen,
            "set_at": change.now,
            "set_by": who,
        }
        for row, decision, seen in made
    ]
    change.insert_frame("import_decision_row", pa.Table.from_pylist(rows, schema=_DECISION_ROWS))
