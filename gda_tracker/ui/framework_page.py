"""The framework's layout: cards, intervals and NDCs in time, then the country table under filters of its own."""

from __future__ import annotations

import streamlit as st

from . import cached
from .filters import Bar
from .public_page import Shown


def filters(bar: Bar) -> None:
    """Whom and where; the table's own filters stand above it."""
    bar.choice("who")
    bar.choice("by")
    bar.choice("where")
    bar.edition()


def layout(page: Shown) -> None:
    """From the whole to the single country."""
    page.row("planning")
    page.row("types")
    page.row("actions", "timing")
    page.part("note")
    page.row("submitted")
    if "countries" in page.body.charts:
        _countries(page)
    page.part("union")


def _countries(page: Shown) -> None:
    """The table with search, cut and page above it. The page's answer is asked again only where these changed it."""
    with st.container(key="row-countries"):
        bar = Bar(page.asked, page.path)
        with st.container(key="filters-countries", horizontal=True, gap="small"):
            bar.text("search", page.t("Find a country"), placeholder=page.t("Name or code"))
            bar.choice("registry")
            bar.number("page", page.t("Page"))
        asked = cached.asked(page.path, bar.chosen, page.asked.language) or page.asked
        Shown(page.path, asked, cached.body(asked, page.path) or page.body).chart("countries")
