"""The register as the desk reads it: every signatory that was ever recorded, what it holds, and who stands for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

import pyarrow as pa

from ..domain.importing import Endorsed
from ..domain.registering import SignatoryFacts
from .database import Change, Register
from .merged import OWN
from .readable import Readable


@dataclass(frozen=True, slots=True)
class Recorded:
    """A signatory as it is recorded. `state` is standing, merged or removed; `into_id` is what it was merged into."""

    signatory_id: str
    facts: SignatoryFacts
    state: str
    into_id: str | None
    trail_seq: int


@dataclass(frozen=True, slots=True)
class KeptEndorsement:
    """One endorsement under the signatory that it was recorded for."""

    endorsement_id: str
    signatory_id: str
    told: Endorsed


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One act about a signatory; `before_json` and `after_json` as the trail has them. `recorded_at` is UTC."""

    seq: int
    recorded_at: datetime
    actor_id: str
    action: str
    before_json: str | None
    after_json: str | None


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What was answered under one identifier in one cycle. Times are UTC."""

    cycle: str
    submitted_at: datetime | None
    submitted: int
    drafts: int


_ROLL: Final = """
    WITH newest AS (
        SELECT signatory_id, name, acronym, stakeholder_type, iso3,
               row_number() OVER (PARTITION BY signatory_id ORDER BY row_no DESC) AS newest
        FROM signatory_row
    ),
    endorsed AS (
        SELECT signatory_id, min(endorsed_on) AS endorsed_on, max(withdrawn_on) AS withdrawn_on,
               min(CASE WHEN withdrawn_on IS NULL THEN 0 ELSE 1 END) AS is_withdrawn
        FROM endorsement GROUP BY signatory_id
    ),
    focal AS (
        SELECT r.signatory_id, count(*) AS people FROM role AS r
        JOIN person AS p ON p.person_id = r.person_id AND p.is_active
        WHERE r.role = 'focal_point' GROUP BY r.signatory_id
    )
    SELECT s.signatory_id, s.name, s.acronym, s.stakeholder_type, s.iso3, m.into_id, e.endorsed_on,
           CASE WHEN e.is_withdrawn = 1 THEN e.withdrawn_on END AS withdrawn_on, coalesce(f.people, 0) AS focal_points,
           CASE WHEN m.into_id IS NOT NULL THEN 'merged' WHEN x.signatory_id IS NOT NULL THEN 'removed'
                WHEN e.signatory_id IS NULL THEN 'unendorsed' WHEN e.is_withdrawn = 1 THEN 'withdrawn'
                ELSE 'endorsed' END AS state
    FROM newest AS s
    LEFT JOIN merged AS m ON m.signatory_id = s.signatory_id
    LEFT JOIN removed AS x ON x.signatory_id = s.signatory_id
    LEFT JOIN endorsed AS e ON e.signatory_id = s.signatory_id
    LEFT JOIN focal AS f ON f.signatory_id = s.signatory_id
    WHERE s.newest = 1
"""

# Tables are only ever added to, so that the highest numbers tell whether anything changed.
_STATE: Final = """
    SELECT (SELECT coalesce(max(row_no), 0) FROM signatory_row) + (SELECT coalesce(max(row_no), 0) FROM endorsement_row)
         + (SELECT coalesce(max(row_no), 0) FROM merge_row) + (SELECT coalesce(max(row_no), 0) FROM removal_row)
         + (SELECT coalesce(max(row_no), 0) FROM role_row) + (SELECT coalesce(max(row_no), 0) FROM person_row) AS state
"""

_ONE: Final = """
    SELECT s.signatory_id, s.name, s.acronym, s.stakeholder_type, s.iso3, s.website,
           coalesce(p.into_id, s.parent_id) AS parent_id, m.into_id, s.trail_seq,
           CASE WHEN m.into_id IS NOT NULL THEN 'merged'
                WHEN EXISTS (SELECT 1 FROM removed WHERE signatory_id = $signatory_id) THEN 'removed'
                ELSE 'standing' END AS state
    FROM (SELECT * FROM signatory_row WHERE signatory_id = $signatory_id ORDER BY row_no DESC LIMIT 1) AS s
    LEFT JOIN merged AS m ON m.signatory_id = s.signatory_id
    LEFT JOIN merged AS p ON p.signatory_id = s.parent_id
"""

_ENDORSEMENTS: Final = f"""
    SELECT endorsement_id, signatory_id, endorsed_on, channel, additional_statement, document, source_title,
           source_url, source_dated_on, note, withdrawn_on
    FROM (SELECT *, row_number() OVER (PARTITION BY endorsement_id ORDER BY row_no DESC) AS newest
          FROM endorsement_row WHERE signatory_id IN {OWN}) AS r
    WHERE newest = 1
    ORDER BY endorsed_on, endorsement_id
"""

_CHILDREN: Final = (
    "SELECT signatory_id, name FROM signatory WHERE parent_id = $signatory_id ORDER BY name, signatory_id"
)

_MERGED_HERE: Final = """
    SELECT m.signatory_id, s.name
    FROM merged AS m JOIN signatory_row AS s ON s.signatory_id = m.signatory_id
    WHERE m.into_id = $signatory_id
      AND s.row_no = (SELECT max(row_no) FROM signatory_row WHERE signatory_id = m.signatory_id)
    ORDER BY s.name, m.signatory_id
"""

_LIKE: Final = """
    SELECT signatory_id, name, stakeholder_type FROM signatory
    WHERE coalesce(iso3, '') = coalesce($iso3, '') AND signatory_id <> $signatory_id
