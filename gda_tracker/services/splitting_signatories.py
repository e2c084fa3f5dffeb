"""Undoing a merge: the one that went stands again with what was recorded under it before the merge."""

from __future__ import annotations

from dataclasses import dataclass

from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..domain.registering import reason_problems
from ..register import Register, merges, registry
from ..register.readable import Readable
from ..register.registry import Recorded
from .merging_people import parted, people_problems
from .registering import unknown


@dataclass(frozen=True, slots=True)
class Split:
    """The two are two again."""

    signatory_id: str
    from_id: str


def split_signatory(register: Register, actor: Actor, signatory_id: str, *, reason: str) -> Split | Rejected:
    """Undo a merge: the one that went stands again with everything that was recorded under it.

    Where people report for either of the two, by those alone who manage people: a split closes doors.
    """
    require(actor, Action.EDIT_REGISTER)
    with register.change(actor) as change:
        found = _merged(change, signatory_id)
        if isinstance(found, Rejected):
            return found
        recorded, into_id = found
        if problems := _people(change, actor, recorded) + reason_problems(reason):
            return Rejected(tuple(problems))
        told = {"stands": True, "reason": reason.strip()}
        change.trail("signatory.split", signatory_id, signatory_id=into_id, before={"merged_into": into_id}, after=told)
        merges.write_merge(change, signatory_id, into_id, reason.strip(), actor.person_id, is_merged=False)
        return Split(signatory_id, into_id)


def _merged(source: Readable, signatory_id: str) -> tuple[Recorded, str] | Rejected:
    """The signatory and what it was merged into directly, or why there is nothing to split."""
    found = registry.recorded(source, signatory_id)
    if found is None:
        return unknown(signatory_id)
    into_id = merges.merged_directly(source, signatory_id)
    if into_id is None:
        text = message("“{name}” is merged into no other signatory.")
        return Rejected.because("signatory-not-merged", text, name=found.facts.name)
    return found, into_id


def _people(source: Readable, actor: Actor, gone: Recorded) -> list[Problem]:
    theirs, others = parted(source, gone.signatory_id, gone.into_id or gone.signatory_id)
    return people_problems(source, actor, (*theirs, *others), is_split=True)
