"""Indicators of one answer: figures of the catalogue, with unit, definition and standard beside them, and own ones."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

import streamlit as st

from .. import facts
from ..domain.checks_indicators import EARLIEST_YEAR, INDICATORS, INDICATORS_MOST, NAME_CHARS, UNIT_CHARS
from ..domain.indicators import of_item
from ..domain.problems import Problem, message
from ..domain.report import IndicatorValue
from ..i18n import Text
from ..services.clock import utc_now
from .problems import beside
from .reporting_numbers import number_field, number_kept
from .reporting_pieces import Around, Kind
from .templating import drawn

OWN = "own"
"""The choice of an indicator that the catalogue does not hold."""


def _label(t: Text, _number: int, one: IndicatorValue) -> str:
    known = facts.indicators().get(one.code or "")
    name = t(known.name) if known else one.name or one.code or "–"
    return f"{name} ({one.year})"


def _row(t: Text, one: IndicatorValue) -> dict[str, object]:
    known = facts.indicators().get(one.code or "")
    before = one.baseline_value
    return {
        "value": t.number(one.value),
        "unit": t(known.unit) if known else one.unit or "",
        "baseline": "–" if before is None else f"{t.number(before)} ({one.baseline_year or '–'})",
        "standard": known.standard if known else t("own indicator"),
    }


def _fields(
    around: Around, one: IndicatorValue | None, base: str, typed: dict[str, Any], problems: Sequence[Problem]
) -> None:
    t = around.t
    choice = _which(around, one, base, typed)
    beside(t, problems, "code")
    if choice == OWN:
        name, unit = st.columns([2, 1])
        with name:
            st.text_input(t("Name"), (one and one.name) or "", key=f"name-{base}", max_chars=NAME_CHARS, **typed)
            beside(t, problems, "name")
        with unit:
            st.text_input(t("Unit"), (one and one.unit) or "", key=f"unit-{base}", max_chars=UNIT_CHARS, **typed)
            beside(t, problems, "unit")
    last_year = utc_now().year - 1
    now = (("value", t("Value"), one.value if one else None), ("year", t("Year"), one.year if one else last_year))
    before = (
        ("baseline_value", t("Value of the baseline"), one.baseline_value if one else None),
        ("baseline_year", t("Year of the baseline"), one.baseline_year if one else None),
    )
    for (field, label, value), (year_field, year_label, year) in (now, before):
        left, right = st.columns([2, 1])
        with left:
            number_field(t, label, value, f"{field}-{base}", typed)
            beside(t, problems, field)
        with right:
            _year(year_label, year, f"{year_field}-{base}", typed)
            beside(t, problems, year_field)


def _year(label: str, given: int | None, key: str, typed: dict[str, Any]) -> None:
    years = list(range(utc_now().year, EARLIEST_YEAR - 1, -1))
    if given is not None and given not in years:  # It came by a workbook; the problem stands under the field.
        years.append(given)
    at = None if given is None else years.index(given)
    st.selectbox(label, years, at, key=key, placeholder="–", **typed)


def _which(around: Around, one: IndicatorValue | None, base: str, typed: dict[str, Any]) -> str | None:
    """The choice of the catalogue, with what it counts."""
    t, catalogue = around.t, around.saver.report.form.catalogue()
    known = {indicator.code: indicator for indicator in of_item(catalogue, around.entry.item)}
    codes = [*known, OWN]
    given = None if one is None else one.code if one.code in known else OWN
    choice: str | None = st.selectbox(
        t("Indicator"),
        codes,
        None if given is None else codes.index(given),
        format_func=lambda code: t(known[code].name) if code in known else t("Our own indicator"),
        placeholder=t("Choose an indicator"),
        key=f"code-{base}",
        **typed,
    )
    if choice in known:
        st.html(drawn("indicator.html.j2", t=t, one=known[choice]))
    return choice


def _typed(base: str, before: IndicatorValue | None) -> IndicatorValue | None:
    """The figure, once it is named and has a value and a year."""
    typed = st.session_state
    code, year, baseline_year = (typed.get(f"{name}-{base}") for name in ("code", "year", "baseline_year"))
    value = _figure(f"value-{base}", before.value if before else None)
    if code is None or value is None or year is None:
        return None
    return IndicatorValue(
        code=None if code == OWN else code,
        name=(typed.get(f"name-{base}") or None) if code == OWN else None,
        unit=(typed.get(f"unit-{base}") or None) if code == OWN else None,
        value=value,
        year=year,
        baseline_value=_figure(f"baseline_value-{base}", before.baseline_value if before else None),
        baseline_year=baseline_year,
    )


def _figure(key: str, before: float | None) -> float | None:
    found = number_kept(key, None if before is None else Decimal(repr(before)))
    return None if found is None else float(found)


INDICATOR: Final[Kind[IndicatorValue]] = Kind(
    name="indicator",
    field="indicators",
    sheet=INDICATORS,
    most=INDICATORS_MOST,
    add=message("Add an indicator"),
    take_away=message("Take this figure away"),
    template="indicators.html.j2",
    label=_label,
    row=_row,
    fields=_fields,
    typed=_typed,
)
