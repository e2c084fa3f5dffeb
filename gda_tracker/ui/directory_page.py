"""The directory's layout: search and type, then the table, a page at a time."""

from __future__ import annotations

from .filters import Bar
from .public_page import Shown


def filters(bar: Bar) -> None:
    """Search, type, page, edition."""
    t = bar.t
    bar.text("search", t("Search by name"))
    bar.choice("who", usual="all")
    bar.number("page", t("Page"))
    bar.edition()


def layout(page: Shown) -> None:
    """The table."""
    page.part("table")
