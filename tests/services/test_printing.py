"""What the paper holds comes from the register as it stands, for those who may read the report alone."""

from __future__ import annotations

from datetime import date

import pytest

from gda_tracker.domain.permissions import Actor, NotAllowed, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.report import Entry
from gda_tracker.domain.review import Decision, Verdict
from gda_tracker.domain.statuses import Status
from gda_tracker.register import Register
from gda_tracker.services.printing import ToPrint, to_print
from gda_tracker.services.reviewing import decide
from gda_tracker.services.submitting import submit_report

from .reports_for_tests import ACT, NOW, TODAY, counts, saved


def found(register: Register, actor: Actor) -> ToPrint:
    given = to_print(register, actor, "kenya", "2026", TODAY)
    assert isinstance(given, ToPrint), given
    return given


def test_a_draft_is_printed_as_it_stands(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", Entry(item="O3", claimed=Status.IN_PLACE, narrative="A register opens soon."))
    paper = found(register, amina)
    assert paper.report.entries["O3"].narrative == "A register opens soon."
    assert paper.report.submitted_at is None
    assert paper.decisions == {}
    assert (paper.version_at, paper.amended_at) == (NOW, None)
    assert len(paper.report.items) == 18
    assert paper.is_demonstration is False


def test_the_decision_comes_with_it(register: Register, amina: Actor, irene: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    submit_report(register, amina, "kenya", "2026", TODAY)
    version = found(register, amina).report.stored["O3"].version_id
    decide(register, irene, "kenya/2026/O3", version, Decision(verdict=Verdict.RETURN, reason="Which law?"), NOW)
    assert found(register, amina).decisions["O3"].decided.reason == "Which law?"


def test_an_empty_report_has_no_version(register: Register, amina: Actor) -> None:
    assert found(register, amina).version_at is None


def test_the_check_value_holds_over_the_submission_and_changes_with_an_answer(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    signed = found(register, amina).check_value
    submit_report(register, amina, "kenya", "2026", TODAY)
    assert found(register, amina).check_value == signed
    shorter = ACT.model_copy(update={"narrative": "41 producers are registered."})
    submitted = found(register, amina).report.stored["O3"].version_id
    saved(register, amina, "kenya", shorter, submitted)
    assert found(register, amina).check_value not in (signed, "")


def test_an_amended_report_says_when_it_was_submitted_last(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    submit_report(register, amina, "kenya", "2026", date(2026, 10, 5))
    assert found(register, amina).amended_at is None
    shorter = ACT.model_copy(update={"narrative": "41 producers are registered."})
    saved(register, amina, "kenya", shorter, found(register, amina).report.stored["O3"].version_id)
    submit_report(register, amina, "kenya", "2026", TODAY)
    paper = found(register, amina)
    assert paper.report.submitted_at is not None
    assert paper.report.submitted_at.date() == date(2026, 10, 5)
    assert paper.amended_at is not None
    assert paper.amended_at.date() == TODAY


def test_it_changes_nothing(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    before = counts(register)
    found(register, amina)
    assert counts(register) == before


def test_another_signatorys_report_is_not_printed(register: Register, tomasi: Actor, visitor: Actor) -> None:
    for actor in (tomasi, visitor):
        with pytest.raises(NotAllowed):
            to_print(register, actor, "kenya", "2026", TODAY)


def test_a_contributor_prints_no_report(register: Register) -> None:
    lent = Actor("wanjiru", "Wanjiru", frozenset({Role.CONTRIBUTOR}), frozenset({"kenya"}))
    with pytest.raises(NotAllowed):
        to_print(register, lent, "kenya", "2026", TODAY)


def test_an_unknown_cycle_is_told(register: Register, amina: Actor) -> None:
    refused = to_print(register, amina, "kenya", "1999", TODAY)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == "cycle-unknown"
