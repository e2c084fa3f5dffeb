"""Writing an edition: never half, never twice; a crash at any point leaves the last one in force."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import duckdb
import polars as pl
import pytest

from gda_tracker import editions
from gda_tracker.editions import Edition, EditionProblem, writing

SCHEMA_1 = {
    "edition": "number published_at snapshot_on method_version schema_version is_demonstration trail_head title",
    "item": "code kind sort short title",
    "signatory": "id name name_fr name_es name_ru name_ar name_zh stakeholder_type iso3 itu_region un_region is_ldc "
    "is_lldc is_sids income_group endorsed_on withdrawn_on",
    "cell": "signatory_id item is_due off_scale claimed evidence assessed as_of age_months age_class additionality "
    "cycle was_on_time",
    "rate": "item dimension member stakeholder_type additionality due responded claimed evidence_backed verified "
    "acting on_time",
}


def test_the_file_follows_schema_1_to_the_letter(edition):
    for table, columns in SCHEMA_1.items():
        found = [row[0] for row in edition.rows(f"DESCRIBE {table}")]
        assert found[: len(columns.split())] == columns.split(), table
    named = {row[0] for row in edition.rows("SELECT table_name FROM duckdb_tables()")}
    assert {
        "entry",
        "evidence",
        "review",
        "reply",
        "endorsement",
        "practice",
        "reported_total",
        "registry_fact",
    } <= named


def test_counts_are_integers_and_days_are_dates(edition):
    types = {row[0]: row[1] for row in edition.rows("DESCRIBE rate")}
    assert {types[name] for name in SCHEMA_1["rate"].split()[5:]} == {"INTEGER"}
    about = {row[0]: row[1] for row in edition.rows("DESCRIBE edition")}
    assert (about["published_at"], about["snapshot_on"]) == ("TIMESTAMP", "DATE")


def test_an_edition_is_never_overwritten(tmp_path, write_edition):
    content = write_edition(tmp_path, 1).read_bytes()
    with pytest.raises(FileExistsError):
        write_edition(tmp_path, 1)
    assert (tmp_path / "0001.duckdb").read_bytes() == content


def test_an_unknown_table_or_column_is_refused_and_nothing_appears(tmp_path, small_tables):
    secret = pl.DataFrame({"id": ["kenya"], "name": ["Kenya"], "stakeholder_type": ["x"], "email": ["amina@kenya"]})
    with pytest.raises(ValueError, match="email"):
        editions.write(tmp_path, 1, small_tables | {"signatory": secret})
    with pytest.raises(ValueError, match="person"):
        editions.write(tmp_path, 1, small_tables | {"person": secret})
    assert editions.catalogue(tmp_path) == ()


def test_leftovers_are_no_editions_and_go_with_the_next_publication(tmp_path, write_edition):
    write_edition(tmp_path, 1)
    for name in ("0002.duckdb.part", "0002.duckdb.part.wal"):
        (tmp_path / name).write_bytes(b"half")
    assert [info.number for info in editions.catalogue(tmp_path)] == [1]
    write_edition(tmp_path, 2)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["0001.duckdb", "0002.duckdb"]


def test_the_catalogue_is_newest_first_and_passes_over_what_it_cannot_read(tmp_path, write_edition):
    for number in (1, 2, 10):
        write_edition(tmp_path, number)
    whole = (tmp_path / "0002.duckdb").read_bytes()
    (tmp_path / "0003.duckdb").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "0004.duckdb").write_bytes(b"%PDF-1.7 not a database")
    (tmp_path / "0005.duckdb").write_bytes(b"")
    with duckdb.connect(str(tmp_path / "0006.duckdb")) as foreign:
        foreign.execute("CREATE TABLE lunch (dish VARCHAR)")
    (tmp_path / "0007.duckdb").write_bytes(whole)
    (tmp_path / "notes.txt").write_text("not an edition")
    found = editions.survey(tmp_path)
    assert [info.number for info in found.editions] == [10, 2, 1]
    assert [problem.values["name"] for problem in found.problems] == [f"000{n}.duckdb" for n in (7, 6, 5, 4, 3)]


def test_a_newer_schema_says_what_to_do(tmp_path, small_tables):
    newer = small_tables["edition"].with_columns(pl.lit(2).alias("schema_version"))
    path = editions.write(tmp_path, 1, small_tables | {"edition": newer})
    with pytest.raises(EditionProblem, match="has schema 2, this version reads up to 1"):
        Edition.open(path)


def test_a_missing_file_is_a_problem_and_no_new_database(tmp_path):
    with pytest.raises(EditionProblem, match="no edition file"):
        Edition.open(tmp_path / "0001.duckdb")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("missing_bytes", [1, 4096, 300_000])
def test_a_file_whose_end_is_missing_is_refused_on_opening(tmp_path, write_edition, missing_bytes):
    path = write_edition(tmp_path, 1)
    os.truncate(path, path.stat().st_size - missing_bytes)
    with pytest.raises(EditionProblem, match=r"damaged or no edition|no edition of this tracker"):
        Edition.open(path)


def test_an_empty_or_missing_folder_has_no_editions(tmp_path):
    assert editions.catalogue(tmp_path) == editions.catalogue(tmp_path / "nowhere") == ()


# The child stops for good at one point of writing; the parent then kills it as a power cut would.
_CHILD = """
import pickle, signal, sys, time
from pathlib import Path
from gda_tracker.editions import writing

