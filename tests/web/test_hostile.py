"""Requests that no browser of ours would send, and data that nobody of ours wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import duckdb
import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from gda_tracker import editions
from gda_tracker.charts.templating import link
from gda_tracker.domain.permissions import SYSTEM, Role
from gda_tracker.publishing import book, shelf
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.register import Register
from gda_tracker.register.database import utc_now
from gda_tracker.register.people import language_of
from gda_tracker.services import analysis, passwords, people, signing_in
from gda_tracker.services.slowdown import Slowdown
from gda_tracker.settings import settings
from gda_tracker.web import first_paint, state
from gda_tracker.web.forms import SESSION_COOKIE
from gda_tracker.web.middleware import middleware
from gda_tracker.web.routes import routes
from tests.sample_edition import write_sample

EMAIL, PASSWORD = "amina@kenya.example", "long rains in April"
SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
DRAFT = "/media/0123456789abcdef.xlsx"
UPLOAD = "/_stcore/upload_file/session/file"


async def streamlit_stand_in(_request: Request) -> Response:
    return PlainTextResponse("a draft", headers={"cache-control": "public"})


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition whose author put scripts and addresses with a scheme of their own into every text."""
    home = tmp_path_factory.mktemp("home")
    write_sample(home / "editions", signatories=60)
    with duckdb.connect(str(home / "editions" / "0001.duckdb")) as file:
        file.execute("UPDATE signatory SET name = $1, name_fr = $1, website = 'javascript:alert(1)'", [SCRIPT])
        file.execute("UPDATE entry SET narrative = $1, reason = $1", [SCRIPT])
        file.execute("UPDATE evidence SET title = $1, url = 'https://x.example/' || $1, locator = $1", [SCRIPT])
        file.execute("UPDATE endorsement SET additional_statement = $1, source_url = 'data:text/html,x'", [SCRIPT])
        file.execute("UPDATE practice SET title = $1, summary = $1, url = ' javascript:alert(1)'", [SCRIPT])
        file.execute("UPDATE review SET reason = $1", [SCRIPT])
        file.execute("UPDATE reply SET reply = $1", [SCRIPT])
        file.execute("UPDATE registry_fact SET source_url = 'vbscript:x', source_title = $1", [SCRIPT])
        file.execute("UPDATE edition SET title = $1, method_version = $1", [SCRIPT])
    return home


