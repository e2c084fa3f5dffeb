"""Two small editions about Kenya: in the first it had reported once, in the second twice, with a review and a reply."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl

from gda_tracker import editions
from tests.sample_edition import edition_row

ITEMS = (
    ("O1", "objective", "Digital tools for climate action"),
    ("O2", "objective", "Resilient infrastructure"),
    ("F7", "framework", "CTCN"),
    ("C1", "collaboration", "Technology Mechanism"),
)
BODIES = (
    ("ghana", "Ghana", "national_government", "GHA", "Africa"),
    ("kenya", "Kenya", "national_government", "KEN", "Africa"),
    ("benin", "Benin", "national_government", "BEN", "Africa"),
    ("fiji", "Fiji", "national_government", "FJI", "Asia-Pacific"),
    ("acme", "Acme", "private_sector", "KEN", "Africa"),
)
FRESH = {"claimed": 3, "assessed": 3, "evidence": 3, "age_class": "fresh", "age_months": 2, "as_of": date(2026, 9, 1)}
SILENT = {"off_scale": "no_report", "claimed": None, "assessed": None, "evidence": None, "age_class": None}
ENTRY = {"signatory_id": "kenya", "submitted_on": date(2026, 9, 15), "additionality": "new", "evidence": 2}
PROOF = {"signatory_id": "kenya", "item": "O1", "cycle": "2026", "kind": "primary_document"}


def write_both(folder: Path) -> None:
    """Editions 1 (2025) and 2 (2026); edition 1 knows neither Benin nor the company."""
    editions.write(folder, 1, _tables(1, date(2025, 11, 14), BODIES[:2]))
    editions.write(folder, 2, _tables(2, date(2026, 11, 14), BODIES))


def _tables(number: int, on: date, bodies: tuple[tuple[str, ...], ...]) -> dict[str, pl.DataFrame]:
    is_second = number == 2
    rows: dict[str, list[dict[str, object]]] = {
        "item": [
            {"code": code, "kind": kind, "sort": place, "short": short, "title": short}
            for place, (code, kind, short) in enumerate(ITEMS)
        ],
        "signatory": [
            {"id": body[0], "name": body[1], "stakeholder_type": body[2], "iso3": body[3], "itu_region": body[4],
             "endorsed_on": date(2024, 11, 16), "name_fr": "Kénya" if body[0] == "kenya" else None}
            for body in bodies
        ],
        "cell": [
            {"signatory_id": "kenya", "item": "O1", "is_due": True, "off_scale": None, "cycle": "2026"}
            | (FRESH if is_second else FRESH | {"assessed": 1, "evidence": 0}),
            {"signatory_id": "kenya", "item": "O2", "is_due": True, "cycle": None} | SILENT,
            {"signatory_id": "kenya", "item": "F7", "is_due": False, "off_scale": "not_applicable", "cycle": "2026"},
            {"signatory_id": "kenya", "item": "C1", "is_due": False, "cycle": None} | SILENT,
        ],
        "entry": [ENTRY | {"item": "O1", "cycle": "2025", "claimed": 2, "narrative": "A first plan.",
                           "submitted_on": date(2025, 9, 1)}]
        + [ENTRY | {"item": "O1", "cycle": "2026", "claimed": 4, "narrative": "It runs <b>everywhere</b>.",
                    "elements": "O1.1"},
           ENTRY | {"item": "F7", "cycle": "2026", "off_scale": "not_applicable", "reason": "No request."}] * is_second,
        "endorsement": [{"signatory_id": "kenya", "channel": "note_verbale", "endorsed_on": date(2024, 11, 16),
                         "additional_statement": "We will act.", "source_title": "Note 12",
                         "source_url": "https://example.org/note"}],
        "registry_fact": [{"what": "ndc_latest", "whom": "KEN", "value": "Third NDC", "date": date(2025, 4, 30),
                           "source_title": "NDC registry", "source_url": "https://unfccc.int/NDCREG"}],
    }  # fmt: skip
    if is_second:
        rows |= {
            "evidence": [PROOF | {"title": "Climate law", "url": "https://example.org/law", "locator": "art. 4"},
                         PROOF | {"title": "Minutes", "file_sha256": "ab" * 32},
                         PROOF | {"title": "Odd", "url": "javascript:alert(1)"}],
            "review": [{"signatory_id": "kenya", "item": "O1", "cycle": "2026", "decision": "lower",
                        "decided_status": 3, "decided_evidence": 3, "reason": "One region is missing.",
                        "decided_on": date(2026, 10, 5)}],
            "reply": [{"signatory_id": "kenya", "item": "O1", "cycle": "2026", "reply": "It follows in May.",
                       "replied_on": date(2026, 10, 20)}],
            "measure": [{"signatory_id": "kenya", "item": "O1", "cycle": "2026", "ordinal": 1, "title": "Masts <b>",
                         "starts_on": date(2026, 1, 1), "ends_on": date(2027, 12, 31), "owner": "Ministry of ICT",
                         "budget_amount": Decimal("1200000.00"), "budget_currency": "KES"}],
            "indicator": [{"signatory_id": "kenya", "item": "O1", "cycle": "2026", "ordinal": 1, "name": "Masts on sun",
                           "unit": "masts", "value": 1400.0, "year": 2026, "baseline_value": 20.0,
                           "baseline_year": 2024}],
            "partner": [{"signatory_id": "kenya", "item": "O1", "cycle": "2026", "ordinal": 1, "name": "Nakuru <i>"}],
            "goal": [{"signatory_id": "kenya", "item": "O1", "cycle": "2026", "sdg": 13}],
            "mapping": [{"signatory_id": "kenya", "item": item, "degree": "high", "quote": "We will act.",
                         "confirmed_by": who, "confirmed_on": date(2026, 3, 1)}
                        for item, who in (("O1", "focal_point"), ("O2", "staff"))],
            "practice": [{"signatory_id": "kenya", "item": "O1", "cycle": "2026", "title": "Flood alerts",
                          "summary": "By radio."}],
            "reporting": [{"signatory_id": "kenya", "cycle": "2026", "light": "on_time",
                           "received_on": date(2026, 9, 15), "due_on": date(2026, 10, 9)}],
        }  # fmt: skip
    return {"edition": edition_row(number, on)} | {
        name: pl.DataFrame(found, infer_schema_length=None) for name, found in rows.items()
    }
