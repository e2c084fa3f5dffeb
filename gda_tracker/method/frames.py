"""The columns of the tables that the method takes and gives, with their types."""

from __future__ import annotations

from datetime import date
from typing import Final, TypeAlias

import polars as pl

Schema: TypeAlias = dict[str, type[pl.DataType] | pl.DataType]

SIGNATORIES: Final[Schema] = {
    "id": pl.String,
    "stakeholder_type": pl.String,
    "iso3": pl.String,
    "annex_i": pl.Boolean,
    "itu_region": pl.String,
    "un_region": pl.String,
    "is_ldc": pl.Boolean,
    "is_lldc": pl.Boolean,
    "is_sids": pl.Boolean,
    "income_group": pl.String,
    "endorsed_on": pl.Date,
    "known_since": pl.Date,
    "withdrawn_on": pl.Date,
}
"""One row a signatory. `known_since` is `endorsed_on`, else the date of the endorsement's source."""

ENTRIES: Final[Schema] = {
    "signatory_id": pl.String,
    "item": pl.String,
    "cycle": pl.String,
    "claimed": pl.Int8,
    "off_scale": pl.String,
    "evidence": pl.Int8,
    "as_of": pl.Date,
    "submitted_on": pl.Date,
    "additionality": pl.String,
    "was_on_time": pl.Boolean,
    "decision": pl.String,
    "decided_status": pl.Int8,
    "decided_evidence": pl.Int8,
}
"""One row a signatory, item and cycle: the newest accepted version. `evidence` (0–2) follows from attachments."""

APPLICABILITY: Final[Schema] = {"stakeholder_type": pl.String, "party_group": pl.String, "item": pl.String}

CYCLES: Final[Schema] = {"code": pl.String, "opens_on": pl.Date, "due_on": pl.Date, "closes_on": pl.Date}

RECEIPTS: Final[Schema] = {"signatory_id": pl.String, "cycle": pl.String, "received_on": pl.Date, "due_on": pl.Date}
"""One row a signatory and cycle: the first accepted submission, null while there is none, and the day that
was due for this signatory (null: the cycle's own)."""

CELLS: Final[Schema] = {
    "signatory_id": pl.String,
    "item": pl.String,
    "is_due": pl.Boolean,
    "off_scale": pl.String,
    "claimed": pl.Int8,
    "evidence": pl.Int8,
    "assessed": pl.Int8,
    "as_of": pl.Date,
    "age_months": pl.Int16,
    "age_class": pl.String,
    "additionality": pl.String,
    "cycle": pl.String,
    "was_on_time": pl.Boolean,
    "attached_evidence": pl.Int8,
    "decided_status": pl.Int8,
    "submitted_on": pl.Date,
}
"""`cell` of the edition. The last three go beyond schema 1's list: they let `assessed` be computed again, and a
change be split between report and review."""

NOT_APPLICABLE_ACCEPTED: Final = "accept_not_applicable"
"""The decision that takes a cell out of the denominator."""


def frame(schema: Schema, rows: list[dict[str, object]]) -> pl.DataFrame:
    """A table of that shape from rows that may leave columns out; raises on a column the shape lacks."""
    unknown = {column for row in rows for column in row} - set(schema)
    if unknown:
        raise ValueError(f"unknown columns: {sorted(unknown)}")
    return pl.DataFrame([{column: row.get(column) for column in schema} for row in rows], schema=schema)


def literal(day: date) -> pl.Expr:
    """A date as an expression."""
    return pl.lit(day, dtype=pl.Date)
