"""Whose public rows differ between two editions, or between one and tables that could be published: by signatory.

Each signatory's rows of a table are told by their number and the sum of their hashes, so texts are read once and never
kept. Columns that either side lacks, being of an older schema, are left out of the comparison.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from .edition import Edition
from .writing import SCHEMA_SQL, Source, load

_BOUND: Final = "SET memory_limit = '512MiB'"
Columns = frozenset[tuple[str, str]]
"""Columns by table and name."""

STANDING, TIMING, ANSWER, DECISION, SIGNATORY, FACT = "standing", "timing", "answer", "decision", "signatory", "fact"
KINDS: Final = (ANSWER, DECISION, STANDING, TIMING, SIGNATORY, FACT)
"""What of a signatory is written otherwise: its answers with what they carry, decisions and replies, how its cells
stand, whether its reports were in time, who it is and that it endorsed, what registries show of it."""
_TIMED: Final = ("signatory_id", "item", "cycle", "was_on_time")
_TABLES: Final = {
    "entry": ANSWER, "evidence": ANSWER, "measure": ANSWER, "indicator": ANSWER, "partner": ANSWER, "goal": ANSWER,
    "practice": ANSWER, "review": DECISION, "reply": DECISION, "cell": STANDING, "signatory": SIGNATORY,
    "endorsement": SIGNATORY, "mapping": SIGNATORY, "registry_fact": FACT,
}  # fmt: skip
_KEYS: Final = {"signatory": "id", "registry_fact": "whom"}
_NOT_SHOWN: Final = {("cell", "age_months"), ("cell", "was_on_time"), ("entry", "was_on_time")}
"""Months grow with each day, and readers see the age class; what is on time is told as `TIMING`, from `entry`."""
_MARKED: Final = {"kind": pl.String, "source": pl.String, "whom": pl.String, "rows": pl.Int64, "mark": pl.String}
_REPORTING: Final = "SELECT signatory_id, cycle, light, received_on, due_on FROM reporting"


def written_in(edition: Edition, left_out: Columns = frozenset()) -> pl.DataFrame:
    """How the rows of each signatory are told: `kind`, `source` (table), `whom`, `rows`, `mark`.

    `whom` is the signatory's identifier; for what registries show, a country's code or a body's name.
    """
    found = []
    for table in _TABLES:
        if edition.has(table):
            found += [_asked(edition.cursor().cursor(), sql) for sql in _questions(table, edition.lacks | left_out)]
    return _together(found)


def written_anew(tables: Mapping[str, Source], left_out: Columns = frozenset()) -> pl.DataFrame:
    """The same of tables that could be published; each is let go once it is told."""
    found = []
    with tempfile.TemporaryDirectory(prefix="gda-written-") as folder, duckdb.connect() as scratch:
        scratch.execute("SET TimeZone = 'UTC'")
        scratch.execute(_BOUND)
        scratch.execute("SET temp_directory = $folder", {"folder": str(Path(folder))})
        scratch.execute(SCHEMA_SQL)
        for table in _TABLES:
            source = tables.get(table)
            if source is None:
                continue
            for part in source() if callable(source) else (source,):
                load(scratch, table, part)
            found += [_asked(scratch, sql) for sql in _questions(table, left_out)]
            scratch.execute(f"TRUNCATE {table}")
    return _together(found)


def written_otherwise(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Whose rows of which kind differ: `whom` and `kind`, once each."""
    key = ["kind", "source", "whom"]
    both = before.join(after, on=key, how="full", coalesce=True, suffix="_after")
    same = pl.col("rows").eq_missing(pl.col("rows_after")) & pl.col("mark").eq_missing(pl.col("mark_after"))
    return both.filter(~same).select("whom", "kind").unique()


def reporting_table(edition: Edition) -> pl.DataFrame:
    """The reporting light of each signatory that was asked, with the days it follows from."""
    return pl.DataFrame(edition.frame(_REPORTING))


def _questions(table: str, left_out: Columns) -> Iterator[str]:
    key = _KEYS.get(table, "signatory_id")
    every = [name for name in _columns(table) if (table, name) not in _NOT_SHOWN]
    # Where the other side lacks the whole table, nothing is left to compare: its rows are all new.
    both = [name for name in every if (table, name) not in left_out]
    yield _question(table, _TABLES[table], key, both or every)
    if table == "entry":
        yield _question(table, TIMING, key, list(_TIMED))


def _question(table: str, kind: str, key: str, columns: list[str]) -> str:
    # Names of the schema alone.
    listed = ", ".join(f'"{column}"' for column in columns)
    return (
        f"SELECT '{kind}' AS kind, '{table}' AS source, \"{key}\" AS whom, count(*) AS rows, "
        f'CAST(sum(hash({listed})) AS VARCHAR) AS mark FROM {table} GROUP BY "{key}"'
    )


def _columns(table: str) -> list[str]:
    return _schema()[table]


@cache
def _schema() -> dict[str, list[str]]:
    with duckdb.connect() as scratch:
        scratch.execute(SCHEMA_SQL)
        return {table: scratch.table(table).columns for table in _TABLES}


def _asked(cursor: duckdb.DuckDBPyConnection, sql: str) -> pl.DataFrame:
    found = pl.DataFrame(cursor.sql(sql).to_arrow_table())
    return found.select(pl.col(name).cast(kind) for name, kind in _MARKED.items())


def _together(found: list[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(found) if found else pl.DataFrame(schema=_MARKED)
