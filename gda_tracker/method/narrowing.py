"""Whose report or review would move the bounds of a rate most: floor AV, ceiling AC + (1 - RR) (METHOD.md, Rates)."""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from ..domain.changes import Group
from ..domain.narrowing import Narrowing, Way
from ..domain.rates import SMALLEST_GROUP
from ..domain.statuses import AGEING_MONTHS, OffScale, months_later
from .cells import as_counted, first_day_reaching
from .differences import is_member
from .frames import literal
from .rates import ANY_ITEM, DIMENSIONS, tests

FLOORS: Final = ("verified", "evidence_backed")
"""The rates whose interval can be asked about; both share the ceiling."""
RUNS_OUT_MONTHS: Final = 3
COLUMNS: Final = (
    "signatory_id", "item", "is_due", "off_scale", "claimed", "evidence", "assessed", "as_of", "age_months",
    "age_class", "was_on_time",
)  # fmt: skip
"""The columns of `cell` that are read here."""
_ORDER: Final = {way.value: place for place, way in enumerate(Way)}


def moving_cells(
    cells: pl.DataFrame, signatories: pl.DataFrame, on: date, group: Group, *, floor: str = "verified", by: str = "all"
) -> pl.DataFrame:
    """One row a due cell that moves a bound: `signatory_id`, `item`, `way`, `member`, `due`, `share` (1 ÷ D).

    Takes an edition's `cell` (`COLUMNS` suffice) and `signatory` tables and its date. `group.item` is one item, or
    `any` for each; `by` is a dimension, or `stakeholder_type`, whose members are rated apart: where D is small, one
    signatory moves more. A group with D < 5 has no interval that could be shown, and is left out. A cell moves one
    bound once, by 1 ÷ D: see `Way`.
    """
    if floor not in FLOORS:
        raise ValueError(f"the interval of {floor!r} is not asked about")
    wanted = cells.lazy().select(COLUMNS) if group.item == ANY_ITEM else _of_item(cells, group.item)
    column = "stakeholder_type" if by == "stakeholder_type" else DIMENSIONS[by]
    member = pl.lit("all") if column is None else pl.col(column).cast(pl.String)
    members = as_counted(signatories).filter(is_member(group)).select("id", member.alias("member"))
    return (
        wanted.filter("is_due")
        .join(members.lazy().filter(pl.col("member").is_not_null()), left_on="signatory_id", right_on="id")
        .with_columns(pl.len().over("item", "member").cast(pl.Int64).alias("due"))
        .filter(pl.col("due") >= SMALLEST_GROUP)
        .with_columns(_way(floor, on).alias("way"))
        .filter(pl.col("way").is_not_null())
        .select("signatory_id", "item", "way", "member", "due", (1 / pl.col("due")).alias("share"))
        .collect()
    )


def narrowing(moving: pl.DataFrame) -> pl.DataFrame:
    """What `moving_cells` gave, one row a signatory: `signatory_id`, `share`, a count by way, `smallest`, `items`.

    The greatest share first, then by identifier.
    """
    counts = [(pl.col("way") == way.value).sum().cast(pl.Int64).alias(way.value) for way in Way]
    return (
        moving.group_by("signatory_id")
        .agg(
            pl.col("share").sum(), *counts, pl.col("due").min().alias("smallest"), pl.col("item").sort().alias("items")
        )
        .sort(pl.col("share").round(12), "signatory_id", descending=[True, False])
    )


def as_narrowing(row: dict[str, object]) -> Narrowing:
    """A row of `narrowing`."""
    cells = {way: number for way in Way if isinstance(number := row[way.value], int) and number}
    items, share, smallest = row["items"], row["share"], row["smallest"]
    assert isinstance(items, list)
    assert isinstance(share, float)
    assert isinstance(smallest, int)
    return Narrowing(str(row["signatory_id"]), share, cells, smallest, tuple(items))


def _of_item(cells: pl.DataFrame, item: str) -> pl.LazyFrame:
    return cells.lazy().select(COLUMNS).filter(pl.col("item") == item)


def _way(floor: str, on: date) -> pl.Expr:
    """The bound that the cell can still move, or is about to; null where it is settled for a while."""
    flags = tests()
    has_report = pl.col("off_scale").is_null() | (pl.col("off_scale") != OffScale.NO_REPORT.value)
    # The first day that is still current when so many months have passed.
    still_current = first_day_reaching(months_later(on, RUNS_OUT_MONTHS), AGEING_MONTHS)
    runs_out = (pl.col("as_of") < literal(still_current)).fill_null(value=False)
    return (
        pl.when(~flags["responded"] & ~has_report)
        .then(pl.lit(Way.SILENT.value))
        .when(~flags["responded"])
        .then(pl.lit(Way.OUT_OF_DATE.value))
        .when(flags["claimed"] & ~flags[floor])
        .then(pl.lit(Way.UNVERIFIED.value))
        .when(runs_out)
        .then(pl.lit(Way.RUNNING_OUT.value))
        .otherwise(None)
    )
