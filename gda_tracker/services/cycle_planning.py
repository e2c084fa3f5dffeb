"""Cycles before they open: planned, changed, and taken away where nobody needs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..domain.cycles import cautions_of_cycle, problems_of_cycle, state_on
from ..domain.declaration import Cycle, CycleState
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..register import Register, cycles
from .cycles import CycleSet, as_it_stands, unknown, unreasoned


@dataclass(frozen=True, slots=True)
class TakenAway:
    """The planned cycle that is no more."""

    code: str
    cop: str


def set_cycle(
    register: Register, actor: Actor, wanted: Cycle, now: datetime, *, is_new: bool = False, is_meant: bool = False
) -> CycleSet | Rejected:
    """Add a cycle, or change the words and days of one that is still planned; the same twice is one act.

    With `is_new` one that is planned already is never changed: what is typed for another year may name it by mistake.
    A COP that has a cycle already, and days in which another cycle is open, are taken only where `is_meant` says so.
    """
    require(actor, Action.MANAGE_CYCLES)
    with register.change(actor) as change:
        known = cycles.cycles(change)
        before = next((one for one in known if one.code == wanted.code), None)
        if refused := _not_to_be_set(before, wanted, now.date(), is_new=is_new):
            return refused
        if problems := problems_of_cycle(wanted, known, now.date()):
            return Rejected(problems)
        if before is None or before.model_dump() != wanted.model_dump():
            if not is_meant and (cautions := cautions_of_cycle(wanted, known)):
                return Rejected(cautions)
            change.trail(
                "cycle.set",
                f"cycle/{wanted.code}",
                before=before.model_dump(mode="json") if before else None,
                after=wanted.model_dump(mode="json"),
            )
            cycles.add_cycle(change, wanted)
            is_by_day = before is not None and before.set_state is None
            if before is None or (is_by_day and wanted.opens_on <= now.date()):  # it opens by an act
                cycles.add_state(change, wanted.code, CycleState.PLANNED, "", now, actor.person_id)
        return as_it_stands(change, wanted.code, now.date())


def take_away(register: Register, actor: Actor, code: str, reason: str, now: datetime) -> TakenAway | Rejected:
    """Take a planned cycle away for good; refused once it has opened, or where anything builds on it."""
    require(actor, Action.MANAGE_CYCLES)
    with register.change(actor) as change:
        found = cycles.cycle(change, code)
        if found is None:
            return unknown(code)
        if state_on(found, now.date()) is not CycleState.PLANNED:
            text = message("{cop} has opened: it is closed, not taken away.")
            return Rejected.because("cycle-has-opened", text, cop=found.cop)
        if cycles.is_built_on(change, code):
            text = message("There are answers, later days or reminders for {cop}: it stays.")
            return Rejected.because("cycle-built-on", text, cop=found.cop)
        if (refused := unreasoned(reason, is_needed=True)) is not None:
            return refused
        before = found.model_dump(mode="json")
        change.trail("cycle.take_away", f"cycle/{code}", before=before, after={"reason": reason.strip()})
        cycles.remove(change, code, reason.strip(), now, actor.person_id)
        return TakenAway(code, found.cop)


def _not_to_be_set(before: Cycle | None, wanted: Cycle, today: date, *, is_new: bool) -> Rejected | None:
    """Why the cycle that is on record stays as it is."""
    if before and state_on(before, today) is not CycleState.PLANNED:
        text = message("The cycle {code} has opened: its days and questions stay as they are.")
        return Rejected.because("cycle-has-opened", text, code=wanted.code)
    if before and is_new and before.model_dump() != wanted.model_dump():
        text = message("{cop} of {code} is planned already: change its days there.")
        return Rejected.because("cycle-planned-already", text, code=before.code, cop=before.cop)
    return None
