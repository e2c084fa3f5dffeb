"""What is given beside an accepted answer is public, what is confirmed of a statement too; nothing else is."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from gda_tracker.domain.mapping import Degree
from gda_tracker.domain.permissions import SYSTEM, Actor
from gda_tracker.domain.report import Entry, IndicatorValue, Measure
from gda_tracker.editions import (
    Details,
    Edition,
    GoalRow,
    IndicatorRow,
    MappingRow,
    MeasureRow,
    PartnerRow,
    ReportedIndicator,
    reported_indicators,
    signatory,
)
from gda_tracker.facts import indicators
from gda_tracker.register import Register
from gda_tracker.register.details import add_details
from gda_tracker.services.mapping import confirm_mapping, propose, reject_mapping
from tests.services.test_editions import ON, decide, publish, report
from tests.services.test_mapping import SAID, state

GIVEN = Entry(
    item="O3",
    measures=(
        Measure(
            title="Solar servers",
            starts_on=date(2026, 1, 1),
            owner="Ministry of ICT",
            budget_amount=Decimal("12000000.50"),
            budget_currency="KES",
        ),
        Measure(title="E-waste points"),
    ),
    indicators=(
        IndicatorValue(code="O3-PUE", value=1.4, year=2025, baseline_value=1.9, baseline_year=2023),
        IndicatorValue(name="Schools reached", unit="schools", value=40, year=2026),
    ),
    partners=("County of Kisumu", "University of Nairobi"),
    sdgs=(7, 13),
)
BY_DAY = datetime(2026, 9, 20, 9)


def give(register: Register, version: str, given: Entry = GIVEN) -> None:
    with register.change(SYSTEM) as change:
        change.trail("entry.save", version)
        add_details(change, version, given)


def published(register: Register, pavel: Actor, folder: Path, on: date = ON) -> tuple[Details, bytes]:
    path = publish(register, pavel, folder, on).path
    with Edition.open(path) as edition:
        found = signatory(edition, "kenya")
        assert found is not None
        return found.details, path.read_bytes()


def test_an_accepted_answer_brings_all_that_was_given_with_it(register: Register, tmp_path: Path, pavel: Actor) -> None:
    give(register, report(register, "kenya", "O3", claimed=2))
    details, _ = published(register, pavel, tmp_path)
    pue = indicators()["O3-PUE"]
    assert details == Details(
        measures=(
            MeasureRow("O3", "2026", "Solar servers", date(2026, 1, 1), None, "Ministry of ICT",
                       Decimal("12000000.50"), "KES"),
            MeasureRow("O3", "2026", "E-waste points", None, None, None, None, None),
        ),
        indicators=(
            IndicatorRow("O3", "2026", "O3-PUE", pue.name, "ratio", pue.definition, pue.standard, 1.4, 2025, 1.9, 2023),
            IndicatorRow("O3", "2026", None, "Schools reached", "schools", None, None, 40.0, 2026, None, None),
        ),
        partners=(PartnerRow("O3", "2026", "County of Kisumu"), PartnerRow("O3", "2026", "University of Nairobi")),
        goals=(GoalRow("O3", "2026", 7), GoalRow("O3", "2026", 13)),
    )  # fmt: skip


def test_signatories_that_report_an_indicator_are_counted_once(
    register: Register, tmp_path: Path, pavel: Actor
) -> None:
    for signatory_id in ("kenya", "fiji"):
        give(register, report(register, signatory_id, "O3", claimed=2))
    give(register, report(register, "kenya", "O3", cycle="2025", day=date(2025, 9, 15), claimed=1))
    with Edition.open(publish(register, pavel, tmp_path).path) as edition:
        pue = indicators()["O3-PUE"]
        assert reported_indicators(edition, "O3") == (ReportedIndicator("O3-PUE", pue.name, "ratio", 2),)


def test_nothing_of_a_draft_a_returned_answer_or_a_replaced_version_is_public(
    register: Register, tmp_path: Path, pavel: Actor
) -> None:
    def secret(word: str) -> Entry:
        return Entry(
            item="O1",
            measures=(Measure(title=f"SECRET-{word}"),),
            indicators=(IndicatorValue(name=f"SECRET-{word}", unit="u", value=1, year=2026),),
            partners=(f"SECRET-{word}",),
            sdgs=(16,),
        )

    give(register, report(register, "kenya", "O1", claimed=2, is_submitted=False), secret("DRAFT"))
    returned = report(register, "kenya", "O2", claimed=2)
    give(register, returned, secret("RETURNED"))
    decide(register, returned, "return", reason="Which page?")
    give(register, report(register, "kenya", "O4", claimed=2, day=date(2026, 9, 1)), secret("REPLACED"))
    report(register, "kenya", "O4", claimed=2, day=date(2026, 9, 15))
    give(register, report(register, "kenya", "O5", claimed=2, day=date(2026, 11, 5)), secret("LATER"))
    details, content = published(register, pavel, tmp_path)
    assert details == Details()
    assert b"SECRET-" not in content


def test_a_mapping_is_public_once_somebody_confirmed_it_and_says_who(
    register: Register, tmp_path: Path, pavel: Actor, amina: Actor, irene: Actor
) -> None:
    state(register, SAID)
    propose(register, irene, "kenya", BY_DAY)
    assert published(register, pavel, tmp_path)[0].mappings == ()
    with register.change(SYSTEM) as change:
        change.trail("person.roles", "amina")
        role = {"person_id": "amina", "role": "focal_point", "signatory_id": "kenya", "is_held": True}
        change.insert("role_row", role)
    confirm_mapping(register, amina, "kenya", "O3", Degree.HIGH, BY_DAY)
    confirm_mapping(register, irene, "kenya", "O1", Degree.LOW, BY_DAY)
    first, second = published(register, pavel, tmp_path)[0].mappings
    assert (first.item, first.degree, first.quote) == ("O1", "low", "Early warnings reach every phone.")
    assert (first.confirmed_by, first.confirmed_on) == ("staff", date(2026, 9, 20))
    assert second == MappingRow(
        "O3", second.short, "high", "We recycle and renew our e-waste rules.", "focal_point", date(2026, 9, 20)
    )


def test_a_mapping_that_was_rejected_again_or_confirmed_later_is_not_public(
    register: Register, tmp_path: Path, pavel: Actor, irene: Actor
) -> None:
    state(register, SAID)
    confirm_mapping(register, irene, "kenya", "O1", Degree.LOW, BY_DAY)
    reject_mapping(register, irene, "kenya", "O1", BY_DAY)
    confirm_mapping(register, irene, "kenya", "O3", Degree.HIGH, datetime(2026, 11, 5, 9))
    assert published(register, pavel, tmp_path)[0].mappings == ()


def test_words_that_stand_in_no_statement_any_more_are_not_quoted(
    register: Register, tmp_path: Path, pavel: Actor, irene: Actor
) -> None:
    state(register, SAID)
    confirm_mapping(register, irene, "kenya", "O3", Degree.HIGH, BY_DAY)
    state(register, "We withdrew these words.")
    (mapping,) = published(register, pavel, tmp_path)[0].mappings
    assert (mapping.item, mapping.quote) == ("O3", None)
