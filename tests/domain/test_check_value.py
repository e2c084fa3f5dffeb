"""The check value is about the answers alone: the same for the same words, another for any other."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest

from gda_tracker.domain.check_value import check_value
from gda_tracker.domain.report import Entry, Evidence, IndicatorValue, Measure
from gda_tracker.domain.statuses import EvidenceKind, Status

LAW = Evidence(kind=EvidenceKind.PRIMARY_DOCUMENT, title="E-waste Act", url="https://gazette.example/act")
ENTRY = Entry(
    item="O3",
    claimed=Status.IN_PLACE,
    as_of=date(2026, 9, 12),
    narrative="Fünf – مرحبا.",
    evidence=(LAW,),
    measures=(Measure(title="Register", budget_amount=Decimal("2500.00"), budget_currency="EUR"),),
)
OTHER = Entry(item="F1", claimed=Status.PLANNED)


def value(*entries: Entry) -> str:
    return check_value("kenya", "2026", entries)


def test_it_can_be_computed_by_hand_from_its_description() -> None:
    content = {
        "answers": [
            {"claimed": 1, "item": "F1"},
            {
                "as_of": "2026-09-12",
                "claimed": 3,
                "evidence": [
                    {"kind": "primary_document", "title": "E-waste Act", "url": "https://gazette.example/act"}
                ],
                "item": "O3",
                "measures": [{"budget_amount": "2500", "budget_currency": "EUR", "title": "Register"}],
                "narrative": "Fünf – مرحبا.",
            },
        ],
        "cycle": "2026",
        "signatory": "kenya",
    }
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    digits = sha256(written.encode()).hexdigest().upper()
    assert value(ENTRY, OTHER) == f"{digits[:4]}-{digits[4:8]}-{digits[8:12]}"


def test_neither_order_nor_empty_answers_nor_the_places_of_an_amount_change_it() -> None:
    amount = ENTRY.measures[0].model_copy(update={"budget_amount": Decimal(2500)})
    same = ENTRY.model_copy(update={"measures": (amount,)})
    assert value(OTHER, Entry(item="C1"), same) == value(ENTRY, OTHER)


@pytest.mark.parametrize(
    "change",
    [
        {"narrative": "Fünf – مرحبا!"},
        {"claimed": Status.SUSTAINED},
        {"as_of": date(2026, 9, 13)},
        {"evidence": (LAW.model_copy(update={"is_public": False}),)},
        {"measures": ()},
        {"indicators": (IndicatorValue(name="Sites", unit="sites", value=9, year=2026),)},
        {"partners": ("UNEP",)},
    ],
)
def test_every_change_of_an_answer_changes_it(change: dict[str, object]) -> None:
    assert value(ENTRY.model_copy(update=change)) != value(ENTRY)


def test_it_is_of_one_signatory_and_cycle() -> None:
    found = {check_value(who, cycle, [ENTRY]) for who in ("kenya", "fiji") for cycle in ("2025", "2026")}
    assert len(found) == 4
