"""What the public may have computed from editions; no register, no actor: editions are public as a whole."""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from .. import editions, facts
from ..domain.changes import Group
from ..domain.cutoffs import Sensitivity
from ..domain.declaration import Applicability
from ..editions import Edition
from ..method.sensitivity import sensitivity as measured


@lru_cache(maxsize=128)
def sensitivity(edition: Edition, *, item: str, dimension: str, member: str, stakeholder_type: str) -> Sensitivity:
    """The counts of a group under every setting of the cut-offs; kept, since the dial asks for the same again."""
    group = Group(item, dimension, member, stakeholder_type)
    cells, signatories = pl.DataFrame(editions.cell_table(edition)), pl.DataFrame(editions.signatory_table(edition))
    return measured(cells, signatories, group)


def applicability() -> tuple[Applicability, ...]:
    """The published matrix: which items a stakeholder type can be due on."""
    return facts.applicability()
