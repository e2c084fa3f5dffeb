"""One conversation with a mail server: bounded in time, never in the clear where it was to be encrypted.

What a server answers is sorted into four: sent; try this mail again; this mail is refused for good; the server itself
cannot be used now, so that the batch ends.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, parseaddr
from enum import StrEnum
from types import TracebackType
from typing import Any, Final

from ..domain.mail import Mail, one_line
from ..domain.people import normal_email
from .smtp_begun import Begun, BegunEncrypted

STEP_SECONDS: Final = 20
"""How long one answer of the server may take."""
BATCH_SECONDS: Final = 120
"""How long a whole conversation may take; then the connection is cut."""
_NOT_LET_IN: Final = frozenset({530, 534, 535, 538})
_ENHANCED: Final = re.compile(rb"^\s*([245]\.\d{1,3}\.\d{1,3})\b")


class Security(StrEnum):
    """How the connection is encrypted: not at all, from the STARTTLS command on, or from the first byte."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in, and in whose name. `own_name` is what the server is greeted with."""

    host: str
    port: int
    sender: str
    security: Security = Security.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)
    own_name: str = "localhost"


class Unusable(Exception):
    """The server cannot be used now, whatever the mail: not reached, not encrypted, not let in. The text says which."""


class Unmailable(Exception):
    """This mail can never be sent: its address or a header is none."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The server did not take this mail; `is_final` when trying again is no use. The note holds codes alone."""

    note: str
    is_final: bool
    ends_batch: bool = False


