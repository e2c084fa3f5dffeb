"""Rules on measures: what is done, from when to when, by whom, with how much money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from .currencies import CURRENCIES
from .evidence import text_problem
from .problems import Problem, message
from .report import Measure

MEASURES: Final = "Measures"
MEASURES_MOST: Final = 30
MEASURE_CHARS: Final = 300
OWNER_CHARS: Final = 200
EARLIEST_DAY: Final = date(1980, 1, 1)
LATEST_DAY: Final = date(2100, 12, 31)
LARGEST_AMOUNT: Final = Decimal(10) ** 15
"""Ten times the yearly output of the world in dollars; the register keeps two decimals of at most 18 digits."""


def measure_day_problem(day: date, column: str) -> Problem | None:
    """A measure starts and ends in the lifetime of those who are asked about it."""
    if EARLIEST_DAY <= day <= LATEST_DAY:
        return None
    return Problem(
        "measure-day-impossible",
        message("This day lies before 1980 or after 2100. Give the day on which the measure starts or ends."),
        column=column,
        value=day.isoformat(),
    )


def measure_order_problem(starts_on: date | None, ends_on: date | None) -> Problem | None:
    """Nothing ends before it starts."""
    if starts_on is None or ends_on is None or starts_on <= ends_on:
        return None
    return Problem(
        "measure-ends-before-start",
        message("The measure ends on {ends_on}, before it starts on {starts_on}. Put the two days in order."),
        column="ends_on",
        value=ends_on.isoformat(),
        values={"starts_on": starts_on, "ends_on": ends_on},
    )


def amount_problem(amount: Decimal) -> Problem | None:
    """An amount of money: a number of 0 or more, whole cents, below the absurd."""
    if not amount.is_finite():
        text = message("This is no amount of money. Give a plain number, such as 2500000.")
        return Problem("amount-not-a-number", text, column="budget_amount", value=str(amount))
    if amount < 0:
        text = message("The budget is below zero. Give what is committed, as a number of 0 or more.")
        return Problem("amount-negative", text, column="budget_amount", value=str(amount))
    if amount >= LARGEST_AMOUNT:
        text = message("No budget is that large. Give the amount in the currency itself, without a unit.")
        return Problem("amount-too-large", text, column="budget_amount", value=str(amount)[:40])
    if amount != round(amount, 2):
        text = message("The amount has more than two decimals. Round it to hundredths.")
        return Problem("amount-decimals", text, column="budget_amount", value=str(amount)[:40])
    return None


def currency_problem(currency: str) -> Problem | None:
    """A currency is one of ISO 4217."""
    if currency in CURRENCIES:
        return None
    return Problem(
        "currency-unknown",
        message("“{currency}” is no currency. Give the three letters of ISO 4217, such as CHF or KES."),
        column="budget_currency",
        value=currency[:20],
        values={"currency": currency[:20]},
    )


def budget_gap(has_amount: bool, has_currency: bool) -> Problem | None:
    """An amount says nothing without its currency, nor a currency without an amount."""
    if has_amount and not has_currency:
        text = message("Say in which currency the budget is.")
        return Problem("currency-missing", text, column="budget_currency")
    if has_currency and not has_amount:
        text = message("Give the amount beside the currency, or leave both empty.")
        return Problem("amount-missing", text, column="budget_amount")
    return None


def measure_title_problem(title: str | None) -> Problem | None:
    """A measure has a name of readable length."""
    if not title:
        return Problem("measure-untitled", message("Say what the measure is, in a few words."), column="title")
    return text_problem(title, "title", MEASURE_CHARS)


def measure_problems(measure: Measure) -> Iterator[Problem]:
    """Everything that is wrong with one measure."""
    rules = (
        measure_title_problem(measure.title),
        text_problem(measure.owner or "", "owner", OWNER_CHARS),
        measure_day_problem(measure.starts_on, "starts_on") if measure.starts_on else None,
        measure_day_problem(measure.ends_on, "ends_on") if measure.ends_on else None,
        measure_order_problem(measure.starts_on, measure.ends_on),
        amount_problem(measure.budget_amount) if measure.budget_amount is not None else None,
        currency_problem(measure.budget_currency) if measure.budget_currency else None,
        budget_gap(measure.budget_amount is not None, bool(measure.budget_currency)),
    )
    return (problem for problem in rules if problem is not None)


def too_many_measures(count: int) -> Problem | None:
    """A bound on how many measures one answer lists."""
    if count <= MEASURES_MOST:
        return None
    text = message("There are {count} measures for this item; list the {most} that matter most.")
    return Problem("measures-too-many", text, sheet=MEASURES, values={"count": count, "most": MEASURES_MOST})


def measures_problems(measures: Sequence[Measure]) -> Iterator[Problem]:
    """Everything that is wrong with the measures of one answer; `row` is the measure's number, from 1."""
    if problem := too_many_measures(len(measures)):
        yield problem
    for number, measure in enumerate(measures, start=1):
        yield from (replace(problem, sheet=MEASURES, row=number) for problem in measure_problems(measure))
