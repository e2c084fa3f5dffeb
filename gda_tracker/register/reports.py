"""Reports in the register: entries with their evidence, version by version, and submissions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from ..domain.report import Entry, Evidence
from .details import Details, details_of
from .merged import own_ids
from .readable import Readable


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports: as much of a signatory as a report needs."""

    signatory_id: str
    name: str
    stakeholder_type: str
    iso3: str | None


@dataclass(frozen=True, slots=True)
class Stored:
    """One version of an entry, with the decision on it if there is one. Times are UTC."""

    version_id: str
    cycle: str
    entry: Entry
    saved_at: datetime
    saved_by: str
    is_submitted: bool
    decision: str | None = None
    decided_status: int | None = None
    decision_reason: str | None = None
    decided_evidence: int | None = None


_REPORTER: Final = """
SELECT signatory_id, name, stakeholder_type, iso3 FROM signatory WHERE signatory_id = $signatory_id
"""

# One signatory's rows, and those of the ones merged into it, are looked for directly: views would rank everybody's.
# A decision is about a version, under whatever name it was taken: one taken during a merge goes with its answer.
_NEWEST: Final = """
WITH mine AS (
    SELECT *, row_number() OVER (PARTITION BY item ORDER BY row_no DESC) AS newest
    FROM entry_row WHERE signatory_id = ANY($own) AND cycle = $cycle AND ($item IS NULL OR item = $item)
),
decided AS (
    SELECT version_id, decision, status, evidence, reason,
           row_number() OVER (PARTITION BY version_id ORDER BY row_no DESC) AS n
    FROM review_row WHERE version_id IN (SELECT version_id FROM mine WHERE newest = 1)
)
SELECT m.*, d.decision, d.status AS decided_status, d.evidence AS decided_evidence,
       d.reason AS decision_reason
FROM mine m LEFT JOIN decided d ON d.version_id = m.version_id AND d.n = 1
WHERE m.newest = 1
ORDER BY m.row_no
"""

# What stands from earlier cycles: submitted, and not returned. Cycle codes sort in the order of time.
_STANDING: Final = """
WITH mine AS (
    SELECT * FROM entry_row WHERE signatory_id = ANY($own) AND cycle < $cycle AND is_submitted
),
decided AS (
    SELECT version_id, decision, status, evidence, reason,
           row_number() OVER (PARTITION BY version_id ORDER BY row_no DESC) AS n
    FROM review_row WHERE version_id IN (SELECT version_id FROM mine)
),
standing AS (
    SELECT e.*, d.decision, d.status AS decided_status, d.evidence AS decided_evidence,
       d.reason AS decision_reason,
           row_number() OVER (PARTITION BY e.item ORDER BY e.cycle DESC, e.row_no DESC) AS newest
    FROM mine e LEFT JOIN decided d ON d.version_id = e.version_id AND d.n = 1
    WHERE coalesce(d.decision, '') <> 'return'
)
SELECT * FROM standing WHERE newest = 1 ORDER BY row_no
"""

_ONE_VERSION: Final = """
WITH mine AS (
    SELECT * FROM entry_row
    WHERE signatory_id = ANY($own) AND cycle = $cycle AND item = $item AND is_submitted
      AND EXISTS (SELECT 1 FROM signatory WHERE signatory_id = $signatory_id)
    ORDER BY row_no DESC LIMIT 1
),
decided AS (
    SELECT version_id, decision, status, evidence, reason,
           row_number() OVER (PARTITION BY version_id ORDER BY row_no DESC) AS n
    FROM review_row WHERE version_id IN (SELECT version_id FROM mine)
)
SELECT e.*, d.decision, d.status AS decided_status, d.evidence AS decided_evidence,
       d.reason AS decision_reason
FROM mine e LEFT JOIN decided d ON d.version_id = e.version_id AND d.n = 1
"""

_EVIDENCE: Final = """
SELECT version_id, ordinal, kind, title, url, file_sha256, locator, dated_on, is_public FROM evidence_row
WHERE version_id = ANY($versions)
"""

_SUBMITTED: Final = """
SELECT min(submitted_at) AS first, max(submitted_at) AS newest FROM submission_row
WHERE signatory_id = ANY($own) AND cycle = $cycle
"""


