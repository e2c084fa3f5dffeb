"""Finding signatories in the register: searched in six languages, filtered, page by page; and what became of one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from weakref import WeakKeyDictionary

import polars as pl

from .. import facts
from ..domain.naming import plain
from ..domain.permissions import Action, Actor, require
from ..editions.search import LONGEST_SEARCH, searchable, word_tests
from ..register import Register, people, registry

PAGE_SIZE: Final = 50
STATES: Final = ("standing", "endorsed", "unendorsed", "withdrawn", "no_focal_point", "merged", "removed", "all")
"""What the list can be cut to; `standing` is every signatory that was neither merged away nor removed."""
_GONE: Final = ("merged", "removed")


@dataclass(frozen=True, slots=True)
class Wish:
    """Which signatories are looked for. Empty is everybody; `page` counts from 1."""

    words: str = ""
    stakeholder_type: str = ""
    region: str = ""
    state: str = "standing"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One signatory of the list. `state` is endorsed, unendorsed, withdrawn, merged or removed.

    `found_by` are those merged into it, identifier and name, by whose name it was found.
    """

    signatory_id: str
    name: str
    acronym: str | None
    stakeholder_type: str
    iso3: str | None
    region: str | None
    state: str
    into_id: str | None
    into_name: str | None
    endorsed_on: date | None
    withdrawn_on: date | None
    focal_points: int
    found_by: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found; of the `total` so many that stand are without a focal point with an account."""

    lines: tuple[Line, ...]
    total: int
    page: int
    pages: int
    without_focal_point: int


@dataclass(frozen=True, slots=True)
class Act:
    """One act about a signatory. `changed` maps fields to what they were and what they became. Times are UTC."""

    seq: int
    recorded_at: datetime
    who: str
    action: str
    reason: str
    changed: Mapping[str, tuple[Any, Any]]


_ROLLS: Final[WeakKeyDictionary[Register, tuple[int, pl.DataFrame]]] = WeakKeyDictionary()


def find_signatories(
    register: Register, actor: Actor, wish: Wish, type_words: Mapping[str, str] | None = None
) -> Found:
    """The signatories that fit, by name. Every word must begin a word of the name, the country in six languages, its
    code, or of `type_words` (stakeholder type → what people call it), or be the acronym; case and accents aside.

    Whoever looks for one that was merged finds the one that it was merged into. A page beyond the last is the last.
    """
    require(actor, Action.READ_REGISTER)
    rows = _roll(register)
    tests = word_tests(wish.words[:LONGEST_SEARCH], type_words or {})
    named = rows.filter(*tests) if tests else rows
    merged = named.filter(pl.col("state") == "merged").select("into_id", "signatory_id", "name") if tests else None
    if merged is not None and not merged.is_empty():
        named = rows.filter(pl.all_horizontal(tests) | pl.col("signatory_id").is_in(merged["into_id"].to_list()))
    kinds = [(pl.col(column) == value) for column, value in
             (("stakeholder_type", wish.stakeholder_type), ("region", wish.region)) if value]  # fmt: skip
    state = _STATE_TESTS.get(wish.state, _STATE_TESTS["standing"])
    chosen = named.filter(*kinds, state)
    pages = max(1, -(-chosen.height // PAGE_SIZE))
    page = min(max(1, wish.page), pages)
    part = chosen.slice((page - 1) * PAGE_SIZE, PAGE_SIZE)
    without = chosen.filter(_STATE_TESTS["no_focal_point"]).height
    return Found(_lines(rows, part, merged), chosen.height, page, pages, without)


def _lines(rows: pl.DataFrame, part: pl.DataFrame, merged: pl.DataFrame | None) -> tuple[Line, ...]:
    """One page with the names of those that were merged: into what, or by which name it was found."""
    into = rows.filter(pl.col("signatory_id").is_in(part["into_id"].drop_nulls().to_list()))
    names = dict(into.select("signatory_id", "name").iter_rows())
    by: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for into_id, signatory_id, name in merged.iter_rows() if merged is not None else ():
        by[into_id].append((signatory_id, name))
    shown = part.select(*(name for name in Line.__dataclass_fields__ if name in part.columns))
    return tuple(
        Line(**row, into_name=names.get(row["into_id"]), found_by=tuple(by[row["signatory_id"]]))
        for row in shown.iter_rows(named=True)
    )


def meant_by(
    register: Register, actor: Actor, words: str, type_words: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """The identifiers of all that the words find, whatever became of them; none for no words."""
    require(actor, Action.READ_REGISTER)
    tests = word_tests(words[:LONGEST_SEARCH], type_words or {})
    return tuple(_roll(register).filter(*tests)["signatory_id"]) if tests else ()


def history_of(register: Register, actor: Actor, signatory_id: str, most: int = 50) -> tuple[Act, ...]:
    """What was done about a signatory, the newest first."""
    require(actor, Action.READ_TRAIL)
    records = registry.history_of(register, signatory_id, most)
    names = people.names_of(register, {one.actor_id for one in records})
    return tuple(_act(one, names.get(one.actor_id, one.actor_id)) for one in records)


def _act(record: registry.TrailEntry, who: str) -> Act:
    before, after = _told(record.before_json), _told(record.after_json)
    reason = str(after.pop("reason", ""))
    changed = {name: (before.get(name), after.get(name)) for name in sorted({*before, *after})}
    return Act(record.seq, record.recorded_at, who, record.action, reason, changed)


def _told(text: str | None) -> dict[str, Any]:
    told = json.loads(text) if text else {}
    return dict(told) if isinstance(told, dict) else {}


_STATE_TESTS: Final = {
    "standing": ~pl.col("state").is_in(_GONE),
    "endorsed": pl.col("state") == "endorsed",
    "unendorsed": pl.col("state") == "unendorsed",
    "withdrawn": pl.col("state") == "withdrawn",
    "no_focal_point": ~pl.col("state").is_in(_GONE) & (pl.col("focal_points") == 0),
    "merged": pl.col("state") == "merged",
    "removed": pl.col("state") == "removed",
    "all": pl.lit(value=True),
}


def _roll(register: Register) -> pl.DataFrame:
    """Everybody in alphabetical order with `text` and `literal` to search by; read again once anything was recorded."""
    state = registry.roll_state(register)
    known = _ROLLS.get(register)
    if known is not None and known[0] == state:
        return known[1]
    read = pl.DataFrame(registry.roll(register))
    keys = list(read.select("name", "acronym", "iso3").iter_rows())
    made = [_words_of(*key) for key in keys]
    regions = {iso3: country.itu_region for iso3, country in facts.countries().items()}
    rows = read.with_columns(
        pl.Series("text", [text for text, _, _ in made], pl.String),
        pl.Series("literal", [literal for _, literal, _ in made], pl.String),
        pl.Series("order", [order for _, _, order in made], pl.String),
        pl.Series("region", [regions.get(iso3) for _, _, iso3 in keys], pl.String),
    ).sort("order", "signatory_id")
    _ROLLS[register] = (state, rows)
    return rows


@lru_cache(maxsize=50_000)
def _words_of(name: str, acronym: str | None, iso3: str | None) -> tuple[str, str, str]:
    """What is searched, what stands for itself, and what is sorted by."""
    names = [name, f"{name} ({acronym})"] if acronym else [name]
    return searchable(names, iso3), " ".join(names).casefold(), plain(name)
