"""Numbers that people type, read by the one rule that reads them in workbooks."""

from __future__ import annotations

from decimal import Decimal

from ..domain.problems import Problem
from ..workbook.figures import number


def number_typed(text: str | None) -> Decimal | Problem | None:
    """The number, None for an empty field, or why it cannot be read."""
    plain = (text or "").strip()
    return number(plain, "number") if plain else None
