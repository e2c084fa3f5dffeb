"""Every stakeholder type beside the others on the framework: a figure pooled over types is never shown alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .. import charts, editions
from ..charts import Chart, HeatColumn, HeatRow, Where, words
from ..domain.declaration import StakeholderType
from ..domain.rates import Counts, RateName
from ..editions import ItemLabel
from .asked import Asked
from .view import View


def types_chart(asked: Asked, view: View, labels: Sequence[ItemLabel]) -> Chart:
    """Verified shares by stakeholder type and action, in the order of the types."""
    t = asked.text
    dimension, member = view.scope
    grouped: dict[str, dict[str, Counts]] = {}
    for row in editions.rates(asked.edition, dimension=dimension, member=member, stakeholder_type=None):
        grouped.setdefault(row.stakeholder_type, {})[row.item] = row.counts
    rows = [
        HeatRow(kind, words.type_label(t, kind), grouped[kind], Where(kind, view.dimension, view.member))
        for kind in StakeholderType
        if kind in grouped
    ]
    columns = [HeatColumn(label.code, label.code, t(label.short)) for label in labels]
    drawn = charts.heat_map(
        asked.context,
        rows,
        columns,
        name="types",
        title=t("Framework actions by stakeholder type"),
        group=t("signatories"),
        rate=RateName.VERIFIED,
    )
    renamed = tuple(replace(one, label=t("Action")) if one.name == "objective" else one for one in drawn.table.columns)
    return replace(drawn, table=replace(drawn.table, columns=renamed))
