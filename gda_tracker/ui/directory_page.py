"""The directory's layout: search and filters, letters, the table, the ways to its other pages."""

from __future__ import annotations

from typing import Final

import streamlit as st

from ..publishing import directory, finding
from . import cached
from .filters import Bar
from .public_page import Shown

_BEFORE: Final = "directory-before"
_PAUSE: Final = "250ms"


def filters(bar: Bar) -> None:
    """Search as one types, then whom, where, which report, which item, in which order."""
    t = bar.t
    bar.text("search", directory.search_label(t), placeholder=directory.search_hint(t), live=_PAUSE)
    bar.choice("who", usual="all")
    bar.choice("by")
    bar.choice("where")
    bar.choice("light")
    items = cached.choices(bar.info.number).labels(t, "item", bar.chosen) or {}
    if bar.choice("item", options={"": directory.any_item(t), **items}):
        bar.choice("show")
    bar.choice("sort")
    bar.number("page", t("Page"), most=_on_a_page_that_exists(bar))
    bar.edition()


def _on_a_page_that_exists(bar: Bar) -> int:
    """The last page. Another question begins on its first page; a page beyond the last becomes the last."""
    now = tuple(sorted((key, word) for key, word in bar.chosen.items() if key != "page"))
    before, st.session_state[_BEFORE] = st.session_state.get(_BEFORE, now), now
    wanted = "1" if before != now else _page_asked_for()
    asked = cached.asked("signatories", {**bar.chosen, "page": wanted}, bar.t.language)
    if asked is None:
        return 1
    found = finding.matches(asked)
    there = finding.page_of(asked, found)
    if str(there) != _page_asked_for():
        st.session_state["page"] = there
    return finding.pages_of(found)


def _page_asked_for() -> str:
    return str(st.session_state.get("page") or st.query_params.get("page") or 1)


def layout(page: Shown) -> None:
    """Letters, table, pages; or what is missing."""
    for name in ("none", "letters", "table", "pages"):
        page.part(name)
