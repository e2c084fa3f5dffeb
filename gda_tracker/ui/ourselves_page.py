"""The layout of what the secretariat tells of itself: which edition, then its figures."""

from __future__ import annotations

from .filters import Bar
from .public_page import Shown


def filters(bar: Bar) -> None:
    """Which edition tells it."""
    bar.edition()


def layout(page: Shown) -> None:
    """Groups of figures, then what of it can be computed again."""
    for name in ("figures", "again"):
        page.part(name)
