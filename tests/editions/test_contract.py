"""Schema 1 only grows: what every edition has is frozen, and what was added later may be lacking."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from gda_tracker.editions import (
    Details,
    Edition,
    EditionProblem,
    funnel,
    inspection,
    reported_indicators,
    signatory,
)
from gda_tracker.editions.contract import LATER, required
from gda_tracker.editions.tables import table_parts, table_rows
from gda_tracker.editions.writing import SCHEMA_SQL
from tests.sample_edition import write_sample


def columns_of(sql: str) -> set[tuple[str, str]]:
    with duckdb.connect(":memory:") as connection:
        connection.execute(sql)
        return set(
            connection.execute(
                "SELECT table_name, column_name FROM duckdb_columns() "
                "WHERE NOT internal AND table_name IN (SELECT table_name FROM duckdb_tables())"
            ).fetchall()
        )


def test_what_the_schema_has_beyond_every_edition_is_listed_as_added_later() -> None:
    found = columns_of(SCHEMA_SQL)
    assert required() <= found
    assert found - required() == LATER


def test_what_every_edition_has_is_never_added_to() -> None:
    assert len(required()) == 149
    assert not required() & LATER


def test_an_edition_made_before_a_column_was_added_is_read(tmp_path: Path) -> None:
    path = write_sample(tmp_path, signatories=30)
    with duckdb.connect(str(path)) as file:
        file.execute("ALTER TABLE funnel DROP COLUMN acting")
    with Edition.open(path) as edition:
        assert edition.lacks == {("funnel", "acting")}
        assert funnel(edition).due > 0


@pytest.mark.parametrize("table", ["measure", "indicator", "partner", "goal", "mapping"])
def test_an_edition_made_before_a_table_was_added_is_read_without_its_rows(tmp_path: Path, table: str) -> None:
    path = write_sample(tmp_path, signatories=30)
    with duckdb.connect(str(path)) as file:
        (signatory_id,) = file.execute("SELECT id FROM signatory LIMIT 1").fetchone()
        file.execute(f"DROP TABLE {table}")
    with Edition.open(path) as edition:
        assert not edition.has(table)
        assert edition.has("funnel")
        assert table not in table_rows(edition)
        with pytest.raises(LookupError):
            table_parts(edition, table)
        found = signatory(edition, signatory_id)
        assert found is not None
        assert found.details == Details()
        assert reported_indicators(edition, "O1") == ()


def test_a_column_that_a_later_version_adds_hides_no_older_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_sample(tmp_path, signatories=30)
    grown = SCHEMA_SQL.replace("website             VARCHAR\n", "website VARCHAR,\n    telephone VARCHAR\n")
    monkeypatch.setattr(inspection, "SCHEMA_SQL", grown)
    inspection._expected.cache_clear()
    try:
        Edition.open(path).close()
    finally:
        monkeypatch.undo()
        inspection._expected.cache_clear()


def test_a_file_without_a_column_of_every_edition_is_refused(tmp_path: Path) -> None:
    path = write_sample(tmp_path, signatories=30)
    with duckdb.connect(str(path)) as file:
        file.execute("ALTER TABLE cell DROP COLUMN assessed")
    with pytest.raises(EditionProblem, match=r"lacks cell\.assessed"):
        Edition.open(path)


def test_decisions_of_an_edition_that_does_not_say_which_are_superseded_stand_but_for_returns(
    tmp_path: Path,
) -> None:
    early = write_sample(tmp_path, signatories=30)
    with duckdb.connect(str(early)) as file:
        file.execute("DELETE FROM review")
        cell = "SELECT signatory_id, item, cycle FROM entry LIMIT 1"
        file.execute(
            "INSERT INTO review (signatory_id, item, cycle, decision, decided_on)"
            f" SELECT *, unnest(['return', 'confirm']), DATE '2026-10-01' FROM ({cell})"
        )
        ((signatory_id,),) = file.execute("SELECT DISTINCT signatory_id FROM review").fetchall()
        file.execute("ALTER TABLE review DROP COLUMN is_superseded")
    with Edition.open(early) as edition:
        found = signatory(edition, signatory_id)
    assert found is not None
    assert {row.decision: (row.is_superseded, row.stands) for row in found.reviews} == {
        "return": (True, False),
        "confirm": (False, True),
    }
