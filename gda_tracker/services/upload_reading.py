"""An uploaded workbook or CSV file: read, and merged with what is on record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .. import facts
from ..domain.declaration import Cycle
from ..domain.problems import Problem, Rejected
from ..domain.report import Entry
from ..register import reports
from ..register.readable import Readable
from ..register.reports import Reporter, Stored
from ..register.versions import versions
from ..workbook.merging import Merged, Version
from ..workbook.opening import OpenedFile, open_table_file
from ..workbook.reader import Expected, ReadReport, read_report
from .report_view import asked_items


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
