"""What one signatory reported cycle by cycle: item × cycle, as each answer stands after its review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from ..domain.statuses import OffScale
from ..i18n import Text
from . import words
from .chart import Chart, Column, Context, Table
from .drawing import Cell, Grid, GridRow, Key, Tone, ramp
from .templating import render

_STEPS: Final = (0, 1, 2, 4, 5)
"""Status 0–4 → step of the ramp."""


@dataclass(frozen=True, slots=True)
class YearAnswer:
    """One entry: the status that it claims or its answer off the scale, and what a review decided, if any did."""

    claimed: int | None
    off_scale: str | None = None
    is_reviewed: bool = False
    decided_status: int | None = None

    @property
    def status(self) -> int | None:
        """What stands: the decision where there is one, else the claim."""
        return self.claimed if self.decided_status is None else self.decided_status


@dataclass(frozen=True, slots=True)
class YearRow:
    """One item with its answers by cycle; a cycle without one had no report on it."""

    code: str
    number: str
    short: str
    answers: Mapping[str, YearAnswer]


@dataclass(frozen=True, slots=True)
class _Cell:
    words: str
    aside: str
    css: str
    tone: Tone


def years_table(context: Context, rows: Sequence[YearRow], cycles: Sequence[str]) -> Chart:
    """Items down, cycles across, oldest first."""
    t = context.text
    cells = [[_cell(t, row.answers.get(cycle)) for cycle in cycles] for row in rows]
    return Chart(
        name="years",
        title=t("Reports over the years"),
        subtitle=t("What was reported for each cycle, as it stands after review"),
        source=context.source,
        text_alternative=_sentences(t, rows, cycles),
        table=Table(
            (
                Column("item", t("Item")),
                Column("short", t("Short name")),
                Column("cycle", t("Cycle")),
                Column("status", t("Status")),
                Column("claimed", t("They say")),
                Column("is_reviewed", t("Reviewed")),
            ),
            tuple(_value(t, row, cycle) for row in rows for cycle in cycles),
        ),
        html=render(
            "years.html.j2", t, rows=[(row, of) for row, of in zip(rows, cells, strict=True)], cycles=list(cycles)
        ),
        note=t("Hatched: claimed, and no reviewer has decided on it."),
        sketch=partial(_sketch, tuple(rows), tuple(cycles), cells, t("claimed, not reviewed"), t("no report")),
    )


def _value(t: Text, row: YearRow, cycle: str) -> tuple[str, str, str, str, str | None, str]:
    answer = row.answers.get(cycle)
    claimed = None if answer is None or answer.claimed is None else words.status_label(t, answer.claimed)
    is_reviewed = t("yes") if answer is not None and answer.is_reviewed else t("no")
    return row.code, row.short, cycle, _cell(t, answer).words, claimed, is_reviewed


def _cell(t: Text, answer: YearAnswer | None) -> _Cell:
    if answer is None:
        return _Cell(words.off_scale_label(t, OffScale.NO_REPORT), "", "silent", Tone.HATCH)
    if answer.off_scale or answer.status is None:
        said = words.off_scale_label(t, answer.off_scale) if answer.off_scale else "–"
        return _Cell(said, "", "bare", Tone.OUTLINE)
    said = words.status_label(t, answer.status)
    if not answer.is_reviewed:
        return _Cell(said, "", "claimed", Tone.UNVERIFIED)
    is_lower = answer.claimed is not None and answer.status < answer.claimed
    aside = t("claimed: {status}", status=words.status_label(t, answer.claimed or 0)) if is_lower else ""
    step = _STEPS[answer.status]
    return _Cell(said, aside, f"r{step}", ramp(step) or Tone.OUTLINE)


def _sentences(t: Text, rows: Sequence[YearRow], cycles: Sequence[str]) -> str:
    """How many items each cycle's report answers."""
    parts = [
        t(
            "{cycle}: {count} of {total} items",
            cycle=cycle,
            count=t.number(sum(cycle in row.answers for row in rows)),
            total=t.number(len(rows)),
        )
        for cycle in cycles
    ]
    reviewed = sum(answer.is_reviewed for row in rows for answer in row.answers.values())
    return (
        t("Items reported: {list}.", list=", ".join(parts))
        + " "
        + t.n("One answer has been reviewed.", "{n} answers have been reviewed.", reviewed)
    )


def _sketch(
    rows: tuple[YearRow, ...], cycles: tuple[str, ...], cells: list[list[_Cell]], claimed: str, silent: str
) -> Grid:
    return Grid(
        cycles,
        tuple(
            GridRow(row.short, tuple(Cell(cell.words, cell.tone) for cell in of), row.number)
            for row, of in zip(rows, cells, strict=True)
        ),
        legend=(Key(Tone.UNVERIFIED, claimed), Key(Tone.HATCH, silent)),
    )
