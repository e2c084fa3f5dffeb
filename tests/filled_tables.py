"""Tables that the sample edition has no rows for, filled: what was given beside the answers, and stated totals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl

_SOURCE = {"source_title": "Presidency letter", "source_url": "https://example.org/letter"}


def filled(entries: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Rows for the first three answers in `entries`, all of one signatory, and totals of endorsers and partners."""
    answers = entries.head(3).select("signatory_id", "item", "cycle").to_dicts()
    return {
        "evidence": pl.DataFrame(
            [
                answer
                | {"kind": "primary_document", "title": "Climate law", "url": "https://example.org/law"}
                | {"locator": "art. 4", "dated_on": date(2026, 3, 1)}
                for answer in answers
            ]
        ),
        "review": pl.DataFrame(
            [
                answer
                | {"decision": "lower", "decided_status": 2, "decided_evidence": 3, "decided_on": date(2026, 10, 5)}
                | {"reason": "One region is missing."}
                for answer in answers
            ]
        ),
        "reply": pl.DataFrame(
            [answer | {"reply": "It follows in May.", "replied_on": date(2026, 10, 20)} for answer in answers]
        ),
        "practice": pl.DataFrame(
            [
                answer | {"title": "Flood alerts", "summary": "Alerts by radio.", "url": "https://example.org/alerts"}
                for answer in answers
            ]
        ),
        "measure": pl.DataFrame(
            [
                answer
                | {"ordinal": 1, "title": "Masts", "owner": "Ministry", "starts_on": date(2026, 1, 1)}
                | {"budget_amount": Decimal("1200000.00"), "budget_currency": "KES"}
                for answer in answers
            ]
        ),
        "indicator": pl.DataFrame(
            [
                answer | {"ordinal": 1, "name": "Masts on sun", "unit": "masts", "value": 40.0, "year": 2026}
                for answer in answers
            ]
        ),
        "partner": pl.DataFrame([answer | {"ordinal": 1, "name": "University of Nairobi"} for answer in answers]),
        "goal": pl.DataFrame([answer | {"sdg": 13} for answer in answers]),
        "mapping": pl.DataFrame(
            [
                {"signatory_id": answer["signatory_id"], "item": answer["item"], "degree": "high", "quote": "We warn."}
                | {"confirmed_by": "staff", "confirmed_on": date(2026, 3, 1)}
                for answer in answers
            ]
        ),
        "reported_total": pl.DataFrame(
            [
                {"what": what, "whom": "endorsers", "value": value, "date": date(2025, 11, 20)} | _SOURCE
                for what, value in (
                    ("governments", "83"),
                    ("governments_min", "90"),
                    ("non_state_endorsers_approx", "2000"),
                    ("total_endorsers_min", "1800"),
                    ("gda_partners (not endorsers)", "120"),
                )
            ]
        ),
    }
