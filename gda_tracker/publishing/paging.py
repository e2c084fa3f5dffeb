"""Whole numbers of an address, and the pages of a long list."""

from __future__ import annotations

from typing import Final

_MOST_DIGITS: Final = 8


def whole(word: str) -> int | None:
    """The number that a word of an address says, or None; Python would refuse, or take long, over thousands of digits.

    Digits of other scripts are no number here: what they stand for would be written back in other digits.
    """
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= _MOST_DIGITS else None


def pages_of(total: int, size: int) -> int:
    """How many pages so many rows take; at least one."""
    return max(1, -(-total // size))


def page_of(word: str, total: int, size: int) -> int:
    """The page that a word asks for: what lies beyond the last is the last, what is no number the first."""
    return min(max(1, whole(word) or 1), pages_of(total, size))
