"""Reading one signatory's profile: what it endorsed, reported and showed, and what registries hold about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from .details import Details, details
from .edition import Edition
from .profile_rows import CellRow, Endorsement, EntryRow, EvidenceRow, PracticeRow, ReplyRow, ReviewRow
from .signatories import Names
from .sourced import SourcedFact

__all__ = [
    "CellRow",
    "Endorsement",
    "EntryRow",
    "EvidenceRow",
    "PracticeRow",
    "Profile",
    "ReplyRow",
    "ReviewRow",
    "signatory",
]
_BODY: Final = """
    SELECT id, name, name_fr, name_es, name_ru, name_ar, name_zh, stakeholder_type, iso3, itu_region, un_region,
           is_ldc, is_lldc, is_sids, income_group, endorsed_on, withdrawn_on, website,
           light, reporting.cycle, received_on, due_on
    FROM signatory LEFT JOIN reporting ON signatory_id = id
    WHERE id = $id
"""

_ENDORSEMENTS: Final = """
    SELECT channel, endorsed_on, additional_statement, source_title, source_url, source_dated_on, withdrawn_on
    FROM endorsement WHERE signatory_id = $id ORDER BY endorsed_on
"""

_CELLS: Final = """
    SELECT item, kind, short, title, is_due, off_scale, claimed, evidence, assessed, as_of, age_months, age_class,
           additionality, cycle, was_on_time
    FROM cell JOIN item ON code = item
    WHERE signatory_id = $id ORDER BY sort
"""

_ENTRIES: Final = """
    SELECT item, cycle, claimed, off_scale, reason_code, reason, as_of, submitted_on, was_on_time, additionality,
           evidence, narrative, elements
    FROM entry JOIN item ON code = item
    WHERE signatory_id = $id ORDER BY sort, cycle DESC
"""

_EVIDENCE: Final = """
    SELECT item, cycle, evidence.kind, evidence.title, url, locator, dated_on, file_sha256
    FROM evidence JOIN item ON code = item
    WHERE signatory_id = $id ORDER BY sort, cycle DESC, ordinal
"""

_REVIEWS: Final = """
    SELECT item, cycle, decision, decided_status, decided_evidence, reason, decided_on, coalesce(is_superseded, false),
           coalesce(is_tacit, false)
    FROM review JOIN item ON code = item
    WHERE signatory_id = $id ORDER BY sort, cycle DESC, decided_on, review.rowid
"""

_REVIEWS_WITHOUT_TACIT: Final = """
    SELECT item, cycle, decision, decided_status, decided_evidence, reason, decided_on, coalesce(is_superseded, false),
           false
    FROM review JOIN item ON code = item
    WHERE signatory_id = $id ORDER BY sort, cycle DESC, decided_on, review.rowid
"""

# Where the column is lacking, no other decision than a return is about an earlier answer.
_REVIEWS_WITHOUT_SUPERSEDED: Final = """
    SELECT item, cycle, decision, decided_status, decided_evidence, reason, decided_on, decision = 'return', false
    FROM review JOIN item ON code = item
    WHERE signatory_id = $id ORDER BY sort, cycle DESC, decided_on, review.rowid
"""

_REPLIES: Final = """
    SELECT item, cycle, reply, replied_on
    FROM reply JOIN item ON code = item
    WHERE signatory_id = $id ORDER BY sort, cycle DESC, replied_on
"""

_PRACTICES: Final = """
    SELECT item, cycle, practice.title, summary, url
    FROM practice JOIN item ON code = item
    WHERE signatory_id = $id ORDER BY cycle DESC, sort
"""

# Registry facts are about a country, so they belong to its government and to nobody else who has its code.
_FACTS: Final = """
    SELECT what, whom, value, date, source_title, source_url
    FROM registry_fact
    JOIN signatory
      ON whom = name OR (whom = iso3 AND (stakeholder_type = 'national_government' OR iso3 = 'EUU'))
    WHERE id = $id
    ORDER BY registry_fact.rowid
"""


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that an edition holds about one signatory."""

    id: str
    names: Names
    stakeholder_type: str
    iso3: str | None
    itu_region: str | None
    un_region: str | None
    is_ldc: bool | None
    is_lldc: bool | None
    is_sids: bool | None
    income_group: str | None
    endorsed_on: date | None
    withdrawn_on: date | None
    website: str | None
    light: str | None
    light_cycle: str | None
    received_on: date | None
    due_on: date | None
    endorsements: tuple[Endorsement, ...]
    cells: tuple[CellRow, ...]
    entries: tuple[EntryRow, ...]
    evidence: tuple[EvidenceRow, ...]
    reviews: tuple[ReviewRow, ...]
    replies: tuple[ReplyRow, ...]
    practices: tuple[PracticeRow, ...]
    registry_facts: tuple[SourcedFact, ...]
    details: Details

    @property
    def name(self) -> str:
        """The English name."""
        return self.names.en


def _reviews_sql(edition: Edition) -> str:
    if ("review", "is_superseded") in edition.lacks:
        return _REVIEWS_WITHOUT_SUPERSEDED
    return _REVIEWS_WITHOUT_TACIT if ("review", "is_tacit") in edition.lacks else _REVIEWS


def signatory(edition: Edition, signatory_id: str) -> Profile | None:
    """The profile of that signatory, or None when the edition has none of that id."""
    key = {"id": signatory_id}
    bodies = edition.rows(_BODY, key)
    if not bodies:
        return None
    body = bodies[0]
    values: tuple[Any, ...] = (
        body[0],
        Names(*body[1:7]),
        *body[7:],
        tuple(Endorsement(*row) for row in edition.rows(_ENDORSEMENTS, key)),
        tuple(CellRow(*row) for row in edition.rows(_CELLS, key)),
        tuple(EntryRow(*row) for row in edition.rows(_ENTRIES, key)),
        tuple(EvidenceRow(*row) for row in edition.rows(_EVIDENCE, key)),
        tuple(ReviewRow(*row) for row in edition.rows(_reviews_sql(edition), key)),
        tuple(ReplyRow(*row) for row in edition.rows(_REPLIES, key)),
        tuple(PracticeRow(*row) for row in edition.rows(_PRACTICES, key)),
        tuple(SourcedFact(*row) for row in edition.rows(_FACTS, key)),
        details(edition, signatory_id),
    )
    return Profile(*values)
