"""A figure pooled over stakeholder types appears only beside its parts (METHOD.md, Who is counted)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from .. import editions
from ..charts import Chart, Column, Context, Table, words
from ..charts.chart import count_values
from ..domain.declaration import StakeholderType
from ..domain.rates import Counts
from ..editions import Edition, ItemLabel
from .view import View

WITHOUT_PARTS: Final = ("regions", "framework", "reporting")
"""Charts of the overview whose pooled counts have no parts beside them."""


def is_pooled(view: View) -> bool:
    """True where every type is counted together."""
    return view.stakeholder_type == "all"


def with_parts(edition: Edition, context: Context, view: View, chart: Chart, items: Sequence[ItemLabel]) -> Chart:
    """The chart of pooled counts with the counts of each type in its table, which says so wherever it goes."""
    t = context.text
    dimension, member = view.scope
    rates = editions.rates(edition, dimension=dimension, member=member, stakeholder_type=None)
    counts: dict[tuple[str, str], Counts] = {(row.stakeholder_type, row.item): row.counts for row in rates}
    parts = [
        (words.type_label(t, kind), item.code, t(item.short), *count_values(counts[kind.value, item.code]))
        for kind in StakeholderType
        for item in items
        if (kind.value, item.code) in counts
    ]
    whole = [(words.type_label(t, "all"), *row) for row in chart.table.rows]
    columns = (Column("group", t("Group")), *chart.table.columns)
    return replace(
        chart,
        subtitle=t("{subtitle}. The table has the parts by stakeholder type.", subtitle=chart.subtitle),
        table=Table(columns, (*whole, *parts)),
    )
