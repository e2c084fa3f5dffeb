"""What the counts of a group would be under other cut-offs: the same tests, eighteen settings (METHOD.md, Rates)."""

from __future__ import annotations

from typing import Final

import polars as pl

from ..domain.changes import Group
from ..domain.cutoffs import SETTINGS, CutOffs, Outcome, Sensitivity
from ..domain.declaration import OBJECTIVE_CODES, StakeholderType
from ..domain.rates import Counts
from .cells import as_counted
from .differences import is_member
from .rates import ANY_ITEM, tests

_SUMS: Final = ("responded", "claimed", "evidence_backed", "verified", "possible")


def sensitivity(cells: pl.DataFrame, signatories: pl.DataFrame, group: Group) -> Sensitivity:
    """The eight objectives and the headline of a group under every setting.

    Takes the edition's `cell` and `signatory` tables. `group.item` is what the headline counts, `any` for at least
    one item; `group.additionality` is not cut. Under the published setting the objectives are the edition's `rate`
    rows and the headline its `funnel` row.
    """
    members = as_counted(signatories).filter(is_member(group)).select("id", "stakeholder_type")
    due = cells.filter("is_due").join(members, left_on="signatory_id", right_on="id", how="inner")
    flags = {f"{number}_{name}": test for number, cut in enumerate(SETTINGS) for name, test in _steps(cut).items()}
    marked = due.select("signatory_id", "item", "stakeholder_type", **flags)
    named = marked if group.item == ANY_ITEM else marked.filter(pl.col("item") == group.item)
    bodies = named.group_by("signatory_id", "stakeholder_type").agg(pl.col(list(flags)).any())
    by_item = _summed(marked, "item", list(flags))
    by_type = _summed(bodies, "stakeholder_type", list(flags))
    pooled = _summed(bodies.with_columns(pl.lit("all").alias("all")), "all", list(flags))
    return Sensitivity(
        tuple(
            Outcome(
                cut,
                tuple((code, _counts(by_item.get(code), number)) for code in OBJECTIVE_CODES),
                _bodies(pooled.get("all"), number),
                tuple(
                    (kind.value, _bodies(by_type[kind.value], number)) for kind in StakeholderType if kind in by_type
                ),
            )
            for number, cut in enumerate(SETTINGS)
        )
    )


def _steps(cut: CutOffs) -> dict[str, pl.Expr]:
    """The tests that are shown; `possible` is as in the funnel: claimed, or due without a current report."""
    flags = tests(cut)
    steps: dict[str, pl.Expr] = {name: flags[name] for name in _SUMS if name in flags}
    return steps | {"possible": flags["claimed"] | ~flags["responded"]}


def _summed(rows: pl.DataFrame, by: str, flags: list[str]) -> dict[str, dict[str, int]]:
    """For each value of a column, how many rows there are and how many meet each test."""
    sums = rows.group_by(by).agg(pl.len().alias("due"), pl.col(flags).sum())
    return {str(row[by]): row for row in sums.to_dicts()}


def _counts(sums: dict[str, int] | None, number: int) -> Counts:
    if sums is None:
        return Counts(due=0)
    return Counts(due=sums["due"], **{name: sums[f"{number}_{name}"] for name in _SUMS if name != "possible"})


def _bodies(sums: dict[str, int] | None, number: int) -> Counts:
    if sums is None:
        return Counts(due=0)
    return Counts(due=sums["due"], **{name: sums[f"{number}_{name}"] for name in _SUMS})
