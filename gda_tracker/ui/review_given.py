"""What stands beside an answer, for the reviewer: measures, figures, partners, goals, and what is new in them."""

from __future__ import annotations

from ..domain.goals import GOAL_NAMES
from ..domain.report import Entry, IndicatorValue, Measure
from ..facts import indicators
from ..i18n import Text


def given_lines(t: Text, entry: Entry, other: Entry | None) -> list[tuple[str, list[tuple[str, bool]]]]:
    """Heading and lines of each kind that is there, each line with whether the other answer does not hold it."""
    parts = _parts(t, entry)
    before = _parts(t, other) if other else {}
    return [
        (heading, [(line, other is not None and line not in before.get(heading, [])) for line in lines])
        for heading, lines in parts.items()
        if lines
    ]


def _parts(t: Text, entry: Entry) -> dict[str, list[str]]:
    return {
        t("Measures"): [_measure(t, one) for one in entry.measures],
        t("Indicators"): [_indicator(t, one) for one in entry.indicators],
        t("Partners"): list(entry.partners),
        t("Sustainable Development Goals"): [_goal(t, number) for number in entry.sdgs],
    }


def _measure(t: Text, one: Measure) -> str:
    days = [t.date(day) if day else "…" for day in (one.starts_on, one.ends_on)]
    when = " – ".join(days) if one.starts_on or one.ends_on else ""
    money = f"{one.budget_currency or ''} {t.number(float(one.budget_amount))}".strip() if one.budget_amount else ""
    return " · ".join(part for part in (one.title, when, one.owner or "", money) if part)


def _indicator(t: Text, one: IndicatorValue) -> str:
    known = indicators().get(one.code) if one.code else None
    name = t(known.name) if known else one.name or one.code or ""
    unit = t(known.unit) if known else one.unit or ""
    said = f"{name}: {t.number(one.value)} {unit} ({one.year})".replace("  ", " ")
    if one.baseline_value is None:
        return said
    return t("{figure}, from {baseline} in {year}", figure=said, baseline=t.number(one.baseline_value),
             year=str(one.baseline_year or "–"))  # fmt: skip


def _goal(t: Text, number: int) -> str:
    return f"{number} {t(GOAL_NAMES[number])}" if number in GOAL_NAMES else str(number)
