"""Passwords are hashed with the smallest parameters, so that a test takes milliseconds."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from gda_tracker.services import passwords


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
