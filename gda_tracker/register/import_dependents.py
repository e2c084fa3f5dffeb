"""What builds on an applied import: everything later that would hang in the air if it were taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .readable import Readable


@dataclass(frozen=True, slots=True)
class Dependent:
    """One thing that rests on a signatory or a field of the import; `named` says which, in short."""

    kind: str
    name: str
    named: str
    of_kind: int


# Only what was recorded after the import: an identifier may have been given before, and removed.
_DEPENDENTS: Final = """
WITH made AS (
    SELECT signatory_id, made, max(trail_seq) AS act FROM import_made_row
    WHERE import_id = $import_id GROUP BY signatory_id, made
),
added AS (SELECT signatory_id, act FROM made WHERE made = 'added'),
found AS (
    SELECT DISTINCT 'report' AS kind, e.signatory_id, e.cycle AS named
    FROM entry_row AS e JOIN added AS a ON a.signatory_id = e.signatory_id WHERE e.trail_seq > a.act
    UNION
    SELECT 'report', s.signatory_id, s.cycle
    FROM submission_row AS s JOIN added AS a ON a.signatory_id = s.signatory_id WHERE s.trail_seq > a.act
    UNION
    SELECT 'file', f.signatory_id, f.name
    FROM file_row AS f JOIN added AS a ON a.signatory_id = f.signatory_id WHERE f.trail_seq > a.act
    UNION
    SELECT 'person', r.signatory_id, coalesce(p.name, r.person_id)
    FROM (SELECT *, row_number() OVER (PARTITION BY person_id, role, signatory_id ORDER BY row_no DESC) AS newest
          FROM role_row) AS r
    JOIN added AS a ON a.signatory_id = r.signatory_id
    LEFT JOIN person AS p ON p.person_id = r.person_id
    WHERE r.newest = 1 AND r.is_held AND r.trail_seq > a.act
    UNION
    SELECT 'nomination', n.signatory_id, coalesce(p.name, n.person_id)
    FROM nomination_row AS n JOIN added AS a ON a.signatory_id = n.signatory_id
    LEFT JOIN person AS p ON p.person_id = n.person_id WHERE n.trail_seq > a.act
    UNION
    SELECT 'lending', l.signatory_id, l.item
    FROM lending_row AS l JOIN added AS a ON a.signatory_id = l.signatory_id WHERE l.trail_seq > a.act
    UNION
    SELECT 'mapping', m.signatory_id, m.item
    FROM mapping_row AS m JOIN added AS a ON a.signatory_id = m.signatory_id WHERE m.trail_seq > a.act
    UNION
    SELECT 'merge', m.signatory_id, m.into_id
    FROM (SELECT *, row_number() OVER (PARTITION BY signatory_id ORDER BY row_no DESC) AS newest FROM merge_row) AS m
    JOIN made AS a ON a.signatory_id = m.signatory_id OR a.signatory_id = m.into_id
    WHERE m.newest = 1 AND m.is_merged AND m.trail_seq > a.act
    UNION
    SELECT 'part', s.signatory_id, s.parent_id
    FROM signatory AS s JOIN added AS a ON a.signatory_id = s.parent_id
    UNION
    SELECT 'edit', s.signatory_id, CAST(s.trail_seq AS TEXT)
    FROM signatory_row AS s JOIN made AS a ON a.signatory_id = s.signatory_id WHERE s.trail_seq > a.act
    UNION
    SELECT 'edit', e.signatory_id, CAST(e.trail_seq AS TEXT)
    FROM endorsement_row AS e JOIN made AS a ON a.signatory_id = e.signatory_id WHERE e.trail_seq > a.act
    UNION
    SELECT 'follow_up', c.signatory_id, CAST(c.happened_on AS TEXT)
    FROM contact_row AS c JOIN added AS a ON a.signatory_id = c.signatory_id WHERE c.trail_seq > a.act
    UNION
    SELECT 'follow_up', x.signatory_id, x.cycle
    FROM extension_row AS x JOIN added AS a ON a.signatory_id = x.signatory_id WHERE x.trail_seq > a.act
    UNION
    SELECT 'follow_up', r.signatory_id, r.cycle
    FROM reminder_row AS r JOIN added AS a ON a.signatory_id = r.signatory_id WHERE r.trail_seq > a.act
    UNION
    SELECT 'edition', '', CAST(p.number AS TEXT)
    FROM publication AS p WHERE p.trail_seq > (SELECT max(act) FROM made)
),
named AS (
    SELECT f.kind, coalesce(s.name, f.signatory_id) AS name, f.named,
           count(*) OVER (PARTITION BY f.kind) AS of_kind,
           row_number() OVER (PARTITION BY f.kind ORDER BY coalesce(s.name, f.signatory_id), f.named) AS place
    FROM found AS f
    LEFT JOIN (SELECT signatory_id, name, row_number() OVER (PARTITION BY signatory_id ORDER BY row_no DESC) AS newest
               FROM signatory_row) AS s ON s.signatory_id = f.signatory_id AND s.newest = 1
)
SELECT kind, name, named, of_kind FROM named WHERE place <= $most ORDER BY kind, name, named
"""


def dependents(source: Readable, import_id: str, most: int) -> tuple[Dependent, ...]:
    """The first `most` things of every kind, with how many there are of it in all."""
    rows = source.rows(_DEPENDENTS, {"import_id": import_id, "most": most})
    return tuple(Dependent(**row) for row in rows)
