"""The menu: a person's own pages stand where Streamlit does not fold them away."""

from __future__ import annotations

import pytest

from gda_tracker.domain.permissions import VISITOR, Actor, Role
from gda_tracker.i18n import text
from gda_tracker.ui import navigation


def menu(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[tuple[str, str]] = []
    monkeypatch.setattr(
        navigation.st, "Page", lambda file, *, title, visibility, **_: seen.append((title, visibility)) or title
    )
    monkeypatch.setattr(navigation.st, "navigation", lambda listed, **_: listed)
    navigation.navigation(actor, text("en"))
    return [title for title, visibility in seen if visibility == "visible"]


def test_own_pages_follow_the_overview(monkeypatch: pytest.MonkeyPatch) -> None:
    amina = Actor("amina", "Amina", frozenset({Role.FOCAL_POINT}), frozenset({"kenya"}))
    pavel = Actor("pavel", "Pavel", frozenset({Role.ADMINISTRATOR}))
    assert menu(amina, monkeypatch)[:3] == ["Overview", "My report", "Objectives"]
    assert menu(pavel, monkeypatch)[:3] == ["Overview", "The desk", "Objectives"]


def test_a_visitor_sees_public_pages_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert menu(VISITOR, monkeypatch) == [
        "Overview", "Objectives", "Framework", "Signatories", "Progress", "Good practices", "Data", "Method",
    ]  # fmt: skip
