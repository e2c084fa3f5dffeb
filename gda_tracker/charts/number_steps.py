"""How a number comes about: from the signatories of the group, reason by reason, to those that count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from ..i18n import Text
from .chart import Chart, Column, Context, Table
from .drawing import BarRow, Bars, Drawing, Tone
from .drawing import Part as Stretch
from .templating import render
from .told import named, told


@dataclass(frozen=True, slots=True)
class Step:
    """One line: what is left, or what a reason takes away (`is_taken`); `link` leads to its rows."""

    label: str
    count: int
    is_taken: bool
    link: str
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class _Bar:
    label: str
    shown: str
    start: float
    width: float
    kind: str
    link: str


def steps_chart(context: Context, steps: Sequence[Step], subtitle: str) -> Chart:
    """The lines from all signatories of the group to those that count; each takes away or says what is left.

    `subtitle` is the number as a sentence, since the picture leaves the page without its heading.
    """
    t = context.text
    return Chart(
        name="steps",
        title=t("How the number comes about"),
        subtitle=subtitle,
        source=context.source,
        text_alternative=_told(t, steps),
        table=Table(
            (Column("step", t("Step")), Column("change", t("Change")), Column("signatories", t("Signatories"), True)),
            tuple((step.label, "minus" if step.is_taken else "left", step.count) for step in steps),
        ),
        html=render("number_steps.html.j2", t, bars=_bars(context, steps)),
        sketch=partial(_sketch, tuple(steps), [t.number(step.count) for step in steps]),
    )


def _told(t: Text, steps: Sequence[Step]) -> str:
    """What is left at each step, and what every reason takes away."""
    left = [(step.label, t.number(step.count)) for step in steps if not step.is_taken]
    taken = [(step.label, t.number(step.count)) for step in steps if step.is_taken]
    return told(
        t("The count runs over these steps: {list}.", list=named(t, left)),
        t("Taken away on the way: {list}.", list=named(t, taken)) if taken else t("Nothing is taken away on the way."),
    )


def _bars(context: Context, steps: Sequence[Step]) -> list[_Bar]:
    """Where each bar begins and ends, in percent of the longest: what is taken away hangs on what is left."""
    most = max((step.count for step in steps), default=0) or 1
    left, bars = 0, []
    for step in steps:
        left = left - step.count if step.is_taken else step.count
        start = left if step.is_taken else 0
        shown = context.text.number(step.count)
        kind = ("silent" if step.is_silent else "taken") if step.is_taken else "left"
        bars.append(
            _Bar(
                label=step.label,
                shown=f"−{shown}" if step.is_taken else shown,
                start=round(start * 100 / most, 2),
                width=round(step.count * 100 / most, 2),
                kind=kind,
                link=step.link,
            )
        )
    return bars


def _sketch(steps: tuple[Step, ...], shown: list[str]) -> Drawing:
    rows = []
    for step, count in zip(steps, shown, strict=True):
        tone = (Tone.HATCH if step.is_silent else Tone.SOFT) if step.is_taken else Tone.ACCENT
        value = f"−{count}" if step.is_taken else count
        rows.append(BarRow(step.label, (Stretch(tone, step.count),), value, link=step.link))
    return Bars(tuple(rows))
