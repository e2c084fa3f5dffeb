"""A hand-made edition for comparisons and practices.

Six African governments: Kenya verified on O1, Ghana claims it, the other four silent. Fiji and Nepal in Asia-Pacific:
Fiji claims O1 and has stopped O2. Austria endorsed a month before the edition and is not due. One firm has a hostile
name. Kenya, Fiji and the firm offer practices, and an international body without a country offers one.
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

ON = date(2026, 11, 1)
HOSTILE = "<b>Bad & Co</b>"
BODIES = (
    ("kenya", "Kenya", "national_government", "KEN"),
    ("ghana", "Ghana", "national_government", "GHA"),
    ("mali", "Mali", "national_government", "MLI"),
    ("niger", "Niger", "national_government", "NER"),
    ("togo", "Togo", "national_government", "TGO"),
    ("zambia", "Zambia", "national_government", "ZMB"),
    ("fiji", "Fiji", "national_government", "FJI"),
    ("nepal", "Nepal", "national_government", "NPL"),
    ("austria", "Austria", "national_government", "AUT"),
    ("bad", HOSTILE, "private_sector", "UGA"),
    ("basin", "Basin Organisation", "international_organisation", None),
)
_ANSWER = {"item": "O1", "cycle": "2026", "as_of": date(2026, 9, 1), "submitted_on": date(2026, 9, 15),
           "additionality": "new", "was_on_time": True}  # fmt: skip
ENTRIES: tuple[dict[str, object], ...] = (
    _ANSWER | {"signatory_id": "kenya", "claimed": 4, "evidence": 2, "decision": "confirm", "decided_evidence": 4},
    _ANSWER | {"signatory_id": "ghana", "claimed": 3, "evidence": 1},
    _ANSWER | {"signatory_id": "fiji", "claimed": 3, "evidence": 1},
    _ANSWER | {"signatory_id": "fiji", "item": "O2", "off_scale": "blocked"},
    _ANSWER | {"signatory_id": "bad", "claimed": 2, "evidence": 1},
    _ANSWER | {"signatory_id": "basin", "item": "O8", "claimed": 3, "evidence": 1},
)
PRACTICES = (
    ("kenya", "O1", "2026", "Flood maps", "Drawn by 40 villages.", "https://climate.go.ke/maps"),
    ("fiji", "O1", "2026", "Warnings by radio", "Heard on 30 islands.", "javascript:alert(1)"),
    ("bad", "O1", "2026", "=1+1 <script>alert(1)</script>", "x\r\nBcc: all@example.org", None),
    ("basin", "O8", "2026", "Peer visits", "Two days each.", None),
)


def write_side_by_side(folder: Path, *, number: int = 1, is_demonstration: bool = False) -> Path:
    """Write the edition."""
    signatories = frames.frame(frames.SIGNATORIES, [_signatory(body) for body in BODIES])
    entries = frames.frame(frames.ENTRIES, list(ENTRIES))
    matrix = frames.frame(frames.APPLICABILITY, [row.model_dump(mode="json") for row in facts.applicability()])
    cells = cells_at(signatories, entries, matrix, ON)
    cycles = frames.frame(frames.CYCLES, [row.model_dump(exclude={"cop", "place"}) for row in facts.cycles()])
    receipts = frames.frame(frames.RECEIPTS, [{"signatory_id": "kenya", "cycle": "2026", "received_on": ON}])
    about = {
        "number": number,
        "published_at": datetime(2026, 11, 2, 9),
        "snapshot_on": ON,
        "method_version": METHOD_VERSION,
        "schema_version": editions.SCHEMA_VERSION,
        "is_demonstration": is_demonstration,
        "trail_head": "0" * 64,
        "title": f"Edition {number}",
    }
    names = pl.DataFrame({"id": [body[0] for body in BODIES], "name": [body[1] for body in BODIES]})
    is_flood = pl.col("signatory_id") == "kenya"
    columns = ("signatory_id", "item", "cycle", "claimed", "off_scale", "as_of", "submitted_on", "was_on_time")
    tables = {
        "edition": pl.DataFrame([about]),
        "item": pl.DataFrame(
            [i.model_dump(include={"code", "kind", "sort", "short", "title"}) for i in facts.items().values()]
        ),
        "signatory": as_counted(signatories).join(names, on="id"),
        "cell": cells,
        "rate": rates(cells, signatories),
        "funnel": funnels(cells, signatories, ON),
        "reporting": reporting_at(signatories, receipts, cycles, ON),
        "follow_up": follow_up(cells),
        "entry": entries.select(columns).with_columns(
            pl.when(is_flood).then(pl.lit("O1.3 O1.4")).alias("elements"),
        ),
        "practice": pl.DataFrame(
            PRACTICES,
            schema=dict.fromkeys(("signatory_id", "item", "cycle", "title", "summary", "url"), pl.String),
            orient="row",
        ),
    }
    return editions.write(folder, number, tables)


def _signatory(body: tuple[str, str, str, str | None]) -> dict[str, object]:
    signatory_id, _, kind, iso3 = body
    country = facts.countries().get(iso3 or "")
    endorsed_on = date(2026, 10, 1) if signatory_id == "austria" else date(2024, 11, 16)
    about = {"id": signatory_id, "stakeholder_type": kind, "iso3": iso3,
             "endorsed_on": endorsed_on, "known_since": endorsed_on}  # fmt: skip
    if country is None:
        return about
    return about | {
        "annex_i": country.annex_i if kind == "national_government" else None,
        "itu_region": country.itu_region,
        "un_region": country.un_region,
        "is_ldc": country.ldc,
        "is_lldc": country.lldc,
        "is_sids": country.sids,
        "income_group": country.world_bank_income,
    }
