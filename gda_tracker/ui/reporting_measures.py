"""Measures of one answer: a table, and the fields of the one that is open; saved as one goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import streamlit as st

from ..domain.checks_measures import LARGEST_AMOUNT, LATEST_DAY, MEASURE_CHARS, MEASURES, MEASURES_MOST, OWNER_CHARS
from ..domain.currencies import CURRENCIES
from ..domain.problems import Problem
from ..domain.report import Entry, Measure
from ..i18n import Text
from ..services.warnings import Marked
from . import session
from .problems import beside, sentence
from .reporting_remarks import remarks
from .reporting_saving import Keys, Saver
from .templating import drawn

EARLIEST_CHOICE = date(1900, 1, 1)


def measures(
    t: Text, saver: Saver, entry: Entry, keys: Keys, problems: Sequence[Problem], marked: Sequence[Marked]
) -> None:
    """What is done, from when to when, by whom, with how much money."""
    mine = [problem for problem in problems if problem.sheet == MEASURES]
    rows = [_row(t, number, one, mine) for number, one in enumerate(entry.measures, start=1)]
    st.html(drawn("measures.html.j2", t=t, rows=rows))
    remarks(t, saver, entry.item, [one for one in marked if one.remark.problem.sheet == MEASURES])
    if saver.report.closed is not None:
        return
    opened = f"open-{keys('measures')}"
    with st.container(key=f"measure-acts-{entry.item}", horizontal=True, gap="small"):
        for number, one in enumerate(entry.measures):
            name = one.title or t("Measure {number}", number=number + 1)
            st.button(name, key=f"measure-{entry.item}-{number}", on_click=_open, args=(opened, number))
        if len(entry.measures) < MEASURES_MOST:
            label, key = t("Add a measure"), f"measure-new-{entry.item}"
            st.button(label, key=key, on_click=_open, args=(opened, len(entry.measures)))
    shown: int | None = st.session_state.get(opened)
    if shown is not None and shown <= len(entry.measures):
        with st.container(key=f"form-measure-{entry.item}", border=True):
            _fields(t, saver, entry, keys, shown, [problem for problem in mine if problem.row == shown + 1])


def _row(t: Text, number: int, one: Measure, problems: Sequence[Problem]) -> dict[str, object]:
    amount = t.number(float(one.budget_amount)) if one.budget_amount is not None else ""
    return {
        "title": one.title or t("Measure {number}", number=number),
        "when": f"{t.date(one.starts_on)} – {t.date(one.ends_on)}" if one.starts_on or one.ends_on else "–",
        "owner": one.owner or "–",
        "budget": f"{amount} {one.budget_currency or ''}".strip() or "–",
        "mend": [sentence(t, problem) for problem in problems if problem.row == number],
    }


def _open(opened: str, number: int) -> None:
    st.session_state[opened] = None if st.session_state.get(opened) == number else number


def _fields(t: Text, saver: Saver, entry: Entry, keys: Keys, number: int, problems: Sequence[Problem]) -> None:
    one = entry.measures[number] if number < len(entry.measures) else Measure(title="")
    base = f"{keys('measures')}-{number}"
    typed: dict[str, Any] = {"on_change": _typed, "args": (saver, entry, base, number)}
    st.text_input(t("Measure"), one.title, key=f"title-{base}", max_chars=MEASURE_CHARS, **typed)
    beside(t, problems, "title")
    days: dict[str, Any] = {"min_value": EARLIEST_CHOICE, "max_value": LATEST_DAY, "format": "YYYY-MM-DD"}
    first, last, who = st.columns([1, 1, 2])
    with first:
        st.date_input(t("Starts on"), one.starts_on, key=f"start-{base}", **days, **typed)
        beside(t, problems, "starts_on")
    with last:
        st.date_input(t("Ends on"), one.ends_on, key=f"end-{base}", **days, **typed)
        beside(t, problems, "ends_on")
    with who:
        st.text_input(t("Who is in charge"), one.owner or "", key=f"owner-{base}", max_chars=OWNER_CHARS, **typed)
        beside(t, problems, "owner")
    money, currency = st.columns([2, 1])
    with money:
        amount = None if one.budget_amount is None else float(one.budget_amount)
        top = float(LARGEST_AMOUNT) - 1
        st.number_input(t("Budget"), 0.0, top, amount, 1.0, format="%.2f", key=f"amount-{base}", **typed)
        beside(t, problems, "budget_amount")
    with currency:
        codes = sorted(CURRENCIES)
        given = codes.index(one.budget_currency) if one.budget_currency in CURRENCIES else None
        st.selectbox(t("Currency"), codes, given, key=f"currency-{base}", placeholder="–", **typed)
        beside(t, problems, "budget_currency")
    if number < len(entry.measures):
        rest = entry.model_copy(update={"measures": entry.measures[:number] + entry.measures[number + 1 :]})
        label, key = t("Take this measure away"), f"measure-gone-{entry.item}"
        st.button(label, key=key, type="tertiary", on_click=saver.save, args=(rest, "measures"))


@session.acts
def _typed(saver: Saver, entry: Entry, base: str, number: int) -> None:
    """The callback of every field: the open measure as it was typed, in its place."""
    typed = st.session_state
    amount = typed.get(f"amount-{base}")
    one = Measure(
        title=typed.get(f"title-{base}") or "",
        starts_on=typed.get(f"start-{base}"),
        ends_on=typed.get(f"end-{base}"),
        owner=typed.get(f"owner-{base}") or None,
        budget_amount=None if amount is None else Decimal(str(round(amount, 2))),
        budget_currency=typed.get(f"currency-{base}"),
    )
    if one != Measure(title="") or number < len(entry.measures):
        pieces = (*entry.measures[:number], one, *entry.measures[number + 1 :])
        saver.save(entry.model_copy(update={"measures": pieces}))
