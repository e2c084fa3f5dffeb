"""The workbook to download, filled with what the signatory said."""

from __future__ import annotations

from datetime import date

from ..domain.answers import Translate
from ..domain.permissions import Actor
from ..domain.problems import Rejected, message
from ..register import Register
from ..workbook.template import ReportContent, report_workbook
from .report_view import report_of


def workbook_of(
    register: Register, actor: Actor, signatory_id: str, cycle: str, t: Translate, today: date | None = None
) -> bytes | Rejected:
    """The signatory's workbook for the cycle, filled with what it said; for a contributor its lent items alone."""
    report = report_of(register, actor, signatory_id, cycle, today)
    if isinstance(report, Rejected):
        return report
    if not report.items:
        return Rejected.because("nothing-lent", message("Nothing of this report is lent to you now."))
    content = ReportContent(
        signatory_id=signatory_id,
        signatory=report.signatory.name,
        cycle=report.cycle,
        items=tuple(report.items.values()),
        entries=report.entries,
        last={item: stored.entry for item, stored in report.last.items()},
        versions={item: stored.version_id for item, stored in report.stored.items()},
        catalogue=report.form.catalogue(),
        is_demonstration=register.is_demonstration,
    )
    return report_workbook(content, t)
