"""What a report on paper holds: the report as it stands, the decisions on it, its files by name, open questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected
from ..register import Register
from .decisions import DecisionView, decision_of
from .evidence import looked_up
from .report_view import ReportView, report_of
from .warnings import remarks_of


@dataclass(frozen=True, slots=True)
class ToPrint:
    """A whole report; decisions and counts of open questions by item, names of files by their SHA-256."""

    report: ReportView
    decisions: Mapping[str, DecisionView]
    questions: Mapping[str, int]
    files: Mapping[str, str]
    is_demonstration: bool


def to_print(register: Register, actor: Actor, signatory_id: str, cycle: str, today: date) -> ToPrint | Rejected:
    """Everything that is printed, drafts included, for the signatory's focal points and staff. Changes nothing."""
    require(actor, Action.READ_REPORT, signatory_id)
    report = report_of(register, actor, signatory_id, cycle, today)
    if isinstance(report, Rejected):
        return report
    decided = {item: decision_of(register, actor, report, item) for item in report.stored}
    files: dict[str, str] = {}
    for item, entry in report.entries.items():
        known = looked_up(register, actor, signatory_id, cycle, item, entry.evidence).files
        files |= {sha256: file.name for sha256, file in known.items()}
    return ToPrint(
        report=report,
        decisions={item: one for item, one in decided.items() if one is not None},
        questions={
            item: sum(marked.is_open for marked in remarks_of(register, actor, report, item, today))
            for item in report.stored
        },
        files=files,
        is_demonstration=register.is_demonstration,
    )
