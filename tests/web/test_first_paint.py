"""What a visitor gets before Streamlit has started: our page, its headline, real 404s, files packed, safe headers."""

import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from gda_tracker.publishing import shelf
from gda_tracker.settings import settings
from gda_tracker.web import first_paint, static_files
from gda_tracker.web.middleware import middleware
from gda_tracker.web.routes import routes
from tests.sample_edition import write_sample


async def streamlit_fallback(_request: Request) -> Response:
    """Streamlit answers whatever it does not know with its own index page."""
    return PlainTextResponse("streamlit")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    write_sample(home / "editions", signatories=150)
    return home


def client_at(home: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("GDA_HOME", str(home))
    for kept in (settings, shelf.shelf, first_paint.paint):
        kept.cache_clear()
    app = Starlette(routes=[*routes(), Route("/{rest:path}", streamlit_fallback)], middleware=middleware())
    return TestClient(app, follow_redirects=False)


@pytest.fixture
def client(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    with client_at(home, monkeypatch) as client:
        yield client
    settings.cache_clear()


def headline_of(page: str) -> str:
    found = re.search(r'<h1 class="gda-headline">(.*?)</h1>', page)
    assert found is not None
    return found[1]


def test_the_first_answer_holds_headline_and_funnel(client: TestClient) -> None:
    page = client.get("/").text
    assert "83 national governments have verified action on at least one item of the Declaration." in headline_of(page)
    assert page.index("gda-funnel") < page.index('<div id="root">')
    assert page.count("<title>") == 1
    assert headline_of(page) in page.split("<title>")[1].split("</title>")[0]


def test_streamlits_assets_are_absolute_and_its_own_fonts_are_left_out(client: TestClient) -> None:
    page = client.get("/signatories").text
    assert 'src="/static/js/index.' in page
    assert '"./' not in page
    assert "SourceSansVF" not in page


def test_it_follows_the_filters_of_the_address(client: TestClient) -> None:
    assert "private-sector bodies" in headline_of(client.get("/?who=Private+sector").text)


def test_a_link_in_codes_is_sent_on_in_the_words_of_the_page(client: TestClient) -> None:
    answer = client.get("/?who=private_sector")
    assert (answer.status_code, answer.headers["location"]) == (302, "/?who=Private+sector")


def test_a_choice_of_language_goes_into_a_cookie_and_out_of_the_address(client: TestClient) -> None:
    answer = client.get("/signatories?lang=fr&type=x")
    assert answer.headers["location"] == "/signatories?type=x"
    assert "gda_language=fr" in answer.headers["set-cookie"]
    client.cookies.set("gda_language", "fr")
    assert '<html lang="fr" dir="ltr">' in client.get("/signatories").text


@pytest.mark.parametrize("path", ["/nowhere", "/signatories/x", "/app", "//example.org/"])
def test_an_address_of_nothing_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(f"http://testserver{path}")
    assert answer.status_code == 404
    assert "There is no page at this address." in answer.text


def test_an_unknown_signatory_is_not_found_and_a_known_one_is_named(client: TestClient) -> None:
    assert client.get("/signatory?id=atlantis").status_code == 404
    kenya = client.get("/signatory?id=ken")
    assert kenya.status_code == 200
    assert "<title>Kenya · " in kenya.text


def test_streamlits_own_addresses_pass(client: TestClient) -> None:
    assert client.get("/_stcore/health").text == "streamlit"


def test_what_the_address_says_is_escaped(client: TestClient) -> None:
    page = client.get("/signatory?id=%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert(1)" not in page


def test_inline_scripts_are_named_in_the_policy_and_no_others_may_run(client: TestClient) -> None:
    answer = client.get("/")
    policy = answer.headers["content-security-policy"]
    scripts = re.findall(r"<script>(.*?)</script>", answer.text, flags=re.DOTALL)
    assert len(scripts) == policy.count("'sha256-")
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]


def test_safe_headers_are_on_every_answer(client: TestClient) -> None:
    for path in ("/", "/nowhere", "/healthz", "/_stcore/health", "/assets/style.css"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert "frame-ancestors" in headers["content-security-policy"], path


def test_the_page_comes_packed_and_a_second_time_not_at_all(client: TestClient) -> None:
    answer = client.get("/", headers={"accept-encoding": "br"})
    assert answer.headers["content-encoding"] == "br"
    again = client.get("/", headers={"accept-encoding": "br", "if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_our_files_may_be_kept_for_a_year_under_a_name_with_their_hash(client: TestClient) -> None:
    lasting = client.get(static_files.address("style.css"))
    assert "immutable" in lasting.headers["cache-control"]
    assert "immutable" not in client.get("/assets/style.css").headers["cache-control"]
    assert client.get("/assets/none.css").status_code == 404
    assert client.get("/assets/..%2F..%2Fsettings.py").status_code == 404


def test_streamlits_scripts_come_packed_once_they_are_held(tmp_path: Path) -> None:
    (tmp_path / "js").mkdir()
    script = b"console.log('a long script');" * 100
    (tmp_path / "js" / "index.abc.js").write_bytes(script)
    files = static_files.StreamlitFiles(tmp_path)
    assert files.get("/static/js/index.abc.js") is None
    files.hold_all()
    held = files.get("/static/js/index.abc.js")
    assert held is not None
    assert held.packed is not None
    assert brotli.decompress(held.packed) == held.body == script


def test_a_chart_downloads_as_csv_with_its_filter_and_mark(client: TestClient) -> None:
    answer = client.get("/charts/overview/objectives.csv?who=academia&edition=1")
    assert answer.headers["content-disposition"] == 'attachment; filename="gda-edition-1-objectives.csv"'
    assert len(answer.text.splitlines()) == 9
    assert "Demonstration data" in answer.text
    assert client.get("/charts/overview/none.csv").status_code == 404


@pytest.mark.parametrize("asked", ["edition=99", "edition=abc", "who=nonsense", "show=Verified&where=Atlantis"])
def test_a_download_of_what_does_not_exist_is_not_found(client: TestClient, asked: str) -> None:
    answer = client.get(f"/charts/overview/objectives.csv?{asked}")
    assert answer.status_code == 404
    assert re.fullmatch(r"(There is no such edition|A filter in this address).*\.\n", answer.text)


def test_a_page_of_an_edition_that_does_not_exist_says_which_is_shown(client: TestClient) -> None:
    assert "There is no edition 99; edition 1 is shown." in client.get("/?edition=99").text
    assert "No filter has the value “&lt;b&gt;”, so the usual one is shown." in client.get("/?who=%3Cb%3E").text
    assert "is shown." not in client.get("/?edition=1&who=Academia").text.split("</style>")[1]


def test_without_an_edition_the_page_still_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with client_at(tmp_path, monkeypatch) as client:
        assert client.get("/").status_code == 200
        assert "gda-funnel" not in client.get("/").text.split("</style>")[1].split("<script")[0]
        assert client.get("/charts/overview/map.csv").status_code == 404
    settings.cache_clear()


def test_a_new_edition_shows_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_sample(tmp_path / "editions", number=1, signatories=90)
    with client_at(tmp_path, monkeypatch) as client:
        assert "edition 1, method" in client.get("/").text
        write_sample(tmp_path / "editions", number=2, signatories=90)
        assert "edition 2, method" in client.get("/").text
    settings.cache_clear()


def test_nothing_that_cannot_be_seen_is_written_into_the_page(client: TestClient) -> None:
    for address in ("/?who=a%00b%1B%E2%80%AE", "/signatories?search=a%00b%C2%85%E2%81%A6", "/?edition=7%00%E2%80%AE"):
        page = client.get(address)
        if page.status_code == 302:
            page = client.get(page.headers["location"])
        assert page.status_code == 200
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page.text)


def test_a_replica_whose_editions_cannot_be_read_says_why_and_logs_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "0003.duckdb").write_bytes(b"no edition")
    said = "The edition file 0003.duckdb is damaged or no edition. Fetch it again from the publisher."
    with client_at(tmp_path, monkeypatch) as client:
        page = client.get("/").text
        assert "The editions at hand cannot be read." in headline_of(page)
        assert said in page
        assert client.get("/signatories").status_code == 200
    settings.cache_clear()
    assert [record.getMessage() for record in caplog.records].count(said) == 1


def test_an_empty_home_says_that_nothing_has_been_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with client_at(tmp_path, monkeypatch) as client:
        assert headline_of(client.get("/").text) == "Nothing has been published yet."
    settings.cache_clear()


def test_figures_about_the_process_are_answered_only_where_they_are_asked_for(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/_stcore/metrics").status_code == 404
    assert client.head("/_stcore/metrics").status_code == 404
    monkeypatch.setenv("GDA_METRICS", "true")
    settings.cache_clear()
    assert client.get("/_stcore/metrics").text == "streamlit"
