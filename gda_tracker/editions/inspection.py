"""What a file must be before anything in it is believed: whole, of our schema, and without code of its own.

An edition may come from elsewhere. A macro in it could stand in for a function that our queries call, and a view for
a table; both would run as soon as the file is asked anything. So the questions here name DuckDB's own functions in
full, and whoever opens the file has closed the door to other files before.
"""

from __future__ import annotations

from functools import cache
from typing import Final, TypeAlias

import duckdb

from .contract import LATER, required
from .writing import SCHEMA_SQL, TABLES

Column: TypeAlias = tuple[str, str, str]
"""Table, name and type of a column."""

_SIZE: Final = "SELECT total_blocks * block_size FROM system.main.pragma_database_size()"
_HEADERS_BYTES: Final = 3 * 4096
_FUNCTIONS: Final = "SELECT count(*) FROM system.main.duckdb_functions() WHERE NOT internal"
_VIEWS: Final = "SELECT view_name FROM system.main.duckdb_views() WHERE NOT internal"
_COLUMNS: Final = """
    SELECT table_name, column_name, data_type FROM system.main.duckdb_columns()
    WHERE NOT internal AND schema_name = 'main'
      AND table_name IN (SELECT table_name FROM system.main.duckdb_tables() WHERE NOT internal)
"""


def least_bytes(connection: duckdb.DuckDBPyConnection) -> int:
    """The size that a whole file with this many blocks has."""
    # DuckDB opens a file whose end is missing and fails only on reading there; a download may be cut so.
    found = connection.execute(_SIZE).fetchone()
    return int(found[0]) + _HEADERS_BYTES if found else _HEADERS_BYTES


def brings_code(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the file has a function, or a view that is not the schema's."""
    functions = connection.execute(_FUNCTIONS).fetchone()
    return functions != (0,) or bool(_shape(connection)[1] - _expected()[1])


def missing(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The columns of every edition that the file does not have, or not of that type, such as `cell.assessed`."""
    absent = _expected()[0] - _shape(connection)[0]
    return tuple(sorted(f"{table}.{name}" for table, name, _ in absent if (table, name) in required()))


def lacks(connection: duckdb.DuckDBPyConnection) -> frozenset[tuple[str, str]]:
    """The later columns, by table and name, that the file does not have."""
    return LATER & {(table, name) for table, name, _ in _expected()[0] - _shape(connection)[0]}


def _shape(connection: duckdb.DuckDBPyConnection) -> tuple[frozenset[Column], frozenset[str]]:
    columns = connection.execute(_COLUMNS).fetchall()
    views = connection.execute(_VIEWS).fetchall()
    return frozenset((str(row[0]), str(row[1]), str(row[2])) for row in columns), frozenset(
        str(row[0]) for row in views
    )


@cache
def _expected() -> tuple[frozenset[Column], frozenset[str]]:
    with duckdb.connect(":memory:") as connection:
        connection.execute(SCHEMA_SQL)
        columns, views = _shape(connection)
    return frozenset(column for column in columns if column[0] in TABLES), views
