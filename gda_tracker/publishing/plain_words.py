"""What comes with an address, made fit to be shown: no control characters, nothing that turns the writing round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from unicodedata import category

_KEPT: Final = frozenset("\t\n")
_TURNING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""The bidirectional controls (Unicode Annex 9): they can make a text read as another."""


def plain(word: str) -> str:
    """A word without control characters (but tab and newline), bidirectional controls, and halves of pairs."""
    return "".join(
        sign for sign in word if sign in _KEPT or (category(sign) not in {"Cc", "Cs"} and sign not in _TURNING)
    )


def plain_query(query: Mapping[str, str]) -> dict[str, str]:
    """The same for every value of a query."""
    return {key: plain(word) for key, word in query.items()}
