"""A register of the size that the desk is measured at: 20,000 signatories, 100,000 entries, in some seconds.

`python -m tests.bench.big_register PATH` makes it. Seeded, invented, marked as a demonstration; Irene and Pavel can
sign in. Half of the signatories reported on ten items, 6,000 of them in 2026; two thirds of the entries carry evidence,
a third a decision; a quarter of the signatories have an officer and 8,000 contacts are noted; 4,000 have a focal point.
"""

from __future__ import annotations

import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Final

import numpy as np
import polars as pl

from gda_tracker.domain.permissions import SYSTEM, Role
from gda_tracker.facts import countries, cycles
from gda_tracker.register.database import Change, Register
from gda_tracker.services.demonstration import ACCOUNTS, BASELINE, PASSWORD
from gda_tracker.services.demonstration.names import Body, invented
from gda_tracker.services.people import add_person

SIGNATORIES: Final = 20_000
ITEMS: Final = ("O1", "O2", "O3", "O4", "O5", "O6", "O7", "O8", "F1", "F2")
REPORTS: Final = {"2025": (0, 4000), "2026": (2000, 8000)}
"""Cycle → which of the signatories, by place, reported in it; ten entries each make 100,000."""
TODAY: Final = date(2026, 11, 22)
KINDS: Final = ("own_page", "primary_document")
CONTACTS: Final = ("call", "email", "meeting", "letter", "mission", "other")


