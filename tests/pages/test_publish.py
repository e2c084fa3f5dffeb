"""The publish page: guarded, shows what would change, publishes on the second click."""

from __future__ import annotations

from pathlib import Path

import pytest

from gda_tracker.domain.permissions import Actor
from gda_tracker.register import Register
from gda_tracker.services.submitting import Accepted, submit_report
from gda_tracker.settings import settings
from tests.services.reports_for_tests import ACT, TODAY, saved

from .conftest import Opened, shown

PAGE = "staff/publish.py"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty GDA_HOME."""
    monkeypatch.setenv("GDA_HOME", str(tmp_path))
    settings.cache_clear()
    return tmp_path


@pytest.mark.parametrize("who", ["visitor", "amina", "irene"])
def test_only_administrators_enter(opened: Opened, home: Path, who: str, request: pytest.FixtureRequest) -> None:
    page = opened(PAGE, request.getfixturevalue(who))
    assert "What everybody will see." not in shown(page)
    assert not page.button


def test_an_edition_is_previewed_and_published(
    register: Register, opened: Opened, home: Path, amina: Actor, pavel: Actor
) -> None:
    saved(register, amina, "kenya", ACT)
    assert isinstance(submit_report(register, amina, "kenya", "2026", TODAY), Accepted)
    page = opened(PAGE, pavel)
    assert "Nothing is published yet." in shown(page)
    assert page.button(key="publish").disabled
    page.checkbox(key="sure-1").check().run()
    page.button(key="publish").click().run()
    html = shown(page)
    assert "Edition 1 is published." in html
    assert 'href="/?edition=1"' in html
    assert (home / "editions" / "0001.duckdb").is_file()
    assert "Since edition 1 of" in html