def stop(*_):
    print("here", flush=True)
    time.sleep(60)

point = sys.argv[1]
if point == "before_fill":
    writing._fill = stop
elif point == "while_loading":
    load = writing.load
    writing.load = lambda c, table, rows: (stop() if table == "rate" else load(c, table, rows))
elif point == "before_sync":
    writing.sync = stop
elif point == "before_rename":
    writing.os.link = stop
elif point == "after_rename":
    sync = writing.sync
    writing.sync = lambda path: stop() if path.is_dir() else sync(path)
tables = pickle.loads(Path(sys.argv[2]).read_bytes())
writing.write(Path(sys.argv[3]), 2, tables)
"""


@pytest.mark.parametrize(
    ("point", "in_force"),
    [("before_fill", 1), ("while_loading", 1), ("before_sync", 1), ("before_rename", 1), ("after_rename", 2)],
)
def test_a_kill_at_any_point_leaves_a_whole_edition_in_force(tmp_path, write_edition, small_tables, point, in_force):
    import pickle

    folder = tmp_path / "editions"
    write_edition(folder, 1)
    second = small_tables | {"edition": small_tables["edition"].with_columns(pl.lit(2).alias("number"))}
    (tmp_path / "tables.pickle").write_bytes(pickle.dumps(second))
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, point, str(tmp_path / "tables.pickle"), str(folder)], stdout=subprocess.PIPE
    )
    assert child.stdout.readline() == b"here\n"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    newest = editions.catalogue(folder)[0]
    assert newest.number == in_force
    with Edition.open(newest.path) as edition:
        assert editions.funnel(edition).due == 5
    write_edition(folder, in_force + 1)
    assert [info.number for info in editions.catalogue(folder)] == list(range(in_force + 1, 0, -1))
    assert not list(folder.glob("*.part*"))


def test_two_publishers_cannot_own_one_number(tmp_path, write_edition, monkeypatch):
    fill = writing._fill

    def overtaken(part, tables):
        monkeypatch.setattr(writing, "_fill", fill)
        fill(part, tables)
        os.replace(part, tmp_path / "kept")
        write_edition(tmp_path, 1)
        os.replace(tmp_path / "kept", part)

    monkeypatch.setattr(writing, "_fill", overtaken)
    with pytest.raises(FileExistsError):
        write_edition(tmp_path, 1)
    assert [info.number for info in editions.catalogue(tmp_path)] == [1]
