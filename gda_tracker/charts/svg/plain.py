"""What every kind of drawing shares: the legend it asks for, and an end to its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from ...i18n import Text
from ..drawing import Key
from .letters import length, wrapped
from .marks import Box, Dot, Mark, Stroke, Words

MOST_ROWS: Final = 60
"""More rows than this are left to the table: a picture of two thousand lines is read by nobody."""
_SIZE: Final = 14
_HEIGHT: Final = 24
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Keyed:
    """A legend to be drawn: keys, the two ends of a ramp, a sentence; `shapes` other than boxes, key by key."""

    keys: tuple[Key, ...] = ()
    ends: tuple[str, str] | None = None
    remark: str = ""
    shapes: tuple[str, ...] = ()


def shown_rows(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows that a picture holds."""
    return rows[:MOST_ROWS]


def more_rows(t: Text, rows: Sequence[object]) -> str:
    """What the picture leaves out, in words."""
    left = len(rows) - MOST_ROWS
    return t.n("One more row is in the table.", "{n} more rows are in the table.", left) if left > 0 else ""


def legend(keyed: Keyed, width: float, top: float) -> tuple[list[Mark], float]:
    """The legend's marks from `top` on, and its height; entries go on in the next line where there is no room."""
    marks: list[Mark] = []
    x, y = 0.0, top + 16
    if keyed.ends:
        less, more = keyed.ends
        marks.append(Words(x, y, less, _SIZE, "quiet-ink"))
        x += length(less, _SIZE) + 8
        marks += [Box(x + step * 24, y - 11, 24, 12, f"r{step}") for step in range(7)]
        x += 7 * 24 + 8
        marks.append(Words(x, y, more, _SIZE, "quiet-ink"))
        x += length(more, _SIZE) + 24
    for index, key in enumerate(keyed.keys):
        wide = 22 + length(key.label, _SIZE) + 22
        if x and x + wide - 22 > width:
            x, y = 0.0, y + _HEIGHT
        marks += _sign(key, keyed.shapes[index] if index < len(keyed.shapes) else "box", x, y)
        marks.append(Words(x + 22, y, key.label, _SIZE, "quiet-ink"))
        x += wide
    if keyed.remark:
        if x and x + length(keyed.remark, _SIZE) > width:
            x, y = 0.0, y + _HEIGHT
        for line in wrapped(keyed.remark, _SIZE, width - x, 3):
            marks.append(Words(x, y, line, _SIZE, "quiet-ink"))
            y += 20
        y -= 20
    return (marks, y - top + 8) if marks else ([], 0)


def _sign(key: Key, shape: str, x: float, y: float) -> list[Mark]:
    middle = y - 5
    match shape:
        case "dot":
            return [Dot(x + 7, middle, 6, key.tone.value)]
        case "ring":
            return [Dot(x + 7, middle, 4.8, "page", "accent")]
        case "tick":
            line = Stroke(((x, middle), (x + 14, middle)), "quiet-ink", 2, "1.5 4")
            return [line, Stroke(((x + 14, middle - 6), (x + 14, middle + 6)), "quiet-ink", 2)]
        case _:
            return [Box(x, middle - 6, 14, 12, key.tone.value, 2)]
