"""A file of answers: looked at, kept as a draft, or submitted. The same file twice changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .. import facts
from ..domain.checks import Completeness, completeness
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected
from ..register import Register, reports
from .report_view import asked_items
from .saving import open_report
from .submitting import Accepted, changed_items, read_for_good, take_over
from .upload_changes import ItemChange, changes_between
from .upload_reading import merged_into


@dataclass(frozen=True, slots=True)
class Checked:
    """What an upload would change, item by item, the gauge as it would be, and what of the file is left unread."""

    changed: tuple[str, ...]
    completeness: Completeness
    changes: tuple[ItemChange, ...] = ()
    notices: tuple[Problem, ...] = ()


def check_workbook(
    register: Register, actor: Actor, signatory_id: str, cycle: str, data: bytes, name: str, today: date
) -> Checked | Rejected:
    """Every problem of an uploaded file, or what it would change. Changes nothing."""
    require(actor, Action.EDIT_REPORT, signatory_id)
    known = open_report(register, signatory_id, cycle, today)
    if isinstance(known, Rejected):
        return known
    read = read_for_good(register, known[0], known[1], data, name, today)
    if isinstance(read, Rejected):
        return read
    current = reports.newest(register, signatory_id, cycle)
    outcome = merged_into(register, read, current, signatory_id, cycle, actor.person_id)
    if outcome.conflicts:
        return Rejected(outcome.conflicts)
    merged = outcome.entries
    gauge = completeness(list(merged.values()), asked_items(known[0]), facts.items(), facts.indicators(), today)
    return Checked(changed_items(current, merged), gauge, tuple(changes_between(current, merged)), read.notices)


def keep_workbook(
    register: Register, actor: Actor, signatory_id: str, cycle: str, data: bytes, name: str, today: date
) -> Accepted | Rejected:
    """Take the answers of an uploaded file over as a draft. The same file twice changes nothing."""
    require(actor, Action.EDIT_REPORT, signatory_id)
    return take_over(register, actor, signatory_id, cycle, (data, name), today, is_submitted=False)


def submit_workbook(
    register: Register, actor: Actor, signatory_id: str, cycle: str, data: bytes, name: str, today: date
) -> Accepted | Rejected:
    """Take the answers of an uploaded file over and submit the report. The same file twice changes nothing."""
    require(actor, Action.SUBMIT_REPORT, signatory_id)
    return take_over(register, actor, signatory_id, cycle, (data, name), today, is_submitted=True)
