"""Who has a door to a signatory's reports, told by the identifiers that the roles were given for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from .readable import Readable


@dataclass(frozen=True, slots=True)
class Reporting:
    """Somebody with an open account who reports; `is_focal_point` is False for a contributor alone."""

    person_id: str
    name: str
    is_focal_point: bool


# A merge that was undone, and one that holds: `merged` follows each to its end, this one goes the other way.
_UNDER: Final = """
    WITH RECURSIVE held AS (
        SELECT signatory_id, into_id FROM
            (SELECT signatory_id, into_id, is_merged,
                    row_number() OVER (PARTITION BY signatory_id ORDER BY row_no DESC) AS newest FROM merge_row) AS r
        WHERE newest = 1 AND is_merged
    ),
    under AS (
        SELECT $signatory_id AS signatory_id
        UNION
        SELECT h.signatory_id FROM held AS h JOIN under AS u ON u.signatory_id = h.into_id
    )
    SELECT signatory_id FROM under ORDER BY signatory_id
"""

_REPORTING: Final = """
    SELECT p.person_id, p.name, max(CASE WHEN r.role = 'focal_point' THEN 1 ELSE 0 END) AS focal
    FROM (SELECT person_id, role, is_held,
                 row_number() OVER (PARTITION BY person_id, role, signatory_id ORDER BY row_no DESC) AS newest
          FROM role_row WHERE signatory_id = ANY($own) AND role IN ('focal_point', 'contributor')) AS r
    JOIN person AS p ON p.person_id = r.person_id AND p.is_active
    WHERE r.newest = 1 AND r.is_held
    GROUP BY p.person_id, p.name ORDER BY p.name, p.person_id
"""

_ADMINISTRATORS: Final = """
    SELECT DISTINCT p.person_id, p.name FROM role AS r JOIN person AS p ON p.person_id = r.person_id
    WHERE r.role = 'administrator' AND p.is_active ORDER BY p.name, p.person_id
"""


def under(source: Readable, signatory_id: str) -> frozenset[str]:
    """A signatory's identifier with those merged into it, link by link, whether it stands itself or was merged."""
    return frozenset(str(row["signatory_id"]) for row in source.rows(_UNDER, {"signatory_id": signatory_id}))


def reporting_under(source: Readable, own: Collection[str]) -> tuple[Reporting, ...]:
    """Who reports under any of these identifiers, by name."""
    rows = source.rows(_REPORTING, {"own": sorted(own)})
    return tuple(Reporting(str(row["person_id"]), str(row["name"]), bool(row["focal"])) for row in rows)


def administrators(source: Readable) -> tuple[str, ...]:
    """The names of those who administer."""
    return tuple(str(row["name"]) for row in source.rows(_ADMINISTRATORS))
