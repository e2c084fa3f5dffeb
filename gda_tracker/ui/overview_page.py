"""The overview's layout: sentence, filters, funnel, then the pictures."""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st

from ..i18n import Text
from ..publishing.overview import Overview
from ..publishing.view import View, address_of
from .chart import chart


def draw_charts(shown: Overview, view: View, t: Text) -> None:
    """Every chart after the funnel; two columns where there is room."""
    query = f"{address_of(view)}&lang={quote(t.language)}"
    for names in (("objectives", "map"), ("regions", "types"), ("framework",), ("reporting",)):
        with st.container(key=f"row-{names[0]}"):
            for name, column in zip(names, st.columns(len(names), gap="large"), strict=True):
                with column:
                    chart(shown.charts[name], t, csv_link=f"/charts/{name}.csv?{query}")
