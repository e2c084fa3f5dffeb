"""Who had endorsed at a date, with groupings; when reports came in; the cycles."""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl
import pyarrow as pa

from ..facts import countries
from .database import Register

# A body with several endorsements is withdrawn once all are; its dates are those of the ones in force.
_SIGNATORIES: Final = """
    WITH told AS (
        SELECT signatory_id, endorsed_on, coalesce(endorsed_on, source_dated_on) AS known_since, withdrawn_on,
               CASE WHEN withdrawn_on <= $on THEN 1 ELSE 0 END AS is_withdrawn
        FROM endorsement
        WHERE coalesce(endorsed_on, source_dated_on) IS NULL OR coalesce(endorsed_on, source_dated_on) <= $on
    ),
    in_force AS (
        SELECT signatory_id, min(is_withdrawn) AS is_withdrawn FROM told GROUP BY signatory_id
    ),
    dated AS (
        SELECT t.signatory_id, min(t.endorsed_on) AS endorsed_on, min(t.known_since) AS known_since,
               CASE WHEN max(t.is_withdrawn) = 1 THEN max(t.withdrawn_on) END AS withdrawn_on
        FROM told AS t JOIN in_force AS f ON f.signatory_id = t.signatory_id AND f.is_withdrawn = t.is_withdrawn
        GROUP BY t.signatory_id
    )
    SELECT s.signatory_id AS id, s.name, s.stakeholder_type, s.iso3, s.website,
           d.endorsed_on, d.known_since, d.withdrawn_on
    FROM signatory AS s JOIN dated AS d ON d.signatory_id = s.signatory_id
    ORDER BY s.signatory_id
"""

_ENDORSEMENTS: Final = """
    SELECT signatory_id, channel, endorsed_on, additional_statement, source_title, source_url, source_dated_on,
           CASE WHEN withdrawn_on <= $on THEN withdrawn_on END AS withdrawn_on
    FROM endorsement
    WHERE coalesce(endorsed_on, source_dated_on) IS NULL OR coalesce(endorsed_on, source_dated_on) <= $on
    ORDER BY signatory_id, endorsed_on
"""

_RECEIPTS: Final = """
    WITH received AS (
        SELECT coalesce(m.into_id, s.signatory_id) AS signatory_id, s.cycle,
               CAST(min(s.submitted_at) AS DATE) AS received_on
        FROM submission_row AS s LEFT JOIN merged AS m ON m.signatory_id = s.signatory_id
        WHERE CAST(s.submitted_at AS DATE) <= $on
        GROUP BY coalesce(m.into_id, s.signatory_id), s.cycle
    )
    SELECT coalesce(r.signatory_id, x.signatory_id) AS signatory_id, coalesce(r.cycle, x.cycle) AS cycle,
           r.received_on, x.due_on
    FROM received AS r FULL JOIN extension AS x ON x.signatory_id = r.signatory_id AND x.cycle = r.cycle
"""

# A cycle that waits to be opened by hand asks nobody yet, whatever its days say.
_CYCLES: Final = """
    SELECT c.code, c.opens_on, c.due_on, c.closes_on
    FROM cycle AS c LEFT JOIN cycle_state AS s ON s.cycle = c.code
    WHERE coalesce(s.state, '') <> 'planned'
    ORDER BY c.opens_on
"""

_COUNTRY_COLUMNS: Final = {
    "iso3": pl.String,
    "country_annex_i": pl.Boolean,
    "itu_region": pl.String,
    "un_region": pl.String,
    "is_ldc": pl.Boolean,
    "is_lldc": pl.Boolean,
    "is_sids": pl.Boolean,
    "income_group": pl.String,
    "name_fr": pl.String,
    "name_es": pl.String,
    "name_ru": pl.String,
    "name_ar": pl.String,
    "name_zh": pl.String,
}


def signatories(register: Register, on: date) -> pl.DataFrame:
    """Bodies that had endorsed by the date, with their country's groupings and, for governments, its names."""
    groups = pl.DataFrame(
        [
            (c.iso3, c.annex_i, c.itu_region, c.un_region, c.ldc, c.lldc, c.sids, c.world_bank_income,
             c.name_fr, c.name_es, c.name_ru, c.name_ar, c.name_zh)
            for c in countries().values()
        ],
        schema=_COUNTRY_COLUMNS,
        orient="row",
    )  # fmt: skip
    is_state = pl.col("stakeholder_type") == "national_government"
    has_country_names = is_state | (pl.col("iso3") == "EUU").fill_null(value=False)
    names = [name for name in _COUNTRY_COLUMNS if name.startswith("name_")]
    return (
        pl.DataFrame(register.frame(_SIGNATORIES, {"on": on}))
        .join(groups, on="iso3", how="left")
        .with_columns(
            pl.when(is_state).then("country_annex_i").alias("annex_i"),
            *[pl.when(has_country_names).then(name).alias(name) for name in names],
        )
        .drop("country_annex_i")
        .sort("id")
    )


def endorsements(register: Register, on: date) -> pa.Table:
    """Dated records of endorsement, without internal notes."""
    return register.frame(_ENDORSEMENTS, {"on": on})


def receipts(register: Register, on: date) -> pl.DataFrame:
    """When each report was first received, and the later day that was due for its signatory; one may be null."""
    return pl.DataFrame(register.frame(_RECEIPTS, {"on": on}))


def cycles(register: Register) -> pl.DataFrame:
    """All cycles by opening day, but for those that wait to be opened by hand."""
    return pl.DataFrame(register.frame(_CYCLES))
