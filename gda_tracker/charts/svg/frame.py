"""What stands around a drawing that leaves: title and mark above, note and source below."""

from __future__ import annotations

from typing import Final

from ..chart import Chart, Context
from .letters import wrapped
from .marks import Box, Mark, Stroke, Words

_STRIP: Final = 36


def above(context: Context, chart: Chart, width: float, margin: float) -> tuple[list[Mark], float]:
    """Demonstration strip, title, subtitle; and where the drawing begins."""
    marks: list[Mark] = []
    y = 0.0
    if context.demonstration:
        marks.append(Box(0, 0, width, _STRIP, "strip"))
        marks.append(Words(margin, 23, context.demonstration, 15, "strip-ink", 600))
        y = _STRIP
    y += 22
    for line in wrapped(chart.title, 28, width - 2 * margin, 3, weight=600, is_serif=True):
        y += 34
        marks.append(Words(margin, y - 4, line, 28, "ink", 600, is_serif=True))
    for line in wrapped(chart.subtitle, 17, width - 2 * margin, 3) if chart.subtitle else ():
        y += 24
        marks.append(Words(margin, y, line, 17, "quiet-ink"))
    return marks, y + 28


def below(context: Context, chart: Chart, width: float, margin: float, top: float) -> tuple[list[Mark], float]:
    """Note, source line and the tracker's name; and the height of the whole."""
    y = top + 24
    marks: list[Mark] = []
    for line in wrapped(chart.note, 14, width - 2 * margin, 6) if chart.note else ():
        marks.append(Words(margin, y, line, 14, "quiet-ink"))
        y += 20
    marks.append(Stroke(((margin, y), (width - margin, y)), "line"))
    y += 28
    marks.append(Words(width - margin, y, context.text("Green Digital Action Tracker"), 14, "ink", 600, "end", True))
    for line in wrapped(chart.source, 14, width - 2 * margin - 240, 3):
        marks.append(Words(margin, y, line, 14, "quiet-ink"))
        y += 20
    return marks, y + 12
