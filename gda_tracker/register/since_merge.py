"""What was recorded under one signatory while another was merged into it, and which drafts of it are the other's."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from .readable import Readable
from .reports import Stored, stored_of


@dataclass(frozen=True, slots=True)
class Holder:
    """A signatory that held another from one merge on; of a chain of merges there are several, in the order of time."""

    signatory_id: str
    trail_seq: int
    row_no: int


@dataclass(frozen=True, slots=True)
class ActSince:
    """One act, or several of one person on the same thing. `items` are the answers that it wrote; times are UTC."""

    seq: int
    action: str
    subject: str
    items: tuple[str, ...]
    actor_id: str
    times: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class DraftSince:
    """A draft that was written under the holder since the merge; `before` is what stood there at the merge."""

    holder_id: str
    draft: Stored
    before: Stored | None


_MERGE: Final = """
    SELECT into_id, is_merged, trail_seq, row_no FROM merge_row
    WHERE signatory_id = $signatory_id ORDER BY row_no DESC LIMIT 1
"""

# Acts about many name nobody in the trail: they are found through the rows that they made. A decision or a reading of
# what the merged one had submitted before is about that version, and goes with it.
_ACTS: Final = """
    WITH about AS (
        SELECT seq FROM trail WHERE signatory_id = $holder AND seq > $since
        UNION SELECT trail_seq FROM contact_row WHERE signatory_id = $holder AND trail_seq > $since
        UNION SELECT trail_seq FROM officer_row WHERE signatory_id = $holder AND trail_seq > $since
        UNION SELECT trail_seq FROM role_row WHERE signatory_id = $holder AND trail_seq > $since
        UNION SELECT trail_seq FROM endorsement_row WHERE signatory_id = $holder AND trail_seq > $since
    ),
    theirs AS (
        SELECT v.trail_seq FROM review_row AS v JOIN entry_row AS e ON e.version_id = v.version_id
        WHERE v.trail_seq > $since AND e.signatory_id = ANY($gone)
        UNION SELECT v.trail_seq FROM reading_row AS v JOIN entry_row AS e ON e.version_id = v.version_id
        WHERE v.trail_seq > $since AND e.signatory_id = ANY($gone)
    ),
    written AS (
        SELECT trail_seq, string_agg(item, ' ' ORDER BY item) AS items FROM
            (SELECT DISTINCT trail_seq, item FROM entry_row WHERE signatory_id = $holder AND trail_seq > $since) AS w
        GROUP BY trail_seq
    )
    SELECT max(t.seq) AS seq, t.action, t.subject, coalesce(w.items, '') AS items, t.actor_id, count(*) AS times,
           max(t.recorded_at) AS last_at
    FROM trail AS t LEFT JOIN written AS w ON w.trail_seq = t.seq
    WHERE t.seq IN (SELECT seq FROM about) AND t.seq NOT IN (SELECT trail_seq FROM theirs)
      AND t.action NOT IN ('signatory.merge', 'signatory.split')
    GROUP BY t.action, t.subject, coalesce(w.items, ''), t.actor_id
    ORDER BY max(t.seq) DESC
"""

# Drafts alone, and only where nobody of the holder's own people had a hand in them.
_DRAFTS: Final = """
    SELECT e.*, NULL AS decision, NULL AS decided_status, NULL AS decided_evidence, NULL AS decision_reason
    FROM entry_row AS e
    WHERE e.row_no IN (
        SELECT max(row_no) FROM entry_row WHERE signatory_id = $holder AND row_no > $since
        GROUP BY cycle, item
        HAVING count(*) FILTER (WHERE is_submitted OR NOT saved_by = ANY($people)) = 0)
    ORDER BY e.row_no
"""

_BEFORE: Final = """
    SELECT e.*, NULL AS decision, NULL AS decided_status, NULL AS decided_evidence, NULL AS decision_reason
    FROM entry_row AS e
    WHERE e.row_no IN (
        SELECT max(row_no) FROM entry_row WHERE signatory_id = ANY($own) AND row_no < $since GROUP BY cycle, item)
    ORDER BY e.row_no
"""


def holders(source: Readable, signatory_id: str) -> tuple[Holder, ...]:
    """What a merged signatory is recorded under, link by link: the last is what it stands for now."""
    found: list[Holder] = []
    passed: set[str] = set()
    while signatory_id not in passed:
        passed.add(signatory_id)
        rows = source.rows(_MERGE, {"signatory_id": signatory_id})
        if not rows or not rows[0]["is_merged"]:
            break
        row, last = rows[0], found[-1] if found else None
        since = max(int(row["trail_seq"]), last.trail_seq if last else 0)
        signatory_id = str(row["into_id"])
        found.append(Holder(signatory_id, since, max(int(row["row_no"]), last.row_no if last else 0)))
    return tuple(found)


def acts_since(source: Readable, holder: Holder, gone: Collection[str]) -> tuple[ActSince, ...]:
    """What was recorded under the holder since the merge, the newest first; `gone` are the merged one's identifiers."""
    key = {"holder": holder.signatory_id, "since": holder.trail_seq, "gone": sorted(gone)}
    return tuple(ActSince(**row | {"items": tuple(row["items"].split())}) for row in source.rows(_ACTS, key))


def drafts_since(
    source: Readable, holder: Holder, own: Collection[str], people: Collection[str]
) -> tuple[DraftSince, ...]:
    """Drafts that `people` alone wrote under the holder since the merge; `own` are the holder's identifiers."""
    key = {"holder": holder.signatory_id, "since": holder.row_no, "people": sorted(people)}
    drafts = stored_of(source, source.rows(_DRAFTS, key))
    if not drafts:
        return ()
    rows = source.rows(_BEFORE, {"own": sorted(own), "since": holder.row_no})
    before = {(one.cycle, item): one for item, one in stored_of(source, rows)}
    return tuple(DraftSince(holder.signatory_id, one, before.get((one.cycle, item))) for item, one in drafts)
