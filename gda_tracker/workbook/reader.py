"""Reading a report back: columns by header, every problem in its cell, nothing stopped at the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..domain.checks import duplicate_item, item_problem
from ..domain.declaration import Item
from ..domain.problems import Problem, Rejected, message
from ..domain.report import Entry, Evidence
from .columns import (
    EVIDENCE_COLUMNS,
    EVIDENCE_NEEDS,
    REPORT_COLUMNS,
    REPORT_NEEDS,
    SCHEMA_VERSION,
    STAMP_SHEET,
)
from .evidence_sheet import read_evidence
from .report_sheet import read_answers
from .tables import OpenedFile, Sheet
from .tabular import Grid, Header, collections_paused, find_header


@dataclass(frozen=True, slots=True)
class Expected:
    """What the file should be about: the signatory, the cycle, the items asked and all items by code, and today."""

    signatory_id: str
    cycle: str
    asked: Mapping[str, Item]
    known: Mapping[str, Item]
    today: date


@dataclass(frozen=True, slots=True)
class Given:
    """One row that says something: the fields that the file has a column for, by name of `Entry`."""

    item: str
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What a file says. With any problem nothing of it may be taken over."""

    answers: tuple[Given, ...]
    evidence: Mapping[str, tuple[Evidence, ...]]
    problems: tuple[Problem, ...]

    def merged(self, current: Mapping[str, Entry]) -> dict[str, Entry]:
        """The entries after the upload, by item: what the file does not contain stays as it is.

        Evidence is added or renewed by its link, never taken away; that is done in the form.
        """
        entries = dict(current)
        for given in self.answers:
            entry = entries.get(given.item, Entry(item=given.item))
            entries[given.item] = Entry.model_validate({**dict(entry), **given.fields})
        for item, pieces in self.evidence.items():
            entry = entries.get(item, Entry(item=item))
            by_link = {piece.url or piece.title: piece for piece in entry.evidence}
            by_link.update({piece.url or piece.title: piece for piece in pieces})
            entries[item] = entry.model_copy(update={"evidence": tuple(by_link.values())})
        return entries


def read_report(file: OpenedFile, expected: Expected) -> ReadReport | Rejected:
    """All that the file says, with all that is wrong in it; Rejected when it is another file than expected."""
    stamp = _stamp(file)
    if refusal := _wrong_stamp(stamp, expected):
        return refusal
    visible = [sheet for sheet in file.sheets if sheet.name != STAMP_SHEET and not sheet.is_hidden]
    reports = _with_header(visible, "report", stamp)
    pieces = [pair for pair in _with_header(visible, "evidence", stamp) if pair[0] not in [r[0] for r in reports]]
    if not reports:
        return Rejected.because(
            "columns-missing",
            message("No sheet has the columns “Item” and “Status”. Use the workbook that you can download here."),
        )
    for found in (reports, pieces):
        if len(found) > 1:
            text = message("The sheets “{first}” and “{second}” hold the same columns. Keep one of them.")
            return Rejected.because("sheet-twice", text, first=found[0][0].name, second=found[1][0].name)
    with collections_paused():
        return _read(reports[0], pieces[0] if pieces else None, expected)


def _read(
    report: tuple[Sheet, Header], evidence: tuple[Sheet, Header] | None, expected: Expected
) -> ReadReport | Rejected:
    grid = Grid(*report, [c.field for c in REPORT_COLUMNS if c.is_read and c.field != "item"])
    items = grid.read("item", lambda cell: str(cell).split(" ")[0].upper())
    _check_items(grid, items, expected)
    _check_empty_rows(grid, items, expected)
    answers = _once(grid, items, read_answers(grid, items, expected.known, expected.today), expected)
    problems = grid.problems
    pieces: Mapping[str, tuple[Evidence, ...]] = {}
    if evidence:
        shown = Grid(*evidence, [c.field for c in EVIDENCE_COLUMNS if c.field not in ("item", "is_public")])
        about = shown.read("item", lambda cell: str(cell).split(" ")[0].upper())
        _check_items(shown, about, expected)
        pieces = read_evidence(shown, about, expected.asked, expected.today)
        problems = problems + shown.problems
    problems.sort(key=lambda p: (p.sheet != report[0].name, p.row or 0))
    return ReadReport(answers, pieces, tuple(problems))


def _check_items(grid: Grid, items: list[str | None], expected: Expected) -> None:
    grid.note_machinery()
    grid.check("item", items, lambda code: item_problem(code, expected.asked, expected.known))
    missing = Problem("item-missing", message("Say which item this row is about."), column="item")
    for index, (item, is_given) in enumerate(zip(items, grid.is_given, strict=True)):
        if is_given and item is None:
            grid.note(index, missing)


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
            first[item] = Given(item, fields.get(index, {}))
        seen.add(item)
    return tuple(first.values())


def _with_header(sheets: list[Sheet], kind: str, stamp: Mapping[str, str]) -> list[tuple[Sheet, Header]]:
    columns, needs = (REPORT_COLUMNS, REPORT_NEEDS) if kind == "report" else (EVIDENCE_COLUMNS, EVIDENCE_NEEDS)
    written = {key.removeprefix(f"{kind} "): text for key, text in stamp.items() if key.startswith(f"{kind} ")}
    found = ((sheet, find_header(sheet, columns, needs, written)) for sheet in sheets)
    return [(sheet, header) for sheet, header in found if header is not None]


def _stamp(file: OpenedFile) -> dict[str, str]:
    sheet = file.by_name.get(STAMP_SHEET)
    return {str(row[0]): str(row[1]) for row in sheet.rows if len(row) > 1} if sheet else {}


def _wrong_stamp(stamp: Mapping[str, str], expected: Expected) -> Rejected | None:
    """A file without a stamp is read by its columns; one with another's stamp is a mistake worth a sentence."""
    if stamp.get("signatory", expected.signatory_id) != expected.signatory_id:
        text = message("This workbook was made for “{found}”, and you report for “{expected}”. Upload it there.")
        return Rejected.because("stamp-signatory", text, found=stamp["signatory"][:80], expected=expected.signatory_id)
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
