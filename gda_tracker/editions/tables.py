"""Whole tables of an edition, for downloads: by the names of the schema alone, at once or part by part."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from .edition import Edition
from .writing import TABLES

ROWS_A_PART: Final = 50_000


def table(edition: Edition, name: str) -> pa.Table:
    """A whole table; raises LookupError for a name that the schema or this edition does not have."""
    return edition.cursor().table(_known(edition, name)).to_arrow_table()


def table_parts(edition: Edition, name: str) -> pa.RecordBatchReader:
    """The same in parts of at most 50,000 rows, so that memory does not grow with the table."""
    # A cursor of its own: another question of this thread would end a result that is still being read.
    return edition.cursor().cursor().table(_known(edition, name)).to_arrow_reader(ROWS_A_PART)


def table_rows(edition: Edition) -> dict[str, int]:
    """How many rows each table of the edition has, in the order of the schema."""
    cursor = edition.cursor()
    return {name: int(cursor.table(name).count("*").fetchall()[0][0]) for name in TABLES if edition.has(name)}


def _known(edition: Edition, name: str) -> str:
    if name not in TABLES or not edition.has(name):
        raise LookupError(f"the edition file has no table {name!r}")
    return name
