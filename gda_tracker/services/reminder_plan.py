"""Who gets which step of the ladder, who is left out, and why: looked at before anything is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

import polars as pl

from ..domain.cycles import for_due_day, state_on
from ..domain.declaration import Cycle, CycleState
from ..domain.ladder import ORDER, QuietTimes, Step
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..domain.reminder_words import LANGUAGES_OF_WORDS
from ..register import Register, cycles, follow_up, reminders
from .following_up import those_asked
from .reminder_situations import placed
from .reminder_sorting import EVERYBODY, Asked, Getting, Plan, sorted_out

LONGEST_AHEAD: Final = timedelta(days=366)
CLOSED: Final = "reminder-cycle-closed"
"""The rule by which nobody is reminded."""


def plan(register: Register, actor: Actor, asked: Asked, now: datetime, quiet: QuietTimes) -> Plan | Rejected:
    """Who would get the step, and who is left out and why; nothing is written."""
    require(actor, Action.FOLLOW_UP)
    wanted = asked.goes_at or now
    if asked.goes_at is not None and not now <= asked.goes_at <= now + LONGEST_AHEAD:
        text = message("Choose a moment to come, within a year.")
        return Rejected((Problem("reminder-moment", text, column="goes_at"),))
    cycle = newest_opened(register, now.date())
    if cycle is not None and _is_closed_for_all(register, cycle, now.date()):
        text = message("{cop} is closed: nobody is reminded. Reopen it under Cycles.")
        return Rejected.because(CLOSED, text, cop=cycle.cop)
    goes_at = quiet.moved(wanted)
    on = quiet.local(goes_at).date()
    rows = _rows(register, asked, now.date())
    told = reminders.told(register, cycle.code if cycle else "")
    known = placed(rows, told, on, _closed_days(cycle, rows, on))
    counted = known.owed(on)
    step = asked.step or max(ORDER, key=counted.__getitem__)
    people = reminders.to_ask(register, cycle.code if cycle else "")
    missions = reminders.missions(register) if step is Step.MISSION else {}
    gets, left_out = sorted_out(known.decided(step, on, is_for_all=asked.is_for_all), people, told, step, missions)
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


def _rows(register: Register, asked: Asked, today: date) -> pl.DataFrame:
    found = those_asked(register, EVERYBODY if asked.chosen else asked.board, today)
    return found.filter(pl.col("signatory_id").is_in(list(asked.chosen))) if asked.chosen else found


def newest_opened(register: Register, today: date) -> Cycle | None:
    """The cycle that reminders are about; None before any has opened."""
    opened = [
        one for one in cycles.cycles(register) if one.opens_on <= today and one.set_state is not CycleState.PLANNED
    ]
    return opened[-1] if opened else None


def is_closed(refused: Rejected) -> bool:
    """Whether nothing can be planned at all because the cycle is closed, whatever is asked."""
    return any(problem.rule == CLOSED for problem in refused.problems)


def _is_closed_for_all(register: Register, cycle: Cycle, today: date) -> bool:
    """Whether nobody can report any more: closed by hand or by its days, with no later due day to come."""
    later = [one.due_on for one in cycles.extensions(register) if one.cycle == cycle.code]
    return all(_is_closed(cycle, due_on, today) for due_on in [cycle.due_on, *later])


def _closed_days(cycle: Cycle | None, rows: pl.DataFrame, on: date) -> frozenset[date]:
    """The due days of those for whom the cycle is closed on a day."""
    days = rows["due_on"].unique().to_list() if cycle else []
    return frozenset(day for day in days if cycle and _is_closed(cycle, day, on))


def _is_closed(cycle: Cycle, due_on: date, on: date) -> bool:
    return state_on(for_due_day(cycle, due_on), on) is CycleState.CLOSED


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
