"""A report's entries as people give them, whichever way they come in: form, workbook, CSV, command line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from .declaration import Strict
from .statuses import Additionality, EvidenceKind, EvidenceLevel, OffScale, Status


class ReasonCode(StrEnum):
    """Why there is nothing new."""

    NO_CHANGE = "no_change"
    NO_RESOURCES = "no_resources"
    NO_DATA = "no_data"
    CHANGE_OF_GOVERNMENT = "change_of_government"
    CONFIDENTIAL = "confidential"
    OTHER = "other"


class Evidence(Strict):
    """What shows a claim: a link or a stored file, with page or article, and its date."""

    kind: EvidenceKind
    title: str
    url: str | None = None
    file_sha256: str | None = None
    locator: str | None = None
    dated_on: date | None = None
    is_public: bool = True

    @property
    def level(self) -> EvidenceLevel:
        """1 for the reporter's own page; 2 for a primary document with its page or article."""
        if self.kind is EvidenceKind.PRIMARY_DOCUMENT and self.locator:
            return EvidenceLevel.PRIMARY_DOCUMENT
        return EvidenceLevel.OWN_PAGE


class Measure(Strict):
    """Something that is done: from when to when, by whom, with how much money. Amounts are listed, never summed."""

    title: str
    starts_on: date | None = None
    ends_on: date | None = None
    owner: str | None = None
    budget_amount: Decimal | None = None
    budget_currency: str | None = None
    """ISO 4217, such as `KES`."""


class IndicatorValue(Strict):
    """A figure of one year, of the catalogue (`code`) or of one's own (`name` and `unit`), beside its baseline."""

    code: str | None = None
    name: str | None = None
    unit: str | None = None
    value: float
    year: int
    baseline_value: float | None = None
    baseline_year: int | None = None


class Practice(Strict):
    """What a signatory offers to others about the item."""

    title: str
    summary: str
    url: str | None = None


class Entry(Strict):
    """The answer on one item: a claimed status, or one of the answers off the scale; both empty is no answer yet."""

    item: str
    claimed: Status | None = None
    off_scale: OffScale | None = None
    reason_code: ReasonCode | None = None
    reason: str | None = None
    as_of: date | None = None
    narrative: str | None = None
    elements: tuple[str, ...] = ()
    additionality: Additionality = Additionality.UNKNOWN
    evidence: tuple[Evidence, ...] = ()
    measures: tuple[Measure, ...] = ()
    indicators: tuple[IndicatorValue, ...] = ()
    partners: tuple[str, ...] = ()
    sdgs: tuple[int, ...] = ()
    """Sustainable Development Goals, 1 to 17."""
    practice: Practice | None = None

    @property
    def is_answered(self) -> bool:
        """Whether anything was said about the item."""
        return self.claimed is not None or self.off_scale is not None

    @property
    def evidence_level(self) -> EvidenceLevel:
        """E as far as attachments show it: the best of them, capped at 2 by nature (METHOD.md, Evidence level)."""
        return max((piece.level for piece in self.evidence), default=EvidenceLevel.ASSERTION)


def entry_id(signatory_id: str, cycle: str, item: str) -> str:
    """The key of an entry over all its versions."""
    return f"{signatory_id}/{cycle}/{item}"
