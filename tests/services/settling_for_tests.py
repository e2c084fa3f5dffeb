"""What the tests of imports share: a small list with every kind of row, and the steps with it."""

from __future__ import annotations

from pathlib import Path

from gda_tracker.domain.permissions import Actor
from gda_tracker.domain.settling import Choice, RowDecision
from gda_tracker.register import Register
from gda_tracker.services.import_applying import AppliedList, apply_list
from gda_tracker.services.import_lists import Brought, OpenList, bring_list, open_list
from gda_tracker.services.settling import Recorded, decide_row

HEAD = b"Name,Type,Country,Endorsed on,Website,Colour\n"
SAME = b"Kenya,Government,Kenya,2024-11-16,,\n"  # row 2
NEW = b"Zanzibar Solar Works,Company,Tanzania,2025-02-03,,blue\n"  # row 3
CONFLICTING = b"FTTH Council Europe,Company,Belgium,2024-12-24,https://ftth.example/,\n"  # row 4
MAYBE = b"FTTH Counsil Europe,Company,Belgium,,,\n"  # row 5
FAULTY = b"Nobody Knows,neither,Kenya,,,\n"  # row 6
LIST = HEAD + SAME + NEW + CONFLICTING + MAYBE + FAULTY
FTTH = "ftth-council-europe"
KEEP = RowDecision(Choice.SAME, FTTH)
TAKE_DAY = RowDecision(Choice.SAME, FTTH, ("endorsed_on",), "Their letter says so.")


def brought(register: Register, actor: Actor, folder: Path, data: bytes = LIST, name: str = "list.csv") -> str:
    """The identifier of a list that was just brought."""
    made = bring_list(register, actor, folder, (data, name))
    assert isinstance(made, Brought), made
    return made.import_id


def opened(register: Register, actor: Actor, folder: Path, import_id: str) -> OpenList:
    found = open_list(register, actor, folder, import_id)
    assert isinstance(found, OpenList), found
    return found


def decided(register: Register, actor: Actor, folder: Path, import_id: str, row: int, how: RowDecision) -> Recorded:
    made = decide_row(register, actor, folder, (import_id, row), how)
    assert isinstance(made, Recorded), made
    return made


def applied(register: Register, actor: Actor, folder: Path, data: bytes = LIST) -> tuple[str, AppliedList]:
    """The list brought, its conflicting row taken, its doubtful row added as new, and applied."""
    import_id = brought(register, actor, folder, data)
    decided(register, actor, folder, import_id, 4, TAKE_DAY)
    decided(register, actor, folder, import_id, 5, RowDecision(Choice.NEW))
    made = apply_list(register, actor, folder, import_id)
    assert isinstance(made, AppliedList), made
    return import_id, made
