"""Items lent to colleagues: lend by invitation, take back, hand back. Who takes something back is obeyed at once."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ..domain.evidence import text_problem
from ..domain.people import Person, normal_email
from ..domain.permissions import Action, Actor, Role, permits, require
from ..domain.problems import Problem, Rejected, message
from ..register import Change, Register, lending, people
from ..register.database import utc_now
from ..register.lending import Colleague, Lending, LendingState
from . import mailing
from .people import invite
from .report_view import asked_items, closed_because, found

MOST_CONTRIBUTORS: Final = 20
"""How many colleagues may be lent items of one report, those whose items came back included."""
NOTE_CHARS: Final = 1000
NAME_CHARS: Final = 120


@dataclass(frozen=True, slots=True)
class Invitee:
    """Whom a focal point names; the name is needed only for somebody without an account."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Lent:
    """What the act lent to whom. The token opens a new account once and is kept nowhere; None: it has one already."""

    person: Person
    items: tuple[str, ...]
    invitation_token: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Returned:
    """The items that came back by this act."""

    items: tuple[str, ...]


def lend(
    register: Register,
    actor: Actor,
    signatory_id: str,
    cycle: str,
    items: Iterable[str],
    invitee: Invitee,
    note: str = "",
    today: date | None = None,
) -> Lent | Rejected:
    """Lend items to a colleague, who becomes a contributor of this signatory; the same again changes nothing."""
    require(actor, Action.LEND_ITEMS, signatory_id)
    known = found(register, signatory_id, cycle)
    if isinstance(known, Rejected):
        return known
    signatory, about = known
    wanted, words = tuple(dict.fromkeys(items)), note.strip()
    if closed := closed_because(about, today or utc_now().date()):
        return Rejected((closed,))
    if problems := _problems(actor, wanted, asked_items(signatory), invitee, words):
        return Rejected(problems)
    with register.change(actor) as change:
        person = people.person_by_email(change, normal_email(invitee.email) or "")
        held = lending.colleague(change, person.person_id) if person else Colleague("")
        where = lending.lendings(change, signatory_id, cycle)
        if problem := _not_to(person, held, signatory_id, invitee) or _not_now(where, wanted, held.person_id):
            return Rejected((problem,))
        with_it = {one.item for one in where if one.state is LendingState.LENT}
        new = tuple(item for item in wanted if item not in with_it)
        if person and not new:
            return Lent(person, (), None)
        person = person or _added(change, invitee)
        change.trail(
            "lending.lend", f"{signatory_id}/{cycle}", signatory_id=signatory_id,
            after={"person_id": person.person_id, "items": list(new), "role": Role.CONTRIBUTOR.value},
        )  # fmt: skip
        if signatory_id not in held.contributor_of:
            people.write_roles(change, person.person_id, [Role.CONTRIBUTOR], [signatory_id])
        # The note stays in its row: it may name people, and the trail is exported.
        lending.set_state(
            change, (signatory_id, cycle), new, person.person_id, LendingState.LENT, words, actor.person_id
        )
        mailing.tell_lent(change, actor, signatory, about, new, person.person_id, words)
        return Lent(person, new, _link(change, actor, person, held, signatory_id))


def take_back(
    register: Register, actor: Actor, signatory_id: str, cycle: str, items: Collection[str] | None = None
) -> Returned | Rejected:
    """Take these items back, or all that are out; the contributor sees them no more. The words stay."""
    require(actor, Action.LEND_ITEMS, signatory_id)
    known = found(register, signatory_id, cycle)
    if isinstance(known, Rejected):
        return known
    with register.change(actor) as change:
        out = [one for one in _out(change, signatory_id, cycle) if items is None or one.item in items]
        if out:
            change.trail(
                "lending.take_back", f"{signatory_id}/{cycle}", signatory_id=signatory_id,
                before={"items": {one.item: one.person_id for one in out}},
            )  # fmt: skip
        for one in out:
            lending.set_state(
                change, (signatory_id, cycle), [one.item], one.person_id, LendingState.ENDED, "", actor.person_id
            )
    return Returned(tuple(one.item for one in out))


