"""The layout of a number's page: what it is, how it comes about, its rows, how to compute it again."""

from __future__ import annotations

from .filters import Bar
from .public_page import Shown


def filters(bar: Bar) -> None:
    """Which number, of whom; rows and additionality are chosen by links on the page."""
    bar.choice("item")
    bar.choice("count", usual="verified")
    for key in ("who", "by", "where"):
        bar.choice(key)
    bar.edition()


def layout(page: Shown) -> None:
    """From the definition to the rows."""
    page.part("definition")
    page.row("steps")
    page.row("rows")
    page.part("recount")
