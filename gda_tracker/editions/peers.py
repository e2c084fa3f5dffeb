"""Reading what stands around one profile: whether an edition has it, the cycles, others like it."""

from __future__ import annotations

from typing import Final

from .edition import Edition
from .signatories import Names

_IS_KNOWN: Final = "SELECT count(*) FROM signatory WHERE id = $id"

_CYCLES: Final = "SELECT DISTINCT cycle FROM entry ORDER BY cycle"

# Those that follow it in the alphabet, then from its beginning: a choice that no merit makes.
_PEERS: Final = """
    SELECT other.id, other.name, other.name_fr, other.name_es, other.name_ru, other.name_ar, other.name_zh
    FROM signatory AS other JOIN signatory AS this ON this.id = $id
    WHERE other.id <> this.id AND other.stakeholder_type = this.stakeholder_type
      AND other.itu_region IS NOT DISTINCT FROM this.itu_region AND other.withdrawn_on IS NULL
    ORDER BY (strip_accents(lower(other.name)), other.id) < (strip_accents(lower(this.name)), this.id),
             strip_accents(lower(other.name)), other.id
    LIMIT $most
"""


def knows(edition: Edition, signatory_id: str) -> bool:
    """Whether an edition has a signatory of that id."""
    return bool(edition.rows(_IS_KNOWN, {"id": signatory_id})[0][0])


def cycles(edition: Edition) -> tuple[str, ...]:
    """The cycles that anybody has reported for, oldest first."""
    return tuple(row[0] for row in edition.rows(_CYCLES))


def peers(edition: Edition, signatory_id: str, most: int = 4) -> tuple[tuple[str, Names], ...]:
    """Ids and names of a few others of the same type and region, the next in the alphabet."""
    found = edition.rows(_PEERS, {"id": signatory_id, "most": most})
    return tuple((row[0], Names(*row[1:7])) for row in found)
