"""What a report on paper holds: the report as it stands, the decisions on it, its files by name, its check value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..domain.check_value import check_value
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected
from ..domain.report import Entry
from ..register import Register, reports
from ..register.reports import Stored
from .decisions import DecisionView, decision_of
from .evidence import looked_up
from .report_view import ReportView, report_of


@dataclass(frozen=True, slots=True)
class ToPrint:
    """A whole report; decisions by item, names of files by their SHA-256. Times are UTC."""

    report: ReportView
    decisions: Mapping[str, DecisionView]
    files: Mapping[str, str]
    is_demonstration: bool
    check_value: str
    version_at: datetime | None
    """When an answer that it holds last changed; None while it holds none."""
    amended_at: datetime | None
    """The newest submission, where it is not the first."""


def to_print(register: Register, actor: Actor, signatory_id: str, cycle: str, today: date) -> ToPrint | Rejected:
    """Everything that is printed, drafts included, for the signatory's focal points and staff. Changes nothing."""
    require(actor, Action.READ_REPORT, signatory_id)
    report = report_of(register, actor, signatory_id, cycle, today)
    if isinstance(report, Rejected):
        return report
    first, newest = reports.submission(register, signatory_id, cycle)
    decided = {item: decision_of(register, actor, report, item) for item in report.stored}
    files: dict[str, str] = {}
    for item, entry in report.entries.items():
        known = looked_up(register, actor, signatory_id, cycle, item, entry.evidence).files
        files |= {sha256: file.name for sha256, file in known.items()}
    return ToPrint(
        report=report,
        decisions={item: one for item, one in decided.items() if one is not None},
        files=files,
        is_demonstration=register.is_demonstration,
        check_value=check_value_of(report),
        version_at=max((stored.saved_at for stored in report.stored.values() if _says_something(stored)), default=None),
        amended_at=newest if newest != first else None,
    )


def check_value_of(report: ReportView) -> str:
    """The check value of the answers as they stand, drafts included (domain.check_value)."""
    return check_value(report.signatory.signatory_id, report.cycle.code, report.entries.values())


def _says_something(stored: Stored) -> bool:
    return stored.entry != Entry(item=stored.entry.item)
