"""Cycles as the desk sees them: state, frozen form, later due days; and which words of the form have changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .. import facts
from ..domain.asked import Difference, differences, form_now
from ..domain.cycles import state_on
from ..domain.declaration import Cycle, CycleState
from ..domain.permissions import Action, Actor, require
from ..register import Register, cycles
from ..register.cycles import Extension, Frozen

__all__ = ["Closing", "CycleView", "Extension", "Frozen", "changed_words", "closing", "cycles_of", "find_signatories"]


@dataclass(frozen=True, slots=True)
class CycleView:
    """A cycle as the desk sees it; `received` counts the signatories that have submitted a report."""

    cycle: Cycle
    state: CycleState
    reason: str
    frozen: Frozen | None
    extensions: tuple[Extension, ...]
    received: int

    def running(self, today: date) -> tuple[Extension, ...]:
        """The later due days that are still to come."""
        return tuple(one for one in self.extensions if one.due_on >= today)


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing a cycle by hand means today.

    `is_early` where the day that was announced is still to come; `later` are the later due days to come, for
    which it stays open; `begun` counts the signatories without one that have begun a report and never submitted it.
    """

    is_early: bool
    later: tuple[Extension, ...]
    begun: int


def closing(register: Register, actor: Actor, here: CycleView, today: date) -> Closing:
    """Whom closing the cycle would shut out, and whom not."""
    require(actor, Action.READ_REGISTER)
    later = here.running(today)
    return Closing(today < here.cycle.closes_on, later, cycles.begun(register, here.cycle.code, today))


def cycles_of(register: Register, actor: Actor, today: date) -> tuple[CycleView, ...]:
    """All cycles, the newest first."""
    require(actor, Action.READ_REGISTER)
    frozen, received = cycles.frozen_forms(register), cycles.received(register)
    later, reasons = cycles.extensions(register), cycles.state_reasons(register)
    return tuple(
        CycleView(
            cycle=one,
            state=state_on(one, today),
            reason=reasons.get(one.code, ""),
            frozen=frozen.get(one.code),
            extensions=tuple(each for each in later if each.cycle == one.code),
            received=received.get(one.code, 0),
        )
        for one in reversed(cycles.cycles(register))
    )


def changed_words(register: Register, actor: Actor, code: str) -> tuple[Difference, ...]:
    """Where the frozen form of a cycle differs from what would be asked today; empty where none is frozen."""
    require(actor, Action.READ_REGISTER)
    then = cycles.form_of(register, code)
    return differences(then, form_now(facts.items(), facts.indicators())) if then else ()


def find_signatories(register: Register, actor: Actor, search: str) -> dict[str, str]:
    """The first twenty signatories whose name holds these words: names by identifier."""
    require(actor, Action.READ_REGISTER)
    return cycles.signatories_like(register, search.strip()) if search.strip() else {}
