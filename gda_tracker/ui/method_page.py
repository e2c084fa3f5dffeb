"""The method's filters and layout: the dial first, then the rules in order."""

from __future__ import annotations

import streamlit as st

from ..domain.cutoffs import PUBLISHED
from .filters import Bar
from .public_page import Shown


def filters(bar: Bar) -> None:
    """Whom to count, and the three cut-offs, which open as published."""
    for key in ("who", "by", "where", "item"):
        bar.choice(key)
    bar.choice("age", usual=str(PUBLISHED.age_months))
    bar.choice("status", usual=str(int(PUBLISHED.status)))
    bar.choice("evidence", usual=str(int(PUBLISHED.evidence)))
    bar.edition()


def layout(page: Shown) -> None:
    """What the chosen cut-offs change, which conclusions hold, then the rules."""
    said, drawn = st.columns([2, 3], gap="large") if page.body.charts else (st.container(), st.container())
    with said:
        page.part("summary")
    with drawn:
        page.row("dial")
    page.row("conclusions")
    for name in ("words", "applicability", "scales", "rates", "laws"):
        page.part(name)
