"""Passwords are hashed with the smallest parameters, so that a test takes milliseconds; and a record to be merged."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from gda_tracker.domain.permissions import SYSTEM, Actor, Role
from gda_tracker.register import Register, people
from gda_tracker.services import passwords

TWIN = "republic-of-kenya"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def twin(register: Register) -> Actor:
    """Kenya once more under another name, endorsed a day earlier; whoever reports for it."""
    with register.change(SYSTEM) as change:
        change.trail("signatory.add", TWIN, signatory_id=TWIN)
        facts = {"name": "Republic of Kenya", "stakeholder_type": "national_government", "iso3": "KEN"}
        change.insert("signatory_row", {"signatory_id": TWIN, **facts})
        told = {"endorsement_id": f"{TWIN}/1", "signatory_id": TWIN, "endorsed_on": "2024-11-15", "channel": "email"}
        change.insert("endorsement_row", told)
        people.write_roles(change, "wanja", {Role.FOCAL_POINT}, {TWIN})
    return Actor("wanja", "Wanja", frozenset({Role.FOCAL_POINT}), frozenset({TWIN}))
