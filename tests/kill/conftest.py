"""What every test that kills a process of its own needs."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest


@pytest.fixture(autouse=True)
def no_main_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new process runs what `__main__` names; Streamlit's test runner leaves the page there that it tested last."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
