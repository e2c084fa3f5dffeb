"""A mail server on the loopback address that keeps what it takes, and answers as a test wants it to."""

from __future__ import annotations

import email
import email.policy
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, Session

from gda_tracker.i18n import text
from gda_tracker.services.sending import Post
from gda_tracker.services.smtp import MailServer, Security

HOME = "https://tracker.example"
SENDER = "Green Digital Action Tracker <tracker@itu.example>"
OK = "250 2.0.0 taken"


@dataclass
class Loopback:
    """What arrived, and how to answer: `on_recipient` and `on_data` get an address and give the reply."""

    port: int
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    connections: int = 0
    on_recipient: Callable[[str], str] = lambda address: OK
    on_data: Callable[[str], str] = lambda address: OK

    async def handle_EHLO(  # noqa: N802
        self, server: Any, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = self.on_recipient(address)
        if reply == OK:
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        reply = self.on_data(envelope.rcpt_tos[0])
        if reply == OK:
            assert isinstance(envelope.content, bytes)
            message = email.message_from_bytes(envelope.content, policy=email.policy.default)
            assert isinstance(message, EmailMessage)
            self.taken.extend((address, message) for address in envelope.rcpt_tos)
        return reply

    @property
    def recipients(self) -> list[str]:
        """The addresses in the order in which their mail was taken."""
        return [address for address, _ in self.taken]


def free_port() -> int:
    """A port of the loopback address on which nothing listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def listening(server: Loopback, **how: Any) -> Iterator[Loopback]:
    """The server, answering on its port until the end of the block."""
    controller = Controller(server, hostname="127.0.0.1", port=server.port, **how)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def encrypted(server: Loopback, context: ssl.SSLContext, password: str) -> dict[str, Any]:
    """How `listening` demands STARTTLS and a password."""

    def known(_server: Any, _session: Any, _envelope: Any, _mechanism: str, told: Any) -> AuthResult:
        return AuthResult(success=told.password == password.encode(), handled=False)

    return {"tls_context": context, "require_starttls": True, "auth_required": True, "authenticator": known}


def post_to(port: int, said: list[str] | None = None, hourly: int = 500, **how: Any) -> Post:
    """How the tests send: to that port of the loopback address, in the clear unless `security` says otherwise."""
    server = MailServer("127.0.0.1", port, SENDER, **{"security": Security.NONE, **how})
    return Post(server, text, HOME, hourly, said.append if said is not None else lambda line: None)


def to_the_console(said: list[str]) -> Post:
    """How mail leaves where no server is set."""
    return Post(None, text, HOME, 500, said.append)


def body(message: EmailMessage) -> str:
    """The plain text of a message with the line ends of this machine."""
    return str(message.get_content()).replace("\r\n", "\n")