def build(path: Path, size: int = SIGNATORIES) -> None:
    """Make the register; `size` other than the whole makes a small one of the same kind."""
    chance = np.random.default_rng(29)
    bodies = list(invented(size, countries(), Random(29), TODAY))
    order = chance.permutation(len(bodies))
    ids = pl.Series([bodies[place].signatory_id for place in order])
    register = Register.create(path, is_demonstration=True)
    _signatories(register, bodies)
    for email, name, role, whose in ACCOUNTS:
        add_person(register, SYSTEM, email, name, {role}, set(whose), password=PASSWORD)
    for cycle, (first, last) in REPORTS.items():
        part = ids.slice(first * size // SIGNATORIES, (last - first) * size // SIGNATORIES)
        opens_on = next(each.opens_on for each in cycles() if each.code == cycle)
        with register.change(SYSTEM) as change:
            change.trail("report.submit", f"cycle/{cycle}")
            _reports(change, part, cycle, opens_on, chance)
    with register.change(SYSTEM) as change:
        change.trail("desk.fill", "desk")
        _desk(change, ids, chance)
    register.close()


def _signatories(register: Register, bodies: list[Body]) -> None:
    table = pl.DataFrame(
        [(body.signatory_id, body.name, body.stakeholder_type.value, body.iso3) for body in bodies],
        schema=["signatory_id", "name", "stakeholder_type", "iso3"],
        orient="row",
    )
    endorsed = pl.DataFrame(
        {
            "endorsement_id": [f"{body.signatory_id}/1" for body in bodies],
            "signatory_id": [body.signatory_id for body in bodies],
            "endorsed_on": [body.endorsed_on for body in bodies],
            "channel": [body.channel for body in bodies],
            "withdrawn_on": pl.Series([body.withdrawn_on for body in bodies], dtype=pl.Date),
        }
    )
    with register.change(SYSTEM) as change:
        change.trail("signatories.import", "signatories")
        for cycle in (BASELINE, *cycles()):
            change.insert("cycle_row", cycle.model_dump())
        change.insert_frame("signatory_row", table.to_arrow())
        change.insert_frame("endorsement_row", endorsed.to_arrow())


def _reports(change: Change, ids: pl.Series, cycle: str, opens_on: date, chance: np.random.Generator) -> None:
    days = chance.integers(0, 200, len(ids))
    sent = pl.Series([datetime.combine(opens_on + timedelta(days=int(day)), time(12)) for day in days])
    reports = pl.DataFrame({"signatory_id": ids, "submitted_at": sent}).with_columns(
        cycle=pl.lit(cycle), submitted_by=pl.lit("amina")
    )
    change.insert_frame("submission_row", reports.to_arrow())
    entries = _entries(reports, cycle, chance)
    change.insert_frame("entry_row", entries.to_arrow())
    level = chance.integers(0, 3, entries.height)
    evidence = (
        entries.select("version_id", "entry_id")
        .with_columns(level=pl.Series(level))
        .filter(pl.col("level") > 0)
        .select(
            "version_id",
            pl.lit(1, dtype=pl.Int16).alias("ordinal"),
            pl.when(pl.col("level") == 2).then(pl.lit(KINDS[1])).otherwise(pl.lit(KINDS[0])).alias("kind"),
            ("Strategy, " + pl.col("entry_id")).alias("title"),
            ("https://example.org/" + pl.col("entry_id")).alias("url"),
            pl.lit("p. 12").alias("locator"),
            pl.lit(value=True).alias("is_public"),
        )
    )
    change.insert_frame("evidence_row", evidence.to_arrow())
    decided = entries.filter(pl.Series(chance.integers(0, 3, entries.height)) == 0).select(
        "version_id",
        "entry_id",
        "signatory_id",
        pl.lit("confirm").alias("decision"),
        pl.lit(3, dtype=pl.Int16).alias("evidence"),
        (pl.col("saved_at") + timedelta(days=9)).alias("decided_at"),
        pl.lit("irene").alias("decided_by"),
    )
    change.insert_frame("review_row", decided.to_arrow())


def _entries(reports: pl.DataFrame, cycle: str, chance: np.random.Generator) -> pl.DataFrame:
    entries = reports.select("signatory_id", pl.col("submitted_at").alias("saved_at")).join(
        pl.DataFrame({"item": ITEMS}), how="cross"
    )
    rows = entries.height
    digits = chance.bytes(12 * rows).hex()
    added = pl.Series(["new", "expanded", "pre_existing", "unknown"])
    ages = pl.Series(chance.integers(0, 500, rows))
    return entries.with_columns(
        entry_id=pl.col("signatory_id") + f"/{cycle}/" + pl.col("item"),
        version_id=pl.Series([digits[start : start + 24] for start in range(0, len(digits), 24)]),
        cycle=pl.lit(cycle),
        claimed=pl.Series(chance.integers(0, 5, rows), dtype=pl.Int16),
        as_of=pl.col("saved_at").dt.date() - pl.duration(days=ages),
        narrative=pl.lit("What was done on ") + pl.col("item") + " by " + pl.col("signatory_id") + ".",
        elements=pl.when(pl.col("item").str.starts_with("O")).then(pl.col("item") + ".1"),
        additionality=added[chance.integers(0, 4, rows)],
        saved_by=pl.lit("amina"),
        is_submitted=pl.lit(value=True),
    )


def _desk(change: Change, ids: pl.Series, chance: np.random.Generator) -> None:
    """Focal points, officers and contacts, so that the board has what it shows."""
    people = ids.slice(0, len(ids) // 5)
    noon = datetime.combine(TODAY - timedelta(days=60), time(12))
    persons = "person-" + people
    change.insert_frame(
        "person_row",
        pl.DataFrame({"person_id": persons, "email": people + "@example.org", "name": "Focal point of " + people})
        .with_columns(is_active=pl.lit(value=True))
        .to_arrow(),
    )
    change.insert_frame(
        "role_row",
        pl.DataFrame({"person_id": persons, "signatory_id": people})
        .with_columns(role=pl.lit(Role.FOCAL_POINT.value), is_held=pl.lit(value=True))
        .to_arrow(),
    )
    staff = change.rows("SELECT person_id FROM person WHERE email LIKE '%@itu.example' ORDER BY email")
    officers = pl.Series([str(row["person_id"]) for row in staff])
    looked_after = ids.sample(len(ids) // 4, seed=29)
    change.insert_frame(
        "officer_row",
        pl.DataFrame(
            {"signatory_id": looked_after, "person_id": officers[chance.integers(0, len(officers), len(looked_after))]}
        )
        .with_columns(set_at=pl.lit(noon), set_by=pl.lit("irene"))
        .to_arrow(),
    )
    count = 2 * len(ids) // 5
    days = [TODAY - timedelta(days=int(day)) for day in chance.integers(1, 300, count)]
    contacts = pl.DataFrame(
        {
            "contact_id": [f"contact-{number}" for number in range(count)],
            "signatory_id": ids[chance.integers(0, len(ids), count)],
            "kind": pl.Series(CONTACTS)[chance.integers(0, len(CONTACTS), count)],
            "happened_on": days,
            "note": "Spoke about the report.",
            "next_step": "Call again",
            "next_on": [day + timedelta(days=90) for day in days],
        }
    ).with_columns(set_at=pl.lit(noon), set_by=pl.lit("irene"))
    change.insert_frame("contact_row", contacts.to_arrow())


if __name__ == "__main__":
    build(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
