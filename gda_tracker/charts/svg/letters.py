"""How wide words are in our faces, and how they are broken into lines and cut, without a font library."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final
from unicodedata import combining, east_asian_width

FONTS: Final = Path(__file__).parents[1] / "assets" / "fonts"
_ELLIPSIS: Final = "…"


@cache
def _table(face: str) -> dict[str, int]:
    found = json.loads((FONTS / "widths.json").read_text(encoding="utf-8"))
    return dict(found[face])


def length(text: str, size: float, *, weight: int = 400, is_serif: bool = False) -> float:
    """The width of a line in pixels. Letters that our faces lack are taken as 0.56 em, full-width ones as one em."""
    table = _table(f"{'serif' if is_serif else 'sans'}-{weight}")
    return sum(table.get(letter) or _guess(letter) for letter in text) * size / 1000


def _guess(letter: str) -> int:
    if combining(letter):
        return 0
    return 1000 if east_asian_width(letter) in {"W", "F"} else 560


def cut(text: str, size: float, most: float, *, weight: int = 400, is_serif: bool = False) -> str:
    """The text if it fits into `most` pixels, else its beginning and an ellipsis."""
    if length(text, size, weight=weight, is_serif=is_serif) <= most:
        return text
    room, kept = most - length(_ELLIPSIS, size, weight=weight, is_serif=is_serif), ""
    for letter in text:
        room -= length(letter, size, weight=weight, is_serif=is_serif)
        if room < 0:
            break
        kept += letter
    return kept.rstrip() + _ELLIPSIS


def wrapped(
    text: str, size: float, most: float, lines: int = 2, *, weight: int = 400, is_serif: bool = False
) -> tuple[str, ...]:
    """The text in at most `lines` lines of `most` pixels; the last is cut. A word that is too long alone is broken."""
    made: list[str] = []
    now = ""
    for word in _pieces(text, size, most, weight, is_serif):
        together = f"{now} {word}".strip()
        if not now or length(together, size, weight=weight, is_serif=is_serif) <= most:
            now = together
            continue
        made.append(now)
        now = word
    made.append(now)
    if len(made) <= lines:
        return tuple(made)
    last = cut(" ".join(made[lines - 1 :]), size, most, weight=weight, is_serif=is_serif)
    return (*made[: lines - 1], last)


def _pieces(text: str, size: float, most: float, weight: int, is_serif: bool) -> list[str]:
    """Words, the too long ones in pieces that fit."""
    pieces = []
    for word in text.split():
        while length(word, size, weight=weight, is_serif=is_serif) > most and len(word) > 1:
            fits, room = 1, most - length(word[0], size, weight=weight, is_serif=is_serif)
            while fits < len(word) and (room := room - length(word[fits], size, weight=weight, is_serif=is_serif)) >= 0:
                fits += 1
            pieces.append(word[:fits])
            word = word[fits:]
        if word:
            pieces.append(word)
    return pieces
