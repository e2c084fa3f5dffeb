"""Reading a report back: columns by header, every problem in its cell, nothing stopped at the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ..domain.checks import duplicate_item, item_problem
from ..domain.problems import Problem, Rejected, message
from ..domain.report import Entry
from .columns import KINDS, REPORT, SCHEMA_VERSION, STAMP_SHEET, Kind
from .evidence_sheet import read_evidence
from .measures_sheet import read_indicators, read_measures
from .merging import Merged, Said, Version, merge
from .missing_columns import columns_missing
from .problem_sheet import is_problem_sheet
from .ragged import row_too_long, with_beyond
from .repeats import recorded_since, repeats_answer, without_repeated
from .report_sheet import read_answers
from .rows import Expected, Given, Piece, Tab
from .tables import OpenedFile, Sheet
from .tabular import Grid, Header, as_text, collections_paused, find_header

__all__ = ["Expected", "ReadReport", "read_report"]

_READERS: Final = {"measures": read_measures, "indicators": read_indicators, "evidence": read_evidence}


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What a file says. With any problem nothing of it may be taken over; notices tell what was left unread.

    `tabs` tell where each part stood; `bases` are the versions of the answers on which the workbook was based, by item.
    """

    answers: tuple[Given, ...]
    pieces: tuple[Piece, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...] = ()
    tabs: Mapping[str, Tab] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)

    def merged(self, current: Mapping[str, Entry]) -> dict[str, Entry]:
        """The entries after the upload, by item, where nobody else can have changed them."""
        return dict(self.merged_since(current, {}).entries)

    def merged_since(self, current: Mapping[str, Entry], history: Mapping[str, Sequence[Version]]) -> Merged:
        """The entries after the upload, by item, and what somebody else changed since the workbook was made."""
        return merge(Said(self.answers, self.pieces, self.tabs), current, history)


def read_report(file: OpenedFile, expected: Expected) -> ReadReport | Rejected:
    """All that the file says, with all that is wrong in it; Rejected when it is another file than expected."""
    stamp = _stamp(file)
    if refusal := _wrong_stamp(stamp, expected):
        return refusal
    visible = [sheet for sheet in file.sheets if sheet.name != STAMP_SHEET and not sheet.is_hidden]
    found: dict[str, tuple[Sheet, Header]] = {}
    for kind in KINDS:
        taken = [sheet.name for sheet, _ in found.values()]
        matching = _with_header([s for s in visible if s.name not in taken and not is_problem_sheet(s)], kind, stamp)
        if len(matching) > 1:
            text = message("The sheets “{first}” and “{second}” hold the same columns. Keep one of them.")
            return Rejected.because("sheet-twice", text, first=matching[0][0].name, second=matching[1][0].name)
        if matching:
            found[kind.part] = _whole_rows(*matching[0], file, kind, stamp)
    if refusal := _columns_missing(found, visible, stamp):
        return refusal
    with collections_paused():
        return _read(found, file, expected, stamp)


def _columns_missing(
    found: Mapping[str, tuple[Sheet, Header]], visible: Sequence[Sheet], stamp: Mapping[str, str]
) -> Rejected | None:
    """A file without any table of ours, or a sheet of the workbook that lost the columns by which it is known."""
    written = {kind.part: _written(stamp, kind) for kind in KINDS}
    for kind in KINDS:
        tab = stamp.get(f"tab {kind.part}", "")
        lost = [sheet for sheet in visible if sheet.name == tab]
        if kind.part not in found and lost:
            return columns_missing(lost, written, (kind,))
    return None if found else columns_missing(visible, written)


def _read(
    found: Mapping[str, tuple[Sheet, Header]], file: OpenedFile, expected: Expected, stamp: Mapping[str, str]
) -> ReadReport:
    answers: tuple[Given, ...] = ()
    pieces: list[Piece] = []
    problems: list[Problem] = []
    notices: list[Problem] = []
    bases = {key.removeprefix("base "): value for key, value in stamp.items() if key.startswith("base ")}
    expected = replace(expected, recorded=recorded_since(expected.versions, bases))
    for kind in KINDS:
        if kind.part not in found:
            continue
        sheet, header = found[kind.part]
        grid = Grid(sheet, header, kind.answer_fields, counts_from_1904=file.counts_days_from_1904)
        items = grid.read("item", lambda cell: str(cell).split(" ")[0].upper())
        _check_items(grid, items, expected)
        _check_beyond(grid, file)
        if kind is REPORT or file.kind == "csv":
            # In a text table such a row may be the rest of a text that a line break cut in two.
            _check_empty_rows(grid, items, expected)
        if kind is REPORT:
            answers = _once(grid, items, read_answers(grid, items, expected.known, expected.today), expected)
            grid.repeating |= {
                one.row for one in answers if repeats_answer(one.fields, expected.recorded.get(one.item, ()))
            }
        else:
            pieces += _READERS[kind.part](grid, items, expected)
        to_mend = without_repeated(grid.problems, grid.repeating, grid.unread)
        problems += sorted(to_mend, key=lambda problem: problem.row or 0)
        notices += header.notices
    tabs = {
        part: Tab(sheet.name, _headings(sheet, header), header.row, header.places["item"], header.places)
        for part, (sheet, header) in found.items()
    }
    return ReadReport(answers, tuple(pieces), tuple(problems), tuple(notices), tabs, bases)


