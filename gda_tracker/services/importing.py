"""Importing a list of signatories: a dry run that shows every row's outcome, then one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from secrets import token_hex
from typing import Final

from .. import facts
from ..domain.country_names import CountryNames
from ..domain.import_plan import Planner
from ..domain.importing import ImportPlan, ImportResult, KnownSignatory, Outcome, ReadRow, SignatoryRecord
from ..domain.list_cells import Window, is_nothing, text_of
from ..domain.list_columns import Field, MatchedColumn, UnusedColumn, header_score, match_columns, rechosen
from ..domain.list_dates import day_order
from ..domain.list_rows import RowReader
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..domain.settling import Prepared
from ..domain.trail import canonical
from ..register.database import Register, utc_now
from ..register.import_effects import add_made, identifiers, revive
from ..register.imports import BroughtList, ImportState, set_state
from ..register.signatories import add_signatories, known_signatories, merged_names, signatories_state
from ..workbook.lists import RawList, read_list

Progress = Callable[[int, int], None]

MOST_ROWS: Final = 50_000  # every name is compared with every other of its kind
DATE_FIELDS: Final[tuple[Field, ...]] = (Field.ENDORSED_ON, Field.SOURCE_DATED_ON, Field.WITHDRAWN_ON)


def plan_import(
    register: Register, actor: Actor, data: bytes, file_name: str, *, progress: Progress | None = None
) -> ImportPlan | Rejected:
    """A dry run: what each row of the list would do. Nothing is written.

    `progress` is called with rows done and rows in all. Raises NotAllowed unless the actor edits the register.
    """
    require(actor, Action.EDIT_REGISTER)
    made = prepared(register, data, file_name, {}, progress)
    return made if isinstance(made, Rejected) else made.plan


def prepared(
    register: Register,
    data: bytes,
    file_name: str,
    chosen: Mapping[int, Field | None],
    progress: Progress | None = None,
) -> Prepared | Rejected:
    """The plan of a list with everybody that it was compared with; `chosen` columns are read as somebody chose."""
    listed = raw_list(data, file_name)
    if isinstance(listed, Rejected):
        return listed
    columns, unused = rechosen(listed.headings, listed.letters, chosen) if chosen else match_columns(
        listed.headings, listed.letters
    )  # fmt: skip
    countries = CountryNames(facts.countries())
    rows = read_rows(listed, columns, countries, utc_now().date())
    state = signatories_state(register)
    known = known_signatories(register)
    compared = (*known, *merged_names(register, known))
    planned = Planner(compared, countries, _headings(columns), identifiers(register)).plan(rows, progress)
    plan = ImportPlan(
        file_name=file_name,
        file_sha256=hashlib.sha256(data).hexdigest(),
        sheet=listed.sheet,
        header_row=listed.header_row,
        columns=columns,
        unused_columns=(*unused, *(unheaded_columns(listed, columns))),
        unused_sheets=listed.unused_sheets,
        rows=planned,
        encoding=listed.encoding,
        is_encoding_guessed=listed.is_encoding_guessed,
        register_state=state,
    )
    return Prepared(plan, {one.signatory_id: one for one in (*known, *_planned(plan))})


def raw_list(data: bytes, file_name: str) -> RawList | Rejected:
    """The rows of a list as they are written, at least one and no more than are imported at once."""
    listed = read_list(data, file_name, header_score)
    if isinstance(listed, Rejected):
        return listed
    if not listed.rows:
        text = message("Below its headings in row {row}, “{name}” has no rows.")
        return Rejected.because("empty-list", text, name=file_name, row=listed.header_row)
    if len(listed.rows) > MOST_ROWS:
        text = message("“{name}” has {rows} rows; lists of up to {limit} rows are imported. Split it.")
        return Rejected.because("list-too-long", text, name=file_name, rows=len(listed.rows), limit=MOST_ROWS)
    return listed


def _headings(columns: Sequence[MatchedColumn]) -> dict[str, str]:
    headings = {column.field.value: column.heading for column in columns}
    if Field.COUNTRY.value in headings:  # Where a country is told, a difference in it is shown under its name.
        headings[Field.COUNTRY_CODE.value] = headings[Field.COUNTRY.value]
    return headings


def _planned(plan: ImportPlan) -> Iterator[KnownSignatory]:
    for row in plan.of(Outcome.NEW):
        if row.record is not None and row.signatory_id is not None:
            yield KnownSignatory.planned(row.record, row.signatory_id, row.row)


def apply_import(register: Register, actor: Actor, plan: ImportPlan) -> ImportResult | Rejected:
    """Add the new rows of a plan in one transaction with its trail record; all other rows stay for a decision.

    Rejected when signatories were recorded since the dry run. Raises NotAllowed unless the actor edits the register.
    """
    require(actor, Action.EDIT_REGISTER)
    records = [
        (row.signatory_id, row.record)
        for row in plan.of(Outcome.NEW)
        if row.signatory_id is not None and row.record is not None
    ]
    if not records:
        return ImportResult.of(plan, added=0, trail_seq=None)
    numbers = {row.signatory_id: row.row for row in plan.of(Outcome.NEW)}
    with register.change(actor) as change:
        if signatories_state(change) != plan.register_state:
            text = message("The register changed after this dry run. Run it again; nothing was imported.")
            return Rejected.because("plan-outdated", text)
        trail_seq = change.trail("signatory.import", plan.file_name, after=summary(plan, records))
        add_signatories(change, records)
        revive(change, [signatory_id for signatory_id, _ in records], plan.file_name, actor.person_id)
        brought = BroughtList(
            token_hex(8), plan.file_name, plan.file_sha256, len(plan.rows), ImportState.APPLIED, None,
            change.now, actor.name, change.now, actor.name,
        )  # fmt: skip
        set_state(change, brought, ImportState.APPLIED, actor.person_id)
        made = [(numbers[signatory_id], signatory_id) for signatory_id, _ in records]
        add_made(change, brought.import_id, "added", made)
    return ImportResult.of(plan, added=len(records), trail_seq=trail_seq)


def read_rows(
    listed: RawList, columns: tuple[MatchedColumn, ...], countries: CountryNames, today: date
) -> tuple[ReadRow, ...]:
    """Every row of the list as a record or with its problems."""
    cells = {column.field: [row.cells[column.index - 1] for row in listed.rows] for column in columns}
    windows = {
        field: Window(today, day_order(cells[field]), listed.counts_days_from_1904)
        for field in DATE_FIELDS
        if field in cells
    }
    codes = are_codes(cells.get(Field.COUNTRY, ()))
    reader = RowReader(columns, countries, windows, codes)
    return tuple(reader.read(row) for row in listed.rows)


def are_codes(cells: Sequence[object]) -> bool:
    """Whether a column of countries holds two-letter codes for the most part, so that NA is Namibia in it."""
    filled = [text for text in map(text_of, cells) if not is_nothing(text)]
    return sum(len(text) == 2 and text.isalpha() for text in filled) * 2 > len(filled)


def unheaded_columns(listed: RawList, used: Sequence[MatchedColumn]) -> tuple[UnusedColumn, ...]:
    """Columns that hold something below no heading; they are not imported, and are said not to be."""
    taken = {column.index for column in used}
    return tuple(
        UnusedColumn(index + 1, listed.letters[index], "")
        for index, heading in enumerate(listed.headings)
        if not heading.strip() and index + 1 not in taken and any(text_of(row.cells[index]) for row in listed.rows)
    )


def summary(plan: ImportPlan, records: Sequence[tuple[str, SignatoryRecord]]) -> dict[str, object]:
    """What the trail keeps of an import: the file, who was added, and a hash over every value that was added."""
    digest = hashlib.sha256()
    for signatory_id, record in records:
        digest.update((canonical({"signatory_id": signatory_id, **asdict(record)}) or "").encode())
    return {
        "file": plan.file_name,
        "file_sha256": plan.file_sha256,
        "sheet": plan.sheet,
        "outcomes": {outcome.value: count for outcome, count in plan.counts.items()},
        "signatories": [signatory_id for signatory_id, _ in records],
        "records_sha256": digest.hexdigest(),
    }
