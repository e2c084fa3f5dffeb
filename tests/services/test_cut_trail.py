"""The end of the trail is cut off, with or without the rows it told of; or a file from elsewhere is put among ours."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from gda_tracker.domain.permissions import SYSTEM, Actor
from gda_tracker.domain.review import Decision, Verdict
from gda_tracker.domain.statuses import EvidenceLevel
from gda_tracker.editions import edition_path
from gda_tracker.register import Register, edition_notices
from gda_tracker.register.seen import seen_on
from gda_tracker.services.editions import Published, publish_edition
from gda_tracker.services.registers import check
from gda_tracker.services.reviewing import Decided, decide
from gda_tracker.services.submitting import Accepted, submit_report

from .reports_for_tests import ACT, NOW, TODAY, saved

ON = date(2026, 11, 1)


def published(register: Register, actor: Actor, folder: Path) -> Published:
    made = publish_edition(register, actor, on=ON, folder=folder)
    assert isinstance(made, Published), made
    return made


def rules(register: Register, folder: Path) -> list[str]:
    return [problem.rule for problem in check(register, folder).problems]


def cut(register: Register, after: int, *tables: str) -> None:
    """What somebody with the file in hand could do: remove the end of the trail and rows with it."""
    for table in ("trail", *tables):
        column = "seq" if table == "trail" else "trail_seq"
        register.cursor().execute(f"DELETE FROM {table} WHERE {column} > {after}")


def test_all_holds(register: Register, pavel: Actor, tmp_path: Path) -> None:
    published(register, pavel, tmp_path)
    assert rules(register, tmp_path) == []


def test_a_cut_end_is_found_by_the_rows_that_it_told_of(register: Register, pavel: Actor, tmp_path: Path) -> None:
    published(register, pavel, tmp_path)
    cut(register, after=len(list(register.trail())) - 1)
    assert register.trail_break() is None
    (problem,) = check(register, tmp_path).problems
    assert problem.rule == "trail-orphans"
    assert problem.values == {"count": 1, "table": "publication"}


def test_a_cut_end_is_found_by_the_edition_that_stands_on_it(register: Register, pavel: Actor, tmp_path: Path) -> None:
    before = len(list(register.trail()))
    with register.change(SYSTEM) as change:
        change.trail("note", "last words before the edition")
    published(register, pavel, tmp_path)
    cut(register, before, "publication")
    assert register.trail_break() is None
    assert rules(register, tmp_path) == ["edition-foreign"]


def test_a_file_from_elsewhere_is_named_and_never_recorded_as_ours(
    register: Register, pavel: Actor, tmp_path: Path
) -> None:
    other = Register.create(None, is_demonstration=False)
    with other.change(SYSTEM) as change:
        change.trail("signatory.add", "kenya")
        change.insert(
            "signatory_row",
            {"signatory_id": "kenya", "name": "Kenya", "stakeholder_type": "national_government", "iso3": "KEN"},
        )
        change.insert(
            "endorsement_row", {"endorsement_id": "k/1", "signatory_id": "kenya", "endorsed_on": "2024-11-16"}
        )
    foreign = published(other, pavel, tmp_path / "theirs")
    other.close()
    ours = tmp_path / "ours"
    ours.mkdir()
    shutil.copy(foreign.path, edition_path(ours, 1))
    assert rules(register, ours) == ["edition-foreign"]
    assert published(register, pavel, ours).number == 2
    assert edition_notices.published_numbers(register) == (2,)
    assert "edition.record" not in [record.action for record in register.trail()]


def test_an_unreadable_file_without_a_record_is_named(register: Register, tmp_path: Path) -> None:
    edition_path(tmp_path, 1).write_bytes(b"no edition at all")
    assert rules(register, tmp_path) == ["edition-unreadable"]


@pytest.mark.parametrize(
    "change",
    [
        "decision = 'confirm', evidence = 4, status = 3, reason = NULL",
        "reason = 'Well done.'",
        "decided_by = 'pavel'",
        "entry_id = 'fiji/2026/O3'",
        "version_id = 'another'",
        "trail_seq = 1",
    ],
)
def test_a_decision_that_was_changed_in_the_file_is_named(
    register: Register, amina: Actor, irene: Actor, tmp_path: Path, change: str
) -> None:
    saved(register, amina, "kenya", ACT)
    accepted_report = submit_report(register, amina, "kenya", "2026", TODAY)
    assert isinstance(accepted_report, Accepted)
    version = accepted_report.report.stored["O3"].version_id
    returned = Decision(verdict=Verdict.RETURN, reason="How much has been collected?")
    assert isinstance(decide(register, irene, "kenya/2026/O3", version, returned, NOW), Decided)
    confirmed = Decision(verdict=Verdict.CONFIRM, evidence=EvidenceLevel.OPENED)
    saw = seen_on(register, version)
    assert isinstance(decide(register, irene, "kenya/2026/O3", version, confirmed, NOW, saw=saw), Decided)
    assert rules(register, tmp_path) == []
    register.cursor().execute(f"UPDATE review_row SET {change} WHERE decision = 'return'")
    assert register.trail_break() is None
    assert rules(register, tmp_path) == ["decision-altered"]
