"""Endorsements by day, reporting in the newest cycle, names, from an edition."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from gda_tracker.editions import Edition, write
from gda_tracker.editions.history import (
    CycleReporting,
    EndorsementStep,
    cycle_reporting,
    endorsement_steps,
    names_of,
    newest_cycle,
)

BAKU, LATER, GONE = date(2024, 11, 16), date(2025, 2, 1), date(2025, 6, 1)


@pytest.fixture(scope="module")
def edition(tmp_path_factory, small_tables):
    """Kenya endorsed twice and withdrew one, Fiji withdrew all, Austria is undated, the Union is no government."""
    rows = [
        {"signatory_id": "kenya", "endorsed_on": BAKU, "withdrawn_on": GONE},
        {"signatory_id": "kenya", "endorsed_on": LATER, "withdrawn_on": None},
        {"signatory_id": "fiji", "endorsed_on": BAKU, "withdrawn_on": GONE},
        {"signatory_id": "austria", "endorsed_on": None, "withdrawn_on": None},
        {"signatory_id": "european-union", "endorsed_on": BAKU, "withdrawn_on": None},
    ]
    folder = tmp_path_factory.mktemp("history")
    with Edition.open(write(folder, 1, small_tables | {"endorsement": pl.DataFrame(rows)})) as opened:
        yield opened


def test_a_body_counts_once_from_its_first_day_until_all_its_endorsements_are_withdrawn(edition):
    assert endorsement_steps(edition) == (
        EndorsementStep(False, BAKU, 1, 0),
        EndorsementStep(True, BAKU, 2, 0),
        EndorsementStep(True, GONE, 0, 1),
        EndorsementStep(True, None, 1, 0),
    )


def test_reporting_in_the_newest_cycle_of_a_group(edition):
    due = date(2026, 10, 9)
    assert newest_cycle(edition) == "2026"
    assert cycle_reporting(edition, stakeholder_type="national_government") == CycleReporting("2026", due, 3, 2, 2, 0)
    assert cycle_reporting(edition, stakeholder_type="private_sector") == CycleReporting("2026", due, 1, 1, 1, 0)
    assert cycle_reporting(edition, stakeholder_type="philanthropy") is None


def test_names_of_those_that_are_there(edition):
    found = names_of(edition, ["kenya", "nobody", "austria"])
    assert sorted(found) == ["austria", "kenya"]
    assert found["austria"].in_language("fr") == "Österreich"
    assert names_of(edition, []) == {}
