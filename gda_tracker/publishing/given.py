"""What a signatory gave beside its answers, in words; and what its statement was confirmed to name."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from babel.numbers import format_decimal

from ..charts.words import numeral
from ..domain.goals import GOAL_NAMES
from ..domain.mapping import DEGREE_LABELS
from ..editions import IndicatorRow, MappingRow, MeasureRow, Profile
from ..i18n import Text

_DEGREES: Final = {degree.value: label for degree, label in DEGREE_LABELS.items()}


@dataclass(frozen=True, slots=True)
class GivenMeasure:
    """One line of the table of measures; the amount and its currency stand in columns of their own."""

    title: str
    when: str
    owner: str
    currency: str
    amount: str


@dataclass(frozen=True, slots=True)
class GivenIndicator:
    """A figure beside the one that it began from: two values, and no judgement of the way between them."""

    name: str
    definition: str
    value: str
    year: str
    baseline: str
    baseline_year: str


@dataclass(frozen=True, slots=True)
class Given:
    """What stands beside one entry."""

    measures: tuple[GivenMeasure, ...]
    indicators: tuple[GivenIndicator, ...]
    partners: tuple[str, ...]
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An item that the statement names, as a person confirmed it."""

    number: str
    short: str
    degree: str
    quote: str
    confirmed: str


def given_of(t: Text, found: Profile, item: str, cycle: str) -> Given:
    """What was given beside one entry."""
    here, details = (item, cycle), found.details
    return Given(
        measures=tuple(_measure(t, row) for row in details.measures if (row.item, row.cycle) == here),
        indicators=tuple(_indicator(t, row) for row in details.indicators if (row.item, row.cycle) == here),
        partners=tuple(row.name for row in details.partners if (row.item, row.cycle) == here),
        goals=tuple(_goal(t, row.sdg) for row in details.goals if (row.item, row.cycle) == here),
    )


def named_by(t: Text, found: Profile, item: str | None = None) -> tuple[Named, ...]:
    """What the statement was confirmed to name: everything, or one item."""
    return tuple(_named(t, row) for row in found.details.mappings if item in (None, row.item))


def _measure(t: Text, row: MeasureRow) -> GivenMeasure:
    return GivenMeasure(
        title=row.title,
        when=_when(t, row),
        owner=row.owner or "–",
        currency=row.budget_currency or "",
        amount=_amount(t, row.budget_amount),
    )


def _when(t: Text, row: MeasureRow) -> str:
    if row.starts_on and row.ends_on:
        return t("{start} to {end}", start=t.date(row.starts_on), end=t.date(row.ends_on))
    if row.starts_on:
        return t("from {day}", day=t.date(row.starts_on))
    return t("until {day}", day=t.date(row.ends_on)) if row.ends_on else "–"


def _amount(t: Text, amount: Decimal | None) -> str:
    """Hundredths only where there are some."""
    if amount is None:
        return "–"
    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    return str(format_decimal(amount, format=pattern, locale=t.language))


def _indicator(t: Text, row: IndicatorRow) -> GivenIndicator:
    return GivenIndicator(
        name=t(row.name) if row.code else row.name,
        definition=" ".join(part for part in (t(row.definition) if row.definition else "", row.standard or "") if part),
        value=_valued(t, row.value, row.unit, is_known=row.code is not None),
        year=str(row.year),
        baseline="" if row.baseline_value is None else t.number(row.baseline_value),
        baseline_year="" if row.baseline_year is None else str(row.baseline_year),
    )


def _valued(t: Text, value: float, unit: str | None, *, is_known: bool) -> str:
    said = (t(unit) if is_known else unit) if unit else ""
    return f"{t.number(value)} {said}".strip()


def _goal(t: Text, sdg: int) -> str:
    return t("{number} {name}", number=sdg, name=t(GOAL_NAMES[sdg])) if sdg in GOAL_NAMES else str(sdg)


def _named(t: Text, row: MappingRow) -> Named:
    day = t.date(row.confirmed_on)
    is_own = row.confirmed_by == "focal_point"
    return Named(
        number=numeral(row.item),
        short=t(row.short),
        degree=t(_DEGREES.get(row.degree, row.degree)),
        quote=row.quote or "",
        confirmed=t("confirmed by its focal point on {day}", day=day)
        if is_own
        else t("confirmed by the secretariat on {day}", day=day),
    )
