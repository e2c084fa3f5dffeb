"""Explored bars keep every label: a year is a name and no number."""

from __future__ import annotations

from gda_tracker.charts.figures import bars_figure


def test_a_year_among_the_labels_is_a_category_so_that_no_bar_is_dropped() -> None:
    figure = bars_figure(["2024", "2025 · COP30"], {"on time": [22, 30], "late": [6, 6]})
    assert figure.layout.yaxis.type == "category"
    assert [list(bar.y) for bar in figure.data] == [["2024", "2025 · COP30"]] * 2
    assert figure.layout.legend.traceorder == "normal"
