"""Whether an edition keeps the laws of METHOD.md: what must hold of its cells and rates, counted a second way.

Nothing here shares code with `rates`: the words of METHOD.md are written out once more, with their numbers, so that a
mistake in one place shows in the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

_DIMENSIONS: Final = {
    "itu_region": "itu_region",
    "un_region": "un_region",
    "ldc": "is_ldc",
    "lldc": "is_lldc",
    "sids": "is_sids",
    "income_group": "income_group",
}
_KEYS: Final = ("item", "dimension", "member", "stakeholder_type", "additionality")
_COUNTS: Final = ("due", "responded", "claimed", "evidence_backed", "verified", "acting", "on_time")


def disordered(rates: pl.DataFrame) -> pl.DataFrame:
    """Rows of `rate` that break law 1 (AV ≤ AE ≤ AC ≤ RR ≤ 1) or have a count below 0.

    Where only new and expanded action is counted, the law is the same.
    """
    row = pl.col
    rising = (
        (row("verified") <= row("evidence_backed"))
        & (row("evidence_backed") <= row("claimed"))
        & (row("claimed") <= row("responded"))
        & (row("responded") <= row("due"))
        & (row("acting") <= row("responded"))
        & (row("on_time") <= row("responded"))
    )
    return rates.filter(~(rising & pl.all_horizontal(row(name) >= 0 for name in _COUNTS)))


def counted_otherwise(cells: pl.DataFrame, signatories: pl.DataFrame, rates: pl.DataFrame) -> pl.DataFrame:
    """The keys of the rows in which `rate` and a second count of `cell` and `signatory` differ, or one has none."""
    again = recounted(cells, signatories)
    wide = rates.select(*_KEYS, *[pl.col(name).cast(pl.Int64) for name in _COUNTS])
    only = [wide.join(again, on=[*_KEYS, *_COUNTS], how="anti"), again.join(wide, on=[*_KEYS, *_COUNTS], how="anti")]
    return pl.concat([one.select(_KEYS) for one in only]).unique(maintain_order=True)


def recounted(cells: pl.DataFrame, signatories: pl.DataFrame) -> pl.DataFrame:
    """What `rate` should hold, counted cell by cell: each due cell once for every group that it is in.

    Signatories that are in the same groups are a kind; there are some hundred kinds of twenty thousand signatories.
    """
    kinds = signatories.select("stakeholder_type", *_DIMENSIONS.values()).unique().with_row_index("kind")
    known = signatories.join(kinds, on=["stakeholder_type", *_DIMENSIONS.values()], nulls_equal=True)
    current = (pl.col("off_scale").is_null() | (pl.col("off_scale") != "no_report")) & (pl.col("age_months") <= 24)
    claimed = current & (pl.col("claimed") >= 3)
    judged = cells.filter(pl.col("is_due")).select(
        "signatory_id",
        "item",
        is_added=pl.col("additionality").is_in(["new", "expanded"]),
        due=pl.lit(1),
        responded=current,
        claimed=claimed,
        evidence_backed=current & (pl.col("assessed") >= 3) & (pl.col("evidence") >= 2),
        verified=current & (pl.col("assessed") >= 3) & (pl.col("evidence") >= 3),
        acting=current & (pl.col("assessed") >= 2) & (pl.col("evidence") >= 2),
        on_time=current & pl.col("was_on_time"),
    )
    judged = judged.with_columns(pl.col("is_added", *_COUNTS).cast(pl.Int64).fill_null(0))
    of_kind = judged.join(known.select("kind", signatory_id="id"), on="signatory_id", how="inner")
    summed = of_kind.group_by("kind", "item", "is_added").agg(pl.col(_COUNTS).sum())
    rows = summed.join(_groups(kinds), on="kind", how="inner")
    cut = [(pl.col(name) * pl.col("is_added")).alias(name) for name in _COUNTS[2:6]]
    both = pl.concat(
        [
            rows.with_columns(additionality=pl.lit("any")),
            rows.with_columns(*cut, additionality=pl.lit("new_or_expanded")),
        ]
    )
    return both.group_by(_KEYS).agg(pl.col(_COUNTS).sum())


def in_both_counts(cells: pl.DataFrame, signatories: pl.DataFrame) -> tuple[str, ...]:
    """Signatories that break law 9: the European Union among the national governments, with its members beside it."""
    is_union = (pl.col("iso3") == "EUU") & (pl.col("stakeholder_type") == "national_government")
    wrong = signatories.filter(is_union).select(pl.col("id").alias("signatory_id"))
    return tuple(cells.join(wrong, on="signatory_id", how="semi")["signatory_id"].unique().sort().to_list())


def unknown_codes(table: pl.DataFrame, column: str, known: Mapping[str, object] | frozenset[str]) -> tuple[str, ...]:
    """The values of a column that no list of codes has, sorted; an empty one is none."""
    found = table[column].drop_nulls().unique().sort().to_list()
    return tuple(str(value) for value in found if value not in known)


def _groups(kinds: pl.DataFrame) -> pl.DataFrame:
    """Kind, dimension, member, stakeholder type: every group that a kind is counted in, pooled types too."""
    parts = [kinds.select("kind", "stakeholder_type", dimension=pl.lit("all"), member=pl.lit("all"))]
    for dimension, column in _DIMENSIONS.items():
        member = pl.col(column)
        if column.startswith("is_"):
            member = pl.when(member).then(pl.lit("yes")).when(~member).then(pl.lit("no"))
        part = kinds.select("kind", "stakeholder_type", dimension=pl.lit(dimension), member=member)
        parts.append(part.drop_nulls("member"))
    typed = pl.concat(parts)
    pooled = typed.with_columns(stakeholder_type=pl.lit("all"))
    return pl.concat([typed, pooled])
