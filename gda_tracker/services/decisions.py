"""What a reviewer decided about an answer, as its signatory reads it: the reason, the replies, until when one may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..domain.permissions import Action, Actor, require
from ..domain.report import Entry, entry_id
from ..register import Register, reports, reviews
from ..register.reviews import Reply, Reviewed
from .replying import replies_until
from .report_view import ReportView


@dataclass(frozen=True, slots=True)
class DecisionView:
    """The decision on the newest submitted version, which may differ from the draft that came after it."""

    entry_id: str
    decided: Reviewed
    on: Entry
    replies: tuple[Reply, ...]
    replies_until: date
    is_amended: bool
    """Whether a draft came after it: submitting that asks for a new decision."""


def decision_of(register: Register, actor: Actor, report: ReportView, item: str) -> DecisionView | None:
    """The decision on one item of a report, or None while nobody decided on what is submitted."""
    require(actor, Action.READ_REPORT, report.signatory.signatory_id, item=(report.cycle.code, item))
    stored = report.stored.get(item)
    if stored is None or report.submitted_at is None:
        return None
    name = entry_id(report.signatory.signatory_id, report.cycle.code, item)
    submitted = reports.submitted_version(register, name)
    decided = reviews.decision_on(register, submitted[1].version_id) if submitted else None
    if submitted is None or decided is None:
        return None
    return DecisionView(
        entry_id=name,
        decided=decided,
        on=submitted[1].entry,
        replies=reviews.replies_to(register, decided.version_id),
        replies_until=replies_until(decided.decided_at),
        is_amended=stored.version_id != decided.version_id,
    )
