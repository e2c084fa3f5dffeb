"""Two small editions made by hand, before and after a report cycle, so that every change is a number one can count.

Six governments. In January 2026 Kenya is verified on O1 and Fiji claims O1; nobody else has reported, Togo has not
endorsed. By November Kenya is verified on O2 too, Fiji's facts are out of date, Austria is verified on O1 with its
first report, Chile has reported that there is nothing new, Togo has endorsed and is due, Nepal is still silent.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import polars as pl

from gda_tracker import editions, facts
from gda_tracker.method import METHOD_VERSION, frames
from gda_tracker.method.cells import as_counted, cells_at
from gda_tracker.method.rates import follow_up, funnels, rates
from gda_tracker.method.reporting import reporting_at

JANUARY, NOVEMBER = date(2026, 1, 15), date(2026, 11, 1)
BODIES = {"kenya": "KEN", "fiji": "FJI", "austria": "AUT", "chile": "CHL", "nepal": "NPL", "togo": "TGO"}
VERIFIED = {"claimed": 3, "evidence": 2, "decision": "confirm", "decided_status": 3, "decided_evidence": 3}
EARLY = {"cycle": "2025", "as_of": date(2025, 9, 1), "submitted_on": date(2025, 9, 15)}
LATE = {"cycle": "2026", "as_of": date(2026, 9, 1), "submitted_on": date(2026, 9, 20)}
ENTRIES: tuple[dict[str, object], ...] = (
    {"signatory_id": "kenya", "item": "O1", "additionality": "new"} | VERIFIED | EARLY,
    {"signatory_id": "fiji", "item": "O1", "claimed": 3, "evidence": 1} | EARLY | {"as_of": date(2024, 10, 1)},
    {"signatory_id": "kenya", "item": "O2", "additionality": "new"} | VERIFIED | LATE,
    {"signatory_id": "austria", "item": "O1", "additionality": "pre_existing"} | VERIFIED | LATE,
    {"signatory_id": "chile", "item": "O3", "off_scale": "no_update"} | LATE,
)
RECEIPTS = (
    ("kenya", "2025", date(2025, 9, 15)),
    ("fiji", "2025", date(2025, 11, 1)),
    ("kenya", "2026", date(2026, 9, 20)),
    ("austria", "2026", date(2026, 9, 20)),
    ("chile", "2026", date(2026, 10, 20)),
)


def write_two(folder: Path) -> None:
    """Edition 1 of January and edition 2 of November 2026."""
    _write(folder, 1, JANUARY)
    _write(folder, 2, NOVEMBER)


def _write(folder: Path, number: int, on: date) -> None:
    signatories = frames.frame(frames.SIGNATORIES, [_body(name) for name in BODIES if _known_since(name) <= on])
    matrix = frames.frame(frames.APPLICABILITY, [row.model_dump(mode="json") for row in facts.applicability()])
    cells = cells_at(signatories, frames.frame(frames.ENTRIES, list(ENTRIES)), matrix, on)
    cycles = frames.frame(frames.CYCLES, [row.model_dump(exclude={"cop", "place"}) for row in facts.cycles()])
    receipts = frames.frame(
        frames.RECEIPTS,
        [{"signatory_id": name, "cycle": cycle, "received_on": day} for name, cycle, day in RECEIPTS],
    )
    about = {
        "number": number,
        "published_at": datetime(on.year, on.month, on.day, 9),
        "snapshot_on": on,
        "method_version": METHOD_VERSION,
        "schema_version": editions.SCHEMA_VERSION,
        "is_demonstration": False,
        "trail_head": "0" * 64,
        "title": f"Edition {number}",
    }
    items = [row.model_dump(include={"code", "kind", "sort", "short", "title"}) for row in facts.items().values()]
    named = as_counted(signatories).with_columns(pl.col("id").str.to_titlecase().alias("name"))
    reported = [
        {name: entry.get(name) for name in ("signatory_id", "item", "cycle", "claimed", "submitted_on")}
        | {"elements": "O1.1 O1.3" if entry["signatory_id"] == "kenya" else None}
        for entry in ENTRIES
        if entry["item"] == "O1"
    ]
    tables = {
        "edition": pl.DataFrame([about]),
        "item": pl.DataFrame(items),
        "signatory": named,
        "cell": cells,
        "rate": rates(cells, signatories),
        "funnel": funnels(cells, signatories, on),
        "follow_up": follow_up(cells),
        "reporting": reporting_at(signatories, receipts, cycles, on),
        "entry": pl.DataFrame(reported, infer_schema_length=None),
    }
    editions.write(folder, number, tables)


def _known_since(name: str) -> date:
    return date(2026, 3, 1) if name == "togo" else date(2024, 11, 16)


def _body(name: str) -> dict[str, object]:
    country = facts.countries()[BODIES[name]]
    return {
        "id": name,
        "stakeholder_type": "national_government",
        "iso3": country.iso3,
        "annex_i": country.annex_i,
        "itu_region": country.itu_region,
        "un_region": country.un_region,
        "is_ldc": country.ldc,
        "is_lldc": country.lldc,
        "is_sids": country.sids,
        "income_group": country.world_bank_income,
        "endorsed_on": _known_since(name),
        "known_since": _known_since(name),
    }
