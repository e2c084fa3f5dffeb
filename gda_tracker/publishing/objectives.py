"""The objectives: the eight side by side, and one of them in depth when the address names it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from .. import charts, editions
from ..charts import Chart, ItemCounts, StandingRow, number_link, words
from ..charts.templating import render
from ..domain.declaration import ItemKind
from ..domain.distribution import Distribution
from ..domain.rates import Counts, RateName
from ..editions import ItemLabel
from .asked import Asked, Body, Lead, PublicPage
from .objective_depth import depth
from .overview_groups import by_type
from .view import View, address_of, bar_values, view_of

KEYS: Final = ("item", "who", "by", "where", "edition")


def chosen(asked: Asked) -> ItemLabel | None:
    """The objective that the address names, or None."""
    return next((row for row in objectives_of(asked) if row.code == asked.query.get("item")), None)


def objectives_of(asked: Asked) -> list[ItemLabel]:
    """The eight, in the Declaration's order."""
    return [row for row in editions.items(asked.edition) if row.kind == ItemKind.OBJECTIVE]


def options(asked: Asked) -> dict[str, str]:
    """The choice of an objective: all eight, or one."""
    t = asked.text
    return {"any": t("All eight objectives")} | {
        row.code: f"{words.numeral(row.code)} {t(row.short)}" for row in objectives_of(asked)
    }


def _lead(asked: Asked) -> Lead:
    t, view, item = asked.text, view_of(asked), chosen(asked)
    group = words.type_in_sentence(t, view.stakeholder_type)
    _, *others = bar_values(asked, *KEYS)
    labels = options(asked)
    filters = ((t("Objective"), labels[item.code if item else "any"]), *others)
    if item is None:
        title = t("The eight objectives side by side")
        purpose = t(
            "What {group} report on each objective of the Declaration, and what of it is verified.", group=group
        )
        return Lead(title, purpose, charts.page_lead(asked.context, title=title, purpose=purpose), filters)
    title = t(item.title)
    purpose = t("What {group} report on this objective, what of it is verified, and on which evidence.", group=group)
    eyebrow = render(
        "objective_eyebrow.html.j2",
        t,
        link=f"/objectives?{address_of(view)}",
        number=words.numeral(item.code),
        place=view.place(t),
    )
    said = _said(asked, view, item)
    html = charts.page_lead(asked.context, title=title, purpose=purpose, eyebrow_html=eyebrow, detail=said)
    return Lead(title, said, html, filters)


def _said(asked: Asked, view: View, item: ItemLabel) -> str:
    """The sentence of METHOD.md for one objective."""
    dimension, member = view.scope
    kind = view.stakeholder_type
    funnel = editions.funnel(asked.edition, item=item.code, dimension=dimension, member=member, stakeholder_type=kind)
    return charts.headline(asked.context, funnel, stakeholder_type=kind).detail


def _body(asked: Asked) -> Body:
    view, item = view_of(asked), chosen(asked)
    found: dict[str, Chart] = {}
    parts = {"choose": _choice(asked, view, item)}
    if item is not None:
        in_depth = depth(asked, view, item)
        found, parts = dict(in_depth.charts), parts | dict(in_depth.parts)
    return Body(found | side_by_side(asked, view, item), parts)


def side_by_side(asked: Asked, view: View, item: ItemLabel | None = None) -> dict[str, Chart]:
    """The eight: where those due stand, and the intervals. Pooled, the intervals stand beside their parts."""
    t, context = asked.text, asked.context
    rows = objectives_of(asked)
    dimension, member = view.scope
    kind = view.stakeholder_type
    group = words.type_in_sentence(t, kind)
    place = view.place(t)
    rates = editions.rates(asked.edition, dimension=dimension, member=member, stakeholder_type=kind)
    counts = {row.item: row.counts for row in rates}
    lines = [
        ItemCounts(
            row.code,
            words.numeral(row.code),
            t(row.short),
            counts.get(row.code, Counts(due=0)),
            number_link(context, item=row.code, who=kind, by=view.dimension, where=view.member),
        )
        for row in rows
    ]
    intervals = charts.interval_chart(context, lines, group=group)
    if kind == "all":
        types = by_type(asked.edition, context, view, rows)
        return {intervals.name: intervals, types.name: types}
    found = editions.distributions(asked.edition, dimension=dimension, member=member, stakeholder_type=kind)
    bars = charts.status_bars(
        context,
        [_standing(asked, view, row, found, is_current=row == item) for row in rows],
        name="statuses",
        title=t("Where the eight objectives stand"),
        subtitle=_subtitle(asked, group, place),
        about=number_link(context, item="any", who=kind, by=view.dimension, where=view.member),
    )
    return {bars.name: bars, intervals.name: intervals}


def _subtitle(asked: Asked, group: str, place: str) -> str:
    t = asked.text
    said = t("Share of {group} due, by assessed status", group=group)
    return f"{said} · {place}" if place else said


def _standing(
    asked: Asked,
    view: View,
    row: ItemLabel,
    found: Mapping[tuple[str, str], Distribution],
    *,
    is_current: bool,
) -> StandingRow:
    who = view.stakeholder_type
    return StandingRow(
        code=row.code,
        number=words.numeral(row.code),
        label=asked.text(row.short),
        found=found.get((row.code, who), Distribution()),
        link=objective_link(view, row.code),
        about=number_link(
            asked.context, item=row.code, who=who, by=view.dimension, where=view.member, show=RateName.VERIFIED
        ),
        is_current=is_current,
    )


def objective_link(view: View, code: str) -> str:
    """The address of one objective in depth, with the same filters."""
    return f"/objectives?{urlencode({'item': code})}&{address_of(view)}"


def _choice(asked: Asked, view: View, item: ItemLabel | None) -> str:
    """The eight titles as the Declaration has them, each leading into depth."""
    t = asked.text
    rows = [
        (words.numeral(row.code), t(row.title), objective_link(view, row.code), row == item)
        for row in objectives_of(asked)
    ]
    return render("objective_choice.html.j2", t, rows=rows, is_chosen=item is not None)


PAGE = PublicPage(keys=KEYS, lead=_lead, body=_body)
