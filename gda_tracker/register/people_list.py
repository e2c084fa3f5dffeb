"""The list of accounts, a page at a time, and what staff changes of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from ..domain.permissions import Role
from .database import Change, Register

_LISTED: Final = """
SELECT p.person_id, p.email, p.name, p.is_active, w.person_id IS NOT NULL AS has_password,
       coalesce((SELECT string_agg(r.role || ' ' || r.signatory_id, ';' ORDER BY r.role, r.signatory_id)
                 FROM role r WHERE r.person_id = p.person_id), '') AS roles,
       (SELECT max(s.started_at) FROM session_row s WHERE s.person_id = p.person_id) AS signed_in_at,
       (SELECT count(*) FROM session s WHERE s.person_id = p.person_id AND s.expires_at > $now) AS sessions,
       (SELECT count(*) FROM invitation i WHERE i.person_id = p.person_id AND i.expires_at > $now) AS invitations,
       p.total
FROM (
    SELECT q.*, count(*) OVER () AS total FROM person q
    WHERE ($person_id = '' OR q.person_id = $person_id)
      AND ($word = '' OR lower(q.name) LIKE $word_like ESCAPE '!' OR q.email LIKE $word_like ESCAPE '!')
      AND ($role = '' OR EXISTS (SELECT 1 FROM role r WHERE r.person_id = q.person_id AND r.role = $role))
      AND ($state = '' OR q.is_active = ($state = 'active'))
    ORDER BY q.name, q.email LIMIT $most OFFSET $skipped
) AS p
LEFT JOIN password w ON w.person_id = p.person_id
ORDER BY p.name, p.email
"""

_NAMES: Final = "SELECT signatory_id, name FROM signatory WHERE signatory_id = ANY($signatories)"

_STAFF_ROLES: Final = """
SELECT role FROM role WHERE person_id = $person_id AND role IN ('reviewer', 'administrator') ORDER BY role
"""

_REPORTS: Final = """
SELECT count(*) AS roles FROM role WHERE person_id = $person_id AND role IN ('focal_point', 'contributor')
"""

_HOLDINGS: Final = """
SELECT r.role, coalesce(s.name, r.signatory_id) AS signatory FROM role r
LEFT JOIN signatory s ON s.signatory_id = r.signatory_id
WHERE r.person_id = $person_id ORDER BY r.role, signatory
"""

_OTHER_ADMINISTRATORS: Final = """
SELECT count(*) AS others FROM role r JOIN person p ON p.person_id = r.person_id
WHERE r.role = 'administrator' AND p.is_active AND r.person_id <> $person_id
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """What is looked for in the list of accounts; empty keeps all. `state` is `active` or `disabled`."""

    word: str = ""
    role: str = ""
    state: str = ""
    person_id: str = ""


def listed(register: Register, sought: Listed, now: datetime, most: int, skipped: int) -> list[dict[str, Any]]:
    """Accounts by name, with `total` of all that fit; `roles` as `role signatory_id` joined by semicolons."""
    word = sought.word.lower()
    like = word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return register.rows(
        _LISTED,
        {
            "word": word,
            "word_like": f"%{like}%",
            "person_id": sought.person_id,
            "role": sought.role,
            "state": sought.state,
            "now": now,
            "most": most,
            "skipped": skipped,
        },
    )


def names_of(register: Register, signatories: Iterable[str]) -> dict[str, str]:
    """What signatories are called, by identifier."""
    rows = register.rows(_NAMES, {"signatories": list(signatories)})
    return {str(row["signatory_id"]): str(row["name"]) for row in rows}


def staff_roles(source: Register | Change, person_id: str) -> frozenset[Role]:
    """Which of the staff's roles a person holds."""
    return frozenset(Role(row["role"]) for row in source.rows(_STAFF_ROLES, {"person_id": person_id}))


def reports(source: Register | Change, person_id: str) -> bool:
    """Whether a person reports for anybody."""
    return bool(source.rows(_REPORTS, {"person_id": person_id})[0]["roles"])


def holdings(source: Register | Change, person_id: str) -> tuple[tuple[Role, str], ...]:
    """Every role of a person, with the name of the signatory that it is held for; empty for a role in the staff."""
    rows = source.rows(_HOLDINGS, {"person_id": person_id})
    return tuple((Role(row["role"]), str(row["signatory"])) for row in rows)


def other_administrators(source: Register | Change, person_id: str) -> int:
    """How many active administrators there are beside that person."""
    return int(source.rows(_OTHER_ADMINISTRATORS, {"person_id": person_id})[0]["others"])


def write_staff_roles(change: Change, person_id: str, taken: Iterable[Role], given: Iterable[Role]) -> None:
    """Staff roles that are no longer held, and those that are from now on."""
    for roles, is_held in ((taken, False), (given, True)):
        for role in sorted(roles):
            change.insert(
                "role_row", {"person_id": person_id, "role": role.value, "signatory_id": "", "is_held": is_held}
            )
