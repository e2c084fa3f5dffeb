"""The cast: Amina reports for Kenya, Tomasi for Fiji, Irene reviews at ITU, Pavel administers, a visitor only reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest

from gda_tracker.domain import review
from gda_tracker.domain.permissions import SYSTEM, VISITOR, Actor, Role
from gda_tracker.facts import cycles
from gda_tracker.register import Register

SLOW: Final = ("browser", "kill")
"""Folders whose tests take longest: begun first, so that no worker waits for another's long one at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones first, else as they were found."""
    items.sort(key=lambda item: item.path.parent.name not in SLOW)


@pytest.fixture(autouse=True)
def nobody_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """One in ten answers is read by two, by the hash of its id, which is new in every run: no test is left to that."""
    monkeypatch.setattr(review, "DRAWN_SHARE", 0)


@pytest.fixture
def amina() -> Actor:
    return Actor("amina", "Amina", frozenset({Role.FOCAL_POINT}), frozenset({"kenya"}), "amina@kenya.example")


@pytest.fixture
def tomasi() -> Actor:
    return Actor("tomasi", "Tomasi", frozenset({Role.FOCAL_POINT}), frozenset({"fiji"}), "tomasi@fiji.example")


@pytest.fixture
def irene() -> Actor:
    return Actor("irene", "Irene", frozenset({Role.REVIEWER}), frozenset(), "irene@itu.example")


@pytest.fixture
def pavel() -> Actor:
    return Actor("pavel", "Pavel", frozenset({Role.ADMINISTRATOR}), frozenset(), "pavel@itu.example")


@pytest.fixture
def visitor() -> Actor:
    return VISITOR


@pytest.fixture
def register() -> Iterator[Register]:
    """A register in memory with the three cycles, Kenya, Fiji, Austria, the EU and FTTH Council Europe."""
    register = Register.create(None, is_demonstration=False)
    signatories = (
        ("kenya", "Kenya", "national_government", "KEN"),
        ("fiji", "Fiji", "national_government", "FJI"),
        ("austria", "Austria", "national_government", "AUT"),
        ("european-union", "European Union", "international_organisation", "EUU"),
        ("ftth-council-europe", "FTTH Council Europe", "private_sector", "BEL"),
    )
    with register.change(SYSTEM) as change:
        change.trail("cycle.set", "cycles")
        for cycle in cycles():
            change.insert("cycle_row", cycle.model_dump())
        for signatory_id, name, kind, iso3 in signatories:
            change.trail("signatory.add", signatory_id, signatory_id=signatory_id)
            change.insert(
                "signatory_row", {"signatory_id": signatory_id, "name": name, "stakeholder_type": kind, "iso3": iso3}
            )
            change.insert(
                "endorsement_row",
                {
                    "endorsement_id": f"{signatory_id}/1",
                    "signatory_id": signatory_id,
                    "endorsed_on": "2024-11-16",
                    "channel": "letter",
                },
            )
    yield register
    register.close()
