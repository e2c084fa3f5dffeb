"""The check of evidence files: missing, altered and orphaned ones are named; what lies as it was brought is not."""

from __future__ import annotations

from pathlib import Path

from gda_tracker.domain.permissions import Actor
from gda_tracker.evidence import Store
from gda_tracker.register import Register
from gda_tracker.services.evidence import StoredFile, add_file
from gda_tracker.services.registers import check


def brought(register: Register, amina: Actor, folder: Path, words: str) -> Path:
    """Where a table of Kenya's lies after it was brought."""
    table = f"Tonnes;Year\n{words};2025\n".encode()
    stored = add_file(register, amina, folder, "kenya", "2026", table, "waste.csv")
    assert isinstance(stored, StoredFile), stored
    path = Store(folder).verified(stored.sha256)
    assert path is not None
    return path


def found(register: Register, folder: Path) -> list[tuple[str, str]]:
    """Rule and hash of each problem."""
    problems = check(register, folder / "editions", folder).problems
    return [(one.rule, str(one.values["sha256"])) for one in problems]


def test_files_that_lie_as_they_were_brought_hold(register: Register, amina: Actor, tmp_path: Path) -> None:
    brought(register, amina, tmp_path, "12")
    held = check(register, tmp_path / "editions", tmp_path)
    assert (held.problems, held.files) == ((), 1)


def test_missing_altered_and_orphaned_files_are_each_named(register: Register, amina: Actor, tmp_path: Path) -> None:
    gone, other = brought(register, amina, tmp_path, "12"), brought(register, amina, tmp_path, "13")
    gone.unlink()
    other.chmod(0o600)
    other.write_bytes(b"Tonnes;Year\n99;2025\n")
    orphan = Store(tmp_path).add(b"nobody names this")
    assert sorted(found(register, tmp_path)) == [
        ("file-altered", other.name),
        ("file-missing", gone.name),
        ("file-orphaned", orphan),
    ]


def test_without_a_folder_every_file_is_missing(register: Register, amina: Actor, tmp_path: Path) -> None:
    path = brought(register, amina, tmp_path / "here", "12")
    assert found(register, tmp_path / "elsewhere") == [("file-missing", path.name)]
