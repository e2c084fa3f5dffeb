"""Following up: what the board shows of a signatory, how it is narrowed down, and what is noted about a contact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import urlencode

from .problems import Problem, message

NOTE_CHARS: Final = 4000
STEP_CHARS: Final = 300
NAME_CHARS: Final = 80
FIRST_CONTACT: Final = date(2000, 1, 1)
LONGEST_STEP: Final = timedelta(days=3652)
"""So far ahead is a next step planned: ten years. Anything beyond these two is a slip of the keyboard."""
NOBODY: Final = "nobody"
"""In place of an officer: the signatories that nobody looks after."""
PASSED: Final = "passed"
"""In place of a light: no report, and the signatory's own due day has passed, however long it was silent before."""
PLAN: Final = "plan"
"""The kind of a note that sets a next step and tells of no contact."""

UNDONE: Final = "undone"
"""The kind of a note that sets what was planned before an act that was taken back; it tells of no contact."""


class ContactKind(StrEnum):
    """How somebody was in contact."""

    CALL = "call"
    EMAIL = "email"
    MEETING = "meeting"
    LETTER = "letter"
    MISSION = "mission"
    OTHER = "other"


CONTACT_LABELS: Final[Mapping[str, str]] = {
    ContactKind.CALL: message("Call"),
    ContactKind.EMAIL: message("E-mail"),
    ContactKind.MEETING: message("Meeting"),
    ContactKind.LETTER: message("Letter"),
    ContactKind.MISSION: message("Through the mission"),
    ContactKind.OTHER: message("Other contact"),
    PLAN: message("Next step"),
}


class Sort(StrEnum):
    """The orders of the board; countries first is a word of its own."""

    DUE = "due"
    NAME = "name"
    NEXT = "next"
    NARROWING = "narrowing"


@dataclass(frozen=True, slots=True)
class Board:
    """What the board is narrowed down to, in the words of its address; empty keeps all.

    `rate`, `item` and `by` say whose interval is meant where it is sorted by what would narrow it most.
    """

    search: str = ""
    light: str = ""
    region: str = ""
    kind: str = ""
    officer: str = ""
    order: str = "countries"
    sort: str = Sort.DUE.value
    rate: str = "verified"
    item: str = "any"
    by: str = "stakeholder_type"

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> Board:
        """What an address asks for; words of it that the board does not know are passed over."""
        return cls(**{one.name: query[one.name][:100] for one in fields(cls) if query.get(one.name)})

    @property
    def query(self) -> str:
        """As in the address, without what is usual."""
        usual = Board()
        words = ((one.name, getattr(self, one.name)) for one in fields(self))
        return urlencode([(name, word) for name, word in words if word != getattr(usual, name)])


@dataclass(frozen=True, slots=True)
class Contact:
    """What is noted: a contact, or a next step alone (`PLAN`).

    What was planned before stays, unless a next step replaces it or the note says that it is done.
    """

    kind: str
    happened_on: date
    note: str = ""
    next_step: str = ""
    next_on: date | None = None
    is_step_done: bool = False


def problems_of_contact(contact: Contact, today: date) -> tuple[Problem, ...]:
    """What is wrong with a note."""
    found = []
    if contact.kind not in CONTACT_LABELS:
        found.append(Problem("contact-kind", message("Choose how you were in contact."), column="kind"))
    if contact.happened_on > today:
        found.append(Problem("contact-in-future", message("A contact cannot lie in the future."), column="happened_on"))
    if contact.happened_on < FIRST_CONTACT:
        long_ago = message("A contact is noted from {day} on: look at the year.")
        found.append(Problem("contact-long-ago", long_ago, column="happened_on", values={"day": FIRST_CONTACT}))
    if not contact.note.strip() and contact.kind != PLAN:
        found.append(Problem("contact-empty", message("Write what was said."), column="note"))
    if contact.kind == PLAN and not contact.next_step.strip():
        found.append(Problem("step-empty", message("Write what is to be done next."), column="next_step"))
    for column, text, longest in (("note", contact.note, NOTE_CHARS), ("next_step", contact.next_step, STEP_CHARS)):
        if len(text) > longest:
            long = message("This is longer than {longest} characters.")
            found.append(Problem("note-long", long, column=column, values={"longest": longest}))
    if contact.next_on and not contact.next_step.strip():
        found.append(Problem("step-empty", message("Write what is to be done next."), column="next_step"))
    if contact.next_on and contact.next_on < today:
        found.append(Problem("step-in-past", message("The day of the next step is past."), column="next_on"))
    if contact.next_on and contact.next_on > today + LONGEST_STEP:
        far = message("The next step is planned at most ten years ahead: look at the year.")
        found.append(Problem("step-too-far", far, column="next_on"))
    return tuple(found)
