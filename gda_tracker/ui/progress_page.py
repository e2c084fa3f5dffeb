"""The progress page's layout: rates and reporting, then what moved and who, then endorsements."""

from __future__ import annotations

from ..publishing.moving import PREVIOUS
from .filters import Bar
from .public_page import Shown


def filters(bar: Bar) -> None:
    """Whose rate, of what, and which two editions."""
    t = bar.t
    bar.choice("who")
    bar.choice("by")
    bar.choice("where")
    bar.choice("item")
    bar.choice("show")
    if len(bar.asked.editions) > 1:
        numbers = {str(info.number): str(info.number) for info in bar.asked.editions}
        bar.choice("from", options={PREVIOUS: t("the one before"), **numbers})
    bar.edition()


def layout(page: Shown) -> None:
    """Charts in reading order; what the page has not is left out."""
    page.row("rates", "cycles", "types", widths=(1, 1) if "types" in page.body.charts else (3, 2))
    page.part("why-not")
    page.row("moves")
    page.row("moved")
    page.part("since")
    page.part("stated")
    page.row("governments", "others")
