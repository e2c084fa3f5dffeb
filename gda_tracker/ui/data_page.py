"""The data page's layout: what to take, how to cite it; editions, dictionary and sources below."""

from __future__ import annotations

import streamlit as st

from .filters import Bar
from .public_page import Shown


def filters(bar: Bar) -> None:
    """Which edition is offered table by table."""
    bar.edition()


def layout(page: Shown) -> None:
    """Downloads beside the citation, then the lists."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        page.part("download")
    with right:
        page.part("cite")
    for name in ("editions", "dictionary", "sources"):
        page.part(name)
