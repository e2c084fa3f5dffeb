"""A small invented edition for the tests and benchmarks of pages: seeded, so every number repeats."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl

from gda_tracker import editions, facts
from gda_tracker.domain.declaration import ITEM_CODES, StakeholderType
from gda_tracker.method import METHOD_VERSION, frames
from gda_tracker.method.cells import cells_at
from gda_tracker.method.rates import follow_up, funnels, rates
from gda_tracker.method.reporting import reporting_at

More = Callable[[pl.DataFrame], dict[str, pl.DataFrame]]
ON = date(2026, 11, 14)
GOVERNMENTS = 83
_KINDS = [kind.value for kind in StakeholderType if kind != StakeholderType.NATIONAL_GOVERNMENT]
_WEIGHTS = [60, 40, 30, 900, 300, 250, 120, 60]


def write_sample(
    folder: Path, *, number: int = 1, signatories: int = 400, seed: int = 29, on: date = ON, more: More | None = None
) -> Path:
    """Write edition `number` with 83 governments and other bodies up to `signatories`, marked as demonstration.

    `more` gives further tables from the entries (`tests.filled_tables.filled`).
    """
    chance = random.Random(seed)
    bodies = _bodies(chance, signatories)
    roster = frames.frame(
        frames.SIGNATORIES, [{name: body.get(name) for name in frames.SIGNATORIES} for body in bodies]
    )
    answers = _answers(chance, bodies, on)
    entries = frames.frame(frames.ENTRIES, answers)
    matrix = frames.frame(frames.APPLICABILITY, [row.model_dump(mode="json") for row in facts.applicability()])
    cells = cells_at(roster, entries, matrix, on)
    cycle = {"code": "2026", "opens_on": date(2026, 6, 1), "due_on": date(2026, 10, 9), "closes_on": date(2026, 10, 30)}
    reported = {str(answer["signatory_id"]): answer["submitted_on"] for answer in answers}
    receipts = [
        {"signatory_id": body["id"], "cycle": "2026", "received_on": reported.get(str(body["id"])), "due_on": None}
        for body in bodies
    ]
    tables: dict[str, pl.DataFrame] = {
        "edition": edition_row(number, on),
        "item": pl.DataFrame(
            [item.model_dump(include={"code", "kind", "sort", "short", "title"}) for item in facts.items().values()]
        ),
        "signatory": pl.DataFrame(bodies, infer_schema_length=None),
        "cell": cells,
        "rate": rates(cells, roster),
        "funnel": funnels(cells, roster, on),
        "follow_up": follow_up(cells),
        "reporting": reporting_at(
            roster, frames.frame(frames.RECEIPTS, receipts), frames.frame(frames.CYCLES, [cycle]), on
        ),
        "entry": entries.select(
            "signatory_id",
            "item",
            "cycle",
            "claimed",
            "off_scale",
            "as_of",
            "submitted_on",
            "was_on_time",
            "additionality",
            "evidence",
        ),
        "endorsement": pl.DataFrame(
            [{"signatory_id": body["id"], "channel": "letter", "endorsed_on": body["endorsed_on"]} for body in bodies]
        ),
        "registry_fact": pl.DataFrame(
            [
                {
                    "what": "ndc_latest",
                    "whom": "KEN",
                    "value": "Third NDC",
                    "date": date(2025, 4, 30),
                    "source_title": "NDC registry",
                    "source_url": "https://unfccc.int/NDCREG",
                }
            ]
        ),
    }
    return editions.write(folder, number, tables | (more(entries) if more else {}))


def edition_row(number: int, on: date) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "number": number,
                "published_at": datetime(on.year, on.month, on.day, 9),
                "snapshot_on": on,
                "method_version": METHOD_VERSION,
                "schema_version": editions.SCHEMA_VERSION,
                "is_demonstration": True,
                "trail_head": "0" * 64,
                "title": f"Edition {number}",
            }
        ]
    )


def _bodies(chance: random.Random, total: int) -> list[dict[str, object]]:
    countries = [country for country in facts.countries().values() if country.iso3 != "EUU"]
    # Kenya and Fiji are in the cast of the tests, so they are always there.
    cast = [country for country in countries if country.iso3 in {"KEN", "FJI", "TUV", "FRA"}]
    others = [country for country in countries if country not in cast]
    chosen = cast + chance.sample(others, min(GOVERNMENTS, total) - len(cast))
    bodies = [
        _body(country, country.iso3.lower(), country.name_en, "national_government", chance) for country in chosen
    ]
    for place in range(len(bodies), total):
        kind = chance.choices(_KINDS, _WEIGHTS)[0]
        country = chance.choice(countries)
        bodies.append(_body(country, f"body-{place:06d}", f"Example body {place:06d}", kind, chance))
    return bodies


def _body(country, slug: str, name: str, kind: str, chance: random.Random) -> dict[str, object]:  # type: ignore[no-untyped-def]
    endorsed_on = date(2024, 11, 16) + timedelta(days=chance.randrange(400))
    is_country = kind == "national_government"
    return {
        "id": slug,
        "name": name,
        "name_fr": country.name_fr if is_country else None,
        "stakeholder_type": kind,
        "iso3": country.iso3,
        "itu_region": country.itu_region or None,
        "un_region": country.un_region or None,
        "is_ldc": bool(country.ldc),
        "is_lldc": bool(country.lldc),
        "is_sids": bool(country.sids),
        "income_group": country.world_bank_income or None,
        "annex_i": bool(country.annex_i),
        "endorsed_on": endorsed_on,
        "known_since": endorsed_on,
        "withdrawn_on": None,
    }


def _answers(chance: random.Random, bodies: list[dict[str, object]], on: date) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for body in bodies:
        if chance.random() < 0.3:
            continue
        zeal = chance.random()
        submitted_on = on - timedelta(days=chance.randrange(10, 70))
        for item in ITEM_CODES:
            if chance.random() > 0.5 + zeal / 2:
                continue
            claimed = min(4, int(chance.triangular(0, 5, 1 + 3 * zeal)) - (1 if zeal < 0.45 else 0))
            evidence = min(2, int(chance.triangular(0, 3, 1 + 1.9 * zeal)))
            is_confirmed = evidence == 2 and chance.random() < 0.35 + zeal / 2
            rows.append(
                {
                    "signatory_id": body["id"],
                    "item": item,
                    "cycle": "2026",
                    "claimed": max(claimed, 0),
                    "off_scale": None,
                    "evidence": evidence,
                    "as_of": submitted_on - timedelta(days=chance.randrange(20, 500)),
                    "submitted_on": submitted_on,
                    "additionality": chance.choice(["new", "expanded", "pre_existing"]),
                    "was_on_time": submitted_on <= date(2026, 10, 9),
                    "decision": "confirm" if is_confirmed else None,
                    "decided_status": max(claimed, 0) if is_confirmed else None,
                    "decided_evidence": 3 if is_confirmed else None,
                }
            )
    return rows
