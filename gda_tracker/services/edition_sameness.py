"""Whether an edition would change anything at all, and the reason that is asked for where it would not."""

from __future__ import annotations

import hashlib
from typing import Final

from ..domain.problems import Problem, message
from ..editions import Edition, EditionInfo
from ..editions.same import holds_the_same
from ..method import METHOD_VERSION
from ..register import Register
from .edition_tables import Computed, lights, public_tables

LONGEST_REASON: Final = 2000
"""Letters of the reason for an edition that changes nothing."""
_NOT_COMPARED: Final = ("service",)
"""The secretariat's own figures: each act at the desk, a publication too, moves them."""


def unchanged(register: Register, computed: Computed, found: tuple[EditionInfo, ...]) -> EditionInfo | None:
    """The last edition, or the last that stands, that holds the same cells, signatories and texts already.

    Inside the same `accepting` as `compute`; texts are looked at only where cells and signatories are the same.
    """
    standing = next((info for info in found if not info.is_withdrawn), None)
    for info in {info.number: info for info in (standing, *found[:1]) if info}.values():
        if info.method_version == METHOD_VERSION and _holds(register, computed, info):
            return info
    return None


def named(register: Register, computed: Computed) -> str:
    """A name of exactly these cells, signatories, lights and due days, whatever their order."""
    tables = (computed.cells, computed.signatories, lights(register, computed))
    rows = [table.hash_rows(seed=29).sort().to_numpy().tobytes() for table in tables]
    return hashlib.sha256(b"".join(rows)).hexdigest()


def wrong_reason(same_as: EditionInfo | None, reason: str) -> Problem | None:
    """Why an edition cannot be published with this reason; one that changes something needs none."""
    if len(reason) > LONGEST_REASON:
        text = message("The reason has {length} letters; at most {most} are kept.")
        return Problem("edition-reason-long", text, values={"length": len(reason), "most": LONGEST_REASON})
    if same_as is None or reason:
        return None
    return Problem(
        "edition-unchanged",
        message(
            "Nothing changes against edition {number}: no cell, no signatory and no text. Give the reason why it is "
            "published all the same."
        ),
        values={"number": same_as.number},
    )


def _holds(register: Register, computed: Computed, info: EditionInfo) -> bool:
    with Edition.open(info.path) as edition:
        if not holds_the_same(edition, {"cell": computed.cells}):
            return False
        tables = public_tables(register, computed)
        return holds_the_same(edition, {name: rows for name, rows in tables.items() if name not in _NOT_COMPARED})
