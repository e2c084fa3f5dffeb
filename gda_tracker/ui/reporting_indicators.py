"""Indicators of one answer: figures of the catalogue, with unit, definition and standard beside them, and own ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from .. import facts
from ..domain.checks_indicators import EARLIEST_YEAR, INDICATORS, INDICATORS_MOST, NAME_CHARS, UNIT_CHARS
from ..domain.indicators import of_item
from ..domain.problems import Problem
from ..domain.report import Entry, IndicatorValue
from ..i18n import Text
from ..services.clock import utc_now
from ..services.warnings import Marked
from . import session
from .problems import beside, sentence
from .reporting_remarks import remarks
from .reporting_saving import Keys, Saver
from .templating import drawn

OWN = "own"
"""The choice of an indicator that the catalogue does not hold."""


def indicators(
    t: Text, saver: Saver, entry: Entry, keys: Keys, problems: Sequence[Problem], marked: Sequence[Marked]
) -> None:
    """The figures as a table, and the fields of the one that is open."""
    mine = [problem for problem in problems if problem.sheet == INDICATORS]
    rows = [_row(t, number, one, mine) for number, one in enumerate(entry.indicators, start=1)]
    st.html(drawn("indicators.html.j2", t=t, rows=rows))
    remarks(t, saver, entry.item, [one for one in marked if one.remark.problem.sheet == INDICATORS])
    if saver.report.closed is not None:
        return
    opened = f"open-{keys('indicators')}"
    with st.container(key=f"indicator-acts-{entry.item}", horizontal=True, gap="small"):
        for number, one in enumerate(entry.indicators):
            name = f"{_name(t, one)} ({one.year})"
            st.button(name, key=f"indicator-{entry.item}-{number}", on_click=_open, args=(opened, number))
        if len(entry.indicators) < INDICATORS_MOST:
            label, key = t("Add an indicator"), f"indicator-new-{entry.item}"
            st.button(label, key=key, on_click=_open, args=(opened, len(entry.indicators)))
    shown: int | None = st.session_state.get(opened)
    if shown is not None and shown <= len(entry.indicators):
        with st.container(key=f"form-indicator-{entry.item}", border=True):
            _fields(t, saver, entry, keys, shown, [problem for problem in mine if problem.row == shown + 1])


def _name(t: Text, one: IndicatorValue) -> str:
    known = facts.indicators().get(one.code or "")
    return t(known.name) if known else one.name or one.code or "–"


def _row(t: Text, number: int, one: IndicatorValue, problems: Sequence[Problem]) -> dict[str, object]:
    known = facts.indicators().get(one.code or "")
    before = one.baseline_value
    return {
        "name": _name(t, one),
        "value": t.number(one.value),
        "unit": t(known.unit) if known else one.unit or "",
        "year": str(one.year),
        "baseline": "–" if before is None else f"{t.number(before)} ({one.baseline_year or '–'})",
        "standard": known.standard if known else t("own indicator"),
        "mend": [sentence(t, problem) for problem in problems if problem.row == number],
    }


def _open(opened: str, number: int) -> None:
    st.session_state[opened] = None if st.session_state.get(opened) == number else number


def _fields(t: Text, saver: Saver, entry: Entry, keys: Keys, number: int, problems: Sequence[Problem]) -> None:
    one = entry.indicators[number] if number < len(entry.indicators) else None
    base = f"{keys('indicators')}-{number}"
    typed: dict[str, Any] = {"on_change": _typed, "args": (saver, entry, base, number)}
    choice = _which(t, entry.item, one, base, typed)
    beside(t, problems, "code")
    if choice == OWN:
        name, unit = st.columns([2, 1])
        with name:
            st.text_input(t("Name"), (one and one.name) or "", key=f"name-{base}", max_chars=NAME_CHARS, **typed)
            beside(t, problems, "name")
        with unit:
            st.text_input(t("Unit"), (one and one.unit) or "", key=f"unit-{base}", max_chars=UNIT_CHARS, **typed)
            beside(t, problems, "unit")
    this_year = utc_now().year
    labels = (t("Value"), t("Year"), t("Value of the baseline"), t("Year of the baseline"))
    given = (one.value, one.year, one.baseline_value, one.baseline_year) if one else (None, this_year - 1, None, None)
    for place, (field, label, value) in enumerate(zip(_FIGURES, labels, given, strict=True)):
        if place % 2 == 0:
            columns = st.columns(2)
        with columns[place % 2]:
            if field.endswith("year"):
                st.number_input(label, EARLIEST_YEAR, this_year, value, 1, key=f"{field}-{base}", **typed)
            else:
                st.number_input(label, value=value, step=1.0, format="%.6g", key=f"{field}-{base}", **typed)
            beside(t, problems, field)
    if one is not None:
        rest = entry.model_copy(update={"indicators": entry.indicators[:number] + entry.indicators[number + 1 :]})
        label, key = t("Take this figure away"), f"indicator-gone-{entry.item}"
        st.button(label, key=key, type="tertiary", on_click=saver.save, args=(rest, "indicators"))


_FIGURES = ("value", "year", "baseline_value", "baseline_year")


def _which(t: Text, item: str, one: IndicatorValue | None, base: str, typed: dict[str, Any]) -> str | None:
    """The choice of the catalogue, with what it counts."""
    known = {indicator.code: indicator for indicator in of_item(facts.indicators(), item)}
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


@session.acts
def _typed(saver: Saver, entry: Entry, base: str, number: int) -> None:
    """The callback of every field: the open figure, once it has a value and a year, in its place."""
    typed = st.session_state
    code, value, year = typed.get(f"code-{base}"), typed.get(f"value-{base}"), typed.get(f"year-{base}")
    if code is None or value is None or year is None:
        return
    before, before_year = typed.get(f"baseline_value-{base}"), typed.get(f"baseline_year-{base}")
    one = IndicatorValue(
        code=None if code == OWN else code,
        name=(typed.get(f"name-{base}") or None) if code == OWN else None,
        unit=(typed.get(f"unit-{base}") or None) if code == OWN else None,
        value=value,
        year=int(year),
        baseline_value=before,
        baseline_year=None if before_year is None else int(before_year),
    )
    pieces = (*entry.indicators[:number], one, *entry.indicators[number + 1 :])
    saver.save(entry.model_copy(update={"indicators": pieces}))
