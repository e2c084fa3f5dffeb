"""Whose door a merge opens: who reports for either of two signatories, and who may therefore merge or split them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from ..domain.permissions import Action, Actor, permits
from ..domain.problems import Problem, message
from ..register import merge_people
from ..register.merge_people import Reporting
from ..register.readable import Readable

__all__ = ["Opening", "Reporting", "merging_people", "openings", "parted", "people_problems"]
_NAMED: Final = 5
_MERGE: Final = message(
    "People have accounts for one of the two ({people}), and a merge opens to them what the other reports. Only "
    "administrators merge such signatories: {administrators}."
)
_SPLIT: Final = message(
    "People have accounts for one of the two ({people}), and a split takes from them what the other reports. Only "
    "administrators split such signatories: {administrators}."
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a merge opens to somebody: the report of the one that stays (`is_of_stays`), or what the other reported.

    A contributor sees the items that it is lent and no others.
    """

    who: Reporting
    is_of_stays: bool


def openings(source: Readable, goes: str, stays: str) -> tuple[Opening, ...]:
    """What opens to whom, by name within each side; who reports for both already sees nothing new."""
    first, second = _sides(source, goes, stays)
    both = {one.person_id for one in first} & {one.person_id for one in second}
    told = [*(Opening(one, is_of_stays=True) for one in first), *(Opening(one, is_of_stays=False) for one in second)]
    return tuple(one for one in told if one.who.person_id not in both)


def parted(source: Readable, gone: str, holder: str) -> tuple[tuple[Reporting, ...], tuple[Reporting, ...]]:
    """Who reports for the one that was merged, and who for the one that holds it now."""
    own = merge_people.under(source, gone)
    rest = merge_people.under(source, holder) - own
    return merge_people.reporting_under(source, own), merge_people.reporting_under(source, rest)


def people_problems(
    source: Readable, by: Actor, people: Collection[Reporting], *, is_split: bool = False
) -> list[Problem]:
    """Where people report for either of the two, only who manages people's doors merges or splits them."""
    if not people or permits(by, Action.MANAGE_PEOPLE):
        return []
    values = {
        "people": _names([one.name for one in people]),
        "administrators": _names(merge_people.administrators(source)) or "–",
    }
    return [Problem("split-people" if is_split else "merge-people", _SPLIT if is_split else _MERGE, values=values)]


def merging_people(source: Readable, goes: str, stays: str) -> tuple[Reporting, ...]:
    """Who reports for either of two that stand."""
    first, second = _sides(source, goes, stays)
    return tuple({one.person_id: one for one in (*first, *second)}.values())


def _sides(source: Readable, goes: str, stays: str) -> tuple[tuple[Reporting, ...], tuple[Reporting, ...]]:
    first, second = (merge_people.reporting_under(source, merge_people.under(source, one)) for one in (goes, stays))
    return first, second


def _names(names: Collection[str]) -> str:
    listed = list(dict.fromkeys(names))
    return ", ".join(listed[:_NAMED]) + (" …" if len(listed) > _NAMED else "")
