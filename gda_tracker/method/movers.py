"""Every cell that moves between two editions, by cause, with what it was before the cause and what it is after it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import Final

import polars as pl

from .cells import as_counted
from .differences import Cause, Snapshot, staged
from .rates import tests

STATE: Final = ("is_due", "off_scale", "claimed", "evidence", "assessed", "age_class", "was_on_time")
"""What a mover's `from_…` and `to_…` columns hold of a cell."""
RATES: Final = ("due", "responded", "claimed", "evidence_backed", "verified", "acting", "on_time")


def movers(before: Snapshot, after: Snapshot) -> pl.DataFrame:
    """One row a cause, signatory and item that the cause moves into or out of any rate.

    Columns: `cause`, `signatory_id`, `item`, `from_` and `to_` each of `STATE`, and `entered` and `left`: the counts
    that it entered and left, joined by a space. One cell may be moved by several causes; the rows of a cause are as
    many as `changed_cells` counts for it.
    """
    return movements(before, after)[0]


def movements(before: Snapshot, after: Snapshot) -> tuple[pl.DataFrame, pl.DataFrame]:
    """`movers`, and one row a cell that any cause moves: as it was published before, and as it is after all causes.

    The second has no `cause` but `is_back`: moved out of a rate and in again, or the other way round, the cell is
    counted in both editions alike, and `entered` and `left` are empty.
    """
    stages = [_Stage(cells, cells.select(**tests()).select(RATES)) for cells in staged(before, after)]
    pairs = list(pairwise(stages))
    changed = [_differ(*pair) for pair in pairs]
    steps = [
        _between(*pair, rows).with_columns(cause=pl.lit(cause.value), cause_order=pl.lit(place))
        for place, (cause, pair, rows) in enumerate(zip(Cause, pairs, changed, strict=True))
    ]
    ends = _between(stages[0], stages[-1], reduce(or_, changed))
    is_back = (pl.col("entered") == "") & (pl.col("left") == "")
    return (
        pl.concat(steps).sort("cause_order", "signatory_id", "item").drop("cause_order"),
        ends.with_columns(is_back=is_back).sort("signatory_id", "item"),
    )


def coming_and_going(before: Snapshot, after: Snapshot) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Signatories that only the later edition counts, and that it counts no more; withdrawn ones are not counted."""
    sides = [_counted(one) for one in (before, after)]
    came = sides[1].join(sides[0], on="id", how="anti")
    went = sides[0].join(sides[1], on="id", how="anti")
    return came.sort("id"), went.sort("id")


def _counted(snapshot: Snapshot) -> pl.DataFrame:
    is_in = pl.col("withdrawn_on").is_null() | (pl.col("withdrawn_on") > snapshot.on)
    return as_counted(snapshot.signatories).filter(is_in)


@dataclass(frozen=True, slots=True)
class _Stage:
    """Every cell after a cause, and for each of them which of `RATES` it is counted in."""

    cells: pl.DataFrame
    counted: pl.DataFrame


def _differ(earlier: _Stage, later: _Stage) -> pl.Series:
    """For each cell, whether it enters or leaves any rate."""
    return (earlier.counted != later.counted).select(pl.any_horizontal(pl.all()).alias("changed"))["changed"]


def _between(earlier: _Stage, later: _Stage, rows: pl.Series) -> pl.DataFrame:
    """The chosen cells with what each was at one stage and is at another."""
    sides = [
        stage.cells.filter(rows).select(pl.col(name).alias(f"{end}{name}") for name in STATE)
        for stage, end in ((earlier, "from_"), (later, "to_"))
    ]
    were, are = earlier.counted.filter(rows), later.counted.filter(rows)
    counted = pl.concat([were.rename(lambda name: f"was_{name}"), are], how="horizontal")
    moved = counted.select(_named(entered=True), _named(entered=False))
    return pl.concat([earlier.cells.filter(rows).select("signatory_id", "item"), *sides, moved], how="horizontal")


def _named(*, entered: bool) -> pl.Expr:
    """The names of the counts that a cell entered, or left, joined by a space."""
    names = []
    for name in RATES:
        was, is_ = pl.col(f"was_{name}"), pl.col(name)
        names.append(pl.when((~was & is_) if entered else (was & ~is_)).then(pl.lit(name)))
    return pl.concat_str(names, separator=" ", ignore_nulls=True).alias("entered" if entered else "left")
