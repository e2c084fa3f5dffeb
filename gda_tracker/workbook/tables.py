"""What an opened file looks like to the rest of the package: sheets of typed cells, whatever it was before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache

# What a reader hands over: an empty cell is "", numbers of XLSX are floats, everything of CSV is text.
Cell = str | float | int | bool | date | datetime | time | timedelta
Rows = list[list[Cell]]
Place = tuple[int, int]  # row and column as Excel counts them, from 1

MEGABYTE = 1_000_000
FORMULA_SIGNS = "=+-@"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a stranger's file is read. Sizes in bytes, lengths in characters."""

    file_bytes: int = 20 * MEGABYTE
    unpacked_bytes: int = 100 * MEGABYTE
    unpacked_ratio: int = 200
    parts: int = 2_000
    rows: int = 200_000
    columns: int = 1_000
    cells: int = 6_000_000
    text_chars: int = 300_000_000
    cell_chars: int = 32_767
    marked_cells: int = 10_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of cells; `rows[0]` is row 1 of the sheet and `rows[0][0]` its column A.

    `formula_cells` hold a formula (their value is whatever was last calculated), `error_cells` an error such as #N/A;
    `percent_cells` a number that is shown as a percentage: 0.45 there is 45 % for people. `formulas` are the formulas
    as they are written, `=TODAY()`, where the cell itself holds them.
    """

    name: str
    rows: Rows
    is_hidden: bool = False
    formula_cells: frozenset[Place] = frozenset()
    error_cells: frozenset[Place] = frozenset()
    percent_cells: frozenset[Place] = frozenset()
    formulas: Mapping[Place, str] = field(default_factory=dict)

    def filled_rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Rows that hold anything, with the row number that Excel shows."""
        for number, row in enumerate(self.rows, start=1):
            if any(not is_blank(cell) for cell in row):
                yield number, row


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that passed the gate. `encoding` and `delimiter` are known for CSV alone."""

    name: str
    kind: str  # "xlsx" or "csv"
    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    delimiter: str | None = None
    is_encoding_guessed: bool = False
    counts_days_from_1904: bool = False
    by_name: dict[str, Sheet] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {sheet.name: sheet for sheet in self.sheets})


def is_blank(cell: Cell) -> bool:
    """True for a cell in which nobody would see anything."""
    return isinstance(cell, str) and not cell.strip()


def begins_like_a_formula(value: object) -> bool:
    """True for a text that a spreadsheet program would take for a formula once its cell is edited.

    Such a cell gets the quote prefix: the text stays a text.
    """
    return isinstance(value, str) and value[:1] in FORMULA_SIGNS and value != ""


@lru_cache(maxsize=2_000)
def column_letters(number: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_name(place: Place) -> str:
    """(7, 2) → B7."""
    return f"{column_letters(place[1])}{place[0]}"


def place_of(name: str) -> Place:
    """B7 → (7, 2)."""
    letters = name.rstrip("0123456789")
    return int(name[len(letters) :]), column_number(letters)
