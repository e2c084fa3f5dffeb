"""Items of a report that are lent to contributors: what is with whom, and what is known of their accounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from ..domain.permissions import LentItem
from .database import Change
from .merged import OWN, own_ids
from .readable import Readable


class LendingState(StrEnum):
    """Where a lent item is: with the contributor, come back, come back and cleared by a focal point, or taken back."""

    LENT = "lent"
    HANDED_BACK = "handed_back"
    CLEARED = "cleared"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Lending:
    """The newest state of one item with one person. `set_at` is UTC."""

    item: str
    person_id: str
    name: str
    email: str
    state: LendingState
    note: str | None
    set_at: datetime
    set_by: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody's account as far as lending asks: what it holds, and whether it was ever used."""

    person_id: str
    has_password: bool = False
    is_staff: bool = False
    focal_of: frozenset[str] = frozenset()
    contributor_of: frozenset[str] = frozenset()


_LENDINGS: Final = """
SELECT l.item, l.person_id, coalesce(p.name, '') AS name, coalesce(p.email, '') AS email, l.state, l.note,
       l.set_at, l.set_by
FROM (SELECT *, row_number() OVER (PARTITION BY item, person_id ORDER BY row_no DESC) AS newest
      FROM lending_row WHERE signatory_id = ANY($own) AND cycle = $cycle) AS l
LEFT JOIN person p ON p.person_id = l.person_id
WHERE l.newest = 1
ORDER BY l.row_no
"""

_IS_LENT: Final = f"""
SELECT state FROM lending_row
WHERE signatory_id IN {OWN} AND cycle = $cycle AND item = $item AND person_id = $person_id
ORDER BY row_no DESC LIMIT 1
"""

# The newest rows of one person are looked for directly: it is asked in every run of a contributor's page.
_LENT_TO: Final = """
SELECT signatory_id, cycle, item FROM (
    SELECT coalesce(m.into_id, l.signatory_id) AS signatory_id, l.cycle, l.item, l.state,
           row_number() OVER (PARTITION BY coalesce(m.into_id, l.signatory_id), l.cycle, l.item
                              ORDER BY l.row_no DESC) AS newest
    FROM lending_row AS l LEFT JOIN merged AS m ON m.signatory_id = l.signatory_id
    WHERE l.person_id = $person_id) AS r
WHERE newest = 1 AND state = 'lent'
"""

_HELD: Final = "SELECT role, signatory_id FROM role WHERE person_id = $person_id"

_HAS_PASSWORD: Final = "SELECT 1 AS is_set FROM password_row WHERE person_id = $person_id LIMIT 1"


def lendings(source: Readable, signatory_id: str, cycle: str, own: Sequence[str] = ()) -> tuple[Lending, ...]:
    """The newest state of every item with every person it was ever lent to, in the order in which they were set.

    `own` are the signatory's identifiers where they are known already (see `own_ids`).
    """
    rows = source.rows(_LENDINGS, {"own": list(own) or own_ids(source, signatory_id), "cycle": cycle})
    return tuple(Lending(**{**row, "state": LendingState(row["state"])}) for row in rows)


def is_lent(source: Readable, signatory_id: str, cycle: str, item: str, person_id: str) -> bool:
    """Whether the item is with that person now."""
    key = {"signatory_id": signatory_id, "cycle": cycle, "item": item, "person_id": person_id}
    rows = source.rows(_IS_LENT, key)
    return bool(rows) and rows[0]["state"] == LendingState.LENT


def lent_to(source: Readable, person_id: str) -> frozenset[LentItem]:
    """What is with that person now, in every report."""
    return frozenset(LentItem(**row) for row in source.rows(_LENT_TO, {"person_id": person_id}))


def colleague(source: Readable, person_id: str) -> Colleague:
    """What an account holds."""
    held = [(str(row["role"]), str(row["signatory_id"])) for row in source.rows(_HELD, {"person_id": person_id})]
    return Colleague(
        person_id=person_id,
        has_password=bool(source.rows(_HAS_PASSWORD, {"person_id": person_id})),
        is_staff=any(role in ("reviewer", "administrator") for role, _ in held),
        focal_of=frozenset(signatory_id for role, signatory_id in held if role == "focal_point"),
        contributor_of=frozenset(signatory_id for role, signatory_id in held if role == "contributor"),
    )


def set_state(
    change: Change, report: tuple[str, str], items: Iterable[str], person_id: str, state: LendingState, note: str,
    who: str,
) -> None:  # fmt: skip
    """The state of items with a person from now on; `report` is the signatory and the cycle."""
    for item in items:
        change.insert(
            "lending_row",
            {
                "signatory_id": report[0],
                "cycle": report[1],
                "item": item,
                "person_id": person_id,
                "state": state.value,
                "note": note or None,
                "set_at": change.now,
                "set_by": who,
            },
        )
