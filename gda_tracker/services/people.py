"""Who has an account and what for: add, invite again, list, disable. Administrators' work."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from ..domain.mail import LANGUAGES, Letter
from ..domain.people import Person, normal_email, password_problem
from ..domain.permissions import VISITOR, Action, Actor, Role, require
from ..domain.problems import Problem, Rejected, message
from ..register import Change, Register, coming_in, people
from ..register.people import Account
from . import mailing, passwords
from .signing_in import INVITATION_LASTS, new_token, token_hash

__all__ = [
    "Account",
    "Added",
    "actor_named",
    "add_person",
    "choose_language",
    "demonstration_accounts",
    "disable_person",
    "everybody",
    "invite",
    "invite_again",
    "no_email",
]
DEMONSTRATION_PASSWORD: Final = "green-digital-action"
"""Shown on the sign-in page of a demonstration register; it opens nothing real."""
_EXAMPLE: Final = ".example"
ROLE_NAMES: Final = {
    Role.VISITOR: message("Visitor"),
    Role.CONTRIBUTOR: message("Contributor"),
    Role.FOCAL_POINT: message("Focal point"),
    Role.REVIEWER: message("Reviewer"),
    Role.ADMINISTRATOR: message("Administrator"),
}
_REPORTS: Final = frozenset({Role.FOCAL_POINT, Role.CONTRIBUTOR})


@dataclass(frozen=True, slots=True)
class Added:
    """A person with an account; the token of the one-time link, unless a password was given."""

    person: Person
    invitation_token: str | None = field(repr=False)


def add_person(
    register: Register,
    actor: Actor,
    email: str,
    name: str,
    roles: Iterable[Role],
    signatories: Iterable[str] = (),
    password: str | None = None,
    language: str = "en",
) -> Added | Rejected:
    """An account with roles; who reports does so for the named signatories; mails go in the language."""
    require(actor, Action.MANAGE_PEOPLE)
    held, about = frozenset(roles), frozenset(signatories)
    person = Person(person_id=f"p-{secrets.token_hex(8)}", email=normal_email(email) or "", name=name)
    if problems := (
        *_problems(register, person, email, held, about, password),
        *([] if language in LANGUAGES else [unknown_language(language)]),
    ):
        return Rejected(problems)
    try:
        password_hash = passwords.hashed(password) if password else None
    except passwords.TooBusy:
        return Rejected.because("people-busy", message("The machine is busy. Please try again in a minute."))
    with register.change(actor) as change:
        if people.person_by_email(change, person.email):  # Added by somebody else while we hashed.
            return Rejected((_taken(person.email),))
        # Names and addresses stay in person_row; the trail, which is exported, tells the id alone.
        change.trail("person.add", person.person_id, after={"roles": sorted(held), "signatories": sorted(about)})
        people.write_person(change, person)
        people.write_language(change, person.person_id, language)
        people.write_roles(change, person.person_id, held, about)
        if password_hash:
            people.write_password(change, person.person_id, password_hash)
        return Added(person, None if password_hash else invite(change, actor, person))


def invite_again(register: Register, actor: Actor, email: str) -> Added | Rejected:
    """A new one-time link for somebody whose link expired or who forgot the password; older links die."""
    require(actor, Action.MANAGE_PEOPLE)
    with register.change(actor) as change:
        person = people.person_by_email(change, normal_email(email) or "")
        if person is None or not person.is_active:
            return Rejected((_nobody(email),))
        change.trail("person.invite", person.person_id)
        coming_in.use_invitations(change, person.person_id)
        return Added(person, invite(change, actor, person))


def disable_person(register: Register, actor: Actor, email: str) -> Person | Rejected:
    """Close an account: its sessions end at once and its links die. What the person did stays.

    Nobody closes its own account, so that an administrator is always left.
    """
    require(actor, Action.MANAGE_PEOPLE)
    with register.change(actor) as change:
        person = people.person_by_email(change, normal_email(email) or "")
        if person is None or not person.is_active:
            return Rejected((_nobody(email),))
        if person.person_id == actor.person_id:
            text = message("Nobody closes its own account. Let another administrator do it.")
            return Rejected.because("person-oneself", text)
        disabled = person.model_copy(update={"is_active": False})
        change.trail(
            "person.disable", person.person_id, before={"is_active": True}, after={"is_active": False}
        )  # fmt: skip
        people.write_person(change, disabled)
        coming_in.use_invitations(change, person.person_id)
        coming_in.end_sessions(change, person.person_id)
        return disabled


def choose_language(register: Register, actor: Actor, language: str) -> str | Rejected:
    """In which language somebody who has signed in wants to be written to from now on; the same again is nothing."""
    if actor == VISITOR or language not in LANGUAGES:
        return Rejected((unknown_language(language),))
    if people.language_of(register, actor.person_id) != language:
        with register.change(actor) as change:
            before = {"language": people.language_of(change, actor.person_id)}
            change.trail("person.language", actor.person_id, before=before, after={"language": language})
            people.write_language(change, actor.person_id, language)
    return language


def unknown_language(language: str) -> Problem:
    """Mails are not written in that language."""
    return Problem("person-language", message("Mails are not written in {value}."), values={"value": language})


def everybody(register: Register, actor: Actor) -> tuple[Account, ...]:
    """All accounts by name, the disabled included."""
    require(actor, Action.MANAGE_PEOPLE)
    return people.everybody(register)


def actor_named(register: Register, email: str) -> Actor | None:
    """The active person with that address, for those who may speak in its name: the command line."""
    return people.actor_by_email(register, normal_email(email) or "")


def demonstration_accounts(register: Register) -> tuple[Account, ...]:
    """The invented people of a demonstration register, who share one published password; none in a real one."""
    if not register.is_demonstration:
        return ()
    return tuple(
        account
        for account in people.everybody(register)
        if account.person.is_active and account.has_password and account.person.email.endswith(_EXAMPLE)
    )


def invite(change: Change, by: Actor, person: Person, letter: Letter | None = None) -> str:
    """A link to hand over at once; the mail brings a second one, made when it goes, so that no token lies queued.

    The letter, where one is given, says what the person is invited to.
    """
    token = new_token()
    coming_in.write_invitation(change, person.person_id, token_hash(token), change.now + INVITATION_LASTS)
    mailing.tell_invited(change, by, person, letter)
    return token


def _problems(
    register: Register,
    person: Person,
    given_email: str,
    roles: frozenset[Role],
    signatories: frozenset[str],
    password: str | None,
) -> tuple[Problem, ...]:
    found = []
    if not person.email:
        found.append(no_email(given_email))
    elif people.person_by_email(register, person.email):
        found.append(_taken(person.email))
    if not person.name:
        found.append(Problem("person-name", message("Give the person's name.")))
    if not roles - {Role.VISITOR}:
        found.append(Problem("person-role", message("Give at least one role.")))
    if roles & _REPORTS and not signatories:
        found.append(Problem("person-signatory", message("A focal point or contributor needs a signatory.")))
    if signatories and not roles & _REPORTS:
        found.append(Problem("person-reports", message("Only a focal point or contributor reports for a signatory.")))
    found.extend(
        Problem("person-unknown-signatory", message("There is no signatory {value}."), values={"value": signatory_id})
        for signatory_id in people.unknown_signatories(register, signatories)
    )
    if password is not None and (problem := password_problem(password, person.email)):
        found.append(problem)
    return tuple(found)


def no_email(given: str) -> Problem:
    """What was given is no e-mail address, or nothing was given."""
    if not given.strip():
        return Problem("person-email", message("Give the e-mail address."))
    return Problem("person-email", message("{value} is no e-mail address."), values={"value": given.strip()[:80]})


def _taken(email: str) -> Problem:
    return Problem("person-known", message("There is an account for {value} already."), values={"value": email})


def _nobody(email: str) -> Problem:
    return Problem("person-unknown", message("There is no active account for {value}."), values={"value": email})
