"""Cells: who is due, what is assessed, how old it is; each rule to the day."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from gda_tracker.domain.statuses import age_class, age_months, assessed
from gda_tracker.method.cells import age_class_at, age_months_at, cells_at, first_day_reaching, last_day_before

ON = date(2026, 11, 1)


@pytest.fixture
def cell(bodies, reports, matrix):
    """The cell of Kenya on O1 (or another item) with one answer, or with several."""

    def make(*answers, item="O1", on=ON, **body):
        signatories = bodies({"id": "kenya"} | body)
        entries = reports(*[{"signatory_id": "kenya", "item": item} | answer for answer in answers])
        return cells_at(signatories, entries, matrix, on).row(by_predicate=pl.col("item") == item, named=True)

    return make


def test_silence_is_no_report_and_never_not_started(cell):
    silent, started = cell(), cell({"claimed": 0})
    assert (silent["off_scale"], silent["claimed"], silent["is_due"]) == ("no_report", None, True)
    assert (started["off_scale"], started["claimed"], started["assessed"]) == (None, 0, 0)


@pytest.mark.parametrize(
    ("claimed", "evidence", "expected"), [(4, 0, 1), (4, 1, 2), (4, 2, 3), (2, 2, 2), (3, 1, 2), (0, 0, 0)]
)
def test_evidence_caps_what_is_claimed(cell, claimed, evidence, expected):
    assert cell({"claimed": claimed, "evidence": evidence})["assessed"] == expected


@pytest.mark.parametrize("level", [3, 4])
def test_a_confirmed_claim_is_assessed_as_claimed(cell, level):
    found = cell({"claimed": 4, "evidence": 2, "decision": "confirm", "decided_status": 4, "decided_evidence": level})
    assert (found["evidence"], found["assessed"]) == (level, 4)


def test_a_reviewer_lowers_and_never_raises(cell):
    assert cell({"claimed": 4, "evidence": 2, "decision": "lower", "decided_status": 2})["assessed"] == 2
    assert cell({"claimed": 1, "evidence": 2, "decision": "confirm", "decided_status": 4})["assessed"] == 1


def test_without_an_as_of_date_the_submission_day_is_used_and_evidence_is_capped_at_2(cell):
    found = cell({"claimed": 4, "as_of": None, "submitted_on": date(2025, 9, 15), "evidence": 2, "decided_evidence": 4})
    assert (found["as_of"], found["age_class"], found["evidence"], found["assessed"]) == (
        date(2025, 9, 15), "ageing", 2, 3,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [(date(2025, 11, 1), "fresh"), (date(2025, 10, 31), "ageing"), (date(2024, 11, 1), "ageing"),
     (date(2024, 10, 31), "out_of_date")],
)  # fmt: skip
def test_age_changes_to_the_day(cell, as_of, expected):
    assert cell({"claimed": 3, "as_of": as_of})["age_class"] == expected


@pytest.mark.parametrize("answer", ["no_update", "not_applicable", "blocked"])
def test_answers_off_the_scale_have_no_status_and_stay_due(cell, answer):
    found = cell({"off_scale": answer, "evidence": 2})
    assert (found["off_scale"], found["claimed"], found["assessed"], found["evidence"], found["is_due"]) == (
        answer, None, None, None, True,
    )  # fmt: skip


def test_only_an_accepted_not_applicable_leaves_the_denominator(cell):
    assert not cell({"off_scale": "not_applicable", "decision": "accept_not_applicable"})["is_due"]
    assert cell({"off_scale": "not_applicable", "decision": "refuse_not_applicable"})["is_due"]


def test_the_newest_report_wins_even_when_it_says_no_update(cell):
    older = {"cycle": "2025", "claimed": 4, "submitted_on": date(2025, 9, 1)}
    found = cell({"off_scale": "no_update"}, older)
    assert (found["cycle"], found["off_scale"], found["claimed"]) == ("2026", "no_update", None)


def test_an_amendment_of_an_older_cycle_does_not_overtake_a_newer_one(cell):
    amended = {"cycle": "2025", "claimed": 4, "submitted_on": date(2026, 10, 1)}
    assert cell({"claimed": 1}, amended)["claimed"] == 1


def test_an_entry_submitted_after_the_date_is_not_seen(cell):
    assert cell({"claimed": 3, "submitted_on": date(2026, 11, 2)})["off_scale"] == "no_report"


@pytest.mark.parametrize(("known_since", "is_due"), [(date(2026, 5, 1), True), (date(2026, 5, 2), False)])
def test_due_six_months_after_the_endorsement_to_the_day(cell, known_since, is_due):
    assert cell(known_since=known_since, endorsed_on=None)["is_due"] is is_due


def test_a_report_makes_its_item_due_at_once_and_no_other(cell):
    assert cell({"claimed": 1}, known_since=date(2026, 10, 1))["is_due"]
    assert not cell({"claimed": 1}, item="O2", known_since=date(2026, 10, 1))["off_scale"]
    assert not cell(known_since=date(2026, 10, 1))["is_due"]


def test_an_endorsement_of_unknown_date_is_due_only_with_a_report(cell):
    assert not cell(known_since=None, endorsed_on=None)["is_due"]
    assert cell({"claimed": 1}, known_since=None, endorsed_on=None)["is_due"]


@pytest.mark.parametrize(("withdrawn_on", "is_due"), [(date(2026, 11, 1), False), (date(2026, 11, 2), True)])
def test_whoever_has_withdrawn_is_not_due_but_keeps_its_cells(cell, withdrawn_on, is_due):
    found = cell({"claimed": 3}, withdrawn_on=withdrawn_on)
    assert (found["is_due"], found["claimed"]) == (is_due, 3)


def test_needs_assessments_apply_outside_annex_i_only(bodies, reports, matrix):
    signatories = bodies(
        {"id": "kenya", "annex_i": False}, {"id": "austria", "annex_i": True}, {"id": "x", "annex_i": None}
    )
    cells = cells_at(signatories, reports(), matrix, ON)
    applies = {body: set(cells.filter(pl.col("signatory_id") == body)["item"]) for body in ("kenya", "austria", "x")}
    assert len(applies["kenya"]) == 18
    assert applies["kenya"] - applies["austria"] == {"F5", "F6", "F7"}
    assert applies["x"] == applies["austria"]


def test_the_union_is_an_organisation_without_region_also_due_on_the_ndc(bodies, reports, matrix):
    union = {
        "id": "eu",
        "iso3": "EUU",
        "stakeholder_type": "national_government",
        "annex_i": True,
        "itu_region": "Europe",
    }
    other = {"id": "oecd", "stakeholder_type": "international_organisation", "annex_i": None}
    cells = cells_at(bodies(union, other), reports(), matrix, ON)
    items = {body: set(cells.filter(pl.col("signatory_id") == body)["item"]) for body in ("eu", "oecd")}
    assert items["eu"] - items["oecd"] == {"F8"}
    assert len(items["oecd"]) == 14


def test_columns_agree_with_the_rules_for_single_cells():
    days = pl.date_range(date(2022, 1, 27), date(2026, 3, 31), eager=True).alias("as_of").to_frame()
    for on in (date(2026, 3, 31), date(2028, 2, 29), date(2027, 2, 28), date(2026, 11, 1)):
        found = days.with_columns(age_class_at(on), age_months_at(on))
        for as_of, class_, months in found.iter_rows():
            assert (class_, months) == (age_class(as_of, on).value, age_months(as_of, on)), (as_of, on)


def test_assessed_agrees_with_the_rule_for_single_cells(cell):
    for claimed in range(5):
        for evidence in range(3):
            found = cell({"claimed": claimed, "evidence": evidence})
            assert found["assessed"] == assessed(claimed, evidence)


def test_bounds_of_months_at_the_ends_of_months():
    assert first_day_reaching(date(2026, 2, 28), 12) == date(2025, 2, 28)
    assert first_day_reaching(date(2025, 2, 28), 12) == date(2024, 2, 28)
    assert first_day_reaching(date(2025, 3, 1), 12) == date(2024, 3, 1)
    assert last_day_before(date(2026, 2, 28), 6) == date(2025, 8, 31)
