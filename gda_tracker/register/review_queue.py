"""What waits for a decision, who took it, and who has read it already."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from .database import Change
from .readable import Readable


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of what waits is looked for; empty keeps all.

    What waits under `entry`, such as `kenya/2026/O3`, comes before all others whatever else is looked for, then the
    rest of its report; `search` is looked for in names, case and accents aside; `whose` is `mine` or `free`; `reader`
    is `second` or `third`.
    """

    entry: str = ""
    search: str = ""
    cycle: str = ""
    whose: str = ""
    reader: str = ""


# Only what can be decided waits: a claim above “not started”, a claim with evidence, or “not applicable”. And only
# what would count: an answer of a later cycle on the same item, unless it was returned, stands instead of this one.
# What one has read waits for somebody else: for the second reader, or, where two differ, for another reviewer who can
# decide between them. Row numbers alone are carried until it is known which rows are shown: grouping them costs a
# fraction of ranking whole rows.
# A reading after the decision, which a reply can lead to, has the answer wait again; of decisions the newest counts.
_OPEN_READINGS: Final = """
open_readings AS (
    SELECT m.version_id, m.signatory_id, m.read_by
    FROM reading_row m
    LEFT JOIN (SELECT version_id, max(decided_at) AS decided_at FROM review_row
               WHERE version_id IN (SELECT version_id FROM reading_row) GROUP BY version_id) AS v
      ON v.version_id = m.version_id
    WHERE v.version_id IS NULL OR m.read_at > v.decided_at
)
"""

_WAITING: Final = f"""
WITH {_OPEN_READINGS},
readings AS (
    SELECT version_id, count(DISTINCT read_by) AS readers, max(CASE WHEN read_by = $me THEN 1 ELSE 0 END) AS is_mine
    FROM open_readings GROUP BY version_id
),
decided AS (
    SELECT e.row_no, max(v.row_no * 2 + CASE WHEN v.decision = 'return' THEN 1 ELSE 0 END) % 2 AS is_returned
    FROM entry_row e JOIN review_row v ON v.version_id = e.version_id
    WHERE v.version_id NOT IN (SELECT version_id FROM readings) GROUP BY e.row_no
),
newest AS (
    SELECT signatory_id, cycle, item, max(row_no) AS row_no
    FROM counted_entry WHERE is_submitted GROUP BY signatory_id, cycle, item
),
kept AS (
    SELECT signatory_id, cycle, item, row_no FROM newest
    WHERE row_no NOT IN (SELECT row_no FROM decided WHERE is_returned = 1)
),
ranked AS (
    SELECT cycle, row_number() OVER (ORDER BY cycle) AS cycle_no FROM (SELECT DISTINCT cycle FROM kept) AS c
),
latest AS (
    SELECT k.signatory_id, max(r.cycle_no * 1099511627776 + k.row_no) % 1099511627776 AS row_no
    FROM kept k JOIN ranked r ON r.cycle = k.cycle GROUP BY k.signatory_id, k.item
),
waiting AS (
    SELECT e.version_id, l.signatory_id, e.cycle, e.item, e.claimed, e.off_scale, e.saved_at,
           coalesce(r.readers, 0) AS readers
    FROM (SELECT signatory_id, row_no FROM latest WHERE row_no NOT IN (SELECT row_no FROM decided)) l
    JOIN entry_row e ON e.row_no = l.row_no
    LEFT JOIN readings r ON r.version_id = e.version_id
    WHERE (e.claimed >= 1 OR e.off_scale = 'not_applicable'
           OR (e.claimed = 0 AND e.version_id IN (SELECT version_id FROM evidence_row)))
      AND (r.version_id IS NULL OR r.is_mine = 0
           OR (r.readers >= 2 AND NOT list_contains($settled_by_others::VARCHAR[], e.version_id)))
)
"""

