"""Opening links: what works is told with title and day; nothing private is reached, nothing goes on for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from gda_tracker.evidence.addresses import is_public
from gda_tracker.evidence.fetching import Bounds, LinkFound, Outcome, open_link

PAGE = (
    "<html><head><title>\n E-waste &amp; Act\u202e </title><meta property='article:published_time' "
    "content='2026-05-03T09:00:00Z'></head><body>Ä</body></html>"
)
HOST = "127.0.0.1"


class Site(BaseHTTPRequestHandler):
    """A site that does what its paths say."""

    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))  # type: ignore[attr-defined]
        name = self.path.split("?")[0].strip("/").replace("-", "_") or "page"
        with_args = self.path.partition("?to=")[2]
        try:
            getattr(self, f"on_{name}")(with_args)
        except (BrokenPipeError, ConnectionResetError):
            return

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for key, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def on_page(self, _: str) -> None:
        self.answer(200, PAGE.encode())

    def on_document(self, _: str) -> None:
        self.answer(200, b"%PDF-1.4", Content_Type="application/pdf", Last_Modified="Sun, 03 May 2026 09:00:00 GMT")

    def on_gone(self, _: str) -> None:
        self.answer(404, PAGE.encode())

    def on_forbidden(self, _: str) -> None:
        self.answer(403)

    def on_moved(self, to: str) -> None:
        self.answer(302, Location=to, Set_Cookie="a=b")

    def on_round(self, _: str) -> None:
        self.answer(301, Location="/round")

    def on_packed(self, _: str) -> None:
        self.answer(200, b"\x1f\x8b" + b"\0" * 100, Content_Encoding="gzip")

    def on_endless(self, _: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>Endless</title>")
        for _turn in range(100_000):
            self.wfile.write(b"x" * 65_536)
            self.server.sent += 65_536  # type: ignore[attr-defined]

    def on_dripping(self, _: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for sign in b"<title>Drop by drop</title>" * 100:
            self.wfile.write(bytes([sign]))
            self.wfile.flush()
            time.sleep(0.05)

    def on_silent(self, _: str) -> None:
        time.sleep(3)

    def on_dripping_head(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for turn in range(100):
            self.wfile.write(b"X-%d: y\r\n" % turn)
            self.wfile.flush()
            time.sleep(0.05)

    def on_nonsense(self, _: str) -> None:
        self.wfile.write(b"\x16\x03\x01 nonsense\r\n\r\n")

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer((HOST, 0), Site)
    server.daemon_threads = True
    server.asked, server.sent = [], 0  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def bounds(site: ThreadingHTTPServer, seconds: float = 5) -> Bounds:
    return Bounds(seconds=seconds, allowed=frozenset({(HOST, site.server_port)}))


def opened(site: ThreadingHTTPServer, path: str, seconds: float = 5) -> LinkFound:
    return open_link(f"http://{HOST}:{site.server_port}{path}", bounds(site, seconds))


def paths(site: ThreadingHTTPServer) -> list[str]:
    return [path for path, _ in site.asked]  # type: ignore[attr-defined]


def test_a_page_is_told_with_its_title_and_day(site: ThreadingHTTPServer) -> None:
    assert opened(site, "/page") == LinkFound(Outcome.WORKS, 200, "E-waste & Act", date(2026, 5, 3))


def test_a_document_is_told_with_the_day_of_its_last_change(site: ThreadingHTTPServer) -> None:
    assert opened(site, "/document") == LinkFound(Outcome.WORKS, 200, None, date(2026, 5, 3))


@pytest.mark.parametrize(
    ("path", "outcome", "status", "note"),
    [
        ("/gone", Outcome.GONE, 404, "status"),
        ("/forbidden", Outcome.UNREACHABLE, 403, "status"),
        ("/packed", Outcome.WORKS, 200, None),
        ("/nonsense", Outcome.UNREACHABLE, None, "broken-off"),
        ("/round", Outcome.UNREACHABLE, None, "too-many-redirects"),
    ],
)
def test_what_else_is_found(
    site: ThreadingHTTPServer, path: str, outcome: Outcome, status: int | None, note: str | None
) -> None:
    assert opened(site, path) == LinkFound(outcome, status, note=note)


def test_it_follows_redirects_and_stops_after_five(site: ThreadingHTTPServer) -> None:
    assert opened(site, "/moved?to=/page").title == "E-waste & Act"
    opened(site, "/round")
    assert paths(site).count("/round") == 6


def test_it_brings_no_cookie_no_password_and_one_name(site: ThreadingHTTPServer) -> None:
    opened(site, "/moved?to=/page")
    for _, headers in site.asked:  # type: ignore[attr-defined]
        assert {"Cookie", "Authorization", "Referer"}.isdisjoint(headers)
        assert headers["User-Agent"].startswith("GreenDigitalActionTracker/1 ")


PRIVATE = (
    "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://100.64.0.1/", "http://0.0.0.0/",
    "http://2130706433/", "http://0x7f.1/", "http://017700000001/", "http://127.1/", "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/", "http://[fe80::1]/", "http://[fd00::1]/",
    "http://[2002:7f00:1::]/", "http://224.0.0.1/", "http://255.255.255.255/", "http://240.0.0.1/", "http://[ff02::1]/",
    "https://127.0.0.1/", "http://127.0.0.1./",
)  # fmt: skip


@pytest.mark.parametrize("url", PRIVATE)
def test_a_private_address_is_refused_however_it_is_written(url: str) -> None:
    found = open_link(url, Bounds(seconds=3))
    # A spelling that no resolver of this machine reads leads nowhere either.
    assert found in (
        LinkFound(Outcome.REFUSED, note="private-address"),
        LinkFound(Outcome.UNREACHABLE, note="no-host"),
    )
    if "0x" not in url and "0177" not in url:
        assert found.outcome is Outcome.REFUSED


@pytest.mark.parametrize("url", PRIVATE)
def test_a_redirect_to_a_private_address_is_refused(site: ThreadingHTTPServer, url: str) -> None:
    assert opened(site, f"/moved?to={url}").outcome in (Outcome.REFUSED, Outcome.UNREACHABLE)
    assert len(paths(site)) == 1


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "http://a:b@example.org/", "http:///x", "x",
     "http://exa mple.org/", "https://example.org\r\nHost: x/"],
)  # fmt: skip
def test_what_is_no_link_is_refused_before_anything_is_asked(url: str) -> None:
    asked: list[str] = []
    assert open_link(url, resolve=lambda host, _: asked.append(host) or []).outcome is Outcome.REFUSED  # type: ignore[func-returns-value]
    assert asked == []


@pytest.mark.parametrize("port", [22, 25, 3306, 6379, 8080, 8501])
def test_other_ports_are_refused(port: int) -> None:
    found = open_link(f"http://example.org:{port}/", resolve=lambda *_: ["93.184.215.14"])
    assert found == LinkFound(Outcome.REFUSED, note="port")


def test_a_host_with_one_private_address_among_public_ones_is_refused() -> None:
    found = open_link("http://both.example/", resolve=lambda *_: ["93.184.215.14", "127.0.0.1"])
    assert found == LinkFound(Outcome.REFUSED, note="private-address")


def test_a_name_is_resolved_once_and_the_connection_goes_to_what_was_looked_at(site: ThreadingHTTPServer) -> None:
    asked: list[str] = []

    def changing(host: str, _port: int) -> list[str]:
        asked.append(host)
        return [HOST] if len(asked) == 1 else ["169.254.169.254"]

    found = open_link(f"http://changing.example:{site.server_port}/page", bounds(site), changing)
    assert (found.outcome, asked) == (Outcome.WORKS, ["changing.example"])
    assert site.asked[0][1]["Host"] == f"changing.example:{site.server_port}"  # type: ignore[attr-defined]


def test_without_the_allowance_the_same_site_is_refused(site: ThreadingHTTPServer) -> None:
    assert open_link(f"http://{HOST}:{site.server_port}/page") == LinkFound(Outcome.REFUSED, note="port")
    assert paths(site) == []


def test_an_endless_page_is_read_to_one_megabyte(site: ThreadingHTTPServer) -> None:
    assert opened(site, "/endless") == LinkFound(Outcome.WORKS, 200, "Endless")
    assert site.sent < 16_000_000  # type: ignore[attr-defined]  # what the line itself buffers is on top


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/silent", LinkFound(Outcome.UNREACHABLE, note="late")),
        ("/dripping-head", LinkFound(Outcome.UNREACHABLE, note="late")),
        ("/dripping", LinkFound(Outcome.WORKS, 200)),
    ],
)
def test_what_is_slow_is_left_at_the_deadline(site: ThreadingHTTPServer, path: str, expected: LinkFound) -> None:
    # The site would take three seconds and more; that it is left is seen by what was not waited for.
    assert opened(site, path, seconds=0.6) == expected


def test_a_resolver_that_does_not_answer_is_left_behind() -> None:
    never = threading.Event()
    found = open_link("http://slow.example/", Bounds(seconds=0.2), lambda *_: [str(never.wait(5))])
    never.set()
    assert found == LinkFound(Outcome.UNREACHABLE, note="late")


def test_a_host_that_does_not_exist_is_told() -> None:
    def nobody(*_: object) -> list[str]:
        raise OSError("Name or service not known")

    assert open_link("http://nobody.example/", resolve=nobody) == LinkFound(Outcome.UNREACHABLE, note="no-host")


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "8.8.8.8"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address", ["", "example.org", "192.88.99.1", "2001::1", "fec0::1", "::", "::7f00:1", "198.18.0.1"]
)
def test_other_addresses_are_not(address: str) -> None:
    assert not is_public(address)
