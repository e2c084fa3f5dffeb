"""The helper that reads along, over the register: what a reviewer would ask, and why it may stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from .. import facts
from ..domain.cycles import closed_because
from ..domain.evidence import text_problem
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..domain.reading_along import Remark, Severity, Surroundings, read_along
from ..domain.report import Entry, entry_id
from ..register import Register, answered, reports, reviews
from ..register.answered import Acceptance
from ..register.readable import Readable
from ..register.reports import Reporter
from .report_view import ReportView, found
from .reviewing import ReviewView

ACCEPT_CHARS: Final = 1000
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


@dataclass(frozen=True, slots=True)
class WarningAccepted:
    """The reason is on record; the reviewer reads it beside the warning."""

    rule: str
    reason: str


def remarks_of(register: Register, actor: Actor, report: ReportView, item: str, today: date) -> tuple[Marked, ...]:
    """What a reviewer would ask about the answer on one item as it stands, drafts included."""
    require(actor, Action.READ_REPORT, report.signatory.signatory_id, item=(report.cycle.code, item))
    stored, last = report.stored.get(item), report.last.get(item)
    if stored is None:
        return ()
    return _marked(register, report.signatory, report.cycle.code, stored.entry, last.entry if last else None, today)


def open_warnings(register: Register, actor: Actor, report: ReportView, today: date) -> dict[str, int]:
    """How many warnings of each answer nobody has answered, by item in the report's order."""
    found = {
        item: sum(marked.is_open for marked in remarks_of(register, actor, report, item, today))
        for item in report.items
        if item in report.stored
    }
    return {item: count for item, count in found.items() if count}


def remarks_for_review(register: Register, actor: Actor, view: ReviewView) -> tuple[Marked, ...]:
    """The same for the reviewer, about the submitted answer and as of its submission."""
    require(actor, Action.REVIEW, view.signatory.signatory_id)
    current, last = view.current, view.last
    day = current.saved_at.date()
    return _marked(register, view.signatory, current.cycle, current.entry, last.entry if last else None, day)


def accept_warning(
    register: Register,
    actor: Actor,
    entry: str,
    warning: tuple[str, str],
    reason: str,
    now: datetime,
) -> WarningAccepted | Rejected:
    """Let a warning (rule and fingerprint) stand for a reason; refused once it is no longer there."""
    signatory_id, cycle, item = ([*entry.split("/"), "", ""])[:3]
    require(actor, Action.EDIT_REPORT, signatory_id, item=(cycle, item))
    known = found(register, signatory_id, cycle)
    if isinstance(known, Rejected):
        return known
    if closed := closed_because(known[1], now.date()):
        return Rejected((closed,))
    words = reason.strip()
    if not words:
        return Rejected.because("warning-reason", message("Say in a sentence why it may stand."))
    if problem := text_problem(words, "reason", ACCEPT_CHARS):
        return Rejected((problem,))
    with register.change(actor) as change:
        stored = reports.newest(change, signatory_id, cycle).get(item)
        last = reports.standing(change, signatory_id, cycle).get(item)
        before = last.entry if last else None
        there = _marked(change, known[0], cycle, stored.entry, before, now.date()) if stored else ()
        current = {(one.remark.rule, one.remark.about): one for one in there}.get(warning)
        if current is None:
            return Rejected.because("warning-gone", message("The answer has changed since; this is no longer asked."))
        if current.acceptance is None or current.acceptance.reason != words:
            after = {"rule": warning[0], "about": warning[1], "reason": words}
            change.trail("warning.accept", entry, signatory_id=signatory_id, after=after)
            answered.add_acceptance(change, entry, warning, words, actor.person_id, now)
    return WarningAccepted(warning[0], words)


def _marked(
    source: Readable, signatory: Reporter, cycle: str, entry: Entry, last: Entry | None, today: date
) -> tuple[Marked, ...]:
    remarks = read_along(entry, _surroundings(source, signatory, entry, last, today))
    if not remarks:
        return ()
    accepted = answered.acceptances(source, entry_id(signatory.signatory_id, cycle, entry.item))
    return tuple(Marked(remark, accepted.get((remark.rule, remark.about))) for remark in remarks)


def _surroundings(source: Readable, signatory: Reporter, entry: Entry, last: Entry | None, today: date) -> Surroundings:
    text, ndc = entry.narrative or "", facts.ndc().get(signatory.iso3 or "")
    is_about_ndc = entry.item == "F8" and ndc is not None
    is_long = len(text) >= SHORTEST_SHARED_TEXT
    return Surroundings(
        today=today,
        catalogue=facts.indicators(),
        last=last,
        others_say_the_same=is_long and bool(reviews.others_with_the_same_words(source, signatory.signatory_id, text)),
        newest_ndc_on=ndc.latest_active_date if ndc and is_about_ndc else None,
        endorsed_on=reviews.first_endorsed_on(source, signatory.signatory_id) if is_about_ndc else None,
    )