_QUEUE: Final = f"""{_WAITING},
taken AS (
    SELECT a.version_id, a.person_id, p.name FROM
        (SELECT version_id, person_id, row_number() OVER (PARTITION BY version_id ORDER BY row_no DESC) AS newest
         FROM assignment_row) AS a
    LEFT JOIN person p ON p.person_id = a.person_id
    WHERE a.newest = 1 AND a.person_id <> ''
),
named AS (
    SELECT w.version_id, w.signatory_id, w.cycle, w.item, w.claimed, w.off_scale, w.saved_at, w.readers,
           g.name, g.stakeholder_type, g.iso3, t.person_id AS taken_by, t.name AS taken_name,
           CASE WHEN w.signatory_id = $signatory AND w.cycle = $of_cycle
                THEN CASE WHEN w.item = $item THEN 0 ELSE 1 END
                WHEN g.stakeholder_type = 'national_government' THEN 2 ELSE 3 END AS place
    FROM waiting w JOIN signatory g ON g.signatory_id = w.signatory_id
    LEFT JOIN taken t ON t.version_id = w.version_id
    WHERE NOT list_contains($own::VARCHAR[], w.signatory_id)
      AND ((w.signatory_id = $signatory AND w.cycle = $of_cycle AND w.item = $item)
           OR ($cycle IN ('', w.cycle)
               AND ($search = ''
                    OR contains(strip_accents(lower(concat_ws(' ', g.name, g.iso3))), strip_accents(lower($search))))
               AND ($whose = '' OR ($whose = 'mine' AND t.person_id = $me)
                    OR ($whose = 'free' AND t.person_id IS NULL))
               AND ($reader = '' OR ($reader = 'second' AND w.readers = 1) OR ($reader = 'third' AND w.readers > 1))))
),
shown AS (
    SELECT * FROM named ORDER BY place, saved_at, name, cycle, item LIMIT $most
),
pieces AS (
    SELECT version_id, count(*) AS evidence_count,
           max(CASE WHEN kind = 'primary_document' AND coalesce(locator, '') <> '' THEN 2 ELSE 1 END) AS evidence
    FROM evidence_row WHERE version_id IN (SELECT version_id FROM shown) GROUP BY version_id
)
SELECT s.signatory_id || '/' || s.cycle || '/' || s.item AS entry_id, s.version_id, s.signatory_id, s.name,
       s.stakeholder_type, s.iso3, s.cycle, s.item, s.claimed, s.off_scale, s.saved_at AS submitted_at, s.readers,
       coalesce(s.taken_by, '') AS taken_by, coalesce(s.taken_name, '') AS taken_name,
       (SELECT count(*) FROM named) AS waiting,
       coalesce(p.evidence_count, 0) AS evidence_count, coalesce(p.evidence, 0) AS evidence
FROM shown s LEFT JOIN pieces p ON p.version_id = s.version_id
ORDER BY s.place, s.saved_at, s.name, s.cycle, s.item
"""

_CYCLES: Final = f"""{_WAITING}
SELECT DISTINCT cycle FROM waiting WHERE NOT list_contains($own::VARCHAR[], signatory_id) ORDER BY cycle DESC
"""

_KEPT_FROM: Final = f"""{_WAITING}
SELECT g.name, count(*) AS answers FROM waiting w JOIN signatory g ON g.signatory_id = w.signatory_id
WHERE list_contains($own::VARCHAR[], w.signatory_id) AND $cycle IN ('', w.cycle)
  AND contains(strip_accents(lower(concat_ws(' ', g.name, g.iso3))), strip_accents(lower($search)))
GROUP BY g.name ORDER BY g.name
"""

_AGES: Final = f"""{_WAITING}
SELECT count(*) AS waiting, count(*) FILTER (WHERE saved_at < $old) AS old, min(saved_at) AS oldest,
       count(*) FILTER (WHERE readers = 1) AS second, count(*) FILTER (WHERE readers > 1) AS third
FROM waiting WHERE NOT list_contains($own::VARCHAR[], signatory_id)
"""

_READ_BY_TWO: Final = """
SELECT version_id FROM reading_row GROUP BY version_id HAVING count(DISTINCT read_by) > 1
"""

