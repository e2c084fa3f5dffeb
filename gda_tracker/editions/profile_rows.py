"""The lines of one signatory's profile, each as an edition holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Endorsement:
    """One dated record that the signatory endorsed."""

    channel: str | None
    endorsed_on: date | None
    additional_statement: str | None
    source_title: str | None
    source_url: str | None
    source_dated_on: date | None
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True)
class CellRow:
    """One cell with its item's label."""

    item: str
    kind: str
    short: str
    title: str
    is_due: bool
    off_scale: str | None
    claimed: int | None
    evidence: int | None
    assessed: int | None
    as_of: date | None
    age_months: int | None
    age_class: str | None
    additionality: str | None
    cycle: str | None
    was_on_time: bool | None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """What was reported about one item in one cycle."""

    item: str
    cycle: str
    claimed: int | None
    off_scale: str | None
    reason_code: str | None
    reason: str | None
    as_of: date | None
    submitted_on: date
    was_on_time: bool | None
    additionality: str | None
    evidence: int | None
    narrative: str | None
    elements: str | None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One public reference behind an entry."""

    item: str
    cycle: str
    kind: str
    title: str | None
    url: str | None
    locator: str | None
    dated_on: date | None
    file_sha256: str | None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """The secretariat's recorded decision on one entry."""

    item: str
    cycle: str
    decision: str
    decided_status: int | None
    decided_evidence: int | None
    reason: str | None
    decided_on: date
    is_superseded: bool = False
    """Whether it was about an earlier answer, which the signatory amended since."""
    is_tacit: bool = False
    """Whether the window for a reply closed without one."""

    @property
    def stands(self) -> bool:
        """Whether it decides about the answer as it stands."""
        return self.decision != "return" and not self.is_superseded


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """The signatory's answer, printed beside the decision."""

    item: str
    cycle: str
    reply: str
    replied_on: date


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """A good practice that the signatory offers to others."""

    item: str
    cycle: str
    title: str
    summary: str
    url: str | None
