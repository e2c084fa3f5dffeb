"""The outbox from outside: the command line lists and sends it, the server sends it from its start to its end."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from gda_tracker.cli import app
from gda_tracker.domain.mail import Kind, Letter, Recipient, Sentence
from gda_tracker.domain.people import Person
from gda_tracker.domain.permissions import SYSTEM, Role
from gda_tracker.register import Register, people
from gda_tracker.services import holding, mailing
from gda_tracker.settings import settings
from gda_tracker.web import startup

from .services.smtp_server import OK, Loopback, free_port, listening

Gda = Callable[..., Result]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    """A mail server that the settings name and that does not listen yet, and a real register."""
    found = Loopback(free_port())
    chosen = {
        "GDA_HOME": tmp_path / "home",
        "GDA_PUBLIC_URL": "https://tracker.example",
        "GDA_SMTP_HOST": "127.0.0.1",
        "GDA_SMTP_PORT": found.port,
        "GDA_SMTP_SECURITY": "none",
        "GDA_MAIL_FROM": "tracker@itu.example",
    }
    for name, value in chosen.items():
        monkeypatch.setenv(name, str(value))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    settings.cache_clear()
    Register.create(settings().register_path, is_demonstration=False).close()
    yield found
    settings.cache_clear()


@pytest.fixture
def gda() -> Gda:
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


def queue(email: str) -> str:
    """The id of a mail that waits for a new reviewer."""
    register = Register.open(settings().register_path)
    with register.change(SYSTEM) as change:
        change.trail("person.add", email)
        people.write_person(change, Person(person_id=email, email=email, name="Irene"))
        people.write_roles(change, email, {Role.REVIEWER}, ())
        letter = Letter(Kind.SUBMITTED, Sentence("Kenya [bold]has[/bold] reported"), ())
        (mail_id,) = mailing.tell(change, SYSTEM, letter, [Recipient(email, email, "Irene")])
    register.close()
    return mail_id


def test_the_outbox_lists_what_waits_and_sends_nothing(gda: Gda, server: Loopback) -> None:
    mail_id = queue("irene@itu.example")
    with listening(server):
        listed = gda("outbox")
    assert listed.exit_code == 0
    for part in (mail_id, "irene@itu.example", "Kenya [bold]has[/bold] reported", "One mail waits."):
        assert part in listed.output
    assert server.taken == []


def test_the_outbox_sends_once(gda: Gda, server: Loopback) -> None:
    queue("irene@itu.example")
    with listening(server):
        first, second = gda("outbox", "--send"), gda("outbox", "--send")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "Tried one mail." in first.output
    assert "0 mails wait. (sent: 1)" in first.output
    assert "Tried 0 mails." in second.output
    assert server.recipients == ["irene@itu.example"]


def test_the_outbox_says_that_the_server_cannot_be_used(gda: Gda, server: Loopback) -> None:
    queue("irene@itu.example")
    sent = gda("outbox", "--send")
    assert sent.exit_code == 1
    assert "The mail server cannot be used; what waits is kept." in sent.output
    assert "server: connection refused" in gda("outbox").output


def test_the_outbox_lets_what_was_given_up_wait_again(gda: Gda, server: Loopback) -> None:
    mail_id = queue("irene@itu.example")
    server.on_recipient = lambda address: "550 5.1.1 no such user"
    with listening(server):
        gda("outbox", "--send")
        listed = gda("outbox")
        server.on_recipient = lambda address: OK
        sent = gda("outbox", "--again", "--send")
    for part in (mail_id, "550 5.1.1", "0 mails wait. (given up: 1)"):
        assert part in listed.output
    assert "One mail that was given up waits again." in sent.output
    assert "0 mails wait. (sent: 1)" in sent.output
    assert server.recipients == ["irene@itu.example"]


def test_the_outbox_is_for_administrators(gda: Gda, server: Loopback) -> None:
    queue("irene@itu.example")
    refused = gda("outbox", "--send", "--as", "irene@itu.example")
    assert refused.exit_code == 1
    assert "That person's roles do not permit this; nothing was changed." in refused.output


def test_the_server_sends_from_its_start_and_stops_at_its_end(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(startup, "preload", lambda: None)
    monkeypatch.setattr(startup, "streamlit_files", lambda: type("Files", (), {"hold_all": staticmethod(list)}))
    queue("irene@itu.example")

    async def serve() -> None:
        async with startup.lifespan(None):
            for _ in range(1000):
                if server.taken:
                    return
                await asyncio.sleep(0.02)

    with listening(server):
        asyncio.run(serve())
    assert server.recipients == ["irene@itu.example"]
    assert holding._held == {}
    assert not [thread for thread in threading.enumerate() if thread.name == "postman"]
    register = Register.open(settings().register_path)
    assert register.rows("SELECT state FROM mail_state_row") == [{"state": "sent"}]
    register.close()


def test_a_public_replica_has_no_postman(server: Loopback, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(startup, "preload", lambda: None)
    monkeypatch.setattr(startup, "streamlit_files", lambda: type("Files", (), {"hold_all": staticmethod(list)}))
    monkeypatch.setenv("GDA_HOME", str(tmp_path / "replica"))
    settings.cache_clear()

    async def serve() -> list[str]:
        async with startup.lifespan(None):
            return [thread.name for thread in threading.enumerate()]

    assert "postman" not in asyncio.run(serve())
