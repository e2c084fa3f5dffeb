"""The change of a rate between two editions, split exactly by cause (METHOD.md, law 6).

Causes are applied one after the other, always in the order of `Cause`; each gets what the rate moves when its
turn comes, so the parts always add up to the whole change.
"""

from __future__ import annotations

import polars as pl

from ..domain.changes import Cause, Difference, Group, Moved, Part, share_of
from ..domain.rates import RateName
from .cells import as_counted
from .rates import ANY_ITEM, CUT_BY_ADDITIONALITY, DIMENSIONS, is_added, tests
from .staging import KEY, Snapshot, side_by_side, staged, stages_of

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


def stages(before: Snapshot, after: Snapshot, group: Group, rate: RateName) -> pl.DataFrame:
    """One row a cell of the group, or a signatory for `any` item: is it due, does it count, at each stage in turn."""
    members = pl.concat([_members(before, group), _members(after, group)]).unique()
    sides = [_only(snapshot, group.item, members) for snapshot in (before, after)]
    columns: list[pl.Series] = []
    for place, stage in enumerate(stages_of(side_by_side(*sides), before.on)):
        inside, flags = is_member(group).fill_null(value=False), tests()
        test = flags[rate.value]
        if group.additionality != "any" and rate.value in CUT_BY_ADDITIONALITY:
            test = test & is_added()
        found = stage.select(
            *KEY, (inside & flags["due"]).alias(f"due_{place}"), (inside & test).alias(f"count_{place}")
        )
        columns += found.get_columns()[0 if not columns else len(KEY) :]
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
