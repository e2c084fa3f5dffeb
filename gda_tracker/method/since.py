"""Who came to endorse, report and be verified between two editions, and whose facts fell out of date."""

from __future__ import annotations

from typing import Final

import polars as pl

from ..domain.since import Moves
from ..domain.statuses import AgeClass, OffScale
from .cells import roster_at
from .differences import Snapshot
from .rates import DIMENSIONS, GROUP_COLUMNS, tests

_FLAGS: Final = ("responded", "verified", "has_report")


def moves(before: Snapshot, after: Snapshot) -> pl.DataFrame:
    """One row a signatory of the later edition: its groups there, and what of it moved since the earlier one.

    What is withdrawn or no longer due by then has moved nowhere: leaving is neither expiry nor a report.
    """
    pairs = _marked(after).join(_marked(before), on=["signatory_id", "item"], how="left", suffix="_before")
    earlier = [pl.col(f"{flag}_before").fill_null(value=False) for flag in _FLAGS]
    cells = (
        pairs.with_columns(earlier)
        .group_by("signatory_id")
        .agg(
            ((pl.col("has_report") & pl.col("due")).any() & ~pl.col("has_report_before").any()).alias("reported"),
            (pl.col("verified") & ~pl.col("verified_before")).sum().cast(pl.Int64).alias("verified_items"),
            (pl.col("is_expired") & pl.col("responded_before")).sum().cast(pl.Int64).alias("expired_items"),
        )
    )
    roster = roster_at(after.signatories, after.on).select("id", "has_endorsed", *GROUP_COLUMNS)
    earlier_roster = roster_at(before.signatories, before.on).select("id", pl.col("has_endorsed").alias("had_endorsed"))
    bodies = roster.join(earlier_roster, on="id", how="left").with_columns(
        (pl.col("has_endorsed") & ~pl.col("had_endorsed").fill_null(value=False)).alias("endorsed")
    )
    joined = bodies.join(cells, left_on="id", right_on="signatory_id", how="left")
    return joined.select(
        *GROUP_COLUMNS,
        "endorsed",
        pl.col("reported").fill_null(value=False),
        pl.col("verified_items").fill_null(0),
        pl.col("expired_items").fill_null(0),
    )


def moves_by_type(moved: pl.DataFrame, dimension: str, member: str) -> dict[str, Moves]:
    """The counts of each stakeholder type within one member of a dimension, from what `moves` gave."""
    column = DIMENSIONS[dimension]
    value: object = member == "yes" if (column or "").startswith("is_") else member
    scope = moved if column is None else moved.filter(pl.col(column) == value)
    counted = scope.group_by("stakeholder_type").agg(
        *[pl.col(name).sum().cast(pl.Int64) for name in ("endorsed", "reported")],
        *[
            total.cast(pl.Int64).alias(f"{name}_{unit}")
            for name in ("verified", "expired")
            for unit, total in (
                ("items", pl.col(f"{name}_items").sum()),
                ("bodies", (pl.col(f"{name}_items") > 0).sum()),
            )
        ],
    )
    return {str(row.pop("stakeholder_type")): Moves(**row) for row in counted.to_dicts()}


def _marked(snapshot: Snapshot) -> pl.DataFrame:
    """Each cell with the tests that matter here; `has_report` is any entry, however old, due or not."""
    flags = tests()
    has_report = pl.col("off_scale").is_null() | (pl.col("off_scale") != OffScale.NO_REPORT.value)
    is_old = (pl.col("age_class") == AgeClass.OUT_OF_DATE.value).fill_null(value=False)
    return snapshot.cells.select(
        "signatory_id",
        "item",
        due=flags["due"],
        responded=flags["responded"],
        verified=flags["verified"],
        has_report=has_report,
        is_expired=flags["due"] & has_report & is_old,
    )
