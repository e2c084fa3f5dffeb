"""Mail: what is told to whom, as sentences with their values, said in the recipient's language when it goes.

What people wrote travels as values or quotations, each on lines of its own, so that nobody speaks in our name; no value
can break a header or begin a line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from .problems import message

DEMONSTRATION: Final = message("Demonstration data – not real reports")
DEMO: Final = message("Demo")
"""The same in a subject, of which a phone shows thirty characters; the body says it in full."""
SUBJECT_CHARS: Final = 180
LANGUAGES: Final = ("en", "fr")
"""In which people can be written to; English while nobody said."""
FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(hours=4)
MOST_ATTEMPTS: Final = 36
"""With the waits above, nearly five days: the time that RFC 5321 (4.5.4.1) asks a sender to try for."""
TOKEN: Final = "{token}"
"""Stands in a link where a secret belongs that is made when the mail goes and is kept nowhere."""
# Control characters, line and paragraph separators, and marks that turn the direction of what follows.
_INVISIBLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+")


class Kind(StrEnum):
    """What a mail tells of."""

    SUBMITTED = "submitted"
    RECEIVED = "received"
    DECIDED = "decided"
    REPLIED = "replied"
    INVITED = "invited"
    LENT = "lent"
    HANDED_BACK = "handed_back"
    DUE_DAY = "due_day"
    REMINDER = "reminder"


CAN_BE_ENDED: Final = frozenset({Kind.LENT, Kind.REMINDER})
"""Mails that a contributor can end by a link in them."""


class State(StrEnum):
    """What became of a mail; one without a state, or whose last is `failed`, `again` or `now`, still waits."""

    SENT = "sent"
    FAILED = "failed"
    GIVEN_UP = "given_up"
    GATHERED = "gathered"
    """Went as part of another mail, to the same person about the same report."""
    NOW = "now"
    """Waits, and goes without waiting for others to join it because a reviewer said so."""
    AGAIN = "again"
    """Given up, and then to be tried again because somebody said so."""
    PRINTED = "printed"
    """Written to the console because no mail server was set; it is not sent later."""
    NOT_NEEDED = "not_needed"
    """An invitation that was used, or whose account was closed, or a decision that was corrected, before it went."""


STATE_NAMES: Final[Mapping[State, str]] = {
    State.SENT: message("sent"),
    State.FAILED: message("failed"),
    State.GIVEN_UP: message("given up"),
    State.AGAIN: message("to be tried again"),
    State.GATHERED: message("sent with another"),
    State.NOW: message("to go now"),
    State.PRINTED: message("printed"),
    State.NOT_NEEDED: message("not needed any more"),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message id with its values; a value may itself be a sentence, so that it is said in the same language."""

    message: str
    values: Mapping[str, str | int | date | Sentence | Link] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quote:
    """What a person wrote, shown as a quotation."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A page of this installation, as a path with its query; the public address is put before it when the mail goes."""

    path: str


Line = Sentence | Quote | Link
UNSUBSCRIBE: Final = Link(f"/unsubscribe/{TOKEN}")
ENDING: Final = message(
    "You get this mail because you work on a report that was lent to you. End such mails: {address}"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """What is told: a subject, and paragraphs of lines."""

    kind: Kind
    subject: Sentence
    paragraphs: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom it is told, in which language."""

    person_id: str
    email: str
    name: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Mail:
    """What goes out, in plain text and the recipient's language. `mail_id` is the same at every attempt."""

    mail_id: str
    kind: Kind
    recipient: str
    language: str
    subject: str
    body: str
    queued_at: datetime
    copy_to: str = ""
    """Who gets a copy, in the sight of both; empty for nobody."""
    unsubscribe: str = ""
    """The address that ends such mails to this recipient; empty where there is none."""


class Words(Protocol):
    """Sentences and days in one language (`gda_tracker.i18n.Text`, where that layer cannot be named)."""

    def __call__(self, message: str, **values: object) -> str:
        """The sentence with its values filled in."""

    def date(self, day: date | None) -> str:
        """A day."""


def wait_after(attempts: int) -> timedelta:
    """How long a mail waits after so many failed attempts."""
    if not attempts:
        return timedelta()
    # An exponent as large as somebody's patience would overflow: past the eighth the longest wait holds anyway.
    doubled: int = 1 << min(attempts - 1, 10)
    return min(LONGEST_WAIT, FIRST_WAIT * doubled)


def written(
    letter: Letter,
    to: Recipient,
    t: Words,
    home: str,
    *,
    mail_id: str,
    queued_at: datetime,
    is_demonstration: bool,
    token: str = "",
    copy_to: str = "",
    can_be_ended: bool = False,
) -> Mail:
    """The mail as it goes out; `home` is the public address, `token` the secret of a link in it.

    One that `can_be_ended` says how, with an address of its own.
    """
    at = _Place(home.rstrip("/"), token)
    mark = t(DEMONSTRATION)
    subject = _line(letter.subject, t, at)[:SUBJECT_CHARS]
    paragraphs = ["\n".join(_line(line, t, at) for line in lines) for lines in letter.paragraphs]
    greeting = t(message("Dear {name},"), name=one_line(to.name))
    sender = t(message("Green Digital Action Tracker, {address}"), address=home.rstrip("/"))
    end = at.address(UNSUBSCRIBE) if can_be_ended else ""
    endings = [t(ENDING, address=end)] if end else []
    parts = [greeting, *paragraphs, *endings, sender]
    return Mail(
        mail_id=mail_id,
        kind=letter.kind,
        recipient=to.email,
        language=to.language,
        subject=f"[{t(DEMO)}] {subject}" if is_demonstration else subject,
        body="\n\n".join([f"*** {mark} ***", *parts] if is_demonstration else parts) + "\n",
        queued_at=queued_at,
        copy_to=copy_to,
        unsubscribe=end,
    )


def one_line(text: str) -> str:
    """The text on one line, without characters that nobody sees."""
    return " ".join(_INVISIBLE.sub(" ", text).split())


@dataclass(frozen=True, slots=True)
class _Place:
    """Where links lead: the public address without a slash at its end, and the secret of a link."""

    home: str
    token: str

    def address(self, link: Link) -> str:
        return self.home + one_line(link.path).replace(TOKEN, self.token)


def _line(line: Line, t: Words, at: _Place) -> str:
    match line:
        case Sentence():
            return one_line(_said(line, t, at))
        case Link():
            return at.address(line)
        case Quote():
            return "\n".join(f"> {one_line(row)}".rstrip() for row in line.text.splitlines())


def _said(sentence: Sentence, t: Words, at: _Place) -> str:
    return t(sentence.message, **{name: _value(value, t, at) for name, value in sentence.values.items()})


def _value(value: str | int | date | Sentence | Link, t: Words, at: _Place) -> str | int:
    match value:
        case Sentence():
            return _said(value, t, at)
        case Link():
            return at.address(value)
        case date():
            return t.date(value)
        case str():
            return one_line(value)
    return value
