"""What an applied import wrote, so that it can be shown and taken back: signatories added, fields changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from ..domain.settling import FIELDS, OF_ENDORSEMENT
from .database import Change
from .readable import Readable


@dataclass(frozen=True, slots=True)
class Made:
    """A signatory that an import added or changed, from which row of its list.

    `changes` are, for a changed one, the fields with what stood before and stands now, as the trail holds them: days as
    `2026-11-22`, None for nothing.
    """

    list_row: int
    signatory_id: str
    name: str
    made: str
    act: int
    changes: tuple[tuple[str, object, object], ...] = ()


_MADE: Final = """
SELECT m.list_row, m.signatory_id, coalesce(s.name, m.signatory_id) AS name, m.made, m.trail_seq AS act,
       CASE WHEN m.made = 'changed' THEN t.before_json END AS before_json,
       CASE WHEN m.made = 'changed' THEN t.after_json END AS after_json
FROM import_made_row AS m
LEFT JOIN trail AS t ON t.seq = m.trail_seq
LEFT JOIN (SELECT signatory_id, name, row_number() OVER (PARTITION BY signatory_id ORDER BY row_no DESC) AS newest
           FROM signatory_row) AS s ON s.signatory_id = m.signatory_id AND s.newest = 1
WHERE m.import_id = $import_id
ORDER BY m.made DESC, m.list_row
LIMIT $most OFFSET $first
"""

# An identifier whose signatory was removed may be given again.
_IDENTIFIERS: Final = """
SELECT DISTINCT signatory_id FROM signatory_row
WHERE signatory_id NOT IN (SELECT signatory_id FROM removed)
"""

_REMOVED: Final = "SELECT signatory_id FROM removed"

_SIGNATORY: Final = """
SELECT signatory_id, name, acronym, stakeholder_type, iso3, website, parent_id FROM signatory_row
WHERE signatory_id = $signatory_id ORDER BY row_no DESC LIMIT 1
"""

# In the order in which `known_signatories` gives them.
_ENDORSEMENTS: Final = """
SELECT endorsement_id FROM endorsement WHERE signatory_id = $signatory_id ORDER BY endorsement_id
"""

_ENDORSEMENT: Final = """
SELECT endorsement_id, signatory_id, endorsed_on, channel, additional_statement, document, source_title, source_url,
       source_dated_on, note, withdrawn_on
FROM endorsement_row WHERE endorsement_id = $endorsement_id ORDER BY row_no DESC LIMIT 1
"""

_SIGNATORY_BEFORE: Final = """
SELECT b.signatory_id, b.name, b.acronym, b.stakeholder_type, b.iso3, b.website, b.parent_id
FROM signatory_row AS w JOIN signatory_row AS b ON b.signatory_id = w.signatory_id AND b.row_no < w.row_no
WHERE w.signatory_id = $signatory_id AND w.trail_seq = $act
ORDER BY b.row_no DESC LIMIT 1
"""

_ENDORSEMENT_WRITTEN: Final = """
SELECT endorsement_id, signatory_id, row_no FROM endorsement_row WHERE trail_seq = $act LIMIT 1
"""

_ENDORSEMENT_BEFORE: Final = """
SELECT endorsement_id, signatory_id, endorsed_on, channel, additional_statement, document, source_title, source_url,
       source_dated_on, note, withdrawn_on
FROM endorsement_row WHERE endorsement_id = $endorsement_id AND row_no < $row_no ORDER BY row_no DESC LIMIT 1
"""

_MADE_ROWS: Final = pa.schema(
    [("import_id", pa.string()), ("list_row", pa.int32()), ("signatory_id", pa.string()), ("made", pa.string())]
)
_REMOVAL_ROWS: Final = pa.schema(
    [
        ("signatory_id", pa.string()),
        ("is_removed", pa.bool_()),
        ("reason", pa.string()),
        ("set_at", pa.timestamp("us")),
        ("set_by", pa.string()),
    ]
)


def made_by(source: Readable, import_id: str, first: int = 0, most: int = 1_000_000) -> tuple[Made, ...]:
    """What the import made, changed signatories first, each part in the list's order."""
    asked = {"import_id": import_id, "first": first, "most": most}
    return tuple(_made(row) for row in source.rows(_MADE, asked))


