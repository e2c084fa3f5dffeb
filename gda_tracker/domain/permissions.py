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
    LEND_ITEMS = "lend_items"
    WORK_ON_LENT = "work_on_lent"
    MAP_ITEMS = "map_items"
    REVIEW = "review"
    EDIT_REGISTER = "edit_register"
    READ_REGISTER = "read_register"
    FOLLOW_UP = "follow_up"
    READ_TRAIL = "read_trail"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_CYCLES = "manage_cycles"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class LentItem:
    """One item of one report that is out with a contributor."""

    signatory_id: str
    cycle: str
    item: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person with roles, and the signatories that it reports for.

    `holdings` says which reporting role it holds for which signatory; None stands for each of them for each signatory.
    """

    person_id: str
    name: str
    roles: frozenset[Role] = frozenset()
    signatories: frozenset[str] = frozenset()
    email: str = field(default="", repr=False)
    holdings: frozenset[tuple[Role, str]] | None = None
    lent: frozenset[LentItem] = frozenset()

    @property
    def is_staff(self) -> bool:
        """True for ITU staff."""
        return bool(self.roles & _STAFF)

    def holds(self, role: Role, signatory_id: str | None) -> bool:
        """Whether it has that reporting role for that signatory."""
        if signatory_id is None or role not in self.roles:
            return False
        return signatory_id in self.signatories if self.holdings is None else (role, signatory_id) in self.holdings

    def lent_items(self, signatory_id: str, cycle: str) -> frozenset[str]:
        """The items of a report that are lent to it, while it is a contributor of the signatory."""
        if not self.holds(Role.CONTRIBUTOR, signatory_id):
            return frozenset()
        return frozenset(one.item for one in self.lent if (one.signatory_id, one.cycle) == (signatory_id, cycle))


_STAFF: Final = frozenset({Role.REVIEWER, Role.ADMINISTRATOR})
_FOCAL: Final = frozenset({Role.FOCAL_POINT})
VISITOR: Final = Actor(person_id="visitor", name="", roles=frozenset({Role.VISITOR}))
SYSTEM: Final = Actor(person_id="system", name="Command line", roles=frozenset({Role.REVIEWER, Role.ADMINISTRATOR}))
"""Whoever holds the machine's command line: it can open the file itself, so it is trusted as staff."""

PERMITTED: Final[dict[Action, frozenset[Role]]] = {
    Action.EDIT_REPORT: _FOCAL,
    Action.SUBMIT_REPORT: _FOCAL,
    Action.READ_REPORT: _FOCAL | _STAFF,
    Action.LEND_ITEMS: _FOCAL,
    Action.WORK_ON_LENT: frozenset({Role.CONTRIBUTOR}),
    Action.MAP_ITEMS: _FOCAL | _STAFF,
    Action.REVIEW: frozenset({Role.REVIEWER}),
    Action.EDIT_REGISTER: _STAFF,
    Action.READ_REGISTER: _STAFF,
    Action.FOLLOW_UP: _STAFF,
    Action.READ_TRAIL: _STAFF,
    Action.MANAGE_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Action.MANAGE_CYCLES: frozenset({Role.ADMINISTRATOR}),
    Action.PUBLISH: frozenset({Role.ADMINISTRATOR}),
}
"""Beside these, a contributor reads and edits the items that were lent to it: `permits` with the item in hand."""

_OF_LENT_ITEM: Final = frozenset({Action.EDIT_REPORT, Action.READ_REPORT})


class NotAllowed(Exception):
    """A broken promise: somebody reached an act that is not theirs."""

    def __init__(self, actor: Actor, action: Action, signatory_id: str | None = None) -> None:
        super().__init__(f"{action.value} is not permitted for {actor.person_id} on {signatory_id or 'the register'}")
        self.action = action


def permits(actor: Actor, action: Action, signatory_id: str | None = None, item: tuple[str, str] | None = None) -> bool:
    """Whether the actor may do it, on that signatory where the act is about one.

    With `item`, a cycle and an item of it, the act is about that item alone: then a contributor may who was lent it.
    """
    if action is Action.REVIEW:  # Conflict of interest: nobody reviews a signatory it reports for, in whatever role.
        return Role.REVIEWER in actor.roles and signatory_id not in actor.signatories
    if any(_gives(actor, role, signatory_id) for role in PERMITTED[action] & actor.roles):
        return True
    if item is None or signatory_id is None or action not in _OF_LENT_ITEM:
        return False
    cycle, code = item
    return code in actor.lent_items(signatory_id, cycle)


def _gives(actor: Actor, role: Role, signatory_id: str | None) -> bool:
    """A staff role is about every signatory, a reporting role about those alone for which it is held."""
    return role in _STAFF or actor.holds(role, signatory_id)


def require(actor: Actor, action: Action, signatory_id: str | None = None, item: tuple[str, str] | None = None) -> None:
    """Raise NotAllowed unless the actor may do it."""
    if not permits(actor, action, signatory_id, item):
        raise NotAllowed(actor, action, signatory_id)
