"""What the tests of reminders share: a cast with accounts, and a plan or a sending in one call."""

from __future__ import annotations

from datetime import datetime

from gda_tracker.domain.ladder import ALWAYS, QuietTimes
from gda_tracker.domain.permissions import SYSTEM, Actor, Role
from gda_tracker.register import Register
from gda_tracker.services.people import Added, add_person
from gda_tracker.services.reminder_plan import plan
from gda_tracker.services.reminder_sorting import Asked, Plan
from gda_tracker.services.reminding import Sent, send

# The due day of COP31 is 9 October 2026; a Tuesday, more than two weeks later.
NOW = datetime(2026, 10, 27, 9, 30)


def somebody(register: Register, email: str, role: Role, *signatories: str) -> Actor:
    """A person on record."""
    name = email.partition("@")[0].title()
    added = add_person(register, SYSTEM, email, name, {role}, signatories, "seven quiet lakes")
    assert isinstance(added, Added), added
    return Actor(added.person.person_id, name, frozenset({role}), frozenset(signatories), email)


def planned(register: Register, actor: Actor, asked: Asked, now: datetime = NOW, quiet: QuietTimes = ALWAYS) -> Plan:
    """Who would get what."""
    found = plan(register, actor, asked, now, quiet)
    assert isinstance(found, Plan), found
    return found


def sent(register: Register, actor: Actor, asked: Asked, now: datetime = NOW, quiet: QuietTimes = ALWAYS) -> Sent:
    """What was looked at, sent or scheduled."""
    done = send(register, actor, asked, planned(register, actor, asked, now, quiet).seen, now, quiet)
    assert isinstance(done, Sent), done
    return done


def states(register: Register) -> list[tuple[str, str, str | None]]:
    """Every row about a reminder, as it was written: signatory, state, note."""
    rows = register.rows("SELECT signatory_id, state, note FROM reminder_row ORDER BY row_no")
    return [(row["signatory_id"], row["state"], row["note"]) for row in rows]
