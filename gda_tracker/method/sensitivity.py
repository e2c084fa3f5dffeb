"""What the counts of a group would be under other cut-offs: the same tests, eighteen settings (METHOD.md, Rates)."""

from __future__ import annotations

from typing import Final, TypeAlias

import polars as pl

from ..domain.changes import Group
from ..domain.cutoffs import SETTINGS, CutOffs, Outcome, Sensitivity
from ..domain.declaration import OBJECTIVE_CODES, StakeholderType
from ..domain.rates import Counts
from .cells import as_counted
from .differences import is_member
from .rates import ANY_ITEM, tests

COLUMNS: Final = (
    "signatory_id", "item", "is_due", "off_scale", "claimed", "evidence", "assessed", "age_months", "age_class",
    "was_on_time",
)  # fmt: skip
"""The columns of `cell` that are read here."""

Sums: TypeAlias = dict[str, int]
_STATE: Final = COLUMNS[2:]
_CELL_STEPS: Final = ("responded", "claimed", "evidence_backed", "verified", "acting")
_STEPS: Final = (*_CELL_STEPS, "possible")
_MASKS: Final = tuple(f"{step}_mask" for step in _STEPS)


def sensitivity(cells: pl.DataFrame, signatories: pl.DataFrame, group: Group) -> Sensitivity:
    """The eight objectives and the headline of a group under every setting.

    Takes the edition's `cell` (`COLUMNS` suffice) and `signatory` tables. `group.item` is what the headline counts,
    `any` for at least one item; `group.additionality` is not cut. Under the published setting the objectives are the
    edition's `rate` rows and the headline its `funnel` row.
    """
    members = as_counted(signatories).filter(is_member(group)).select("id", "stakeholder_type").with_row_index("body")
    due = cells.lazy().select(COLUMNS).filter("is_due").join(members.lazy(), left_on="signatory_id", right_on="id")
    marked = _marked(due.drop("signatory_id").collect())
    named = marked if group.item == ANY_ITEM else marked.filter(pl.col("item") == group.item)
    bodies = named.group_by("body", "stakeholder_type").agg(pl.col(_MASKS).bitwise_or())
    by_item, by_type = _summed(marked, "item"), _summed(bodies, "stakeholder_type")
    pooled = {name: sum(sums[name] for sums in by_type.values()) for name in next(iter(by_type.values()), {})}
    return Sensitivity(
        tuple(
            Outcome(
                cut,
                tuple((code, _counts(by_item.get(code, {}), number, _CELL_STEPS)) for code in OBJECTIVE_CODES),
                _counts(pooled, number, _STEPS if pooled else ()),
                tuple(
                    (kind.value, _counts(by_type[kind], number, _STEPS)) for kind in StakeholderType if kind in by_type
                ),
            )
            for number, cut in enumerate(SETTINGS)
        )
    )


def _marked(due: pl.DataFrame) -> pl.DataFrame:
    """The due cells with one whole number a step, whose bit n says whether the cell passes under setting n.

    The tests are asked once of each state that occurs: there are a few hundred, however many cells.
    """
    tested = [_steps(cut) for cut in SETTINGS]
    masks = {
        name: pl.sum_horizontal(flags[step].cast(pl.UInt32) * 2**number for number, flags in enumerate(tested))
        for step, name in zip(_STEPS, _MASKS, strict=True)
    }
    states = due.select(_STATE).unique().with_columns(**masks)
    return due.join(states, on=list(_STATE), nulls_equal=True).select("item", "body", "stakeholder_type", *_MASKS)


def _steps(cut: CutOffs) -> dict[str, pl.Expr]:
    """The tests that are shown; `possible` is as in the funnel: claimed, or due without a current report."""
    flags = tests(cut)
    return flags | {"possible": flags["claimed"] | ~flags["responded"]}


def _summed(rows: pl.DataFrame, by: str) -> dict[str, Sums]:
    """For each value of a column: `due`, and for each step and setting how many pass, as `verified_15`."""
    alike = rows.group_by(by, *_MASKS).agg(pl.len().alias("due"))
    bits = {
        f"{step}_{number}": (pl.col("due") * ((pl.col(name) // 2**number) % 2)).sum()
        for step, name in zip(_STEPS, _MASKS, strict=True)
        for number in range(len(SETTINGS))
    }
    sums = alike.group_by(by).agg(pl.col("due").sum(), **bits)
    return {str(row.pop(by)): row for row in sums.to_dicts()}


def _counts(sums: Sums, number: int, steps: tuple[str, ...]) -> Counts:
    return Counts(due=sums.get("due", 0), **{step: sums.get(f"{step}_{number}", 0) for step in steps})
