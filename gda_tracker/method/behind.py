"""The rows behind one number: who is in numerator and denominator, and why the others are not (METHOD.md, Rates).

The tests are those of `rates`; a reason is found by asking them again with one thing changed, never by a second
home of a cut-off.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from ..domain.behind import Counted, Part, Reason
from ..domain.changes import Group
from ..domain.declaration import ITEM_CODES
from ..domain.statuses import EvidenceLevel, OffScale
from .cells import assessed_status, roster_at
from .differences import is_member
from .rates import ANY_ITEM, COUNTS, CUT_BY_ADDITIONALITY, is_added, tests

SHOWN: Final = (
    "off_scale", "claimed", "assessed", "evidence", "as_of", "age_months", "age_class", "additionality", "cycle",
)  # fmt: skip
PASSES: Final = tuple(f"passes_{name}" for name in (*COUNTS, "possible"))
_OFF_SCALE: Final = {
    OffScale.NO_UPDATE: Reason.NO_UPDATE,
    OffScale.NOT_APPLICABLE: Reason.NOT_APPLICABLE_NOT_ACCEPTED,
    OffScale.BLOCKED: Reason.BLOCKED,
}
_NEARNESS: Final = {reason.value: place for place, reason in enumerate(Reason)}
_ORDER: Final = {item: place for place, item in enumerate(ITEM_CODES)}
_LAST: Final = 99
_PLACE: Final = pl.UInt8


def behind(cells: pl.DataFrame, signatories: pl.DataFrame, on: date, group: Group, counted: Counted) -> pl.DataFrame:
    """One row a signatory of the group, whether it counts or not.

    Takes an edition's `cell` and `signatory` tables and its date. Columns: `signatory_id`, `stakeholder_type`,
    `item`, `part`, `reason` (null where counted), the columns of `SHOWN`, `items_due`, `items_counted`, and the
    Booleans `PASSES`, one for each count, cut as the group says, with `possible` as in the funnel. For `any` item a
    signatory counts as soon as one of its cells does; the cell that stands for it is one that counts, else the one
    that came nearest, and `item` says which, if any did.
    """
    members = roster_at(signatories, on).filter(is_member(group))
    wanted = cells if group.item == ANY_ITEM else cells.filter(pl.col("item") == group.item)
    marked = (
        members.lazy()
        .join(wanted.lazy(), left_on="id", right_on="signatory_id", how="left")
        .rename({"id": "signatory_id"})
        .with_columns(pl.col("is_due").fill_null(value=False), pl.col("item").is_not_null().alias("applies"))
        .with_columns(**_flags(group))
        .collect()
    )
    reasoned = marked.with_columns(
        _counts(counted).alias("counts"), _is_in(counted).alias("is_in"), *_supposed(marked, counted)
    ).with_columns(_reason(on, counted, group).alias("reason"))
    rows = _one_each(reasoned).sort("signatory_id")
    if group.item != ANY_ITEM:
        return rows
    # Where nothing is asked of a report, due, or reported, no item came nearer than another.
    has_none = (pl.col("part") == Part.EXCLUDED.value) | (pl.col("reason") == Reason.NO_REPORT.value)
    decided = ~has_none.fill_null(value=False) & pl.lit(counted.rate is not None)
    return rows.with_columns(pl.when(decided).then("item").alias("item"))


def _flags(group: Group) -> dict[str, pl.Expr]:
    """The published tests, cut by additionality where the group asks and the rate allows."""
    flags, is_cut = tests(), group.additionality != "any"
    cut = {name: test & is_added() if is_cut and name in CUT_BY_ADDITIONALITY else test for name, test in flags.items()}
    unanswered = flags["due"] & ~flags["responded"]
    passed = {name: cut[name] for name in COUNTS} | {"possible": cut["claimed"] | unanswered}
    return {f"passes_{name}": test for name, test in passed.items()}


def _has_endorsed() -> pl.Expr:
    """As the funnel counts them: endorsed by the date, or due because already reporting."""
    return pl.col("applies") & (pl.col("has_endorsed") | pl.col("is_due"))


def _counts(counted: Counted) -> pl.Expr:
    return _has_endorsed() if counted == Counted.ENDORSED else pl.col(f"passes_{counted.value}")


def _is_in(counted: Counted) -> pl.Expr:
    """Whether a row is in the denominator: rates count over those due, `due` over those who endorsed."""
    return pl.col("passes_due") if counted.rate else _has_endorsed()


def _reason(on: date, counted: Counted, group: Group) -> pl.Expr:
    """Why a row is not counted: first what keeps it from being due, then what its report lacks."""
    roster = (
        pl.when(~pl.col("applies"))
        .then(_as(Reason.NOT_APPLICABLE_TO_TYPE))
        .when("is_withdrawn")
        .then(_as(Reason.WITHDRAWN))
        .when(pl.col("known_since") > pl.lit(on, dtype=pl.Date))
        .then(_as(Reason.ENDORSED_LATER))
        .when(pl.col("off_scale") == OffScale.NOT_APPLICABLE.value)
        .then(_as(Reason.ACCEPTED_NOT_APPLICABLE))
        .when(pl.col("known_since").is_null())
        .then(_as(Reason.ENDORSED_ON_UNKNOWN))
        .otherwise(_as(Reason.ENDORSED_LESS_THAN_SIX_MONTHS_AGO))
    )
    lacking = pl.when("passes_due").then(_lacking(counted, group)).otherwise(roster)
    return pl.when(pl.col("counts")).then(None).otherwise(lacking)


def _lacking(counted: Counted, group: Group) -> pl.Expr:
    """What the newest report of a due cell lacks to be counted."""
    chain = (
        pl.when(pl.col("passes_responded").not_() & (pl.col("off_scale") == OffScale.NO_REPORT.value))
        .then(_as(Reason.NO_REPORT))
        .when(pl.col("passes_responded").not_())
        .then(_as(Reason.OUT_OF_DATE))
    )
    if counted.rate is None or counted == Counted.RESPONSE:
        return chain.otherwise(None)
    if counted == Counted.TIMELINESS:
        return chain.otherwise(_as(Reason.NOT_ON_TIME))
    for code, reason in _OFF_SCALE.items():
        chain = chain.when(pl.col("off_scale") == code.value).then(_as(reason))
    if group.additionality != "any":
        chain = chain.when(tests()[counted.value]).then(_as(Reason.NOT_NEW_OR_EXPANDED))
    return (
        chain.when("with_full_evidence")
        .then(_as(Reason.EVIDENCE_TOO_LOW))
        .when("and_not_lowered")
        .then(_as(Reason.LOWERED_IN_REVIEW))
        .otherwise(_as(Reason.STATUS_TOO_LOW))
    )


def _supposed(marked: pl.DataFrame, counted: Counted) -> list[pl.Series]:
    """Whether each row would pass the same test with full evidence, and if besides no review had lowered it."""
    if counted.rate is None:
        nothing = pl.Series([False]).new_from_index(0, marked.height)
        return [nothing.alias("with_full_evidence"), nothing.alias("and_not_lowered")]
    full = marked.with_columns(pl.lit(EvidenceLevel.INDEPENDENT, dtype=pl.Int8).alias("evidence"))
    unlowered = full.with_columns(pl.lit(None, dtype=pl.Int8).alias("decided_status"))
    return [
        supposed.with_columns(assessed_status()).select(tests()[counted.value].alias(name)).to_series()
        for name, supposed in (("with_full_evidence", full), ("and_not_lowered", unlowered))
    ]


def _as(reason: Reason) -> pl.Expr:
    return pl.lit(reason.value)


def _one_each(rows: pl.DataFrame) -> pl.DataFrame:
    """One row a signatory: its flags over all its cells, and the cell that decides."""
    flags = [*PASSES, "counts", "is_in"]
    bodies = rows.group_by("signatory_id").agg(
        pl.col(flags).any(),
        pl.col("passes_due").sum().cast(pl.Int32).alias("items_due"),
        (pl.col("counts") & pl.col("applies")).sum().cast(pl.Int32).alias("items_counted"),
    )
    nearness = pl.col("reason").replace_strict(_NEARNESS, default=_LAST, return_dtype=_PLACE)
    deciding = (
        rows.with_columns(
            nearness.alias("nearness"),
            pl.col("item").replace_strict(_ORDER, default=_LAST, return_dtype=_PLACE).alias("order"),
        )
        .sort("counts", "is_in", "nearness", "assessed", "order", descending=[True, True, True, True, False],
              nulls_last=True)
        .unique("signatory_id", keep="first", maintain_order=True)
        .select("signatory_id", "stakeholder_type", "item", "reason", *SHOWN)
    )  # fmt: skip
    part = (
        pl.when(pl.col("counts"))
        .then(pl.lit(Part.COUNTED.value))
        .when(pl.col("is_in"))
        .then(pl.lit(Part.NOT_COUNTED.value))
        .otherwise(pl.lit(Part.EXCLUDED.value))
    )
    return deciding.join(bodies, on="signatory_id").with_columns(part.alias("part")).drop("counts", "is_in")
