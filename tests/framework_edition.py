"""A hand-made edition for the framework: NDCs the day before, on and the day after the endorsement, and the unknown.

Kenya's NDC is dated the day after its endorsement, Fiji's the day before, Austria's on the day; nothing is known of
Malawi's; Malaysia claims a TAP that the registry does not show. Chad withdrew. The European Union is there.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import polars as pl

from gda_tracker import facts
from gda_tracker.editions import write
from gda_tracker.method import METHOD_VERSION, frames
from gda_tracker.method.cells import as_counted, cells_at
from gda_tracker.method.rates import follow_up, funnels, rates
from gda_tracker.method.reporting import reporting_at

ON = date(2026, 11, 1)
ENDORSED_ON = date(2024, 11, 16)
BODIES = (
    ("kenya", "Kenya", "national_government", "KEN"),
    ("fiji", "Fiji", "national_government", "FJI"),
    ("austria", "Austria", "national_government", "AUT"),
    ("malawi", "Malawi", "national_government", "MWI"),
    ("malaysia", "Malaysia", "national_government", "MYS"),
    ("chad", "Chad", "national_government", "TCD"),
    ("european-union", "European Union", "international_organisation", "EUU"),
    ("ftth-council-europe", "FTTH Council Europe", "private_sector", "BEL"),
)
_ANSWER = {"cycle": "2026", "as_of": date(2026, 9, 1), "submitted_on": date(2026, 9, 15), "additionality": "new",
           "was_on_time": True}  # fmt: skip
_SCRAPED = "derived from ndc.csv (registry as scraped to 2026-08-19)"
_READING = "third-party reading of the registry (https://unfccc.int/ttclear/tna/reports.html)"
FACTS = (
    ("ndc_latest", "KEN", "Second NDC", date(2024, 11, 17), _SCRAPED, "https://unfccc.int/kenya.pdf"),
    ("ndc_new_since_2024_11", "KEN", "yes", date(2024, 11, 17), _SCRAPED, None),
    ("ndc_latest", "FJI", "First NDC", date(2024, 11, 15), _SCRAPED, "javascript:alert(1)"),
    ("ndc_new_since_2024_11", "FJI", "yes", date(2024, 11, 15), _SCRAPED, None),
    ("ndc_latest", "AUT", "EU NDC <b>", date(2024, 11, 16), _SCRAPED, "https://unfccc.int/eu.pdf"),
    ("ndc_new_since_2024_11", "AUT", "no", None, _SCRAPED, None),
    ("ndc_latest", "EUU", "EU NDC", date(2025, 11, 5), _SCRAPED, "https://unfccc.int/eu.pdf"),
    ("ndc_new_since_2024_11", "USA", "yes", date(2024, 12, 19), _SCRAPED, None),
    ("tna_report", "KEN", "true", None, _READING, None),
    ("tap", "MYS", "not_listed", None, _READING, None),
    ("ctcn_assistance_count", "MYS", "2", date(2026, 8, 18), _READING, None),
    ("ctcn_digital_assistance", "MYS", "no", date(2026, 8, 18), _READING, None),
    ("public_progress", "FTTH Council Europe", "Showed its platform", None, None, "https://ftthcouncil.eu"),
)


def write_framework(folder: Path, *, number: int = 1) -> Path:
    """Write the edition."""
    signatories = frames.frame(frames.SIGNATORIES, [_signatory(body) for body in BODIES])
    entries = frames.frame(
        frames.ENTRIES,
        [
            _ANSWER | {"signatory_id": "kenya", "item": "F8", "claimed": 4, "evidence": 2, "decision": "confirm",
                       "decided_evidence": 4},
            _ANSWER | {"signatory_id": "fiji", "item": "F8", "claimed": 3, "evidence": 1},
            _ANSWER | {"signatory_id": "malaysia", "item": "F6", "claimed": 3, "evidence": 1},
            _ANSWER | {"signatory_id": "malaysia", "item": "F7", "claimed": 2, "evidence": 1},
            _ANSWER | {"signatory_id": "malawi", "item": "F8", "claimed": 3, "evidence": 1},
        ],
    )  # fmt: skip
    matrix = frames.frame(frames.APPLICABILITY, [row.model_dump(mode="json") for row in facts.applicability()])
    cells = cells_at(signatories, entries, matrix, ON)
    cycles = frames.frame(frames.CYCLES, [row.model_dump(exclude={"cop", "place"}) for row in facts.cycles()])
    receipts = frames.frame(frames.RECEIPTS, [{"signatory_id": "kenya", "cycle": "2026", "received_on": ON}])
    names = pl.DataFrame({"id": [body[0] for body in BODIES], "name": [body[1] for body in BODIES]})
    names = names.with_columns(pl.when(pl.col("id") == "austria").then(pl.lit("Österreich")).alias("name_fr"))
    return write(
        folder,
        number,
        {
            "edition": _info(number),
            "item": pl.DataFrame(
                [i.model_dump(include={"code", "kind", "sort", "short", "title"}) for i in facts.items().values()]
            ),
            "signatory": as_counted(signatories).join(names, on="id"),
            "cell": cells,
            "rate": rates(cells, signatories),
            "funnel": funnels(cells, signatories, ON),
            "reporting": reporting_at(signatories, receipts, cycles, ON),
            "follow_up": follow_up(cells),
            "registry_fact": pl.DataFrame(
                FACTS,
                schema={"what": pl.String, "whom": pl.String, "value": pl.String, "date": pl.Date,
                        "source_title": pl.String, "source_url": pl.String},
                orient="row",
            ),
        },
    )  # fmt: skip


def _signatory(body: tuple[str, str, str, str]) -> dict[str, object]:
    signatory_id, _, kind, iso3 = body
    country = facts.countries()[iso3]
    return {
        "id": signatory_id,
        "stakeholder_type": kind,
        "iso3": iso3,
        "annex_i": country.annex_i if kind == "national_government" else None,
        "itu_region": country.itu_region,
        "un_region": country.un_region,
        "is_ldc": country.ldc,
        "is_lldc": country.lldc,
        "is_sids": country.sids,
        "income_group": country.world_bank_income,
        "endorsed_on": ENDORSED_ON,
        "known_since": ENDORSED_ON,
        "withdrawn_on": date(2026, 1, 1) if signatory_id == "chad" else None,
    }


def _info(number: int) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "number": [number],
            "published_at": [datetime(2026, 11, 2, 9, 30)],
            "snapshot_on": [ON],
            "method_version": [METHOD_VERSION],
            "schema_version": [1],
            "is_demonstration": [False],
            "trail_head": ["0" * 64],
            "title": [f"Edition {number}"],
        }
    )
