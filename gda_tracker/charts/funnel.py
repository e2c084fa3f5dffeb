"""The follow-up funnel: endorsed → due → reported → evidence-backed → verified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from ..domain.rates import SMALLEST_GROUP, Funnel, RateName
from ..i18n import Text
from . import figures, words
from .chart import Chart, Column, Context, Table, Value, too_few
from .drawing import BarRow, Bars, Cell, Grid, GridRow, Part, Tone
from .not_due import not_due_yet
from .numbers import Where
from .templating import render
from .told import told

STAGES = ("endorsed", "due", "reported", "evidence_backed", "verified")
_COUNTED = {"reported": RateName.RESPONSE.value}
"""Where a stage is named otherwise than the rate that counts it."""


def funnel_chart(
    context: Context,
    funnel: Funnel,
    *,
    stakeholder_type: str,
    parts: Sequence[tuple[str, Funnel]] = (),
    place: str = "",
    where: Where | None = None,
) -> Chart:
    """Five counts of signatories. Counts pooled over types come with `parts`, the same counts by type.

    With `where` each count leads to what it stands for.
    """
    t = context.text
    labels = _labels(t)
    stages = [(labels[stage], int(getattr(funnel, stage)), _link(context, where, stage)) for stage in STAGES]
    group = words.type_label(t, stakeholder_type)
    shown = [(words.type_label(t, code), _counts(part)) for code, part in parts if part.endorsed]
    linked = [
        (
            words.type_label(t, code),
            [
                (count, _link(context, replace(where, who=code) if where else None, stage))
                for stage, count in zip(STAGES, _counts(part), strict=True)
            ],
        )
        for code, part in parts
        if part.endorsed
    ]
    numbers = {stage: t.number(int(getattr(funnel, stage))) for stage in STAGES}
    alternative = told(
        t("Of {endorsed} endorsers, {due} are due to report and {reported} have reported.", **numbers),
        t("Action is backed with evidence by {evidence_backed} of them and verified for {verified}.", **numbers),
    )
    is_drawn = not funnel.counts.is_withheld
    said = [_share(t, funnel, stage) for stage in STAGES]
    html = render(
        "funnel.html.j2",
        t,
        stages=[(*stage, share) for stage, share in zip(stages, said, strict=True)],
        most=max(funnel.endorsed, funnel.due, 1),
        group=group,
        too_few="" if is_drawn else too_few(t),
        parts=linked,
        headers=[label for label, _, _ in stages],
        alternative=alternative,
    )
    rows: list[tuple[Value, ...]] = [(group, *_counts(funnel))]
    rows += [(label, *counts) for label, counts in shown]
    columns = (Column("group", t("Group")), *(Column(stage, labels[stage], True) for stage in STAGES))
    return Chart(
        name="funnel",
        title=t("From endorsement to verified action"),
        subtitle=f"{group} · {place}" if place else group,
        source=context.source,
        text_alternative=alternative,
        table=Table(columns, tuple(rows)),
        html=html,
        draw=partial(figures.funnel_figure, [label for label, _, _ in stages], [count for _, count, _ in stages])
        if is_drawn
        else None,
        sketch=partial(
            _sketch,
            [
                (label, count, _said(t, count, share), link)
                for (label, count, link), share in zip(stages, said, strict=True)
            ],
            [(label, [t.number(count) for count in counts]) for label, counts in [(group, _counts(funnel)), *shown]],
        )
        if is_drawn
        else None,
        note=not_due_yet(t, funnel),
        about=where.number(context) if where else "",
    )


def _share(t: Text, funnel: Funnel, stage: str) -> str:
    """Those due as a share of the endorsers, each stage after them as a share of those due; empty where withheld."""
    if stage == "endorsed" or funnel.counts.is_withheld or funnel.endorsed < SMALLEST_GROUP:
        return ""
    count = int(getattr(funnel, stage))
    if stage == "due":
        return t("{share} of endorsers", share=t.percent(count / funnel.endorsed))
    return t("{share} of those due", share=t.percent(count / funnel.due))


def _said(t: Text, count: int, share: str) -> str:
    """A count with its share, where it has one."""
    return t("{count} · {share}", count=t.number(count), share=share) if share else t.number(count)


def _sketch(stages: Sequence[tuple[str, int, str, str]], groups: Sequence[tuple[str, Sequence[str]]]) -> Bars | Grid:
    """Bars for one type; pooled counts stand in a grid with their parts."""
    if len(groups) > 1:
        rows = tuple(GridRow(label, tuple(Cell(count) for count in counts)) for label, counts in groups)
        return Grid(tuple(label for label, _, _, _ in stages), rows)
    return Bars(
        tuple(BarRow(label, (Part(Tone.ACCENT, count),), said, link=link) for label, count, said, link in stages)
    )


def _link(context: Context, where: Where | None, stage: str) -> str:
    return where.number(context, show=_COUNTED.get(stage, stage)) if where else ""


def _counts(funnel: Funnel) -> tuple[int, ...]:
    return tuple(int(getattr(funnel, stage)) for stage in STAGES)


def _labels(t: Text) -> dict[str, str]:
    return {
        "endorsed": t("Endorsed"),
        "due": t("Due to report"),
        "reported": t("Reported"),
        "evidence_backed": t("Evidence-backed"),
        "verified": t("Verified"),
    }
