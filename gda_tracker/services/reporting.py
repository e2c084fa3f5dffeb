"""What focal points do: read, save, download, upload, submit and reply. Permission is asked here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from .. import facts
from ..domain.answers import Translate
from ..domain.checks import Completeness, completeness, problems_of
from ..domain.declaration import Cycle
from ..domain.permissions import Action, Actor, permits, require
from ..domain.problems import Problem, Rejected, message
from ..domain.report import Entry, entry_id
from ..register import Change, Register, reports
from ..register.database import utc_now
from ..register.reports import Reporter, Stored
from ..workbook.reader import ReadReport
from ..workbook.template import ReportContent, report_workbook
from . import lending, mailing
from .report_view import ReportView, asked_items, closed_because, found, lent_part, view
from .uploading import ItemChange, changes_between, merged_into, read_upload

# A draft may be unfinished, but it holds nothing that no answer may ever hold.
NEVER_STORED: Final = frozenset(
    {
        "item-unknown", "item-not-asked", "status-twice", "status-derived", "text-too-long", "control-character",
        "link-too-long", "link-credentials", "link-unreadable", "evidence-too-much", "measures-too-many",
        "amount-not-a-number", "amount-too-large", "amount-decimals", "indicators-too-many", "figure-not-a-number",
        "year-impossible", "partners-too-many", "partner-unreadable", "goal-unknown", "goal-twice",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saved:
    """The entry as it stands now, and what is still to mend before it can be submitted."""

    version_id: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else saved the entry since it was opened; this is what stands."""

    current: Stored | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What an upload would change, item by item, the gauge as it would be, and what of the file is left unread."""

    changed: tuple[str, ...]
    completeness: Completeness
    changes: tuple[ItemChange, ...] = ()
    notices: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """The report as it stands after the act, and the items that the act changed."""

    report: ReportView
    changed: tuple[str, ...]


def report_of(
    register: Register, actor: Actor, signatory_id: str, cycle: str, today: date | None = None
) -> ReportView | Rejected:
    """The report as its signatory and staff see it, for a contributor its lent items alone, judged by today's day."""
    if not permits(actor, Action.WORK_ON_LENT, signatory_id):
        require(actor, Action.READ_REPORT, signatory_id)
    known = found(register, signatory_id, cycle)
    if isinstance(known, Rejected):
        return known
    report = view(register, *known, today or _today())
    is_whole = permits(actor, Action.READ_REPORT, signatory_id)
    return report if is_whole else lent_part(report, actor, today or _today())


def save_entry(
    register: Register,
    actor: Actor,
    signatory_id: str,
    cycle: str,
    entry: Entry,
    based_on: str | None,
    now: datetime,
) -> Saved | Rejected | Conflict:
    """Save a draft of one answer, `based_on` the version that was shown (None: there was none)."""
    require(actor, Action.EDIT_REPORT, signatory_id, item=(cycle, entry.item))
    known = _open(register, signatory_id, cycle, now.date())
    if isinstance(known, Rejected):
        return known
    signatory, about = known
    problems = problems_of(entry, asked_items(signatory), facts.items(), facts.indicators(), now.date())
    if never := tuple(problem for problem in problems if problem.rule in NEVER_STORED):
        return Rejected(never)
    with register.change(actor) as change:
        if taken_back := lending.gone(change, actor, signatory_id, cycle, entry.item):
            return taken_back
        current = reports.newest(change, signatory_id, about.code).get(entry.item)
        if current is not None and current.entry == entry:
            return Saved(current.version_id, problems)
        if (current.version_id if current else None) != based_on:
            return Conflict(current)
        version_id = reports.new_version_id()
        change.trail(
            "entry.save",
            entry_id(signatory_id, about.code, entry.item),
            signatory_id=signatory_id,
            before=_as_trail(current.entry) if current else None,
            after=_as_trail(entry) | {"version_id": version_id},
        )
        reports.add_version(
            change, signatory_id, about.code, entry, version_id, who=actor.person_id, when=now, is_submitted=False
        )
    return Saved(version_id, problems)


