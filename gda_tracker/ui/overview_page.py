"""The overview's layout: sentence, filters, funnel, then the pictures."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

import streamlit as st

from ..i18n import Text
from ..publishing.overview import Overview
from ..publishing.view import View, address_of
from .chart import chart
from .empty import note

_ROWS: Final = (("objectives", "map"), ("regions", "types"), ("framework",), ("reporting",))
# A figure pooled over types stands only beside its parts (METHOD.md, Who is counted).
_POOLED_ROWS: Final = (("objectives", "types"), ("map",))


def draw_charts(shown: Overview, view: View, t: Text) -> None:
    """Every chart after the funnel; two columns where there is room."""
    query = f"{address_of(view)}&lang={quote(t.language)}"
    is_pooled = view.stakeholder_type == "all"
    for names in _POOLED_ROWS if is_pooled else _ROWS:
        with st.container(key=f"row-{names[0]}"):
            for name, column in zip(names, st.columns(len(names), gap="large"), strict=True):
                with column:
                    chart(shown.charts[name], t, csv_link=f"/charts/{name}.csv?{query}")
    if is_pooled:
        note(
            t(
                "Choose a stakeholder type to see regions, the framework and the reporting light: "
                "a figure over all types is shown only beside its parts."
            )
        )
