"""An uploaded workbook or CSV file: read, and merged with what is on record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..domain.asked import AskedForm
from ..domain.declaration import Cycle, Item
from ..domain.permissions import Action, Actor, permits, require
from ..domain.problems import Problem, Rejected, message
from ..domain.report import Entry
from ..register import files
from ..register.readable import Readable
from ..register.reports import Reporter, Stored, reporter
from ..register.versions import versions
from ..workbook.merging import Merged, Version
from ..workbook.opening import OpenedFile, open_table_file
from ..workbook.reader import Expected, ReadReport, read_report
from .report_view import asked_items, form_of


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
    source: Readable, by: Actor, signatory: Reporter, cycle: Cycle, data: bytes, name: str, today: date
) -> Upload | Rejected:
    """What the file says about the items that the actor may write; Rejected when it cannot be opened or is about
    something else."""
    opened = open_table_file(data, name)
    if isinstance(opened, Rejected):
        return opened
    form = form_of(source, cycle.code)
    asked, mine = asked_items(signatory, form), writable_items(by, signatory, cycle, form)
    if not mine:
        return Rejected.because("nothing-lent", message("Nothing of this report is lent to you now."))
    known = versions(source, signatory.signatory_id, cycle.code)
    expected = Expected(
        signatory_id=signatory.signatory_id,
        cycle=cycle.code,
        asked=mine,
        known=form.by_code(),
        today=today,
        files=_files_of(known, mine) & files.files_of(source, signatory.signatory_id).keys(),
        catalogue=form.catalogue(),
        versions={item: {one.version_id: one.entry for one in known[item]} for item in known if item in mine},
        not_lent=frozenset(asked.keys() - mine.keys()),
    )
    read = read_report(opened, expected)
    return _named(source, signatory, read) if isinstance(read, Rejected) else Upload(opened, read)


def _named(source: Readable, signatory: Reporter, refused: Rejected) -> Rejected:
    """The refusal of another signatory's workbook, with names instead of identifiers."""
    first = refused.problems[0]
    if first.rule != "stamp-signatory":
        return refused
    other = reporter(source, str(first.values["found_id"]))
    names = {"found": other.name if other else first.values["found"], "expected": signatory.name}
    return Rejected((replace(first, values={**first.values, **names}),))


def writable_items(by: Actor, signatory: Reporter, cycle: Cycle, form: AskedForm) -> dict[str, Item]:
    """The items that somebody answers: for a focal point all that are asked, for a contributor those lent to it."""
    asked = asked_items(signatory, form)
    if permits(by, Action.EDIT_REPORT, signatory.signatory_id):
        return asked
    lent = by.lent_items(signatory.signatory_id, cycle.code)
    return {code: item for code, item in asked.items() if code in lent}


def may_upload(by: Actor, signatory_id: str) -> None:
    """A focal point uploads its report, a contributor what was lent to it; raises NotAllowed for everybody else."""
    if not permits(by, Action.WORK_ON_LENT, signatory_id):
        require(by, Action.EDIT_REPORT, signatory_id)


def _files_of(known: Mapping[str, list[Stored]], items: Mapping[str, Item]) -> frozenset[str]:
    """The files that are evidence of these items."""
    return frozenset(
        piece.file_sha256
        for item in items.keys() & known.keys()
        for piece in known[item][-1].entry.evidence
        if piece.file_sha256
    )


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
