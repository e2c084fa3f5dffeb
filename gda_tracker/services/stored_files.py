"""Whether every evidence file that the register names lies there as it was brought, and nothing else does."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ..domain.problems import Problem, message
from ..evidence import Damaged, Store
from ..register import Register
from ..register.files import known_files

_MISSING: Final = message("The evidence file {sha256} is missing. Restore it from a backup.")
_ALTERED: Final = message("The evidence file {sha256} was altered. Restore it from a backup.")
_ORPHANED: Final = message(
    "The evidence file {sha256} is named by nothing on record. A server removes it at its start after 30 days."
)


def stored_file_problems(register: Register, folder: Path) -> tuple[int, list[Problem]]:
    """How many files the register names, and each that is missing, altered, or named by nothing; all are read."""
    store, known = Store(folder), known_files(register)
    problems = [problem for sha256 in sorted(known) if (problem := _problem(store, sha256)) is not None]
    orphans = sorted(set(store.all()) - known) if folder.is_dir() else []
    problems += [Problem("file-orphaned", _ORPHANED, values={"sha256": sha256}) for sha256 in orphans]
    return len(known), problems


def _problem(store: Store, sha256: str) -> Problem | None:
    try:
        if store.verified(sha256) is not None:
            return None
    except Damaged:
        return Problem("file-altered", _ALTERED, values={"sha256": sha256})
    return Problem("file-missing", _MISSING, values={"sha256": sha256})
