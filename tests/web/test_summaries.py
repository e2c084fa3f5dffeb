"""The printed summary and the list as a file: addresses, marks, no script, 404 with a way on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from gda_tracker.settings import settings
from tests.publishing.profiles import write_both
from tests.web.test_first_paint import client_at


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("summaries")
    write_both(home / "editions")
    return home


@pytest.fixture
def client(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    with client_at(home, monkeypatch) as client:
        yield client
    settings.cache_clear()


def test_the_summary_holds_name_sentence_items_registries_and_source(client: TestClient) -> None:
    answer = client.get("/summary/kenya")
    assert answer.status_code == 200
    page = answer.text
    for words in (
        "<h1>Kenya</h1>",
        "Verified on 1 of 2 objectives; one has no report.",
        "Digital tools for climate action",
        "Third NDC, 30 April 2025",
        "We will act.",
        "Flood alerts",
        "Edition 2, data as of 14 November 2026, method 1.0. Demonstration data – not real reports",
        "/signatory?id=kenya&amp;edition=2",
    ):
        assert words in page, words
    assert page.count("Demonstration data") >= 2


def test_it_has_no_script_and_its_stylesheet_is_ours(client: TestClient) -> None:
    page = client.get("/summary/kenya").text
    assert "<script" not in page
    style = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert style.startswith("/assets/summary.")
    assert "@page" in client.get(style).text


def test_an_old_edition_prints_its_own_data(client: TestClient) -> None:
    page = client.get("/summary/kenya?edition=1").text
    assert "Verified on 0 of 2 objectives" in page
    assert "Edition 1, data as of 14 November 2025" in page


def test_it_speaks_the_language_asked_for(client: TestClient) -> None:
    assert '<html lang="fr" dir="ltr">' in client.get("/summary/kenya?lang=fr").text
    assert "<h1>Kénya</h1>" in client.get("/summary/kenya?lang=fr").text
    assert '<html lang="en"' in client.get("/summary/kenya?lang=xx").text


@pytest.mark.parametrize(
    "path", ["/summary/atlantis", "/summary/kenya?edition=9", "/summary/%3Cscript%3E", "/summary/"]
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<script>" not in answer.text


def test_an_unknown_signatory_leaves_a_way_to_the_search(client: TestClient) -> None:
    assert 'href="/signatories"' in client.get("/summary/atlantis").text


def test_the_list_downloads_whole_for_its_filters(client: TestClient) -> None:
    answer = client.get("/signatories.csv?who=National+governments&sort=name")
    assert answer.headers["content-disposition"] == 'attachment; filename="gda-edition-2-signatories.csv"'
    lines = answer.text.splitlines()
    assert lines[0].startswith("\ufeffid,name,stakeholder_type")
    assert [line.split(",")[0] for line in lines[1:]] == ["benin", "fiji", "ghana", "kenya"]
    assert "Demonstration data" in lines[1]
    assert client.get("/signatories.csv?edition=9").status_code == 404
    assert client.get("/signatories.csv?who=nonsense").status_code == 404
