"""A file of answers: looked at, kept as a draft, or submitted. The same file twice changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from ..domain.checks import Completeness, completeness
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected
from ..domain.report import Entry
from ..register import Register, reports
from ..register.reports import Stored
from ..workbook.reader import ReadReport
from .reading import Marked, still_open
from .report_view import form_of
from .saving import never_stored, open_report
from .submitting import Accepted, changed_items, read_for_good, take_over, unsubmitted
from .upload_changes import ItemChange, changes_between
from .upload_reading import may_upload, merged_into, writable_items


@dataclass(frozen=True, slots=True)
class Found:
    """Of the answers that a file holds: how many are new, how many change one on record, how many say the same."""

    new: int
    changed: int
    unchanged: int

    @property
    def total(self) -> int:
        """All answers that the file holds."""
        return self.new + self.changed + self.unchanged

    @classmethod
    def of(cls, read: ReadReport, current: Mapping[str, Stored], changed: Collection[str]) -> Found:
        """Counted by item; an answer is new where nothing was on record."""
        held = {one.item for one in read.answers} | {one.item for one in read.pieces} | set(changed)
        new = sum(item not in current or current[item].entry == Entry(item=item) for item in changed)
        return cls(new, len(changed) - new, len(held) - len(changed))


@dataclass(frozen=True, slots=True)
class Checked:
    """What an upload would change, item by item, the gauge as it would be, and what of the file is left unread."""

    changed: tuple[str, ...]
    completeness: Completeness
    changes: tuple[ItemChange, ...] = ()
    notices: tuple[Problem, ...] = ()
    found: Found = field(default_factory=lambda: Found(0, 0, 0))
    asked: Mapping[str, tuple[Marked, ...]] = field(default_factory=dict)
    """What a reviewer would ask about the answers as they would stand, by item: open warnings on what is no answer
    submitted already."""


def check_workbook(
    register: Register, actor: Actor, signatory_id: str, cycle: str, data: bytes, name: str, today: date
) -> Checked | Rejected:
    """Every problem of an uploaded file, or what it would change. Changes nothing."""
    may_upload(actor, signatory_id)
    known = open_report(register, signatory_id, cycle, today)
    if isinstance(known, Rejected):
        return known
    read = read_for_good(register, actor, known[0], known[1], data, name, today)
    if isinstance(read, Rejected):
        return read
    current = reports.newest(register, signatory_id, cycle)
    outcome = merged_into(register, read, current, signatory_id, cycle, actor.person_id)
    if outcome.conflicts:
        return Rejected(outcome.conflicts)
    form = form_of(register, cycle)
    merged, mine = outcome.entries, writable_items(actor, *known, form)
    answers = [entry for item, entry in merged.items() if item in mine]
    gauge = completeness(answers, mine, form.by_code(), form.catalogue(), today)
    changed = changed_items(current, merged)
    if refusal := never_stored(known[0], form, [merged[item] for item in changed], today):
        return refusal
    found = Found.of(read, current, changed)
    asked = still_open(register, known[0], cycle, unsubmitted(current, merged, mine), today)
    return Checked(changed, gauge, tuple(changes_between(current, merged)), read.notices, found, asked)


def keep_workbook(
    register: Register, actor: Actor, signatory_id: str, cycle: str, data: bytes, name: str, today: date
) -> Accepted | Rejected:
    """Take the answers of an uploaded file over as a draft. The same file twice changes nothing."""
    may_upload(actor, signatory_id)
    return take_over(register, actor, signatory_id, cycle, (data, name), today, is_submitted=False)


def submit_workbook(
    register: Register,
    actor: Actor,
    signatory_id: str,
    cycle: str,
    data: bytes,
    name: str,
    today: date,
    reason: str = "",
) -> Accepted | Rejected:
    """Take the answers of an uploaded file over and submit the report. The same file twice changes nothing.

    Refused while a warning is open; with a `reason` all that are open stand for it.
    """
    require(actor, Action.SUBMIT_REPORT, signatory_id)
    return take_over(register, actor, signatory_id, cycle, (data, name), today, is_submitted=True, reason=reason)
