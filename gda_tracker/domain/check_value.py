"""A short value that ties a paper to its text: two papers with the same value hold the same answers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256
from typing import Final

from .report import Entry

DIGITS: Final = 12
"""48 bits: enough that no two versions of a report meet by chance, short enough to be read out."""
_GROUP: Final = 4


def check_value(signatory_id: str, cycle: str, entries: Iterable[Entry]) -> str:
    """Three groups of four hexadecimal digits, such as `3F2A-91CC-07B4`.

    To compute it again: take each answer that says something, as the fields of `Entry` that differ from their defaults
    (days in ISO 8601, amounts as text without trailing zeros), sorted by item code; write the object with the keys
    `answers`, `cycle` and `signatory` as JSON in UTF-8 with sorted keys, no spaces and no escapes; the value is the
    start of its SHA-256. What was decided or submitted is no part of it, nor is the language: it is about the answers.
    """
    told = sorted((entry for entry in entries if entry != Entry(item=entry.item)), key=lambda entry: entry.item)
    content = {"signatory": signatory_id, "cycle": cycle, "answers": [_plain(entry) for entry in told]}
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digits = sha256(written.encode("utf-8", "replace")).hexdigest()[:DIGITS].upper()
    return "-".join(digits[start : start + _GROUP] for start in range(0, DIGITS, _GROUP))


def _plain(entry: Entry) -> dict[str, object]:
    given = entry.model_dump(mode="json", exclude_defaults=True)
    for measure in given.get("measures", ()):
        if "budget_amount" in measure:
            # The register keeps two places: 2500 and 2500.00 are one amount.
            measure["budget_amount"] = f"{Decimal(measure['budget_amount']).normalize():f}"
    return given
