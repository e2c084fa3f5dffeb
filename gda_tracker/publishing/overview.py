"""The overview: from a view of an edition to its headline and charts. Page, first paint and downloads share it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .. import charts, editions
from ..charts import (
    Chart,
    Context,
    Headline,
    ItemCounts,
    words,
)
from ..domain.declaration import ItemKind, StakeholderType
from ..domain.rates import Counts, Funnel, RateName
from ..editions import Edition, EditionInfo, ItemLabel
from ..i18n import Text
from .asked import Asked, Body, PublicPage
from .asked import Lead as PageLead
from .framework_countries import IN_REGISTRIES, places
from .framework_words import why_nobody
from .key_figures import keys_part
from .overview_groups import by_region, by_type, marks
from .pooled import WITHOUT_PARTS, is_pooled, with_parts
from .roster import roster_notes
from .since_cop import since_cop
from .view import KEYS, View, bar_values, view_of


@dataclass(frozen=True, slots=True)
class Lead:
    """What is said first: the headline and the funnel."""

    headline: Headline
    funnel: Chart


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the overview, in its order."""

    lead: Lead
    objectives: Chart
    world: Chart
    regions: Chart
    types: Chart
    framework: Chart
    reporting: Chart

    @property
    def charts(self) -> dict[str, Chart]:
        """Every chart by its name."""
        found = (
            self.lead.funnel,
            self.objectives,
            self.world,
            self.regions,
            self.types,
            self.framework,
            self.reporting,
        )
        return {chart.name: chart for chart in found}


def context_of(info: EditionInfo, t: Text) -> Context:
    """What every chart of an edition says about its source."""
    return Context(
        t,
        info.number,
        info.snapshot_on,
        info.method_version,
        info.is_demonstration,
        is_withdrawn=info.is_withdrawn,
    )


def lead(edition: Edition, context: Context, view: View) -> Lead:
    """Headline and funnel of a view; a pooled count comes with its parts."""
    dimension, member = view.scope
    place = view.place(context.text)
    funnel = editions.funnel(edition, dimension=dimension, member=member, stakeholder_type=view.stakeholder_type)
    parts: list[tuple[str, Funnel]] = []
    if view.stakeholder_type == "all":
        found = editions.funnels_by_type(edition, dimension=dimension, member=member)
        parts = [(code.value, found[code]) for code in StakeholderType if code in found]
    return Lead(
        charts.headline(
            context,
            funnel,
            stakeholder_type=view.stakeholder_type,
            rate=_told(view.rate, funnel),
            place=place,
            notes=roster_notes(edition, context, view, funnel),
        ),
        charts.funnel_chart(
            context,
            funnel,
            stakeholder_type=view.stakeholder_type,
            parts=parts,
            place=place,
            where=view.counted,
        ),
    )


def _told(rate: RateName, funnel: Funnel) -> RateName:
    """The rate of the headline: what is verified where an old edition does not say who acts."""
    return RateName.VERIFIED if rate is RateName.ACTING and funnel.acting is None else rate


def overview(edition: Edition, context: Context, view: View) -> Overview:
    """The whole overview of a view."""
    t = context.text
    labels = editions.items(edition)
    objectives = [label for label in labels if label.kind == ItemKind.OBJECTIVE]
    actions = [label for label in labels if label.kind != ItemKind.OBJECTIVE]
    dimension, member = view.scope
    rates = editions.rates(edition, dimension=dimension, member=member, stakeholder_type=view.stakeholder_type)
    counts = {row.item: row.counts for row in rates}
    group = words.type_in_sentence(t, view.stakeholder_type)
    kind = view.stakeholder_type
    lights = editions.reporting_lights(edition, dimension=dimension, member=member, stakeholder_type=kind)
    titles = {row.code: t(row.title) for row in actions}
    shown = charts.interval_chart(context, _item_counts(context, view, objectives, counts), group=group)
    return Overview(
        lead=lead(edition, context, view),
        objectives=with_parts(edition, context, view, shown, objectives) if is_pooled(view) else shown,
        world=charts.world_map(context, marks(edition, t, view), rate=view.rate),
        regions=by_region(edition, context, view, objectives),
        types=by_type(edition, context, view, objectives),
        framework=charts.framework_cards(
            context,
            _item_counts(context, view, actions, counts),
            titles=titles,
            group=group,
            why_nobody=_why_nobody(edition, t, view, counts),
        ),
        reporting=charts.reporting_light(context, lights, group=group, where=view.counted),
    )


def _why_nobody(edition: Edition, t: Text, view: View, counts: dict[str, Counts]) -> dict[str, str]:
    """Of the actions that registries are about, why nobody is due where nobody is."""
    empty = [code for code in IN_REGISTRIES if not (code in counts and counts[code].due)]
    if not empty:
        return {}
    dimension, member = view.scope
    found, _ = places(edition, t, dimension=dimension, member=member, grouping=view.dimension)
    return {code: why_nobody(t, code, view.stakeholder_type, [one.line for one in found]) for code in empty}


def _item_counts(
    context: Context, view: View, labels: Sequence[ItemLabel], counts: dict[str, Counts]
) -> list[ItemCounts]:
    return [
        ItemCounts(
            label.code,
            words.numeral(label.code),
            context.text(label.short),
            counts.get(label.code, Counts(due=0)),
            view.counted.number(context, label.code),
        )
        for label in labels
    ]


def page_lead(asked: Asked) -> PageLead:
    """Headline, filters as they will stand, and the funnel."""
    view, context = view_of(asked), asked.context
    first = lead(asked.edition, context, view)
    return PageLead(
        title=first.headline.sentence,
        description=first.headline.detail,
        html=first.headline.html,
        filters=bar_values(asked, "who", "by", "where", "show", "edition"),
        below=first.funnel.html,
    )


def page_body(asked: Asked) -> Body:
    """Key figures, every chart, and what moved since the last COP."""
    view = view_of(asked)
    shown = overview(asked.edition, asked.context, view)
    left_out = WITHOUT_PARTS if is_pooled(view) else ()
    drawn = {name: chart for name, chart in shown.charts.items() if name not in left_out}
    return Body(drawn, {"keys": keys_part(asked, view), "since": since_cop(asked, view)})


PAGE = PublicPage(keys=KEYS, lead=page_lead, body=page_body)
