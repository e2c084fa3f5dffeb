"""An upload merged with what is on record: nothing is wiped that the file does not contain, nobody's word overwritten.

A workbook knows on which version of each answer it was based. What it left as it was stays as it is now, whoever
changed it since; what both changed is told and left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, TypeAlias

from ..domain.problems import Problem, message
from ..domain.report import Entry, Evidence, IndicatorValue, Measure, Practice
from .columns import plain
from .rows import Given, Key, Piece, Tab
from .tables import cell_name

One: TypeAlias = Measure | IndicatorValue | Evidence
"""What stands in a row of its own sheet."""
MODELS: Final[Mapping[str, type[One]]] = {"measures": Measure, "indicators": IndicatorValue, "evidence": Evidence}
_STATUS: Final = ("claimed", "off_scale")


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an answer; `is_own` when the person who uploads saved it."""

    entry: Entry
    is_own: bool
    saved_on: date


@dataclass(frozen=True, slots=True)
class Merged:
    """The entries after the upload, by item, and the cells that somebody else changed since the download."""

    entries: Mapping[str, Entry]
    conflicts: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says about the items, and where."""

    answers: Sequence[Given]
    pieces: Sequence[Piece]
    tabs: Mapping[str, Tab] = field(default_factory=dict)


def key_of(piece: Measure | IndicatorValue | Evidence) -> Key:
    """By what a row is known again: a title; a code or name with its year; a file's hash or a link."""
    match piece:
        case Measure():
            return (plain(piece.title),)
        case IndicatorValue():
            return (plain(piece.code or piece.name or ""), str(piece.year))
        case Evidence():
            return (piece.file_sha256 or piece.url or plain(piece.title),)


def merge(said: Said, current: Mapping[str, Entry], history: Mapping[str, Sequence[Version]] | None = None) -> Merged:
    """The report after the upload. `history`: by item, the version that the file was based on and those after it."""
    entries, conflicts = dict(current), []
    for given in said.answers:
        entry = entries.get(given.item, Entry(item=given.item))
        versions = (history or {}).get(given.item, ())
        updated, lost = _answer(entry, given, versions)
        entries[given.item] = updated
        conflicts += [_conflict(said.tabs.get("report"), given.row, name, given.item, on) for name, on in lost]
    for piece in said.pieces:
        entry = entries.get(piece.item, Entry(item=piece.item))
        versions = (history or {}).get(piece.item, ())
        updated, since = _piece(entry, piece, versions)
        entries[piece.item] = updated
        if since is not None:
            tab = said.tabs.get(piece.part)
            conflicts.append(_conflict(tab, piece.row, _LEADING[piece.part], piece.item, since))
    return Merged({item: entry for item, entry in entries.items() if item in current or entry != Entry(item=item)},
                  tuple(conflicts))  # fmt: skip


_LEADING: Final = {"measures": "measure", "indicators": "value", "evidence": "url"}


def _answer(entry: Entry, given: Given, versions: Sequence[Version]) -> tuple[Entry, list[tuple[str, date]]]:
    updated: dict[str, object] = {}
    lost = []
    for unit, wanted in _units(given.fields, entry):
        since = _changed_by_others(versions, _reader(unit), wanted, _reader(unit)(entry))
        if since is _KEEP:
            continue
        if isinstance(since, date):
            lost.append((unit[0], since))
        else:
            updated |= dict(zip(unit, wanted, strict=True))
    return Entry.model_validate({**dict(entry), **updated}), lost


def _units(fields: Mapping[str, object], entry: Entry) -> Iterator[tuple[tuple[str, ...], tuple[object, ...]]]:
    """Fields that stand or fall together, with what the file wants in them."""
    if "claimed" in fields:
        yield _STATUS, (fields["claimed"], fields["off_scale"])
    for name, value in fields.items():
        if name not in _STATUS and not name.startswith("practice_"):
            yield (name,), (value,)
    offered = {name.removeprefix("practice_"): value for name, value in fields.items() if name.startswith("practice_")}
    if offered:
        before = entry.practice.model_dump() if entry.practice else {"title": None, "summary": None, "url": None}
        after = {**before, **offered}
        says = any(after.values())
        practice = Practice(title=after["title"] or "", summary=after["summary"] or "", url=after["url"] or None)
        yield ("practice",), (practice if says else None,)


def _reader(unit: Sequence[str]) -> Callable[[Entry], tuple[object, ...]]:
    return lambda entry: tuple(getattr(entry, name) for name in unit)


_KEEP: Final = "keep"


def _changed_by_others(
    versions: Sequence[Version], read: Callable[[Entry], Any], wanted: object, now: object
) -> date | str | None:
    """`keep` when the file left it as it was; the day when somebody else changed it since; None to take it over."""
    if wanted == now:
        return _KEEP
    if not versions:
        return None
    if read(versions[0].entry) == wanted:
        return _KEEP
    for before, after in zip(reversed(versions[:-1]), reversed(versions[1:]), strict=True):
        if read(before.entry) != read(after.entry):
            return None if after.is_own else after.saved_on
    return None


def _piece(entry: Entry, piece: Piece, versions: Sequence[Version]) -> tuple[Entry, date | None]:
    def read(one: Entry) -> One | None:
        return pieces_by_key(one, piece.part).get(piece.key)

    now = read(entry)
    if piece.is_removed and isinstance(now, Evidence) and now.locator != piece.fields.get("locator", now.locator):
        return entry, None  # another article of the same law
    wanted = None if piece.is_removed else _with_fields(now, piece)
    based = versions[0].entry if versions else None
    if based is not None and not piece.is_removed and (was := read(based)) is not None:
        wanted_of_old = _with_fields(was, piece)
        wanted = wanted_of_old if wanted_of_old == was else wanted
    since = _changed_by_others(versions, read, wanted, now)
    if since is not None:
        return entry, since if isinstance(since, date) else None
    pieces = pieces_by_key(entry, piece.part)
    if wanted is not None and wanted in pieces.values():
        return entry, None
    # A piece that changes keeps its place; one that is removed leaves it.
    kept = {**pieces, piece.key: wanted}
    return entry.model_copy(update={piece.part: tuple(one for one in kept.values() if one is not None)}), None


def _with_fields(existing: One | None, piece: Piece) -> One:
    fields = dict(existing) if existing is not None else {}
    return MODELS[piece.part].model_validate({**fields, **piece.fields})


def pieces_by_key(entry: Entry, part: str) -> dict[Key, One]:
    """The measures, figures or evidence of an answer by their key, in their order."""
    keyed: dict[Key, One] = {}
    for one in getattr(entry, part):
        keyed[numbered(key_of(one), keyed)] = one
    return keyed


def numbered(key: Key, taken: Collection[Key]) -> Key:
    """The key, with a number where it stands there already: the same law may be named with two of its articles."""
    number, free = 2, key
    while free in taken:
        number, free = number + 1, (*key, str(number))
    return free


def _conflict(tab: Tab | None, row: int, name: str, item: str, on: date) -> Problem:
    problem = Problem(
        "changed-meanwhile",
        message(
            "Somebody else changed this answer on {day}, after the workbook was downloaded. Nothing was overwritten: "
            "download the workbook again and bring your change into it."
        ),
        row=row,
        column=name,
        values={"day": on},
        item=item,
    )
    if tab is None:
        return problem
    cell = cell_name((row, tab.places[name] + 1)) if name in tab.places else None
    return replace(problem, sheet=tab.sheet, column=tab.headings.get(name, name), cell=cell)
