"""What was decided on the rows of a list, told long after it was applied: act by act, with the reasons."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from ..domain.permissions import Action, Actor, require
from ..domain.settling import Choice, Decided, RowDecision
from ..register.database import Register
from ..register.imports import decided_names, decisions


@dataclass(frozen=True, slots=True)
class DecidedRows:
    """Rows of a list that one act decided alike; `name` is that of the signatory where all are the same as one.

    `set_at` is UTC, `set_by` a name.
    """

    rows: tuple[int, ...]
    decision: RowDecision
    name: str
    set_at: datetime
    set_by: str


def decided_of(register: Register, actor: Actor, import_id: str) -> tuple[DecidedRows, ...]:
    """Every decision that stood at the end, those of one act together, in the list's order."""
    require(actor, Action.EDIT_REGISTER)
    gathered: dict[tuple[int, Choice], list[Decided]] = defaultdict(list)
    for one in decisions(register, import_id):
        if one.decision.choice is not Choice.UNDECIDED:
            gathered[(one.act, one.decision.choice)].append(one)
    names = decided_names(register, import_id)
    found = [_together(ones, names) for ones in gathered.values()]
    return tuple(sorted(found, key=lambda one: one.rows[0]))


def _together(ones: list[Decided], names: dict[str, str]) -> DecidedRows:
    first = ones[0]
    is_one = len({(one.decision.signatory_id, one.decision.taken) for one in ones}) == 1
    decision = first.decision if is_one else RowDecision(first.decision.choice, reason=first.decision.reason)
    name = names.get(decision.signatory_id or "", decision.signatory_id or "")
    return DecidedRows(tuple(one.row for one in ones), decision, name, first.set_at, first.set_by)
