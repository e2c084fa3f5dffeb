"""A small published edition: Kenya verified on O1, Fiji claims it, Austria silent, the EU and a fibre council."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from gda_tracker import facts
from gda_tracker.editions import Edition, write
from gda_tracker.method import METHOD_VERSION, frames
from gda_tracker.method.cells import as_counted, cells_at
from gda_tracker.method.rates import follow_up, funnels, rates
from gda_tracker.method.reporting import reporting_at

ON = date(2026, 11, 1)
BODIES = (
    ("kenya", "Kenya", "national_government", "KEN"),
    ("fiji", "Fiji", "national_government", "FJI"),
    ("austria", "Austria", "national_government", "AUT"),
    ("european-union", "European Union", "international_organisation", "EUU"),
    ("ftth-council-europe", "FTTH Council Europe", "private_sector", "BEL"),
)
ANSWER = {"item": "O1", "cycle": "2026", "as_of": date(2026, 9, 1), "submitted_on": date(2026, 9, 15),
          "additionality": "new", "was_on_time": True}  # fmt: skip


def _signatory(body: tuple[str, str, str, str]) -> dict[str, object]:
    signatory_id, _, kind, iso3 = body
    country = facts.countries()[iso3]
    is_state = kind == "national_government"
    return {
        "id": signatory_id,
        "stakeholder_type": kind,
        "iso3": iso3,
        "annex_i": country.annex_i if is_state else None,
        "itu_region": country.itu_region,
        "un_region": country.un_region,
        "is_ldc": country.ldc,
        "is_lldc": country.lldc,
        "is_sids": country.sids,
        "income_group": country.world_bank_income,
        "endorsed_on": date(2024, 11, 16),
        "known_since": date(2024, 11, 16),
    }


@pytest.fixture(scope="session")
def small_tables() -> dict[str, pl.DataFrame]:
    """The tables of edition 1, as the publishing service would hand them over."""
    signatories = frames.frame(frames.SIGNATORIES, [_signatory(body) for body in BODIES])
    entries = frames.frame(
        frames.ENTRIES,
        [
            ANSWER
            | {"signatory_id": "kenya", "claimed": 4, "evidence": 2, "decision": "confirm", "decided_evidence": 4},
            ANSWER | {"signatory_id": "fiji", "claimed": 3, "evidence": 1, "additionality": "pre_existing"},
            ANSWER | {"signatory_id": "ftth-council-europe", "item": "O3", "off_scale": "no_update"},
        ],
    )
    matrix = frames.frame(frames.APPLICABILITY, [row.model_dump(mode="json") for row in facts.applicability()])
    cells = cells_at(signatories, entries, matrix, ON)
    cycles = frames.frame(frames.CYCLES, [row.model_dump(exclude={"cop", "place"}) for row in facts.cycles()])
    receipts = frames.frame(
        frames.RECEIPTS,
        [
            {"signatory_id": body, "cycle": "2026", "received_on": date(2026, 9, 15)}
            for body in ("kenya", "fiji", "ftth-council-europe")
        ],
    )
    names = pl.DataFrame({"id": [body[0] for body in BODIES], "name": [body[1] for body in BODIES]})
    names = names.with_columns(pl.when(pl.col("id") == "austria").then(pl.lit("Österreich")).alias("name_fr"))
    evidence = {"signatory_id": "kenya", "item": "O1", "cycle": "2026", "kind": "primary_document",
                "title": "Climate strategy", "url": "https://climate.go.ke", "locator": "p. 12"}  # fmt: skip
    return {
        "edition": pl.DataFrame(
            {
                "number": [1],
                "published_at": [datetime(2026, 11, 2, 9, 30)],
                "snapshot_on": [ON],
                "method_version": [METHOD_VERSION],
                "schema_version": [1],
                "is_demonstration": [False],
                "trail_head": ["0" * 64],
                "title": ["Edition 1"],
            }
        ),
        "item": pl.DataFrame(
            [
                {"code": i.code, "kind": i.kind.value, "sort": i.sort, "short": i.short, "title": i.title}
                for i in facts.items().values()
            ]
        ),
        "signatory": as_counted(signatories).join(names, on="id"),
        "cell": cells,
        "rate": rates(cells, signatories),
        "funnel": funnels(cells, signatories, ON),
        "reporting": reporting_at(signatories, receipts, cycles, ON),
        "follow_up": follow_up(cells),
        "entry": entries.select(
            "signatory_id", "item", "cycle", "claimed", "off_scale", "as_of", "submitted_on", "was_on_time",
            "additionality", "evidence",
        ),
        "evidence": pl.DataFrame([evidence]),
        "registry_fact": pl.DataFrame([{"what": "ndc", "whom": "KEN", "value": "Second NDC"}]),
    }  # fmt: skip


@pytest.fixture(scope="session")
def write_edition(small_tables: dict[str, pl.DataFrame]) -> Callable[[Path, int], Path]:
    """Write the small edition under any number."""

    def publish(folder: Path, number: int) -> Path:
        info = small_tables["edition"].with_columns(pl.lit(number).alias("number"))
        return write(folder, number, small_tables | {"edition": info})

    return publish


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory, write_edition: Callable[[Path, int], Path]):
    """Edition 1, opened for reading."""
    with Edition.open(write_edition(tmp_path_factory.mktemp("editions"), 1)) as opened:
        yield opened