def workbook_of(
    register: Register, actor: Actor, signatory_id: str, cycle: str, t: Translate, today: date | None = None
) -> bytes | Rejected:
    """The signatory's workbook for the cycle, filled with what it said."""
    require(actor, Action.READ_REPORT, signatory_id)
    report = report_of(register, actor, signatory_id, cycle, today)
    if isinstance(report, Rejected):
        return report
    content = ReportContent(
        signatory_id=signatory_id,
        signatory=report.signatory.name,
        cycle=report.cycle,
        items=tuple(report.items.values()),
        entries=report.entries,
        last={item: stored.entry for item, stored in report.last.items()},
        versions={item: stored.version_id for item, stored in report.stored.items()},
        catalogue=facts.indicators(),
        is_demonstration=register.is_demonstration,
    )
    return report_workbook(content, t)


def check_workbook(
    register: Register, actor: Actor, signatory_id: str, cycle: str, data: bytes, name: str, today: date
) -> Checked | Rejected:
    """Every problem of an uploaded file, or what it would change. Changes nothing."""
    require(actor, Action.EDIT_REPORT, signatory_id)
    known = _open(register, signatory_id, cycle, today)
    if isinstance(known, Rejected):
        return known
    read = _read(register, known[0], known[1], data, name, today)
    if isinstance(read, Rejected):
        return read
    current = reports.newest(register, signatory_id, cycle)
    outcome = merged_into(register, read, current, signatory_id, cycle, actor.person_id)
    if outcome.conflicts:
        return Rejected(outcome.conflicts)
    merged = outcome.entries
    gauge = completeness(list(merged.values()), asked_items(known[0]), facts.items(), facts.indicators(), today)
    return Checked(_changed(current, merged), gauge, tuple(changes_between(current, merged)), read.notices)


def keep_workbook(
    register: Register, actor: Actor, signatory_id: str, cycle: str, data: bytes, name: str, today: date
) -> Accepted | Rejected:
    """Take the answers of an uploaded file over as a draft. The same file twice changes nothing."""
    require(actor, Action.EDIT_REPORT, signatory_id)
    return _take_over(register, actor, signatory_id, cycle, (data, name), today, is_submitted=False)


def submit_workbook(
    register: Register, actor: Actor, signatory_id: str, cycle: str, data: bytes, name: str, today: date
) -> Accepted | Rejected:
    """Take the answers of an uploaded file over and submit the report. The same file twice changes nothing."""
    require(actor, Action.SUBMIT_REPORT, signatory_id)
    return _take_over(register, actor, signatory_id, cycle, (data, name), today, is_submitted=True)


def submit_report(
    register: Register, actor: Actor, signatory_id: str, cycle: str, today: date | None = None
) -> Accepted | Rejected:
    """Submit every answer that is not submitted yet; refused, with all problems, while there is one."""
    require(actor, Action.SUBMIT_REPORT, signatory_id)
    on = today or _today()
    return _take_over(register, actor, signatory_id, cycle, None, on, is_submitted=True)


def _take_over(
    register: Register,
    actor: Actor,
    signatory_id: str,
    cycle: str,
    upload: tuple[bytes, str] | None,
    today: date,
    *,
    is_submitted: bool,
) -> Accepted | Rejected:
    known = _open(register, signatory_id, cycle, today)
    if isinstance(known, Rejected):
        return known
    signatory, about = known
    read = _read(register, signatory, about, *upload, today) if upload else ReadReport((), (), ())
    if isinstance(read, Rejected):
        return read
    with register.change(actor) as change:
        current = reports.newest(change, signatory_id, cycle)
        outcome = merged_into(change, read, current, signatory_id, cycle, actor.person_id)
        if outcome.conflicts:
            return Rejected(outcome.conflicts)
        merged = outcome.entries
        if refusal := _never_stored(signatory, [merged[item] for item in _changed(current, merged)], today):
            return refusal
        if is_submitted and (refusal := _not_submittable(signatory, merged, today)):
            return refusal
        if is_submitted and (refusal := lending.still_out(change, signatory_id, cycle)):
            return refusal
        changed = _to_submit(current, merged) if is_submitted else _changed(current, merged)
        if changed:
            _write(change, actor, signatory, about, current, merged, changed, today, is_submitted=is_submitted)
    return Accepted(view(register, signatory, about, today), changed)


