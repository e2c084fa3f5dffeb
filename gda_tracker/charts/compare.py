"""Two to four signatories or groups side by side, item by item. Columns stand in the order given: alphabetical."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from ..domain.rates import Counts, RateName
from ..i18n import Text
from . import drawing, figures, words
from .chart import Chart, Column, Context, Table, nothing_due
from .status import StatusLine, pill
from .templating import render

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

NAME: Final = "items"
Cells = TypeVar("Cells")
_TONES: Final[Mapping[str, drawing.Tone]] = {
    "verified": drawing.Tone.ACCENT,
    "hatch": drawing.Tone.HATCH,
    "hatch quiet": drawing.Tone.HATCH,
    "s0": drawing.Tone.OUTLINE,
    "s1": drawing.Tone.R0,
}
_STEPS: Final[Mapping[str, int]] = {"verified": 5, "s0": 0, "s1": 1, "s2": 2, "s3": 3, "s4": 3}
"""Steps of the explored grid; what is hatched or silent has none and stands as words."""


@dataclass(frozen=True, slots=True)
class ComparedItem:
    """One item as a row: code, numeral, short name, and what kind of item it is, in words."""

    code: str
    number: str
    short: str
    kind: str


@dataclass(frozen=True, slots=True)
class SignatoryColumn:
    """One signatory: who it is in a few words, when it endorsed, counts of its objectives, its cells by item code."""

    name: str
    link: str
    facts: str
    endorsed: str
    objectives: Counts
    lines: Mapping[str, StatusLine]


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands in a cell: pill and its class, or a quiet word alone; then a quiet line."""

    word: str
    style: str
    detail: str = ""


def compare_signatories(context: Context, columns: Sequence[SignatoryColumn], items: Sequence[ComparedItem]) -> Chart:
    """Pill, claimed status, evidence level and age of every cell; counts over the objectives that are due."""
    t = context.text
    names = [column.name for column in columns]
    grid = [(item, [_cell(t, column.lines.get(item.code)) for column in columns]) for item in items]
    counted = [
        (t("Objectives reported on"), [_of_due(t, column.objectives, RateName.RESPONSE) for column in columns]),
        (t("Objectives claimed"), [_of_due(t, column.objectives, RateName.CLAIMED) for column in columns]),
        (t("Objectives verified"), [_of_due(t, column.objectives, RateName.VERIFIED) for column in columns]),
    ]
    is_empty = not items
    return Chart(
        name=NAME,
        title=t("Item by item, side by side"),
        subtitle=t("Newest accepted report of each, in alphabetical order; nobody is ranked"),
        source=context.source,
        text_alternative=_alternative(t, columns, items),
        table=_table(t, columns, items),
        html=nothing_due(t)
        if is_empty
        else render(
            "compare_signatories.html.j2",
            t,
            columns=columns,
            sections=sections(grid),
            counted=counted,
            caption=t("Item by item, side by side"),
        ),
        draw=None if is_empty else partial(_figure, t, names, grid),
        sketch=None if is_empty else partial(_sketch, names, grid),
    )


def sections(grid: Sequence[tuple[ComparedItem, Cells]]) -> list[tuple[str, list[tuple[ComparedItem, Cells]]]]:
    """The rows under the kind of their items, in the order given."""
    found: dict[str, list[tuple[ComparedItem, Cells]]] = {}
    for item, cells in grid:
        found.setdefault(item.kind, []).append((item, cells))
    return list(found.items())


def _cell(t: Text, line: StatusLine | None) -> _Cell:
    if line is None:
        return _Cell(t("does not apply"), "")
    if not line.is_due and line.off_scale == "no_report":
        return _Cell(t("not due yet"), "")
    word, style = pill(t, line)
    parts = []
    if line.claimed is not None:
        parts.append(t("says: {status}", status=words.status_label(t, line.claimed)))
    if line.evidence is not None and line.claimed is not None:
        parts.append(t("evidence {level}", level=line.evidence))
    if line.age_class:
        parts.append(words.age_label(t, line.age_class, line.age_months))
    return _Cell(word, style, " · ".join(parts))


def _of_due(t: Text, counts: Counts, rate: RateName) -> str:
    """ "3 of 8"; a signatory has at most eight objectives, so no share is given."""
    if not counts.due:
        return t("none is due")
    return t("{count} of {due}", count=t.number(counts.count(rate)), due=t.number(counts.due))


def _alternative(t: Text, columns: Sequence[SignatoryColumn], items: Sequence[ComparedItem]) -> str:
    said = [
        t("{name}: {what}", name=column.name, what=_of_due(t, column.objectives, RateName.VERIFIED))
        for column in columns
    ]
    first = t.n(
        "{names}: side by side on one item.",
        "{names}: side by side on {n} items.",
        len(items),
        names=", ".join(column.name for column in columns),
    )
    return f"{first} {t('Objectives verified, of those due: {list}.', list='; '.join(said))}"


def _table(t: Text, columns: Sequence[SignatoryColumn], items: Sequence[ComparedItem]) -> Table:
    rows = []
    for item in items:
        for column in columns:
            line = column.lines.get(item.code)
            cell = _cell(t, line)
            said = "–" if line is None or line.claimed is None else words.status_label(t, line.claimed)
            known = (None, None, None) if line is None else (line.evidence, line.as_of, line.age_months)
            rows.append((item.code, item.short, column.name, cell.word, said, *known))
    return Table(
        (
            Column("item", t("Item")),
            Column("short", t("Short name")),
            Column("signatory", t("Signatory")),
            Column("assessed", t("We say")),
            Column("claimed", t("They say")),
            Column("evidence", t("Evidence level"), True),
            Column("as_of", t("As of")),
            Column("age_months", t("Age in months"), True),
        ),
        tuple(rows),
    )


_Grid = Sequence[tuple[ComparedItem, Sequence[_Cell]]]


def _sketch(names: Sequence[str], grid: _Grid) -> drawing.Grid:
    rows = tuple(
        drawing.GridRow(
            item.short,
            tuple(
                drawing.Cell(cell.word, _TONES.get(cell.style, drawing.Tone.SOFT) if cell.style else None, cell.detail)
                for cell in cells
            ),
            item.number,
        )
        for item, cells in grid
    )
    return drawing.Grid(tuple(names), rows)


def _figure(t: Text, names: Sequence[str], grid: _Grid) -> Figure:
    scale = [words.status_label(t, status) for status in range(4)]
    rows = [
        (
            f"{item.number} {item.short}",
            [_shade(f"{name}, {item.number} {item.short}", cell) for name, cell in zip(names, cells, strict=True)],
        )
        for item, cells in grid
    ]
    return figures.heat_figure(names, rows, [*scale, "", t("Verified"), ""])


def _shade(where: str, cell: _Cell) -> figures.Shade:
    return figures.Shade(_STEPS.get(cell.style), cell.word, f"{where}: {cell.word}. {cell.detail}")
