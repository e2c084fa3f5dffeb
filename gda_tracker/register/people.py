"""People, their roles, languages and passwords, and who acts in a session.

Tokens never reach this module, only their SHA-256.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from ..domain.people import Person
from ..domain.permissions import Actor, Role
from .database import Change, Register
from .lending import lent_to
from .readable import Readable

_BY_EMAIL: Final = "SELECT person_id, email, name, is_active FROM person WHERE email = $email"

_CREDENTIALS: Final = """
SELECT p.person_id, p.email, p.name, p.is_active, w.password_hash
FROM person p LEFT JOIN password w ON w.person_id = p.person_id
WHERE p.email = $email
"""

_EVERYBODY: Final = """
SELECT p.person_id, p.email, p.name, p.is_active, w.person_id IS NOT NULL AS has_password, r.role, r.signatory_id
FROM person p
LEFT JOIN password w ON w.person_id = p.person_id
LEFT JOIN role r ON r.person_id = p.person_id
ORDER BY p.name, p.email, r.role, r.signatory_id
"""

# The newest rows of one person are looked for directly: the views would rank everybody's on every rerun.
_ACTOR: Final = """
WITH held AS (
    SELECT person_id FROM session WHERE token_hash = $token_hash AND expires_at > $now
),
somebody AS (
    SELECT person_id, email, name, is_active FROM person_row
    WHERE person_id = (SELECT person_id FROM held)
    ORDER BY row_no DESC LIMIT 1
)
SELECT p.person_id, p.email, p.name, r.role, coalesce(m.into_id, r.signatory_id) AS signatory_id
FROM somebody p
LEFT JOIN (SELECT role, signatory_id, is_held,
                  row_number() OVER (PARTITION BY role, signatory_id ORDER BY row_no DESC) AS newest
           FROM role_row WHERE person_id = (SELECT person_id FROM held)) AS r
       ON r.newest = 1 AND r.is_held AND r.signatory_id NOT IN (SELECT signatory_id FROM removed)
LEFT JOIN merged m ON m.signatory_id = r.signatory_id
WHERE p.is_active
"""

_ACTOR_BY_EMAIL: Final = """
SELECT p.person_id, p.email, p.name, r.role, r.signatory_id
FROM person p LEFT JOIN role r ON r.person_id = p.person_id
WHERE p.email = $email AND p.is_active
"""

_NAMES: Final = "SELECT person_id, name FROM person WHERE list_contains($wanted::VARCHAR[], person_id)"

_LANGUAGE: Final = """
SELECT language FROM person_language_row WHERE person_id = $person_id ORDER BY row_no DESC LIMIT 1
"""

_SIGNATORIES: Final = "SELECT signatory_id FROM signatory"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A person and its Argon2id hash, None until the invitation was accepted."""

    person: Person
    password_hash: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Account:
    """One line of the list of people."""

    person: Person
    roles: frozenset[Role]
    signatories: frozenset[str]
    has_password: bool


def person_by_email(register: Register | Change, email: str) -> Person | None:
    """The person with that normal address."""
    rows = register.rows(_BY_EMAIL, {"email": email})
    return Person.model_validate(rows[0]) if rows else None


def credentials(register: Register, email: str) -> Credentials | None:
    """The person with that normal address and the hash of its password."""
    rows = register.rows(_CREDENTIALS, {"email": email})
    if not rows:
        return None
    password_hash = rows[0].pop("password_hash")
    return Credentials(Person.model_validate(rows[0]), password_hash)


def everybody(register: Register) -> tuple[Account, ...]:
    """All people by name, the disabled included."""
    accounts: dict[str, Account] = {}
    for row in register.rows(_EVERYBODY):
        person = Person(person_id=row["person_id"], email=row["email"], name=row["name"], is_active=row["is_active"])
        known = accounts.get(person.person_id) or Account(person, frozenset(), frozenset(), row["has_password"])
        roles = known.roles | ({Role(row["role"])} if row["role"] else frozenset())
        signatories = known.signatories | ({row["signatory_id"]} if row["signatory_id"] else frozenset())
        accounts[person.person_id] = Account(person, roles, signatories, known.has_password)
    return tuple(accounts.values())


def actor_of_session(register: Register, token_hash: str, now: datetime) -> Actor | None:
    """Who holds that session, unless it ended, expired, or the person was disabled; a contributor with what it is lent.

    Asked anew in every run, so that what was taken away is gone at once.
    """
    return _actor(register, register.rows(_ACTOR, {"token_hash": token_hash, "now": now}))


def actor_by_email(register: Register, email: str) -> Actor | None:
    """The active person with that normal address, with its roles."""
    return _actor(register, register.rows(_ACTOR_BY_EMAIL, {"email": email}))


def _actor(register: Register, rows: list[dict[str, str | None]]) -> Actor | None:
    if not rows:
        return None
    person_id = str(rows[0]["person_id"])
    roles = frozenset(Role(row["role"]) for row in rows if row["role"])
    return Actor(
        person_id=person_id,
        name=str(rows[0]["name"]),
        roles=roles,
        signatories=frozenset(row["signatory_id"] for row in rows if row["signatory_id"]),
        email=str(rows[0]["email"]),
        holdings=frozenset(
            (Role(row["role"]), row["signatory_id"]) for row in rows if row["role"] and row["signatory_id"]
        ),
        lent=lent_to(register, person_id) if Role.CONTRIBUTOR in roles else frozenset(),
    )


def unknown_signatories(register: Register | Change, signatories: Iterable[str]) -> tuple[str, ...]:
    """Those of the ids that the register does not hold, sorted."""
    known = {row["signatory_id"] for row in register.rows(_SIGNATORIES)}
    return tuple(sorted(set(signatories) - known))


def names_of(source: Readable, person_ids: Iterable[str]) -> dict[str, str]:
    """The names of those people by id; unknown ones, such as the command line, are left out."""
    return {row["person_id"]: row["name"] for row in source.rows(_NAMES, {"wanted": sorted(set(person_ids))})}


def write_person(change: Change, person: Person) -> None:
    """A person, or its new state."""
    change.insert("person_row", person.model_dump())


def write_roles(change: Change, person_id: str, roles: Iterable[Role], signatories: Iterable[str]) -> None:
    """Roles that are held from now on; a focal point's and a contributor's once for each signatory."""
    about_signatories = {Role.FOCAL_POINT, Role.CONTRIBUTOR}
    for role in sorted(roles):
        for signatory_id in sorted(signatories) if role in about_signatories else [""]:
            change.insert(
                "role_row",
                {"person_id": person_id, "role": role.value, "signatory_id": signatory_id, "is_held": True},
            )


def language_of(source: Readable, person_id: str) -> str:
    """In which language a person is written to; English while nobody said."""
    rows = source.rows(_LANGUAGE, {"person_id": person_id})
    return str(rows[0]["language"]) if rows else "en"


def write_language(change: Change, person_id: str, language: str) -> None:
    """In which language a person is written to from now on."""
    change.insert("person_language_row", {"person_id": person_id, "language": language})


def write_password(change: Change, person_id: str, password_hash: str) -> None:
    """The hash that counts from now on."""
    change.insert("password_row", {"person_id": person_id, "password_hash": password_hash})
