"""Files in the register: for whom each was uploaded, under which name, in which answers. Contents lie elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from ..domain.permissions import LentItem
from .database import Change
from .merged import OWN
from .readable import Readable


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that was uploaded for one signatory. `added_at` is UTC."""

    sha256: str
    signatory_id: str
    name: str
    media_type: str
    size_bytes: int
    added_at: datetime
    added_by: str


# The first row of a content and signatory names it for good: bringing the same file again adds nothing.
_OF_CONTENT: Final = """
SELECT sha256, signatory_id, name, media_type, size_bytes, added_at, added_by FROM
    (SELECT f.sha256, coalesce(m.into_id, f.signatory_id) AS signatory_id, f.name, f.media_type, f.size_bytes,
            f.added_at, f.added_by,
            row_number() OVER (PARTITION BY coalesce(m.into_id, f.signatory_id) ORDER BY f.row_no) AS n
     FROM file_row AS f LEFT JOIN merged AS m ON m.signatory_id = f.signatory_id WHERE f.sha256 = $sha256) AS f
WHERE n = 1 ORDER BY signatory_id
"""

_OF_SIGNATORY: Final = f"""
SELECT sha256, signatory_id, name, media_type, size_bytes, added_at, added_by FROM
    (SELECT *, row_number() OVER (PARTITION BY sha256 ORDER BY row_no) AS n
     FROM file_row WHERE signatory_id IN {OWN}) AS f
WHERE n = 1 ORDER BY added_at, sha256
"""

_KNOWN: Final = "SELECT DISTINCT sha256 FROM file_row"

# In any version, so that a file stays open to who works on the item after it was taken away or brought back.
_PLACES: Final = """
SELECT DISTINCT e.signatory_id, e.cycle, e.item FROM evidence_row p JOIN counted_entry e ON e.version_id = p.version_id
WHERE p.file_sha256 = $sha256 ORDER BY e.signatory_id, e.cycle, e.item
"""


def files_of(source: Readable, signatory_id: str) -> dict[str, StoredFile]:
    """The files of one signatory by hash, the oldest first."""
    rows = source.rows(_OF_SIGNATORY, {"signatory_id": signatory_id})
    return {row["sha256"]: StoredFile(**row) for row in rows}


def owners_of(source: Readable, sha256: str) -> dict[str, StoredFile]:
    """One content for each signatory that it was uploaded for, by signatory."""
    return {row["signatory_id"]: StoredFile(**row) for row in source.rows(_OF_CONTENT, {"sha256": sha256})}


def places_of(source: Readable, sha256: str) -> tuple[LentItem, ...]:
    """The items of reports that have, or had, this file in their evidence."""
    return tuple(LentItem(**row) for row in source.rows(_PLACES, {"sha256": sha256}))


def known_files(source: Readable) -> frozenset[str]:
    """The hashes of all files that anybody uploaded."""
    return frozenset(row["sha256"] for row in source.rows(_KNOWN))


def add_file(change: Change, files: Iterable[StoredFile]) -> None:
    """Insert a row for each file; the act's trail record must have been written."""
    for file in files:
        change.insert("file_row", asdict(file))
