"""What leaves with a chart: CSV, SVG, PNG and embed, for the filters of the address alone, with mark and source."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from time import sleep
from xml.etree import ElementTree

import pytest
from anyio import create_task_group, run
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.testclient import TestClient

from gda_tracker import editions
from gda_tracker.i18n import text
from gda_tracker.publishing import book, finding
from gda_tracker.publishing.asked import Asked
from gda_tracker.publishing.shelf import shelf
from gda_tracker.services import analysis
from gda_tracker.settings import settings
from gda_tracker.web import chart_files, first_paint
from gda_tracker.web.answers import KEPT, asked_here
from gda_tracker.web.kept import Kept
from gda_tracker.web.middleware import middleware
from gda_tracker.web.routes import routes
from gda_tracker.web.turns import FILES, PICTURES, VIEWS, Turns
from tests.sample_edition import ON, write_sample

SPACE = "{http://www.w3.org/2000/svg}"
MARK = "Demonstration data – not real reports"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    write_sample(home / "editions", number=1, signatories=150, on=ON.replace(year=ON.year - 1))
    write_sample(home / "editions", number=2, signatories=150)
    return home


@pytest.fixture
def client(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("GDA_HOME", str(home))
    for kept in (settings, shelf, first_paint.paint):
        kept.cache_clear()
    KEPT.clear()
    with TestClient(Starlette(routes=routes(), middleware=middleware()), follow_redirects=False) as client:
        yield client
    settings.cache_clear()


def words_of(document: str) -> str:
    root = ElementTree.fromstring(document)
    return " ".join("".join(node.itertext()) for node in root.iter(f"{SPACE}text"))


def test_the_four_ways_out_tell_the_same_count(client: TestClient) -> None:
    table = client.get("/charts/overview/funnel.csv?who=academia").text
    picture = words_of(client.get("/charts/overview/funnel.svg?who=academia").text)
    framed = client.get("/embed/overview/funnel?who=academia").text
    endorsed, due = re.findall(r"^Academia,(\d+),(\d+)", table.lstrip("\ufeff"), flags=re.MULTILINE)[0]
    assert re.search(rf"Endorsed {endorsed}\b", picture)
    assert re.search(rf"Due to report {due}\b", picture)
    assert f">{endorsed}<" in framed
    assert client.get("/charts/overview/funnel.svg").text != client.get("/charts/overview/funnel.svg?who=academia").text


def test_an_svg_is_shown_in_a_sandbox_and_saved_when_asked(client: TestClient) -> None:
    shown = client.get("/charts/overview/objectives.svg?edition=1&who=academia")
    assert shown.status_code == 200
    assert shown.headers["content-type"].startswith("image/svg+xml")
    assert shown.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert shown.headers["content-disposition"] == 'inline; filename="gda-edition-1-objectives.svg"'
    assert MARK in words_of(shown.text)
    saved = client.get("/charts/overview/objectives.svg?edition=1&who=academia&download=1")
    assert saved.headers["content-disposition"] == 'attachment; filename="gda-edition-1-objectives.svg"'
    assert saved.content == shown.content


def test_a_png_is_a_file_of_twice_the_width(client: TestClient) -> None:
    answer = client.get("/charts/overview/reporting.png")
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"] == 'attachment; filename="gda-edition-2-reporting.png"'
    assert answer.content.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(answer.content[16:20]) == 1920
    assert client.get("/charts/overview/reporting.png").content == answer.content


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    for address in ("/charts/overview/regions.svg", "/embed/overview/regions"):
        tag = client.get(address).headers["etag"]
        again = client.get(address, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")


def test_an_embed_is_a_page_for_any_frame_without_script_or_cookie(client: TestClient) -> None:
    answer = client.get("/embed/overview/objectives?lang=fr", headers={"cookie": "gda_language=en"})
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "set-cookie" not in answer.headers
    assert "<script" not in answer.text
    assert '<html lang="fr" dir="ltr">' in answer.text
    assert answer.text.count("<h1>") == 1
    assert "gda-embed-strip" in answer.text
    assert re.search(r'href="/\?edition=2#chart-objectives"', answer.text)


def test_only_embeds_may_be_framed_elsewhere(client: TestClient) -> None:
    for address in ("/", "/charts/overview/funnel.csv", "/healthz"):
        assert "frame-ancestors 'self'" in client.get(address).headers["content-security-policy"]
    assert "frame-ancestors" not in client.get("/charts/overview/funnel.svg").headers["content-security-policy"]


def test_the_map_and_the_lines_stand_in_their_embeds(client: TestClient) -> None:
    world = client.get("/embed/overview/map").text
    assert 'class="gda-world"' in world
    assert world.count("/signatory?id=") > 20
    over_time = client.get("/embed/progress/rates").text
    assert over_time.count('class="gda-drawn"') == 4


@pytest.mark.parametrize("way", ["charts/{}/{}.csv", "charts/{}/{}.svg", "charts/{}/{}.png", "embed/{}/{}"])
@pytest.mark.parametrize(
    ("page", "name", "query", "sentence"),
    [
        ("nowhere", "funnel", "", "There is no such page."),
        ("overview", "nothing", "", "There is no such chart"),
        ("overview", "funnel", "?edition=9", "There is no such edition. The newest is edition 2."),
        ("overview", "funnel", "?who=%3Cscript%3Ealert(1)%3C/script%3E", "A filter in this address has a value"),
        ("signatory", "items", "?id=../../secret", "There is no such chart"),
    ],
)
def test_what_is_not_there_is_said_in_plain_words(
    client: TestClient, way: str, page: str, name: str, query: str, sentence: str
) -> None:
    answer = client.get("/" + way.format(page, name) + query)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/plain")
    assert sentence in answer.text
    assert "script" not in answer.text


@pytest.mark.parametrize("query", ["download=%00", "lang=../../en", "edition=", "search=%3Cscript%3E", "x[]=1&who="])
def test_an_odd_query_changes_nothing(client: TestClient, query: str) -> None:
    plain = client.get("/charts/overview/funnel.svg")
    assert client.get(f"/charts/overview/funnel.svg?{query}").content == plain.content
    assert client.get(f"/embed/overview/funnel?{query}").status_code == 200


def test_pictures_that_wait_too_long_in_a_row_are_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PICTURES, "most_waiting", -2)
    answer = client.get("/charts/overview/reporting.png")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


def test_a_picture_is_drawn_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(chart_files, "png", lambda document: drawn.append(document) or b"picture")
    for _ in range(3):
        assert client.get("/charts/overview/types.png?search=x").content == b"picture"
    assert client.get("/charts/overview/types.png?show=claimed").content == b"picture"
    assert len(drawn) == 2


def test_kept_answers_never_outgrow_their_room() -> None:
    kept = Kept(10, entry_bytes=0)
    kept.hold("a", b"12345")
    kept.hold("b", b"1234")
    assert kept.get("a") == b"12345"
    kept.hold("c", b"123")
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (b"12345", None, b"123")
    kept.hold("d", b"12345678901")
    assert kept.get("d") is None
    assert kept.get("a") == b"12345"


@pytest.mark.parametrize("path", list(book.BOOK))
def test_every_chart_of_every_page_leaves_as_a_picture_and_an_embed(client: TestClient, home: Path, path: str) -> None:
    found = shelf(home / "editions")
    info = found.info()
    assert info is not None
    someone = editions.countries(found.edition(info))[0].signatory_id
    asked = book.asked_of(found, path, {"id": someone}, "en", analysis)
    assert asked is not None
    body = book.body(path, asked)
    for name, chart in (body.charts if body else {}).items():
        page = path or "overview"
        if chart.sketch is not None:
            picture = client.get(f"/charts/{page}/{name}.svg?id={someone}")
            assert chart.title in ElementTree.fromstring(picture.text).findtext(f"{SPACE}title", "")
        framed = client.get(f"/embed/{page}/{name}?id={someone}")
        assert framed.status_code == 200
        assert asked.context.source in framed.text


@pytest.mark.parametrize(
    ("turns", "address"),
    [
        (FILES, "/charts/overview/funnel.csv"),
        (FILES, "/charts/overview/funnel.svg"),
        (FILES, "/embed/overview/funnel"),
        (FILES, "/signatories.csv"),
        (FILES, "/editions/2/cell.csv"),
        (FILES, "/summary/kenya"),
        (VIEWS, "/?search=x"),
    ],
)
def test_when_too_much_is_asked_for_a_sentence_says_so_and_plain_pages_still_come(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, turns: Turns, address: str
) -> None:
    monkeypatch.setattr(turns, "most_waiting", -2)
    answer = client.get(address)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.text == "Too much is being asked for at this moment. Please try again in a few seconds.\n"
    assert client.get("/").status_code == 200


def test_never_more_than_two_files_are_made_at_once_and_only_a_few_wait() -> None:
    here, most, lock = 0, 0, Lock()

    def make() -> Response:
        nonlocal here, most
        with lock:
            here += 1
            most = max(most, here)
        sleep(0.005)
        with lock:
            here -= 1
        return Response("made")

    async def many() -> list[int]:
        turns, found = Turns("test", at_once=2, most_waiting=5), []

        async def one() -> None:
            found.append((await turns.run(make)).status_code)

        async with create_task_group() as tasks:
            for _ in range(20):
                tasks.start_soon(one)
        return found

    found = run(many)
    assert most == 2
    assert (found.count(200), found.count(503)) == (7, 13)


@pytest.mark.parametrize(
    "address", ["/charts/number/rows.csv?item=any", "/embed/overview/funnel?x=1", "/signatories.csv?who=academia"]
)
def test_a_file_is_made_once_whatever_else_stands_in_the_address(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    first = client.get(address)
    assert first.status_code == 200

    def fail(*_: object) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(book, "body", fail)
    monkeypatch.setattr(finding, "export", fail)
    again = client.get(f"{address}&unknown={'y' * 50}&lang=xx&edition=2")
    assert again.content == first.content
    held = client.get(address, headers={"if-none-match": first.headers["etag"]})
    assert (held.status_code, held.content) == (304, b"")


@pytest.mark.parametrize("address", ["/charts/number/rows.png", "/charts/overview/nothing.csv"])
def test_what_is_not_there_is_looked_for_once(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    assert client.get(address).status_code == 404
    monkeypatch.setattr(book, "body", lambda *_: pytest.fail("looked for again"))
    assert client.get(address).status_code == 404


def test_a_picture_that_cannot_be_drawn_is_said_and_may_be_asked_for_again(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_slow(_: str) -> bytes:
        raise subprocess.TimeoutExpired("resvg", 30)

    monkeypatch.setattr(chart_files, "png", too_slow)
    answer = client.get("/charts/overview/regions.png")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.text.startswith("The picture could not be drawn.")
    monkeypatch.setattr(chart_files, "png", lambda _: b"picture")
    assert client.get("/charts/overview/regions.png").content == b"picture"


def test_languages_without_a_catalogue_make_no_new_answers(client: TestClient) -> None:
    plain = client.get("/charts/overview/funnel.csv").content
    for language in ("xx", "../../etc", "EN", "\x00"):
        assert client.get("/charts/overview/funnel.csv", params={"lang": language}).content == plain
        assert text(language) is text("en")


def test_the_embed_knows_what_the_installation_says_of_itself(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GDA_DATA_LICENCE", "ODbL")
    monkeypatch.setenv("GDA_CONTACT_EMAIL", "secretariat@example.org")
    settings.cache_clear()
    asked = asked_here("practices", {}, "en")
    assert isinstance(asked, Asked)
    assert (asked.installation.licence, asked.installation.contact_email) == ("ODbL", "secretariat@example.org")
