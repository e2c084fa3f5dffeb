"""The second press of a form shows the first answer, also where it ended the first press in the middle."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from gda_tracker.domain.permissions import Actor, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.register import Register
from gda_tracker.services.people import Added, add_person
from gda_tracker.ui import same_press, session


class Ended(Exception):
    """As Streamlit ends a press at its next touch of the session when another one came."""


class State(dict[str, Any]):
    """A session in which another press may wait."""

    is_pressed_again = False

    def setdefault(self, key: str, default: Any = None) -> Any:
        if self.is_pressed_again:
            raise Ended
        return super().setdefault(key, default)

    def __setitem__(self, key: str, value: Any) -> None:
        if self.is_pressed_again:
            raise Ended
        super().__setitem__(key, value)


def test_the_answer_is_kept_though_the_second_press_comes_during_the_act(
    register: Register, pavel: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = State()
    monkeypatch.setattr(same_press, "st", SimpleNamespace(session_state=state))
    monkeypatch.setattr(session, "actor", lambda: pavel)

    def act() -> Added | Rejected:
        added = add_person(register, pavel, "ines@itu.example", "Ines", [Role.REVIEWER])
        state.is_pressed_again = True
        return added

    first = same_press.once(register, "invite", "ines", act)
    assert isinstance(first, Added)
    with pytest.raises(Ended):
        state["outcome"] = first
    state.is_pressed_again = False
    assert same_press.once(register, "invite", "ines", act) is first
    assert isinstance(same_press.once(register, "invite", "Ines", act), Rejected)
