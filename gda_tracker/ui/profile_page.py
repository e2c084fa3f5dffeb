"""A profile's layout: item by item, registries beside it, reports below."""

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
        page.part("reports")
    with side:
        for name in ("registries", "endorsements", "practices"):
            page.part(name)
