"""Invented reminders: what went to the cast for the newest cycle, and the permanent missions of a few governments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from ...domain.declaration import Cycle
from ...domain.ladder import Step, day_of
from ...domain.mail_stored import stored, stored_body
from ...domain.permissions import SYSTEM
from ...domain.reminder_words import STANDARD, Addressed, reminder
from ...register import Change, Register, reminders
from ...register.reports import Reporter
from ..letters import About

_STEPS: Final = (Step.BEFORE_DUE, Step.DUE, Step.TWO_WEEKS)
_LEFT_AT: Final = time(8, 30)
_TO: Final = """
SELECT p.person_id, p.email, p.name, s.signatory_id, s.name AS signatory, s.stakeholder_type, s.iso3,
       EXISTS (SELECT 1 FROM submission_row r WHERE r.signatory_id = s.signatory_id AND r.cycle = $cycle)
           AS has_reported
FROM person p JOIN role r ON r.person_id = p.person_id JOIN signatory s ON s.signatory_id = r.signatory_id
ORDER BY s.signatory_id, p.email
"""
_MISSIONS: Final = """
SELECT signatory_id FROM signatory
WHERE stakeholder_type = 'national_government' AND iso3 IN ('KEN', 'FJI', 'DEU', 'BRA', 'JPN') ORDER BY signatory_id
"""


def send_invented_reminders(register: Register, shown: Sequence[Cycle], today: date) -> None:
    """The steps whose days have passed; the next one is left for whoever tries the page."""
    cycle = shown[-1]
    with register.change(SYSTEM) as change:
        change.trail("demonstration.reminders", cycle.code)
        when = datetime.combine(today, _LEFT_AT)
        for row in change.rows(_MISSIONS):
            code = str(row["signatory_id"])
            reminders.add_mission(change, code, f"mission@{code}.example", when, SYSTEM.person_id)
        for to in change.rows(_TO, {"cycle": cycle.code}):
            for step in _STEPS[: 1 if to["has_reported"] else None]:
                left_on = day_of(step, cycle.due_on)
                while left_on.weekday() >= 5:
                    left_on += timedelta(days=1)
                if left_on < today:
                    _add(change, to, cycle, step, datetime.combine(left_on, _LEFT_AT))


def _add(change: Change, to: dict[str, str], cycle: Cycle, step: Step, at: datetime) -> None:
    reporter = Reporter(to["signatory_id"], to["signatory"], to["stakeholder_type"], to["iso3"])
    page = About(reporter, cycle).page()
    about = Addressed(reporter.name, cycle.cop, cycle.due_on, page, to["name"], is_focal_point=True)
    letter, key = reminder(STANDARD[step], about), f"demo-{to['signatory_id']}-{step.value}"
    mail = {
        "mail_id": f"m-{key}", "kind": letter.kind.value, "person_id": to["person_id"], "recipient": to["email"],
        "language": "en", "subject": stored(letter.subject), "body": stored_body(letter.paragraphs),
        "signatory_id": to["signatory_id"], "queued_at": at,
    }  # fmt: skip
    change.insert("mail_row", mail)
    state = {"mail_id": f"m-{key}", "state": "sent", "attempt": 1, "recorded_at": at + timedelta(seconds=5)}
    change.insert("mail_state_row", state)
    row = {
        "reminder_id": f"r-{key}", "signatory_id": to["signatory_id"], "cycle": cycle.code, "step": step.value,
        "person_id": to["person_id"], "state": "queued", "goes_at": at, "mail_id": f"m-{key}", "set_at": at,
        "set_by": SYSTEM.person_id, "due_on": cycle.due_on,
    }  # fmt: skip
    reminders.add_reminders(change, [row])
