"""The practices' filters and layout: what matches, then where it is offered."""

from __future__ import annotations

from typing import Final

import streamlit as st

from ..publishing import practices
from . import cached
from .filters import Bar
from .public_page import Shown

_BEFORE: Final = "practices-before"
_PAUSE: Final = "250ms"


def filters(bar: Bar) -> None:
    """Search, item and element, region or income group, type, near which country."""
    t = bar.t
    bar.text("search", practices.search_label(t), live=_PAUSE)
    items = cached.choices(bar.info.number).labels(t, "item", bar.chosen) or {}
    bar.choice("item", options=items | practices.options(t, "item"))
    bar.choice("element")
    bar.choice("by")
    bar.choice("where")
    bar.choice("who", usual="all")
    bar.choice("near")
    _another_question_begins_on_its_first_page(bar)
    bar.number("page", t("Page"))
    bar.edition()


def _another_question_begins_on_its_first_page(bar: Bar) -> None:
    now = tuple(sorted((key, word) for key, word in bar.chosen.items() if key != "page"))
    before, st.session_state[_BEFORE] = st.session_state.get(_BEFORE, now), now
    if before != now:
        st.session_state["page"] = 1


def layout(page: Shown) -> None:
    """The list and its pages, then the grid."""
    for name in ("before", "list", "pages"):
        page.part(name)
    page.row("grid")
