"""What of the board fits its filters, in which order: over the rows of everybody who is asked."""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from ..domain.following import NOBODY, PASSED, Board, Sort
from ..domain.statuses import Light
from .narrowing import Intervals

_LETTERS: Final = r"\p{M}"
_STATE: Final = "national_government"


def in_order(everybody: pl.DataFrame, board: Board, today: date, intervals: Intervals | None) -> pl.DataFrame:
    """What fits the filters, in order; by what would narrow the intervals where they are given.

    By these, who has reported since their edition comes after the others: what it counts of them has passed.
    """
    kept, is_sorted_by_them = that_fit(everybody, board, today), board.sort == Sort.NARROWING and intervals is not None
    if is_sorted_by_them and intervals is not None:
        kept = kept.join(intervals.by_signatory, on="signatory_id", how="left")
        kept = _marked(kept, intervals)
    first = [pl.col("stakeholder_type") != _STATE] if board.order == "countries" else []
    keys, plain = _keys(board.sort, is_sorted_by_them=is_sorted_by_them), _plain("name")
    descending = [*[False] * len(first), *[is_down for _, is_down in keys], False, False]
    by = [*first, *[key for key, _ in keys], plain, pl.col("signatory_id")]
    return kept.sort(by, descending=descending, nulls_last=True)


def _marked(kept: pl.DataFrame, intervals: Intervals) -> pl.DataFrame:
    """With `since`: the number of the edition for those whose report of the newest cycle it does not know yet."""
    known = intervals.received.with_columns(is_known=pl.lit(value=True))
    is_since = pl.col("received_on").is_not_null() & pl.col("is_known").is_null()
    return kept.join(known, on=["signatory_id", "cycle"], how="left").with_columns(
        pl.when(is_since).then(pl.lit(intervals.edition.number)).alias("since")
    )


def _keys(sort: str, *, is_sorted_by_them: bool) -> list[tuple[pl.Expr, bool]]:
    """The keys of an order before the name, each with whether the greatest comes first."""
    if is_sorted_by_them:
        return [(pl.col("since").is_not_null(), False), (pl.col("share").round(12), True)]
    if sort == Sort.NEXT:
        return [(pl.col("next_on"), False)]
    if sort == Sort.NAME:
        return []
    return [(pl.col("received_on").is_not_null(), False), (pl.col("due_on"), False)]


def that_fit(everybody: pl.DataFrame, board: Board, today: date) -> pl.DataFrame:
    """Of the rows of those who are asked, the ones that fit all filters."""
    kept = _narrowed(everybody, board)
    if board.light == PASSED:
        return kept.filter(pl.col("received_on").is_null() & (pl.col("due_on") < today))
    return kept.filter(pl.col("light") == board.light) if board.light else kept


def _narrowed(everybody: pl.DataFrame, board: Board) -> pl.DataFrame:
    """What fits all filters but the light."""
    kept = everybody
    if board.region:
        kept = kept.filter(pl.col("itu_region") == board.region)
    if board.kind:
        kept = kept.filter(pl.col("stakeholder_type") == board.kind)
    if board.officer == NOBODY:
        kept = kept.filter(pl.col("officer_id").is_null())
    elif board.officer:
        kept = kept.filter(pl.col("officer_id") == board.officer)
    if board.search.strip():
        wanted = pl.lit(board.search.strip()).str.normalize("NFKD").str.replace_all(_LETTERS, "").str.to_lowercase()
        kept = kept.filter(_plain("name").str.contains(wanted, literal=True))
    return kept


def _plain(column: str) -> pl.Expr:
    """A text without accents and case, for searching and for the order of names."""
    return pl.col(column).str.normalize("NFKD").str.replace_all(_LETTERS, "").str.to_lowercase()


def lights_of(everybody: pl.DataFrame, board: Board) -> dict[Light, int]:
    """How many of each light fit the other filters."""
    counted = dict(_narrowed(everybody, board).group_by("light").len().iter_rows())
    return {light: int(counted.get(light.value, 0)) for light in Light}
