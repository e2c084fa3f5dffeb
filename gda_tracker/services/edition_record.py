"""What the register keeps of a publication: that an edition was published, and the fingerprint of its file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

from .. import editions
from ..domain.permissions import Actor
from ..domain.trail import TrailRecord
from ..editions import Edition, EditionInfo, EditionProblem
from ..register import Register, edition_notices

REASON: Final = "edition.reason"


def keep_reason(register: Register, by: Actor, number: int, reason: str) -> None:
    """Keep why an edition is published before its file is made, whose trail then ends with this record."""
    if reason:
        with register.change(by) as change:
            change.trail(REASON, f"edition/{number}", after={"reason": reason})


def record_unrecorded(register: Register, by: Actor, folder: Path) -> None:
    """Record editions whose publishing was cut off between the file and the register; a file from elsewhere is none."""
    known = set(edition_notices.published_numbers(register))
    own: dict[str, str] = {}
    for number in editions.numbers(folder):
        if number in known:
            continue
        own = own or {record.hash: _reason_in(record) for record in register.trail()}
        try:
            info = info_of(editions.edition_path(folder, number))
        except EditionProblem:
            continue
        if info.number == number and info.trail_head in own:
            record_published(register, by, "edition.record", info, own[info.trail_head])


def record_published(register: Register, by: Actor, action: str, info: EditionInfo, reason: str = "") -> str:
    """Keep what was published in one record with its trail, at once or, as `action` says, afterwards.

    Gives the fingerprint of the file.
    """
    digest = _sha256(info.path)
    row: dict[str, object] = {
        "number": info.number,
        "snapshot_on": info.snapshot_on,
        "published_at": info.published_at,
        "file_sha256": digest,
    } | ({"reason": reason} if reason else {})
    with register.change(by) as change:
        change.trail(action, f"edition/{info.number}", after={name: str(value) for name, value in row.items()})
        change.insert("publication", row)
    return digest


def _reason_in(record: TrailRecord) -> str:
    return str(json.loads(record.after_json or "{}").get("reason", "")) if record.action == REASON else ""


def info_of(path: Path) -> EditionInfo:
    """What the file of an edition says about it; raises EditionProblem where it is none."""
    with Edition.open(path) as edition:
        return edition.info


def next_number(register: Register, folder: Path) -> int:
    """The number after the last, of files and of records: none is used twice."""
    return max(editions.numbers(folder) + edition_notices.published_numbers(register), default=0) + 1


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
