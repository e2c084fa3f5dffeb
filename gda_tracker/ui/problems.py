"""What is wrong, said in the person's language: beside a field, or as a table with sheet, row, column and value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st

from ..domain.answers import STATUS_LABELS
from ..domain.problems import Problem
from ..domain.statuses import Status
from ..i18n import Text
from .templating import drawn

SHOWN_AT_ONCE: Final = 200


def sentence(t: Text, problem: Problem) -> str:
    """The problem's sentence with its values, days and statuses written as the language does."""
    return t(problem.message, **{name: written(t, value) for name, value in problem.values.items()})


def written(t: Text, value: object) -> object:
    """A value of a sentence as the language writes it: statuses by their label, days in words."""
    if isinstance(value, Status):
        return t(STATUS_LABELS[value])
    return t.date(value) if isinstance(value, date) else value


def refusal(t: Text, problems: Sequence[Problem]) -> None:
    """Why nothing was done."""
    st.html(drawn("refusal.html.j2", sentences=list(dict.fromkeys(sentence(t, problem) for problem in problems))))


def beside(t: Text, problems: Sequence[Problem], *columns: str) -> None:
    """The problems of one field, right under it."""
    found = [sentence(t, problem) for problem in problems if problem.column in columns]
    if found:
        st.html(drawn("beside.html.j2", sentences=found))


def problems_table(t: Text, problems: Sequence[Problem]) -> None:
    """Every problem of a file with its place; the first 200 are drawn."""
    rows = [
        {
            "sheet": problem.sheet or "–",
            "cell": problem.cell or (t("row {n}", n=t.number(problem.row)) if problem.row else "–"),
            "column": problem.column or "–",
            "value": problem.value or "–",
            "rule": problem.rule,
            "sentence": sentence(t, problem),
        }
        for problem in problems[:SHOWN_AT_ONCE]
    ]
    summary = t.n("One cell needs mending.", "{n} cells need mending.", len(problems))
    more = len(problems) - len(rows)
    left_out = t.n("One more is not shown.", "{n} more are not shown.", more) if more else ""
    st.html(drawn("problems_table.html.j2", t=t, rows=rows, summary=summary, left_out=left_out))
