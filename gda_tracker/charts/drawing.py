"""What a picture of a chart shows, apart from how it is drawn: `svg` turns a drawing into SVG, `png` that into PNG.

A chart gives its drawing lazily: `sketch=partial(_sketch, rows)` with a function of the module, since charts are
pickled and a lambda cannot be. Percentages run from 0 to 100. `title` is what a mark says when pointed at, `link` where
it leads; both may be empty. Labels wrap or are cut by the renderer: give them whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Tone(StrEnum):
    """A named fill of the one hue; the colours live in the renderer and the stylesheet.

    `hatch` is for what is not verified or not reported, `outline` for what is due and not claimed, `blank` for the
    stretch before a bar that does not begin at the start, `other` for what is not counted. Where a bar has several
    kinds beside each other, `unverified` is hatched in the hue; `dots`, `rules` and `stripes` are greys of their own.
    """

    ACCENT = "accent"
    SOFT = "soft"
    OUTLINE = "outline"
    QUIET = "quiet"
    HATCH = "hatch"
    BLANK = "blank"
    OTHER = "other"
    UNVERIFIED = "unverified"
    DOTS = "dots"
    RULES = "rules"
    STRIPES = "stripes"
    R0 = "r0"
    R1 = "r1"
    R2 = "r2"
    R3 = "r3"
    R4 = "r4"
    R5 = "r5"
    R6 = "r6"


def ramp(step: int | None) -> Tone | None:
    """The tone of a step of `charts.ramp`, 0 (none) to 6 (most); None stays None: withheld or nobody due."""
    return None if step is None else Tone(f"r{step}")


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend. Say it with a direct label instead where there is room."""

    tone: Tone
    label: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar, in the units of its chart."""

    tone: Tone
    value: float
    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: its parts end to end, and `value`, what is written behind it ("9 of 83 (11 %)")."""

    label: str
    parts: tuple[Part, ...]
    value: str = ""
    detail: str = ""
    """A quiet second line under the label."""
    number: str = ""
    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars. `most` is the end of the axis, None for the longest bar; `is_percent` draws a 0–100 % axis."""

    rows: tuple[BarRow, ...]
    legend: tuple[Key, ...] = ()
    most: float | None = None
    is_percent: bool = False


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """One interval in percent: verified (floor), claimed, ceiling; None when the share is withheld."""

    label: str
    verified: float | None
    claimed: float | None
    ceiling: float | None
    value: str = ""
    number: str = ""
    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Intervals:
    """The signature chart; its legend is always the same and drawn by the renderer."""

    rows: tuple[IntervalRow, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid; without a tone it is bare ("2/4", "–")."""

    text: str
    tone: Tone | None = None
    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: a label and a cell for each column."""

    label: str
    cells: tuple[Cell, ...]
    number: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A heat map or a matrix. `ends` are the words at both ends of the ramp; without them no ramp is explained.

    `legend` explains tones one by one, `remark` is a sentence beside it.
    """

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    ends: tuple[str, str] | None = None
    legend: tuple[Key, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day; `label` is written beside the dot, `low` and `high` are the bounds around it."""

    on: date
    value: float
    label: str = ""
    title: str = ""
    link: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One line, its points in order of time. Its name stands at its end.

    Stepped for a running total, straight between measurements; without a line for totals that others reported.
    """

    name: str
    tone: Tone
    points: tuple[Point, ...]
    is_stepped: bool = False
    is_dashed: bool = False
    has_line: bool = True
    has_dots: bool = True


@dataclass(frozen=True, slots=True)
class Tick:
    """What is written under a day of the axis, in one line or two."""

    on: date
    label: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Values over time. `most` is the top of the axis, None for a round number above every value and bound.

    `suffix` follows the numbers of the axis (" %"); `legend` is for what no line end can say, such as a band. Without
    `ticks` the axis names months and years.
    """

    series: tuple[Series, ...]
    most: float | None = None
    suffix: str = ""
    legend: tuple[Key, ...] = ()
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True, slots=True)
class Land:
    """One country on the map."""

    iso3: str
    tone: Tone
    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """The world map; countries that are not named are drawn as other land. Legend and ends as in `Grid`."""

    lands: tuple[Land, ...]
    ends: tuple[str, str] | None = None
    legend: tuple[Key, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class WordRow:
    """One item in words: a pill with a tone, then the other columns."""

    label: str
    pill: str
    tone: Tone
    words: tuple[str, ...] = ()
    number: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A table of words. `columns` names the label, the pill and each of the other words."""

    columns: tuple[str, ...]
    rows: tuple[WordRow, ...]


Drawing = Bars | Intervals | Grid | Lines | World | Words
