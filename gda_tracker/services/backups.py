"""Backups of the register while it runs, and whether one would serve: opened, followed, counted.

Beside each copy lies what it must hold (`….json`): its SHA-256, the head of its trail, the rows of each table. Evidence
files and editions never change once they are there, so any copying tool keeps them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..editions.writing import sync
from ..register import Register, RegisterProblem
from ..register.backup import copy_to, opened_copy, row_counts
from ..register.database import utc_now
from ..register.operations import Operation, add_operation, newest_operations

__all__ = [
    "Backup",
    "Operation",
    "back_up",
    "check_backup",
    "last_operations",
    "looked_at",
    "newest_backup",
]

_NAME: Final = "register-%Y%m%dT%H%M%S%fZ.duckdb"
_OWNER_ALONE: Final = 0o600


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was made, or checked: where it lies, how many trail records and rows it holds."""

    path: Path
    trail_records: int
    rows: int


def back_up(register: Register, actor: Actor, folder: Path) -> Backup | Rejected:
    """Copy the register as it stands, check the copy, and note both; a copy that does not hold is not kept."""
    require(actor, Action.PUBLISH)
    try:
        made = _copied(register, folder)
    except OSError as error:
        text = message("The backup cannot be written to {folder}: {why}.")
        values = {"folder": folder, "why": error.strerror or "?"}
        _note(register, actor, "backup", "bad", str(folder))
        return Rejected((Problem("backup-not-written", text, values=values),))
    _note(register, actor, "backup", "good", made.name)
    return check_backup(register, actor, made)


def check_backup(register: Register, actor: Actor, path: Path) -> Backup | Rejected:
    """Open a copy and compare it with what it must hold; the outcome is noted."""
    require(actor, Action.PUBLISH)
    found = looked_at(path)
    _note(register, actor, "backup_check", "bad" if isinstance(found, Rejected) else "good", path.name)
    return found


def last_operations(register: Register, actor: Actor) -> dict[str, Operation]:
    """The newest backup and the newest check, as noted."""
    require(actor, Action.PUBLISH)
    return newest_operations(register)


def newest_backup(folder: Path) -> Path | None:
    """The copy that was made last."""
    return max(folder.glob("register-*.duckdb"), default=None) if folder.is_dir() else None


def looked_at(path: Path) -> Backup | Rejected:
    """Whether a copy would serve: its file is whole, its trail holds to its head, every table has its rows."""
    try:
        told = json.loads(_manifest(path).read_text(encoding="utf-8"))
        if _sha256(path) != told["sha256"]:
            text = message("The backup {file} was altered or cut short since it was made. Make a new one.")
            return Rejected.because("backup-altered", text, file=path.name)
        with opened_copy(path) as copy:
            return _compared(copy, told, path)
    except RegisterProblem as problem:
        return Rejected.because("backup-unreadable", problem.message, **problem.values)
    except (OSError, ValueError, KeyError, TypeError):
        text = message("The backup {file}, or the list of what it must hold beside it, is missing. Make a new one.")
        return Rejected.because("backup-missing", text, file=path.name)


def _compared(copy: Register, told: dict[str, Any], path: Path) -> Backup | Rejected:
    if (broken := copy.trail_break()) is not None:
        text = message("The trail of the backup {file} does not hold at record {number}. Make a new one.")
        return Rejected.because("backup-trail", text, file=path.name, number=broken.seq)
    counts = row_counts(copy)
    if copy.trail_head() != told["trail_head"] or counts != told["rows"]:
        wrong = sorted(name for name in {*counts, *told["rows"]} if counts.get(name) != told["rows"].get(name))
        text = message("The backup {file} does not hold every row ({tables}). Make a new one.")
        return Rejected.because("backup-rows", text, file=path.name, tables=", ".join(wrong[:5]) or "trail")
    return Backup(path, counts.get("trail", 0), sum(counts.values()))


def _copied(register: Register, folder: Path) -> Path:
    """The finished copy with its list; until both have their names, nothing of it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(_OWNER_ALONE | 0o100)
    path = folder / f"{utc_now():{_NAME}}"
    part = path.with_name(f"{path.name}.part")
    counts = copy_to(register, part)
    part.chmod(_OWNER_ALONE)
    sync(part)
    with opened_copy(part) as copy:
        head = copy.trail_head()
    told = {"sha256": _sha256(part), "trail_head": head, "rows": counts}
    listed = _manifest(path)
    listed.write_text(json.dumps(told, indent=1, sort_keys=True), encoding="utf-8")
    listed.chmod(_OWNER_ALONE)
    sync(listed)
    part.rename(path)
    sync(folder)
    return path


def _manifest(path: Path) -> Path:
    return path.with_suffix(".json")


def _note(register: Register, actor: Actor, kind: str, outcome: str, note: str) -> None:
    with register.change(actor) as change:
        when: datetime = change.now
        change.trail(f"operation.{kind}", note, after={"outcome": outcome})
        add_operation(change, Operation(kind, outcome, note, when))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
