"""Writing an edition: a temporary file, synced, then renamed, so that a crash leaves the last edition in force."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

import duckdb
import polars as pl
import pyarrow as pa

SCHEMA_VERSION: Final = 1
SCHEMA_SQL: Final = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
TABLES: Final = tuple(re.findall(r"^CREATE TABLE (\w+)", SCHEMA_SQL, flags=re.MULTILINE))
FILE_NAME: Final = re.compile(r"(\d{4,})\.duckdb")

Rows: TypeAlias = pl.DataFrame | pa.Table | pa.RecordBatchReader
Source: TypeAlias = Rows | Callable[[], Iterable[Rows]]
"""The rows of a table, or what gives them part by part once the table's turn has come."""

_FOR_EVERYBODY: Final = 0o644
# What does not fit goes to files beside the edition's temporary file, which are gone afterwards.
_BOUND: Final = "SET memory_limit = '1GiB'"


def file_name(number: int) -> str:
    """`0007.duckdb` for edition 7."""
    return f"{number:04d}.duckdb"


def numbers(folder: Path) -> tuple[int, ...]:
    """The numbers of all finished edition files, readable or not, ascending."""
    if not folder.is_dir():
        return ()
    matches = (FILE_NAME.fullmatch(file.name) for file in folder.iterdir())
    return tuple(sorted(int(match[1]) for match in matches if match))


def write(folder: Path, number: int, tables: Mapping[str, Source]) -> Path:
    """Write edition `number` and return its path; columns are matched by name, absent tables stay empty.

    Raises FileExistsError when there is an edition of that number, ValueError for a table or column that the
    schema does not have. Until the rename, nothing that readers look at has changed.
    """
    unknown = set(tables) - set(TABLES)
    if unknown:
        raise ValueError(f"The edition file has no table {', '.join(sorted(unknown))}.")
    path = folder / file_name(number)
    if path.exists():
        raise FileExistsError(f"Edition {number} is already published.")
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(_FOR_EVERYBODY | 0o111)
    remove_leftovers(folder)
    part = path.with_name(f"{path.name}.part")
    _fill(part, tables)
    part.chmod(_FOR_EVERYBODY)
    sync(part)
    _give_name(part, path)
    sync(folder)
    return path


def _give_name(part: Path, path: Path) -> None:
    """Rename in one step, but never over an edition: a link fails where a rename would overwrite."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # A file system without hard links.
        if path.exists():
            raise FileExistsError(path) from None
        part.rename(path)
    else:
        part.unlink()


def remove_leftovers(folder: Path) -> tuple[Path, ...]:
    """Remove what interrupted publishing left behind; returns what was removed."""
    leftovers = tuple(sorted(folder.glob("*.duckdb.part*")))
    for leftover in leftovers:
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()
    return leftovers


def _fill(part: Path, tables: Mapping[str, Source]) -> None:
    with duckdb.connect(str(part)) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(_BOUND)
        connection.execute("SET preserve_insertion_order = true")
        # One transaction: a commit for each part would reach the disk each time, for a file that has no name yet.
        connection.execute("BEGIN TRANSACTION")
        connection.execute(SCHEMA_SQL)
        for table in TABLES:
            if table in tables:
                source = tables[table]
                for rows in source() if callable(source) else (source,):
                    load(connection, table, rows)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")


def load(connection: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    columns = list(rows.columns) if isinstance(rows, pl.DataFrame) else list(rows.schema.names)
    known = {str(row[0]) for row in connection.execute(f"DESCRIBE {table}").fetchall()}
    if set(columns) - known:
        raise ValueError(f"{table} has no column {', '.join(sorted(set(columns) - known))}.")
    connection.register("arriving", _as_arrow(rows))
    # Names were checked against the schema above; values travel through Arrow.
    listed = ", ".join(f'"{column}"' for column in columns)
    connection.execute(f"INSERT INTO {table} ({listed}) SELECT {listed} FROM arriving")
    connection.unregister("arriving")


def _as_arrow(rows: Rows) -> pa.Table | pa.RecordBatchReader:
    """Without a copy of the texts."""
    return rows.to_arrow(compat_level=pl.CompatLevel.newest()) if isinstance(rows, pl.DataFrame) else rows


def sync(path: Path) -> None:
    """Have the disk hold a file, or what a folder lists."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
