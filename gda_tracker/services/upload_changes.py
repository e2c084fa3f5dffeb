"""What an upload would change: item by item, field by field, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ..domain.report import Entry, Evidence, IndicatorValue, Measure
from ..domain.statuses import OffScale, Status
from ..register.reports import Stored
from ..workbook.merging import pieces_by_key

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
