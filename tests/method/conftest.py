"""Tables for the method: a builder of signatories and entries that says only what a test is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from gda_tracker import facts
from gda_tracker.method import frames


@pytest.fixture(scope="session")
def matrix() -> pl.DataFrame:
    """The published applicability matrix."""
    return frames.frame(frames.APPLICABILITY, [row.model_dump(mode="json") for row in facts.applicability()])


@pytest.fixture(scope="session")
def bodies() -> Callable[..., pl.DataFrame]:
    """Signatories from rows; by default national governments outside Annex I that endorsed in Baku."""

    def build(*rows: dict[str, object]) -> pl.DataFrame:
        usual: dict[str, object] = {
            "stakeholder_type": "national_government",
            "annex_i": False,
            "endorsed_on": date(2024, 11, 16),
            "known_since": date(2024, 11, 16),
        }
        return frames.frame(frames.SIGNATORIES, [usual | row for row in rows])

    return build


@pytest.fixture(scope="session")
def reports() -> Callable[..., pl.DataFrame]:
    """Entries from rows; by default about O1 in the cycle of 2026, as of 1 September and on time."""

    def build(*rows: dict[str, object]) -> pl.DataFrame:
        usual: dict[str, object] = {
            "item": "O1",
            "cycle": "2026",
            "evidence": 0,
            "as_of": date(2026, 9, 1),
            "submitted_on": date(2026, 9, 15),
            "additionality": "new",
            "was_on_time": True,
        }
        return frames.frame(frames.ENTRIES, [usual | row for row in rows])

    return build
