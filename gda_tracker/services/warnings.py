"""The helper that reads along, over the register: what a reviewer would ask, and why it may stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from ..domain.cycles import closed_because
from ..domain.evidence import text_problem
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..domain.report import Entry, entry_id
from ..register import Change, Register, answered, reports
from ..register.reports import Reporter
from .reading import Marked, marked_on, marked_on_all, not_answered, open_among, still_open
from .report_view import ReportView, found
from .reviewing import ReviewView

__all__ = ["ACCEPT_CHARS", "Marked", "WarningAccepted", "accept_warning", "accept_warnings", "answer_open"]
ACCEPT_CHARS: Final = 1000


@dataclass(frozen=True, slots=True)
class WarningAccepted:
    """The reason is on record; the reviewer reads it beside the warning. `count` warnings stand for it."""

    rule: str
    reason: str
    count: int = 1


def remarks_of(register: Register, actor: Actor, report: ReportView, item: str, today: date) -> tuple[Marked, ...]:
    """What a reviewer would ask about the answer on one item as it stands, drafts included."""
    return remarks_on(register, actor, report, (item,), today).get(item, ())


def remarks_on(
    register: Register, actor: Actor, report: ReportView, items: Iterable[str], today: date
) -> dict[str, tuple[Marked, ...]]:
    """The same about several items, asked at once; items without an answer are left out."""
    wanted = tuple(items)
    for item in wanted:  # A contributor's view holds the items alone that are lent to it.
        require(actor, Action.READ_REPORT, report.signatory.signatory_id, item=(report.cycle.code, item))
    answers = {
        item: (stored.entry, last.entry if (last := report.last.get(item)) else None)
        for item in wanted
        if (stored := report.stored.get(item)) is not None
    }
    return marked_on_all(register, report.signatory, report.cycle.code, answers, today)


def unsent(report: ReportView) -> tuple[str, ...]:
    """The items that are answered and not submitted yet, in the report's order: their warnings wait for a word."""
    known = ((item, report.stored.get(item)) for item in report.items)
    return tuple(item for item, one in known if one is not None and not one.is_submitted and one.entry.is_answered)


def open_warnings(register: Register, actor: Actor, report: ReportView, today: date) -> dict[str, tuple[Marked, ...]]:
    """The warnings that nobody has answered on what is not submitted yet, by item in the report's order."""
    for item in report.items:
        require(actor, Action.READ_REPORT, report.signatory.signatory_id, item=(report.cycle.code, item))
    return open_of(report, remarks_on(register, actor, report, unsent(report), today))


def open_of(report: ReportView, marked: Mapping[str, Iterable[Marked]]) -> dict[str, tuple[Marked, ...]]:
    """Those of `remarks_on` that are to be answered before the report is submitted."""
    return open_among({item: marked[item] for item in unsent(report) if item in marked})


def remarks_for_review(register: Register, actor: Actor, view: ReviewView) -> tuple[Marked, ...]:
    """The same for the reviewer, about the submitted answer and as of its submission."""
    require(actor, Action.REVIEW, view.signatory.signatory_id)
    current, last = view.current, view.last
    day = current.saved_at.date()
    return marked_on(register, view.signatory, current.cycle, current.entry, last.entry if last else None, day)


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
    return accept_warnings(register, actor, (signatory_id, cycle), [(item, *warning)], reason, now)


def accept_warnings(
    register: Register,
    actor: Actor,
    report: tuple[str, str],
    warnings: Iterable[tuple[str, str, str]],
    reason: str,
    now: datetime,
) -> WarningAccepted | Rejected:
    """Let several warnings (item, rule and fingerprint) of a report stand for one reason: all of them or none."""
    wanted, words = tuple(dict.fromkeys(warnings)), reason.strip()
    for item, _, _ in wanted or (("", "", ""),):
        require(actor, Action.EDIT_REPORT, report[0], item=(report[1], item))
    known = found(register, *report)
    if isinstance(known, Rejected):
        return known
    if closed := closed_because(known[1], now.date()):
        return Rejected((closed,))
    if refused := reason_refused(words):
        return refused
    with register.change(actor) as change:
        current = _current(change, known[0], report[1], {item for item, _, _ in wanted}, now.date())
        if not wanted or any(one not in current for one in wanted):
            return Rejected.because("warning-gone", message("The answer has changed since; this is no longer asked."))
        for item, *warning in wanted:
            there = current[item, warning[0], warning[1]]
            if there.acceptance is None or there.acceptance.reason != words:
                _let_stand(change, actor, entry_id(*report, item), there, words, now)
    return WarningAccepted(wanted[0][1], words, len(wanted))


def reason_refused(words: str) -> Rejected | None:
    """Why these words are no reason to let a warning stand."""
    if not words:
        return Rejected.because("warning-reason", message("Say in a sentence why it may stand."))
    problem = text_problem(words, "reason", ACCEPT_CHARS)
    return Rejected((problem,)) if problem else None


def answer_open(
    change: Change,
    by: Actor,
    signatory: Reporter,
    cycle: str,
    entries: Iterable[Entry],
    today: date,
    reason: str = "",
) -> Rejected | None:
    """Why these answers are not submitted yet; with a reason every open warning stands for it, on record."""
    asked, words = still_open(change, signatory, cycle, entries, today), reason.strip()
    if not asked or not words:
        return not_answered(asked)
    if refused := reason_refused(words):
        return refused
    for item, marked in asked.items():
        for one in marked:
            _let_stand(change, by, entry_id(signatory.signatory_id, cycle, item), one, words, change.now)
    return None


def _let_stand(change: Change, actor: Actor, entry: str, one: Marked, reason: str, now: datetime) -> None:
    warning = (one.remark.rule, one.remark.about)
    after = {"rule": warning[0], "about": warning[1], "reason": reason}
    change.trail("warning.accept", entry, signatory_id=entry.partition("/")[0], after=after)
    answered.add_acceptance(change, entry, warning, reason, actor.person_id, now)


def _current(
    change: Change, signatory: Reporter, cycle: str, items: set[str], today: date
) -> dict[tuple[str, str, str], Marked]:
    """What is asked about these items now, by item, rule and fingerprint."""
    stored = reports.newest(change, signatory.signatory_id, cycle)
    last = reports.standing(change, signatory.signatory_id, cycle)
    return {
        (item, one.remark.rule, one.remark.about): one
        for item in items & stored.keys()
        for one in marked_on(
            change, signatory, cycle, stored[item].entry, last[item].entry if item in last else None, today
        )
    }
