"""Who may do what (PRODUCT.md, Roles). Services call `require`; nothing else decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """A person's role; focal points and contributors hold it for named signatories."""

    VISITOR = "visitor"
    CONTRIBUTOR = "contributor"
    FOCAL_POINT = "focal_point"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """Everything that asks for permission."""

    EDIT_REPORT = "edit_report"
    SUBMIT_REPORT = "submit_report"
    READ_REPORT = "read_report"
    REVIEW = "review"
    EDIT_REGISTER = "edit_register"
    READ_REGISTER = "read_register"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_CYCLES = "manage_cycles"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person with roles, and the signatories that it reports for."""

    person_id: str
    name: str
    roles: frozenset[Role] = frozenset()
    signatories: frozenset[str] = frozenset()
    email: str = field(default="", repr=False)

    @property
    def is_staff(self) -> bool:
        """True for ITU staff."""
        return bool(self.roles & {Role.REVIEWER, Role.ADMINISTRATOR})


VISITOR: Final = Actor(person_id="visitor", name="", roles=frozenset({Role.VISITOR}))
SYSTEM: Final = Actor(person_id="system", name="Command line", roles=frozenset({Role.REVIEWER, Role.ADMINISTRATOR}))
"""Whoever holds the machine's command line: it can open the file itself, so it is trusted as staff."""

_STAFF: Final = frozenset({Role.REVIEWER, Role.ADMINISTRATOR})
_FOCAL: Final = frozenset({Role.FOCAL_POINT})

PERMITTED: Final[dict[Action, frozenset[Role]]] = {
    Action.EDIT_REPORT: _FOCAL,
    Action.SUBMIT_REPORT: _FOCAL,
    Action.READ_REPORT: _FOCAL | _STAFF,
    Action.REVIEW: frozenset({Role.REVIEWER}),
    Action.EDIT_REGISTER: _STAFF,
    Action.READ_REGISTER: _STAFF,
    Action.MANAGE_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Action.MANAGE_CYCLES: frozenset({Role.ADMINISTRATOR}),
    Action.PUBLISH: frozenset({Role.ADMINISTRATOR}),
}
"""Contributors get their lent items with delegation; until then their role permits nothing."""

_OWN_SIGNATORY: Final = frozenset({Action.EDIT_REPORT, Action.SUBMIT_REPORT, Action.READ_REPORT})


class NotAllowed(Exception):
    """A broken promise: somebody reached an act that is not theirs."""

    def __init__(self, actor: Actor, action: Action, signatory_id: str | None = None) -> None:
        super().__init__(f"{action.value} is not permitted for {actor.person_id} on {signatory_id or 'the register'}")
        self.action = action


def permits(actor: Actor, action: Action, signatory_id: str | None = None) -> bool:
    """Whether the actor may do it, on that signatory where the act is about one."""
    if not actor.roles & PERMITTED[action]:
        return False
    if action is Action.REVIEW:  # Conflict of interest: nobody reviews a signatory it reports for.
        return signatory_id not in actor.signatories
    if action in _OWN_SIGNATORY and not (actor.is_staff and PERMITTED[action] & actor.roles & _STAFF):
        return signatory_id is not None and signatory_id in actor.signatories
    return True


def require(actor: Actor, action: Action, signatory_id: str | None = None) -> None:
    """Raise NotAllowed unless the actor may do it."""
    if not permits(actor, action, signatory_id):
        raise NotAllowed(actor, action, signatory_id)
