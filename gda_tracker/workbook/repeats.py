"""Rows that repeat what is on record: what was unfinished there already does not stand in the way of the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from ..domain.drafts import NEVER_STORED
from ..domain.problems import Problem
from ..domain.report import Entry, Evidence, IndicatorValue, Measure


def recorded_since(
    versions: Mapping[str, Mapping[str, Entry]], bases: Mapping[str, str]
) -> dict[str, tuple[Entry, ...]]:
    """By item what a row may repeat: the newest version, and the one on which the workbook was based."""
    return {
        item: tuple(entry for entry in (known.get(bases.get(item, "")), [*known.values()][-1]) if entry is not None)
        for item, known in versions.items()
        if known
    }


def repeats_answer(fields: Mapping[str, object], recorded: Iterable[Entry]) -> bool:
    """Whether a row of the items says, in every column that it has, what one version on record says."""
    return any(all(_same(_held(entry, name), value) for name, value in fields.items()) for entry in recorded)


def repeats_piece(part: str, fields: Mapping[str, object], recorded: Iterable[Entry]) -> bool:
    """Whether a row of measures, figures or evidence says what one of an answer's pieces on record says."""
    pieces: list[Measure | IndicatorValue | Evidence] = [one for entry in recorded for one in getattr(entry, part)]
    return any(all(_same(getattr(one, name), value) for name, value in fields.items()) for one in pieces)


def without_repeated(problems: Sequence[Problem], repeating: Collection[int], unread: Collection[int]) -> list[Problem]:
    """The problems without those of rows that say what is on record, where they are unfinished anyhow. Rows as Excel
    shows them.

    A cell that could not be read is never what is on record, and no draft holds what no answer may ever hold.
    """
    old = set(repeating) - set(unread)
    return [one for one in problems if one.row not in old or one.rule in NEVER_STORED]


def _held(entry: Entry, name: str) -> object:
    if not name.startswith("practice_"):
        return getattr(entry, name)
    return getattr(entry.practice, name.removeprefix("practice_")) if entry.practice else None


def _same(one: object, other: object) -> bool:
    """Nothing is nothing, as a missing text or an empty one; the space around a text is not a part of it."""
    return _plain(one) == _plain(other)


def _plain(value: object) -> object:
    bare = value.strip() if isinstance(value, str) else value
    return None if bare in ("", ()) else bare
