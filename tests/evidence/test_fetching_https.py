"""Opening links over HTTPS: the certificate is looked at, and the deadline holds for encrypted lines too."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from gda_tracker.evidence import fetching
from gda_tracker.evidence.fetching import Bounds, LinkFound, Outcome, open_link

from .test_fetching import HOST, Site

NAME = "gazette.example"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate that nobody but this test trusts, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC).replace(tzinfo=None)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("https") / "both.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def site(certificate: Path) -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer((HOST, 0), Site)
    server.daemon_threads = True
    server.asked, server.sent = [], 0  # type: ignore[attr-defined]
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(fetching, "_certificates", lambda: context)


def opened(port: int, path: str, name: str = NAME, seconds: float = 5) -> LinkFound:
    bounds = Bounds(seconds=seconds, allowed=frozenset({(HOST, port)}))
    return open_link(f"https://{name}:{port}{path}", bounds, lambda *_: [HOST])


def test_a_certificate_that_nobody_vouches_for_is_told(site: ThreadingHTTPServer) -> None:
    assert opened(site.server_port, "/page") == LinkFound(Outcome.UNREACHABLE, note="certificate")


@pytest.mark.usefixtures("trusted")
def test_the_certificate_is_the_hosts(site: ThreadingHTTPServer) -> None:
    assert opened(site.server_port, "/page").title == "E-waste & Act"
    other = opened(site.server_port, "/page", "other.example")
    assert other == LinkFound(Outcome.UNREACHABLE, note="certificate")


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/silent", LinkFound(Outcome.UNREACHABLE, note="late")),
        ("/dripping-head", LinkFound(Outcome.UNREACHABLE, note="late")),
        ("/dripping", LinkFound(Outcome.WORKS, 200)),
    ],
)
def test_what_is_slow_is_left_at_the_deadline(site: ThreadingHTTPServer, path: str, expected: LinkFound) -> None:
    assert opened(site.server_port, path, seconds=0.9) == expected


def test_a_line_on_which_nobody_shakes_hands_is_left() -> None:
    with socket.create_server((HOST, 0)) as listening:
        found = opened(listening.getsockname()[1], "/", seconds=0.5)
    assert found == LinkFound(Outcome.UNREACHABLE, note="late")
