"""Who gets which step of the ladder, who is left out, and why: looked at before anything is sent."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

import polars as pl

from ..domain.declaration import Cycle, CycleState
from ..domain.ladder import ORDER, QuietTimes, Step, owed
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..domain.reminder_words import LANGUAGES_OF_WORDS
from ..register import Register, cycles, follow_up, reminders
from ..register.reminders import ToAsk
from .following_up import those_asked
from .reminder_sorting import EVERYBODY, About, Asked, Getting, Gone, Known, Plan, sorted_out

LONGEST_AHEAD: Final = timedelta(days=366)


def plan(register: Register, actor: Actor, asked: Asked, now: datetime, quiet: QuietTimes) -> Plan | Rejected:
    """Who would get the step, and who is left out and why; nothing is written."""
    require(actor, Action.FOLLOW_UP)
    wanted = asked.goes_at or now
    if asked.goes_at is not None and not now <= asked.goes_at <= now + LONGEST_AHEAD:
        text = message("Choose a moment to come, within a year.")
        return Rejected((Problem("reminder-moment", text, column="goes_at"),))
    goes_at = quiet.moved(wanted)
    on = quiet.local(goes_at).date()
    rows = _rows(register, asked, now.date())
    cycle = _newest_opened(register, now.date())
    went, told = _gone(register, cycle.code if cycle else "")
    steps = _owed(rows, went, on)
    counted = dict.fromkeys(ORDER, 0) | Counter(one for one in steps.values() if one is not None)
    step = asked.step or max(ORDER, key=counted.__getitem__)
    known = Known(step, asked.is_for_all, on, went, told, steps, _missions(register, step))
    gets, left_out = sorted_out(known, rows, _people(register, cycle.code if cycle else ""))
    return Plan(
        asked=asked,
        step=step,
        cycle=cycle,
        goes_at=goes_at,
        on=on,
        is_now=asked.goes_at is None and goes_at == wanted,
        is_moved=goes_at != wanted,
        gets=gets,
        left_out=left_out,
        owed=counted,
        officers=follow_up.staff(register),
        seen=_seen(register, asked, step, gets, is_moved=goes_at != wanted),
    )


def _rows(register: Register, asked: Asked, today: date) -> list[About]:
    found = those_asked(register, EVERYBODY if asked.chosen else asked.board, today)
    if asked.chosen:
        found = found.filter(pl.col("signatory_id").is_in(list(asked.chosen)))
    return list(map(About._make, found.select(About._fields).iter_rows()))


def _newest_opened(register: Register, today: date) -> Cycle | None:
    opened = [
        one for one in cycles.cycles(register) if one.opens_on <= today and one.set_state is not CycleState.PLANNED
    ]
    return opened[-1] if opened else None


def _people(register: Register, cycle: str) -> Mapping[str, Sequence[ToAsk]]:
    people: dict[str, list[ToAsk]] = defaultdict(list)
    for who in reminders.to_ask(register, cycle):
        people[who.signatory_id].append(who)
    return people


def _gone(register: Register, cycle: str) -> tuple[Gone, set[tuple[str, date | None, str, Step]]]:
    went: Gone = defaultdict(dict)
    told = set()
    for one in reminders.told(register, cycle):
        went[(one.signatory_id, one.due_on)][one.step] = one.goes_on
        told.add((one.signatory_id, one.due_on, one.person_id, one.step))
    return went, told


def _owed(rows: Sequence[About], went: Gone, on: date) -> dict[str, Step | None]:
    """The step that each is owed; most share a due day and have been sent nothing."""
    untold: dict[date, Step | None] = {}
    found: dict[str, Step | None] = {}
    for row in rows:
        sent = went.get((row.signatory_id, row.due_on))
        if row.received_on is not None:
            found[row.signatory_id] = None
        elif sent:
            found[row.signatory_id] = owed(row.due_on, on, sent, is_submitted=False)
        else:
            if row.due_on not in untold:
                untold[row.due_on] = owed(row.due_on, on, {}, is_submitted=False)
            found[row.signatory_id] = untold[row.due_on]
    return found


def _missions(register: Register, step: Step) -> dict[str, str]:
    return reminders.missions(register) if step is Step.MISSION else {}


def _seen(register: Register, asked: Asked, step: Step, gets: Sequence[Getting], *, is_moved: bool) -> str:
    """A hash over what was looked at: the step, the moment, each mail's key, and that nothing happened since."""
    told = [step.value, str(asked.goes_at), str(is_moved), str(reminders.newest_row(register))]
    for one in gets:
        told += [
            one.row.signatory_id,
            str(one.row.due_on),
            one.to.person_id,
            one.to.email,
            one.to.language,
            one.copy_to,
        ]
    words = reminders.own_words(register)
    told += [repr(words.get((step, language))) for language in LANGUAGES_OF_WORDS]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
