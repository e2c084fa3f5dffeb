"""What is done with cycles: opened (which freezes what is asked), closed; later due days for single signatories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from .. import facts
from ..domain.asked import form_now
from ..domain.cycles import problems_of_cycle, state_on
from ..domain.declaration import Cycle, CycleState
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..register import Change, Register, cycles, reports
from .mailing import tell_due_day

REASON_CHARS: Final = 1000


@dataclass(frozen=True, slots=True)
class CycleSet:
    """The cycle as it stands after the act."""

    cycle: Cycle
    state: CycleState


@dataclass(frozen=True, slots=True)
class Extended:
    """The day that is due for a signatory now."""

    signatory_id: str
    name: str
    cycle: Cycle


def open_cycle(
    register: Register, actor: Actor, code: str, reason: str, now: datetime, *, is_early: bool = False
) -> CycleSet | Rejected:
    """Open a cycle, and freeze what it asks if that was not done before; a closed one opens again with a reason.

    Before its opening day it opens only where `is_early` says that this is meant; today is its opening day then.
    """
    require(actor, Action.MANAGE_CYCLES)
    with register.change(actor) as change:
        found = cycles.cycle(change, code)
        if found is None:
            return unknown(code)
        today = now.date()
        state, is_frozen = state_on(found, today), cycles.form_of(change, code) is not None
        if state is CycleState.OPEN and found.set_state is CycleState.OPEN and is_frozen:
            return CycleSet(found, state)
        moved = _opening_today(found, today) if state is CycleState.PLANNED else found
        if refused := _not_to_be_opened(change, (found, moved), reason, state, today, is_early=is_early):
            return refused
        form = None if is_frozen else form_now(facts.items(), facts.indicators())
        after = {"state": CycleState.OPEN.value, "reason": reason.strip()}
        if form is not None:
            after["form_sha256"] = form.sha256()
        if moved != found:
            after["opens_on"] = moved.opens_on.isoformat()
        _say_state(change, code, state, after)
        if moved != found:
            cycles.add_cycle(change, moved)
        cycles.add_state(change, code, CycleState.OPEN, reason.strip(), now, actor.person_id)
        if form is not None:
            cycles.add_form(change, code, form, now)
        return as_it_stands(change, code, today)


def _opening_today(cycle: Cycle, today: date) -> Cycle:
    """The cycle, with its opening day put forward to today where that is still to come."""
    return cycle.model_copy(update={"opens_on": min(cycle.opens_on, today)})


def _not_to_be_opened(
    source: Change, cycle: tuple[Cycle, Cycle], reason: str, state: CycleState, today: date, *, is_early: bool
) -> Rejected | None:
    """Why a cycle is not opened today; `cycle` is as it stands and as it would open."""
    found, moved = cycle
    if found == moved:
        return unreasoned(reason, is_needed=state is CycleState.CLOSED)
    if not is_early:
        text = message("{cop} was to open on {day}. Tick that it opens today.")
        early = Problem("cycle-opens-later", text, column="early", values={"cop": found.cop, "day": found.opens_on})
        return Rejected((early,))
    if problems := problems_of_cycle(moved, cycles.cycles(source), today):
        return Rejected(problems)
    return unreasoned(reason, is_needed=True)


def close_cycle(
    register: Register, actor: Actor, code: str, reason: str, now: datetime, *, is_early: bool = False
) -> CycleSet | Rejected:
    """Close a cycle: from then on nothing of its reports can be changed or submitted.

    It stays open for a signatory with a later due day until that day. Before the day that was announced it closes only
    where `is_early` says that this is meant.
    """
    require(actor, Action.MANAGE_CYCLES)
    with register.change(actor) as change:
        found = cycles.cycle(change, code)
        if found is None:
            return unknown(code)
        state = state_on(found, now.date())
        if state is CycleState.PLANNED:
            text = message("The cycle {code} has not opened yet: there is nothing to close.")
            return Rejected.because("cycle-not-open", text, code=code)
        if found.set_state is CycleState.CLOSED:
            return CycleSet(found, state)
        if (refused := _not_to_be_closed(found, reason, now.date(), is_early=is_early)) is not None:
            return refused
        _say_state(change, code, state, {"state": CycleState.CLOSED.value, "reason": reason.strip()})
        cycles.add_state(change, code, CycleState.CLOSED, reason.strip(), now, actor.person_id)
        return as_it_stands(change, code, now.date())


def extend(
    register: Register, actor: Actor, key: tuple[str, str], due_on: date | None, reason: str, now: datetime
) -> Extended | Rejected:
    """Give one signatory a later due day; `key` is signatory and cycle. It can report until that day at least.

    Its focal points get a mail with the day and the reason.
    """
    require(actor, Action.MANAGE_CYCLES)
    with register.change(actor) as change:
        known = _known(change, *key)
        if isinstance(known, Rejected):
            return known
        signatory, cycle = known
        usual = cycle.usual_due_on or cycle.due_on
        if due_on is None:
            return Rejected((Problem("day-missing", message("Choose the day."), column="due_on"),))
        if refused := _no_extension(cycle, usual, due_on, reason, now.date()):
            return refused
        before = cycle.due_on if cycle.usual_due_on else None
        if before != due_on:
            change.trail(
                "cycle.extend",
                "/".join(key),
                signatory_id=key[0],
                before={"due_on": before} if before else None,
                after={"due_on": due_on, "reason": reason.strip()},
            )
            cycles.add_extension(change, key, due_on, reason.strip(), now, actor.person_id, is_given=True)
            cycle = cycles.cycle(change, key[1], key[0]) or cycle
            tell_due_day(change, actor, signatory, cycle, reason.strip())
        return Extended(key[0], signatory.name, cycle)


def take_back_extension(
    register: Register, actor: Actor, key: tuple[str, str], reason: str, now: datetime
) -> Extended | Rejected:
    """The due day of everybody holds for the signatory again, as its focal points read; `key`: signatory and cycle."""
    require(actor, Action.MANAGE_CYCLES)
    with register.change(actor) as change:
        known = _known(change, *key)
        if isinstance(known, Rejected):
            return known
        signatory, cycle = known
        if cycle.usual_due_on is None:
            return Extended(key[0], signatory.name, cycle)
        if (refused := unreasoned(reason, is_needed=True)) is not None:
            return refused
        change.trail(
            "cycle.take_back_extension",
            "/".join(key),
            signatory_id=key[0],
            before={"due_on": cycle.due_on},
            after={"due_on": cycle.usual_due_on, "reason": reason.strip()},
        )
        cycles.add_extension(change, key, cycle.usual_due_on, reason.strip(), now, actor.person_id, is_given=False)
        cycle = cycles.cycle(change, key[1], key[0]) or cycle
        tell_due_day(change, actor, signatory, cycle, reason.strip())
        return Extended(key[0], signatory.name, cycle)


def _not_to_be_closed(cycle: Cycle, reason: str, today: date, *, is_early: bool) -> Rejected | None:
    """Why a cycle is not closed: no reason, or the announced day is to come and nobody said that it is meant."""
    refused = unreasoned(reason, is_needed=True)
    if is_early or today >= cycle.closes_on:
        return refused
    text = message("{cop} was announced to close on {day}. Tick that you close it nevertheless.")
    early = Problem("cycle-closes-early", text, column="early", values={"cop": cycle.cop, "day": cycle.closes_on})
    return Rejected((*(refused.problems if refused else ()), early))


def _no_extension(cycle: Cycle, usual: date, due_on: date, reason: str, today: date) -> Rejected | None:
    """Why a signatory cannot be given that day."""
    if cycle.set_state is CycleState.CLOSED:
        text = message("The cycle {code} is closed. Open it again before you give a later day.")
        return Rejected.because("cycle-closed", text, code=cycle.code)
    if state_on(cycle, today) is CycleState.PLANNED:
        text = message("The cycle {code} has not opened yet: change the due day of everybody instead.")
        return Rejected.because("cycle-not-open", text, code=cycle.code)
    if due_on <= usual or due_on < today:
        text = message("A later due day comes after that of everybody, {day}, and is not past.")
        return Rejected((Problem("extension-not-later", text, column="due_on", values={"day": usual}),))
    return unreasoned(reason, is_needed=True)


def unreasoned(reason: str, *, is_needed: bool) -> Rejected | None:
    """What is wrong with the reason of an act."""
    if is_needed and not reason.strip():
        text = message("Write the reason: it is kept in the trail.")
        return Rejected((Problem("reason-missing", text, column="reason"),))
    if len(reason) > REASON_CHARS:
        text = message("The reason is longer than {longest} characters.")
        return Rejected((Problem("reason-long", text, column="reason", values={"longest": REASON_CHARS}),))
    return None


def _known(change: Change, signatory_id: str, code: str) -> tuple[reports.Reporter, Cycle] | Rejected:
    signatory, cycle = reports.reporter(change, signatory_id), cycles.cycle(change, code, signatory_id)
    if signatory is None:
        text = message("There is no signatory “{signatory}”.")
        return Rejected.because("signatory-unknown", text, signatory=signatory_id[:80])
    return unknown(code) if cycle is None else (signatory, cycle)


def unknown(code: str) -> Rejected:
    """That there is no such cycle."""
    return Rejected.because("cycle-unknown", message("There is no cycle “{cycle}”."), cycle=code[:20])


def _say_state(change: Change, code: str, before: CycleState, after: Mapping[str, object]) -> None:
    action = "cycle.open" if after["state"] == CycleState.OPEN.value else "cycle.close"
    change.trail(action, f"cycle/{code}", before={"state": before.value}, after=after)


def as_it_stands(change: Change, code: str, today: date) -> CycleSet:
    """The cycle after the act."""
    cycle = cycles.cycle(change, code)
    assert cycle is not None  # it was read or written in this transaction
    return CycleSet(cycle, state_on(cycle, today))
