"""What the helper that reads along asks about answers on record, and what of it nobody has answered yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from .. import facts
from ..domain.problems import Problem, Rejected, message
from ..domain.reading_along import Remark, Severity, Surroundings, read_along
from ..domain.report import Entry, entry_id
from ..register import answered, reports, reviews
from ..register.answered import Acceptance
from ..register.readable import Readable
from ..register.reports import Reporter

SHORTEST_SHARED_TEXT: Final = 40
"""Shorter texts may well be the same by chance."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A remark, and the reason for which it was accepted if it was."""

    remark: Remark
    acceptance: Acceptance | None

    @property
    def is_open(self) -> bool:
        """Whether it is a warning that nobody has answered."""
        return self.remark.severity is Severity.WARNING and self.acceptance is None


def marked_on(
    source: Readable, signatory: Reporter, cycle: str, entry: Entry, last: Entry | None, today: date
) -> tuple[Marked, ...]:
    """What a reviewer would ask about one answer beside the one before, each with the reason it was accepted for."""
    return marked_on_all(source, signatory, cycle, {entry.item: (entry, last)}, today)[entry.item]


def marked_on_all(
    source: Readable,
    signatory: Reporter,
    cycle: str,
    answers: Mapping[str, tuple[Entry, Entry | None]],
    today: date,
) -> dict[str, tuple[Marked, ...]]:
    """The same about many answers (by item, each with the one before), with few questions to the register."""
    elsewhere = said_elsewhere(source, signatory, [entry for entry, _ in answers.values()])
    remarks = {
        item: read_along(entry, _surroundings(source, signatory, entry, last, today, elsewhere))
        for item, (entry, last) in answers.items()
    }
    names = {item: entry_id(signatory.signatory_id, cycle, item) for item, found in remarks.items() if found}
    accepted = answered.acceptances_of(source, names.values())
    return {
        item: tuple(Marked(one, accepted[names[item]].get((one.rule, one.about))) for one in found)
        for item, found in remarks.items()
    }


def said_elsewhere(source: Readable, signatory: Reporter, entries: Iterable[Entry]) -> frozenset[str]:
    """The longer texts of these answers that another signatory submitted word for word."""
    texts = [entry.narrative for entry in entries if entry.narrative and len(entry.narrative) >= SHORTEST_SHARED_TEXT]
    return reviews.words_of_others(source, signatory.signatory_id, texts)


def still_open(
    source: Readable, signatory: Reporter, cycle: str, entries: Iterable[Entry], today: date
) -> dict[str, tuple[Marked, ...]]:
    """The warnings on these answers that nobody has answered, by item in the order of the answers."""
    last = reports.standing(source, signatory.signatory_id, cycle)
    answers = {one.item: (one, last[one.item].entry if one.item in last else None) for one in entries}
    return open_among(marked_on_all(source, signatory, cycle, answers, today))


def open_among(marked: Mapping[str, Iterable[Marked]]) -> dict[str, tuple[Marked, ...]]:
    """The open ones by item; items without any are left out."""
    found = {item: tuple(one for one in several if one.is_open) for item, several in marked.items()}
    return {item: several for item, several in found.items() if several}


def not_answered(asked: Mapping[str, tuple[Marked, ...]]) -> Rejected | None:
    """Why a report with these open warnings is not submitted: how to go on, then every question with its item."""
    if not asked:
        return None
    text = message(
        "A reviewer would ask about {items}. Mend the answer, or say why it may stand, before you submit the report."
    )
    lead = Problem("warning-open", text, values={"items": ", ".join(asked)})
    questions = (
        replace(one.remark.problem, rule="warning-open", item=item) for item, marked in asked.items() for one in marked
    )
    return Rejected((lead, *questions))


def _surroundings(
    source: Readable, signatory: Reporter, entry: Entry, last: Entry | None, today: date, elsewhere: frozenset[str]
) -> Surroundings:
    text, ndc = entry.narrative or "", facts.ndc().get(signatory.iso3 or "")
    is_about_ndc = entry.item == "F8" and ndc is not None
    return Surroundings(
        today=today,
        catalogue=facts.indicators(),
        last=last,
        others_say_the_same=text in elsewhere,
        newest_ndc_on=ndc.latest_active_date if ndc and is_about_ndc else None,
        endorsed_on=reviews.first_endorsed_on(source, signatory.signatory_id) if is_about_ndc else None,
    )
