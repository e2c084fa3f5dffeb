"""Taking hold of the register's file, and the sentences that say why it could not be taken."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb

from ..domain.problems import message

MEMORY_LIMIT: Final = "1500MiB"
"""What does not fit goes to files beside the register, which are gone afterwards."""
_HEADER_BYTES: Final = 3 * 4096
"""What DuckDB writes before the first block."""


class RegisterProblem(Exception):
    """The register cannot be opened; the sentence (a message id with `values`) says why and what to do."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text.format(**values))
        self.message = text
        self.values = values


class RegisterHeld(RegisterProblem):
    """Another process holds the register."""


def connect(path: Path | None) -> duckdb.DuckDBPyConnection:
    """A connection that may write to the file, or to memory; raises RegisterProblem with a sentence."""
    try:
        connection = duckdb.connect(":memory:" if path is None else str(path), config={"memory_limit": MEMORY_LIMIT})
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise RegisterHeld(
                message("The running server holds the register at {path}. Stop it first, or do this in the app."),
                path=path,
            ) from error
        raise RegisterProblem(
            message("The register at {path} cannot be read. Restore it from a backup; nothing was changed."), path=path
        ) from error
    except duckdb.Error as error:
        raise RegisterProblem(
            message("The file at {path} is no register. Check GDA_HOME; nothing was changed."), path=path
        ) from error
    if path is not None and _is_cut_short(connection, path):
        connection.close()
        raise RegisterProblem(
            message("The register at {path} is cut short. Restore it from a backup; nothing was changed."), path=path
        )
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def _is_cut_short(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    # DuckDB opens a truncated file and fails only when it reaches what is missing, perhaps after writing to it.
    row = connection.execute("SELECT block_size, used_blocks FROM pragma_database_size()").fetchone()
    block_bytes, used_blocks = row or (0, 0)
    return path.stat().st_size < _HEADER_BYTES + int(block_bytes) * int(used_blocks) if used_blocks else False
