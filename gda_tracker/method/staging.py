"""Every cell of two editions, as the earlier one published it and after each cause of change in turn.

A due day that is moved makes a report that was received in this cycle late or on time: timeliness alone, and by
roster. Whom the register counts, in which group and from which day on they are due is the roster's; nothing new was
reported and nobody reviewed anything. A report is received once a cycle, however often it is amended, so within one
cycle nothing else can move it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from ..domain.statuses import OffScale
from .cells import age_class_at, assessed_status, roster_at
from .rates import GROUP_COLUMNS

KEY: Final = ("signatory_id", "item")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an edition holds: its `cell` and `signatory` tables, its date."""

    cells: pl.DataFrame
    signatories: pl.DataFrame
    on: date


_SAID: Final = ("off_scale", "claimed", "additionality", "cycle", "as_of", "submitted_on", "attached_evidence")
_RECEIVED: Final = "was_on_time"
"""The due day's as much as the report's: two editions that differ in it alone hold the same report."""
_REPORT: Final = (*_SAID, _RECEIVED)
_REVIEW: Final = ("evidence", "decided_status", "assessed")
_STATE: Final = ("is_due", *_REPORT, *_REVIEW, "age_class")
_ROSTER: Final = ("is_withdrawn", "is_old_enough", *GROUP_COLUMNS)


def staged(before: Snapshot, after: Snapshot) -> list[pl.DataFrame]:
    """Every cell of either edition as published before, then after each cause in turn, in the same order of rows."""
    return stages_of(side_by_side(before, after), before.on)


def side_by_side(before: Snapshot, after: Snapshot) -> pl.DataFrame:
    """One row a signatory and item of either edition; columns end in `_before` and `_after`."""
    sides = []
    for snapshot, suffix in ((before, "_before"), (after, "_after")):
        roster = roster_at(snapshot.signatories, snapshot.on).select(pl.col("id").alias("signatory_id"), *_ROSTER)
        side = snapshot.cells.select("signatory_id", "item", *_STATE).join(roster, on="signatory_id", how="left")
        side = side.with_columns(pl.lit(value=True).alias("exists"))
        sides.append(side.rename({name: f"{name}{suffix}" for name in side.columns if name not in KEY}))
    joined = sides[0].join(sides[1], on=list(KEY), how="full", coalesce=True)
    absent = pl.lit(OffScale.NO_REPORT.value)
    return joined.with_columns(
        *[pl.col(f"{flag}{end}").fill_null(value=False) for end in _ENDS for flag in ("exists", "is_due")],
        *[pl.col(f"{flag}{end}").fill_null(value=False) for end in _ENDS for flag in ("is_withdrawn", "is_old_enough")],
        *[pl.when(f"exists{end}").then(f"off_scale{end}").otherwise(absent).alias(f"off_scale{end}") for end in _ENDS],
    )


_ENDS: Final = ("_before", "_after")


def stages_of(pairs: pl.DataFrame, on_before: date) -> list[pl.DataFrame]:
    """The cells as published before, then after each cause in turn; the last is as published after."""
    pairs = pairs.with_columns(_same_report(), _same_cycle(), _fell_back()).with_columns(
        (~pl.col("same_report") & ~pl.col("fell_back")).alias("newly_reported")
    )
    published = pairs.with_columns(*_of("_before", _STATE), *_of("_before", GROUP_COLUMNS))
    restated = published.with_columns(assessed_status(), age_class_at(on_before))
    roster = restated.with_columns(
        _due_by_roster(), *_of("_after", GROUP_COLUMNS), *_of("_after", (_RECEIVED,), only="same_cycle")
    )
    reported = roster.with_columns(
        _due_by_report(), *_of("_after", (*_REPORT, "age_class"), only="newly_reported")
    ).with_columns(*_unreviewed(only="newly_reported"))
    reported = reported.with_columns(
        pl.when("newly_reported").then(assessed_status()).otherwise("assessed").alias("assessed")
    )
    reviewed = reported.with_columns(
        *_of("_after", ("is_due", *_REVIEW)), *_of("_after", (*_REPORT, "age_class"), only="fell_back")
    )
    aged = reviewed.with_columns(*_of("_after", ("age_class",)))
    return [published, restated, roster, reported, reviewed, aged]


def _of(end: str, columns: tuple[str, ...], only: str | None = None) -> list[pl.Expr]:
    """The columns as one edition has them, for all rows or for the marked ones."""
    if only is None:
        return [pl.col(f"{column}{end}").alias(column) for column in columns]
    return [pl.when(only).then(f"{column}{end}").otherwise(column).alias(column) for column in columns]


def _same_report() -> pl.Expr:
    equal = [pl.col(f"{column}_before").eq_missing(pl.col(f"{column}_after")) for column in _SAID]
    return pl.all_horizontal(equal).alias("same_report")


def _same_cycle() -> pl.Expr:
    """True where both editions hold a report of one cycle: it was received once, by the due day or after it."""
    return (pl.col("cycle_before") == pl.col("cycle_after")).fill_null(value=False).alias("same_cycle")


def _fell_back() -> pl.Expr:
    """True where a review returned the entry, so that an older one stands again, or none."""
    none_left = pl.col("cycle_after").is_null() & pl.col("exists_after")
    older_cycle = pl.col("cycle_after") < pl.col("cycle_before")
    older_version = (pl.col("cycle_after") == pl.col("cycle_before")) & (
        pl.col("submitted_on_after") < pl.col("submitted_on_before")
    )
    returned = (none_left | older_cycle | older_version).fill_null(value=False)
    return (pl.col("cycle_before").is_not_null() & returned).alias("fell_back")


def _due_by_roster() -> pl.Expr:
    """Due with the old report and decisions, on the new roster and date."""
    reported = pl.col("cycle_before").is_not_null()
    counted = pl.col("exists_after") & ~pl.col("is_withdrawn_after")
    return (counted & (pl.col("is_old_enough_after") | reported) & ~_had_left()).alias("is_due")


def _due_by_report() -> pl.Expr:
    """A first report makes a cell due; a new one undoes an accepted "not applicable" until it is reviewed."""
    counted = pl.col("exists_after") & ~pl.col("is_withdrawn_after") & pl.col("cycle_after").is_not_null()
    return pl.when("newly_reported").then(counted).otherwise("is_due").alias("is_due")


def _had_left() -> pl.Expr:
    reported = pl.col("cycle_before").is_not_null()
    counted = pl.col("exists_before") & ~pl.col("is_withdrawn_before")
    return counted & (pl.col("is_old_enough_before") | reported) & ~pl.col("is_due_before")


def _unreviewed(only: str) -> list[pl.Expr]:
    nothing = pl.lit(None, dtype=pl.Int8)
    return [
        pl.when(only).then("attached_evidence").otherwise("evidence").alias("evidence"),
        pl.when(only).then(nothing).otherwise("decided_status").alias("decided_status"),
    ]
