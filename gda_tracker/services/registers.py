"""A register as a whole: made, opened, checked."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ..domain.permissions import SYSTEM
from ..domain.problems import Problem, message
from ..domain.trail import ChainBreak
from ..editions import Edition, EditionProblem, edition_path, numbers
from ..facts import cycles
from ..register import Register, RegisterHeld, RegisterProblem
from ..register.altered import altered_decisions
from ..register.orphans import orphans
from .stored_files import stored_file_problems

__all__ = [
    "Check",
    "Register",
    "RegisterHeld",
    "RegisterProblem",
    "check",
    "create_register",
    "open_register",
    "set_up",
]

_OWNER_ALONE: Final = 0o600
_PUBLICATIONS: Final = "SELECT number, file_sha256 FROM publication ORDER BY number"
_WHY: Final = {
    "missing": message("The trail breaks at record {seq}: the record is missing."),
    "unlinked": message("The trail breaks at record {seq}: it does not follow from the record before it."),
    "altered": message("The trail breaks at record {seq}: the record was altered."),
}

_ORPHANS: Final = message("{count} rows of {table} have lost their trail record: the end of the trail was cut off.")
_ALTERED: Final = message("A decision on {entry} is not what the trail says was decided.")
_FOREIGN: Final = message("Edition {number} was made from a trail that this register does not hold ({file}).")


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, and everything that is wrong."""

    trail_records: int
    editions: int
    problems: tuple[Problem, ...]
    files: int = 0
    """How many evidence files the register names."""


def create_register(path: Path | None) -> Register:
    """A real register: empty but for the cycles of the Declaration. Raises RegisterProblem when there is one."""
    register = Register.create(path, is_demonstration=False)
    if path is not None:
        keep_private(path)
    with register.change(SYSTEM) as change:
        change.trail("cycle.set", "cycles", after={"cycles": [cycle.code for cycle in cycles()]})
        for cycle in cycles():
            change.insert("cycle_row", cycle.model_dump())
    return register


def open_register(path: Path) -> Register:
    """The register at that path. Raises RegisterHeld or RegisterProblem with a sentence that says what to do."""
    register = Register.open(path)
    keep_private(path)
    return register


def keep_private(path: Path) -> None:
    """Let nobody else on this machine read the register, where the file system knows such a thing."""
    with suppress(OSError):
        path.chmod(_OWNER_ALONE)


def set_up(home: Path, fill: Callable[[Path, Path], Register]) -> None:
    """Make a register and its editions aside and move them in at the end: an interrupted start leaves none behind.

    `fill` gets the paths of the register and of the folder of editions.
    """
    aside = home / "setting-up.part"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    fill(aside / "register.duckdb", aside / "editions").close()
    if (aside / "editions").exists():
        (aside / "editions").rename(home / "editions")
    if (aside / "imports").exists():  # Lists lie under their hashes: what is there already is the same.
        shutil.copytree(aside / "imports", home / "imports", dirs_exist_ok=True)
    keep_private(aside / "register.duckdb")
    (aside / "register.duckdb").rename(home / "register.duckdb")
    shutil.rmtree(aside)


def check(register: Register, editions_folder: Path, evidence_folder: Path | None = None) -> Check:
    """Follow the trail's chain, and compare every published edition and evidence file with its recorded SHA-256."""
    hashes = [record.hash for record in register.trail()]
    problems = [] if (found := register.trail_break()) is None else [_chain_problem(found)]
    problems += [
        Problem("trail-orphans", _ORPHANS, values={"count": count, "table": table})
        for table, count in orphans(register).items()
    ]
    problems += [
        Problem("decision-altered", _ALTERED, values={"entry": entry_id}) for entry_id in altered_decisions(register)
    ]
    publications = register.rows(_PUBLICATIONS)
    for publication in publications:
        problem = _edition_problem(publication, editions_folder, frozenset(hashes))
        if problem is not None:
            problems.append(problem)
    recorded = {int(publication["number"]) for publication in publications}
    problems += _unrecorded_problems(editions_folder, recorded, frozenset(hashes))
    files, file_problems = stored_file_problems(register, evidence_folder) if evidence_folder else (0, [])
    return Check(len(hashes), len(publications), (*problems, *file_problems), files)


def _chain_problem(found: ChainBreak) -> Problem:
    return Problem(f"trail-{found.why}", _WHY[found.why], values={"seq": found.seq})


def _edition_problem(publication: dict[str, Any], folder: Path, hashes: frozenset[str]) -> Problem | None:
    number = int(publication["number"])
    path = edition_path(folder, number)
    if not path.exists():
        text = message("Edition {number} is missing: there is no file {file}.")
        return _edition(number, "edition-missing", text, path)
    if _sha256(path) != publication["file_sha256"]:
        text = message("Edition {number} is not what was published: {file} was altered.")
        return _edition(number, "edition-altered", text, path)
    return _foreign_problem(number, path, hashes)


def _unrecorded_problems(folder: Path, recorded: set[int], hashes: frozenset[str]) -> list[Problem]:
    """Editions that lie there without a record; those of this register's own trail are recorded at the next one."""
    found = (_foreign_problem(number, edition_path(folder, number), hashes)
             for number in numbers(folder) if number not in recorded)  # fmt: skip
    return [problem for problem in found if problem is not None]


def _foreign_problem(number: int, path: Path, hashes: frozenset[str]) -> Problem | None:
    try:
        with Edition.open(path) as edition:
            is_known = edition.info.trail_head in hashes
    except EditionProblem as problem:
        return Problem("edition-unreadable", problem.message, values=problem.values)
    return None if is_known else _edition(number, "edition-foreign", _FOREIGN, path)


def _edition(number: int, rule: str, text: str, path: Path) -> Problem:
    return Problem(rule, text, values={"number": number, "file": path.name})


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
