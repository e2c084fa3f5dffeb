"""A country's layout: the ways on, action by action, then what it belongs to beside its neighbours."""

from __future__ import annotations

import streamlit as st

from .filters import Bar
from .public_page import Shown


def filters(bar: Bar) -> None:
    """None: the address says which country in which edition."""


def layout(page: Shown) -> None:
    """Claims beside registries first."""
    page.part("ways")
    page.row("items")
    with st.container(key="row-country"):
        for name, column in zip(("groups", "neighbours"), st.columns([2, 3], gap="large"), strict=True):
            with column:
                page.part(name)
