"""Values over time: lines with their names at their ends, bounds as a pale band around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10
from typing import Final

from babel.dates import format_date

from ...i18n import Text
from ..drawing import Lines, Point, Series, Tone
from .letters import length, wrapped
from .marks import Area, Dot, Mark, Place, Sheet, Stroke, Words
from .paint import line_paint
from .plain import Keyed

_SIZE: Final = 14
_TOP: Final = 18
_BOTTOM: Final = 34
_NARROW: Final = 430
# Height ÷ width below a width; drawing.css keeps places of the same shapes free.
_SHAPES: Final = ((430, 0.9), (700, 0.55), (1080, 0.42), (1e9, 0.34))
_MOST_DOTS: Final = 40
_NAME_LINE: Final = 16


@dataclass(frozen=True, slots=True)
class _Plot:
    """The surface between the axes, and how days and values fall on it."""

    left: float
    right: float
    top: float
    bottom: float
    first: date
    last: date
    most: float
    width: float

    def x(self, day: date) -> float:
        """Where a day stands; a single day in the middle."""
        span = (self.last - self.first).days
        if not span:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * (day - self.first).days / span

    def y(self, value: float) -> float:
        """Where a value stands."""
        return self.bottom - (self.bottom - self.top) * min(max(value, 0), self.most) / self.most

    def at(self, point: Point) -> Place:
        """Where a point stands."""
        return self.x(point.on), self.y(point.value)


def height_of(width: float) -> float:
    """The height that a picture of lines has at a width, fixed so that its place can be kept free."""
    return round(width * next(share for limit, share in _SHAPES if width < limit))


def lines(t: Text, drawing: Lines, width: float) -> tuple[Sheet, Keyed]:
    """Gridlines and days, then bands, lines and dots, then names and values."""
    height = height_of(width)
    shown = [series for series in drawing.series if series.points]
    if not shown:
        return Sheet(width, 0, (), is_plain=True), Keyed()
    points = [point for series in shown for point in series.points]
    ticks = _ticks(drawing.most or max([point.value for point in points] + [point.high or 0 for point in points]))
    days = sorted({point.on for point in points})
    names = max(length(_said(series), _SIZE, weight=600) for series in shown)
    scale = [f"{t.number(tick)}{drawing.suffix}" for tick in ticks]
    plot = _Plot(
        left=max(length(text, 13) for text in scale) + 14,
        right=width - min(names + 16, width * (0.32 if width < _NARROW else 0.26)),
        top=_TOP,
        bottom=height - _BOTTOM - 16 * any("\n" in tick.label for tick in drawing.ticks),
        first=days[0],
        last=days[-1],
        most=ticks[-1],
        width=width,
    )
    under = [(tick.on, tick.label) for tick in drawing.ticks] or _day_labels(t, days, plot.right - plot.left)
    marks = _axes(plot, under, list(zip(ticks, scale, strict=True)))
    for series in shown:
        marks += _band(series, plot)
    for series in shown:
        marks += _line(series, plot)
    marks += _values(shown, plot)
    marks += _names(shown, plot, width)
    return Sheet(width, height, tuple(marks), is_plain=True), Keyed(drawing.legend)


def _ticks(most: float) -> tuple[float, ...]:
    """Four to six round numbers from nothing to at least `most`."""
    if most <= 0:
        return (0, 1)
    size = 10 ** floor(log10(most / 4))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor * 5 >= most)
    step = max(step, 1) if most >= 4 else step
    return tuple(step * index for index in range(ceil(round(most / step, 6)) + 1))


def _axes(plot: _Plot, under: Sequence[tuple[date, str]], scale: Sequence[tuple[float, str]]) -> list[Mark]:
    marks: list[Mark] = []
    for tick, text in scale:
        y = plot.y(tick)
        marks.append(Stroke(((plot.left, y), (plot.right, y)), "line"))
        marks.append(Words(plot.left - 8, y + 4, text, 13, "quiet-ink", anchor="end"))
    free_from = -1e9
    for day, text in under:
        rows = text.split("\n")
        x, wide = plot.x(day), max(length(row, 13) for row in rows)
        middle = min(max(x, wide / 2), plot.width - wide / 2)
        if middle - wide / 2 < free_from:
            continue
        marks.append(Stroke(((x, plot.bottom), (x, plot.bottom + 5)), "quiet-ink"))
        for number, row in enumerate(rows):
            marks.append(Words(middle, plot.bottom + 21 + 16 * number, row, 13, "quiet-ink", anchor="middle"))
        free_from = middle + wide / 2 + 12
    return marks


def _day_labels(t: Text, days: Sequence[date], width: float) -> list[tuple[date, str]]:
    """The measured days themselves while they are few, else the first days of years or quarters."""
    if len(days) * 80 <= width or len(days) <= 2:
        return [(day, str(format_date(day, "MMM y", locale=t.language))) for day in days]
    first, last = days[0], days[-1]
    months = (1,) if (last - first).days > 1200 else (1, 4, 7, 10)
    starts = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in months]
    form = "y" if len(months) == 1 else "MMM y"
    return [(day, str(format_date(day, form, locale=t.language))) for day in starts if first <= day <= last]


def _path(series: Series, places: Sequence[Place]) -> tuple[Place, ...]:
    """The places in order; a step keeps its value until the next."""
    if not series.is_stepped:
        return tuple(places)
    stepped = [places[0]]
    for x, y in places[1:]:
        stepped += [(x, stepped[-1][1]), (x, y)]
    return tuple(stepped)


def _band(series: Series, plot: _Plot) -> list[Mark]:
    bounded = [
        (plot.x(p.on), plot.y(p.low), plot.y(p.high)) for p in series.points if p.low is not None and p.high is not None
    ]
    if not bounded:
        return []
    if len(bounded) == 1:
        [(x, low, high)] = bounded
        ends: list[Mark] = [Stroke(((x - 6, y), (x + 6, y)), "quiet-ink", 2) for y in (low, high)]
        return [Stroke(((x, low), (x, high)), "quiet-ink", 2, "1.5 4"), *ends]
    above = _path(series, [(x, high) for x, _, high in bounded])
    below = _path(series, [(x, low) for x, low, _ in bounded])
    return [Area((*above, *reversed(below)), "soft")]


def _line(series: Series, plot: _Plot) -> list[Mark]:
    places = [plot.at(point) for point in series.points]
    tone = series.tone.value
    marks: list[Mark] = []
    if series.has_line and len(places) > 1:
        marks.append(Stroke(_path(series, places), tone, 2.5, "7 5" if series.is_dashed else "", series.name))
    has_dots = series.has_dots and len(places) <= _MOST_DOTS
    for point, (x, y) in zip(series.points, places, strict=True):
        if has_dots or not series.has_line or point.link or point.title:
            is_open = series.is_dashed or not series.has_line
            fill, stroke = ("page", tone) if is_open else (line_paint(tone), "page")
            # Without dots of its own a point still says what it is when pointed at.
            radius = 5.0 if has_dots or not series.has_line else 3.0
            marks.append(Dot(x, y, radius, fill, stroke, point.title, point.link, 2.5 if is_open else 1))
    return marks


def _said(series: Series) -> str:
    """What stands at the end of a line: its name and its last value."""
    last = series.points[-1].label if series.has_line else ""
    return f"{series.name} {last}" if last else series.name


def _values(shown: Sequence[Series], plot: _Plot) -> list[Mark]:
    """Values beside their dots, where neither a dot nor another value stands yet; the last stands with the name."""
    marks: list[Mark] = []
    dotted = [series for series in shown if series.has_dots or not series.has_line]
    dots = [plot.at(point) for series in dotted for point in series.points]
    taken = [(x, 6.0, y + 5) for x, y in dots]
    for series in shown:
        for point in series.points[:-1] if series.has_line else series.points:
            x, y = plot.at(point)
            half = length(point.label, 13, weight=600) / 2
            x = min(max(x, plot.left + half), plot.right - half)
            free = [
                base
                for base in (y - 10, y + 20)
                if plot.top - 8 < base < plot.bottom - 2 and not _is_taken(taken, x, half, base)
            ]
            if point.label and free:
                taken.append((x, half, free[0]))
                ink = "accent" if series.tone is Tone.ACCENT else "ink"
                marks.append(Words(x, free[0], point.label, 13, ink, 600, "middle"))
    return marks


def _is_taken(taken: Sequence[tuple[float, float, float]], x: float, half: float, base: float) -> bool:
    return any(
        abs(x - other) < half + other_half + 2 and abs(base - other_base) < 14
        for other, other_half, other_base in taken
    )


def _names(shown: Sequence[Series], plot: _Plot, width: float) -> list[Mark]:
    """Each line's name at its end, pushed apart where lines end close together."""
    room = width - plot.right - 14
    ends = sorted(((plot.y(series.points[-1].value), series) for series in shown), key=lambda end: end[0])
    texts = [wrapped(_said(series), _SIZE, room, 2, weight=600) for _, series in ends]
    tops = _apart([y + 5 - (len(text) - 1) * 8 for (y, _), text in zip(ends, texts, strict=True)], texts, plot.bottom)
    marks: list[Mark] = []
    for top, text, (_, series) in zip(tops, texts, ends, strict=True):
        ink = "accent" if series.tone is Tone.ACCENT else "quiet-ink"
        marks += [
            Words(plot.right + 12, top + number * _NAME_LINE, line, _SIZE, ink, 600) for number, line in enumerate(text)
        ]
    return marks


def _apart(wanted: Sequence[float], texts: Sequence[Sequence[str]], bottom: float) -> list[float]:
    """First base lines, from above to below, moved down where they overlap and up again from the lower end."""
    heights = [len(text) * _NAME_LINE + 3 for text in texts]
    tops: list[float] = []
    for index, top in enumerate(wanted):
        tops.append(max(top, tops[-1] + heights[index - 1]) if tops else max(top, 12))
    limit = bottom + _NAME_LINE
    for index in reversed(range(len(tops))):
        tops[index] = min(tops[index], limit - heights[index] + _NAME_LINE)
        limit = tops[index] - _NAME_LINE
    return tops
