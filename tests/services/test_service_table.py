"""What an edition says of the secretariat's own work: exact counts, and nothing as 0 that was never measured."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from gda_tracker.domain.permissions import SYSTEM
from gda_tracker.domain.service import AccessibilityRun, AuditFacts, Measure, ServiceFacts
from gda_tracker.editions import Edition
from gda_tracker.editions.service import service
from gda_tracker.method.service import service_rows, wilson
from gda_tracker.services import service_table
from gda_tracker.services.editions import Published, publish_edition

from .test_editions import attach, decide, publish, report, say

ON = date(2026, 11, 1)
KEPT = {Measure.BACKUP: "backup", Measure.BACKUP_CHECK: "backup_check"}


def told(register, pavel, folder: Path, on: date = ON):
    with Edition.open(publish(register, pavel, folder, on=on).path) as edition:
        found = service(edition)
    assert found is not None
    return found


def insert(register, table: str, *rows) -> None:
    with register.change(SYSTEM) as change:
        change.trail("test.insert", table)
        for row in rows:
            change.insert(table, row)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12)


def test_of_a_register_in_which_nothing_was_done_nothing_is_measured_and_nothing_is_zero(register, tmp_path, pavel):
    found = told(register, pavel, tmp_path)
    assert list(found) == list(Measure)
    measured = {measure for measure, row in found.items() if row.is_measured}
    assert measured <= {Measure.BACKLOG, Measure.ACCESSIBILITY}
    assert found[Measure.BACKLOG].count_of == 0


def test_the_backlog_is_what_counts_and_waits_with_the_age_of_the_oldest(register, tmp_path, pavel):
    report(register, "kenya", claimed=3, day=date(2026, 9, 15))
    report(register, "fiji", claimed=2, day=date(2026, 10, 2))
    report(register, "austria", claimed=0, day=date(2026, 9, 1))  # Nothing to decide: no claim, no evidence.
    decide(register, report(register, "fiji", item="O2", claimed=2), "confirm", status=2, evidence=3)
    found = told(register, pavel, tmp_path)
    assert found[Measure.BACKLOG].count_of == 2
    assert (found[Measure.OLDEST].value, found[Measure.OLDEST].known_on) == (47.0, ON)


def test_median_days_lowered_and_returned_are_of_those_decided_in_the_last_year(register, tmp_path, pavel):
    for number, (item, verdict, day) in enumerate(
        [
            ("O1", "confirm", date(2026, 9, 20)), ("O2", "lower", date(2026, 9, 25)),
            ("O3", "return", date(2026, 9, 25)), ("O4", "confirm", date(2026, 10, 5)),
            ("O5", "lower", date(2026, 10, 15)),
        ]
    ):  # fmt: skip
        assert number < 5
        version = report(register, "kenya", item=item, claimed=3)
        attach(register, version)
        decide(register, version, verdict, day=day, status=2 if verdict == "lower" else 3, evidence=3, reason="Why.")
    old = report(register, "fiji", claimed=3, cycle="2025", day=date(2025, 9, 1))
    decide(register, old, "lower", day=date(2025, 9, 2), status=1)
    found = told(register, pavel, tmp_path)
    assert (found[Measure.DAYS].value, found[Measure.DAYS].count_in) == (10.0, 5)
    assert found[Measure.DAYS].since == date(2025, 11, 1)
    assert (found[Measure.LOWERED].count_of, found[Measure.LOWERED].count_in) == (2, 5)
    assert (found[Measure.RETURNED].count_of, found[Measure.RETURNED].count_in) == (1, 5)


def test_a_median_of_fewer_than_five_is_not_told_its_number_is(register, tmp_path, pavel):
    decide(register, report(register, "kenya", claimed=3), "lower", status=2)
    row = told(register, pavel, tmp_path)[Measure.DAYS]
    assert (row.value, row.count_in, row.known_on) == (None, 1, ON)


def test_a_decision_is_tacit_once_twenty_working_days_passed_without_a_reply(register, tmp_path, pavel):
    answered = report(register, "kenya", claimed=3)
    decide(register, answered, "lower", day=date(2026, 9, 20), status=2)
    say(register, answered, "It follows.")
    decide(register, report(register, "kenya", item="O2", claimed=3), "lower", day=date(2026, 9, 20), status=2)
    decide(register, report(register, "kenya", item="O3", claimed=3), "lower", day=date(2026, 10, 20), status=2)
    row = told(register, pavel, tmp_path)[Measure.TACIT]
    assert (row.count_of, row.count_in) == (1, 2)


def test_double_reading_and_agreement_come_from_what_each_of_two_readers_said_first(register, tmp_path, pavel):
    words = [
        ("confirm", "confirm"),
        ("confirm", "lower"),
        ("lower", "lower"),
        ("confirm", "confirm"),
        ("lower", "lower"),
    ]
    for number, pair in enumerate(words, start=1):
        version = report(register, "kenya", item=f"O{number}", claimed=3)
        decide(register, version, pair[0], status=2)
        for who, word in zip(("irene", "omar"), pair, strict=True):
            reading = {
                "version_id": version, "entry_id": f"kenya/2026/O{number}", "signatory_id": "kenya", "decision": word,
                "status": 2, "read_at": noon(date(2026, 9, 20)), "read_by": who,
            }  # fmt: skip
            insert(register, "reading_row", reading)
    found = told(register, pavel, tmp_path)
    assert (found[Measure.DOUBLE_READ].count_of, found[Measure.DOUBLE_READ].count_in) == (5, 5)
    assert (found[Measure.AGREEMENT].value, found[Measure.AGREEMENT].count_in) == (0.6154, 5)


def test_dead_links_are_those_of_public_evidence_whose_newest_check_found_nothing(register, tmp_path, pavel):
    version = report(register, "kenya", claimed=3)
    for ordinal, address in enumerate(("https://a.example", "https://b.example", "https://c.example"), start=1):
        attach(register, version, ordinal=ordinal, url=address, is_public=address != "https://c.example")
    for address, outcome in (("a", "gone"), ("b", "gone"), ("b", "works"), ("c", "gone"), ("d", "gone")):
        insert(
            register, "link_check_row",
            {"url": f"https://{address}.example", "outcome": outcome, "checked_at": noon(date(2026, 10, 1))},
        )  # fmt: skip
    row = told(register, pavel, tmp_path)[Measure.DEAD_LINKS]
    assert (row.count_of, row.count_in) == (1, 2)


def test_backups_and_audits_are_told_by_their_last_good_day(register, tmp_path, pavel):
    for day, outcome in ((date(2026, 10, 1), "good"), (date(2026, 10, 20), "bad"), (date(2026, 11, 5), "good")):
        insert(register, "operation_row", *(
            {"kind": kind, "outcome": outcome, "happened_at": noon(day)} for kind in KEPT.values()
        ))  # fmt: skip
    insert(register, "audit_row", {
        "audit_id": "a1", "cycle": "2026", "seed": 7, "population": 90, "sample_size": 3,
        "set_at": noon(date(2026, 10, 2)), "set_by": "irene",
    })  # fmt: skip
    for ordinal, outcomes in enumerate((("drawn", "holds"), ("drawn", "over_claimed"), ("drawn",)), start=1):
        for outcome in outcomes:
            insert(register, "audit_claim_row", {
                "audit_id": "a1", "version_id": f"v{ordinal}", "entry_id": "e", "signatory_id": "kenya",
                "ordinal": ordinal, "outcome": outcome, "set_at": noon(date(2026, 10, 3)), "set_by": "irene",
            })  # fmt: skip
    found = told(register, pavel, tmp_path)
    assert {measure: found[measure].known_on for measure in KEPT} == dict.fromkeys(KEPT, date(2026, 10, 1))
    audit = found[Measure.OVER_CLAIMED]
    assert (audit.count_of, audit.count_in, audit.known_on) == (1, 2, date(2026, 10, 2))


def test_a_run_of_axe_after_the_editions_day_is_not_in_it() -> None:
    facts = ServiceFacts(ON, ON, 0, None, 0, None, 0, 0, 0, (), 0, 0, 0, 0, None, None, AuditFacts(ON, 3, 0, 0))
    run = AccessibilityRun(run_on=ON, axe_version="4", browser="Chromium", pages=10, views=40, violations=0)
    rows = {row.measure: row for row in service_rows(facts, run)}
    assert (rows[Measure.ACCESSIBILITY].count_of, rows[Measure.ACCESSIBILITY].count_in) == (0, 40)
    assert not rows[Measure.OVER_CLAIMED].is_measured
    later = run.model_copy(update={"run_on": date(2026, 11, 2)})
    rows = {row.measure: row for row in service_rows(facts, later)}
    assert not rows[Measure.ACCESSIBILITY].is_measured


def test_the_interval_is_wilsons() -> None:
    low, high = wilson(9, 83) or (0, 0)
    assert (round(low, 4), round(high, 4)) == (0.0581, 0.1934)
    assert wilson(0, 0) is None
    assert wilson(0, 10) == (0.0, pytest.approx(0.27753, abs=1e-5))


def test_an_edition_made_before_says_that_it_has_none(register, tmp_path, pavel, monkeypatch):
    import duckdb

    published = publish_edition(register, pavel, on=ON, folder=tmp_path)
    assert isinstance(published, Published)
    with duckdb.connect(str(published.path)) as file:
        file.execute("DROP TABLE service")
    with Edition.open(published.path) as edition:
        assert service(edition) is None


def test_decisions_of_up_to_twenty_working_days_before_yesterday_are_past_their_window():
    assert service_table.reply_window_closed(date(2026, 10, 30)) == date(2026, 10, 1)
