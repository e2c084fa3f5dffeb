"""Focal points: nominating somebody and inviting them in one act, correcting what is on record, ending a term."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from ..domain.nominations import Nomination, TermState, nomination_problems, term_state
from ..domain.people import Person, normal_email
from ..domain.permissions import Action, Actor, Role, require
from ..domain.problems import Problem, Rejected, message
from ..domain.registering import reason_problems
from ..register import Change, Register, nominations, people, people_list
from ..register.nominations import FocalPoint
from .people import invite, no_email
from .registering import differences, standing

__all__ = [
    "FocalPoint",
    "FocalPoints",
    "HasAccount",
    "Nominated",
    "Term",
    "amend_nomination",
    "end_term",
    "every_focal_point",
    "focal_points_of",
    "nominate",
]
NAME_CHARS = 200


@dataclass(frozen=True, slots=True)
class Term:
    """A focal point and where its term is today."""

    point: FocalPoint
    state: TermState


@dataclass(frozen=True, slots=True)
class FocalPoints:
    """One page of all focal points, and how many there are in all."""

    terms: tuple[Term, ...]
    found: int


@dataclass(frozen=True, slots=True)
class Nominated:
    """Somebody who is focal point now; the token of a one-time link where the account is new.

    `over_on` is the last day of a term that was over when it was told. `untaken` is a name that was typed for somebody
    whose account bears another.
    """

    person_id: str
    name: str
    invitation_token: str | None = field(default=None, repr=False)
    over_on: date | None = None
    untaken: str = ""


@dataclass(frozen=True, slots=True)
class HasAccount:
    """Whose account the typed address is: nothing was done, until somebody says that this person is meant.

    `holdings` are roles, each with the name of the signatory that it is held for, empty for one in the staff.
    """

    person_id: str
    name: str
    holdings: tuple[tuple[Role, str], ...]
    untaken: str


def focal_points_of(register: Register, actor: Actor, signatory_id: str, today: date) -> tuple[Term, ...]:
    """Who is focal point of a signatory, then who was, each with the nomination on record."""
    require(actor, Action.READ_REGISTER)
    return tuple(_term(point, today) for point in nominations.focal_points(register, signatory_id))


def every_focal_point(register: Register, actor: Actor, today: date, *, most: int, after: int = 0) -> FocalPoints:
    """Focal points of all signatories; whose term ends first comes first."""
    require(actor, Action.READ_REGISTER)
    points, found = nominations.all_focal_points(register, most, after)
    return FocalPoints(tuple(_term(point, today) for point in points), found)


def nominate(
    register: Register, actor: Actor, signatory_id: str, whom: tuple[str, str], told: Nomination, *, today: date,
    account: str = "",
) -> Nominated | HasAccount | Rejected:  # fmt: skip
    """Make somebody (address and name) focal point by a nomination; who has no account is invited in the same act.

    Who has one becomes focal point when `account` is its id: when somebody has seen whose it is. Administrators' work,
    as all that opens the door. The same nomination twice is one.
    """
    require(actor, Action.MANAGE_PEOPLE)
    email, name = normal_email(whom[0]) or "", " ".join(whom[1].split())
    with register.change(actor) as change:
        found = standing(change, signatory_id)
        if isinstance(found, Rejected):
            return found
        person = people.person_by_email(change, email) if email else None
        problems = nomination_problems(told, today) + _whom_problems(email, name, person, whom[0])
        if problems:
            return Rejected(tuple(problems))
        over_on = told.term_until if told.term_until and told.term_until < today else None
        if person is not None:
            untaken = name if name.casefold() != person.name.casefold() else ""
            result = _nominated(change, actor, (signatory_id, account, untaken), person, told)
            return replace(result, over_on=over_on, untaken=untaken) if isinstance(result, Nominated) else result
        person = Person(person_id=f"p-{secrets.token_hex(8)}", email=email, name=name)
        change.trail("focal_point.nominate", person.person_id, signatory_id=signatory_id, after=_said(told))
        people.write_person(change, person)
        people.write_roles(change, person.person_id, {Role.FOCAL_POINT}, {signatory_id})
        nominations.write_nomination(change, signatory_id, person.person_id, told, actor.person_id)
        return Nominated(person.person_id, person.name, invite(change, actor, person), over_on)


def amend_nomination(
    register: Register, actor: Actor, signatory_id: str, person_id: str, told: Nomination, *, today: date
) -> Nominated | Rejected:
    """Record by which document somebody is focal point who is it already, and for how long."""
    require(actor, Action.EDIT_REGISTER, signatory_id)
    with register.change(actor) as change:
        held = _held(change, signatory_id, person_id)
        if isinstance(held, Rejected):
            return held
        if problems := nomination_problems(told, today):
            return Rejected(tuple(problems))
        return _recorded(change, actor, held, told)


def end_term(
    register: Register, actor: Actor, signatory_id: str, person_id: str, *, on: date, reason: str, today: date
) -> Nominated | Rejected:
    """End a term: from now on the person is focal point of this signatory no longer. What it did stays."""
    require(actor, Action.MANAGE_PEOPLE)
    with register.change(actor) as change:
        held = _held(change, signatory_id, person_id)
        if isinstance(held, Rejected):
            return held
        problems = reason_problems(reason)
        if on > today:
            text = message("A term cannot be ended ahead. Record the day until which it lasts instead.")
            problems.append(Problem("term-future", text, column="on"))
        was = nominations.term_end(held)
        if was is not None and on > was:
            text = message("The term was over on {day} already. Choose that day, or an earlier one.")
            problems.append(Problem("term-longer", text, column="on", values={"day": was}))
        if problems:
            return Rejected(tuple(problems))
        told = replace(held.nomination or Nomination("other"), term_until=on)
        # The rest of the nomination stands: only the field that is written is told.
        change.trail(
            "focal_point.end",
            person_id,
            signatory_id=signatory_id,
            before={"term_until": was} if was else None,
            after={"term_until": on, "reason": reason.strip()},
        )
        for under in nominations.held_under(change, signatory_id, person_id):
            nominations.end_role(change, under, person_id)
        nominations.write_nomination(change, signatory_id, person_id, told, actor.person_id)
        return Nominated(person_id, held.name)


def _term(point: FocalPoint, today: date) -> Term:
    until = nominations.term_end(point)
    return Term(point, term_state(until, is_held=point.is_held and point.is_active, today=today))


def _held(change: Change, signatory_id: str, person_id: str) -> FocalPoint | Rejected:
    found = standing(change, signatory_id)
    if isinstance(found, Rejected):
        return found
    known = nominations.focal_points(change, signatory_id)
    held = next((one for one in known if one.person_id == person_id and one.is_held), None)
    return held or Rejected.because("focal-point-none", message("This person is no focal point of the signatory."))


def _nominated(
    change: Change, actor: Actor, about: tuple[str, str, str], person: Person, told: Nomination
) -> Nominated | HasAccount:
    signatory_id, account, untaken = about
    known = nominations.focal_points(change, signatory_id)
    held = next((one for one in known if one.person_id == person.person_id and one.is_held), None)
    if held is not None:
        return _recorded(change, actor, held, told)
    if account != person.person_id:
        return HasAccount(person.person_id, person.name, people_list.holdings(change, person.person_id), untaken)
    change.trail("focal_point.nominate", person.person_id, signatory_id=signatory_id, after=_said(told))
    people.write_roles(change, person.person_id, {Role.FOCAL_POINT}, {signatory_id})
    nominations.write_nomination(change, signatory_id, person.person_id, told, actor.person_id)
    return Nominated(person.person_id, person.name)


def _recorded(change: Change, actor: Actor, held: FocalPoint, told: Nomination) -> Nominated:
    before = _said(held.nomination) if held.nomination else {}
    if differences(before, _said(told)) or set(before) - set(_said(told)):
        change.trail(
            "focal_point.nomination",
            held.person_id,
            signatory_id=held.signatory_id,
            before=before or None,
            after=_said(told),
        )
        nominations.write_nomination(change, held.signatory_id, held.person_id, told, actor.person_id)
    return Nominated(held.person_id, held.name)


def _whom_problems(email: str, name: str, person: Person | None, given: str) -> list[Problem]:
    if not email:
        return [replace(no_email(given), column="email")]
    if person is not None and not person.is_active:
        text = message("The account of {value} is closed. Open it again before it gets a role.")
        return [Problem("person-closed", text, column="email", values={"value": email})]
    if person is None and not name:
        return [Problem("person-name", message("Give the person's name."), column="name")]
    if len(name) > NAME_CHARS:
        text = message("A text is longer than {most} characters. Shorten it.")
        return [Problem("register-too-long", text, column="name", values={"most": NAME_CHARS})]
    return []


def _said(told: Nomination) -> dict[str, object]:
    return {name: value for name, value in asdict(told).items() if value is not None}
