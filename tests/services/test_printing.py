"""What the paper holds comes from the register as it stands, for those who may read the report alone."""

from __future__ import annotations

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
    assert paper.questions["O3"] >= 1
    assert len(paper.report.items) == 18
    assert paper.is_demonstration is False


def test_the_decision_comes_with_it(register: Register, amina: Actor, irene: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    submit_report(register, amina, "kenya", "2026", TODAY)
    version = found(register, amina).report.stored["O3"].version_id
    decide(register, irene, "kenya/2026/O3", version, Decision(verdict=Verdict.RETURN, reason="Which law?"), NOW)
    assert found(register, amina).decisions["O3"].decided.reason == "Which law?"


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