def reporter(source: Readable, signatory_id: str) -> Reporter | None:
    """The signatory, or None when there is none of this id."""
    rows = source.rows(_REPORTER, {"signatory_id": signatory_id})
    return Reporter(**rows[0]) if rows else None


def newest(source: Readable, signatory_id: str, cycle_code: str) -> dict[str, Stored]:
    """The newest version of each entry of a report by item, drafts included."""
    return dict(stored_of(source, _newest(source, own_ids(source, signatory_id), cycle_code)))


def newest_of(source: Readable, signatory_id: str, cycle_code: str, item: str) -> Stored | None:
    """The newest version of one entry, drafts included."""
    rows = _newest(source, own_ids(source, signatory_id), cycle_code, item)
    return dict(stored_of(source, rows)).get(item)


def standing(source: Readable, signatory_id: str, before_cycle: str) -> dict[str, Stored]:
    """What a signatory said last before a cycle, by item: submitted and not returned."""
    rows = source.rows(_STANDING, {"own": own_ids(source, signatory_id), "cycle": before_cycle})
    return dict(stored_of(source, rows))


def newest_and_standing(
    source: Readable, own: Sequence[str], cycle_code: str
) -> tuple[dict[str, Stored], dict[str, Stored]]:
    """Both at once for the identifiers `own`: what belongs to the versions is looked up once."""
    now = _newest(source, own, cycle_code)
    before = source.rows(_STANDING, {"own": list(own), "cycle": cycle_code})
    stored = stored_of(source, [*now, *before])
    return dict(stored[: len(now)]), dict(stored[len(now) :])


def _newest(source: Readable, own: Sequence[str], cycle_code: str, item: str | None = None) -> list[dict[str, Any]]:
    return source.rows(_NEWEST, {"own": list(own), "cycle": cycle_code, "item": item})


def submitted_version(source: Readable, entry: str) -> tuple[str, Stored] | None:
    """The signatory and the newest submitted version of one entry."""
    signatory_id, _, rest = entry.partition("/")
    cycle_code, _, item = rest.partition("/")
    key = {"signatory_id": signatory_id, "own": own_ids(source, signatory_id), "cycle": cycle_code, "item": item}
    found = stored_of(source, source.rows(_ONE_VERSION, key))
    return (signatory_id, found[0][1]) if found else None


def submission(source: Readable, signatory_id: str, cycle_code: str) -> tuple[datetime | None, datetime | None]:
    """When the report was first and last submitted, UTC."""
    row = source.rows(_SUBMITTED, {"own": own_ids(source, signatory_id), "cycle": cycle_code})[0]
    return row["first"], row["newest"]


def stored_of(source: Readable, rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, Stored]]:
    """Versions with their item, in the order of the rows, with all that belongs to them."""
    if not rows:
        return []
    versions = [str(row["version_id"]) for row in rows]
    pieces: defaultdict[str, list[Evidence]] = defaultdict(list)
    for row in sorted(source.rows(_EVIDENCE, {"versions": versions}), key=lambda row: int(row["ordinal"])):
        fields = {name: value for name, value in row.items() if name not in ("version_id", "ordinal")}
        pieces[row["version_id"]].append(Evidence.model_validate(fields))
    details = details_of(source, versions)
    return [(row["item"], _stored(row, tuple(pieces[row["version_id"]]), details[row["version_id"]])) for row in rows]


def _stored(row: Mapping[str, Any], evidence: tuple[Evidence, ...], details: Details) -> Stored:
    entry = Entry(
        item=row["item"],
        claimed=row["claimed"],
        off_scale=row["off_scale"],
        reason_code=row["reason_code"],
        reason=row["reason"],
        as_of=row["as_of"],
        narrative=row["narrative"],
        elements=tuple((row["elements"] or "").split()),
        additionality=row["additionality"],
        evidence=evidence,
        measures=tuple(details.measures),
        indicators=tuple(details.indicators),
        partners=details.partners,
        sdgs=details.sdgs,
        practice=details.practice,
    )
    return Stored(
        version_id=row["version_id"],
        cycle=row["cycle"],
        entry=entry,
        saved_at=row["saved_at"],
        saved_by=row["saved_by"],
        is_submitted=row["is_submitted"],
        decision=row["decision"],
        decided_status=row["decided_status"],
        decision_reason=row["decision_reason"],
        decided_evidence=row["decided_evidence"],
    )
