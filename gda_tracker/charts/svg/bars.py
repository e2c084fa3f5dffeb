"""Horizontal bars, and the interval from verified to claimed to what it would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ...i18n import Text
from ..drawing import BarRow, Bars, IntervalRow, Intervals, Key, Tone
from .letters import length, wrapped
from .marks import Box, Dot, Mark, Sheet, Stroke, Words
from .plain import Keyed, more_rows, shown_rows

_SIZE: Final = 15
_LINE: Final = 19
_SMALL: Final = 13
_SMALL_LINE: Final = 16
_GAP: Final = 16
_BAR: Final = 14
# A file may be opened where our faces are not installed, and the usual ones are a little wider.
_SLACK: Final = 1.08
_TICKS: Final = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a row begin: number, label, track, value (its end)."""

    label: float
    track: float
    track_width: float
    end: float

    @property
    def label_width(self) -> float:
        return self.track - self.label - _GAP


def _columns(rows: Sequence[BarRow | IntervalRow], width: float) -> _Columns:
    numbers = max((length(row.number, _SIZE) for row in rows if row.number), default=0)
    start = numbers + 12 if numbers else 0
    texts = [length(row.label, _SIZE) for row in rows]
    texts += [length(row.detail, _SMALL) for row in rows if isinstance(row, BarRow)]
    values = [length(row.value, _SIZE, weight=600) for row in rows if row.value]
    label = min(max(texts, default=0) * _SLACK, width * 0.34)
    value = min(max(values, default=0) * _SLACK, width * 0.3)
    track = start + label + _GAP
    return _Columns(start, track, max(width - track - (value + _GAP if value else 0), 40), width)


def bars(t: Text, drawing: Bars, width: float) -> tuple[Sheet, Keyed]:
    """Bars from the start of the track; what is left of the axis is a pale line."""
    rows = shown_rows(drawing.rows)
    columns = _columns(rows, width)
    most = drawing.most or (100 if drawing.is_percent else max((_sum(row) for row in drawing.rows), default=0)) or 1
    marks: list[Mark] = []
    y = 26.0 if drawing.is_percent else 0.0
    for row in rows:
        marks_, height = _bar_row(row, columns, y, most)
        marks += marks_
        y += height
    if drawing.is_percent:
        marks = [*_axis(t, columns, y), *marks]
    return Sheet(width, y, tuple(marks)), Keyed(drawing.legend, remark=more_rows(t, drawing.rows))


def _sum(row: BarRow) -> float:
    return sum(part.value for part in row.parts)


def _bar_row(row: BarRow, columns: _Columns, y: float, most: float) -> tuple[list[Mark], float]:
    labels = wrapped(row.label, _SIZE, columns.label_width)
    details = wrapped(row.detail, _SMALL, columns.label_width) if row.detail else ()
    below = len(details) * _SMALL_LINE
    height = max(34.0, len(labels) * _LINE + below + 15)
    middle = y + height / 2
    marks = _label(row.number, labels, columns, middle - below / 2, row.title, row.link)
    top = middle - below / 2 + len(labels) * _LINE / 2 + _SMALL_LINE - 4
    marks += [Words(columns.label, top + n * _SMALL_LINE, line, _SMALL, "quiet-ink") for n, line in enumerate(details)]
    x = columns.track
    marks.append(Box(x, middle - 1, columns.track_width, 2, "line"))
    for part in row.parts:
        wide = columns.track_width * min(max(part.value, 0), most) / most
        if wide > 0 and part.tone != Tone.BLANK:
            link = part.link or row.link
            marks.append(Box(x, middle - _BAR / 2, max(wide, 1), _BAR, part.tone.value, 2, part.title, link))
        x += wide
    marks += _value(row.value, columns, middle)
    return marks, height


def _label(
    number: str, lines: Sequence[str], columns: _Columns, middle: float, title: str = "", link: str = ""
) -> list[Mark]:
    top = middle - (len(lines) - 1) * _LINE / 2 + 5
    marks: list[Mark] = [Words(0, top, number, _SIZE, "quiet-ink")] if number else []
    return marks + [
        Words(columns.label, top + index * _LINE, line, _SIZE, title=title, link=link)
        for index, line in enumerate(lines)
    ]


def _value(text: str, columns: _Columns, middle: float) -> list[Mark]:
    """What is written behind a track, in up to two lines."""
    if not text:
        return []
    lines = wrapped(text, _SIZE, max(columns.end - columns.track - columns.track_width - _GAP, 40), weight=600)
    top = middle + 5 - (len(lines) - 1) * _LINE / 2
    return [
        Words(columns.end, top + number * _LINE, line, _SIZE, weight=600, anchor="end")
        for number, line in enumerate(lines)
    ]


def _axis(t: Text, columns: _Columns, bottom: float) -> list[Mark]:
    marks: list[Mark] = []
    for tick in _TICKS:
        x = columns.track + columns.track_width * tick / 100
        marks.append(Words(x, 13, t.percent(tick / 100), 13, "quiet-ink", anchor="middle"))
        marks.append(Stroke(((x, 22), (x, bottom)), "line"))
    return marks


def intervals(t: Text, drawing: Intervals, width: float) -> tuple[Sheet, Keyed]:
    """Filled dot verified, open dot claimed, dotted line to the tick of the ceiling."""
    rows = shown_rows(drawing.rows)
    columns = _columns(rows, width)
    marks: list[Mark] = []
    y = 28.0
    for row in rows:
        lines = wrapped(row.label, _SIZE, columns.label_width)
        height = max(36.0, len(lines) * _LINE + 14)
        middle = y + height / 2
        marks += _label(row.number, lines, columns, middle, row.title, row.link)
        marks += _interval(row, columns, middle)
        marks += _value(row.value, columns, middle)
        y += height
    legend = (
        Key(Tone.ACCENT, t("verified")),
        Key(Tone.OUTLINE, t("claimed")),
        Key(Tone.QUIET, t("if all who are silent had done it")),
    )
    keyed = Keyed(legend, remark=more_rows(t, drawing.rows), shapes=("dot", "ring", "tick"))
    return Sheet(width, y, (*_axis(t, columns, y), *marks)), keyed


def _interval(row: IntervalRow, columns: _Columns, y: float) -> list[Mark]:
    if row.verified is None or row.claimed is None:
        return []

    def at(percent: float) -> float:
        return columns.track + columns.track_width * min(max(percent, 0), 100) / 100

    verified, claimed = at(row.verified), at(row.claimed)
    marks: list[Mark] = []
    if row.ceiling is not None and at(row.ceiling) > claimed:
        end = at(row.ceiling)
        marks.append(Stroke(((claimed, y), (end, y)), "quiet-ink", 2, "1.5 4"))
        marks.append(Stroke(((end, y - 6), (end, y + 6)), "quiet-ink", 2))
    if claimed != verified:
        marks.append(Box(min(verified, claimed), y - 3, abs(claimed - verified), 6, "soft"))
    marks.append(Dot(claimed, y, 5.8, "page", "accent", row.title, row.link))
    marks.append(Dot(verified, y, 7, "accent", "", row.title, row.link))
    return marks
