"""Why items are not lent: to whom, which of them, and when. Each gives its problem, or None when there is none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from ..domain.evidence import text_problem
from ..domain.people import Person, normal_email
from ..domain.problems import Problem, message
from ..register.lending import Colleague, Lending, LendingState

MOST_CONTRIBUTORS: Final = 20
"""How many colleagues may be lent items of one report, those whose items came back included."""
NOTE_CHARS: Final = 1000
NAME_CHARS: Final = 120


@dataclass(frozen=True, slots=True)
class Invitee:
    """Whom a focal point names; the name is needed only for somebody without an account."""

    email: str
    name: str = ""
    language: str = "en"
    """In which somebody without an account is written to."""


def problems_of(
    own_email: str, wanted: Collection[str], asked: Collection[str], invitee: Invitee, note: str
) -> tuple[Problem, ...]:
    found: list[Problem | None] = []
    email = normal_email(invitee.email)
    if not email:
        text = message("{value} is no e-mail address.")
        found.append(Problem("person-email", text, column="email", values={"value": invitee.email[:80] or "–"}))
    elif email == own_email:
        found.append(Problem("lend-oneself", message("This is your own address: you have all items."), column="email"))
    if not wanted:
        found.append(Problem("items-none", message("Choose at least one item."), column="items"))
    text = message("{item} is not asked of this signatory.")
    found.extend(
        Problem("item-not-asked", text, column="items", values={"item": item[:10]})
        for item in wanted
        if item not in asked
    )
    found.append(text_problem(note, "note", NOTE_CHARS))
    found.append(text_problem(invitee.name.strip(), "name", NAME_CHARS))
    return tuple(problem for problem in found if problem is not None)


def not_to(person: Person | None, held: Colleague, signatory_id: str, invitee: Invitee) -> Problem | None:
    """Why nothing can be lent to this account."""
    if person is None:
        text = message("Nobody has an account with this address yet. Give the colleague's name as well.")
        return None if invitee.name.strip() else Problem("person-name", text, column="name")
    if not person.is_active:
        text = message("This account is closed. Write to the secretariat if it should be opened again.")
        return Problem("person-closed", text, column="email")
    if held.is_staff:
        text = message("This person works for the secretariat, which reviews reports and writes none.")
        return Problem("lend-staff", text, column="email")
    if signatory_id in held.focal_of:
        text = message("This person is a focal point of this signatory and has all items already.")
        return Problem("lend-focal-point", text, column="email")
    return None


def not_now(where: Collection[Lending], wanted: Collection[str], person_id: str) -> Problem | None:
    """Why these items cannot go to this person now: somebody else has one, or too many people had some."""
    for one in where:
        if one.state is LendingState.LENT and one.item in wanted and one.person_id != person_id:
            text = message("{item} is with {name}. Take it back first, then lend it again.")
            return Problem("item-lent-already", text, column="items", values={"item": one.item, "name": one.name})
    holders = {one.person_id for one in where}
    if person_id not in holders and len(holders) >= MOST_CONTRIBUTORS:
        text = message("Items of a report can be lent to {most} colleagues at most.")
        return Problem("lend-too-many", text, column="email", values={"most": MOST_CONTRIBUTORS})
    return None


def not_lent(item: str) -> Problem:
    text = message("{item} is not with you any more: it was handed back or the focal point took it back.")
    return Problem("item-not-lent", text, values={"item": item[:10]}, item=item)
