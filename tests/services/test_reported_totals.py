"""Totals as they were stated: added with a source, shown beside the others, taken back, told by the edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

import polars as pl
import pytest

from gda_tracker.domain.permissions import Actor
from gda_tracker.domain.problems import Rejected
from gda_tracker.register import Register
from gda_tracker.register.accepting import accepting
from gda_tracker.services.edition_tables import compute, public_tables
from gda_tracker.services.reported_totals import StatedTotal, add_total, take_back_total, totals_by_subject

TODAY: Final = date(2026, 11, 22)
TOLD: Final = StatedTotal("", "governments", 91, True, date(2026, 9, 1), "A speech", "https://speech.example", None)


def of_edition(register: Register) -> pl.DataFrame:
    with accepting(register, TODAY):
        table = public_tables(register, compute(register, TODAY))["reported_total"]
    assert isinstance(table, pl.DataFrame)
    return table.filter(pl.col("value") == "91")


def test_an_added_total_stands_beside_the_others_and_in_the_edition(register: Register, irene: Actor) -> None:
    kept = add_total(register, irene, TOLD, today=TODAY)
    assert isinstance(kept, StatedTotal)
    assert add_total(register, irene, TOLD, today=TODAY) == kept
    governments = totals_by_subject(register, irene)[0]
    assert governments.disagrees
    numbers = [(one.total.amount, one.bound, one.is_added) for one in governments.totals]
    assert numbers == [
        (90, "min", False), (83, "", False), (82, "", False), (80, "min", False), (91, "min", True), (75, "", False),
    ]  # fmt: skip
    (row,) = of_edition(register).iter_rows()
    assert row == ("governments_min", "endorsers", "91", date(2026, 9, 1), "A speech", "https://speech.example")


def test_what_is_taken_back_leaves_the_edition_and_stays_in_the_trail(register: Register, irene: Actor) -> None:
    kept = add_total(register, irene, TOLD, today=TODAY)
    assert isinstance(kept, StatedTotal)
    nothing = take_back_total(register, irene, kept.total_id, reason=" ")
    assert isinstance(nothing, Rejected)
    assert take_back_total(register, irene, kept.total_id, reason="Misheard.") == kept
    assert of_edition(register).is_empty()
    told = list(register.trail())[-1]
    assert (told.action, "Misheard." in str(told.after_json)) == ("total.take_back", True)
    again = take_back_total(register, irene, kept.total_id, reason="Misheard.")
    assert isinstance(again, Rejected)


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        (replace(TOLD, subject="penguins"), "total-subject"),
        (replace(TOLD, amount=0), "total-amount"),
        (replace(TOLD, source_title=" "), "total-source"),
        (replace(TOLD, source_url="speech"), "total-url"),
        (replace(TOLD, source_url="https:// un.org"), "total-url"),
        (replace(TOLD, stated_on=date(2026, 11, 23)), "total-future"),
        (replace(TOLD, stated_on=date(2020, 1, 1)), "total-before"),
        (replace(TOLD, note="x" * 501), "register-too-long"),
    ],
)
def test_a_total_that_cannot_be_is_refused(register: Register, irene: Actor, told: StatedTotal, rule: str) -> None:
    result = add_total(register, irene, told, today=TODAY)
    assert isinstance(result, Rejected)
    assert [problem.rule for problem in result.problems] == [rule]
