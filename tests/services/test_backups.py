"""Backups while the register runs: a copy that can be opened as a register, and checks that see what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from gda_tracker.domain.permissions import NotAllowed
from gda_tracker.domain.problems import Rejected
from gda_tracker.register import Register
from gda_tracker.register.backup import row_counts
from gda_tracker.services import backups
from gda_tracker.services.backups import Backup, back_up, check_backup, last_operations, looked_at, newest_backup

from .test_editions import report


def made(register, pavel, folder: Path) -> Backup:
    found = back_up(register, pavel, folder)
    assert isinstance(found, Backup), found
    return found


def rule_of(found: object) -> str:
    assert isinstance(found, Rejected), found
    return found.problems[0].rule


def test_a_copy_opens_as_a_register_with_every_row_and_its_trail(register, tmp_path, pavel):
    report(register, "kenya", claimed=3)
    before, head = row_counts(register), register.trail_head()
    found = made(register, pavel, tmp_path)
    assert (found.trail_records, found.rows) == (before["trail"], sum(before.values()))
    assert found.path == newest_backup(tmp_path)
    assert found.path.stat().st_mode & 0o777 == 0o600
    restored = Register.open(found.path)
    try:
        assert row_counts(restored) == before
        assert restored.trail_head() == head
        report(restored, "fiji", claimed=2)  # Views, defaults and sequences came along.
        numbers = [row["row_no"] for row in restored.rows("SELECT row_no FROM entry_row ORDER BY row_no")]
        assert len(set(numbers)) == 2
        assert restored.trail_break() is None
    finally:
        restored.close()


def test_the_register_is_written_to_before_and_after_as_if_nothing_were(register, tmp_path, pavel):
    made(register, pavel, tmp_path)
    report(register, "kenya", claimed=3)
    second = made(register, pavel, tmp_path)
    assert len(list(tmp_path.glob("register-*.duckdb"))) == 2
    assert looked_at(second.path) == second
    assert not list(tmp_path.glob("*.part*"))


def test_backup_and_check_are_noted_with_their_trail(register, tmp_path, pavel):
    found = made(register, pavel, tmp_path)
    assert [(record.action, record.actor_id) for record in list(register.trail())[-2:]] == [
        ("operation.backup", "pavel"), ("operation.backup_check", "pavel"),
    ]  # fmt: skip
    noted = last_operations(register, pavel)
    assert {kind: (one.outcome, one.note) for kind, one in noted.items()} == {
        "backup": ("good", found.path.name), "backup_check": ("good", found.path.name),
    }  # fmt: skip


def test_a_copy_that_was_cut_short_or_altered_does_not_pass(register, tmp_path, pavel):
    path = made(register, pavel, tmp_path).path
    whole = path.read_bytes()
    path.write_bytes(whole[:-4096])
    assert rule_of(check_backup(register, pavel, path)) == "backup-altered"
    assert last_operations(register, pavel)["backup_check"].outcome == "bad"
    path.write_bytes(whole)
    assert isinstance(check_backup(register, pavel, path), Backup)


def told_anew(path: Path) -> None:
    """Let the list beside a copy name its hash as it is now."""
    listed = path.with_suffix(".json")
    said = json.loads(listed.read_text())
    listed.write_text(json.dumps(said | {"sha256": backups._sha256(path)}))


def test_a_copy_whose_trail_or_rows_were_changed_does_not_pass_even_with_a_new_hash(register, tmp_path, pavel):
    report(register, "kenya", claimed=3)
    path = made(register, pavel, tmp_path).path
    with duckdb.connect(str(path)) as file:
        file.execute("DELETE FROM entry_row")
    told_anew(path)
    assert rule_of(looked_at(path)) == "backup-rows"
    with duckdb.connect(str(path)) as file:
        file.execute("UPDATE trail SET actor_id = 'mallory' WHERE seq = 2")
    told_anew(path)
    assert rule_of(looked_at(path)) == "backup-trail"


@pytest.mark.parametrize("gone", [".json", ".duckdb"])
def test_a_copy_without_its_list_or_a_list_without_its_copy_does_not_pass(register, tmp_path, pavel, gone):
    path = made(register, pavel, tmp_path).path
    path.with_suffix(gone).unlink()
    assert rule_of(looked_at(path)) == "backup-missing"


def test_a_folder_that_cannot_be_written_is_said_and_noted(register, tmp_path, pavel):
    (tmp_path / "backups").write_text("a file")
    assert rule_of(back_up(register, pavel, tmp_path / "backups")) == "backup-not-written"
    assert last_operations(register, pavel)["backup"].outcome == "bad"


def test_only_administrators_back_up(register, tmp_path, irene, amina, visitor):
    for actor in (irene, amina, visitor):
        with pytest.raises(NotAllowed):
            back_up(register, actor, tmp_path)
        with pytest.raises(NotAllowed):
            check_backup(register, actor, tmp_path / "x")
        with pytest.raises(NotAllowed):
            last_operations(register, actor)
    assert list(tmp_path.iterdir()) == []


def test_a_register_on_disk_is_copied_as_well(tmp_path, pavel):
    register = Register.create(tmp_path / "home" / "it's a register.duckdb", is_demonstration=False)
    try:
        assert isinstance(back_up(register, pavel, tmp_path / "back ups'"), Backup)
    finally:
        register.close()