def _write(
    change: Change,
    actor: Actor,
    signatory: Reporter,
    cycle: Cycle,
    current: Mapping[str, Stored],
    merged: Mapping[str, Entry],
    changed: tuple[str, ...],
    today: date,
    *,
    is_submitted: bool,
) -> None:
    """One trail record for the act, then a version of every item that it changes."""
    when = change.now if change.now.date() == today else datetime.combine(today, time(12))
    versions = {item: reports.new_version_id() for item in changed}
    change.trail(
        "report.submit" if is_submitted else "report.upload",
        f"{signatory.signatory_id}/{cycle.code}",
        signatory_id=signatory.signatory_id,
        before={item: _as_trail(current[item].entry) for item in changed if item in current},
        after={item: _as_trail(merged[item]) | {"version_id": versions[item]} for item in changed},
    )
    for item, version_id in versions.items():
        reports.add_version(
            change, signatory.signatory_id, cycle.code, merged[item], version_id,
            who=actor.person_id, when=when, is_submitted=is_submitted,
        )  # fmt: skip
    if is_submitted:
        is_amended = reports.submission(change, signatory.signatory_id, cycle.code)[0] is not None
        reports.add_submission(change, signatory.signatory_id, cycle.code, actor.person_id, when)
        told = [merged[item] for item in changed]
        mailing.tell_submitted(change, actor, signatory, cycle, told, when.date(), is_amended=is_amended)


def _open(register: Register, signatory_id: str, cycle: str, today: date) -> tuple[Reporter, Cycle] | Rejected:
    known = found(register, signatory_id, cycle)
    if not isinstance(known, Rejected) and (closed := closed_because(known[1], today)):
        return Rejected((closed,))
    return known


def _read(
    register: Register, signatory: Reporter, cycle: Cycle, data: bytes, name: str, today: date
) -> ReadReport | Rejected:
    upload = read_upload(register, signatory, cycle, data, name, today)
    if isinstance(upload, Rejected):
        return upload
    return Rejected(upload.problems) if upload.problems else upload.read


def _never_stored(signatory: Reporter, entries: Sequence[Entry], today: date) -> Rejected | None:
    asked, known, catalogue = asked_items(signatory), facts.items(), facts.indicators()
    problems = (problem for entry in entries for problem in problems_of(entry, asked, known, catalogue, today))
    never = tuple(problem for problem in problems if problem.rule in NEVER_STORED)
    return Rejected(never) if never else None


def _not_submittable(signatory: Reporter, merged: Mapping[str, Entry], today: date) -> Rejected | None:
    gauge = completeness(list(merged.values()), asked_items(signatory), facts.items(), facts.indicators(), today)
    if gauge.problems:
        return Rejected(gauge.problems)
    if not gauge.answered:
        return Rejected.because("report-empty", message("There is nothing to submit yet: no item is answered."))
    return None


def _changed(current: Mapping[str, Stored], merged: Mapping[str, Entry]) -> tuple[str, ...]:
    return tuple(item for item, entry in merged.items() if item not in current or current[item].entry != entry)


def _to_submit(current: Mapping[str, Stored], merged: Mapping[str, Entry]) -> tuple[str, ...]:
    drafts = {item for item, stored in current.items() if not stored.is_submitted}
    changed = drafts | set(_changed(current, merged))
    return tuple(item for item, entry in merged.items() if item in changed and entry.is_answered)


def _as_trail(entry: Entry) -> dict[str, object]:
    return entry.model_dump(mode="json", exclude_defaults=True)


def _today() -> date:
    return utc_now().date()
