"""The register keeps what was acknowledged, adds and never changes, and notices when somebody else did."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
import pytest

from gda_tracker.domain.permissions import SYSTEM, Actor
from gda_tracker.domain.trail import ChainBreak
from gda_tracker.register import Change, Register, RegisterHeld, RegisterProblem
from gda_tracker.register.database import APPEND_ONLY, MIGRATIONS

WRITER: Final = """
import sys
from pathlib import Path
from gda_tracker.domain.permissions import SYSTEM
from gda_tracker.register import Register
register = Register.open(Path(sys.argv[1]))
n = 0
while True:
    with register.change(SYSTEM) as change:
        change.trail("note", f"note/{n}", after={"n": n})
        change.insert("sign_in_failure", {"account_key": sys.argv[2] + str(n), "failed_at": change.now})
    print(n, flush=True)
    n += 1
"""
HOLDER: Final = """
import sys
from pathlib import Path
from gda_tracker.register import Register
register = Register.open(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def note(register: Register, n: int, actor: Actor = SYSTEM) -> None:
    with register.change(actor) as change:
        change.trail("note", f"note/{n}", after={"n": n})
        change.insert("sign_in_failure", {"account_key": str(n), "failed_at": change.now})


def notes(register: Register) -> list[str]:
    return [row["account_key"] for row in register.rows("SELECT account_key FROM sign_in_failure ORDER BY row_no")]


def test_a_new_register_keeps_its_kind_and_knows_its_migrations(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "register.duckdb"
    Register.create(path, is_demonstration=True).close()
    register = Register.open(path)
    assert register.is_demonstration
    applied = register.rows("SELECT number, name FROM migration ORDER BY number")
    files = sorted(file.name for file in MIGRATIONS.glob("*.sql"))
    assert [row["name"] for row in applied] == files
    assert [row["number"] for row in applied] == list(range(1, len(files) + 1))
    assert [record.action for record in register.trail()] == ["register.create"]
    register.close()


def test_opening_twice_migrates_once(tmp_path: Path) -> None:
    path = tmp_path / "register.duckdb"
    Register.create(path, is_demonstration=False).close()
    for _ in range(2):
        register = Register.open(path)
        assert len(register.rows("SELECT * FROM migration")) == len(list(MIGRATIONS.glob("*.sql")))
        register.close()


def test_migrations_are_numbered_without_gap() -> None:
    numbers = sorted(int(file.name[:4]) for file in MIGRATIONS.glob("*.sql"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_there_is_no_second_register_in_one_place(tmp_path: Path) -> None:
    path = tmp_path / "register.duckdb"
    Register.create(path, is_demonstration=False).close()
    with pytest.raises(RegisterProblem, match="There is already a register at"):
        Register.create(path, is_demonstration=True)
    register = Register.open(path)
    assert not register.is_demonstration
    register.close()


def test_where_there_is_none_it_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(RegisterProblem, match=r"There is no register at .*gda init.*gda demo"):
        Register.open(tmp_path / "register.duckdb")
    assert not (tmp_path / "register.duckdb").exists()


def test_a_register_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "register.duckdb"
    Register.create(path, is_demonstration=False).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO migration VALUES (99, '0099_later.sql', NULL)")
    with pytest.raises(RegisterProblem, match=r"written by a newer version of the tracker \(schema 99"):
        Register.open(path)
    with duckdb.connect(str(path)) as connection:  # It was let go, too.
        assert connection.execute("SELECT max(number) FROM migration").fetchone() == (99,)


@pytest.mark.parametrize("kept", [0.9, 0.5, 0.01])
def test_a_truncated_file_gets_a_sentence(tmp_path: Path, kept: float) -> None:
    path = tmp_path / "register.duckdb"
    register = Register.create(path, is_demonstration=False)
    for n in range(20):
        note(register, n)
    register.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(RegisterProblem, match=r"nothing was changed\.$"):
        Register.open(path)
    assert path.read_bytes() == whole[: int(len(whole) * kept)]


def test_a_file_that_is_no_register_gets_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "register.duckdb"
    path.write_text("a letter to the secretariat\n" * 500)
    with pytest.raises(RegisterProblem, match=r"nothing was changed\.$"):
        Register.open(path)


def test_a_register_that_another_process_holds_says_so(tmp_path: Path) -> None:
    path = tmp_path / "register.duckdb"
    Register.create(path, is_demonstration=False).close()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(RegisterHeld, match=r"The running server holds the register at .* Stop it first"):
            Register.open(path)
    finally:
        holder.communicate("")
    Register.open(path).close()


def test_every_table_of_rows_is_append_only_and_carries_its_trail(register: Register) -> None:
    tables = {row["table_name"] for row in register.rows("SELECT table_name FROM duckdb_tables()")}
    assert tables - {"trail", "migration"} == APPEND_ONLY
    with_trail = register.rows("SELECT table_name FROM duckdb_columns() WHERE column_name = 'trail_seq'")
    assert {row["table_name"] for row in with_trail} >= APPEND_ONLY


def test_a_change_can_insert_and_nothing_else() -> None:
    verbs = {name for name in vars(Change) if not name.startswith("_")}
    assert verbs == {"trail", "insert", "insert_frame", "rows"}


def test_no_row_comes_before_its_trail_record(register: Register) -> None:
    with pytest.raises(RuntimeError, match="before its trail record"), register.change(SYSTEM) as change:
        change.insert("sign_in_failure", {"account_key": "x", "failed_at": change.now})
    with pytest.raises(RuntimeError, match="before its trail record"), register.change(SYSTEM) as change:
        change.insert_frame("sign_in_failure", pa.table({"account_key": ["x"], "failed_at": [change.now]}))
    assert notes(register) == []


@pytest.mark.parametrize("table", ["trail", "migration", "sign_in_failure; DROP TABLE trail", "nothing"])
def test_rows_are_added_to_known_tables_alone(register: Register, table: str) -> None:
    with register.change(SYSTEM) as change:
        change.trail("note", "note/1")
        with pytest.raises(ValueError, match="is no table that rows are added to"):
            change.insert(table, {"account_key": "x"})
        with pytest.raises(ValueError, match="is no table that rows are added to"):
            change.insert("sign_in_failure", {"account_key, failed_at) VALUES (1": "x"})


def fail_after_writing(register: Register) -> None:
    with register.change(SYSTEM) as change:
        change.trail("note", "note/1")
        change.insert("sign_in_failure", {"account_key": "1", "failed_at": change.now})
        _ = 1 / 0


def fail_while_writing(register: Register) -> None:
    with register.change(SYSTEM) as change:
        change.trail("note", "note/2")
        change.insert("sign_in_failure", {"account_key": None, "failed_at": change.now})


def test_a_change_that_fails_leaves_nothing(register: Register) -> None:
    before = (register.trail_head(), len(list(register.trail())))
    with pytest.raises(ZeroDivisionError):
        fail_after_writing(register)
    with pytest.raises(duckdb.Error):
        fail_while_writing(register)
    assert (register.trail_head(), len(list(register.trail()))) == before
    assert notes(register) == []
    note(register, 3)
    assert notes(register) == ["3"]
    assert register.trail_break() is None


def test_readers_see_a_change_only_when_it_is_whole(register: Register) -> None:
    with register.change(SYSTEM) as change:
        change.trail("note", "note/1")
        change.insert("sign_in_failure", {"account_key": "1", "failed_at": change.now})
        assert notes(register) == []
        assert change.rows("SELECT account_key FROM sign_in_failure") == [{"account_key": "1"}]
    assert notes(register) == ["1"]


def test_the_trail_says_who_and_links_each_record_to_the_one_before(register: Register, pavel: Actor) -> None:
    note(register, 1, pavel)
    *_, before, last = register.trail()
    assert (last.actor_id, last.action, last.subject, last.after_json) == ("pavel", "note", "note/1", '{"n":1}')
    assert last.previous_hash == before.hash
    assert last.hash == register.trail_head()
    assert register.trail_break() is None


CHANGES: Final = {
    "recorded_at": "TIMESTAMP '2020-01-01'",
    "actor_id": "'somebody'",
    "action": "'nothing'",
    "subject": "'nothing'",
    "signatory_id": "'atlantis'",
    "before_json": "'{}'",
    "after_json": "'{}'",
    "hash": "repeat('f', 64)",
}


@pytest.mark.parametrize("column", CHANGES)
def test_tampering_with_any_record_is_found_and_the_record_named(register: Register, column: str) -> None:
    for n in range(5):
        note(register, n)
    count = len(list(register.trail()))
    for seq in range(1, count + 1):
        cursor = register.cursor()
        cursor.execute("BEGIN TRANSACTION")
        cursor.execute(f"UPDATE trail SET {column} = {CHANGES[column]} WHERE seq = $1", [seq])
        found = _break_within(register)
        cursor.execute("ROLLBACK")
        assert found == ChainBreak(seq, "altered"), seq
    assert register.trail_break() is None


def test_a_changed_link_a_missing_record_and_a_forged_one_are_found(register: Register) -> None:
    for n in range(5):
        note(register, n)
    for change, expected in (
        ("UPDATE trail SET previous_hash = repeat('f', 64) WHERE seq = 4", ChainBreak(4, "unlinked")),
        ("DELETE FROM trail WHERE seq = 4", ChainBreak(4, "missing")),
        ("DELETE FROM trail WHERE seq = 1", ChainBreak(1, "missing")),
        (
            "INSERT INTO trail SELECT 999, recorded_at, actor_id, action, subject, signatory_id, before_json, "
            "after_json, previous_hash, hash FROM trail WHERE seq = 4",
            ChainBreak(len(list(register.trail())) + 1, "missing"),
        ),
    ):
        register.cursor().execute("BEGIN TRANSACTION")
        register.cursor().execute(change)
        found = _break_within(register)
        register.cursor().execute("ROLLBACK")
        assert found == expected, change


def _break_within(register: Register) -> ChainBreak | None:
    """The break as this thread's open transaction sees the trail."""
    from gda_tracker.domain.trail import TrailRecord, first_break

    rows = register.rows("SELECT * FROM trail ORDER BY seq")
    return first_break(TrailRecord(**row) for row in rows)


def test_threads_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    register = Register.create(tmp_path / "register.duckdb", is_demonstration=False)

    def write(thread: int) -> None:
        for n in range(25):
            note(register, thread * 1000 + n)

    threads = [threading.Thread(target=write, args=(thread,)) for thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(int, notes(register))) == [thread * 1000 + n for thread in range(8) for n in range(25)]
    assert len(list(register.trail())) == 201
    assert register.trail_break() is None
    register.close()


def test_killing_the_writer_during_commits_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "register.duckdb"
    Register.create(path, is_demonstration=False).close()
    acknowledged: list[str] = []
    for turn in range(5):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), f"{turn}-"], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        for _ in range(10 + 7 * turn):
            acknowledged.append(f"{turn}-{writer.stdout.readline().strip()}")
        os.kill(writer.pid, signal.SIGKILL)
        rest = writer.communicate()[0]
        acknowledged.extend(f"{turn}-{line}" for line in rest.splitlines())
        register = Register.open(path)
        kept = notes(register)
        assert set(acknowledged) <= set(kept)
        assert len(kept) == len(set(kept))
        assert len(list(register.trail())) == 1 + len(kept)
        assert register.trail_break() is None
        register.close()
