"""The dial: what would be verified under other cut-offs, beside what is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from ..domain.cutoffs import CutOffs, Sensitivity
from ..domain.rates import Counts, RateName
from ..i18n import Text
from . import drawing, figures, words
from .chart import Chart, Column, Context, Table, Value, count_and_share, nothing_due, verified_and_claimed
from .dial_words import DialGroup, cut_in_words, headline, held, kept, not_published, pooled
from .interval import Interval
from .numbers import number_link
from .templating import render
from .told import told

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


@dataclass(frozen=True, slots=True)
class DialRow:
    """One objective: positions in percent of the axis, None when the share is withheld."""

    number: str
    label: str
    value: str
    hover: str
    link: str
    published: float | None
    moved: float | None
    ceiling: float | None


def dial_chart(context: Context, found: Sensitivity, cut: CutOffs, group: DialGroup) -> Chart:
    """The verified count and share of each objective, published and under the chosen cut-offs."""
    t, published, moved = context.text, found.published, found.outcome(cut)
    pairs = [
        (code, before, after) for (code, before), (_, after) in zip(published.objectives, moved.objectives, strict=True)
    ]
    rows = [_row(context, group, cut, *pair) for pair in pairs]
    counts = [(_plain_count(t, before), _plain_count(t, after)) for _, before, after in pairs]
    is_empty = not any(before.due for _, before, _ in pairs)
    title = t("Verified under the published cut-offs") if cut.is_published else t("What would count as verified")
    return Chart(
        name="dial",
        title=title,
        subtitle=t("Share of {group} due, by objective: {cut}", group=group.who, cut=cut_in_words(t, cut)),
        source=context.source,
        text_alternative=told(headline(t, published, moved, cut, group), held(t, found, cut)),
        table=Table(
            _columns(t), tuple(_values(code, group.short[code], cut, before, after) for code, before, after in pairs)
        ),
        html=nothing_due(t) if is_empty else render("method_dial.html.j2", t, rows=rows, is_published=cut.is_published),
        note=not_published(t, cut),
        draw=None if is_empty else partial(_figure, rows, cut.is_published, _names(t)),
        sketch=None if is_empty else partial(_sketch, rows, cut.is_published, _names(t), counts),
        about=number_link(context, item="any", who=group.where.who, by=group.where.by, where=group.where.where),
    )


def dial_summary(context: Context, found: Sensitivity, cut: CutOffs, group: DialGroup) -> str:
    """What the chosen cut-offs change, as HTML: the headline's count, what keeps its count, a pooled figure's parts."""
    t, published, moved = context.text, found.published, found.outcome(cut)
    parts = []
    if group.where.who == "all":
        after = dict(moved.parts)
        parts = [
            (
                words.type_label(t, code),
                count_and_share(t, counts, RateName.VERIFIED),
                count_and_share(t, after[code], RateName.VERIFIED),
            )
            for code, counts in published.parts
        ]
    return render(
        "method_dial_summary.html.j2",
        t,
        is_published=cut.is_published,
        warning=not_published(t, cut),
        headline=headline(t, published, moved, cut, group),
        kept=kept(t, found, cut) if group.where.who != "all" else pooled(t),
        parts=parts,
    )


def _names(t: Text) -> tuple[str, str, str]:
    return t("published"), t("with these cut-offs"), t("if all who are silent had done it")


def _row(context: Context, group: DialGroup, cut: CutOffs, code: str, before: Counts, after: Counts) -> DialRow:
    t = context.text
    value = _plain_count(t, after)
    if not cut.is_published and after.due:
        value = t("{before} → {value}", before=t.number(before.verified), value=value)
    hover = t("published: {what}", what=verified_and_claimed(t, before)) if before.due else t("nobody is due")
    if not cut.is_published and after.due:
        hover = t("{published}. With these cut-offs: {moved}", published=hover, moved=verified_and_claimed(t, after))
    asked = group.where
    return DialRow(
        number=words.numeral(code),
        label=group.short[code],
        value=value if after.due else "–",
        hover=hover,
        link=number_link(context, item=code, who=asked.who, by=asked.by, where=asked.where),
        published=_percent(before.floor),
        moved=_percent(after.floor),
        ceiling=_percent(after.ceiling),
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def _columns(t: Text) -> tuple[Column, ...]:
    return (
        Column("item", t("Item")),
        Column("objective", t("Objective")),
        Column("due", t("Due"), True),
        Column("published_verified", t("Verified, published"), True),
        Column("published_verified_share", t("Verified share, published"), True),
        Column("figures", t("Figures beside them")),
        Column("age_months", t("Months of age, at most"), True),
        Column("status", t("Status, at least"), True),
        Column("evidence", t("Evidence level, at least"), True),
        Column("verified", t("Verified with these cut-offs"), True),
        Column("verified_share", t("Verified share with these cut-offs"), True),
        Column("claimed", t("Claimed with these cut-offs"), True),
        Column("responded", t("Reported with these cut-offs"), True),
        Column("ceiling_share", t("Share if all who are silent had done it"), True),
    )


def _values(code: str, short: str, cut: CutOffs, before: Counts, after: Counts) -> tuple[Value, ...]:
    kind = "published" if cut.is_published else "not published"
    setting = (kind, cut.age_months, int(cut.status), int(cut.evidence))
    moved = (after.verified, after.floor, after.claimed, after.responded, after.ceiling)
    return (code, short, before.due, before.verified, before.floor, *setting, *moved)


def _figure(rows: Sequence[DialRow], is_published: bool, names: tuple[str, str, str]) -> Figure:
    """The interval's figure with the published share as the dot and the moved one as a diamond."""
    lines = [
        Interval(row.number, row.label, row.value, row.hover, row.published, row.moved, row.ceiling) for row in rows
    ]
    figure = figures.interval_figure(lines, names)
    figure.data[2].update(marker={"symbol": "diamond-open"}, visible=not is_published)
    return figure


def _sketch(
    rows: Sequence[DialRow], is_published: bool, names: tuple[str, str, str], counts: Sequence[tuple[str, str]]
) -> drawing.Bars:
    """One bar an objective as published; with moved cut-offs a second one under it. `counts` is what stands behind."""
    bars = []
    for row, (before, after) in zip(rows, counts, strict=True):
        tone = drawing.Tone.ACCENT if is_published else drawing.Tone.SOFT
        part = drawing.Part(tone, row.published or 0)
        first = drawing.BarRow(row.label, (part,), before, number=row.number, title=row.hover)
        bars.append(first)
        if not is_published:
            moved = drawing.Part(drawing.Tone.ACCENT, row.moved or 0)
            bars.append(replace(first, label="", number="", parts=(moved,), value=after))
    legend = (drawing.Key(drawing.Tone.SOFT, names[0]), drawing.Key(drawing.Tone.ACCENT, names[1]))
    return drawing.Bars(tuple(bars), () if is_published else legend, most=100, is_percent=True)


def _plain_count(t: Text, counts: Counts) -> str:
    return t("{count} of {due}", count=t.number(counts.verified), due=t.number(counts.due))
