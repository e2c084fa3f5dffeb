"""An edition file from elsewhere: it reads nothing outside, runs nothing of its own, and stops no page."""

from __future__ import annotations

import duckdb
import pytest

from gda_tracker import editions
from gda_tracker.editions import Edition, EditionProblem

SECRET = "the register's secret"


def spoiled(path, *statements):
    """The edition with something done to it by its author."""
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)
    return path


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE MACRO pragma_database_size() AS TABLE SELECT 1 AS total_blocks, 1 AS block_size, content "
        "FROM read_text('{secret}')",
        "CREATE MACRO current_setting(name) AS true",
        "CREATE MACRO strip_accents(text) AS upper(text)",
        "CREATE VIEW more AS SELECT content FROM read_text('{secret}')",
        "DROP TABLE rate; CREATE VIEW rate AS SELECT content FROM read_text('{secret}')",
        "DROP TABLE rate",
        "ALTER TABLE cell DROP COLUMN assessed",
        "ALTER TABLE signatory RENAME TO signatories",
        "DROP TABLE edition; CREATE TABLE edition (schema_version VARCHAR); INSERT INTO edition VALUES ('one')",
        "DROP TABLE edition; CREATE VIEW edition AS SELECT content FROM read_text('{secret}')",
        "DELETE FROM edition",
        "INSERT INTO edition SELECT * FROM edition",
    ],
)
def test_a_file_with_code_of_its_own_or_without_our_tables_is_passed_over(tmp_path, write_edition, secret, statement):
    write_edition(tmp_path, 1)
    spoiled(write_edition(tmp_path, 2), statement.format(secret=secret))
    found = editions.survey(tmp_path)
    assert [info.number for info in found.editions] == [1]
    assert [problem.values["name"] for problem in found.problems] == ["0002.duckdb"]


def test_a_macro_that_says_the_door_is_closed_does_not_keep_it_open(tmp_path, write_edition, secret):
    path = spoiled(write_edition(tmp_path, 1), "CREATE MACRO current_setting(name) AS true")
    with pytest.raises(EditionProblem):
        Edition.open(path)
    with Edition.open(write_edition(tmp_path, 2)) as edition, pytest.raises(duckdb.Error):
        edition.rows(f"SELECT content FROM read_text('{secret}')")


@pytest.mark.parametrize("wish", ["SET enable_external_access = true", "RESET enable_external_access"])
def test_the_door_cannot_be_opened_again(tmp_path, write_edition, wish):
    with Edition.open(write_edition(tmp_path, 1)) as edition, pytest.raises(duckdb.Error):
        edition.cursor().execute(wish)


def test_tables_and_columns_may_be_added(tmp_path, write_edition):
    path = spoiled(write_edition(tmp_path, 1), "CREATE TABLE more (a INTEGER)", "ALTER TABLE item ADD COLUMN b TEXT")
    with Edition.open(path) as edition:
        assert edition.info.number == 1
