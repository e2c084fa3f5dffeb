"""Every cell that moves between two editions, by cause, with what it was before the cause and what it is after it."""

from __future__ import annotations

from typing import Final

import polars as pl

from .cells import as_counted
from .differences import Cause, Snapshot, staged
from .rates import tests

STATE: Final = ("is_due", "off_scale", "claimed", "evidence", "assessed", "age_class")
"""What a mover's `from_…` and `to_…` columns hold of a cell."""
RATES: Final = ("due", "responded", "claimed", "evidence_backed", "verified", "acting", "on_time")


def movers(before: Snapshot, after: Snapshot) -> pl.DataFrame:
    """One row a cause, signatory and item that the cause moves into or out of any rate.

    Columns: `cause`, `signatory_id`, `item`, `from_` and `to_` each of `STATE`, and `entered` and `left`: the counts
    that it entered and left, joined by a space. One cell may be moved by several causes; the rows of a cause are as
    many as `changed_cells` counts for it.
    """
    stages = staged(before, after)
    parts = [_moved(cause, *pair) for cause, *pair in zip(Cause, stages, stages[1:], strict=False)]
    return pl.concat(parts).sort("cause_order", "signatory_id", "item").drop("cause_order")


def coming_and_going(before: Snapshot, after: Snapshot) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Signatories that only the later edition counts, and that it counts no more; withdrawn ones are not counted."""
    sides = [_counted(one) for one in (before, after)]
    came = sides[1].join(sides[0], on="id", how="anti")
    went = sides[0].join(sides[1], on="id", how="anti")
    return came.sort("id"), went.sort("id")


def _counted(snapshot: Snapshot) -> pl.DataFrame:
    is_in = pl.col("withdrawn_on").is_null() | (pl.col("withdrawn_on") > snapshot.on)
    return as_counted(snapshot.signatories).filter(is_in)


def _moved(cause: Cause, earlier: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    flags = [stage.select(**tests()).select(RATES) for stage in (earlier, later)]
    changed = (flags[0] != flags[1]).select(pl.any_horizontal(pl.all()).alias("changed"))["changed"]
    sides = [
        stage.filter(changed).select(pl.col(name).alias(f"{end}{name}") for name in STATE)
        for stage, end in ((earlier, "from_"), (later, "to_"))
    ]
    were, are = flags[0].filter(changed), flags[1].filter(changed)
    return pl.concat(
        [
            earlier.filter(changed).select(
                pl.lit(cause.value).alias("cause"),
                pl.lit(list(Cause).index(cause)).alias("cause_order"),
                "signatory_id",
                "item",
            ),
            *sides,
            pl.concat([were.rename(lambda name: f"was_{name}"), are], how="horizontal").select(
                _named(entered=True), _named(entered=False)
            ),
        ],
        how="horizontal",
    )


def _named(*, entered: bool) -> pl.Expr:
    """The names of the counts that a cell entered, or left, joined by a space."""
    names = []
    for name in RATES:
        was, is_ = pl.col(f"was_{name}"), pl.col(name)
        names.append(pl.when((~was & is_) if entered else (was & ~is_)).then(pl.lit(name)))
    return pl.concat_str(names, separator=" ", ignore_nulls=True).alias("entered" if entered else "left")
