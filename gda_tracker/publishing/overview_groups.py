"""The overview group by group: the heat maps of regions and of stakeholder types, and the countries on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from .. import charts, editions
from ..charts import Chart, Context, CountryMark, HeatColumn, HeatRow, words
from ..domain.declaration import StakeholderType
from ..domain.rates import Counts, RateName
from ..editions import Edition, ItemLabel
from ..i18n import Text, alphabetical
from .view import View


def by_region(edition: Edition, context: Context, view: View, objectives: Sequence[ItemLabel]) -> Chart:
    """The heat map of the regions, or of whatever groups of countries the view chooses."""
    t = context.text
    rows = editions.rates(edition, dimension=view.dimension, member=None, stakeholder_type=view.stakeholder_type)
    grouped: dict[str, dict[str, Counts]] = {}
    for row in rows:
        grouped.setdefault(row.member, {})[row.item] = row.counts
    named = [
        HeatRow(code, words.member_label(t, view.dimension, code), counts, replace(view.counted, where=code))
        for code, counts in grouped.items()
    ]
    return charts.heat_map(
        context,
        sorted(named, key=lambda row: alphabetical(row.label)),
        _columns(t, objectives),
        name="regions",
        title=t("By region") if view.dimension.endswith("region") else words.dimension_label(t, view.dimension),
        group=words.type_in_sentence(t, view.stakeholder_type),
        rate=view.rate,
    )


def by_type(edition: Edition, context: Context, view: View, objectives: Sequence[ItemLabel]) -> Chart:
    """The heat map of stakeholder types: the parts of any figure that is pooled over them."""
    t = context.text
    dimension, member = view.scope
    rows = editions.rates(edition, dimension=dimension, member=member, stakeholder_type=None)
    grouped: dict[str, dict[str, Counts]] = {}
    for row in rows:
        if row.stakeholder_type != "all":
            grouped.setdefault(row.stakeholder_type, {})[row.item] = row.counts
    named = [
        HeatRow(code.value, words.type_label(t, code), grouped[code], replace(view.counted, who=code.value))
        for code in StakeholderType
        if code in grouped
    ]
    return charts.heat_map(
        context,
        named,
        _columns(t, objectives),
        name="types",
        title=t("By stakeholder type"),
        group=t("signatories"),
        rate=view.rate,
    )


def marks(edition: Edition, t: Text, view: View) -> list[CountryMark]:
    """The countries of the view as the map shows them; each leads to its profile in the same edition."""
    dimension, member = view.scope
    rows = editions.countries(edition, dimension=dimension, member=member)
    counted = {RateName.CLAIMED: "claimed_objectives", RateName.RESPONSE: "reported_objectives"}.get(
        view.rate, "verified_objectives"
    )
    return [
        CountryMark(
            iso3=row.iso3,
            name=row.names.in_language(t.language),
            link=f"/signatory?{urlencode({'id': row.signatory_id, 'edition': edition.info.number})}",
            objectives=int(getattr(row, counted)),
            has_report=row.has_report,
            is_due=row.is_due,
        )
        for row in rows
        if row.iso3
    ]


def _columns(t: Text, labels: Sequence[ItemLabel]) -> list[HeatColumn]:
    return [HeatColumn(label.code, words.numeral(label.code), t(label.short)) for label in labels]
