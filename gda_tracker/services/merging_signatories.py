"""One body recorded twice: both shown side by side, and merged with a reason (splitting: `splitting_signatories`).

A merge moves no row. The one that goes is no signatory while the merge holds, and what is recorded under it is read as
the other's (`register/migrations/0005_standing_signatories.sql`): for one item and cycle the newest accepted answer of
the two counts, as METHOD.md has it for one signatory, and every other one stays on record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..domain.registering import reason_problems
from ..register import Register, merges, registry
from ..register.merges import HeldAnswer
from ..register.readable import Readable
from ..register.registry import Recorded
from .merging_people import Opening, merging_people, openings, people_problems
from .registering import SignatoryFile, ancestors, signatory_file, standing

__all__ = [
    "AnswerBeside",
    "Apart",
    "Comparison",
    "HeldAnswer",
    "Merged",
    "Side",
    "compare_signatories",
    "merge_signatories",
]


class Apart(StrEnum):
    """In what two records differ that one body has once."""

    COUNTRY = "country"
    TYPE = "type"


_REFUSED: Final = {
    frozenset({Apart.COUNTRY}): message(
        "The two are of different countries. Say that they are the same body all the same, or choose another."
    ),
    frozenset({Apart.TYPE}): message(
        "The two are of different types. Say that they are the same body all the same, or choose another."
    ),
    frozenset({Apart.COUNTRY, Apart.TYPE}): message(
        "The two are of different countries and types. Say that they are the same body all the same, or choose another."
    ),
}


@dataclass(frozen=True, slots=True)
class AnswerBeside:
    """One item of one cycle as each of the two has it; `counts` is `goes` or `stays`, or empty for drafts alone."""

    cycle: str
    item: str
    goes: HeldAnswer | None
    stays: HeldAnswer | None
    counts: str
    drafts: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of two signatories before a merge; `focal_points` are names of people."""

    file: SignatoryFile
    focal_points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What each of two holds, and what would count after the merge.

    `notes` are worth a thought; those in `apart` stop the merge until somebody says that the two are one body all the
    same.
    """

    goes: Side
    stays: Side
    answers: tuple[AnswerBeside, ...]
    apart: frozenset[Apart]
    notes: tuple[Problem, ...]
    opens: tuple[Opening, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """The merge as it is recorded."""

    signatory_id: str
    into_id: str
    at: datetime


def compare_signatories(register: Register, actor: Actor, goes: str, stays: str) -> Comparison | Rejected:
    """What each of the two holds, before one of them goes."""
    require(actor, Action.EDIT_REGISTER)
    one, other = signatory_file(register, actor, goes), signatory_file(register, actor, stays)
    if isinstance(one, Rejected):
        return one
    if isinstance(other, Rejected):
        return other
    return Comparison(
        goes=Side(one, registry.focal_names(register, goes)),
        stays=Side(other, registry.focal_names(register, stays)),
        answers=_beside(merges.held_answers(register, goes), merges.held_answers(register, stays)),
        apart=_apart(one.recorded, other.recorded),
        notes=_notes(one, other),
        opens=openings(register, goes, stays),
        problems=tuple(_problems(register, goes, stays) + _people(register, actor, goes, stays)),
    )


def merge_signatories(
    register: Register, actor: Actor, goes: str, stays: str, *, reason: str, is_one_all_the_same: bool = False
) -> Merged | Rejected:
    """One goes, one stays: reports, endorsements and focal points of the first count for the second from now on.

    Two of different countries or types are merged only where somebody says that they are one body all the same; two
    for either of which people report, by those alone who manage people: a merge opens doors.
    """
    require(actor, Action.EDIT_REGISTER)
    with register.change(actor) as change:
        if merges.merged_directly(change, goes) == stays:
            return Merged(goes, stays, change.now)  # A double click.
        problems = _problems(change, goes, stays)
        problems += _people(change, actor, goes, stays) + reason_problems(reason)
        apart = frozenset() if problems else _apart_on_record(change, goes, stays)
        if apart and not is_one_all_the_same:
            problems.append(Problem("merge-apart", _REFUSED[apart]))
        if problems:
            return Rejected(tuple(problems))
        told: dict[str, object] = {"goes": goes, "stays": stays, "reason": reason.strip()}
        if apart:
            told["one_body_though_apart_in"] = sorted(apart)
        change.trail("signatory.merge", goes, signatory_id=stays, before={"stands": True}, after=told)
        merges.write_merge(change, goes, stays, reason.strip(), actor.person_id, is_merged=True)
        return Merged(goes, stays, change.now)


def _problems(source: Readable, goes: str, stays: str) -> list[Problem]:
    """Why the two cannot be merged."""
    if goes == stays:
        return [Problem("merge-itself", message("Choose two different signatories."))]
    for signatory_id in (goes, stays):
        found = standing(source, signatory_id)
        if isinstance(found, Rejected):
            return list(found.problems)
    if goes in ancestors(source, stays):
        text = message("The one that goes stands above the other as its parent. Give that another parent first.")
        return [Problem("merge-parent", text)]
    return []


def _people(source: Readable, actor: Actor, goes: str, stays: str) -> list[Problem]:
    return people_problems(source, actor, merging_people(source, goes, stays))


def _apart(one: Recorded, other: Recorded) -> frozenset[Apart]:
    """A country that is recorded for one of the two alone is no difference."""
    mine, theirs = one.facts, other.facts
    found = {Apart.TYPE} if mine.stakeholder_type != theirs.stakeholder_type else set()
    if mine.iso3 and theirs.iso3 and mine.iso3 != theirs.iso3:
        found.add(Apart.COUNTRY)
    return frozenset(found)


def _apart_on_record(source: Readable, goes: str, stays: str) -> frozenset[Apart]:
    one, other = registry.recorded(source, goes), registry.recorded(source, stays)
    return _apart(one, other) if one and other else frozenset()


def _notes(goes: SignatoryFile, stays: SignatoryFile) -> tuple[Problem, ...]:
    one, apart = goes.recorded.facts, _apart(goes.recorded, stays.recorded)
    found = []
    if Apart.TYPE in apart:
        text = message("The two are of different types. What the one that stays is decides what it is asked.")
        found.append(Problem("merge-types", text))
    if Apart.COUNTRY in apart:
        found.append(Problem("merge-countries", message("The two are of different countries.")))
    elif one.iso3 != stays.recorded.facts.iso3:
        found.append(Problem("merge-country-unknown", message("A country is recorded for one of the two alone.")))
    if goes.merged_here:
        text = message("What was merged into “{name}” follows it.")
        found.append(Problem("merge-follows", text, values={"name": one.name}))
    return tuple(found)


def _beside(goes: tuple[HeldAnswer, ...], stays: tuple[HeldAnswer, ...]) -> tuple[AnswerBeside, ...]:
    """By item and cycle, newest cycle first: the submitted answers of both, which one counts, how many drafts."""
    keys = sorted({(one.cycle, one.item) for one in (*goes, *stays)}, key=lambda key: (_newest_first(key[0]), key[1]))
    rows = []
    for cycle, item in keys:
        first, second = _submitted(goes, cycle, item), _submitted(stays, cycle, item)
        valid = [
            (one.row_no, side)
            for one, side in ((first, "goes"), (second, "stays"))
            if one is not None and one.decision != "return"
        ]
        drafts = sum(1 for one in (*goes, *stays) if (one.cycle, one.item) == (cycle, item) and not one.is_submitted)
        rows.append(AnswerBeside(cycle, item, first, second, max(valid)[1] if valid else "", drafts))
    return tuple(rows)


def _newest_first(cycle: str) -> tuple[int, ...]:
    return tuple(-ord(letter) for letter in cycle)


def _submitted(answers: tuple[HeldAnswer, ...], cycle: str, item: str) -> HeldAnswer | None:
    return next((one for one in answers if (one.cycle, one.item) == (cycle, item) and one.is_submitted), None)
