"""Killed fifty times in the midst of an upload: what was acknowledged is there, and no upload is there by half."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gda_tracker.register import Register
from gda_tracker.register.orphans import orphans

from .test_files import new_register
from .test_submit import told_until_killed
from .uploader import FIGURES, ITEMS, MEASURES, PIECES

KILLS = 50
ROOT = Path(__file__).parents[2]


@pytest.fixture
def uploader() -> Iterator[subprocess.Popen[str]]:
    """The process whose children are killed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.kill.uploader"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
    )  # fmt: skip
    yield process
    process.terminate()
    process.wait()


def parts_of_versions(register: Register) -> dict[str, tuple[int, int, int]]:
    """How many measures, figures and pieces of evidence each version has."""
    rows = register.rows(
        """SELECT version_id,
                  (SELECT count(*) FROM measure_row m WHERE m.version_id = e.version_id) AS measures,
                  (SELECT count(*) FROM indicator_row i WHERE i.version_id = e.version_id) AS figures,
                  (SELECT count(*) FROM evidence_row p WHERE p.version_id = e.version_id) AS pieces
           FROM entry_row e"""
    )
    return {row["version_id"]: (row["measures"], row["figures"], row["pieces"]) for row in rows}


def uploads_at_once(register: Register) -> list[tuple[set[str], set[str]]]:
    """For every upload of the trail, the versions it tells of, and those on record under its number."""
    rows = register.rows("SELECT trail_seq, version_id FROM entry_row")
    acts = [one for one in register.trail() if one.action in ("report.upload", "report.submit")]
    return [
        (
            {answer["version_id"] for answer in json.loads(act.after_json or "").values()},
            {row["version_id"] for row in rows if row["trail_seq"] == act.seq},
        )
        for act in acts
    ]


def test_killed_fifty_times_while_uploading_nothing_acknowledged_is_lost_and_nothing_is_there_by_half(
    tmp_path: Path, uploader: subprocess.Popen[str]
) -> None:
    path = tmp_path / "register.duckdb"
    new_register(path)
    chance, acknowledged, told = random.Random(31), set[str](), list[str]()
    for number in range(KILLS):
        lines = told_until_killed(uploader, path, str(number), chance.randint(1, 4), chance.uniform(0.0, 0.12))
        told += lines
        acknowledged |= {version for line in lines for version in line.split()[1:]}
        register = Register.open(path)
        on_record = parts_of_versions(register)
        register.close()
        assert acknowledged <= set(on_record), f"lost after {number + 1} kills: {acknowledged - set(on_record)}"
        assert set(on_record.values()) <= {(MEASURES, FIGURES, PIECES)}
    register = Register.open(path)
    whole = uploads_at_once(register)
    assert {line.split()[0] for line in told} == {"kept", "submitted"}
    assert len(whole) >= len(told) >= KILLS
    assert all(said == there and len(there) == len(ITEMS) for said, there in whole)
    assert register.trail_break() is None
    assert orphans(register) == {}
    register.close()
