"""One objective in depth: where groups stand, elements, who is verified, good practices, what counts as what."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from .. import charts, editions
from ..charts import Chart, ItemCounts, NamedElement, StandingRow, number_link, words
from ..charts.templating import render
from ..domain.declaration import StakeholderType
from ..domain.distribution import Distribution
from ..domain.rates import Counts
from ..domain.statuses import CAPS
from ..editions import ItemLabel, VerifiedRow
from ..i18n import alphabetical
from .asked import Asked, Body
from .choice_labels import EVERYWHERE
from .view import View

MOST_NAMES: Final = 60
MOST_PRACTICES: Final = 3


def depth(asked: Asked, view: View, item: ItemLabel) -> Body:
    """Charts and parts of one objective."""
    found = [_standing(asked, view, item), _types(asked, view, item)]
    if view.stakeholder_type != "all":
        # A figure pooled over types stands only beside its parts (METHOD.md, Who is counted).
        found += [_regions(asked, view, item), _elements(asked, view, item)]
    return Body(
        {chart.name: chart for chart in found},
        {
            "verified": _verified(asked, view, item),
            "practices": _practices(asked, view, item),
            "criteria": render("criteria.html.j2", asked.text, caps=CAPS),
        },
    )


def _standing(asked: Asked, view: View, item: ItemLabel) -> Chart:
    """The chosen group and, under it, its regions; pooled over types, each type by itself."""
    t = asked.text
    rows = _by_type(asked, view, item) if view.stakeholder_type == "all" else _by_region(asked, view, item)
    return charts.status_bars(
        asked.context,
        rows,
        name="standing",
        title=t("Where they stand on this objective"),
        subtitle=t("Share of {group} due, by assessed status", group=_group(asked, view)),
        about=number_link(
            asked.context, item=item.code, who=view.stakeholder_type, by=view.dimension, where=view.member
        ),
    )


def _by_type(asked: Asked, view: View, item: ItemLabel) -> list[StandingRow]:
    dimension, member = view.scope
    found = editions.distributions(asked.edition, item=item.code, dimension=dimension, member=member)
    return [
        _row(asked, view, item, found[item.code, kind], words.type_label(asked.text, kind), who=kind.value)
        for kind in StakeholderType
        if (item.code, kind) in found
    ]


def _by_region(asked: Asked, view: View, item: ItemLabel) -> list[StandingRow]:
    t, who = asked.text, view.stakeholder_type
    dimension, member = view.scope
    whole = editions.distributions(
        asked.edition, item=item.code, dimension=dimension, member=member, stakeholder_type=who
    ).get((item.code, who), Distribution())
    first = _row(asked, view, item, whole, _whole(asked, view), who=who, is_whole=True)
    if view.member != EVERYWHERE:
        return [first]
    found = editions.distributions_by_member(asked.edition, item.code, dimension=view.dimension, stakeholder_type=who)
    rows = [
        _row(
            asked,
            View(view.edition, who, view.dimension, of),
            item,
            one,
            words.member_label(t, view.dimension, of),
            who=who,
        )
        for of, one in found.items()
        if one.due
    ]
    return [first, *sorted(rows, key=lambda row: alphabetical(row.label))]


def _row(
    asked: Asked, view: View, item: ItemLabel, found: Distribution, label: str, *, who: str, is_whole: bool = False
) -> StandingRow:
    about = number_link(asked.context, item=item.code, who=who, by=view.dimension, where=view.member)
    code = who if view.member == EVERYWHERE else view.member
    return StandingRow(code, "", label, found, about=about, is_current=is_whole)


def _whole(asked: Asked, view: View) -> str:
    return view.place(asked.text) or words.type_label(asked.text, view.stakeholder_type)


def _group(asked: Asked, view: View) -> str:
    """Whom the numbers count, inside a sentence."""
    t, place = asked.text, view.place(asked.text)
    group = words.type_in_sentence(t, view.stakeholder_type)
    return t("{group} ({place})", group=group, place=place) if place else group


def _regions(asked: Asked, view: View, item: ItemLabel) -> Chart:
    """The interval of each region, for the chosen type."""
    t = asked.text
    rates = editions.rates(asked.edition, dimension=view.dimension, stakeholder_type=view.stakeholder_type)
    lines = [
        ItemCounts(
            row.member,
            "",
            words.member_label(t, view.dimension, row.member),
            row.counts,
            number_link(asked.context, item=item.code, who=view.stakeholder_type, by=view.dimension, where=row.member),
        )
        for row in rates
        if row.item == item.code
    ]
    return charts.interval_chart(
        asked.context,
        sorted(lines, key=lambda line: alphabetical(line.short)),
        group=words.type_in_sentence(t, view.stakeholder_type),
        name="by-region",
        title=t("By region") if view.dimension.endswith("region") else words.dimension_label(t, view.dimension),
        subtitle=t("Share of {group} due", group=words.type_in_sentence(t, view.stakeholder_type)),
    )


def _types(asked: Asked, view: View, item: ItemLabel) -> Chart:
    """The interval of each stakeholder type; pooled, the figure of all stands over its parts."""
    t = asked.text
    dimension, member = view.scope
    rates = editions.rates(asked.edition, dimension=dimension, member=member, stakeholder_type=None)
    counts = {row.stakeholder_type: row.counts for row in rates if row.item == item.code}
    kinds = ["all"] if view.stakeholder_type == "all" else []
    kinds += [kind.value for kind in StakeholderType if kind.value in counts]
    return charts.interval_chart(
        asked.context,
        [
            ItemCounts(
                kind,
                "",
                words.type_label(t, kind),
                counts.get(kind, Counts(due=0)),
                number_link(asked.context, item=item.code, who=kind, by=view.dimension, where=view.member),
            )
            for kind in kinds
        ],
        group=t("signatories"),
        name="by-type",
        title=t("By stakeholder type"),
        subtitle=_of_place(asked, view),
    )


def _of_place(asked: Asked, view: View) -> str:
    t, place = asked.text, view.place(asked.text)
    said = t("Share of {group} due", group=t("signatories"))
    return f"{said} · {place}" if place else said


def _elements(asked: Asked, view: View, item: ItemLabel) -> Chart:
    t = asked.text
    dimension, member = view.scope
    found = editions.elements_named(
        asked.edition, item.code, dimension=dimension, member=member, stakeholder_type=view.stakeholder_type
    )
    declared = asked.analysis.items().get(item.code)
    return charts.elements_chart(
        asked.context,
        [
            NamedElement(one.code, t(one.label), found.named.get(one.code, 0))
            for one in (declared.elements if declared else ())
        ],
        entries=found.entries,
        unnamed=found.unnamed,
        group=_group(asked, view),
    )


def _verified(asked: Asked, view: View, item: ItemLabel) -> str:
    """Who is verified, alphabetically, each with its date and evidence; the rest stands behind the number."""
    t, context = asked.text, asked.context
    dimension, member = view.scope
    who = view.stakeholder_type
    rows = editions.verified_on(asked.edition, item.code, dimension=dimension, member=member, stakeholder_type=who)
    named = sorted(rows, key=lambda row: (alphabetical(row.names.in_language(t.language)), row.signatory_id))
    return render(
        "objective_verified.html.j2",
        t,
        group=_group(asked, view),
        rows=[_name(asked, row) for row in named[:MOST_NAMES]],
        total=len(rows),
        sentence=t.n("One is verified", "{n} are verified", len(rows)),
        shown=min(len(rows), MOST_NAMES),
        about=number_link(context, item=item.code, who=who, by=view.dimension, where=view.member),
        source=context.source,
    )


def _name(asked: Asked, row: VerifiedRow) -> dict[str, str]:
    t = asked.text
    return {
        "name": row.names.in_language(t.language),
        "link": f"/signatory?{urlencode({'id': row.signatory_id, 'edition': asked.info.number})}",
        "status": words.status_label(t, row.assessed),
        "detail": t("as of {day}, evidence level {level}", day=t.date(row.as_of), level=row.evidence),
    }


def _practices(asked: Asked, view: View, item: ItemLabel) -> str:
    """The first good practices offered on this objective, and the way to all of them."""
    t = asked.text
    dimension, member = view.scope
    kind = None if view.stakeholder_type == "all" else view.stakeholder_type
    found = editions.practices(asked.edition, item=item.code, stakeholder_type=kind, dimension=dimension, member=member)
    query = {"item": item.code, "who": view.stakeholder_type, "by": view.dimension, "where": view.member}
    return render(
        "objective_practices.html.j2",
        t,
        group=_group(asked, view),
        rows=[
            {
                "title": one.title,
                "summary": one.summary,
                "name": one.names.in_language(t.language),
                "link": f"/signatory?{urlencode({'id': one.signatory_id, 'edition': asked.info.number})}",
            }
            for one in found[:MOST_PRACTICES]
        ],
        total=len(found),
        all_of_them=t.n("The one practice on this objective", "All {n} practices on this objective", len(found)),
        link=f"/practices?{urlencode(query | {'edition': str(asked.info.number)})}",
    )
