"""How somebody became focal point: by which document, from when until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from .problems import Problem, message

ENDS_SOON: Final = timedelta(days=60)
LONGEST: Final = 500


class NominationChannel(StrEnum):
    """How a nomination came."""

    NOTE_VERBALE = "note_verbale"
    LETTER = "letter"
    EMAIL = "email"
    OTHER = "other"


class TermState(StrEnum):
    """Where a term is: it runs, ends within 60 days, is over while the right is still held, or ended with it."""

    RUNS = "runs"
    ENDS_SOON = "ends_soon"
    OVER = "over"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Nomination:
    """A nomination as it was told. None is unknown; a term without an end lasts until it is ended."""

    channel: str
    document: str | None = None
    dated_on: date | None = None
    term_from: date | None = None
    term_until: date | None = None
    note: str | None = None


def term_state(term_until: date | None, *, is_held: bool, today: date) -> TermState:
    """Where a term is today."""
    if not is_held:
        return TermState.ENDED
    if term_until is None or term_until > today + ENDS_SOON:
        return TermState.RUNS
    return TermState.OVER if term_until < today else TermState.ENDS_SOON


def last_day(told: Nomination | None, today: date) -> date:
    """The last day of a term that is ended today: no later than was told."""
    return min(today, told.term_until) if told is not None and told.term_until is not None else today


def nomination_problems(told: Nomination, today: date) -> list[Problem]:
    """What is wrong with a nomination."""
    found = []
    if told.channel not in set(NominationChannel):
        text = message("Choose how the nomination came.")
        found.append(Problem("nomination-channel", text, column="channel"))
    if told.dated_on is not None and told.dated_on > today:
        text = message("The date of the nomination lies in the future.")
        found.append(Problem("nomination-future", text, column="dated_on"))
    if told.term_from is not None and told.term_until is not None and told.term_until < told.term_from:
        text = message("The term ends before it begins.")
        found.append(Problem("nomination-term", text, column="term_until"))
    if any(text is not None and len(text) > LONGEST for text in (told.document, told.note)):
        text = message("A text is longer than {most} characters. Shorten it.")
        found.append(Problem("register-too-long", text, column="document", values={"most": LONGEST}))
    return found
