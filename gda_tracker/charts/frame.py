"""The frame around a chart: title above, source line, CSV link and table twin below."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from markupsafe import escape

from ..i18n import Text
from .chart import Chart, Column, Value
from .templating import render


def head(t: Text, chart: Chart) -> str:
    """Title and subtitle."""
    return render("chart_head.html.j2", t, chart=chart)


class Links(Protocol):
    """The addresses of a chart, as `publishing.links.ChartLinks` has them; an empty one is left out."""

    @property
    def csv(self) -> str: ...
    @property
    def svg(self) -> str: ...
    @property
    def png(self) -> str: ...
    @property
    def permalink(self) -> str: ...
    @property
    def embed(self) -> str: ...
    @property
    def about(self) -> str: ...


def foot(t: Text, chart: Chart, *, links: Links | None = None) -> str:
    """Note, source line, downloads, permalink, embed code and the table twin."""

    def shown(value: Value, column: Column) -> str:
        return _shown(t, value, column)

    return render("chart_foot.html.j2", t, chart=chart, links=links, shown=shown)


def framed(t: Text, chart: Chart, *, links: Links | None = None) -> str:
    """The whole figure in one piece of HTML."""
    return f'<div class="gda-chart">{grouped(chart, head(t, chart) + chart.html + foot(t, chart, links=links))}</div>'


def grouped(chart: Chart, html: str) -> str:
    """Escaped HTML as one region, named by the title and described by the text alternative of the head within."""
    named = f'aria-labelledby="title-{escape(chart.name)}" aria-describedby="told-{escape(chart.name)}"'
    return f'<div role="group" {named}>{html}</div>'


def _shown(t: Text, value: Value, column: Column) -> str:
    if value is None:
        is_withheld = column.name.endswith("_share") or column.name == "coverage_grade"
        return t("withheld") if is_withheld else "–"
    if isinstance(value, date):
        return t.date(value)
    if column.name.endswith("_share") and isinstance(value, float):
        return t.percent(value)
    return t.number(value) if isinstance(value, int | float) else str(value)
