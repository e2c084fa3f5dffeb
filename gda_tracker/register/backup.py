"""A copy of the register while it runs (ARCHITECTURE.md: ATTACH and COPY FROM DATABASE), and reading such a copy."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from ..domain.problems import message
from .connecting import RegisterProblem
from .database import Register

_ONE_AT_A_TIME: Final = threading.Lock()
_TABLES: Final = """
    SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND NOT internal AND NOT temporary
    ORDER BY table_name
"""
_NAME: Final = "SELECT current_database() AS name"


def copy_to(register: Register, path: Path) -> dict[str, int]:
    """Copy everything as it stands at one moment into a new file; how many rows each table had at that moment.

    Nobody waits: the copy reads one snapshot, and what is written meanwhile is not in it.
    """
    with _ONE_AT_A_TIME:
        cursor = register.cursor().cursor()
        # ATTACH and COPY take no parameters; both names are ours, and quoted all the same.
        name = _quoted(str(register.rows(_NAME)[0]["name"]), '"')
        cursor.execute(f"ATTACH {_quoted(str(path), chr(39))} AS copy_of_register")
        try:
            cursor.execute("BEGIN TRANSACTION")
            counts = _counted(cursor)
            cursor.execute(f"COPY FROM DATABASE {name} TO copy_of_register")
            cursor.execute("COMMIT")
            cursor.execute("CHECKPOINT copy_of_register")
        finally:
            cursor.execute("DETACH copy_of_register")
            cursor.close()
    return counts


@contextmanager
def opened_copy(path: Path) -> Iterator[Register]:
    """A copy for reading alone: nothing in it is changed, not even by a newer version. Raises RegisterProblem."""
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise RegisterProblem(message("The backup {file} cannot be opened. Make a new one."), file=path.name) from error
    try:
        yield Register(connection, path)
    except duckdb.Error as error:
        raise RegisterProblem(message("The backup {file} cannot be read. Make a new one."), file=path.name) from error
    finally:
        connection.close()


def row_counts(register: Register) -> dict[str, int]:
    """How many rows each table has."""
    return _counted(register.cursor())


def _counted(cursor: duckdb.DuckDBPyConnection) -> dict[str, int]:
    names = [str(row[0]) for row in cursor.execute(_TABLES).fetchall()]
    return {name: int(cursor.table(name).count("*").fetchall()[0][0]) for name in names}


def _quoted(word: str, mark: str) -> str:
    return f"{mark}{word.replace(mark, mark * 2)}{mark}"
