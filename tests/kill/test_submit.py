"""Killed fifty times in the midst of submitting: what was acknowledged is there, and no submission is there by half."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gda_tracker.domain.permissions import SYSTEM
from gda_tracker.facts import cycles
from gda_tracker.register import Register
from gda_tracker.register.orphans import orphans

from .submitter import ITEMS

KILLS = 50
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A register file with the cycles and Kenya."""
    path = tmp_path / "register.duckdb"
    register = Register.create(path, is_demonstration=False)
    with register.change(SYSTEM) as change:
        change.trail("cycle.set", "cycles")
        for cycle in cycles():
            change.insert("cycle_row", cycle.model_dump())
        change.trail("signatory.add", "kenya", signatory_id="kenya")
        kenya = {"signatory_id": "kenya", "name": "Kenya", "stakeholder_type": "national_government", "iso3": "KEN"}
        change.insert("signatory_row", kenya)
    register.close()
    return path


@pytest.fixture
def submitter() -> Iterator[subprocess.Popen[str]]:
    """The process whose children are killed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.kill.submitter"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
    )  # fmt: skip
    yield process
    process.terminate()
    process.wait()


def told_until_killed(
    submitter: subprocess.Popen[str], path: Path, name: str, after_lines: int, after_seconds: float
) -> list[str]:
    """What a child acknowledged before it was killed, some moments after so many of its saves and submissions.

    Counted in acts, so that a slow machine is killed in the midst of a submission as well as a fast one.
    """
    assert submitter.stdin is not None
    assert submitter.stdout is not None
    submitter.stdin.write(f"{path} {name}\n")
    submitter.stdin.flush()
    child = int(submitter.stdout.readline())
    told = [submitter.stdout.readline().strip() for _ in range(after_lines)]
    time.sleep(after_seconds)
    os.kill(child, signal.SIGKILL)
    while (line := submitter.stdout.readline().strip()) != "over":
        assert line, "the submitter itself died"
        told.append(line)
    return told


def submitted_at_once(register: Register) -> list[tuple[set[str], set[str]]]:
    """For every submission of the trail, the versions it tells of, and those on record under its number."""
    rows = register.rows("SELECT trail_seq, version_id FROM entry_row WHERE is_submitted")
    submissions = register.rows("SELECT trail_seq FROM submission_row")
    acts = [one for one in register.trail() if one.action == "report.submit"]
    assert sorted(one.seq for one in acts) == sorted(row["trail_seq"] for row in submissions)
    return [
        (
            {answer["version_id"] for answer in json.loads(act.after_json or "").values()},
            {row["version_id"] for row in rows if row["trail_seq"] == act.seq},
        )
        for act in acts
    ]


def test_killed_fifty_times_while_submitting_nothing_acknowledged_is_lost_and_nothing_is_there_by_half(
    path: Path, submitter: subprocess.Popen[str]
) -> None:
    chance, acknowledged, submissions = random.Random(29), set[str](), 0
    for number in range(KILLS):
        told = told_until_killed(
            submitter, path, str(number), chance.randint(1, 2 * len(ITEMS) + 2), chance.uniform(0.0, 0.18)
        )
        acknowledged |= {version for line in told for version in line.split()[1:]}
        submissions += sum(line.startswith("submitted") for line in told)
        register = Register.open(path)
        on_record = {row["version_id"] for row in register.rows("SELECT version_id FROM entry_row")}
        register.close()
        assert acknowledged <= on_record, f"lost after {number + 1} kills: {acknowledged - on_record}"
    register = Register.open(path)
    whole = submitted_at_once(register)
    assert submissions > 0
    assert len(whole) >= submissions
    assert all(told == there and len(there) == len(ITEMS) for told, there in whole)
    assert register.trail_break() is None
    assert orphans(register) == {}
    register.close()
