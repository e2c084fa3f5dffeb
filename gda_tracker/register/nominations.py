"""Focal points and their nominations: who speaks for a signatory, by which document, until when."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from ..domain.nominations import Nomination
from .database import Change
from .merged import OWN
from .readable import Readable


@dataclass(frozen=True, slots=True)
class FocalPoint:
    """Somebody who is, or was, focal point; `nomination` is None where no document is on record."""

    signatory_id: str
    signatory: str
    person_id: str
    name: str
    email: str
    is_active: bool
    is_held: bool
    nomination: Nomination | None


_OF_SIGNATORY: Final = f"""
    WITH held AS (
        SELECT person_id FROM role WHERE role = 'focal_point' AND signatory_id = $signatory_id
    ),
    told AS (
        SELECT *, row_number() OVER (PARTITION BY person_id ORDER BY row_no DESC) AS newest
        FROM nomination_row WHERE signatory_id IN {OWN}
    ),
    was AS (
        SELECT DISTINCT person_id FROM role_row WHERE role = 'focal_point' AND signatory_id IN {OWN}
    )
    SELECT $signatory_id AS signatory_id, '' AS signatory, p.person_id, p.name, p.email, p.is_active,
           h.person_id IS NOT NULL AS is_held,
           n.channel, n.document, n.dated_on, n.term_from, n.term_until, n.note
    FROM was AS w JOIN person AS p ON p.person_id = w.person_id
    LEFT JOIN held AS h ON h.person_id = p.person_id
    LEFT JOIN told AS n ON n.person_id = p.person_id AND n.newest = 1
    ORDER BY h.person_id IS NULL, p.name, p.person_id
"""

_EVERYBODY: Final = """
    WITH told AS (
        SELECT r.*, row_number() OVER (PARTITION BY r.person_id, r.signatory_id ORDER BY r.row_no DESC) AS newest
        FROM (SELECT t.row_no, t.person_id, coalesce(m.into_id, t.signatory_id) AS signatory_id, t.channel,
                     t.document, t.dated_on, t.term_from, t.term_until, t.note
              FROM nomination_row AS t LEFT JOIN merged AS m ON m.signatory_id = t.signatory_id) AS r
    )
    SELECT r.signatory_id, s.name AS signatory, p.person_id, p.name, p.email, p.is_active, true AS is_held,
           n.channel, n.document, n.dated_on, n.term_from, n.term_until, n.note, count(*) OVER () AS found
    FROM role AS r JOIN person AS p ON p.person_id = r.person_id AND p.is_active
    JOIN signatory AS s ON s.signatory_id = r.signatory_id
    LEFT JOIN told AS n ON n.person_id = r.person_id AND n.signatory_id = r.signatory_id AND n.newest = 1
    WHERE r.role = 'focal_point'
"""
_ORDER: Final = """
    ORDER BY CASE WHEN n.term_until IS NULL THEN 1 ELSE 0 END, n.term_until, s.name, p.name, p.person_id
    LIMIT $most OFFSET $after
"""
# Whose term ends first comes first; a term that nobody told of comes last.
_ALL: Final = _EVERYBODY + _ORDER
_OVER: Final = f"{_EVERYBODY} AND n.term_until < $today {_ORDER}"

_HELD_UNDER: Final = f"""
    SELECT signatory_id FROM
        (SELECT signatory_id, is_held, row_number() OVER (PARTITION BY signatory_id ORDER BY row_no DESC) AS newest
         FROM role_row
         WHERE person_id = $person_id AND role = 'focal_point' AND signatory_id IN {OWN}) AS r
    WHERE newest = 1 AND is_held ORDER BY signatory_id
"""
_TOLD: Final = frozenset(Nomination.__dataclass_fields__)


def focal_points(source: Readable, signatory_id: str) -> tuple[FocalPoint, ...]:
    """Who is focal point of a signatory, then who was."""
    return tuple(_focal_point(row) for row in source.rows(_OF_SIGNATORY, {"signatory_id": signatory_id}))


def all_focal_points(source: Readable, most: int, after: int = 0) -> tuple[tuple[FocalPoint, ...], int]:
    """Focal points of all signatories, whose term ends first before the others, and how many there are in all."""
    return _page(source.rows(_ALL, {"most": most, "after": after}))


def whose_term_is_over(source: Readable, today: date, most: int) -> tuple[tuple[FocalPoint, ...], int]:
    """Who is focal point still though the term on record is over, the longest over first; how many in all."""
    return _page(source.rows(_OVER, {"most": most, "after": 0, "today": today}))


def _page(rows: list[dict[str, Any]]) -> tuple[tuple[FocalPoint, ...], int]:
    found = int(rows[0]["found"]) if rows else 0
    return tuple(_focal_point({name: row[name] for name in row if name != "found"}) for row in rows), found


def held_under(source: Readable, signatory_id: str, person_id: str) -> tuple[str, ...]:
    """Under which identifiers of a signatory somebody is focal point; several where signatories were merged."""
    rows = source.rows(_HELD_UNDER, {"signatory_id": signatory_id, "person_id": person_id})
    return tuple(str(row["signatory_id"]) for row in rows)


def write_nomination(change: Change, signatory_id: str, person_id: str, told: Nomination, who: str) -> None:
    """By which document somebody is focal point, from now on; the act's trail record must have been written."""
    change.insert(
        "nomination_row",
        {"person_id": person_id, "signatory_id": signatory_id, **asdict(told), "set_at": change.now, "set_by": who},
    )


def end_role(change: Change, signatory_id: str, person_id: str) -> None:
    """Somebody is focal point under this identifier no longer."""
    change.insert(
        "role_row",
        {"person_id": person_id, "role": "focal_point", "signatory_id": signatory_id, "is_held": False},
    )


def _focal_point(row: dict[str, Any]) -> FocalPoint:
    told = {name: row[name] for name in _TOLD}
    rest = {name: value for name, value in row.items() if name not in _TOLD}
    nomination = Nomination(**told) if told["channel"] is not None else None
    return FocalPoint(**rest, nomination=nomination)


def term_end(point: FocalPoint) -> date | None:
    """Until when somebody is nominated, where that is known."""
    return point.nomination.term_until if point.nomination else None
