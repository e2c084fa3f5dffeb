"""A report submitted, and answers of a file taken over: all of it or nothing, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from ..domain.asked import AskedForm
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
    signatory, about = known
    read = read_for_good(register, by, signatory, about, *upload, today) if upload else ReadReport((), (), ())
    if isinstance(read, Rejected):
        return read
    with register.change(by) as change:
        current = reports.newest(change, signatory_id, cycle)
        outcome = merged_into(change, read, current, signatory_id, cycle, by.person_id)
        if outcome.conflicts:
            return Rejected(outcome.conflicts)
        merged = outcome.entries
        if refusal := _not_writable(change, by, signatory, about, current, merged, today):
            return refusal
        changed = _to_submit(current, merged) if is_submitted else changed_items(current, merged)
        if is_submitted and (
            refusal := _not_submittable(signatory, form_of(change, cycle), merged, today)
            or lending.still_out(change, signatory_id, cycle)
            or not_cleared(change, signatory_id, cycle)
            or answer_open(change, by, signatory, cycle, [merged[item] for item in changed], today, reason)
        ):
            return refusal
        if changed:
            _write(change, by, signatory, about, current, merged, changed, today, is_submitted=is_submitted)
    report = view(register, signatory, about, today)
    is_whole = permits(by, Action.EDIT_REPORT, signatory_id)
    return Accepted(report if is_whole else lent_part(report, by, today), changed)


def _not_writable(
    change: Change,
    by: Actor,
    signatory: Reporter,
    cycle: Cycle,
    current: Mapping[str, Stored],
    merged: Mapping[str, Entry],
    today: date,
) -> Rejected | None:
    """Why what would change may not be written, judged inside the transaction that writes it."""
    changed = changed_items(current, merged)
    for item in changed:
        if taken_back := lending.gone(change, by, signatory.signatory_id, cycle.code, item):
            return taken_back
    entries = [merged[item] for item in changed]
    form = form_of(change, cycle.code)
    return never_stored(signatory, form, entries, today) or foreign_files(change, signatory.signatory_id, entries)


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
    versions = {item: report_writing.new_version_id() for item in changed}
    change.trail(
        "report.submit" if is_submitted else "report.upload",
        f"{signatory.signatory_id}/{cycle.code}",
        signatory_id=signatory.signatory_id,
        before={item: as_trail(current[item].entry) for item in changed if item in current},
        after={item: as_trail(merged[item]) | {"version_id": versions[item]} for item in changed},
    )
    for item, version_id in versions.items():
        report_writing.add_version(
            change, signatory.signatory_id, cycle.code, merged[item], version_id,
            who=actor.person_id, when=when, is_submitted=is_submitted,
        )  # fmt: skip
    if is_submitted:
        is_amended = reports.submission(change, signatory.signatory_id, cycle.code)[0] is not None
        report_writing.add_submission(change, signatory.signatory_id, cycle.code, actor.person_id, when)
        told = [merged[item] for item in changed]
        mailing.tell_submitted(change, actor, signatory, cycle, told, when, is_amended=is_amended)


def read_for_good(
    register: Register, by: Actor, signatory: Reporter, cycle: Cycle, data: bytes, name: str, today: date
) -> ReadReport | Rejected:
    """What a file says when nothing is wrong in it."""
    upload = read_upload(register, by, signatory, cycle, data, name, today)
    if isinstance(upload, Rejected):
        return upload
    return Rejected(upload.problems) if upload.problems else upload.read


def _not_submittable(signatory: Reporter, form: AskedForm, merged: Mapping[str, Entry], today: date) -> Rejected | None:
    asked = asked_items(signatory, form)
    gauge = completeness(list(merged.values()), asked, form.by_code(), form.catalogue(), today)
    if gauge.problems:
        return Rejected(gauge.problems)
    if not gauge.answered:
        return Rejected.because("report-empty", message("There is nothing to submit yet: no item is answered."))
    return None


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
