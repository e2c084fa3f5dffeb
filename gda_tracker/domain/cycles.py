"""Where a cycle stands on a day: planned, open or closed; and which dates a cycle may have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from .declaration import Cycle, CycleState
from .problems import Problem, message

CAUTIONS: Final = frozenset({"cycle-same-cop", "cycle-overlap"})
"""The rules of what may be meant, and is taken where somebody says so."""
CODE: Final = re.compile(r"20\d\d[a-z]?")
WORDS_CHARS: Final = 80


def state_on(cycle: Cycle, today: date) -> CycleState:
    """Whether reports for the cycle can be changed on a day.

    What was said by hand holds: planned until somebody opens it, closed until somebody opens it again. A cycle opened
    by its closing day closes after that day; one that was opened again later stays open until it is closed by hand.
    Nobody having said anything, the days decide. For a signatory with a later due day the cycle closes no earlier
    than after that day, by hand or by its days: a day that was given is not taken back by closing for the others.
    """
    if cycle.set_state is CycleState.PLANNED:
        return CycleState.PLANNED
    last = last_day(cycle)
    if cycle.set_state is CycleState.CLOSED:
        has_own_day = cycle.usual_due_on is not None and today <= cycle.due_on
        return CycleState.OPEN if has_own_day else CycleState.CLOSED
    if last is None:
        return CycleState.OPEN
    if today < cycle.opens_on:
        return CycleState.PLANNED
    return CycleState.OPEN if today <= last else CycleState.CLOSED


def last_day(cycle: Cycle) -> date | None:
    """The day on which reports closed or will close; None while one that was opened again waits for a hand to close it.

    Of a cycle that somebody closed it is the day of that act, and a signatory's own later due day where it has one.
    """
    if cycle.set_on is not None and cycle.set_state is CycleState.CLOSED:
        return max(cycle.set_on, cycle.due_on) if cycle.usual_due_on is not None else cycle.set_on
    if cycle.set_on is not None and cycle.set_state is CycleState.OPEN and cycle.set_on > cycle.closes_on:
        return None
    return max(cycle.closes_on, cycle.due_on)


def for_due_day(cycle: Cycle, due_on: date) -> Cycle:
    """The cycle of everybody as a signatory with that due day has it."""
    if due_on == cycle.due_on:
        return cycle
    return cycle.model_copy(update={"due_on": due_on, "usual_due_on": cycle.due_on})


def closed_because(cycle: Cycle, today: date) -> Problem | None:
    """Why a report cannot be changed on a day, or None while the cycle is open."""
    state = state_on(cycle, today)
    if state is CycleState.OPEN:
        return None
    values = {"cop": cycle.cop, "opens_on": cycle.opens_on, "closes_on": cycle.closes_on}
    if state is CycleState.PLANNED:
        if today >= cycle.opens_on:
            return Problem("cycle-not-open", message("Reports for {cop} are not open yet."), values=values)
        text = message("Reports for {cop} open on {opens_on}.")
        return Problem("cycle-not-open", text, values=values)
    values = {"cop": cycle.cop, "closes_on": last_day(cycle) or cycle.closes_on}
    text = message("Reports for {cop} closed on {closes_on}. Write to the secretariat if something must change.")
    return Problem("cycle-closed", text, values=values)


def problems_of_cycle(cycle: Cycle, others: Sequence[Cycle], today: date) -> tuple[Problem, ...]:
    """What is wrong with a planned cycle: its code, its words, the order of its days, its place among the others."""
    found = []
    if not CODE.fullmatch(cycle.code):
        text = message("A cycle is named by its year, such as 2028: cycles are ordered by it.")
        found.append(Problem("cycle-code", text, column="code", value=cycle.code[:20]))
    for column, word in (("cop", cycle.cop), ("place", cycle.place)):
        if not word or len(word) > WORDS_CHARS:
            text = message("COP and place are each one to {longest} characters long.")
            found.append(Problem("cycle-words", text, column=column, values={"longest": WORDS_CHARS}))
    if not cycle.opens_on < cycle.due_on <= cycle.closes_on:
        text = message("A cycle opens first, is due after that, and closes on the due day or later.")
        found.append(Problem("cycle-days", text, column="due_on"))
    if cycle.opens_on < today:
        text = message("A planned cycle opens today or on a day to come.")
        found.append(Problem("cycle-opens-in-past", text, column="opens_on", value=cycle.opens_on.isoformat()))
    for other in others:
        if other.code != cycle.code and (other.code < cycle.code) != (other.opens_on < cycle.opens_on):
            text = message("The cycles {code} and {other} would open in another order than their codes say.")
            values = {"code": cycle.code[:20], "other": other.code}
            found.append(Problem("cycle-order", text, column="opens_on", values=values))
    return tuple(found)


def cautions_of_cycle(cycle: Cycle, others: Sequence[Cycle]) -> tuple[Problem, ...]:
    """What is seldom meant: a COP that has a cycle already, and days in which another cycle is open."""
    found = []
    for other in others:
        if other.code == cycle.code:
            continue
        values = {"cop": other.cop, "code": other.code}
        if " ".join(other.cop.casefold().split()) == " ".join(cycle.cop.casefold().split()):
            text = message("{cop} has a cycle already, that of {code}.")
            found.append(Problem("cycle-same-cop", text, column="cop", value=cycle.cop, values=values))
        closes_on = last_day(other)
        if cycle.opens_on <= (closes_on or cycle.opens_on) and other.opens_on <= cycle.closes_on:
            days = {**values, "opens_on": other.opens_on, "closes_on": closes_on or other.closes_on}
            text = message("Two cycles would be open at once: {cop} is open from {opens_on} to {closes_on}.")
            found.append(Problem("cycle-overlap", text, column="opens_on", values=days))
    return tuple(found)
