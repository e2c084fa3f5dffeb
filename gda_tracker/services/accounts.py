"""The list of accounts, and what administrators change of one: staff roles, sessions, opening it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ..domain.people import Person, normal_email
from ..domain.permissions import Action, Actor, Role, require
from ..domain.problems import Problem, Rejected, message
from ..register import Register, coming_in, people, people_list
from ..register.people_list import Listed

PER_PAGE: Final = 50
STAFF_ROLES: Final = (Role.REVIEWER, Role.ADMINISTRATOR)

__all__ = ["Listed", "end_sessions", "list_accounts", "open_again", "set_staff_roles"]


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """One line: `holdings` are (role, signatory id or ''); times are UTC."""

    person: Person
    holdings: tuple[tuple[Role, str], ...]
    has_password: bool
    signed_in_at: datetime | None
    sessions: int
    invitations: int


@dataclass(frozen=True, slots=True)
class Accounts:
    """One page of accounts; `number` counts from 1. `names` are those of the signatories they report for."""

    accounts: tuple[ListedAccount, ...]
    total: int
    number: int
    names: Mapping[str, str]

    @property
    def pages(self) -> int:
        """How many there are, at least one."""
        return max(1, -(-self.total // PER_PAGE))


def list_accounts(register: Register, actor: Actor, sought: Listed, now: datetime, number: int = 1) -> Accounts:
    """The accounts that fit, by name, 50 a page."""
    require(actor, Action.MANAGE_PEOPLE)
    rows = people_list.listed(register, sought, now, PER_PAGE, PER_PAGE * (number - 1))
    found = tuple(
        ListedAccount(
            Person(person_id=row["person_id"], email=row["email"], name=row["name"], is_active=row["is_active"]),
            tuple((Role(one.split(" ")[0]), one.split(" ", 1)[1]) for one in row["roles"].split(";") if one),
            row["has_password"],
            row["signed_in_at"],
            int(row["sessions"]),
            int(row["invitations"]),
        )
        for row in rows
    )
    about = {signatory_id for one in found for _, signatory_id in one.holdings if signatory_id}
    return Accounts(found, int(rows[0]["total"]) if rows else 0, number, people_list.names_of(register, about))


def set_staff_roles(
    register: Register, actor: Actor, email: str, roles: Iterable[Role], *, seen: Iterable[Role],
    leaves_none: bool = False,
) -> frozenset[Role] | Rejected:  # fmt: skip
    """Which staff roles somebody holds from now on; reporting roles come with a nomination or a lent item.

    `seen` are the roles that the editor saw: others, given or taken meanwhile, are not written over. `leaves_none` says
    that an account may be left without any role. Nobody takes the administrator's role from itself, so that one is
    always left.
    """
    require(actor, Action.MANAGE_PEOPLE)
    wanted, shown = frozenset(roles), frozenset(seen)
    if wanted - set(STAFF_ROLES):
        text = message("Reporting roles are given in the register, with a nomination.")
        return Rejected.because("person-staff-role", text)
    with register.change(actor) as change:
        person = people.person_by_email(change, normal_email(email) or "")
        if person is None or not person.is_active:
            return Rejected((_nobody(email),))
        held = people_list.staff_roles(change, person.person_id)
        if held == wanted:
            return wanted
        if held != shown:
            text = message("Somebody changed these roles since you opened them. See what is held now, then save again.")
            return Rejected.because("person-roles-superseded", text)
        is_last = not people_list.other_administrators(change, person.person_id)
        if Role.ADMINISTRATOR in held - wanted and (person.person_id == actor.person_id or is_last):
            text = message("The last administrator, and oneself, cannot be taken off. Let another administrator do it.")
            return Rejected.because("person-last-administrator", text)
        if not wanted and not leaves_none and not people_list.reports(change, person.person_id):
            text = message("No role would be left to {name}. Say that this is meant, or disable the account.")
            return Rejected.because("person-no-role", text, name=person.name)
        before, after = {"roles": sorted(held)}, {"roles": sorted(wanted)}
        change.trail("person.roles", person.person_id, before=before, after=after)
        people_list.write_staff_roles(change, person.person_id, held - wanted, wanted - held)
    return wanted


def end_sessions(register: Register, actor: Actor, email: str) -> int | Rejected:
    """Sign somebody out everywhere, at once; how many sessions ended."""
    require(actor, Action.MANAGE_PEOPLE)
    with register.change(actor) as change:
        person = people.person_by_email(change, normal_email(email) or "")
        if person is None:
            return Rejected((_nobody(email),))
        change.trail("person.sessions-end", person.person_id)
        return coming_in.end_sessions(change, person.person_id)


def open_again(register: Register, actor: Actor, email: str) -> Person | Rejected:
    """Open a disabled account; its password is as it was, its sessions stay ended."""
    require(actor, Action.MANAGE_PEOPLE)
    with register.change(actor) as change:
        person = people.person_by_email(change, normal_email(email) or "")
        if person is None:
            return Rejected((_nobody(email),))
        opened = person.model_copy(update={"is_active": True})
        if not person.is_active:
            change.trail("person.open", person.person_id, before={"is_active": False}, after={"is_active": True})
            people.write_person(change, opened)
        return opened


def _nobody(email: str) -> Problem:
    return Problem("person-unknown", message("There is no active account for {value}."), values={"value": email})
