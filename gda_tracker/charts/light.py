"""The reporting light: who has reported, never how well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from ..domain.rates import SMALLEST_GROUP
from ..domain.statuses import Light
from ..i18n import Text
from . import figures, words
from .chart import Chart, Column, Context, Table, nothing_due, too_few
from .drawing import BarRow, Bars, Part, Tone
from .numbers import Where
from .templating import render
from .told import nobody, told

_TONES: Final = {
    Light.ON_TIME.value: Tone.ACCENT,
    Light.LATE.value: Tone.R2,
    Light.DUE.value: Tone.R0,
    Light.OVERDUE.value: Tone.QUIET,
    Light.SILENT.value: Tone.HATCH,
}


def reporting_light(context: Context, lights: Mapping[Light, int], *, group: str, where: Where | None = None) -> Chart:
    """Counts of signatories by the state of their report for the newest cycle; with `where` each leads to its list."""
    t = context.text
    parts = [(light.value, words.light_label(t, light), int(lights.get(light, 0))) for light in Light]
    total = sum(count for _, _, count in parts)
    is_drawn = total >= SMALLEST_GROUP
    sentence = ", ".join(f"{label} {t.number(count)}" for _, label, count in parts if count)
    return Chart(
        name="reporting",
        title=t("Who has reported"),
        subtitle=t(
            "{total} {group}. This light is about reporting, not about merit.", total=t.number(total), group=group
        ),
        source=context.source,
        text_alternative=_told(t, lights, total, sentence, group),
        table=Table(
            (Column("state", t("State")), Column("signatories", t("Signatories"), True)),
            tuple((label, count) for _, label, count in parts),
        ),
        html=render(
            "light.html.j2",
            t,
            parts=[(*part, where.signatories(context, part[0]) if where else "") for part in parts if part[2]],
            sentence=sentence,
            too_few="" if is_drawn else too_few(t),
        )
        if total
        else nothing_due(t),
        draw=None
        if not is_drawn
        else partial(figures.bars_figure, [t("Signatories")], {label: [count] for _, label, count in parts if count}),
        sketch=partial(_sketch, [(*part, t.number(part[2])) for part in parts]) if is_drawn else None,
    )


def _told(t: Text, lights: Mapping[Light, int], total: int, states: str, group: str) -> str:
    """How many have reported for the newest cycle, and the count of every state."""
    if not total:
        return nobody(t)
    reported = sum(int(lights.get(light, 0)) for light in (Light.ON_TIME, Light.LATE))
    return told(
        t(
            "Of {total} {group}, {reported} have reported for the newest cycle.",
            total=t.number(total),
            group=group,
            reported=t.number(reported),
        ),
        t("The states are: {states}.", states=states),
    )


def _sketch(parts: Sequence[tuple[str, str, int, str]]) -> Bars:
    """One bar a state with its name beside it, so that no legend is needed."""
    return Bars(tuple(BarRow(label, (Part(_TONES[code], count),), said) for code, label, count, said in parts))
