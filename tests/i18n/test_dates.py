"""A day is written as each language writes it."""

from __future__ import annotations

from datetime import date

import pytest

from gda_tracker.i18n import text


@pytest.mark.parametrize(
    ("language", "day", "said"),
    [
        ("fr", date(2026, 8, 1), "1er août 2026"),
        ("fr", date(2025, 12, 1), "1er décembre 2025"),
        ("fr", date(2026, 8, 11), "11 août 2026"),
        ("fr", date(2026, 8, 21), "21 août 2026"),
        ("en", date(2026, 8, 1), "1 August 2026"),
        ("fr", None, "–"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french_alone(language: str, day: date | None, said: str) -> None:
    assert text(language).date(day) == said
