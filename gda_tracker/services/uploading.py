"""An uploaded workbook or CSV file: read, compared with what is on record, and what it would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from .. import facts
from ..domain.declaration import Cycle
from ..domain.problems import Problem, Rejected
from ..domain.report import Entry, Evidence, IndicatorValue, Measure
from ..domain.statuses import OffScale, Status
from ..register import reports
from ..register.readable import Readable
from ..register.reports import Reporter, Stored
from ..register.versions import versions
from ..workbook.merging import Merged, Version, pieces_by_key
from ..workbook.opening import OpenedFile, open_table_file
from ..workbook.reader import Expected, ReadReport, read_report
from .report_view import asked_items

PARTS: Final = ("measures", "indicators", "evidence")
FIELDS: Final = (
    "as_of", "narrative", "elements", "additionality", "reason_code", "reason", "partners",
    "sdgs", "practice",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an answer, before and after."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class PieceChange:
    """One measure, figure or piece of evidence: added when there was none before, removed when there is none after."""

    part: str
    before: Measure | IndicatorValue | Evidence | None
    after: Measure | IndicatorValue | Evidence | None


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What an upload would change about one item."""

    item: str
    fields: tuple[FieldChange, ...]
    pieces: tuple[PieceChange, ...]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that could be opened and is about this report, with all that is wrong in its cells."""

    file: OpenedFile
    read: ReadReport

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in cells."""
        return self.read.problems


def read_upload(
    source: Readable, signatory: Reporter, cycle: Cycle, data: bytes, name: str, today: date
) -> Upload | Rejected:
    """What the file says; Rejected when it cannot be opened or is about something else."""
    opened = open_table_file(data, name)
    if isinstance(opened, Rejected):
        return opened
    current = reports.newest(source, signatory.signatory_id, cycle.code)
    expected = Expected(
        signatory_id=signatory.signatory_id,
        cycle=cycle.code,
        asked=asked_items(signatory),
        known=facts.items(),
        today=today,
        files=frozenset(
            piece.file_sha256 for stored in current.values() for piece in stored.entry.evidence if piece.file_sha256
        ),
        catalogue=facts.indicators(),
    )
    read = read_report(opened, expected)
    return read if isinstance(read, Rejected) else Upload(opened, read)


def merged_into(
    source: Readable,
    read: ReadReport,
    current: Mapping[str, Stored],
    signatory_id: str,
    cycle_code: str,
    person_id: str,
) -> Merged:
    """The report after the upload, and what somebody else changed since the workbook was downloaded."""
    history: dict[str, list[Version]] = {}
    if read.bases:
        for item, known in versions(source, signatory_id, cycle_code).items():
            if since := _since(item, known, read.bases.get(item), person_id):
                history[item] = since
    return read.merged_since({item: stored.entry for item, stored in current.items()}, history)


def _since(item: str, known: list[Stored], base: str | None, person_id: str) -> list[Version]:
    """The version that the workbook shows and those after it; none when it shows one that nobody knows."""
    after = [Version(one.entry, one.saved_by == person_id, one.saved_at.date()) for one in known]
    if base == "":
        return [Version(Entry(item=item), is_own=True, saved_on=date.min), *after]
    places = [number for number, one in enumerate(known) if one.version_id == base]
    return after[places[0] :] if places else []


def changes_between(current: Mapping[str, Stored], merged: Mapping[str, Entry]) -> Iterator[ItemChange]:
    """Item by item, what is different; items without a difference are left out."""
    for item, after in merged.items():
        before = current[item].entry if item in current else Entry(item=item)
        if before == after:
            continue
        yield ItemChange(item, tuple(_fields(before, after)), tuple(_pieces(before, after)))


def _fields(before: Entry, after: Entry) -> Iterator[FieldChange]:
    if (before.claimed, before.off_scale) != (after.claimed, after.off_scale):
        yield FieldChange("status", _status(before), _status(after))
    for name in FIELDS:
        if getattr(before, name) != getattr(after, name):
            yield FieldChange(name, getattr(before, name), getattr(after, name))


def _status(entry: Entry) -> Status | OffScale | None:
    return entry.off_scale if entry.claimed is None else entry.claimed


def _pieces(before: Entry, after: Entry) -> Iterator[PieceChange]:
    for part in PARTS:
        was, will_be = getattr(before, part), getattr(after, part)
        old = pieces_by_key(before.model_copy(update={part: tuple(one for one in was if one not in will_be)}), part)
        new = pieces_by_key(after.model_copy(update={part: tuple(one for one in will_be if one not in was)}), part)
        for key in dict.fromkeys([*old, *new]):
            yield PieceChange(part, old.get(key), new.get(key))
