"""What a reminder says: the standard words of each step, the secretariat's own, and what these may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from .ladder import Step
from .mail import Kind, Letter, Line, Link, Sentence
from .problems import Problem, message

PLACES: Final = ("name", "signatory", "cop", "due", "link")
"""What the words may name, each in braces."""
LANGUAGES_OF_WORDS: Final = ("en", "fr")
"""In which languages there are words; who reads another one is written to in English."""
SUBJECT_CHARS: Final = 150
BODY_CHARS: Final = 4000
_PLACE: Final = re.compile(r"\{(" + "|".join(PLACES) + r")\}")
_FOCAL: Final = message(
    "You are written to as focal point of {signatory}: mails about due days go to its focal points as long as they "
    "are focal points."
)
_HERE: Final = message("Report here: {link}")
_KEEP: Final = message("Answers of an earlier report can be kept where they still hold, and changed where they do not.")
_WAY: Final = message("If something stands in the way, or if somebody else should be written to, tell the secretariat.")


@dataclass(frozen=True, slots=True)
class StepWords:
    """The subject and the paragraphs of a step, a blank line between two of them."""

    subject: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        """The paragraphs as one text."""
        return "\n\n".join(self.paragraphs)

    @classmethod
    def own(cls, subject: str, body: str) -> StepWords:
        """What somebody wrote."""
        paragraphs = re.split(r"\n\s*\n", body.replace("\r\n", "\n").strip())
        return cls(subject.strip(), tuple(one.strip() for one in paragraphs if one.strip()))


STANDARD: Final[Mapping[Step, StepWords]] = {
    Step.BEFORE_DUE: StepWords(
        message("{signatory}: the report for {cop} is due on {due}"),
        (
            message("The report of {signatory} on the COP29 Declaration on Green Digital Action for {cop} is due on "
                    "{due}."),
            _KEEP,
            _HERE,
        ),
    ),
    Step.DUE: StepWords(
        message("{signatory}: the due day of the report for {cop} is {due}"),
        (
            message("The due day of the report of {signatory} for {cop} is {due}. It has not been received yet."),
            message("It can still be submitted; what arrives after the due day is shown as received late."),
            _HERE,
        ),
    ),
    Step.TWO_WEEKS: StepWords(
        message("{signatory}: the report for {cop} was due on {due}"),
        (
            message("The report of {signatory} for {cop} was due on {due}, two weeks ago or more, and has not been "
                    "received yet."),
            message("Where nothing was received, the tracker shows the words “no report”, and concludes nothing."),
            _HERE,
            _WAY,
        ),
    ),
    Step.SIX_WEEKS: StepWords(
        message("{signatory}: no report for {cop}, six weeks after the due day"),
        (
            message("The report of {signatory} for {cop} was due on {due}, six weeks ago or more, and has not been "
                    "received yet."),
            message("Even a few answers narrow what can be said about follow-up to the Declaration."),
            _HERE,
            _WAY,
        ),
    ),
    Step.MISSION: StepWords(
        message("{signatory}: no report for {cop}, with the permanent mission in copy"),
        (
            message("The report of {signatory} for {cop} was due on {due} and has not been received, after several "
                    "reminders. The permanent mission is therefore in copy of this mail."),
            _HERE,
            _WAY,
        ),
    ),
}  # fmt: skip


def problems_of_words(words: StepWords, language: str) -> tuple[Problem, ...]:
    """What is wrong with words of the secretariat's own: unknown places, stray braces, no link, too long."""
    found = []
    if language not in LANGUAGES_OF_WORDS:
        found.append(Problem("words-language", message("There are words in English and French."), column="language"))
    for column, text, longest in (("subject", words.subject, SUBJECT_CHARS), ("body", words.body, BODY_CHARS)):
        if not text:
            found.append(Problem("words-empty", message("Write a subject and a text."), column=column))
        if len(text) > longest:
            long = message("This is longer than {longest} characters.")
            found.append(Problem("words-long", long, column=column, values={"longest": longest}))
        if stray := _stray(text):
            text_of = message("“{stray}” is none of the places that are filled in: {places}.")
            values = {"stray": stray, "places": ", ".join(f"{{{place}}}" for place in PLACES)}
            found.append(Problem("words-place", text_of, column=column, value=stray, values=values))
    if "{link}" not in words.body:
        text_of = message("The text needs the way to the report: {place}.")
        found.append(Problem("words-link", text_of, column="body", values={"place": "{link}"}))
    if "{link}" in words.subject or "\n" in words.subject:
        text_of = message("The subject is one line, without the way to the report.")
        found.append(Problem("words-subject", text_of, column="subject"))
    return tuple(found)


def _stray(text: str) -> str:
    """The first brace, with what it holds, that is no place; empty where all is well."""
    found = re.search(r"\{[^{}]{0,30}\}?|\}", _PLACE.sub("", text))
    return found.group() if found else ""


@dataclass(frozen=True, slots=True)
class Addressed:
    """About whose report a reminder is, and to whom it goes."""

    signatory: str
    cop: str
    due_on: date
    page: Link
    name: str
    is_focal_point: bool


def reminder(words: StepWords, about: Addressed) -> Letter:
    """The letter; a line that somebody broke stays broken."""
    values: dict[str, str | int | date | Sentence | Link] = {
        "name": about.name, "signatory": about.signatory, "cop": about.cop, "due": about.due_on, "link": about.page,
    }  # fmt: skip
    paragraphs: list[tuple[Line, ...]] = [
        tuple(Sentence(line, values) for line in text.splitlines() if line.strip()) for text in words.paragraphs
    ]
    if about.is_focal_point:
        paragraphs.append((Sentence(_FOCAL, {"signatory": about.signatory}),))
    return Letter(Kind.REMINDER, Sentence(words.subject, values), tuple(paragraphs))
