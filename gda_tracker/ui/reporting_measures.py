"""Measures of one answer: what is done, from when to when, by whom, with how much money; saved as one goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from ..domain.checks_measures import (
    MEASURE_CHARS,
    MEASURES,
    MEASURES_MOST,
    OWNER_CHARS,
    amount_problem,
)
from ..domain.currencies import CURRENCIES
from ..domain.problems import Problem, message
from ..domain.report import Measure
from ..i18n import Text
from .day_field import day_field
from .problems import beside
from .reporting_numbers import number_field, number_kept
from .reporting_pieces import Around, Kind


def _label(t: Text, number: int, one: Measure) -> str:
    return one.title or t("Measure {number}", number=number)


def _row(t: Text, one: Measure) -> dict[str, object]:
    amount = t.number(float(one.budget_amount)) if one.budget_amount is not None else ""
    return {
        "when": f"{t.date(one.starts_on)} – {t.date(one.ends_on)}" if one.starts_on or one.ends_on else "–",
        "owner": one.owner or "–",
        "budget": f"{amount} {one.budget_currency or ''}".strip() or "–",
    }


def _fields(
    around: Around, given: Measure | None, base: str, typed: dict[str, Any], problems: Sequence[Problem]
) -> None:
    t, one = around.t, given or Measure(title="")
    st.text_input(t("Measure"), one.title, key=f"title-{base}", max_chars=MEASURE_CHARS, **typed)
    beside(t, problems, "title")
    first, last, who = st.columns([1, 1, 2])
    with first:
        day_field(t("Starts on"), one.starts_on, key=f"start-{base}", **typed)
        beside(t, problems, "starts_on")
    with last:
        day_field(t("Ends on"), one.ends_on, key=f"end-{base}", **typed)
        beside(t, problems, "ends_on")
    with who:
        st.text_input(t("Who is in charge"), one.owner or "", key=f"owner-{base}", max_chars=OWNER_CHARS, **typed)
        beside(t, problems, "owner")
    money, currency = st.columns([2, 1])
    with money:
        number_field(t, t("Budget"), one.budget_amount, f"amount-{base}", typed, amount_problem)
        beside(t, problems, "budget_amount")
    with currency:
        codes = sorted(CURRENCIES)
        at = codes.index(one.budget_currency) if one.budget_currency in CURRENCIES else None
        st.selectbox(t("Currency"), codes, at, key=f"currency-{base}", placeholder="–", **typed)
        beside(t, problems, "budget_currency")


def _typed(base: str, before: Measure | None) -> Measure | None:
    typed = st.session_state
    one = Measure(
        title=typed.get(f"title-{base}") or "",
        starts_on=typed.get(f"start-{base}"),
        ends_on=typed.get(f"end-{base}"),
        owner=typed.get(f"owner-{base}") or None,
        budget_amount=number_kept(f"amount-{base}", before.budget_amount if before else None, amount_problem),
        budget_currency=typed.get(f"currency-{base}"),
    )
    return one if before is not None or one != Measure(title="") else None


MEASURE: Final[Kind[Measure]] = Kind(
    name="measure",
    field="measures",
    sheet=MEASURES,
    most=MEASURES_MOST,
    add=message("Add a measure"),
    take_away=message("Take this measure away"),
    template="measures.html.j2",
    label=_label,
    row=_row,
    fields=_fields,
    typed=_typed,
)
