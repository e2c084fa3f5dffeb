"""What a reviewer would ask about the words of an answer that claims a status (METHOD.md, Claimed status)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from .problems import Problem, message
from .reading_words import (
    ACT,
    BEGAN_IN,
    COUNTED,
    DECISION,
    ENDED_IN,
    INPUT,
    INPUT_ACT,
    INTENTION,
    OWNER,
    TARGET_YEAR,
    YEAR,
    is_readable,
    quoted,
)
from .report import Entry
from .statuses import Status


def of_text(entry: Entry, today: date, *, others_say_the_same: bool) -> Iterator[Problem]:
    """Intention, input, output, order of time and sameness; only of a text that can be read."""
    text = entry.narrative or ""
    if others_say_the_same:
        words = message("Another signatory submitted the same text, word for word. Say what you did yourselves.")
        yield _beside_text("same-words", words)
    if not text or entry.claimed is None:
        return
    yield from _order_of_time(text)
    if not is_readable(text) or entry.claimed < Status.UNDER_WAY:
        return
    yield from _intention(text, entry.claimed)
    yield from _input(text, entry)
    yield from _output(text, entry)
    yield from _ahead(text, entry, today)


def _beside_text(rule: str, words: str, **values: object) -> Problem:
    return Problem(rule, words, column="narrative", values=values)


def _intention(text: str, claimed: Status) -> Iterator[Problem]:
    intention = quoted(INTENTION, text)
    if not intention:
        return
    if not ACT.search(text):
        words = message(
            "You write {quotes}, which is an intention; no sentence says what was done. “{status}” asks for an act: "
            "say who did what, and when."
        )
        yield _beside_text("intention-without-act", words, quotes=intention, status=claimed)
    elif claimed >= Status.IN_PLACE:
        words = message("You write {quotes}. Say which part operates today, so that it is not taken for a plan.")
        yield _beside_text("intention-beside-act", words, quotes=intention)


def _input(text: str, entry: Entry) -> Iterator[Problem]:
    put_in = quoted(INPUT, text)
    came_out = INPUT_ACT.sub("", text)
    if put_in and entry.claimed in (Status.IN_PLACE, Status.SUSTAINED) and not ACT.search(came_out):
        words = message(
            "You name {quotes}, and nothing that came of it. “{status}” asks for a measure that is adopted or a "
            "service that operates: say which."
        )
        if not entry.indicators:
            yield _beside_text("input-without-output", words, quotes=put_in, status=entry.claimed)


def _output(text: str, entry: Entry) -> Iterator[Problem]:
    counted = quoted(COUNTED, text, most=1)
    if counted and not re.search(r"\d", YEAR.sub("", text)) and not entry.indicators:
        words = message("A reviewer will ask: how many? You write {quotes} without a figure. Add an indicator below.")
        yield _beside_text("output-without-figure", words, quotes=counted)


def _order_of_time(text: str) -> Iterator[Problem]:
    began, ended = BEGAN_IN.search(text), ENDED_IN.search(text)
    if began and ended and int(ended.group(1)) < int(began.group(1)):
        words = message("It ends before it begins: “{ended}” and “{began}”. Put the years in order.")
        yield _beside_text("completed-before-it-began", words, ended=ended.group(0), began=began.group(0))


def _ahead(text: str, entry: Entry, today: date) -> Iterator[Problem]:
    years = [year for year in YEAR.findall(TARGET_YEAR.sub("", text)) if int(year) > today.year]
    if years:
        words = message("The text speaks of {year}, which lies ahead. Say what held on the day of the facts.")
        yield _beside_text("future-date", words, year=years[0])


def of_planned(entry: Entry) -> Iterator[Problem]:
    """“Planned” needs a decision or plan, a named owner and a target date; “under way” a date."""
    text, measures = entry.narrative or "", entry.measures
    if not text or not is_readable(text):
        return
    if entry.claimed is Status.UNDER_WAY:
        has_day = any(measure.starts_on for measure in measures) or any(piece.dated_on for piece in entry.evidence)
        if not has_day and not YEAR.search(text):
            words = message("“Under way” asks since when. Give the year in the text, or a measure with its start.")
            yield Problem("date-missing", words, column="narrative")
    if entry.claimed is not Status.PLANNED:
        return
    if not DECISION.search(text) and not entry.evidence:
        words = message("“Planned” asks for a decision or a published plan. Name it, or attach it below.")
        yield Problem("decision-missing", words, column="narrative")
    if not OWNER.search(text) and not any(measure.owner for measure in measures):
        words = message("“Planned” asks for a named owner. Name the body in the text, or give a measure its owner.")
        yield Problem("owner-missing", words, column="narrative")
    if not YEAR.search(text) and not any(measure.ends_on or measure.starts_on for measure in measures):
        words = message("“Planned” asks for a target date. Give the year in the text, or a measure with its end.")
        yield Problem("target-date-missing", words, column="narrative")
