"""The change of a rate between two editions, split exactly by cause (METHOD.md, law 6).

Causes are applied one after the other, always in the order of `Cause`; each gets what the rate moves when its
turn comes, so the parts always add up to the whole change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from ..domain.changes import Cause, Difference, Group, Moved, Part, share_of
from ..domain.rates import RateName
from ..domain.statuses import OffScale
from .cells import age_class_at, as_counted, assessed_status, roster_at
from .rates import ANY_ITEM, CUT_BY_ADDITIONALITY, DIMENSIONS, GROUP_COLUMNS, is_added, tests

__all__ = [
    "Cause",
    "Difference",
    "Group",
    "Moved",
    "Part",
    "Snapshot",
    "changed_cells",
    "difference",
    "difference_of",
    "moved",
    "moved_of",
    "staged",
    "stages",
]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an edition holds: its `cell` and `signatory` tables, its date."""

    cells: pl.DataFrame
    signatories: pl.DataFrame
    on: date


_REPORT: Final = (
    "off_scale", "claimed", "additionality", "cycle", "as_of", "submitted_on", "was_on_time", "attached_evidence",
)  # fmt: skip
_REVIEW: Final = ("evidence", "decided_status", "assessed")
_STATE: Final = ("is_due", *_REPORT, *_REVIEW, "age_class")
_ROSTER: Final = ("is_withdrawn", "is_old_enough", *GROUP_COLUMNS)


def difference(before: Snapshot, after: Snapshot, group: Group, rate: RateName) -> Difference:
    """The change of one rate of one group from one edition to another, by cause."""
    return difference_of(stages(before, after, group, rate))


def moved(before: Snapshot, after: Snapshot, group: Group, rate: RateName) -> tuple[Moved, ...]:
    """What each cause moved into or out of the rate or its denominator, by cause and signatory.

    One row a cell; for `any` item one a signatory. One may be moved by several causes, there and back.
    """
    return moved_of(stages(before, after, group, rate))


def difference_of(flags: pl.DataFrame) -> Difference:
    """The difference from what `stages` gave."""
    sums = _sums(flags)
    parts = tuple(
        Part(cause, due - due_0, count - count_0, share_of(count, due) - share_of(count_0, due_0))
        for cause, (due_0, count_0), (due, count) in zip(Cause, sums, sums[1:], strict=False)
    )
    return Difference(*sums[0], *sums[-1], parts)


def moved_of(flags: pl.DataFrame) -> tuple[Moved, ...]:
    """The moved rows from what `stages` gave."""
    rows: list[Moved] = []
    for place, cause in enumerate(Cause):
        steps = {name: _step(name, place) for name in ("due", "count")}
        changes = flags.select("signatory_id", "item", **steps).filter((pl.col("due") != 0) | (pl.col("count") != 0))
        rows += [Moved(cause, *row) for row in changes.sort("signatory_id", "item").iter_rows()]
    return tuple(rows)


def changed_cells(before: Snapshot, after: Snapshot) -> dict[Cause, int]:
    """For each cause, how many cells it moves in or out of any rate; one cell may be moved by several."""
    flags = [stage.select(**tests()) for stage in staged(before, after)]
    return {
        cause: int((earlier != later).select(pl.any_horizontal(pl.all())).to_series().sum())
        for cause, earlier, later in zip(Cause, flags, flags[1:], strict=False)
    }


def staged(before: Snapshot, after: Snapshot) -> list[pl.DataFrame]:
    """Every cell of either edition as published before, then after each cause in turn, in the same order of rows."""
    return _stages(_side_by_side(before, after), before.on)


def stages(before: Snapshot, after: Snapshot, group: Group, rate: RateName) -> pl.DataFrame:
    """One row a cell of the group, or a signatory for `any` item: is it due, does it count, at each stage in turn."""
    members = pl.concat([_members(before, group), _members(after, group)]).unique()
    sides = [_only(snapshot, group.item, members) for snapshot in (before, after)]
    columns: list[pl.Series] = []
    for place, stage in enumerate(_stages(_side_by_side(*sides), before.on)):
        inside, flags = is_member(group).fill_null(value=False), tests()
        test = flags[rate.value]
        if group.additionality != "any" and rate.value in CUT_BY_ADDITIONALITY:
            test = test & is_added()
        found = stage.select(
            *_KEY, (inside & flags["due"]).alias(f"due_{place}"), (inside & test).alias(f"count_{place}")
        )
        columns += found.get_columns()[0 if not columns else len(_KEY) :]
    cells = pl.DataFrame(columns)
    if group.item != ANY_ITEM:
        return cells
    bodies = cells.group_by("signatory_id").agg(pl.exclude("signatory_id", "item").any())
    return bodies.with_columns(pl.lit(ANY_ITEM).alias("item"))


