"""Reading the trail: who changed what, when, with before and after; whether its chain holds."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from ..domain.permissions import Action, Actor, require
from ..domain.trail import ChainBreak, Sought
from ..register import Register, trail_search
from ..workbook.plain_table import table_csv

PER_PAGE: Final = 50
MOST_EXPORTED: Final = 200_000
_PERSON_ID: Final = re.compile(r"\bp-[0-9a-f]{16}\b")


@dataclass(frozen=True, slots=True)
class Act:
    """One record of the trail. `recorded_at` is UTC; `changes` are (field, before, after) as text, what is equal left
    out, people in them with their names; `person` and `person_email` say whose account the subject is, where it is
    one."""

    seq: int
    recorded_at: datetime
    actor_id: str
    actor: str
    action: str
    subject: str
    signatory_id: str | None
    signatory: str
    changes: tuple[tuple[str, str, str], ...]
    hash: str
    person: str = ""
    person_email: str = ""


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
    """The acts that fit, newest first, 50 a page; a page beyond the last is empty."""
    require(actor, Action.READ_TRAIL)
    rows = trail_search.found(register, sought, PER_PAGE, PER_PAGE * (number - 1))
    if not rows and number > 1:
        first = trail_search.found(register, sought, 1, 0)
        return TrailPage((), first[0]["total"] if first else 0, number)
    return TrailPage(_acts(register, rows), rows[0]["total"] if rows else 0, number)


def acts_on_record(register: Register, actor: Actor) -> tuple[str, ...]:
    """Every kind of act that the trail holds."""
    require(actor, Action.READ_TRAIL)
    return trail_search.actions(register)


def trail_csv(register: Register, actor: Actor, sought: Sought, mark: str = "") -> bytes:
    """The records that fit, oldest first, with before and after as they were hashed and both hashes of each.

    A reader can compute the chain anew (`domain.trail.hash_of`) when nothing was left out.
    """
    require(actor, Action.READ_TRAIL)
    rows = trail_search.found(register, sought, MOST_EXPORTED, 0)
    header = ["seq", "recorded_at", "actor_id", "action", "subject", "signatory_id", "before", "after"]
    header += ["previous_hash", "hash"]
    lines = [
        [
            row["seq"], row["recorded_at"].isoformat(timespec="microseconds"), row["actor_id"], row["action"],
            row["subject"], row["signatory_id"] or "", row["before_json"] or "", row["after_json"] or "",
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
    return tuple(_act(row, people) for row in rows)


def _act(row: Mapping[str, Any], people: Mapping[str, str]) -> Act:
    differs = changes(row["before_json"], row["after_json"])
    return Act(
        seq=row["seq"],
        recorded_at=row["recorded_at"],
        actor_id=row["actor_id"],
        actor=row["actor"],
        action=row["action"],
        subject=row["subject"],
        signatory_id=row["signatory_id"],
        signatory=row["signatory"],
        changes=tuple((field, _named(was, people), _named(now, people)) for field, was, now in differs),
        hash=row["hash"],
        person=row["person"],
        person_email=row["person_email"],
    )


def _named(text: str, people: Mapping[str, str]) -> str:
    """The text with the name before every id of a person: “Amina (p-…)”."""
    return _PERSON_ID.sub(lambda one: f"{people[one[0]]} ({one[0]})" if one[0] in people else one[0], text)


def changes(before_json: str | None, after_json: str | None) -> tuple[tuple[str, str, str], ...]:
    """What differs between two JSON objects of a record, field by field."""
    before, after = _fields(before_json), _fields(after_json)
    names = [*after, *(name for name in before if name not in after)]
    return tuple(
        (name, _said(before.get(name)), _said(after.get(name))) for name in names if before.get(name) != after.get(name)
    )


def _fields(text: str | None) -> dict[str, Any]:
    value = json.loads(text) if text else {}
    return value if isinstance(value, dict) else {"": value}


def _said(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
