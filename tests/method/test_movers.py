"""Every cell that moves, with its cause, from what to what: as many rows as the preview counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from gda_tracker.domain.changes import Cause
from gda_tracker.method.cells import as_counted, cells_at
from gda_tracker.method.differences import Snapshot, changed_cells
from gda_tracker.method.movers import RATES, STATE, coming_and_going, movements, movers
from gda_tracker.services.edition_changes import snapshot
from tests.publishing.two_editions import write_two


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Snapshot]:
    folder: Path = tmp_path_factory.mktemp("editions")
    write_two(folder)
    return snapshot(folder / "0001.duckdb"), snapshot(folder / "0002.duckdb")


def test_there_is_a_row_for_each_cell_that_is_counted_as_changed(sides) -> None:
    found = movers(*sides)
    assert {cause: found.filter(pl.col("cause") == cause.value).height for cause in Cause} == changed_cells(*sides)


def test_a_first_verified_report_moves_from_silence_to_verified_by_report_and_review(sides) -> None:
    rows = movers(*sides).filter((pl.col("signatory_id") == "austria") & (pl.col("item") == "O1")).to_dicts()
    told = [(row["cause"], row["from_off_scale"], row["to_claimed"], row["from_evidence"], row["to_evidence"])
            for row in rows]  # fmt: skip
    assert told == [("new_reports", "no_report", 3, None, 2), ("reviews", None, 3, 2, 3)]
    assert rows[0]["entered"] == "responded claimed evidence_backed acting"
    assert rows[1]["entered"] == "verified"


def test_facts_that_grew_out_of_date_leave_every_rate(sides) -> None:
    (row,) = movers(*sides).filter(pl.col("cause") == "ageing_out").to_dicts()
    assert (row["signatory_id"], row["item"], row["from_age_class"], row["to_age_class"]) == (
        "fiji", "O1", "ageing", "out_of_date",
    )  # fmt: skip
    assert set(row["left"].split()) >= {"responded", "claimed"}


def test_nothing_moves_between_an_edition_and_itself(sides) -> None:
    assert movers(sides[0], sides[0]).is_empty()


def test_who_came_and_went_is_told(sides) -> None:
    came, went = coming_and_going(*sides)
    assert came["id"].to_list() == ["togo"]
    assert went.is_empty()
    gone, back = coming_and_going(sides[1], sides[0])
    assert (gone.is_empty(), back["id"].to_list()) == (True, ["togo"])


def test_what_a_report_takes_out_and_its_review_brings_back_is_one_cell_that_is_back(bodies, reports, matrix) -> None:
    def side(on: date, **answer: object) -> Snapshot:
        signatories = bodies({"id": "kenya"})
        claim = {"signatory_id": "kenya", "claimed": 3, "evidence": 2, "decision": "confirm", "decided_status": 3,
                 "decided_evidence": 3}  # fmt: skip
        return Snapshot(cells_at(signatories, reports(claim | answer), matrix, on), as_counted(signatories), on)

    first = side(date(2026, 6, 1), as_of=date(2026, 5, 1), submitted_on=date(2026, 5, 20))
    again = {"as_of": date(2026, 9, 1), "submitted_on": date(2026, 9, 20)}
    steps, cells = movements(first, side(date(2026, 11, 1), **again))
    told = [(row["cause"], row["entered"], row["left"]) for row in steps.to_dicts()]
    assert told == [("new_reports", "", "verified"), ("reviews", "verified", "")]
    (cell,) = cells.to_dicts()
    assert (cell["is_back"], cell["entered"], cell["left"], cell["to_assessed"]) == (True, "", "", 3)
    assert all(cell[f"from_{name}"] == cell[f"to_{name}"] for name in STATE)


def test_each_cell_is_named_once_with_what_all_its_causes_come_to(sides) -> None:
    steps, cells = movements(*sides)
    assert cells.select("signatory_id", "item").is_unique().all()
    assert cells.height == steps.select("signatory_id", "item").n_unique()
    for cell in cells.iter_rows(named=True):
        own = steps.filter((pl.col("signatory_id") == cell["signatory_id"]) & (pl.col("item") == cell["item"]))
        for rate in RATES:
            moved = sum((rate in row["entered"].split()) - (rate in row["left"].split()) for row in own.to_dicts())
            assert moved == (rate in cell["entered"].split()) - (rate in cell["left"].split())
