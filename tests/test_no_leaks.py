"""What is not published stays private: a number and an address in a draft are in no edition, page or download."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gda_tracker import editions
from gda_tracker.domain.permissions import SYSTEM, Actor, Role
from gda_tracker.domain.report import Entry, Evidence, IndicatorValue, Measure, Practice
from gda_tracker.domain.statuses import EvidenceKind, Status
from gda_tracker.i18n import text
from gda_tracker.publishing import book
from gda_tracker.publishing import overview as overview_of
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.publishing.summary import summary_page
from gda_tracker.publishing.view import View
from gda_tracker.register import Register
from gda_tracker.services import analysis
from gda_tracker.services.editions import Published, publish_edition
from gda_tracker.services.people import add_person
from gda_tracker.services.saving import Saved, save_entry
from gda_tracker.settings import settings
from gda_tracker.web import routes

SECRET = "8842719"
ADDRESS = "very.private.person@kenya.example"
TODAY = date(2026, 6, 1)


@pytest.fixture
def home(register: Register, amina: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition published while Kenya's draft holds the secret and its focal point has an address."""
    add_person(register, SYSTEM, ADDRESS, "Very Private", {Role.FOCAL_POINT}, {"kenya"}, password="a-long-password-9")
    private = Evidence(
        kind=EvidenceKind.PRIMARY_DOCUMENT, title=f"Contract {SECRET}", url=f"https://x.example/{SECRET}", locator="1"
    )
    draft = Entry(
        item="O3",
        claimed=Status.IN_PLACE,
        as_of=TODAY,
        narrative=f"Spent {SECRET}. Ask {ADDRESS}.",
        evidence=(private,),
        measures=(
            Measure(title=f"Contract {SECRET}", owner="Very Private", budget_currency="KES", budget_amount=8842719),
        ),
        indicators=(IndicatorValue(name=f"Line {SECRET}", unit=SECRET, value=8842719, year=2026),),
        partners=(f"Partner {SECRET}",),
        sdgs=(16,),
        practice=Practice(title=f"Offer {SECRET}", summary=f"Costs {SECRET}."),
    )
    assert isinstance(save_entry(register, amina, "kenya", "2026", draft, None, datetime(2026, 6, 1, 9)), Saved)
    assert isinstance(publish_edition(register, SYSTEM, on=date(2026, 6, 2), folder=tmp_path / "editions"), Published)
    monkeypatch.setenv("GDA_HOME", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def _all_text(value: object) -> str:
    if is_dataclass(value):
        return " ".join(_all_text(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, (list, tuple, set, frozenset)):
        return " ".join(map(_all_text, value))
    if isinstance(value, dict):
        return " ".join(_all_text(part) for pair in value.items() for part in pair)
    return str(value)


def _clean(content: str) -> bool:
    return SECRET not in content and ADDRESS not in content and "Very Private" not in content


def test_no_table_of_the_edition_holds_them(home: Path) -> None:
    (path,) = (home / "editions").glob("*.duckdb")
    with duckdb.connect(str(path), read_only=True) as edition:
        tables = [row[0] for row in edition.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        assert "entry" in tables
        rows = [edition.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables]
    assert _clean(_all_text(rows))
    assert "kenya" in _all_text(rows)
    raw = path.read_bytes()
    assert SECRET.encode() not in raw
    assert ADDRESS.encode() not in raw


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_page_holds_them(home: Path, language: str) -> None:
    info = editions.catalogue(home / "editions")[0]
    edition = editions.Edition.open(info.path)
    context = overview_of.context_of(info, text(language))
    asked = book.asked_of(Shelf(home / "editions"), "signatory", {"id": "kenya"}, language, analysis)
    assert asked is not None
    page = (book.lead("signatory", asked), book.body("signatory", asked), summary_page(asked, style=""))
    overview = overview_of.overview(edition, context, View(edition=info.number))
    assert "Kenya" in _all_text(page)
    assert _clean(_all_text(page))
    assert _clean(_all_text(overview))


def test_no_download_holds_them(home: Path) -> None:
    client = TestClient(Starlette(routes=routes.routes()))
    names = ("funnel", "objectives", "map", "regions", "types", "framework", "reporting")
    answers = [client.get(f"/charts/overview/{name}.csv") for name in names]
    assert [answer.status_code for answer in answers] == [200] * len(names)
    assert all(_clean(answer.text) for answer in answers)


@pytest.mark.parametrize("table", ["entry", "evidence", "measure", "indicator", "partner", "goal", "practice"])
def test_no_table_to_download_holds_them(home: Path, table: str) -> None:
    client = TestClient(Starlette(routes=routes.routes()))
    answer = client.get(f"/editions/1/{table}.csv")
    assert answer.status_code == 200
    assert _clean(answer.text)
    assert answer.text.count("\n") == 1
