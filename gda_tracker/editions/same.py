"""Whether tables that could be published hold what an edition holds already."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import duckdb

from .edition import Edition
from .tables import table_parts, table_rows
from .writing import SCHEMA_SQL, Source, load

_BOUND: Final = "SET memory_limit = '512MiB'"
_GROWS_BY_ITSELF: Final = {"cell": ("age_months",)}
"""Columns that another day alone changes; what readers see of them is the age class."""


def holds_the_same(edition: Edition, tables: Mapping[str, Source]) -> bool:
    """Whether the edition holds exactly these rows of these tables, in any order; asked table by table.

    An edition of an older schema, without one of the tables or columns, does not hold the same.
    """
    rows = table_rows(edition)
    with tempfile.TemporaryDirectory(prefix="gda-same-") as folder, duckdb.connect() as scratch:
        scratch.execute("SET TimeZone = 'UTC'")
        scratch.execute(_BOUND)
        scratch.execute("SET temp_directory = $folder", {"folder": str(Path(folder))})
        scratch.execute(SCHEMA_SQL)
        return all(
            name in rows and _is_the_same(scratch, edition, name, source, rows[name]) for name, source in tables.items()
        )


def _is_the_same(
    scratch: duckdb.DuckDBPyConnection, edition: Edition, name: str, source: Source, published_rows: int
) -> bool:
    for part in source() if callable(source) else (source,):
        load(scratch, name, part)
    arriving = scratch.table(name)
    published = table_parts(edition, name)
    if arriving.count("*").fetchall()[0][0] != published_rows or arriving.columns != published.schema.names:
        return False
    left_out = _GROWS_BY_ITSELF.get(name, ())
    # Names of the schema alone; with as many rows on both sides, one direction is enough.
    listed = ", ".join(f'"{column}"' for column in arriving.columns if column not in left_out)
    scratch.register("published", published)
    found = scratch.execute(f"SELECT {listed} FROM {name} EXCEPT ALL SELECT {listed} FROM published LIMIT 1").fetchall()
    scratch.unregister("published")
    return not found
