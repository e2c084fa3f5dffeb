"""Who else on the machine may read what we write: nobody the register, everybody the editions."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gda_tracker.domain.permissions import Actor
from gda_tracker.register import Register
from gda_tracker.services.editions import Published, publish_edition
from gda_tracker.services.registers import create_register, open_register


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture
def strict_umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


def test_nobody_else_reads_the_register(tmp_path: Path) -> None:
    path = tmp_path / "register.duckdb"
    create_register(path).close()
    assert mode(path) == 0o600
    path.chmod(0o644)
    open_register(path).close()
    assert mode(path) == 0o600


@pytest.mark.usefixtures("strict_umask")
def test_everybody_reads_editions_whatever_the_process_keeps_to_itself(
    register: Register, pavel: Actor, tmp_path: Path
) -> None:
    made = publish_edition(register, pavel, on=date(2026, 11, 1), folder=tmp_path / "editions")
    assert isinstance(made, Published)
    assert mode(made.path) == 0o644
    assert mode(tmp_path / "editions") == 0o755
