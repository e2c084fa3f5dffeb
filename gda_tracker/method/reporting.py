"""The reporting light of each signatory for the current cycle: about reporting, never about merit."""

from __future__ import annotations

from datetime import date

import polars as pl

from ..domain.statuses import AGEING_MONTHS, Light
from .cells import first_day_reaching, roster_at
from .frames import literal

COLUMNS = ("signatory_id", "cycle", "light", "received_on", "due_on")


def reporting_at(signatories: pl.DataFrame, receipts: pl.DataFrame, cycles: pl.DataFrame, on: date) -> pl.DataFrame:
    """The `reporting` table: one row for each signatory that is asked to report in the newest cycle opened.

    Takes `frames.SIGNATORIES`, `RECEIPTS`, `CYCLES`. Asked are those who have not withdrawn and who endorsed six
    months ago or have ever reported. `silent`: nothing in this cycle, and nothing received for over 24 months
    (counted from the endorsement where nothing ever was); a later due day does not change it. All other lights, and
    `due_on`, go by the signatory's own due day, the cycle's where it has none.
    """
    opened = cycles.filter(pl.col("opens_on") <= literal(on)).sort("opens_on").tail(1)
    if opened.is_empty():
        return pl.DataFrame(schema={name: pl.Date if name.endswith("_on") else pl.String for name in COLUMNS})
    cycle, due_on = opened["code"][0], opened["due_on"][0]
    in_time = receipts.with_columns(
        pl.when(pl.col("received_on") <= literal(on)).then("received_on").alias("received_on")
    )
    last = in_time.group_by("signatory_id").agg(pl.col("received_on").max().alias("last_received_on"))
    current = in_time.filter(pl.col("cycle") == cycle).select("signatory_id", "received_on", "due_on")
    return (
        roster_at(signatories, on)
        .select(pl.col("id").alias("signatory_id"), "is_withdrawn", "is_old_enough", "known_since")
        .join(last, on="signatory_id", how="left")
        .join(current, on="signatory_id", how="left")
        .filter(~pl.col("is_withdrawn") & (pl.col("is_old_enough") | pl.col("last_received_on").is_not_null()))
        .with_columns(pl.col("due_on").fill_null(literal(due_on)), pl.lit(cycle).alias("cycle"))
        .with_columns(_light(on))
        .select(COLUMNS)
        .sort("signatory_id")
    )


def _light(on: date) -> pl.Expr:
    heard = pl.coalesce("last_received_on", "known_since")
    return (
        pl.when(pl.col("received_on") <= pl.col("due_on"))
        .then(pl.lit(Light.ON_TIME.value))
        .when(pl.col("received_on").is_not_null())
        .then(pl.lit(Light.LATE.value))
        .when(heard < literal(first_day_reaching(on, AGEING_MONTHS)))
        .then(pl.lit(Light.SILENT.value))
        .when(pl.col("due_on") >= literal(on))
        .then(pl.lit(Light.DUE.value))
        .otherwise(pl.lit(Light.OVERDUE.value))
        .alias("light")
    )
