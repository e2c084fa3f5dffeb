"""A register file filled to the brim: every body reported on all 18 items in each cycle, two thirds of the entries
carry evidence, half of them a decision. Text is as short as it gets, so that what is measured is the work on rows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from gda_tracker.domain.declaration import ITEM_CODES, StakeholderType
from gda_tracker.domain.permissions import SYSTEM
from gda_tracker.facts import countries, cycles
from gda_tracker.register.database import Change, Register
from gda_tracker.services.demonstration import BASELINE

CYCLES: Final = (BASELINE, *cycles()[:2])
BODIES_AT_ONCE: Final = 20_000
KINDS: Final = ("own_page", "primary_document")


def build(path: Path, size: int) -> None:
    """Make the register; rows come cycle by cycle, report by report, as they would in time."""
    chance = np.random.default_rng(29)
    register = Register.create(path, is_demonstration=True)
    with register.change(SYSTEM) as change:
        change.trail("signatories.import", "signatories")
        for cycle in CYCLES:
            change.insert("cycle_row", cycle.model_dump())
        bodies = _bodies(size, chance)
        change.insert_frame("signatory_row", bodies.to_arrow())
        change.insert_frame("endorsement_row", _endorsements(bodies).to_arrow())
    for cycle in CYCLES:
        for part in _slices(bodies["signatory_id"]):
            with register.change(SYSTEM) as change:
                change.trail("report.submit", f"cycle/{cycle.code}")
                _report(change, part, cycle.code, cycle.opens_on, chance)
    register.close()


def _slices(ids: pl.Series) -> Iterator[pl.Series]:
    return (ids.slice(start, BODIES_AT_ONCE) for start in range(0, len(ids), BODIES_AT_ONCE))


def _bodies(size: int, chance: np.random.Generator) -> pl.DataFrame:
    ids = pl.Series([f"signatory-{n:06}" for n in range(size)])
    kinds = pl.Series([kind.value for kind in StakeholderType])[chance.integers(0, len(StakeholderType), size)]
    places = pl.Series([code for code in countries() if code != "EUU"])
    return pl.DataFrame(
        {
            "signatory_id": ids,
            "name": ids,
            "stakeholder_type": kinds,
            "iso3": places[chance.integers(0, len(places), size)],
        }
    )


def _endorsements(bodies: pl.DataFrame) -> pl.DataFrame:
    return bodies.select(
        (pl.col("signatory_id") + "/1").alias("endorsement_id"),
        "signatory_id",
        pl.lit(date(2024, 11, 16)).alias("endorsed_on"),
        pl.lit("letter").alias("channel"),
    )


def _report(change: Change, ids: pl.Series, cycle: str, day: date, chance: np.random.Generator) -> None:
    at_noon = datetime.combine(day, time(12))
    reports = pl.DataFrame({"signatory_id": ids}).with_columns(
        cycle=pl.lit(cycle), submitted_at=pl.lit(at_noon), submitted_by=pl.lit("amina")
    )
    change.insert_frame("submission_row", reports.to_arrow())
    entries = _entries(ids, cycle, at_noon, chance)
    change.insert_frame("entry_row", entries.to_arrow())
    evidence = chance.integers(0, 3, entries.height)
    change.insert_frame("evidence_row", _evidence(entries, evidence).to_arrow())
    change.insert_frame("review_row", _reviews(entries, at_noon, chance).to_arrow())


def _entries(ids: pl.Series, cycle: str, at_noon: datetime, chance: np.random.Generator) -> pl.DataFrame:
    rows = len(ids) * len(ITEM_CODES)
    items = pl.Series(ITEM_CODES)[np.tile(np.arange(len(ITEM_CODES)), len(ids))]
    days = pl.Series([at_noon.date(), date(at_noon.year, 1, 31), None])
    added = pl.Series(["new", "expanded", "pre_existing", "unknown"])
    return pl.DataFrame(
        {"signatory_id": ids[np.repeat(np.arange(len(ids)), len(ITEM_CODES))], "item": items}
    ).with_columns(
        entry_id=pl.col("signatory_id") + f"/{cycle}/" + pl.col("item"),
        version_id=_version_ids(rows, chance),
        cycle=pl.lit(cycle),
        claimed=pl.Series(chance.integers(0, 5, rows), dtype=pl.Int16),
        as_of=days[chance.choice(3, rows, p=[0.6, 0.3, 0.1])],
        narrative=pl.lit("What was done on ") + pl.col("item") + " by " + pl.col("signatory_id") + ".",
        elements=pl.col("item") + ".1",
        additionality=added[chance.integers(0, 4, rows)],
        saved_at=pl.lit(at_noon),
        saved_by=pl.lit("amina"),
        is_submitted=pl.lit(value=True),
    )


def _version_ids(rows: int, chance: np.random.Generator) -> pl.Series:
    """As unlike each other as those of a real register: 24 hexadecimal digits."""
    digits = chance.bytes(12 * rows).hex()
    return pl.Series([digits[start : start + 24] for start in range(0, len(digits), 24)])


def _evidence(entries: pl.DataFrame, evidence: np.ndarray) -> pl.DataFrame:
    attached = (
        entries.select("version_id", "entry_id").with_columns(level=pl.Series(evidence)).filter(pl.col("level") > 0)
    )
    return attached.select(
        "version_id",
        pl.lit(1, dtype=pl.Int16).alias("ordinal"),
        pl.when(pl.col("level") == 2).then(pl.lit(KINDS[1])).otherwise(pl.lit(KINDS[0])).alias("kind"),
        ("Strategy, " + pl.col("entry_id")).alias("title"),
        ("https://example.org/" + pl.col("entry_id")).alias("url"),
        pl.lit("p. 12").alias("locator"),
        pl.lit(value=True).alias("is_public"),
    )


def _reviews(entries: pl.DataFrame, at_noon: datetime, chance: np.random.Generator) -> pl.DataFrame:
    decided = entries.filter(pl.Series(chance.integers(0, 2, entries.height)) == 1)
    levels = pl.Series([3, 4, None], dtype=pl.Int16)[chance.choice(3, decided.height, p=[0.3, 0.1, 0.6])]
    return decided.select(
        "version_id",
        "entry_id",
        "signatory_id",
        pl.lit("confirm").alias("decision"),
        levels.alias("evidence"),
        pl.lit(at_noon).alias("decided_at"),
        pl.lit("irene").alias("decided_by"),
    )


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]))