def _made(row: Mapping[str, Any]) -> Made:
    before, after = (json.loads(row[name] or "{}") for name in ("before_json", "after_json"))
    changes = tuple((field, before.get(field), after.get(field)) for field in FIELDS if field in after)
    return Made(row["list_row"], row["signatory_id"], row["name"], row["made"], row["act"], changes)


def identifiers(source: Readable) -> frozenset[str]:
    """Every identifier that a signatory has or had, but for those of removed ones."""
    return frozenset(row["signatory_id"] for row in source.rows(_IDENTIFIERS))


def add_made(change: Change, import_id: str, made: str, rows: Iterable[tuple[int, str]]) -> None:
    """Record that rows of a list added or changed signatories."""
    found = [
        {"import_id": import_id, "list_row": row, "signatory_id": signatory_id, "made": made}
        for row, signatory_id in rows
    ]
    change.insert_frame("import_made_row", pa.Table.from_pylist(found, schema=_MADE_ROWS))


def revive(change: Change, signatory_ids: Iterable[str], reason: str, who: str) -> None:
    """Those of the signatories that were removed stand again."""
    removed = {row["signatory_id"] for row in change.rows(_REMOVED)}
    _set_removed(change, [one for one in signatory_ids if one in removed], (False, reason, who))


def remove(change: Change, signatory_ids: Sequence[str], reason: str, who: str) -> None:
    """The signatories stand for nothing from now on."""
    _set_removed(change, signatory_ids, (True, reason, who))


def _set_removed(change: Change, signatory_ids: Sequence[str], how: tuple[bool, str, str]) -> None:
    rows = [
        {"signatory_id": one, "is_removed": how[0], "reason": how[1], "set_at": change.now, "set_by": how[2]}
        for one in signatory_ids
    ]
    change.insert_frame("removal_row", pa.Table.from_pylist(rows, schema=_REMOVAL_ROWS))


def alter(change: Change, signatory_id: str, after: Mapping[str, object], place: int | None) -> None:
    """New rows of a signatory and of its endorsement at that place, with some fields replaced."""
    of_endorsement = {name: value for name, value in after.items() if name in OF_ENDORSEMENT}
    of_body = {name: value for name, value in after.items() if name not in OF_ENDORSEMENT}
    if of_body:
        (row,) = change.rows(_SIGNATORY, {"signatory_id": signatory_id})
        change.insert("signatory_row", {**row, **of_body})
    if of_endorsement:
        change.insert("endorsement_row", {**_endorsement_at(change, signatory_id, place), **of_endorsement})


def _endorsement_at(change: Change, signatory_id: str, place: int | None) -> dict[str, Any]:
    listed = change.rows(_ENDORSEMENTS, {"signatory_id": signatory_id})
    if place is None or place >= len(listed):
        return {"endorsement_id": f"{signatory_id}/{len(listed) + 1}", "signatory_id": signatory_id}
    (row,) = change.rows(_ENDORSEMENT, listed[place])
    return row


def restore(change: Change, signatory_id: str, act: int) -> None:
    """Write again what stood before the act changed the signatory."""
    for row in change.rows(_SIGNATORY_BEFORE, {"signatory_id": signatory_id, "act": act}):
        change.insert("signatory_row", row)
    for written in change.rows(_ENDORSEMENT_WRITTEN, {"act": act}):
        key = {"endorsement_id": written["endorsement_id"], "row_no": written["row_no"]}
        # An endorsement that the import itself began is left without a word in it.
        before = change.rows(_ENDORSEMENT_BEFORE, key) or [
            {"endorsement_id": written["endorsement_id"], "signatory_id": written["signatory_id"]}
        ]
        change.insert("endorsement_row", before[0])
