"""What leaves with a chart: CSV, SVG, PNG and embed, for the filters of the address alone, with mark and source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gda_tracker import editions
from gda_tracker.publishing import book
from gda_tracker.publishing.shelf import shelf
from gda_tracker.services import analysis
from gda_tracker.settings import settings
from gda_tracker.web import chart_files, first_paint
from gda_tracker.web.kept import Kept
from gda_tracker.web.middleware import middleware
from gda_tracker.web.routes import routes
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
    chart_files._KEPT.clear()
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
    monkeypatch.setattr(chart_files, "_MOST_WAITING", 0)
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
    kept = Kept(10)
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
