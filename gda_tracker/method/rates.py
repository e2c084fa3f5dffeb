"""Rates and funnels: counts of cells and of signatories for every group (METHOD.md, Rates)."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Final

import polars as pl

from ..domain import changes
from ..domain.cutoffs import PUBLISHED, CutOffs
from ..domain.declaration import OBJECTIVE_CODES
from ..domain.statuses import AGEING_MONTHS, Additionality, AgeClass, EvidenceLevel, OffScale, Status
from .cells import as_counted, roster_at

DIMENSIONS: Final = {
    "all": None,
    "itu_region": "itu_region",
    "un_region": "un_region",
    "ldc": "is_ldc",
    "lldc": "is_lldc",
    "sids": "is_sids",
    "income_group": "income_group",
}
"""Dimension code → column of `signatory`; a body without a value is left out of that dimension."""

COUNTS: Final = ("due", "responded", "claimed", "evidence_backed", "verified", "acting", "on_time")
CUT_BY_ADDITIONALITY: Final = ("claimed", "evidence_backed", "verified", "acting")
CUT_IN_FUNNEL: Final = ("claimed", "evidence_backed", "verified", "possible", "acting")
FUNNEL_COUNTS: Final = (
    "endorsed", "due", "reported", "claimed", "evidence_backed", "verified", "possible", "acting",
)  # fmt: skip
FOLLOW_UP_COUNTS: Final = ("due", "responded", "claimed", "evidence_backed", "verified")
ADDED: Final = (Additionality.NEW.value, Additionality.EXPANDED.value)
ANY_ITEM: Final = changes.ANY_ITEM
KEYS: Final = ("item", "dimension", "member", "stakeholder_type", "additionality")
GROUP_COLUMNS: Final = ("stakeholder_type", "itu_region", "un_region", "is_ldc", "is_lldc", "is_sids", "income_group")


def tests(cut: CutOffs = PUBLISHED) -> dict[str, pl.Expr]:  # noqa: PT028 (not a test of ours)
    """For each count, the test that a cell has to pass; every one implies that the cell is due.

    Without `cut` these are the published rates. With other cut-offs the age of every count moves, the status of
    `claimed`, `evidence_backed` and `verified`, and the evidence of `verified`; `acting` keeps its status.
    """
    due = pl.col("is_due")
    current = (
        due
        & (pl.col("off_scale").is_null() | (pl.col("off_scale") != OffScale.NO_REPORT.value))
        & _is_young_enough(cut.age_months)
    )
    backed = current & (pl.col("evidence") >= EvidenceLevel.PRIMARY_DOCUMENT)
    reached = pl.col("assessed") >= cut.status
    return {
        "due": due,
        "responded": current,
        "claimed": _known(current & (pl.col("claimed") >= cut.status)),
        "evidence_backed": _known(backed & reached),
        "verified": _known(current & reached & (pl.col("evidence") >= cut.evidence)),
        "acting": _known(backed & (pl.col("assessed") >= Status.UNDER_WAY)),
        "on_time": _known(current & pl.col("was_on_time")),
    }


def _is_young_enough(months: int) -> pl.Expr:
    """Whether the facts are current; false where there are none."""
    if months == AGEING_MONTHS:
        return (pl.col("age_class") != AgeClass.OUT_OF_DATE.value).fill_null(value=False)
    return (pl.col("age_months") <= months).fill_null(value=False)


def _known(test: pl.Expr) -> pl.Expr:
    return test.fill_null(value=False)


def is_added() -> pl.Expr:
    """True where the action is new or expanded."""
    return pl.col("additionality").is_in(ADDED).fill_null(value=False)


def rates(cells: pl.DataFrame, signatories: pl.DataFrame) -> pl.DataFrame:
    """The `rate` table: every combination that has a due cell.

    Follows from the edition's `cell` and `signatory` tables alone, so anybody can compute it again.
    """
    numbered, profiles = _profiles(as_counted(signatories))
    flags = tests()
    cut = {f"{name}_added": flags[name] & is_added() for name in CUT_BY_ADDITIONALITY}
    cube = (
        cells.lazy()
        .filter("is_due")
        .with_columns(**{f"is_{name}": test for name, test in (flags | cut).items() if name != "due"})
        .join(numbered.lazy(), left_on="signatory_id", right_on="id", how="inner")
        .group_by("item", "profile")
        .agg(
            pl.len().cast(pl.Int64).alias("due"),
            *[pl.col(f"is_{name}").sum().cast(pl.Int64).alias(name) for name in [*flags, *cut] if name != "due"],
        )
        .collect()
        .join(profiles, on="profile")
    )
    return _grouped(cube, COUNTS, CUT_BY_ADDITIONALITY).filter(pl.col("due") > 0).sort(*KEYS)


def funnels(cells: pl.DataFrame, signatories: pl.DataFrame, on: date) -> pl.DataFrame:
    """The `funnel` table: signatories, each counted once, for one item and for `any`.

    For `any` a signatory counts at a step as soon as one of its due cells does; for an item, `endorsed` are the
    signatories that the item applies to. `possible` are those that claim, or have a due item without a current
    report, and so may do it: over `due` it is the ceiling, for `any` too. Whoever has withdrawn by the date,
    or endorses after it, is left out.
    """
    numbered, profiles = _profiles(roster_at(signatories, on), "number", "has_endorsed")
    flags = tests()
    renamed = {"due": "due", "reported": "responded", "claimed": "claimed"} | {
        name: name for name in ("evidence_backed", "verified", "acting")
    }
    unanswered = flags["due"] & ~flags["responded"]
    steps = {f"is_{name}": flags[source] for name, source in renamed.items()}
    steps |= {f"is_{name}_added": flags[name] & is_added() for name in FUNNEL_COUNTS if name in CUT_BY_ADDITIONALITY}
    steps |= {
        "is_possible": flags["claimed"] | unanswered,
        "is_possible_added": (flags["claimed"] & is_added()) | unanswered,
    }
    marked = (
        cells.lazy()
        .select("signatory_id", "item", **steps)
        .join(numbered.lazy(), left_on="signatory_id", right_on="id", how="inner")
        .filter(pl.col("has_endorsed") | pl.col("is_due"))
        .collect()
    )
    by_item = marked.group_by("item", "profile").agg(_step_sums(list(steps)))
    by_body = marked.group_by("number", "profile").agg(pl.col(list(steps)).any())
    of_any = by_body.group_by("profile").agg(_step_sums(list(steps))).select(pl.lit(ANY_ITEM).alias("item"), pl.all())
    cube = pl.concat([of_any, by_item]).join(profiles, on="profile")
    return _grouped(cube, FUNNEL_COUNTS, CUT_IN_FUNNEL).sort(*KEYS)


def follow_up(cells: pl.DataFrame) -> pl.DataFrame:
    """The `follow_up` table: for each signatory, how many of its objectives meet each test; cut and uncut."""
    flags = tests()
    is_objective = pl.col("item").is_in(OBJECTIVE_CODES)
    has_report = flags["responded"].any().alias("has_report")
    parts = []
    for additionality in ("any", "new_or_expanded"):
        is_cut = is_added() if additionality != "any" else pl.lit(value=True)
        counted = {name: flags[name] & (is_cut if name in CUT_BY_ADDITIONALITY else True) for name in FOLLOW_UP_COUNTS}
        sums = [(test & is_objective).sum().cast(pl.Int32).alias(name) for name, test in counted.items()]
        rows = cells.lazy().group_by("signatory_id").agg(*sums, has_report)
        parts.append(rows.with_columns(pl.lit(additionality).alias("additionality")))
    columns = ("signatory_id", "additionality", *FOLLOW_UP_COUNTS, "has_report")
    return pl.concat(parts).select(columns).sort("signatory_id", "additionality").collect()


def _step_sums(steps: list[str]) -> list[pl.Expr]:
    sums = [pl.col(step).sum().cast(pl.Int64).alias(step.removeprefix("is_")) for step in steps]
    return [pl.len().cast(pl.Int64).alias("endorsed"), *sums]


def _profiles(signatories: pl.DataFrame, *kept: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Signatories by the number of their profile, and profiles: distinct values of all grouping columns.

    Counting by profile once and adding profiles up is what keeps 200,000 signatories quick.
    """
    profiles = signatories.select(GROUP_COLUMNS).unique(maintain_order=True).with_row_index("profile")
    numbered = signatories.join(profiles, on=list(GROUP_COLUMNS), how="left", nulls_equal=True)
    return numbered.select("id", "profile", *kept), profiles


def _grouped(cube: pl.DataFrame, counts: tuple[str, ...], cut: tuple[str, ...]) -> pl.DataFrame:
    """The cube added up for each dimension, with and without stakeholder type, uncut and cut by additionality."""
    parts = []
    for (dimension, column), pooled, added in product(DIMENSIONS.items(), (False, True), (False, True)):
        member = pl.lit("all") if column is None else pl.col(column)
        if column is not None and column.startswith("is_"):
            member = pl.when(pl.col(column)).then(pl.lit("yes")).when(~pl.col(column)).then(pl.lit("no"))
        kind = pl.lit("all") if pooled else pl.col("stakeholder_type")
        suffix = {name: f"{name}_added" if added and name in cut else name for name in counts}
        parts.append(
            cube.lazy()
            .select(
                "item",
                pl.lit(dimension).alias("dimension"),
                member.alias("member"),
                kind.alias("stakeholder_type"),
                pl.lit("new_or_expanded" if added else "any").alias("additionality"),
                *[pl.col(source).alias(name) for name, source in suffix.items()],
            )
            .filter(pl.col("member").is_not_null())
            .group_by(*KEYS)
            .agg(pl.col(counts).sum())
        )
    return pl.concat(parts).collect()
