"""The follow-up funnel: endorsed → due → reported → evidence-backed → verified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from ..domain.rates import SMALLEST_GROUP, Funnel, RateName
from ..i18n import Text
from . import figures, words
from .chart import Chart, Column, Context, Table, too_few
from .drawing import BarRow, Bars, Cell, Grid, GridRow, Part, Tone
from .not_due import not_due_yet
from .numbers import Where
from .templating import render
from .told import told

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

STAGES = ("endorsed", "due", "reported", "evidence_backed", "verified")
_COUNTED = {"reported": RateName.RESPONSE.value}
"""Where a stage is named otherwise than the rate that counts it."""


@dataclass(frozen=True, slots=True)
class _Stage:
    """One stage of the whole group: its name, its count, the share where one is shown, and where the count leads."""

    label: str
    count: int
    share: str
    link: str


@dataclass(frozen=True, slots=True)
class _Group:
    """The counts of one group, stage by stage; each with where it leads."""

    label: str
    counts: tuple[int, ...]
    links: tuple[str, ...]


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
    stages, alternative = _stages(context, funnel, where), _told(t, funnel)
    whole = _group(context, stakeholder_type, funnel, where)
    by_type = _by_type(context, parts, where)
    is_drawn = not funnel.counts.is_withheld
    return Chart(
        name="funnel",
        title=t("From endorsement to verified action"),
        subtitle=f"{whole.label} · {place}" if place else whole.label,
        source=context.source,
        text_alternative=alternative,
        table=_table(t, stages, [whole, *by_type]),
        html=render(
            "funnel.html.j2",
            t,
            **_shown(stages, by_type),
            most=max(funnel.endorsed, funnel.due, 1),
            group=whole.label,
            too_few="" if is_drawn else too_few(t),
            alternative=alternative,
        ),
        draw=partial(_figure, stages) if is_drawn else None,
        sketch=partial(_sketch, t, stages, [whole, *by_type]) if is_drawn else None,
        note=not_due_yet(t, funnel),
        about=where.number(context) if where else "",
    )


def _stages(context: Context, funnel: Funnel, where: Where | None) -> list[_Stage]:
    t = context.text
    labels = _labels(t)
    return [
        _Stage(labels[stage], count, _share(t, funnel, stage), _link(context, where, stage))
        for stage, count in zip(STAGES, _counts(funnel), strict=True)
    ]


def _group(context: Context, code: str, funnel: Funnel, where: Where | None) -> _Group:
    """The counts of one stakeholder type, or of all."""
    links = tuple(_link(context, where, stage) for stage in STAGES)
    return _Group(words.type_label(context.text, code), _counts(funnel), links)


def _by_type(context: Context, parts: Sequence[tuple[str, Funnel]], where: Where | None) -> list[_Group]:
    """Each type of which somebody endorsed; its counts lead to its own numbers."""
    return [
        _group(context, code, part, replace(where, who=code) if where else None)
        for code, part in parts
        if part.endorsed
    ]


def _told(t: Text, funnel: Funnel) -> str:
    numbers = {stage: t.number(count) for stage, count in zip(STAGES, _counts(funnel), strict=True)}
    return told(
        t("Of {endorsed} endorsers, {due} are due to report and {reported} have reported.", **numbers),
        t("Action is backed with evidence by {evidence_backed} of them and verified for {verified}.", **numbers),
    )


def _table(t: Text, stages: Sequence[_Stage], groups: Sequence[_Group]) -> Table:
    counted = (Column(name, stage.label, True) for name, stage in zip(STAGES, stages, strict=True))
    return Table((Column("group", t("Group")), *counted), tuple((group.label, *group.counts) for group in groups))


def _shown(stages: Sequence[_Stage], by_type: Sequence[_Group]) -> dict[str, object]:
    """The rows of the page: the stages, and the types with each count and where it leads."""
    return {
        "stages": [(stage.label, stage.count, stage.link, stage.share) for stage in stages],
        "headers": [stage.label for stage in stages],
        "parts": [(part.label, list(zip(part.counts, part.links, strict=True))) for part in by_type],
    }


def _figure(stages: Sequence[_Stage]) -> Figure:
    return figures.funnel_figure([stage.label for stage in stages], [stage.count for stage in stages])


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


def _sketch(t: Text, stages: Sequence[_Stage], groups: Sequence[_Group]) -> Bars | Grid:
    """Bars for one type; pooled counts stand in a grid with their parts."""
    if len(groups) > 1:
        rows = tuple(GridRow(group.label, tuple(Cell(t.number(count)) for count in group.counts)) for group in groups)
        return Grid(tuple(stage.label for stage in stages), rows)
    return Bars(
        tuple(
            BarRow(
                stage.label,
                (Part(Tone.ACCENT, stage.count),),
                _said(t, stage.count, stage.share),
                link=stage.link,
            )
            for stage in stages
        )
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
