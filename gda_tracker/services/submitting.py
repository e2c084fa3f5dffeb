"""A report submitted, and answers of a file taken over: all of it or nothing, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from ..domain.checks import completeness
from ..domain.declaration import Cycle
from ..domain.permissions import Action, Actor, permits, require
from ..domain.problems import Rejected, message
from ..domain.report import Entry
from ..register import Change, Register, report_writing, reports
from ..register.database import utc_now
from ..register.reports import Reporter, Stored
from ..workbook.reader import ReadReport
from . import lending, mailing
from .clearing import not_cleared
from .report_view import ReportView, asked_items, form_of, lent_part, view
from .saving import as_trail, foreign_files, never_stored, open_report
from .upload_reading import merged_into, read_upload
from .warnings import answer_open


@dataclass(frozen=True, slots=True)
class Accepted:
    """The report as it stands after the act, and the items that the act changed."""

    report: ReportView
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Act:
    """Who submits, or takes over from a file, which report on which day. The `reason` is for open warnings."""

    by: Actor
    signatory: Reporter
    cycle: Cycle
    today: date
    is_submitted: bool
    reason: str


def submit_report(
    register: Register, actor: Actor, signatory_id: str, cycle: str, today: date | None = None
) -> Accepted | Rejected:
    """Submit every answer that is not submitted yet; refused, with all problems, while there is one."""
    require(actor, Action.SUBMIT_REPORT, signatory_id)
    on = today or utc_now().date()
    return take_over(register, actor, signatory_id, cycle, None, on, is_submitted=True)


def take_over(
    register: Register,
    by: Actor,
    signatory_id: str,
    cycle: str,
    upload: tuple[bytes, str] | None,
    today: date,
    *,
    is_submitted: bool,
    reason: str = "",
) -> Accepted | Rejected:
    """What a file says (None: nothing more) becomes part of the report; who calls has asked for permission.

    With a `reason` every open warning on what is submitted stands for it.
    """
    known = open_report(register, signatory_id, cycle, today)
    if isinstance(known, Rejected):
        return known
    act = _Act(by, *known, today, is_submitted, reason)
    read = read_for_good(register, by, *known, *upload, today) if upload else ReadReport((), (), ())
    if isinstance(read, Rejected):
        return read
    with register.change(by) as change:
        current = reports.newest(change, signatory_id, cycle)
        outcome = merged_into(change, read, current, signatory_id, cycle, by.person_id)
        if outcome.conflicts:
            return Rejected(outcome.conflicts)
        merged = outcome.entries
        if refusal := _not_writable(change, act, current, merged):
            return refusal
        changed = _to_submit(current, merged) if is_submitted else changed_items(current, merged)
        if is_submitted and (refusal := _not_submittable(change, act, merged, changed)):
            return refusal
        if changed:
            _write(change, act, current, {item: merged[item] for item in changed})
    report = view(register, *known, today)
    is_whole = permits(by, Action.EDIT_REPORT, signatory_id)
    return Accepted(report if is_whole else lent_part(report, by, today), changed)


def _not_writable(
    change: Change, act: _Act, current: Mapping[str, Stored], merged: Mapping[str, Entry]
) -> Rejected | None:
    """Why what would change may not be written, judged inside the transaction that writes it."""
    signatory_id, changed = act.signatory.signatory_id, changed_items(current, merged)
    for item in changed:
        if taken_back := lending.gone(change, act.by, signatory_id, act.cycle.code, item):
            return taken_back
    entries = [merged[item] for item in changed]
    form = form_of(change, act.cycle.code)
    return never_stored(act.signatory, form, entries, act.today) or foreign_files(change, signatory_id, entries)


def _not_submittable(
    change: Change, act: _Act, merged: Mapping[str, Entry], changed: Collection[str]
) -> Rejected | None:
    """Why the report cannot be submitted yet; `changed` are the items whose answers would go."""
    report = act.signatory.signatory_id, act.cycle.code
    entries = [merged[item] for item in changed]
    return (
        _incomplete(change, act, merged)
        or lending.still_out(change, *report)
        or not_cleared(change, *report)
        or answer_open(change, act.by, act.signatory, act.cycle.code, entries, act.today, act.reason)
    )


def _incomplete(change: Change, act: _Act, merged: Mapping[str, Entry]) -> Rejected | None:
    form = form_of(change, act.cycle.code)
    asked = asked_items(act.signatory, form)
    gauge = completeness(list(merged.values()), asked, form.by_code(), form.catalogue(), act.today)
    if gauge.problems:
        return Rejected(gauge.problems)
    if not gauge.answered:
        return Rejected.because("report-empty", message("There is nothing to submit yet: no item is answered."))
    return None


def _write(change: Change, act: _Act, current: Mapping[str, Stored], changed: Mapping[str, Entry]) -> None:
    """One trail record for the act, then a version of every item that it changes."""
    signatory_id, cycle, who = act.signatory.signatory_id, act.cycle.code, act.by.person_id
    when = change.now if change.now.date() == act.today else datetime.combine(act.today, time(12))
    versions = {item: report_writing.new_version_id() for item in changed}
    change.trail(
        "report.submit" if act.is_submitted else "report.upload",
        f"{signatory_id}/{cycle}",
        signatory_id=signatory_id,
        before={item: as_trail(current[item].entry) for item in changed if item in current},
        after={item: as_trail(entry) | {"version_id": versions[item]} for item, entry in changed.items()},
    )
    for item, version_id in versions.items():
        report_writing.add_version(
            change, signatory_id, cycle, changed[item], version_id,
            who=who, when=when, is_submitted=act.is_submitted,
        )  # fmt: skip
    if act.is_submitted:
        is_amended = reports.submission(change, signatory_id, cycle)[0] is not None
        report_writing.add_submission(change, signatory_id, cycle, who, when)
        told = list(changed.values())
        mailing.tell_submitted(change, act.by, act.signatory, act.cycle, told, when, is_amended=is_amended)


def read_for_good(
    register: Register, by: Actor, signatory: Reporter, cycle: Cycle, data: bytes, name: str, today: date
) -> ReadReport | Rejected:
    """What a file says when nothing is wrong in it."""
    upload = read_upload(register, by, signatory, cycle, data, name, today)
    if isinstance(upload, Rejected):
        return upload
    return Rejected(upload.problems) if upload.problems else upload.read


def changed_items(current: Mapping[str, Stored], merged: Mapping[str, Entry]) -> tuple[str, ...]:
    """The items whose answer is another one than before."""
    return tuple(item for item, entry in merged.items() if item not in current or current[item].entry != entry)


def unsubmitted(
    current: Mapping[str, Stored], merged: Mapping[str, Entry], items: Collection[str]
) -> tuple[Entry, ...]:
    """The answers on these items that a submission would send."""
    return tuple(merged[item] for item in _to_submit(current, merged) if item in items)


def _to_submit(current: Mapping[str, Stored], merged: Mapping[str, Entry]) -> tuple[str, ...]:
    drafts = {item for item, stored in current.items() if not stored.is_submitted}
    changed = drafts | set(changed_items(current, merged))
    return tuple(item for item, entry in merged.items() if item in changed and entry.is_answered)
