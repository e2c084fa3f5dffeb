"""Heat maps with their numbers in the cells, and tables of words with a pill each."""

from __future__ import annotations

from typing import Final

from ...i18n import Text
from ..drawing import Cell, Grid, Tone, WordRow, Words
from . import marks as made
from .letters import cut, length, wrapped
from .marks import Box, Mark, Sheet
from .paint import PATTERNS, ink_on
from .plain import Keyed, more_rows, shown_rows

_SIZE: Final = 15
_SMALL: Final = 13
_LINE: Final = 18
_GAP: Final = 3
_WIDEST_CELL: Final = 170


def grid(t: Text, drawing: Grid, width: float) -> tuple[Sheet, Keyed]:
    """Labels at the start, columns of one width, headers of up to three lines above them."""
    rows = shown_rows(drawing.rows)
    widest = max((length(_label(row.number, row.label), _SIZE) for row in rows), default=0)
    start = min(widest + 18, width * 0.36)
    step = min((width - start) / max(len(drawing.columns), 1), _WIDEST_CELL)
    headers = [wrapped(column, _SMALL, step - 6, 3) for column in drawing.columns]
    y = max((len(lines) for lines in headers), default=1) * 16.0 + 8
    marks: list[Mark] = []
    for index, lines in enumerate(headers):
        middle = start + step * (index + 0.5)
        for number, line in enumerate(lines):
            base = y - 8 - (len(lines) - 1 - number) * 16
            marks.append(made.Words(middle, base, line, _SMALL, "quiet-ink", anchor="middle"))
    for row in rows:
        lines = wrapped(_label(row.number, row.label), _SIZE, start - 14)
        height = 36.0 if len(lines) == 1 else 44.0
        top = y + height / 2 + 5 - (len(lines) - 1) * _LINE / 2
        marks += [made.Words(0, top + n * _LINE, line, _SIZE) for n, line in enumerate(lines)]
        for index, cell in enumerate(row.cells):
            marks += _cell(cell, start + step * index, y, step, height)
        y += height
    remark = " ".join(sentence for sentence in (drawing.remark, more_rows(t, drawing.rows)) if sentence)
    return Sheet(width, y, tuple(marks)), Keyed(drawing.legend, drawing.ends, remark)


def _label(number: str, label: str) -> str:
    return f"{number}  {label}" if number else label


def _cell(cell: Cell, x: float, y: float, step: float, height: float) -> list[Mark]:
    marks: list[Mark] = []
    tone = cell.tone.value if cell.tone else ""
    if tone:
        box = Box(x + _GAP / 2, y + _GAP / 2, step - _GAP, height - _GAP, tone, 3, cell.title, cell.link)
        marks.append(box)
    text = cut(cell.text, _SIZE, step - 8)
    if text and tone in PATTERNS:
        wide = length(text, _SIZE) + 8
        marks.append(Box(x + (step - wide) / 2, y + height / 2 - 10, wide, 20, "page", 3))
    ink = ink_on(tone) if tone else "quiet-ink"
    base = y + height / 2 + 5
    marks.append(made.Words(x + step / 2, base, text, _SIZE, ink, 400, "middle", title=cell.title, link=cell.link))
    return marks


def words(t: Text, drawing: Words, width: float) -> tuple[Sheet, Keyed]:
    """One line an item: number, label, pill, then the other words; a rule under each."""
    rows = shown_rows(drawing.rows)
    numbers = max((length(row.number, _SIZE) for row in rows if row.number), default=0)
    start = numbers + 14 if numbers else 0
    label = min(max((length(row.label, _SIZE) for row in rows), default=0) + 20, width * 0.36)
    pill = min(max((length(row.pill, 14) for row in rows), default=0) + 44, width * 0.3)
    others = max((len(row.words) for row in rows), default=0)
    rest = start + label + pill
    step = (width - rest) / max(others, 1)
    places = (start, start + label, *(rest + step * index for index in range(others)))
    marks: list[Mark] = [
        made.Words(x, 14, cut(name, _SMALL, step), _SMALL, "quiet-ink")
        for x, name in zip(places, drawing.columns, strict=False)
    ]
    y = 24.0
    for row in rows:
        marks.append(made.Stroke(((0, y), (width, y)), "line"))
        row_marks, height = _word_row(row, places, label, pill, step, y)
        marks += row_marks
        y += height
    return Sheet(width, y, tuple(marks)), Keyed(remark=more_rows(t, drawing.rows))


def _word_row(
    row: WordRow, places: tuple[float, ...], label: float, pill: float, step: float, y: float
) -> tuple[list[Mark], float]:
    lines = wrapped(row.label, _SIZE, label - 16)
    others = [wrapped(text, 14, step - 12) for text in row.words]
    height = max(len(lines), *(len(text) for text in others), 1) * _LINE + 16.0
    middle = y + height / 2
    marks: list[Mark] = [made.Words(0, middle + 5, row.number, _SIZE, "quiet-ink")] if row.number else []
    marks += _column(lines, places[0], middle, _SIZE, "ink", row.link)
    marks += _pill(cut(row.pill, 14, pill - 36), row.tone, places[1], middle)
    for x, text in zip(places[2:], others, strict=True):
        marks += _column(text, x, middle, 14, "quiet-ink", "")
    return marks, height


def _column(lines: tuple[str, ...], x: float, middle: float, size: float, ink: str, link: str) -> list[Mark]:
    top = middle + 5 - (len(lines) - 1) * _LINE / 2
    return [made.Words(x, top + n * _LINE, line, size, ink, link=link) for n, line in enumerate(lines)]


def _pill(text: str, tone: Tone, x: float, middle: float) -> list[Mark]:
    wide = length(text, 14) + 24
    marks: list[Mark] = [Box(x, middle - 13, wide, 26, tone.value, 13)]
    if tone.value in PATTERNS:
        marks.append(Box(x + 6, middle - 10, wide - 12, 20, "page", 8))
    return [*marks, made.Words(x + 12, middle + 5, text, 14, ink_on(tone.value))]
