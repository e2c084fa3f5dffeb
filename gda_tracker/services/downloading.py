"""The workbook to download, filled with what the signatory said."""

from __future__ import annotations

from datetime import date

from .. import facts
from ..domain.answers import Translate
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected
from ..register import Register
from ..workbook.template import ReportContent, report_workbook
from .report_view import report_of


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
