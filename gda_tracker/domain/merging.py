"""Two people wrote on one answer: what each changed is kept, and what both changed differently is asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .report import Entry

# What only makes sense together is taken from one hand.
GROUPS: Final = (
    ("claimed", "off_scale", "reason_code", "reason"),
    *(
        (field,)
        for field in Entry.model_fields
        if field not in ("item", "claimed", "off_scale", "reason_code", "reason", "evidence")
    ),
)


@dataclass(frozen=True, slots=True)
class Merged:
    """The answer with everything that only one of two changed; `clashes` name the fields where theirs stands."""

    entry: Entry
    clashes: tuple[str, ...]
    taken: tuple[str, ...]
    """The fields that the other changed and that were taken over."""


def merged(base: Entry, mine: Entry, theirs: Entry) -> Merged:
    """Three ways: both began at `base`. Pieces of evidence are joined; none that either took away comes back."""
    changes: dict[str, object] = {"evidence": _evidence(base, mine, theirs)}
    clashes, taken = [], []
    for group in GROUPS:
        was, here, there = (tuple(getattr(one, name) for name in group) for one in (base, mine, theirs))
        if there != was:
            taken.append(group[0])
        if here != was and there not in (was, here):
            clashes.append(group[0])
        elif here != was:
            changes |= dict(zip(group, here, strict=True))
    return Merged(theirs.model_copy(update=changes), tuple(clashes), tuple(taken))


def with_field(entry: Entry, field: str, other: Entry) -> Entry:
    """The answer with one field, and what belongs to it, taken from the other."""
    group = next(group for group in GROUPS if group[0] == field)
    return entry.model_copy(update={name: getattr(other, name) for name in group})


def _evidence(base: Entry, mine: Entry, theirs: Entry) -> tuple[object, ...]:
    gone = [piece for piece in base.evidence if piece not in mine.evidence]
    added = [piece for piece in mine.evidence if piece not in base.evidence and piece not in theirs.evidence]
    return (*(piece for piece in theirs.evidence if piece not in gone), *added)
