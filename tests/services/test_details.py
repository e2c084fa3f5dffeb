"""Measures, indicators, partners, goals and a practice come back as they were saved, and are part of "changed"."""

from datetime import date
from decimal import Decimal

from gda_tracker.domain.permissions import Actor
from gda_tracker.domain.report import Entry, IndicatorValue, Measure, Practice
from gda_tracker.domain.statuses import Status
from gda_tracker.register import Register
from gda_tracker.services.report_view import ReportView, report_of
from gda_tracker.services.saving import Saved, save_entry
from tests.services.reports_for_tests import NOW, TODAY

ENTRY = Entry(
    item="O3",
    claimed=Status.UNDER_WAY,
    narrative="The ministry bought 40 servers that run on solar power.",
    as_of=date(2026, 5, 1),
    measures=(
        Measure(
            title="Solar servers",
            starts_on=date(2026, 1, 1),
            ends_on=date(2027, 12, 31),
            owner="Ministry of ICT",
            budget_amount=Decimal("12000000.50"),
            budget_currency="KES",
        ),
        Measure(title="E-waste points"),
    ),
    indicators=(
        IndicatorValue(code="o3-energy", value=1250.5, year=2025, baseline_value=1400, baseline_year=2023),
        IndicatorValue(name="Schools reached", unit="schools", value=40, year=2026),
    ),
    partners=("County of Kisumu", "University of Nairobi"),
    sdgs=(7, 13),
    practice=Practice(title="Solar servers, step by step", summary="What it cost and what went wrong."),
)


def saved(register: Register, amina: Actor, entry: Entry, based_on: str | None = None) -> str:
    answer = save_entry(register, amina, "kenya", "2026", entry, based_on, NOW)
    assert isinstance(answer, Saved)
    return answer.version_id


def test_what_was_saved_comes_back(register: Register, amina: Actor) -> None:
    saved(register, amina, ENTRY)
    report = report_of(register, amina, "kenya", "2026", TODAY)
    assert isinstance(report, ReportView)
    assert report.entries["O3"] == ENTRY


def test_the_same_again_is_no_new_version_and_another_measure_is(register: Register, amina: Actor) -> None:
    first = saved(register, amina, ENTRY)
    assert saved(register, amina, ENTRY, first) == first
    fewer = ENTRY.model_copy(update={"measures": ENTRY.measures[:1]})
    second = saved(register, amina, fewer, first)
    assert second != first
    report = report_of(register, amina, "kenya", "2026", TODAY)
    assert isinstance(report, ReportView)
    assert report.entries["O3"] == fewer
