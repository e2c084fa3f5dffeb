"""Reading what happened over time: endorsements and withdrawals by day, reporting in the newest cycle, names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from .edition import Edition
from .signatories import Names

# A body with several endorsements counts once, from its first dated one; it has withdrawn once all are withdrawn.
_ENDORSEMENTS: Final = """
    WITH bodies AS (
        SELECT signatory_id, stakeholder_type = 'national_government' AS is_government,
               min(endorsement.endorsed_on) AS since,
               CASE WHEN count(*) = count(endorsement.withdrawn_on) THEN max(endorsement.withdrawn_on) END AS until
        FROM endorsement JOIN signatory ON id = signatory_id
        GROUP BY signatory_id, stakeholder_type
    ),
    steps AS (
        SELECT is_government, since AS happened_on, 1 AS came, 0 AS went FROM bodies WHERE since IS NOT NULL
        UNION ALL
        SELECT is_government, until, 0, 1 FROM bodies WHERE since IS NOT NULL AND until IS NOT NULL
        UNION ALL
        SELECT is_government, NULL, 1, 0 FROM bodies WHERE since IS NULL AND until IS NULL
    )
    SELECT is_government, happened_on, sum(came), sum(went)
    FROM steps GROUP BY is_government, happened_on ORDER BY happened_on, is_government
"""

_CYCLE: Final = "SELECT cycle FROM reporting LIMIT 1"

_REPORTING: Final = """
    SELECT reporting.cycle, max(due_on), count(*), count(received_on),
           count(*) FILTER (light = 'on_time'), count(*) FILTER (light = 'due')
    FROM reporting
    JOIN signatory ON signatory.id = reporting.signatory_id
    JOIN membership ON membership.signatory_id = reporting.signatory_id
    WHERE dimension = $dimension AND member = $member
      AND ($stakeholder_type = 'all' OR stakeholder_type = $stakeholder_type)
    GROUP BY reporting.cycle
"""

_NAMES: Final = """
    SELECT id, name, name_fr, name_es, name_ru, name_ar, name_zh
    FROM signatory WHERE id IN (SELECT unnest($ids))
"""


@dataclass(frozen=True, slots=True)
class EndorsementStep:
    """How many national governments, or other bodies, came and went on a day; `on` is None for the undated."""

    is_government: bool
    on: date | None
    came: int
    went: int


@dataclass(frozen=True, slots=True)
class CycleReporting:
    """Reporting in the newest cycle of an edition: asked, received by its date, on time, and not yet due.

    `due_on` is the latest due day of any signatory of the group.
    """

    cycle: str
    due_on: date
    asked: int
    received: int
    on_time: int
    not_yet_due: int


def endorsement_steps(edition: Edition) -> tuple[EndorsementStep, ...]:
    """Recorded endorsements and withdrawals by day, the undated last; who withdrew without a date of coming is out."""
    return tuple(
        EndorsementStep(bool(kind), day, int(came), int(went)) for kind, day, came, went in edition.rows(_ENDORSEMENTS)
    )


def newest_cycle(edition: Edition) -> str | None:
    """The cycle that the edition's reporting light is about; None when nobody was asked yet."""
    found = edition.rows(_CYCLE)
    return str(found[0][0]) if found else None


def cycle_reporting(
    edition: Edition, *, dimension: str = "all", member: str = "all", stakeholder_type: str = "all"
) -> CycleReporting | None:
    """What a group was asked for and gave in the edition's newest cycle; None when nobody of it was asked."""
    filters = {"dimension": dimension, "member": member, "stakeholder_type": stakeholder_type}
    found = edition.rows(_REPORTING, filters)
    return CycleReporting(*found[0]) if found else None


def names_of(edition: Edition, ids: Collection[str]) -> dict[str, Names]:
    """The names of these signatories by id; those that the edition does not know are left out."""
    return {row[0]: Names(*row[1:]) for row in edition.rows(_NAMES, {"ids": list(ids)})}
