"""The objectives' layout: one in depth when it is chosen, then the eight side by side."""

from __future__ import annotations

import streamlit as st

from ..publishing.objectives import chosen, options
from ..publishing.view import view_of
from .empty import note
from .filters import Bar
from .public_page import Shown


def filters(bar: Bar) -> None:
    """Which objective, who, grouping, where, edition."""
    bar.choice("item", bar.t("Objective"), options=options(bar.asked))
    for key in ("who", "by", "where"):
        bar.choice(key)
    bar.edition()


def layout(page: Shown) -> None:
    """What is asked first, the rest below it."""
    if chosen(page.asked) is not None:
        _depth(page)
    page.row("statuses")
    page.row("types")
    with st.container(key="row-choose"):
        wide, side = st.columns([58, 42], gap="large")
        with wide:
            page.chart("objectives")
        with side:
            page.part("choose")
    if view_of(page.asked).stakeholder_type == "all":
        note(
            page.t(
                "Choose a stakeholder type to see how the statuses are spread over the eight objectives, regions and "
                "elements: a figure over all types is shown only beside its parts."
            )
        )


def _depth(page: Shown) -> None:
    """One objective: groups, elements, who is verified, what others can take from it, the tests."""
    page.row("standing")
    page.row("by-region", "by-type")
    if "elements" in page.body.charts:
        with st.container(key="row-elements"):
            wide, side = st.columns([58, 42], gap="large")
            with wide:
                page.chart("elements")
            with side:
                page.part("practices")
    else:
        page.part("practices")
    page.part("verified")
    page.part("criteria")
