"""A chart as a picture: a whole SVG document that can stand alone, or an inline one that follows the page.

`svg(context, chart)` is 960 pixels wide and carries title, subtitle, legend, note, source and the demonstration mark,
in the light palette. Inline it has the drawing and its legend alone, in the stylesheet's tokens, with links.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, assert_never

from ...i18n import Text
from ..chart import Chart, Context
from ..drawing import Bars, Drawing, Grid, Intervals, Lines, Words, World
from ..templating import render
from . import frame
from .bars import bars, intervals
from .grid import grid, words
from .lines import lines
from .marks import Mark, Sheet, mirrored
from .paint import Paint
from .plain import Keyed, legend
from .world import world

WIDTH: Final = 960
MARGIN: Final = 40
SANS: Final = "'GDA Sans', 'Source Sans 3', 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans SC', Arial, sans-serif"
SERIF: Final = "'GDA Serif', 'Source Serif 4', 'Noto Serif', 'Noto Naskh Arabic', 'Noto Serif SC', Georgia, serif"


@dataclass(frozen=True, slots=True)
class Group:
    """Marks placed together; coordinates inside count from its corner."""

    marks: tuple[Mark, ...]
    x: float = 0
    y: float = 0
    scale: float = 1
    direction: str = "ltr"


def svg(context: Context, chart: Chart, *, is_inline: bool = False, width: float = WIDTH) -> str:
    """The picture of a chart; raises LookupError when the chart has none.

    `width` is in pixels; text keeps its size, so a narrow page asks for a narrow picture.
    """
    if chart.sketch is None:
        raise LookupError(f"chart {chart.name} has no picture")
    t, drawing = context.text, chart.sketch()
    if is_inline:
        groups, height = _drawn(t, drawing, width, 0, 0)
    else:
        above, top = frame.above(context, chart, width, MARGIN)
        groups, bottom = _drawn(t, drawing, width - 2 * MARGIN, MARGIN, top)
        below, height = frame.below(context, chart, width, MARGIN, bottom)
        groups = [_turned(t, above, width), *groups, _turned(t, below, width)]
    name = re.sub(r"[^a-z0-9-]", "-", chart.name.lower())
    return render(
        "svg/picture.svg.j2",
        t,
        paint=Paint(f"gda-{name}-{width:.0f}", is_inline),
        width=width,
        height=height,
        groups=groups,
        title=chart.title,
        description=chart.text_alternative,
        sans=SANS,
        serif=SERIF,
    )


def _drawn(t: Text, drawing: Drawing, width: float, x: float, y: float) -> tuple[list[Group], float]:
    """The drawing and its legend below it, and where they end."""
    sheet, keyed = _sheet(t, drawing, width)
    marks, height = legend(keyed, width, 0)
    below = y + sheet.height + (14 if marks else 0)
    first = Group(sheet.marks, x, y, sheet.scale) if sheet.is_plain else _turned(t, list(sheet.marks), width, x, y)
    return [first, _turned(t, marks, width, x, below)], below + height


def _turned(t: Text, marks: list[Mark], width: float, x: float = 0, y: float = 0) -> Group:
    """A group in the direction in which the language is read."""
    is_turned = t.direction == "rtl"
    return Group(mirrored(tuple(marks), width) if is_turned else tuple(marks), x, y, direction=t.direction)


def _sheet(t: Text, drawing: Drawing, width: float) -> tuple[Sheet, Keyed]:
    match drawing:
        case Bars():
            return bars(t, drawing, width)
        case Intervals():
            return intervals(t, drawing, width)
        case Grid():
            return grid(t, drawing, width)
        case Lines():
            return lines(t, drawing, width)
        case World():
            return world(t, drawing, width)
        case Words():
            return words(t, drawing, width)
    assert_never(drawing)
