"""From the rows behind a number to what a page shows of them: names, counts by reason and type, one page."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from ..domain.behind import ALL_ROWS, Behind, BehindRow, Counted, Part, Reason, TypeCount
from ..domain.changes import Group
from ..domain.declaration import StakeholderType
from ..domain.rates import Counts
from ..method.behind import SHOWN, behind
from ..method.differences import Snapshot
from ..method.rates import COUNTS

_NAMED: Final = frozenset({"fr", "es", "ru", "ar", "zh"})
_ROW: Final = (
    "signatory_id",
    "name",
    "stakeholder_type",
    "part",
    "reason",
    "item",
    *SHOWN,
    "items_due",
    "items_counted",
)


def named_rows(edition: Snapshot, group: Group, counted: Counted, language: str) -> pl.DataFrame:
    """The rows of `method.behind` with the name in a language (else in English), in its alphabetical order."""
    name = pl.coalesce(f"name_{language}", "name") if language in _NAMED else pl.col("name")
    rows = behind(edition.cells, edition.signatories, edition.on, group, counted)
    order = pl.col("name").str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    names = edition.signatories.select(pl.col("id").alias("signatory_id"), name.alias("name"))
    return rows.join(names, on="signatory_id", how="left").sort(order, "signatory_id")


def taken_apart(rows: pl.DataFrame, counted: Counted, part: str, offset: int, limit: int | None) -> Behind:
    """The number that the rows make, and one page of a part of them (a `Part`, a `Reason`, or `all`)."""
    wanted = _only(rows, part)
    numerator, denominator = _parts(rows)
    sums = rows.select(pl.col(f"passes_{name}").sum() for name in (*COUNTS, "possible")).row(0)
    counts = Counts(**{name: int(count) for name, count in zip((*COUNTS, "possible"), sums, strict=True)})
    return Behind(
        numerator=numerator,
        denominator=denominator,
        signatories=rows.height,
        counts=counts,
        reasons=_reasons(rows),
        types=tuple(_types(rows)),
        total=wanted.height,
        rows=tuple(_row(*values) for values in wanted.slice(offset, limit).select(_ROW).iter_rows()),
    )


def _only(rows: pl.DataFrame, part: str) -> pl.DataFrame:
    if part == ALL_ROWS:
        return rows
    return rows.filter((pl.col("part") == part) | (pl.col("reason") == part).fill_null(value=False))


def _parts(rows: pl.DataFrame) -> tuple[int, int]:
    """Numerator and denominator."""
    found = dict(rows.group_by("part").len().iter_rows())
    counted = int(found.get(Part.COUNTED.value, 0))
    return counted, counted + int(found.get(Part.NOT_COUNTED.value, 0))


def _reasons(rows: pl.DataFrame) -> tuple[tuple[Part, Reason, int], ...]:
    found = {(part, reason): int(count) for part, reason, count in rows.group_by("part", "reason").len().iter_rows()}
    return tuple(
        (part, reason, found[part.value, reason.value])
        for part in (Part.EXCLUDED, Part.NOT_COUNTED)
        for reason in Reason
        if (part.value, reason.value) in found
    )


def _types(rows: pl.DataFrame) -> list[TypeCount]:
    found = {kind: _parts(of) for (kind,), of in rows.group_by("stakeholder_type")}
    return [TypeCount(kind.value, *found[kind.value]) for kind in StakeholderType if kind.value in found]


def _row(signatory_id: str, name: str, kind: str, part: str, reason: str | None, *rest: Any) -> BehindRow:
    return BehindRow(signatory_id, name, kind, Part(part), Reason(reason) if reason else None, *rest)
