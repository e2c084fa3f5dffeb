"""Rules on measures, figures, partners, goals and practices: each breaks alone, with its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gda_tracker.domain.checks import problems_of
from gda_tracker.domain.report import Entry, IndicatorValue, Measure, Practice
from gda_tracker.domain.statuses import Status
from gda_tracker.facts import indicators, items

TODAY = date(2026, 11, 22)
MEASURE = Measure(
    title="E-waste Act",
    starts_on=date(2026, 3, 3),
    ends_on=date(2028, 12, 31),
    owner="Ministry of Environment",
    budget_amount=Decimal("1500000.50"),
    budget_currency="KES",
)
FIGURE = IndicatorValue(code="O3-EWASTE", value=17.5, year=2025, baseline_value=9, baseline_year=2022)
OWN = IndicatorValue(name="Producers registered", unit="producers", value=41, year=2026)
PRACTICE = Practice(title="Take-back at post offices", summary="Every post office takes phones back.")
GOOD = Entry(
    item="O3",
    claimed=Status.UNDER_WAY,
    narrative="The regulator registered 41 producers.",
    measures=(MEASURE,),
    indicators=(FIGURE, OWN),
    partners=("UNEP", "Kenya ICT Authority"),
    sdgs=(12, 13),
    practice=PRACTICE,
)


def broken(**changes: object) -> list[tuple[str, str | None, int | None]]:
    """Rule, column and row of what the good answer breaks once it is changed like this."""
    entry = GOOD.model_copy(update=changes)
    return [(one.rule, one.column, one.row) for one in problems_of(entry, items(), items(), indicators(), TODAY)]


def test_a_full_answer_has_no_problem() -> None:
    assert broken() == []


@pytest.mark.parametrize(
    ("changes", "rule", "column"),
    [
        ({"title": ""}, "measure-untitled", "title"),
        ({"title": "x" * 301}, "text-too-long", "title"),
        ({"owner": "x" * 201}, "text-too-long", "owner"),
        ({"starts_on": date(1979, 1, 1)}, "measure-day-impossible", "starts_on"),
        ({"ends_on": date(2101, 1, 1)}, "measure-day-impossible", "ends_on"),
        ({"ends_on": date(2026, 3, 2)}, "measure-ends-before-start", "ends_on"),
        ({"budget_amount": Decimal(-1)}, "amount-negative", "budget_amount"),
        ({"budget_amount": Decimal("NaN")}, "amount-not-a-number", "budget_amount"),
        ({"budget_amount": Decimal(10) ** 15}, "amount-too-large", "budget_amount"),
        ({"budget_amount": Decimal("0.001")}, "amount-decimals", "budget_amount"),
        ({"budget_amount": None}, "amount-missing", "budget_amount"),
        ({"budget_currency": None}, "currency-missing", "budget_currency"),
        ({"budget_currency": "Sh"}, "currency-unknown", "budget_currency"),
    ],
)
def test_a_bad_measure_says_which_field(changes: dict[str, object], rule: str, column: str) -> None:
    assert broken(measures=(MEASURE, MEASURE.model_copy(update=changes))) == [(rule, column, 2)]


@pytest.mark.parametrize(
    ("changes", "rule", "column"),
    [
        ({"code": "O3-NONE"}, "indicator-unknown", "code"),
        ({"code": "O1-EWS"}, "indicator-elsewhere", "code"),
        ({"name": "My own"}, "indicator-named-twice", "name"),
        ({"code": None}, "indicator-unnamed", "name"),
        ({"code": None, "name": "My own"}, "indicator-without-unit", "unit"),
        ({"code": None, "name": "x" * 201, "unit": "t"}, "text-too-long", "name"),
        ({"value": float("inf")}, "figure-not-a-number", "value"),
        ({"year": 2027}, "year-out-of-range", "year"),
        ({"year": 40000}, "year-impossible", "year"),
        ({"baseline_year": 2025}, "baseline-not-before", "baseline_year"),
        ({"baseline_year": 1989}, "year-out-of-range", "baseline_year"),
        ({"baseline_year": None}, "baseline-year-missing", "baseline_year"),
        ({"baseline_value": None}, "baseline-value-missing", "baseline_value"),
        ({"baseline_value": float("nan")}, "figure-not-a-number", "baseline_value"),
    ],
)
def test_a_bad_figure_says_which_field(changes: dict[str, object], rule: str, column: str) -> None:
    assert broken(indicators=(OWN, FIGURE.model_copy(update=changes))) == [(rule, column, 2)]


def test_one_indicator_has_one_value_a_year() -> None:
    assert broken(indicators=(FIGURE, FIGURE)) == [("figure-twice", "code", 2)]
    assert broken(indicators=(FIGURE, FIGURE.model_copy(update={"year": 2026}))) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"measures": (MEASURE,) * 31}, "measures-too-many"),
        ({"partners": ("UNEP",) * 51}, "partners-too-many"),
        ({"partners": ("UNEP\nUNDP",)}, "partner-unreadable"),
        ({"partners": ("",)}, "partner-unreadable"),
        ({"partners": ("x" * 201,)}, "text-too-long"),
        ({"sdgs": (0,)}, "goal-unknown"),
        ({"sdgs": (18,)}, "goal-unknown"),
        ({"sdgs": (12, 12)}, "goal-twice"),
        ({"practice": Practice(title="", summary="x")}, "practice-untitled"),
        ({"practice": Practice(title="x", summary="")}, "practice-without-summary"),
        ({"practice": Practice(title="x", summary="y", url="post office")}, "link-unreadable"),
    ],
)
def test_what_is_too_much_or_no_such_thing_is_refused(changes: dict[str, object], rule: str) -> None:
    assert [one[0] for one in broken(**changes)] == [rule]


def test_forty_figures_are_enough() -> None:
    figures = tuple(OWN.model_copy(update={"name": f"Own {n}"}) for n in range(41))
    assert [one[0] for one in broken(indicators=figures)] == ["indicators-too-many"]


def test_details_without_a_status_ask_for_one() -> None:
    entry = Entry(item="O3", sdgs=(12,))
    assert [one.rule for one in problems_of(entry, items(), items(), indicators(), TODAY)] == ["status-missing"]