"""

_FOCAL_NAMES: Final = """
    SELECT DISTINCT p.person_id, p.name FROM role AS r JOIN person AS p ON p.person_id = r.person_id
    WHERE r.role = 'focal_point' AND r.signatory_id = $signatory_id AND p.is_active ORDER BY p.name
"""

_REPORTS: Final = f"""
    WITH answers AS (
        SELECT cycle, item, max(CASE WHEN is_submitted THEN row_no END) AS submitted_no, max(row_no) AS newest_no
        FROM entry_row WHERE signatory_id IN {OWN} GROUP BY cycle, item
    ),
    received AS (
        SELECT cycle, min(submitted_at) AS submitted_at FROM submission_row WHERE signatory_id IN {OWN} GROUP BY cycle
    )
    SELECT a.cycle, min(r.submitted_at) AS submitted_at, count(a.submitted_no) AS submitted,
           count(*) FILTER (WHERE a.newest_no > coalesce(a.submitted_no, 0)) AS drafts
    FROM answers AS a LEFT JOIN received AS r ON r.cycle = a.cycle
    GROUP BY a.cycle ORDER BY a.cycle DESC
"""

# Lists that were imported name many signatories in one record: it is found through the rows that it made.
_HISTORY: Final = """
    SELECT seq, recorded_at, actor_id, action, before_json,
           CASE WHEN signatory_id IS NULL AND subject <> $signatory_id THEN NULL ELSE after_json END AS after_json
    FROM trail
    WHERE signatory_id = $signatory_id OR subject = $signatory_id
       OR seq IN (SELECT trail_seq FROM signatory_row WHERE signatory_id = $signatory_id)
       OR seq IN (SELECT trail_seq FROM endorsement_row WHERE signatory_id = $signatory_id)
    ORDER BY seq DESC LIMIT $most
"""


def roll(register: Register) -> pa.Table:
    """Every signatory that was ever recorded, with its state: endorsed, unendorsed, withdrawn, merged or removed."""
    return register.frame(_ROLL)


def roll_state(source: Readable) -> int:
    """A number that grows whenever the roll may have changed."""
    return int(source.rows(_STATE)[0]["state"])


def recorded(source: Readable, signatory_id: str) -> Recorded | None:
    """One signatory, whatever became of it."""
    rows = source.rows(_ONE, {"signatory_id": signatory_id})
    if not rows:
        return None
    row = rows[0]
    facts = SignatoryFacts(**{name: row[name] for name in SignatoryFacts.__dataclass_fields__})
    return Recorded(row["signatory_id"], facts, row["state"], row["into_id"], int(row["trail_seq"]))


def endorsements_of(source: Readable, signatory_id: str) -> tuple[KeptEndorsement, ...]:
    """Every endorsement that counts for a signatory, those of the ones merged into it included."""
    return tuple(
        KeptEndorsement(row.pop("endorsement_id"), row.pop("signatory_id"), Endorsed(**row))
        for row in source.rows(_ENDORSEMENTS, {"signatory_id": signatory_id})
    )


def subsidiaries(source: Readable, signatory_id: str) -> tuple[tuple[str, str], ...]:
    """Identifier and name of those whose parent it is."""
    return _named(source, _CHILDREN, signatory_id)


def merged_into(source: Readable, signatory_id: str) -> tuple[tuple[str, str], ...]:
    """Identifier and name of those that were merged into it."""
    return _named(source, _MERGED_HERE, signatory_id)


def of_country(source: Readable, iso3: str | None, but: str) -> tuple[tuple[str, str, str], ...]:
    """Identifier, name and type of the other signatories of a country, or of no country."""
    rows = source.rows(_LIKE, {"iso3": iso3, "signatory_id": but})
    return tuple((str(row["signatory_id"]), str(row["name"]), str(row["stakeholder_type"])) for row in rows)


def focal_names(source: Readable, signatory_id: str) -> tuple[str, ...]:
    """The names of its active focal points."""
    return tuple(str(row["name"]) for row in source.rows(_FOCAL_NAMES, {"signatory_id": signatory_id}))


def report_lines(source: Readable, signatory_id: str) -> tuple[ReportLine, ...]:
    """What was answered cycle by cycle, the newest first."""
    return tuple(ReportLine(**row) for row in source.rows(_REPORTS, {"signatory_id": signatory_id}))


def history_of(source: Readable, signatory_id: str, most: int) -> tuple[TrailEntry, ...]:
    """What the trail tells of a signatory, the newest first."""
    rows = source.rows(_HISTORY, {"signatory_id": signatory_id, "most": most})
    return tuple(TrailEntry(**row) for row in rows)


def write_facts(change: Change, signatory_id: str, facts: SignatoryFacts) -> None:
    """What is known of a signatory from now on; the act's trail record must have been written."""
    change.insert("signatory_row", {"signatory_id": signatory_id, **asdict(facts)})


def write_endorsement(change: Change, endorsement_id: str, signatory_id: str, told: Endorsed) -> None:
    """An endorsement as it is known from now on."""
    change.insert("endorsement_row", {"endorsement_id": endorsement_id, "signatory_id": signatory_id, **asdict(told)})


def _named(source: Readable, sql: str, signatory_id: str) -> tuple[tuple[str, str], ...]:
    rows: list[Mapping[str, Any]] = list(source.rows(sql, {"signatory_id": signatory_id}))
    return tuple((str(row["signatory_id"]), str(row["name"])) for row in rows)