def hand_back(
    register: Register, actor: Actor, signatory_id: str, cycle: str, items: Iterable[str], note: str = ""
) -> Returned | Rejected:
    """Give lent items back to the focal points, with a note; refused when one of them is not with the person now."""
    require(actor, Action.WORK_ON_LENT, signatory_id)
    known = found(register, signatory_id, cycle)
    if isinstance(known, Rejected):
        return known
    given, words = tuple(dict.fromkeys(items)), note.strip()
    if not given:
        return Rejected.because("items-none", message("Choose at least one item."))
    if problem := text_problem(words, "note", NOTE_CHARS):
        return Rejected((problem,))
    with register.change(actor) as change:
        mine = {one.item for one in _out(change, signatory_id, cycle) if one.person_id == actor.person_id}
        if gone := [item for item in given if item not in mine]:
            return Rejected(tuple(_not_lent(item) for item in gone))
        change.trail(
            "lending.hand_back", f"{signatory_id}/{cycle}", signatory_id=signatory_id, after={"items": list(given)}
        )
        lending.set_state(
            change, (signatory_id, cycle), given, actor.person_id, LendingState.HANDED_BACK, words, actor.person_id
        )
        mailing.tell_handed_back(change, actor, known[0], known[1], given, words)
    return Returned(given)


def gone(change: Change, by: Actor, signatory_id: str, cycle: str, item: str) -> Rejected | None:
    """Why somebody cannot write an item any more that it was lent when it began; None for who needs no loan."""
    if permits(by, Action.EDIT_REPORT, signatory_id) or lending.is_lent(
        change, signatory_id, cycle, item, by.person_id
    ):
        return None
    return Rejected((_not_lent(item),))


def still_out(change: Change, signatory_id: str, cycle: str) -> Rejected | None:
    """Why a report cannot be submitted yet: somebody is still writing in it."""
    out = _out(change, signatory_id, cycle)
    text = message("{item} is still with {name}. Wait until it is handed back, or take it back, and submit again.")
    problems = tuple(
        Problem("item-lent", text, values={"item": one.item, "name": one.name}, item=one.item) for one in out
    )
    return Rejected(problems) if problems else None


def _out(change: Change, signatory_id: str, cycle: str) -> list[Lending]:
    return [one for one in lending.lendings(change, signatory_id, cycle) if one.state is LendingState.LENT]


def _added(change: Change, invitee: Invitee) -> Person:
    person = Person(
        person_id=f"p-{secrets.token_hex(8)}", email=normal_email(invitee.email) or "", name=invitee.name.strip()
    )
    change.trail("person.add", person.person_id, after={"roles": [], "signatories": []})
    people.write_person(change, person)
    return person


def _link(change: Change, actor: Actor, person: Person, held: Colleague, signatory_id: str) -> str | None:
    """A one-time link to hand over for an account that was never used, when it opens nothing but this signatory.

    A link made by another signatory's focal point may be in other hands: it dies, and a new one goes by mail alone.
    """
    if held.has_password or held.focal_of:
        return None
    people.use_invitations(change, person.person_id)
    if held.contributor_of - {signatory_id}:
        mailing.tell_invited(change, actor, person)
        return None
    return invite(change, actor, person)


def _problems(
    actor: Actor, wanted: Collection[str], asked: Collection[str], invitee: Invitee, note: str
) -> tuple[Problem, ...]:
    found: list[Problem | None] = []
    email = normal_email(invitee.email)
    if not email:
        text = message("{value} is no e-mail address.")
        found.append(Problem("person-email", text, column="email", values={"value": invitee.email[:80] or "–"}))
    elif email == actor.email:
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


def _not_to(person: Person | None, held: Colleague, signatory_id: str, invitee: Invitee) -> Problem | None:
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


def _not_now(where: Collection[Lending], wanted: Collection[str], person_id: str) -> Problem | None:
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


def _not_lent(item: str) -> Problem:
    text = message("{item} is not with you any more: it was handed back or the focal point took it back.")
    return Problem("item-not-lent", text, values={"item": item[:10]}, item=item)