class Conversation:
    """A connection for a batch of mails, as a context. Raises Unusable when it cannot be made."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._from: Address | None = None
        self._smtp: smtplib.SMTP | None = None
        self.copy_refused: str | None = None
        """Why the copy of the last mail was not taken, where its recipient got it."""
        self._cut = threading.Timer(BATCH_SECONDS, self._close_socket)
        self._cut.daemon = True

    def __enter__(self) -> Conversation:
        self._cut.start()
        try:
            self._open()
        except Unusable:
            self._end()
            raise
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self._end()
            raise Unusable(_why(error)) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def send(self, mail: Mail) -> Refused | None:
        """Hand one mail in; None when the server has taken it. Raises Unmailable before a byte is sent."""
        assert self._from is not None
        message = composed(mail, self._from)
        self.copy_refused = None
        try:
            refused = self._hand_in(message, [mail.recipient, *([mail.copy_to] if mail.copy_to else [])])
            if mail.recipient in refused:
                # The copy was taken: another attempt would send it again, so this one is the last.
                return Refused(_note(*refused[mail.recipient]), is_final=True)
            self.copy_refused = next((f"copy: {_note(*answer)}" for answer in refused.values()), None)
        except smtplib.SMTPRecipientsRefused as error:
            return _refused(*error.recipients[mail.recipient])
        except smtplib.SMTPSenderRefused as error:
            # Nobody's mail would be taken from this sender: the installation is to be set right, no mail given up.
            return Refused(_note(error.smtp_code, error.smtp_error), is_final=False, ends_batch=True)
        except smtplib.SMTPNotSupportedError:
            return Refused("SMTPUTF8", is_final=True)
        except smtplib.SMTPResponseException as error:
            return _refused(error.smtp_code, error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            return Refused(_why(error), is_final=False, ends_batch=True)
        return None

    def _hand_in(self, message: EmailMessage, recipients: list[str]) -> dict[str, tuple[int, bytes]]:
        """Who was refused while somebody else was not."""
        assert self._smtp is not None
        assert self._from is not None
        # smtplib.send_message would write ">From" where a line begins with "From".
        options: tuple[str, ...] = ()
        policy = SMTP
        if not all(one.isascii() for one in recipients):
            options, policy = ("SMTPUTF8", "BODY=8BITMIME"), SMTPUTF8
            if not self._smtp.has_extn("smtputf8"):
                raise smtplib.SMTPNotSupportedError
        return self._smtp.sendmail(self._from.addr_spec, recipients, message.as_bytes(policy=policy), options)

    def _open(self) -> None:
        server = self._server
        self._from = address_of(server.sender)
        options: dict[str, Any] = {"local_hostname": server.own_name, "timeout": STEP_SECONDS}
        kind = Begun
        if server.security is Security.TLS:
            kind, options = BegunEncrypted, options | {"context": ssl.create_default_context()}
        self._smtp = kind(self._cuttable, server.host, server.port, **options)
        if server.security is Security.STARTTLS:
            self._smtp.starttls(context=ssl.create_default_context())
        self._smtp.ehlo_or_helo_if_needed()
        if server.user:
            self._smtp.login(server.user, server.password)

    def _cuttable(self, connection: smtplib.SMTP) -> None:
        self._smtp = connection

    def _close_socket(self) -> None:
        sock = self._smtp.sock if self._smtp else None
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def _end(self) -> None:
        if self._smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                if self._smtp.sock is not None:
                    self._smtp.quit()
            self._smtp.close()
        self._cut.cancel()


def address_of(sender: str) -> Address:
    """An address, or a name with an address in angle brackets; raises Unusable, so that no mail is given up for it."""
    name, address = parseaddr(sender)
    try:
        return Address(display_name=name, addr_spec=address)
    except (ValueError, LookupError) as error:
        raise Unusable("GDA_MAIL_FROM") from error


def composed(mail: Mail, sender: Address) -> EmailMessage:
    """The message as it goes over the wire; the same mail gives the same Message-ID at every attempt."""
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = sender
        message["To"] = _checked(mail.recipient)
        if mail.copy_to:
            message["Cc"] = _checked(mail.copy_to)
        message["Subject"] = mail.subject
        message["Date"] = format_datetime(mail.queued_at.replace(tzinfo=UTC))
        message["Message-ID"] = f"<{mail.mail_id}@{sender.domain}>"
        # RFC 3834: out-of-office notes do not answer.
        message["Auto-Submitted"] = "auto-generated"
        if mail.unsubscribe:
            # RFC 2369 and RFC 8058: the reader's own button ends such mails.
            message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(mail.body, charset="utf-8", cte="quoted-printable")
        message["Content-Language"] = mail.language
    except (ValueError, LookupError, IndexError) as error:
        raise Unmailable("header") from error
    return message


def _checked(address: str) -> Address:
    """An address of somebody on record; raises Unmailable for what is none."""
    if normal_email(address) != address.lower() or one_line(address) != address:
        raise Unmailable("address")
    user, _, domain = address.partition("@")
    return Address(username=user, domain=domain)


def _refused(code: int, answer: bytes | str) -> Refused:
    """A 5xx is final, unless it is about who may send at all (RFC 3463, X.7): such a setting is mended within days."""
    note = _note(code, answer)
    is_about_us = code in _NOT_LET_IN or note.partition(" ")[2].startswith("5.7.")
    # 421: the server is closing the connection.
    return Refused(note, is_final=500 <= code <= 599 and not is_about_us, ends_batch=code == 421)


def _note(code: int, answer: bytes | str) -> str:
    """The reply code and the enhanced one; the words may hold an address and are left out."""
    found = _ENHANCED.match(answer if isinstance(answer, bytes) else answer.encode())
    return f"{code} {found.group(1).decode()}" if found else str(code)


def _why(error: Exception) -> str:
    match error:
        case smtplib.SMTPResponseException():
            return _note(error.smtp_code, error.smtp_error)
        case smtplib.SMTPNotSupportedError():
            return "no STARTTLS or no sign-in offered"
        case ssl.SSLError():
            return "certificate" if isinstance(error, ssl.SSLCertVerificationError) else "TLS"
        case TimeoutError():
            return "timeout"
        case smtplib.SMTPServerDisconnected() if isinstance(error.__context__, TimeoutError):
            return "timeout"
        case ConnectionRefusedError():
            return "connection refused"
        case socket.gaierror():
            return "unknown host"
    return "connection lost"
