"""A profile's layout: item by item, registries beside it, then the years and what was said."""

from __future__ import annotations

import streamlit as st

from .filters import Bar
from .public_page import Shown


def filters(bar: Bar) -> None:
    """None: the address says whose profile of which edition."""


def layout(page: Shown) -> None:
    """Two columns where there is room."""
    wide, side = st.columns([64, 36], gap="large")
    with wide:
        page.chart("items")
    with side:
        for name in ("registries", "endorsements", "practices", "peers"):
            page.part(name)
    if "years" not in page.body.charts:
        page.part("reports")
        return
    with st.container(key="row-years"):
        years, said = st.columns([54, 46], gap="large")
        with years:
            page.chart("years")
        with said:
            page.part("reports")
