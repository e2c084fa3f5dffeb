"""What an import of signatories is about: the records of a list, what is known already, and the plan between them.

Nothing is overwritten: only rows whose outcome is NEW are ever applied; the others wait for a person's decision.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from .list_columns import MatchedColumn, UnusedColumn
from .problems import Problem


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    SAME = "same"
    MAYBE_SAME = "maybe_same"
    CONFLICTING = "conflicting"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Endorsed:
    """What a list or the register says about one endorsement. None is unknown."""

    endorsed_on: date | None = None
    channel: str | None = None
    additional_statement: str | None = None
    document: str | None = None
    source_title: str | None = None
    source_url: str | None = None
    source_dated_on: date | None = None
    note: str | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class SignatoryRecord:
    """A signatory as a list tells of it, resolved to codes. `written_name` is what stood in the list."""

    name: str
    stakeholder_type: str
    iso3: str | None
    acronym: str | None = None
    website: str | None = None
    endorsement: Endorsed = field(default_factory=Endorsed)
    written_name: str = ""


@dataclass(frozen=True, slots=True)
class KnownSignatory:
    """A signatory to compare with: in the register, or (then `row` is set) new in the list itself."""

    signatory_id: str
    name: str
    stakeholder_type: str
    iso3: str | None
    acronym: str | None = None
    website: str | None = None
    endorsements: tuple[Endorsed, ...] = ()
    row: int | None = None

    @classmethod
    def planned(cls, record: SignatoryRecord, signatory_id: str, row: int) -> KnownSignatory:
        """What a new row makes known to the rows below it."""
        return cls(
            signatory_id, record.name, record.stakeholder_type, record.iso3, record.acronym, record.website,
            (record.endorsement,), row,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the list with its record, or with the reasons why it has none."""

    number: int
    name: str
    record: SignatoryRecord | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What is to become of one row (its number as Excel shows it) and why.

    `signatory_id` is the new identifier of a new row, else that of the signatory it is, or may be, the same as.
    """

    row: int
    outcome: Outcome
    name: str
    signatory_id: str | None = None
    reasons: tuple[Problem, ...] = ()
    record: SignatoryRecord | None = field(default=None, repr=False)


@dataclass(frozen=True)
class ImportPlan:
    """A dry run: how the list was read, and every row's outcome. Applying it changes nothing that is recorded.

    `register_state` tells whether the register still is what the plan was made for.
    """

    file_name: str
    file_sha256: str
    sheet: str
    header_row: int
    columns: tuple[MatchedColumn, ...]
    unused_columns: tuple[UnusedColumn, ...]
    unused_sheets: tuple[str, ...]
    rows: tuple[PlannedRow, ...]
    encoding: str | None = None
    is_encoding_guessed: bool = False
    register_state: tuple[int, int] = (0, 0)

    @cached_property
    def counts(self) -> dict[Outcome, int]:
        """Rows by outcome; every outcome is there."""
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found[outcome] for outcome in Outcome}

    def of(self, outcome: Outcome) -> tuple[PlannedRow, ...]:
        """The rows with one outcome, in the list's order."""
        return tuple(row for row in self.rows if row.outcome is outcome)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What applying a plan did. `trail_seq` is None when there was nothing new, and so nothing was written."""

    added: int
    endorsements_added: int
    same: int
    maybe_same: int
    conflicting: int
    refused: int
    trail_seq: int | None = None

    @classmethod
    def of(cls, plan: ImportPlan, *, added: int, trail_seq: int | None) -> ImportResult:
        """The result of a plan of which `added` rows were written."""
        counts = plan.counts
        return cls(
            added=added,
            endorsements_added=added,
            same=counts[Outcome.SAME],
            maybe_same=counts[Outcome.MAYBE_SAME],
            conflicting=counts[Outcome.CONFLICTING],
            refused=counts[Outcome.REFUSED],
            trail_seq=trail_seq,
        )