@pytest.fixture
def client(home: Path, register: Register, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("GDA_HOME", str(home))
    monkeypatch.setattr(state, "register", lambda: register)
    for kept in (settings, shelf.shelf, first_paint.paint):
        kept.cache_clear()
    rest = Route("/{rest:path}", streamlit_stand_in, methods=["GET", "HEAD", "PUT", "DELETE", "POST"])
    app = Starlette(routes=[*routes(), rest], middleware=middleware())
    with TestClient(app, follow_redirects=False) as client:
        yield client
    settings.cache_clear()


@pytest.fixture
def session(register: Register) -> str:
    """Amina's session."""
    people.add_person(register, SYSTEM, EMAIL, "Amina", [Role.FOCAL_POINT], ["kenya"], password=PASSWORD)
    attempt = signing_in.Attempt(EMAIL, PASSWORD, "127.0.0.1")
    signed_in = signing_in.sign_in(register, attempt, Slowdown(), hours=1)
    assert isinstance(signed_in, signing_in.SignedIn)
    return signed_in.token


@pytest.mark.parametrize("path", [DRAFT, UPLOAD])
def test_files_beside_a_page_are_for_who_is_signed_in(client: TestClient, session: str, path: str) -> None:
    for cookies in ("", f"{SESSION_COOKIE}=", f"{SESSION_COOKIE}=guessed", f"{SESSION_COOKIE}={'x' * 5000}"):
        refused = (
            client.put(path, headers={"cookie": cookies})
            if path == UPLOAD
            else client.get(path, headers={"cookie": cookies})
        )
        assert refused.status_code == 403, cookies
        assert "draft" not in refused.text
    given = client.get(path, headers={"cookie": f"{SESSION_COOKIE}={session}"})
    assert given.text == "a draft"
    assert given.headers["cache-control"] == "private, no-store"


def test_a_disabled_or_signed_out_person_gets_no_file(client: TestClient, register: Register, session: str) -> None:
    headers = {"cookie": f"{SESSION_COOKIE}={session}"}
    assert client.get(DRAFT, headers=headers).status_code == 200
    people.disable_person(register, SYSTEM, EMAIL)
    assert client.get(DRAFT, headers=headers).status_code == 403
    assert signing_in.actor_of(register, session, utc_now()) is None


@pytest.mark.parametrize(
    "address",
    [
        "/?edition=99999999999999999999", "/?edition=%D9%A3", "/?edition=%C2%B2", "/?edition=-1", "/?where=%00",
        "/?who=%FF%FE&who=x", "/?by=ldc&where=yes'--", f"/?show={'a' * 5000}", "/?who[]=a&where[$ne]=b",
        "/signatory?id=%00", "/signatory?id=' OR 1=1 --", "/signatory?id=%3Cscript%3E", "/signatory?id=../../secret",
        "/charts/overview/map.csv?edition=999999999&who=%00&where='%3B DROP TABLE rate",
        "/?" + "&".join(f"k{n}=v" for n in range(2000)),
    ],
)  # fmt: skip
def test_an_odd_address_gets_an_ordinary_answer(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in {200, 302, 404}
    if answer.status_code == 302:
        assert re.match(r"/(\?|$)", answer.headers["location"])
        assert client.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize("path", ["//evil.example/", "/%5Cevil.example", "/%09/evil.example", "/%0d%0aSet-Cookie:x=1"])
def test_a_language_link_leads_to_this_host_alone(client: TestClient, path: str) -> None:
    answer = client.get(f"http://testserver{path}?lang=fr", headers={"x-forwarded-host": "evil.example"})
    location = answer.headers["location"]
    assert re.match(r"/[^/\\]", location)
    assert "x" not in answer.cookies
    assert "\r" not in location


@pytest.mark.parametrize("host", ["[", "evil.example/x", "a?b", "evil.example"])
def test_a_false_host_changes_nothing(client: TestClient, host: str) -> None:
    for path in ("/", "/sign-in", "/signatories"):
        answer = client.get(path, headers={"host": host})
        assert answer.status_code == 200
        assert "evil.example" not in answer.text


@pytest.mark.parametrize("path", ["/assets/..%2fapp.py", "/assets/%2e%2e/app.py", "/topojson/..%2f..%2fx", "/.env"])
def test_no_path_leads_out_of_our_files(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "import streamlit" not in answer.text


def test_a_page_with_hostile_texts_runs_none_of_them(client: TestClient, home: Path) -> None:
    (info,) = editions.catalogue(home / "editions")
    with editions.Edition.open(info.path) as edition:
        for row in editions.search(edition, editions.Selection()).part(0, 60):
            asked = book.asked_of(Shelf(home / "editions"), "signatory", {"id": row.id}, "en", analysis)
            assert asked is not None
            lead, body = book.lead("signatory", asked), book.body("signatory", asked)
            assert lead is not None
            assert body is not None
            html = " ".join([lead.html, lead.below, *body.parts.values(), *(c.html for c in body.charts.values())])
            html += client.get(f"/summary/{quote(row.id, safe='')}").text
            assert "<script" not in html
            assert "<img" not in html
            addresses = re.findall(r'href="([^"]*)"', html)
            assert all(address.startswith(("/", "#", "https://", "http://")) for address in addresses), addresses
            served = client.get("/signatory", params={"id": row.id}).text
            assert "<script>alert" not in served
            assert "<img" not in served
    assert "<script>alert" not in client.get("/").text


def test_no_script_of_a_page_runs_but_ours_and_nothing_leaves_for_another_host(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";") if part.strip())
    assert "unsafe" not in directives["script-src"]
    assert directives["connect-src"] == "'self'"
    assert directives["object-src"] == "'none'"
    assert directives["form-action"] == "'self'"


@pytest.mark.parametrize(
    ("headers", "is_open"),
    [
        ({}, True), ({"origin": "http://testserver"}, True), ({"origin": "http://localhost:8501"}, True),
        ({"origin": "http://evil.example"}, False), ({"origin": "null"}, False),
        ({"origin": "http://testserver.evil.example"}, False), ({"origin": "http://testserver:81"}, False),
    ],
)  # fmt: skip
def test_a_socket_is_opened_by_our_own_pages_alone(headers: dict[str, str], is_open: bool) -> None:
    async def greet(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("hello")
        await socket.close()

    app = Starlette(routes=[WebSocketRoute("/_stcore/stream", greet)], middleware=middleware())
    socket = TestClient(app).websocket_connect("/_stcore/stream", headers=headers)
    if is_open:
        with socket as opened:
            assert opened.receive_text() == "hello"
    else:
        with pytest.raises(WebSocketDisconnect) as refused, socket:
            pass
        assert refused.value.code == 1008


@pytest.mark.parametrize(
    ("address", "led"),
    [
        ("https://itu.int/x", "https://itu.int/x"), ("HTTP://itu.int", "HTTP://itu.int"),
        ("/signatory?id=kenya", "/signatory?id=kenya"), ("//evil.example", "#"), ("/\\evil.example", "#"),
        ("javascript:alert(1)", "#"), (" javascript:alert(1)", "#"), ("data:text/html,x", "#"), ("", "#"), (None, "#"),
    ],
)  # fmt: skip
def test_a_link_leads_to_the_web_or_to_us(address: str | None, led: str) -> None:
    assert link(address) == led


def test_cookies_travel_over_https_alone_where_it_is_there(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "strict-transport-security" not in client.get("/").headers
    monkeypatch.setenv("GDA_SECURE_COOKIES", "1")
    settings.cache_clear()
    answer = client.get("/?lang=fr")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert "secure" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        ({}, "en"),
        ({"referer": "https://mail.example/"}, "en"),
        ({"sec-fetch-site": "none"}, "en"),
        ({"sec-fetch-site": "cross-site", "referer": "http://testserver/desk"}, "en"),
        ({"sec-fetch-site": "same-origin"}, "fr"),
        ({"referer": "http://testserver/my-report?item=O3"}, "fr"),
    ],
)
def test_only_a_link_of_ours_changes_in_which_language_somebody_is_written_to(
    client: TestClient, register: Register, session: str, headers: dict[str, str], language: str
) -> None:
    client.cookies.set("gda_session", session)
    answer = client.get("/my-report?lang=fr", headers=headers)
    assert "gda_language=fr" in answer.headers["set-cookie"], "the page itself is shown in it"
    amina = str(register.rows("SELECT person_id FROM person WHERE name = 'Amina'")[0]["person_id"])
    assert language_of(register, amina) == language
