"""The five-minute report: nothing new for one item or all, and what still holds confirmed again as of today."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from .. import facts
from ..domain.checks import problems_of
from ..domain.cycles import closed_because
from ..domain.declaration import Item
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..domain.report import Entry, ReasonCode
from ..domain.statuses import OffScale
from ..register import Change, Register, report_writing, reports
from .lending import gone
from .report_view import asked_items, found


@dataclass(frozen=True, slots=True)
class Renewed:
    """The items that have a draft now, and those that were left alone because they are answered or have no answer."""

    items: tuple[str, ...]
    left: tuple[str, ...]


def nothing_new(
    register: Register,
    actor: Actor,
    report: tuple[str, str],
    items: Collection[str] | None,
    reason: tuple[ReasonCode, str],
    now: datetime,
) -> Renewed | Rejected:
    """“Nothing new” as a draft for each of the items (None: all) that has no answer yet; never over one that has.

    It counts as a response, never as progress. `report` is signatory and cycle, `reason` a code and words.
    """
    for item in ("",) if items is None else items:
        require(actor, Action.EDIT_REPORT, report[0], item=(report[1], item))
    said = {"off_scale": OffScale.NO_UPDATE, "reason_code": reason[0], "reason": reason[1].strip() or None}
    return _renew(register, actor, report, items, {code: Entry(item=code, **said) for code in facts.items()}, now)


def still_holds(
    register: Register,
    actor: Actor,
    report: tuple[str, str],
    items: Collection[str] | None,
    now: datetime,
) -> Renewed | Rejected:
    """The last answer again, with today as the day of its facts and its evidence kept, as a draft.

    For each of the items (None: all) that has a last answer on the scale and no answer yet.
    """
    for item in ("",) if items is None else items:
        require(actor, Action.EDIT_REPORT, report[0], item=(report[1], item))
    standing = reports.standing(register, *report)
    again = {
        code: stored.entry.model_copy(update={"as_of": now.date()})
        for code, stored in standing.items()
        if stored.entry.claimed is not None
    }
    return _renew(register, actor, report, items, again, now)


def _renew(
    register: Register,
    actor: Actor,
    report: tuple[str, str],
    items: Collection[str] | None,
    answers: Mapping[str, Entry],
    now: datetime,
) -> Renewed | Rejected:
    known = found(register, *report)
    if isinstance(known, Rejected):
        return known
    signatory, cycle = known
    if closed := closed_because(cycle, now.date()):
        return Rejected((closed,))
    asked = asked_items(signatory)
    wanted = [code for code in asked if items is None or code in items]
    with register.change(actor) as change:
        if taken_back := next((why for code in items or () if (why := gone(change, actor, *report, code))), None):
            return taken_back
        current = reports.newest(change, *report)
        free = [code for code in wanted if code in answers and not _is_said(current, code)]
        if not free:
            text = message("There is no item left to which this could be said: every one has its answer.")
            return Rejected.because("nothing-to-renew", text)
        if refused := _unreasoned(answers[free[0]], asked, now):
            return refused
        _write(change, actor, report, [answers[code] for code in free], now)
    return Renewed(tuple(free), tuple(code for code in wanted if code not in free))


def _write(change: Change, actor: Actor, report: tuple[str, str], entries: Sequence[Entry], now: datetime) -> None:
    """One trail record for the act, then a draft of every answer."""
    versions = {entry.item: report_writing.new_version_id() for entry in entries}
    change.trail(
        "report.renew",
        f"{report[0]}/{report[1]}",
        signatory_id=report[0],
        after={
            entry.item: entry.model_dump(mode="json", exclude_defaults=True) | {"version_id": versions[entry.item]}
            for entry in entries
        },
    )
    for entry in entries:
        version_id = versions[entry.item]
        report_writing.add_version(
            change, *report, entry, version_id, who=actor.person_id, when=now, is_submitted=False
        )


def _unreasoned(answer: Entry, asked: Mapping[str, Item], now: datetime) -> Rejected | None:
    """The reason is the same for all items, so one of them is asked about it."""
    found = problems_of(answer, asked, facts.items(), facts.indicators(), now.date())
    about_reason = tuple(problem for problem in found if problem.column in ("reason", "reason_code"))
    return Rejected(about_reason) if about_reason else None


def _is_said(current: Mapping[str, reports.Stored], code: str) -> bool:
    """Anything that somebody typed stays, an answer without a status included."""
    return code in current and current[code].entry != Entry(item=code)
