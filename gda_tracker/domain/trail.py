"""The trail: who did what and when, each record carrying the hash of the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

FIRST_HASH: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class TrailRecord:
    """One act. `recorded_at` is UTC; `before_json` and `after_json` are canonical JSON or None."""

    seq: int
    recorded_at: datetime
    actor_id: str
    action: str
    subject: str
    signatory_id: str | None
    before_json: str | None
    after_json: str | None
    previous_hash: str
    hash: str


def canonical(value: Mapping[str, object] | None) -> str | None:
    """JSON with sorted keys and no spaces, so that the same content gives the same hash; dates as ISO text."""
    if value is None:
        return None
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def hash_of(record: TrailRecord) -> str:
    """SHA-256 over every field of the record but its own hash, the previous hash included."""
    fields = (
        record.seq,
        record.recorded_at.isoformat(timespec="microseconds"),
        record.actor_id,
        record.action,
        record.subject,
        record.signatory_id,
        record.before_json,
        record.after_json,
        record.previous_hash,
    )
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """Where the chain does not hold, and why: `missing`, `unlinked` or `altered`."""

    seq: int
    why: str


def first_break(records: Iterable[TrailRecord]) -> ChainBreak | None:
    """The first record at which the chain breaks, or None; records in order of `seq` from 1."""
    expected, previous = 1, FIRST_HASH
    for record in records:
        if record.seq != expected:
            return ChainBreak(expected, "missing")
        if record.previous_hash != previous:
            return ChainBreak(record.seq, "unlinked")
        if hash_of(record) != record.hash:
            return ChainBreak(record.seq, "altered")
        expected, previous = expected + 1, record.hash
    return None


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for in the trail; empty fields keep everything.

    `who` and `signatory` are an id or a part of the name (an e-mail address whole); `signatories` are identifiers of
    others that the word for a signatory means, such as its name in another language. `since` and `until` are UTC, the
    latter not included. `word` is a part of the subject, of before or after, of the name of who acted, or of the person
    acted on, whose e-mail address is taken whole.
    """

    who: str = ""
    action: str = ""
    signatory: str = ""
    word: str = ""
    since: datetime | None = None
    until: datetime | None = None
    signatories: tuple[str, ...] = ()
