"""The tables of an edition about what was given beside the answers: measures, indicators, partners, goals."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import polars as pl

from .. import facts
from ..editions import Source
from ..register import Register, accepted_details

_KEY = ("signatory_id", "item", "cycle")


def detail_tables(register: Register) -> dict[str, Source]:
    """Of accepted entries alone, inside `accepting`; what is long is streamed when its turn comes."""
    extras = pl.DataFrame(accepted_details.extras(register))
    return {
        "measure": partial(accepted_details.measures, register),
        "indicator": partial(_indicators, register),
        "partner": _partners(extras),
        "goal": _goals(extras),
    }


def _indicators(register: Register) -> Iterator[pl.DataFrame]:
    """Each value with the name, unit, definition and standard that its code has in the catalogue today."""
    catalogue = _catalogue()
    for part in accepted_details.indicators(register):
        found = pl.DataFrame(part.read_all()).join(catalogue, on="code", how="left", maintain_order="left")
        yield found.with_columns(
            name=pl.coalesce("known_name", "name", "code", pl.lit("–")), unit=pl.coalesce("known_unit", "unit")
        ).drop("known_name", "known_unit")


def _catalogue() -> pl.DataFrame:
    rows = [(one.code, one.name, one.unit, one.definition, one.standard) for one in facts.indicators().values()]
    names = ("code", "known_name", "known_unit", "definition", "standard")
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def _partners(extras: pl.DataFrame) -> pl.DataFrame:
    names = extras.select(*_KEY, name=pl.col("partners").cast(pl.String).str.split("\n"))
    listed = names.explode("name").drop_nulls("name").filter(pl.col("name") != "")
    return listed.with_columns(ordinal=pl.int_range(1, pl.len() + 1).over(_KEY).cast(pl.Int16))


def _goals(extras: pl.DataFrame) -> pl.DataFrame:
    numbers = extras.select(*_KEY, sdg=pl.col("sdgs").cast(pl.String).str.split(" "))
    return (
        numbers.explode("sdg").drop_nulls("sdg").filter(pl.col("sdg") != "").with_columns(pl.col("sdg").cast(pl.Int16))
    )