def _whole_rows(
    sheet: Sheet, header: Header, file: OpenedFile, kind: Kind, stamp: Mapping[str, str]
) -> tuple[Sheet, Header]:
    """The sheet of a text table with what stands beyond its headings in a column of its own."""
    if file.kind != "csv":
        return sheet, header
    widened = with_beyond(sheet, header.row, file.delimiter or ",")
    return (sheet, header) if widened is sheet else _with_header([widened], kind, stamp)[0]


def _check_beyond(grid: Grid, file: OpenedFile) -> None:
    """A text beyond the headings is never left out without a word: what stands before it may be shifted."""
    if not grid.has("beyond"):
        return
    for index, cell in enumerate(grid.cells("beyond")):
        if cell != "":
            grid.note(index, row_too_long(as_text(cell), file.delimiter))
            grid.unread.add(grid.excel_row(index))
            if file.kind == "csv":
                grid.problems[-1] = replace(grid.problems[-1], column=None)


def _headings(sheet: Sheet, header: Header) -> dict[str, str]:
    return {name: str(sheet.rows[header.row - 1][place]).strip() for name, place in header.places.items()}


def _check_items(grid: Grid, items: list[str | None], expected: Expected) -> None:
    grid.note_machinery()
    grid.check("item", items, lambda code: _about_item(code, expected))
    missing = Problem("item-missing", message("Say which item this row is about."), column="item")
    for index, (item, is_given) in enumerate(zip(items, grid.is_given, strict=True)):
        if is_given and item is None:
            grid.note(index, missing)


def _about_item(code: str, expected: Expected) -> Problem | None:
    if code not in expected.not_lent:
        return item_problem(code, expected.asked, expected.known)
    text = message(
        "The item {code} is not lent to you. Delete this row, or ask the focal point to lend you the item or to change "
        "it."
    )
    return Problem("item-not-lent", text, column="item", value=code, values={"code": code}, item=code)


def _check_empty_rows(grid: Grid, items: list[str | None], expected: Expected) -> None:
    """An item that nobody knows is a slip of the hand in a row without an answer too."""
    for index, (item, is_given) in enumerate(zip(items, grid.is_given, strict=True)):
        if item is None or is_given or item in expected.known:
            continue
        if problem := item_problem(item, expected.asked, expected.known):
            grid.note(index, problem, str(grid.cells("item")[index]))


def _once(
    grid: Grid, items: list[str | None], fields: Mapping[int, Mapping[str, object]], expected: Expected
) -> tuple[Given, ...]:
    """The first row of each item; the rows after it, empty ones too, are problems."""
    first: dict[str, Given] = {}
    seen: set[str] = set()
    twice: dict[str, Problem] = {}
    for index, (item, is_given) in enumerate(zip(items, grid.is_given, strict=True)):
        if item is None or item not in expected.asked:
            continue
        if item in seen:
            if item not in twice:
                twice[item] = duplicate_item(item)
            grid.note(index, twice[item])
        elif is_given:
            first[item] = Given(item, fields.get(index, {}), grid.excel_row(index))
        seen.add(item)
    return tuple(first.values())


def _with_header(sheets: Sequence[Sheet], kind: Kind, stamp: Mapping[str, str]) -> list[tuple[Sheet, Header]]:
    found = ((sheet, find_header(sheet, kind, _written(stamp, kind))) for sheet in sheets)
    return [(sheet, header) for sheet, header in found if header is not None]


def _written(stamp: Mapping[str, str], kind: Kind) -> dict[str, str]:
    """The headings that the workbook wrote, by field."""
    beginning = f"{kind.part} "
    return {key.removeprefix(beginning): text for key, text in stamp.items() if key.startswith(beginning)}


def _stamp(file: OpenedFile) -> dict[str, str]:
    sheet = file.by_name.get(STAMP_SHEET)
    return {str(row[0]): str(row[1]) for row in sheet.rows if len(row) > 1} if sheet else {}


def _wrong_stamp(stamp: Mapping[str, str], expected: Expected) -> Rejected | None:
    """A file without a stamp is read by its columns; one with another's stamp is a mistake worth a sentence."""
    if stamp.get("signatory", expected.signatory_id) != expected.signatory_id:
        text = message(
            "This is the workbook of {found}; this report is the one of {expected}. Download the workbook of "
            "{expected} and fill that in."
        )
        found = stamp["signatory"][:80]
        names = {"found": found, "found_id": found, "expected": expected.signatory_id}
        return Rejected.because("stamp-signatory", text, **names)
    if stamp.get("cycle", expected.cycle) != expected.cycle:
        text = message(
            "This workbook was made for the cycle {found}; the report is for {expected}. Download the new workbook "
            "and copy your answers into it."
        )
        return Rejected.because("stamp-cycle", text, found=stamp["cycle"][:20], expected=expected.cycle)
    if stamp.get("schema", SCHEMA_VERSION) != SCHEMA_VERSION:
        text = message("This workbook has another layout than today's. Download it again and copy your answers.")
        return Rejected.because("stamp-version", text, found=stamp["schema"][:20], expected=SCHEMA_VERSION)
    return None
