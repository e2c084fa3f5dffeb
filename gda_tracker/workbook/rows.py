"""What a file says, row by row, before it is merged with what is on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..domain.declaration import Item
from ..domain.indicators import Indicator
from ..domain.report import Entry

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """What the file should be about: the signatory, the cycle, the items asked and all items by code, and today.

    `files` are the hashes of files that may be evidence of the report; `catalogue` the indicators by code. `versions`
    are the answers on record by item and version, the oldest first; of them, `recorded` are those a row may repeat.
    `not_lent` are items that somebody else of the signatory answers.
    """

    signatory_id: str
    cycle: str
    asked: Mapping[str, Item]
    known: Mapping[str, Item]
    today: date
    files: frozenset[str] = frozenset()
    catalogue: Mapping[str, Indicator] = field(default_factory=dict)
    versions: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    recorded: Mapping[str, Sequence[Entry]] = field(default_factory=dict)
    not_lent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Given:
    """One row of the items that says something: the fields that the file has a column for, by name of `Entry`."""

    item: str
    fields: Mapping[str, object]
    row: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """One row of the measures, indicators or evidence: its part of `Entry`, its key, and the fields it has.

    The key is a title, a code or name with its year, or a link. `row` is the row as Excel shows it.
    """

    part: str
    item: str
    key: Key
    fields: Mapping[str, object]
    is_removed: bool
    row: int


@dataclass(frozen=True, slots=True)
class Tab:
    """Where the rows of one part stood: the sheet, its headings by field, the heading row (from 1), the column of items
    and those of all fields (from 0)."""

    sheet: str
    headings: Mapping[str, str]
    header_row: int = 1
    item_column: int = 0
    places: Mapping[str, int] = field(default_factory=dict)
