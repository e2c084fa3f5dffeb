"""Fifty kills in the middle of writing files: nothing acknowledged is lost, nothing half-written can be read."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from gda_tracker.domain.permissions import SYSTEM
from gda_tracker.evidence import Store
from gda_tracker.facts import cycles
from gda_tracker.register import Register
from gda_tracker.register.files import known_files
from gda_tracker.services.evidence_tidying import tidy

ROOT = Path(__file__).parents[2]
KILLS = 50


def new_register(path: Path) -> None:
    """A register with Kenya and the cycles."""
    register = Register.create(path, is_demonstration=False)
    with register.change(SYSTEM) as change:
        change.trail("cycle.set", "cycles")
        for cycle in cycles():
            change.insert("cycle_row", cycle.model_dump())
        change.trail("signatory.add", "kenya", signatory_id="kenya")
        kenya = {"signatory_id": "kenya", "name": "Kenya", "stakeholder_type": "national_government", "iso3": "KEN"}
        change.insert("signatory_row", kenya)
    register.close()


def test_fifty_kills_lose_no_file_that_was_acknowledged(tmp_path: Path) -> None:
    new_register(tmp_path / "register.duckdb")
    command = [sys.executable, "-m", "tests.kill.file_writer", str(tmp_path), str(KILLS), "29"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    acknowledged = done.stdout.split()
    assert len(acknowledged) >= KILLS
    register = Register.open(tmp_path / "register.duckdb")
    store = Store(tmp_path / "evidence")
    known = known_files(register)
    assert set(acknowledged) <= known
    for sha256 in known:
        content = store.read(sha256)
        assert content is not None
        assert hashlib.sha256(content).hexdigest() == sha256
    # A file without a row may be there, whole; one that is not whole never stands under a name.
    for sha256 in store.all():
        assert store.verified(sha256) is not None
    tidy(register, tmp_path / "evidence")
    assert not list((tmp_path / "evidence").rglob("*.part"))
    assert register.trail_break() is None
    assert len(known) == sum(1 for record in register.trail() if record.action == "file.add")
    register.close()