def _sums(flags: pl.DataFrame) -> list[tuple[int, int]]:
    """Due and count at each stage."""
    names = [(f"due_{place}", f"count_{place}") for place in range(len(Cause) + 1)]
    return [(int(flags[due].sum()), int(flags[count].sum())) for due, count in names]


def _step(name: str, place: int) -> pl.Expr:
    return pl.col(f"{name}_{place + 1}").cast(pl.Int8) - pl.col(f"{name}_{place}").cast(pl.Int8)


def _members(snapshot: Snapshot, group: Group) -> pl.DataFrame:
    """Who is in the group in that edition: nobody else's cells can be counted at any stage."""
    return as_counted(snapshot.signatories).filter(is_member(group)).select(pl.col("id").alias("signatory_id"))


def _only(snapshot: Snapshot, item: str, members: pl.DataFrame) -> Snapshot:
    cells = snapshot.cells if item == ANY_ITEM else snapshot.cells.filter(pl.col("item") == item)
    return Snapshot(cells.join(members, on="signatory_id", how="semi"), snapshot.signatories, snapshot.on)


def _side_by_side(before: Snapshot, after: Snapshot) -> pl.DataFrame:
    """One row a signatory and item of either edition; columns end in `_before` and `_after`."""
    sides = []
    for snapshot, suffix in ((before, "_before"), (after, "_after")):
        roster = roster_at(snapshot.signatories, snapshot.on).select(pl.col("id").alias("signatory_id"), *_ROSTER)
        side = snapshot.cells.select("signatory_id", "item", *_STATE).join(roster, on="signatory_id", how="left")
        side = side.with_columns(pl.lit(value=True).alias("exists"))
        sides.append(side.rename({name: f"{name}{suffix}" for name in side.columns if name not in _KEY}))
    joined = sides[0].join(sides[1], on=list(_KEY), how="full", coalesce=True)
    absent = pl.lit(OffScale.NO_REPORT.value)
    return joined.with_columns(
        *[pl.col(f"{flag}{end}").fill_null(value=False) for end in _ENDS for flag in ("exists", "is_due")],
        *[pl.col(f"{flag}{end}").fill_null(value=False) for end in _ENDS for flag in ("is_withdrawn", "is_old_enough")],
        *[pl.when(f"exists{end}").then(f"off_scale{end}").otherwise(absent).alias(f"off_scale{end}") for end in _ENDS],
    )


_KEY: Final = ("signatory_id", "item")
_ENDS: Final = ("_before", "_after")


def _stages(pairs: pl.DataFrame, on_before: date) -> list[pl.DataFrame]:
    """The cells as published before, then after each cause in turn; the last is as published after."""
    pairs = pairs.with_columns(_same_report(), _fell_back()).with_columns(
        (~pl.col("same_report") & ~pl.col("fell_back")).alias("newly_reported")
    )
    published = pairs.with_columns(*_of("_before", _STATE), *_of("_before", GROUP_COLUMNS))
    restated = published.with_columns(assessed_status(), age_class_at(on_before))
    roster = restated.with_columns(_due_by_roster(), *_of("_after", GROUP_COLUMNS))
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
    equal = [pl.col(f"{column}_before").eq_missing(pl.col(f"{column}_after")) for column in _REPORT]
    return pl.all_horizontal(equal).alias("same_report")


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


def is_member(group: Group) -> pl.Expr:
    """Whether a row with the columns of `GROUP_COLUMNS` is counted in a group, whatever its item."""
    is_type = pl.lit(value=True)
    if group.stakeholder_type != "all":
        is_type = pl.col("stakeholder_type") == group.stakeholder_type
    column = DIMENSIONS[group.dimension]
    if column is None:
        return is_type
    value: object = group.member == "yes" if column.startswith("is_") else group.member
    return is_type & (pl.col(column) == value)
