"""Reading the trail: who changed what, when, with before and after; whether its chain holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from ..domain.permissions import Action, Actor, require
from ..domain.trail import ChainBreak, Sought
from ..register import Register, trail_search
from ..workbook.plain_table import table_csv

PER_PAGE: Final = 50
MOST_EXPORTED: Final = 200_000
_LONGEST_ID: Final = 80
_PERSON_ID: Final = re.compile(r"\bp-[0-9a-f]{16}\b")


@dataclass(frozen=True, slots=True)
class Act:
    """One record of the trail. `recorded_at` is UTC; `changes` are (field, before, after) as JSON has them, what is
    equal left out, people in them with their names; `names` are those of signatories whose identifiers stand there.
    `person` and `person_email` say whose account the subject is, where it is one."""

    seq: int
    recorded_at: datetime
    actor_id: str
    actor: str
    action: str
    subject: str
    signatory_id: str | None
    signatory: str
    changes: tuple[tuple[str, Any, Any], ...]
    hash: str
    person: str = ""
    person_email: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrailPage:
    """One page of what was found; `number` counts from 1."""

    acts: tuple[Act, ...]
    total: int
    number: int

    @property
    def pages(self) -> int:
        """How many there are, at least one."""
        return max(1, -(-self.total // PER_PAGE))


@dataclass(frozen=True, slots=True)
class Chain:
    """Whether every record carries the hash of the one before it: how many, the newest hash, where it breaks."""

    records: int
    head: str
    broken: ChainBreak | None


def search_trail(register: Register, actor: Actor, sought: Sought, number: int = 1) -> TrailPage:
    """The acts that fit, newest first, 50 a page; a page beyond the last is the last."""
    require(actor, Action.READ_TRAIL)
    rows = trail_search.found(register, sought, PER_PAGE, PER_PAGE * (number - 1))
    if not rows and number > 1:
        first = trail_search.found(register, sought, 1, 0)
        number = max(1, -(-(first[0]["total"] if first else 0) // PER_PAGE))
        rows = trail_search.found(register, sought, PER_PAGE, PER_PAGE * (number - 1))
    return TrailPage(_acts(register, rows), rows[0]["total"] if rows else 0, number)


def acts_on_record(register: Register, actor: Actor) -> tuple[str, ...]:
    """Every kind of act that the trail holds."""
    require(actor, Action.READ_TRAIL)
    return trail_search.actions(register)


def trail_csv(
    register: Register, actor: Actor, sought: Sought, mark: str = "", acts: Mapping[str, str] | None = None
) -> bytes:
    """The records that fit, oldest first, with before and after as they were hashed and both hashes of each.

    Beside the ids stand the names that people have today; `acts` says what the codes of acts are called. A reader can
    compute the chain anew (`domain.trail.hash_of`) when nothing was left out.
    """
    require(actor, Action.READ_TRAIL)
    rows = trail_search.found(register, sought, MOST_EXPORTED, 0)
    header = ["seq", "recorded_at", "actor_id", "actor", "action", "act", "subject", "person", "person_email"]
    header += ["signatory_id", "signatory", "before", "after", "previous_hash", "hash"]
    called = acts or {}
    lines = [
        [
            row["seq"], row["recorded_at"].isoformat(timespec="microseconds"), row["actor_id"], row["actor"],
            row["action"], called.get(row["action"], ""), row["subject"], row["person"], row["person_email"],
            row["signatory_id"] or "", row["signatory"], row["before_json"] or "", row["after_json"] or "",
            row["previous_hash"], row["hash"],
        ]
        for row in reversed(rows)
    ]  # fmt: skip
    return table_csv(header, lines, mark)


def check_chain(register: Register, actor: Actor) -> Chain:
    """Every record read and hashed anew."""
    require(actor, Action.READ_TRAIL)
    last = trail_search.found(register, Sought(), 1, 0)
    return Chain(last[0]["total"] if last else 0, register.trail_head(), register.trail_break())


def _acts(register: Register, rows: Sequence[Mapping[str, Any]]) -> tuple[Act, ...]:
    told = (row[side] or "" for row in rows for side in ("before_json", "after_json"))
    people = trail_search.names(register, {one for text in told for one in _PERSON_ID.findall(text)})
    differ = [changes(row["before_json"], row["after_json"]) for row in rows]
    ids = {word for found in differ for _, was, now in found for word in (*_words(was), *_words(now))}
    names = trail_search.signatory_names(register, ids)
    return tuple(_act(row, found, people, names) for row, found in zip(rows, differ, strict=True))


def _act(
    row: Mapping[str, Any],
    differs: Sequence[tuple[str, Any, Any]],
    people: Mapping[str, str],
    names: Mapping[str, str],
) -> Act:
    return Act(
        seq=row["seq"],
        recorded_at=row["recorded_at"],
        actor_id=row["actor_id"],
        actor=row["actor"],
        action=row["action"],
        subject=row["subject"],
        signatory_id=row["signatory_id"],
        signatory=row["signatory"],
        changes=tuple((name, _named(was, people), _named(now, people)) for name, was, now in differs),
        hash=row["hash"],
        person=row["person"],
        person_email=row["person_email"],
        names=names,
    )


def _words(value: Any) -> Iterator[str]:
    """Every text of a value that may be an identifier."""
    if isinstance(value, str) and len(value) <= _LONGEST_ID:
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _words(one)


def _named(value: Any, people: Mapping[str, str]) -> Any:
    """The value with the name before every id of a person: “Amina (p-…)”."""
    if isinstance(value, str):
        return _PERSON_ID.sub(lambda one: f"{people[one[0]]} ({one[0]})" if one[0] in people else one[0], value)
    if isinstance(value, list):
        return [_named(one, people) for one in value]
    return {name: _named(one, people) for name, one in value.items()} if isinstance(value, dict) else value


def changes(before_json: str | None, after_json: str | None) -> tuple[tuple[str, Any, Any], ...]:
    """What differs between two JSON objects of a record, field by field; None where a field is not there."""
    before, after = _fields(before_json), _fields(after_json)
    names = [*after, *(name for name in before if name not in after)]
    return tuple((name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name))


def _fields(text: str | None) -> dict[str, Any]:
    value = json.loads(text) if text else {}
    return value if isinstance(value, dict) else {"": value}