# Of answers that two have read, those that another reviewer is free to settle.
_FREE: Final = f"""
WITH {_OPEN_READINGS}
SELECT DISTINCT d.version_id
FROM (SELECT version_id, signatory_id FROM open_readings GROUP BY version_id, signatory_id
      HAVING count(DISTINCT read_by) > 1) d
JOIN role o ON o.role = 'reviewer' AND o.signatory_id = ''
JOIN person p ON p.person_id = o.person_id AND p.is_active
WHERE NOT EXISTS (SELECT 1 FROM role i WHERE i.person_id = o.person_id AND i.signatory_id = d.signatory_id)
  AND NOT EXISTS (SELECT 1 FROM open_readings m WHERE m.version_id = d.version_id AND m.read_by = o.person_id)
"""

_TAKEN: Final = """
SELECT person_id FROM assignment_row WHERE version_id = $version_id ORDER BY row_no DESC LIMIT 1
"""


def _asked(source: Readable, me: str, own: Collection[str]) -> dict[str, object]:
    """What every question about the queue is asked with; who else could settle is looked for only where two differ."""
    free = source.rows(_FREE) if source.rows(_READ_BY_TWO) else []
    return {"me": me, "own": sorted(own), "settled_by_others": [str(row["version_id"]) for row in free]}


def waiting(
    source: Readable, most: int, me: str, own: Collection[str] = (), wanted: Wanted | None = None
) -> list[dict[str, Any]]:
    """Entries that wait for a decision of `me`: national governments first, then the oldest.

    Without those of the signatories in `own`, and without what `me` read as the first of two readers. `waiting` in
    each row is how many there are in all.
    """
    asked = wanted or Wanted()
    signatory, _, rest = asked.entry.partition("/")
    of_cycle, _, item = rest.partition("/")
    chosen = {
        "signatory": signatory, "of_cycle": of_cycle, "item": item, "search": asked.search.strip(),
        "cycle": asked.cycle, "whose": asked.whose, "reader": asked.reader,
    }  # fmt: skip
    return source.rows(_QUEUE, {**chosen, **_asked(source, me, own), "most": most})


def kept_from(source: Readable, me: str, own: Collection[str], wanted: Wanted) -> tuple[tuple[str, int], ...]:
    """How many answers wait of each signatory in `own` that is looked for, by name: somebody else reads them."""
    asked = {**_asked(source, me, own), "search": wanted.search.strip(), "cycle": wanted.cycle}
    return tuple((str(row["name"]), int(row["answers"])) for row in source.rows(_KEPT_FROM, asked))


def cycles_waiting(source: Readable, me: str, own: Collection[str] = ()) -> tuple[str, ...]:
    """The cycles in which anything waits for `me`, newest first, but for the signatories in `own`."""
    return tuple(str(row["cycle"]) for row in source.rows(_CYCLES, _asked(source, me, own)))


@dataclass(frozen=True, slots=True)
class Ages:
    """How many answers wait, how many of them since before a day, since when the oldest (UTC).

    `second` of them have been read once and want another reader; of `third`, two readers differ.
    """

    waiting: int
    old: int
    oldest: datetime | None
    second: int
    third: int


def ages(source: Readable, me: str, own: Collection[str], old: datetime) -> Ages:
    """How long what waits for `me` has been waiting; `old` is the bound of what waits for long."""
    row = source.rows(_AGES, {**_asked(source, me, own), "old": old})[0]
    return Ages(int(row["waiting"]), int(row["old"]), row["oldest"], int(row["second"]), int(row["third"]))


def taken_by(source: Readable, version_id: str) -> str:
    """Who has taken an answer, or was given it; empty while nobody has."""
    rows = source.rows(_TAKEN, {"version_id": version_id})
    return str(rows[0]["person_id"]) if rows else ""


def add_assignment(change: Change, key: dict[str, str], person_id: str, who: str, when: datetime) -> None:
    """Give an answer to somebody, or to nobody; `key` names `version_id`, `entry_id` and `signatory_id`."""
    change.insert("assignment_row", {**key, "person_id": person_id, "set_at": when, "set_by": who})
