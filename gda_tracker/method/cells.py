"""Cells: signatory × item at an edition's date, the unit that is counted (METHOD.md, up to "Who is counted")."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import polars as pl

from ..domain.declaration import EUROPEAN_UNION, PartyGroup, StakeholderType
from ..domain.statuses import AGEING_MONTHS, CAPS, FRESH_MONTHS, AgeClass, OffScale, months_later
from .frames import CELLS, NOT_APPLICABLE_ACCEPTED, literal

MONTHS_UNTIL_DUE: Final = 6
MOST_EVIDENCE_WITHOUT_REVIEW: Final = 2
COUNTRY_GROUPS: Final = ("itu_region", "un_region", "is_ldc", "is_lldc", "is_sids", "income_group")


def as_counted(signatories: pl.DataFrame) -> pl.DataFrame:
    """The signatories as the method counts them: the European Union is a regional organisation without a group.

    So it is in no count of countries, where its members stand as themselves.
    """
    is_union = (pl.col("iso3") == EUROPEAN_UNION).fill_null(value=False)
    is_state = pl.col("stakeholder_type") == StakeholderType.NATIONAL_GOVERNMENT.value
    organisation = pl.lit(StakeholderType.INTERNATIONAL_ORGANISATION.value)
    return signatories.with_columns(
        pl.when(is_union & is_state).then(organisation).otherwise("stakeholder_type").alias("stakeholder_type"),
        *[pl.when(~is_union).then(pl.col(column)).alias(column) for column in COUNTRY_GROUPS],
    )


def roster_at(signatories: pl.DataFrame, on: date) -> pl.DataFrame:
    """`as_counted`, numbered, with what the date makes of each: withdrawn, endorsed, endorsed six months ago."""
    return (
        as_counted(signatories)
        .with_columns(
            (pl.col("withdrawn_on") <= literal(on)).fill_null(value=False).alias("is_withdrawn"),
            (pl.col("known_since") <= literal(last_day_before(on, MONTHS_UNTIL_DUE)))
            .fill_null(value=False)
            .alias("is_old_enough"),
        )
        .with_columns(
            (~pl.col("is_withdrawn") & ~(pl.col("known_since") > literal(on)).fill_null(value=False)).alias(
                "has_endorsed"
            )
        )
        .with_row_index("number")
    )


def cells_at(signatories: pl.DataFrame, entries: pl.DataFrame, applicability: pl.DataFrame, on: date) -> pl.DataFrame:
    """Every applicable signatory × item at the date, the silent and the withdrawn included, sorted by item.

    Takes tables shaped as `frames.SIGNATORIES`, `ENTRIES` and `APPLICABILITY`; gives `frames.CELLS`. Entries
    submitted after the date, and those about items that do not apply, are passed over.
    """
    roster = roster_at(signatories, on)
    newest = _newest(entries, roster, on)
    joined = _applicable(roster, applicability).join(newest, on=["number", "item"], how="left")
    cells = _judged(joined, on)
    return cells.select(pl.col(column).cast(kind) for column, kind in CELLS.items())


def _applicable(roster: pl.DataFrame, applicability: pl.DataFrame) -> pl.DataFrame:
    """One row a signatory and item that it can be due on, in the order of items, then signatories."""
    bodies = roster.select(
        "number",
        pl.col("id").alias("signatory_id"),
        "stakeholder_type",
        "is_withdrawn",
        "is_old_enough",
        (pl.col("iso3") == EUROPEAN_UNION).fill_null(value=False).alias("is_union"),
        "annex_i",
    )
    parts = []
    for item in applicability["item"].unique().sort().to_list():
        rows = applicability.filter(pl.col("item") == item)
        types = {
            group: rows.filter(pl.col("party_group") == group)["stakeholder_type"].to_list() for group in PartyGroup
        }
        kind = pl.col("stakeholder_type")
        applies = (
            kind.is_in(types[PartyGroup.ANY])
            | (kind.is_in(types[PartyGroup.EUROPEAN_UNION]) & pl.col("is_union"))
            | (kind.is_in(types[PartyGroup.ANNEX_I]) & pl.col("annex_i"))
            | (kind.is_in(types[PartyGroup.NON_ANNEX_I]) & ~pl.col("annex_i"))
        ).fill_null(value=False)
        part = bodies.filter(applies).select("number", "signatory_id", "is_withdrawn", "is_old_enough")
        parts.append(part.with_columns(pl.lit(item).alias("item")))
    return pl.concat(parts, rechunk=True)


def _newest(entries: pl.DataFrame, roster: pl.DataFrame, on: date) -> pl.DataFrame:
    """The entry of the newest cycle for each signatory and item; cycle codes sort in the order of time."""
    numbers = roster.select(pl.col("id").alias("signatory_id"), "number")
    cycles = entries["cycle"].unique().sort()
    order = pl.DataFrame({"cycle": cycles, "cycle_order": pl.Series(range(len(cycles)), dtype=pl.UInt64)})
    known = (
        entries.lazy()
        .with_row_index("row")
        .filter(pl.col("submitted_on") <= literal(on))
        .select("row", "signatory_id", "item", "cycle", "submitted_on")
        .join(numbers.lazy(), on="signatory_id", how="inner")
        .join(order.lazy(), on="cycle", how="inner")
        # One whole number ranks an entry: cycle, then day, then row. A maximum is cheaper than a sort.
        .select(
            "number",
            "item",
            (
                pl.col("cycle_order") * 2**52
                + pl.col("submitted_on").to_physical().cast(pl.UInt64) * 2**32
                + pl.col("row").cast(pl.UInt64)
            ).alias("rank"),
        )
        .group_by("number", "item")
        .agg(pl.col("rank").max())
        .collect()
    )
    rows = (known["rank"] % 2**32).cast(pl.UInt32)
    return known.select("number", "item").hstack(entries.drop("signatory_id", "item")[rows].get_columns())


def _judged(joined: pl.DataFrame, on: date) -> pl.DataFrame:
    """Adds age, evidence, assessed status and whether the cell is due."""
    reported = pl.col("cycle").is_not_null()
    on_scale = pl.col("off_scale").is_null() & reported
    has_left = (pl.col("off_scale") == OffScale.NOT_APPLICABLE.value) & (pl.col("decision") == NOT_APPLICABLE_ACCEPTED)
    attached = pl.col("evidence").fill_null(0).clip(0, MOST_EVIDENCE_WITHOUT_REVIEW)
    decided = pl.coalesce("decided_evidence", attached)
    capped = pl.when(pl.col("as_of").is_null()).then(decided.clip(0, MOST_EVIDENCE_WITHOUT_REVIEW)).otherwise(decided)
    return (
        joined.lazy()
        .with_columns(
            (~pl.col("is_withdrawn") & (pl.col("is_old_enough") | reported) & ~has_left.fill_null(value=False)).alias(
                "is_due"
            ),
            pl.when(on_scale).then(attached).alias("attached_evidence"),
            pl.when(on_scale).then(capped).alias("evidence"),
            pl.when(on_scale).then("claimed").alias("claimed"),
            pl.when(on_scale).then("decided_status").alias("decided_status"),
            pl.when(reported).then("off_scale").otherwise(pl.lit(OffScale.NO_REPORT.value)).alias("off_scale"),
            pl.coalesce("as_of", "submitted_on").alias("as_of"),
        )
        .with_columns(age_class_at(on), age_months_at(on), assessed_status())
        .collect()
    )


def assessed_status() -> pl.Expr:
    """S = min(C, cap(E)), and no higher than what a reviewer decided."""
    cap = pl.col("evidence").replace_strict(dict(enumerate(CAPS)), return_dtype=pl.Int8, default=None)
    lowest = pl.min_horizontal("claimed", cap, "decided_status")
    return pl.when(pl.col("claimed").is_not_null()).then(lowest).alias("assessed")


def age_class_at(on: date) -> pl.Expr:
    """Fresh up to and including 12 months to the day, ageing up to 24, out of date after that."""
    return (
        pl.when(pl.col("as_of").is_null())
        .then(None)
        .when(pl.col("as_of") >= literal(first_day_reaching(on, FRESH_MONTHS)))
        .then(pl.lit(AgeClass.FRESH.value))
        .when(pl.col("as_of") >= literal(first_day_reaching(on, AGEING_MONTHS)))
        .then(pl.lit(AgeClass.AGEING.value))
        .otherwise(pl.lit(AgeClass.OUT_OF_DATE.value))
        .alias("age_class")
    )


def age_months_at(on: date) -> pl.Expr:
    """Months begun since the as-of date: 12 on the same day a year later, 13 the day after."""
    months = (on.year - pl.col("as_of").dt.year()) * 12 + (on.month - pl.col("as_of").dt.month().cast(pl.Int32))
    begun = pl.col("as_of").dt.day() < on.day
    return (months + begun.cast(pl.Int32)).clip(lower_bound=0).cast(pl.Int16).alias("age_months")


def first_day_reaching(on: date, months: int) -> date:
    """The earliest day that, so many months later, is `on` or after it; one comparison then serves a whole column."""
    day = months_later(on, -months)
    while months_later(day - timedelta(days=1), months) >= on:
        day -= timedelta(days=1)
    while months_later(day, months) < on:
        day += timedelta(days=1)
    return day


def last_day_before(on: date, months: int) -> date:
    """The latest day that, so many months later, is `on` or before it."""
    return first_day_reaching(on + timedelta(days=1), months) - timedelta(days=1)
