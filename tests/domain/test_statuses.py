"""Status, evidence caps and age, to the day (METHOD.md)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gda_tracker.domain.statuses import (
    CAPS,
    AgeClass,
    OffScale,
    Status,
    age_class,
    age_months,
    assessed,
    months_later,
)

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("claimed", "evidence", "expected"),
    [(4, 0, 1), (4, 1, 2), (4, 2, 3), (4, 3, 4), (4, 4, 4), (1, 4, 1), (0, 4, 0), (3, 0, 1), (3, 2, 3)],
)
def test_evidence_caps_the_status(claimed: int, evidence: int, expected: int) -> None:
    assert assessed(claimed, evidence) == expected


def test_an_assessed_status_is_never_above_the_claim_nor_the_cap() -> None:
    for claimed in range(5):
        for evidence in range(5):
            assert assessed(claimed, evidence) <= min(claimed, CAPS[evidence])


@pytest.mark.parametrize(
    ("as_of", "on", "months", "expected"),
    [
        (date(2025, 11, 14), date(2026, 11, 14), 12, AgeClass.FRESH),
        (date(2025, 11, 13), date(2026, 11, 14), 13, AgeClass.AGEING),
        (date(2024, 11, 14), date(2026, 11, 14), 24, AgeClass.AGEING),
        (date(2024, 11, 13), date(2026, 11, 14), 25, AgeClass.OUT_OF_DATE),
        (date(2026, 11, 14), date(2026, 11, 14), 0, AgeClass.FRESH),
        (date(2024, 2, 29), date(2025, 2, 28), 12, AgeClass.FRESH),
        (date(2024, 2, 29), date(2025, 3, 1), 13, AgeClass.AGEING),
    ],
)
def test_age_is_counted_to_the_day(as_of: date, on: date, months: int, expected: AgeClass) -> None:
    assert age_months(as_of, on) == months
    assert age_class(as_of, on) is expected


@given(DAYS, st.integers(0, 60))
def test_so_many_months_later_is_so_many_months_old(day: date, months: int) -> None:
    assert age_months(day, months_later(day, months)) == months
    assert age_months(day, months_later(day, months) + timedelta(days=1)) == months + 1


@given(DAYS, st.integers(0, 1500))
def test_the_months_and_the_class_say_the_same(day: date, days: int) -> None:
    on = day + timedelta(days=days)
    months = age_months(day, on)
    by_months = AgeClass.FRESH if months <= 12 else AgeClass.AGEING if months <= 24 else AgeClass.OUT_OF_DATE
    assert age_class(day, on) is by_months


@given(DAYS, st.integers(0, 1500))
def test_facts_only_grow_older(day: date, days: int) -> None:
    order = list(AgeClass)
    on = day + timedelta(days=days)
    assert order.index(age_class(day, on + timedelta(days=1))) >= order.index(age_class(day, on))


def test_no_answer_off_the_scale_shares_a_word_with_a_status() -> None:
    assert {status.code for status in Status}.isdisjoint(OffScale)
