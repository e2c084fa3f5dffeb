"""What a brief suggests to ask: rules over the cells of an edition, the same for everybody, each naming its items."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from ..charts import StatusLine
from ..domain.review import REPLY_WORKING_DAYS
from ..domain.since import Cop
from ..domain.statuses import EvidenceLevel, OffScale, Status
from ..domain.working_days import working_days_after
from ..editions import EntryRow, Profile, ReviewRow
from ..i18n import Text
from .brief_paper import Point
from .brief_words import cycle_name, item_name, listed

_ASKING: Final = frozenset({"return", "lower", "refuse_not_applicable"})


def is_silent(line: StatusLine) -> bool:
    """Due, and nothing was ever said."""
    return line.is_due and line.off_scale == OffScale.NO_REPORT


def is_old(line: StatusLine) -> bool:
    """Due and reported, on facts over 24 months old."""
    return line.is_due and not line.is_current and line.off_scale != OffScale.NO_REPORT


def is_unbacked(line: StatusLine) -> bool:
    """Said to be under way or further, without a primary document."""
    claims = line.is_due and line.is_current and (line.claimed or 0) >= Status.UNDER_WAY
    return claims and (line.evidence or 0) < EvidenceLevel.PRIMARY_DOCUMENT


def is_unopened(line: StatusLine) -> bool:
    """Said to be under way or further, with a document that nobody has opened."""
    claims = line.is_due and line.is_current and (line.claimed or 0) >= Status.UNDER_WAY
    return claims and line.evidence == EvidenceLevel.PRIMARY_DOCUMENT


def asks_of(t: Text, found: Profile, lines: Sequence[StatusLine], on: date, cops: Sequence[Cop]) -> tuple[Point, ...]:
    """What to ask one signatory: its report first, then silence, claims without a document, old facts, open questions.

    `on` is the day of the edition: by then the report may be overdue, and the window for a reply may have closed.
    """
    points = [*_report(t, found, on, cops), *_by_line(t, lines)]
    points += [_open_question(t, found, row, on) for row in open_questions(found)]
    if unopened := [line for line in lines if is_unopened(line)]:
        said = t("The documents wait for a reviewer of the secretariat; nothing is to be asked for.")
        points.append(Point(t("Our own turn"), f"{named(unopened)}. {said}"))
    return tuple(points)


def _report(t: Text, found: Profile, on: date, cops: Sequence[Cop]) -> list[Point]:
    """To report in the edition's newest cycle, by its own due day; nothing once it has, or where nothing is asked."""
    if found.due_on is None or found.received_on is not None:
        return []
    cop = next((one for one in cops if one.cycle == found.light_cycle), None)
    name = cycle_name(t, cops, found.light_cycle)
    values = {"cop": name, "day": t.date(found.due_on)}
    if on <= found.due_on:
        asked = t("Could you report for {cop} by {day}?", **values)
    elif cop is None or on <= cop.closes_on:
        asked = t("Could you report for {cop}? The report was due on {day}.", **values)
    else:
        asked = t(
            "No report for {cop} came: it was due on {day}, and the cycle closed on {closed}. Could you report in the "
            "next one?",
            **values,
            closed=t.date(cop.closes_on),
        )
    return [Point(t("Report for {cop}", cop=name), asked)]


def _by_line(t: Text, lines: Sequence[StatusLine]) -> list[Point]:
    """Silence, claims without a document and old facts, each with its items."""
    asks = [
        (
            t("Not reported"),
            t("Could you report on these, even where nothing has begun? “Not started” is an answer too."),
            [line for line in lines if is_silent(line)],
        ),
        (
            t("Claimed without a primary document"),
            t("Could you give a primary document with its page or article, so that a reviewer can open it?"),
            [line for line in lines if is_unbacked(line)],
        ),
        (
            t("Out of date"),
            t("Could you tell how these stand today, with the date of the facts? Ours are over 24 months old."),
            [line for line in lines if is_old(line)],
        ),
    ]
    return [Point(words, f"{named(those)}. {question}") for words, question, those in asks if those]


def named(lines: Sequence[StatusLine]) -> str:
    """ "I Digital climate action; II Resilience"."""
    return listed([f"{line.number} {line.short}" for line in lines])


def open_questions(found: Profile) -> list[ReviewRow]:
    """The newest decision on an item where it asks for more, and neither a reply nor a new answer has come since."""
    newest: dict[str, ReviewRow] = {}
    for row in found.reviews:
        if row.item not in newest or row.decided_on >= newest[row.item].decided_on:
            newest[row.item] = row
    return [row for row in newest.values() if row.decision in _ASKING and not _has_answer(found, row)]


def _has_answer(found: Profile, row: ReviewRow) -> bool:
    replied = any(one.item == row.item and one.replied_on >= row.decided_on for one in found.replies)
    return replied or any(_is_later(entry, row) for entry in found.entries)


def _is_later(entry: EntryRow, row: ReviewRow) -> bool:
    return entry.item == row.item and (entry.cycle > row.cycle or entry.submitted_on > row.decided_on)


def _open_question(t: Text, found: Profile, row: ReviewRow, on: date) -> Point:
    short = next((cell.short for cell in found.cells if cell.item == row.item), row.item)
    until = working_days_after(row.decided_on, REPLY_WORKING_DAYS)
    asked = t("Could you reply to our review of {day}, or amend the answer?", day=t.date(row.decided_on))
    if until < on:
        asked = t(
            "Could you amend the answer? The window for a reply to our review of {day} closed on {until}.",
            day=t.date(row.decided_on),
            until=t.date(until),
        )
    reason = f" “{' '.join(row.reason.split())[:300]}”" if row.reason else ""
    return Point(t("Open question"), f"{item_name(t, row.item, short)}. {asked}{reason}")
