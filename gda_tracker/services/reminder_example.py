"""A reminder in the words that stand, as it would reach its reader: about one government, for the cycle that runs."""

from __future__ import annotations

from collections.abc import Callable

from ..domain.ladder import Step
from ..domain.mail import Mail, Recipient, Words, written
from ..domain.permissions import Action, Actor, require
from ..domain.reminder_words import STANDARD, Addressed, reminder
from ..register import Register, cycles, reminders
from ..register.database import utc_now
from ..register.reports import Reporter
from .letters import About
from .reminder_plan import newest_opened


def example_of(
    register: Register, actor: Actor, key: tuple[Step, str], words: Callable[[str], Words], home: str
) -> Mail | None:
    """The mail of a step in a language (`key`), addressed to who asks; None without a cycle or a government."""
    require(actor, Action.FOLLOW_UP)
    governments, known = reminders.governments(register), cycles.cycles(register)
    if not governments or not known:
        return None
    signatory_id, name = next(iter(governments.items()))
    # Before any cycle has opened, the first that will: as its reminders will read.
    cycle = newest_opened(register, utc_now().date()) or min(known, key=lambda one: one.opens_on)
    page = About(Reporter(signatory_id, name, "national_government", None), cycle).page()
    about = Addressed(name, cycle.cop, cycle.due_on, page, actor.name, is_focal_point=True)
    return written(
        reminder(reminders.own_words(register).get(key, STANDARD[key[0]]), about),
        Recipient(actor.person_id, actor.email or "", actor.name, key[1]),
        words(key[1]),
        home,
        mail_id="",
        queued_at=utc_now(),
        is_demonstration=register.is_demonstration,
    )
