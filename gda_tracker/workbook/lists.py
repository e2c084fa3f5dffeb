"""Any list that people send, as raw rows: finds the sheet and the row of headings, whatever stands above them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from gda_tracker.domain.problems import Rejected, message
from gda_tracker.workbook.opening import open_table_file
from gda_tracker.workbook.tables import Cell, Limits, OpenedFile, Place, Sheet, column_letters, is_blank

# How far down a heading is looked for, and how wide.
HEADER_ROWS = 40
HEADER_COLUMNS = 200

NONE: Final[frozenset[int]] = frozenset()

Score = Callable[[Sequence[str]], int]


class RawRow(NamedTuple):
    """One row below the headings. `cells` has one value for each heading; `number` is what Excel shows."""

    number: int
    cells: tuple[Cell, ...]
    formulas: frozenset[int] = NONE  # indices of cells that hold a formula
    errors: frozenset[int] = NONE  # indices of cells that hold an error such as #N/A


@dataclass(frozen=True, slots=True)
class RawList:
    """A list as it was sent: headings with their column letters, and the rows that hold anything."""

    file_name: str
    sheet: str
    header_row: int
    headings: tuple[str, ...]
    letters: tuple[str, ...]
    rows: tuple[RawRow, ...]
    unused_sheets: tuple[str, ...] = ()
    encoding: str | None = None
    is_encoding_guessed: bool = False
    counts_days_from_1904: bool = False


def read_list(data: bytes, name: str, score: Score, limits: Limits | None = None) -> RawList | Rejected:
    """The rows of an uploaded list. `score` tells how many headings a row of texts names; most of them wins."""
    opened = open_table_file(data, name, limits or Limits())
    if isinstance(opened, Rejected):
        return opened
    visible = [sheet for sheet in opened.sheets if not sheet.is_hidden] or list(opened.sheets)
    found = [(headings, sheet) for sheet in visible if (headings := header_of(sheet, score)) is not None]
    if not found:
        return Rejected.because(
            "no-headings",
            message(
                "No row of headings was found in the first {rows} rows of “{name}”. "
                "A list needs a column with the names of the signatories, headed for example “Name” or “Nom”."
            ),
            rows=HEADER_ROWS,
            name=name,
        )
    (_, header_row), sheet = max(found, key=lambda pair: pair[0][0])
    return raw_list(opened, sheet, header_row)


def header_of(sheet: Sheet, score: Score) -> tuple[int, int] | None:
    """Score and number of the row that names most headings, the first of equals; None when no row names any."""
    best: tuple[int, int] | None = None
    for number, row in enumerate(sheet.rows[:HEADER_ROWS], start=1):
        texts = [cell if isinstance(cell, str) else "" for cell in row[:HEADER_COLUMNS]]
        points = score(texts)
        if points and (best is None or points > best[0]):
            best = (points, number)
    return best


def raw_list(opened: OpenedFile, sheet: Sheet, header_row: int) -> RawList:
    """Everything below the heading row, without empty rows and repeated headings."""
    heads = sheet.rows[header_row - 1]
    width = max((index + 1 for index, cell in enumerate(heads) if not is_blank(cell)), default=0)
    # Cells beside the last heading belong to no column, but who sent the list shall hear of them.
    width = max(width, min(HEADER_COLUMNS, max(map(len, sheet.rows[header_row - 1 :]), default=0)))
    headings = tuple(str(cell) for cell in heads[:width]) + ("",) * (width - len(heads[:width]))
    formulas, errors = by_row(sheet.formula_cells), by_row(sheet.error_cells)
    rows = []
    for number, cells in enumerate(sheet.rows[header_row:], start=header_row + 1):
        padded = tuple(cells) if len(cells) == width else (*cells[:width], *([""] * (width - len(cells))))
        is_marked = number in formulas or number in errors
        if not is_marked and (padded == headings or all(map(is_blank, padded))):
            continue
        rows.append(RawRow(number, padded, formulas.get(number, NONE), errors.get(number, NONE)))
    return RawList(
        file_name=opened.name,
        sheet=sheet.name,
        header_row=header_row,
        headings=headings,
        letters=tuple(column_letters(index + 1) for index in range(width)),
        rows=tuple(rows),
        unused_sheets=tuple(other.name for other in opened.sheets if other is not sheet and any(other.filled_rows())),
        encoding=opened.encoding,
        is_encoding_guessed=opened.is_encoding_guessed,
        counts_days_from_1904=opened.counts_days_from_1904,
    )


def by_row(places: Iterable[Place]) -> dict[int, frozenset[int]]:
    """Column indices (from 0) of the marked cells of each row."""
    found: dict[int, set[int]] = defaultdict(set)
    for row, column in places:
        found[row].add(column - 1)
    return {row: frozenset(columns) for row, columns in found.items()}
