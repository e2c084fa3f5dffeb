"""The overview's layout: sentence, filters, funnel, then the pictures."""

from __future__ import annotations

from typing import Final

import streamlit as st

from ..publishing.view import view_of
from .empty import note
from .filters import Bar
from .public_page import Shown

_ROWS: Final = (("objectives", "map"), ("regions", "types"), ("framework",), ("reporting",))
# A figure pooled over types stands only beside its parts (METHOD.md, Who is counted).
_POOLED_ROWS: Final = (("objectives", "types"), ("map",))


def filters(bar: Bar) -> None:
    """Who, grouping, where, what to show, edition."""
    for key in ("who", "by", "where", "show"):
        bar.choice(key)
    bar.edition()


def layout(page: Shown) -> None:
    """Key figures, then two columns where there is room."""
    st.container(key="keys").html(page.body.parts["keys"])
    is_pooled = view_of(page.asked).stakeholder_type == "all"
    for names in _POOLED_ROWS if is_pooled else _ROWS:
        page.row(*names)
    page.part("since")
    if is_pooled:
        note(
            page.t(
                "Choose a stakeholder type to see regions, the framework and the reporting light: "
                "a figure over all types is shown only beside its parts."
            )
        )
