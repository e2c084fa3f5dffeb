"""A chart as a picture: a whole SVG document that can stand alone, or inline ones that follow the page.

`svg` is 960 pixels wide and carries title, subtitle, legend, note, source and the demonstration mark, in the light
palette. `inline` has the drawing alone, in the stylesheet's tokens, with links; `inline_legend` is its legend as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from markupsafe import Markup

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
INLINE_WIDTHS: Final = (340, 540, 860, 1240)
MARGIN: Final = 40
SANS: Final = "'GDA Sans', 'Source Sans 3', 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans SC', Arial, sans-serif"
SERIF: Final = "'GDA Serif', 'Source Serif 4', 'Noto Serif', 'Noto Naskh Arabic', 'Noto Serif SC', Georgia, serif"

# Characters that no XML document may hold, not even escaped; a name in an import can.
_NOT_XML: Final = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Group:
    """Marks placed together; coordinates inside count from its corner."""

    marks: tuple[Mark, ...]
    x: float = 0
    y: float = 0
    scale: float = 1
    direction: str = "ltr"


def svg(context: Context, chart: Chart) -> str:
    """The picture of a chart as a document; raises LookupError when the chart has none."""
    t = context.text
    above, top = frame.above(context, chart, WIDTH, MARGIN)
    groups, bottom = _drawn(t, _sketch(chart), WIDTH - 2 * MARGIN, MARGIN, top)
    below, height = frame.below(context, chart, WIDTH, MARGIN, bottom)
    groups = [_turned(t, above, WIDTH), *groups, _turned(t, below, WIDTH)]
    return _rendered(t, chart, groups, WIDTH, height, is_inline=False)


def inline(t: Text, chart: Chart) -> str:
    """The picture of a chart as part of a page, once for each width that the stylesheet tells apart.

    Text keeps its size, so a narrow page shows a narrow picture. Raises LookupError when the chart has none.
    """
    drawn = [_sheet(t, _sketch(chart), width)[0] for width in INLINE_WIDTHS]
    pictures = [
        _rendered(t, chart, [_placed(t, sheet, sheet.width)], sheet.width, sheet.height, is_inline=True)
        for sheet in drawn
    ]
    return render("svg/inline.html.j2", t, pictures=[Markup(picture) for picture in pictures])


def inline_legend(t: Text, chart: Chart) -> str:
    """What the lines' ends do not say, as HTML below an inline picture; empty when all is said."""
    _, keyed = _sheet(t, _sketch(chart), INLINE_WIDTHS[-1])
    return render("svg/inline_legend.html.j2", t, keyed=keyed) if keyed.keys or keyed.remark else ""


def _sketch(chart: Chart) -> Drawing:
    if chart.sketch is None:
        raise LookupError(f"chart {chart.name} has no picture")
    return chart.sketch()


def _rendered(t: Text, chart: Chart, groups: Sequence[Group], width: float, height: float, *, is_inline: bool) -> str:
    name = re.sub(r"[^a-z0-9-]", "-", chart.name.lower())
    document = render(
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
    return _NOT_XML.sub("", document)


def _drawn(t: Text, drawing: Drawing, width: float, x: float, y: float) -> tuple[list[Group], float]:
    """The drawing and its legend below it, and where they end."""
    sheet, keyed = _sheet(t, drawing, width)
    marks, height = legend(keyed, width, 0)
    below = y + sheet.height + (14 if marks else 0)
    first = _placed(t, sheet, width, x, y)
    return [first, _turned(t, marks, width, x, below)], below + height


def _placed(t: Text, sheet: Sheet, width: float, x: float = 0, y: float = 0) -> Group:
    """A sheet where it belongs; a plain one keeps left and right."""
    if sheet.is_plain:
        return Group(sheet.marks, x, y, sheet.scale)
    return _turned(t, sheet.marks, width, x, y)


def _turned(t: Text, marks: Sequence[Mark], width: float, x: float = 0, y: float = 0) -> Group:
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
