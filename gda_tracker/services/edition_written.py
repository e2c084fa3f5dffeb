"""What changes in public beside the rates, signatory by signatory: its light and days, and what is written of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import polars as pl

from .. import editions
from ..editions import Edition, EditionInfo, Source
from ..editions.written import (
    FACT,
    KINDS,
    reporting_table,
    written_anew,
    written_in,
    written_otherwise,
)
from ..register import Register
from .edition_tables import Computed, public_tables

REPORTED: Final = ("light", "due_on", "received_on")
"""What of the reporting of a signatory can change; the columns of `Written.rows` with `from_` and `to_` before them."""
_REPORTING: Final = ("cycle", *REPORTED)
_SCHEMA: Final = {
    "signatory_id": pl.String, "name": pl.String, "stakeholder_type": pl.String, "itu_region": pl.String,
    **{f"{end}{name}": pl.Date if name.endswith("_on") else pl.String
       for name in _REPORTING for end in ("from_", "to_")},
    **dict.fromkeys(KINDS, pl.Boolean),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """One row a signatory whose light, due day or receipt changes, or of which something else is written, by name.

    Columns: who it is; `from_` and `to_` each of `cycle` and `REPORTED`, empty where it was not, or is not, asked to
    report; and for each of `KINDS` whether it is written otherwise.
    """

    rows: pl.DataFrame

    @property
    def reporting(self) -> pl.DataFrame:
        """Those whose light, due day or receipt changes."""
        return self.rows.filter(pl.any_horizontal(_differs(name) for name in _REPORTING))

    @property
    def texts(self) -> pl.DataFrame:
        """Those of whom something else is written: answers, decisions, facts."""
        return self.rows.filter(pl.any_horizontal(KINDS))

    def chosen(self, what: str, search: str) -> pl.DataFrame:
        """Those with this change, one of `REPORTED` or `KINDS`, or any; and with this part of a name."""
        rows = self.rows
        if what in REPORTED:
            rows = rows.filter(_differs(what))
        elif what in KINDS:
            rows = rows.filter(what)
        if search:
            rows = rows.filter(pl.col("name").str.to_lowercase().str.contains(search.lower(), literal=True))
        return rows


NOTHING: Final = Written(pl.DataFrame(schema=_SCHEMA))


@dataclass(frozen=True, slots=True)
class Side:
    """What an edition, or one that could be published, holds of each signatory."""

    marks: pl.DataFrame
    reporting: pl.DataFrame
    bodies: pl.DataFrame
    """As `signatory` of the edition: `id`, `name`, `stakeholder_type`, `itu_region`, `iso3`."""


def side_of(info: EditionInfo, other: EditionInfo | None = None) -> Side:
    """A published edition, told in the columns that the other one has too."""
    left_out = frozenset[tuple[str, str]]()
    if other is not None:
        with Edition.open(other.path) as edition:
            left_out = edition.lacks
    return _published(info, left_out)


# An edition never changes; a demonstration may be made anew under its number, and then has another trail head.
@lru_cache(maxsize=4)
def _published(info: EditionInfo, left_out: frozenset[tuple[str, str]]) -> Side:
    with Edition.open(info.path) as edition:
        bodies = pl.DataFrame(editions.signatory_table(edition))
        return Side(written_in(edition, left_out), reporting_table(edition), bodies)


def written_since(register: Register, computed: Computed, published: EditionInfo) -> Written:
    """What publishing would change of what is public, inside the same `accepting` as `compute`."""
    return written_between(side_of(published), side_anew(public_tables(register, computed), published))


def side_anew(tables: Mapping[str, Source], beside: EditionInfo) -> Side:
    """The tables that could be published, told in the columns that the published edition has too."""
    with Edition.open(beside.path) as edition:
        left_out = edition.lacks
    reporting, bodies = tables["reporting"], tables["signatory"]
    if not isinstance(reporting, pl.DataFrame) or not isinstance(bodies, pl.DataFrame):
        raise TypeError("reporting and signatories are whole tables")
    return Side(written_anew(tables, left_out), reporting, bodies)


def written_between(before: Side, after: Side) -> Written:
    """Every signatory of either side of which something is public otherwise, by name."""
    bodies = pl.concat(
        [before.bodies.join(after.bodies, on="id", how="anti").select(_BODY), after.bodies.select(_BODY)]
    )
    marks = [_by_signatory(side.marks, bodies) for side in (before, after)]
    kinds = written_otherwise(*marks).with_columns(pl.lit(value=True).alias("is_other"))
    texts = kinds.pivot("kind", index="whom", values="is_other").rename({"whom": "signatory_id"})
    sides = [
        side.reporting.select("signatory_id", *(pl.col(name).alias(f"{end}{name}") for name in _REPORTING))
        for side, end in ((before, "from_"), (after, "to_"))
    ]
    reporting = sides[0].join(sides[1], on="signatory_id", how="full", coalesce=True)
    # Whose light and days stay as they are keeps them beside what else is written of it.
    found = reporting.join(texts, on="signatory_id", how="full", coalesce=True)
    found = found.join(bodies.rename({"id": "signatory_id"}), on="signatory_id", how="inner")
    whole = found.with_columns(
        *[pl.lit(value=False).alias(kind) for kind in KINDS if kind not in found.columns]
    ).with_columns(pl.col(kind).fill_null(value=False) for kind in KINDS)
    whole = whole.filter(pl.any_horizontal(*KINDS, *(_differs(name) for name in _REPORTING)))
    return Written(whole.select(pl.col(name).cast(kind) for name, kind in _SCHEMA.items()).sort("name", "signatory_id"))


_BODY: Final = ("id", "name", "stakeholder_type", "itu_region", "iso3")


def _by_signatory(marks: pl.DataFrame, bodies: pl.DataFrame) -> pl.DataFrame:
    """With what registries show about a country or a named body put to the government, or body, that it is about."""
    is_state = pl.col("stakeholder_type") == "national_government"
    told = pl.concat(
        [
            bodies.filter(is_state & pl.col("iso3").is_not_null()).select(pl.col("iso3").alias("whom"), "id"),
            bodies.select(pl.col("name").alias("whom"), "id"),
        ]
    ).unique("whom")
    facts = marks.filter(pl.col("kind") == FACT).join(told, on="whom", how="inner")
    facts = facts.with_columns(pl.concat_str("source", pl.lit(" "), "whom").alias("source"), pl.col("id").alias("whom"))
    return pl.concat([marks.filter(pl.col("kind") != FACT), facts.select(marks.columns)])


def _differs(name: str) -> pl.Expr:
    return pl.col(f"from_{name}").ne_missing(pl.col(f"to_{name}"))
