"""The frame around a chart: title above, source line, CSV link and table twin below."""

from __future__ import annotations

from datetime import date

from ..i18n import Text
from .chart import Chart, Column, Value
from .templating import render


def head(t: Text, chart: Chart) -> str:
    """Title and subtitle."""
    return render("chart_head.html.j2", t, chart=chart)


def foot(t: Text, chart: Chart, *, csv_link: str = "") -> str:
    """Note, source line, CSV link and the table twin."""

    def shown(value: Value, column: Column) -> str:
        return _shown(t, value, column)

    return render("chart_foot.html.j2", t, chart=chart, csv_link=csv_link, shown=shown)


def framed(t: Text, chart: Chart, *, csv_link: str = "") -> str:
    """The whole figure in one piece of HTML."""
    return f'<div class="gda-chart">{head(t, chart)}{chart.html}{foot(t, chart, csv_link=csv_link)}</div>'


def _shown(t: Text, value: Value, column: Column) -> str:
    if value is None:
        return t("withheld") if column.name.endswith("_share") else "–"
    if isinstance(value, date):
        return t.date(value)
    if column.name.endswith("_share") and isinstance(value, float):
        return t.percent(value)
    return t.number(value) if isinstance(value, int | float) else str(value)
