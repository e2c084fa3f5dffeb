"""The helper that reads along, over the register: warnings are mended or accepted, and the reviewer reads why."""

from __future__ import annotations

from datetime import datetime

import pytest

from gda_tracker.domain.permissions import Actor, NotAllowed
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.review import Decision, Verdict
from gda_tracker.register import Register
from gda_tracker.services.decisions import decision_of
from gda_tracker.services.replying import reply
from gda_tracker.services.report_view import ReportView, report_of
from gda_tracker.services.reviewing import ReviewView, decide, entry_for_review
from gda_tracker.services.submitting import Accepted, submit_report
from gda_tracker.services.uploading import Checked, check_workbook, submit_workbook
from gda_tracker.services.warnings import (
    Marked,
    WarningAccepted,
    accept_warning,
    accept_warnings,
    open_warnings,
    remarks_for_review,
    remarks_of,
)
from tests.services.reports_for_tests import ACT, NOW, TODAY, filled, let_stand, saved

ENTRY = "kenya/2026/O3"
PLAN = ACT.model_copy(update={"narrative": "The ministry plans to table a bill on e-waste in 2026."})
WHY = "The bill was tabled yesterday; the gazette follows."


def seen(register: Register, actor: Actor) -> ReportView:
    report = report_of(register, actor, "kenya", "2026", TODAY)
    assert isinstance(report, ReportView)
    return report


def marked(register: Register, actor: Actor) -> Marked:
    (one,) = remarks_of(register, actor, seen(register, actor), "O3", TODAY)
    return one


def key(one: Marked) -> tuple[str, str]:
    return one.remark.rule, one.remark.about


def test_a_warning_stands_open_until_it_is_mended(register: Register, amina: Actor) -> None:
    version = saved(register, amina, "kenya", PLAN).version_id
    assert (marked(register, amina).remark.rule, marked(register, amina).is_open) == ("intention-without-act", True)
    saved(register, amina, "kenya", ACT, version)
    assert remarks_of(register, amina, seen(register, amina), "O3", TODAY) == ()


def test_an_accepted_warning_keeps_its_reason_until_the_words_change(register: Register, amina: Actor) -> None:
    version = saved(register, amina, "kenya", PLAN).version_id
    done = accept_warning(register, amina, ENTRY, key(marked(register, amina)), f" {WHY} ", NOW)
    assert done == WarningAccepted("intention-without-act", WHY)
    one = marked(register, amina)
    assert one.acceptance is not None
    assert (one.acceptance.reason, one.acceptance.answered_by, one.is_open) == (WHY, "amina", False)
    record = list(register.trail())[-1]
    assert (record.action, record.actor_id, record.signatory_id) == ("warning.accept", "amina", "kenya")
    other = PLAN.model_copy(update={"narrative": "The ministry plans to table another bill in 2026."})
    saved(register, amina, "kenya", other, version)
    assert marked(register, amina).is_open


def test_the_same_reason_twice_is_one(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", PLAN)
    accept_warning(register, amina, ENTRY, key(marked(register, amina)), WHY, NOW)
    head = register.trail_head()
    accept_warning(register, amina, ENTRY, key(marked(register, amina)), WHY, NOW)
    assert register.trail_head() == head


@pytest.mark.parametrize(("reason", "rule"), [(" ", "warning-reason"), ("x" * 1001, "text-too-long")])
def test_an_acceptance_says_why_in_readable_length(register: Register, amina: Actor, reason: str, rule: str) -> None:
    saved(register, amina, "kenya", PLAN)
    refused = accept_warning(register, amina, ENTRY, key(marked(register, amina)), reason, NOW)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == rule
    assert marked(register, amina).is_open


def test_what_is_no_longer_asked_cannot_be_accepted(register: Register, amina: Actor) -> None:
    version = saved(register, amina, "kenya", PLAN).version_id
    before = key(marked(register, amina))
    saved(register, amina, "kenya", ACT, version)
    refused = accept_warning(register, amina, ENTRY, before, WHY, NOW)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == "warning-gone"
    late = accept_warning(register, amina, ENTRY, before, WHY, datetime(2027, 12, 1))
    assert isinstance(late, Rejected)
    assert late.problems[0].rule == "cycle-closed"
    unknown = accept_warning(register, amina, "kenya", before, WHY, NOW)
    assert isinstance(unknown, Rejected)


def test_warnings_are_the_signatorys_own(register: Register, amina: Actor, tomasi: Actor, irene: Actor) -> None:
    saved(register, amina, "kenya", PLAN)
    report, one = seen(register, amina), marked(register, amina)
    with pytest.raises(NotAllowed):
        remarks_of(register, tomasi, report, "O3", TODAY)
    for actor in (tomasi, irene):
        with pytest.raises(NotAllowed):
            accept_warning(register, actor, ENTRY, key(one), WHY, NOW)


def test_text_equal_to_another_report_is_told_to_both_sides(
    register: Register, amina: Actor, tomasi: Actor, irene: Actor
) -> None:
    saved(register, tomasi, "fiji", ACT)
    submit_report(register, tomasi, "fiji", "2026", TODAY)
    saved(register, amina, "kenya", ACT)
    assert marked(register, amina).remark.rule == "same-words"
    assert "Fiji" not in marked(register, amina).remark.problem.sentence()


def test_the_reviewer_reads_the_reason_beside_the_warning(register: Register, amina: Actor, irene: Actor) -> None:
    saved(register, amina, "kenya", PLAN)
    accept_warning(register, amina, ENTRY, key(marked(register, amina)), WHY, NOW)
    assert isinstance(submit_report(register, amina, "kenya", "2026", TODAY), Accepted)
    view = entry_for_review(register, irene, ENTRY)
    assert isinstance(view, ReviewView)
    (one,) = remarks_for_review(register, irene, view)
    assert one.acceptance is not None
    assert one.acceptance.reason == WHY
    with pytest.raises(NotAllowed):
        remarks_for_review(register, amina, view)


def test_the_decision_stays_in_sight_while_the_answer_is_amended(
    register: Register, amina: Actor, irene: Actor, tomasi: Actor
) -> None:
    version = saved(register, amina, "kenya", ACT).version_id
    assert decision_of(register, amina, seen(register, amina), "O3") is None
    accepted = submit_report(register, amina, "kenya", "2026", TODAY)
    assert isinstance(accepted, Accepted)
    assert decision_of(register, amina, seen(register, amina), "O3") is None
    version = accepted.report.stored["O3"].version_id
    decide(register, irene, ENTRY, version, Decision(verdict=Verdict.RETURN, reason="Which article?"), NOW)
    decision = decision_of(register, amina, seen(register, amina), "O3")
    assert decision is not None
    assert (decision.decided.reason, decision.is_amended, decision.replies) == ("Which article?", False, ())
    assert decision.replies_until.isoformat() == "2026-12-18"
    reply(register, amina, ENTRY, version, "Article 4.", NOW)
    saved(register, amina, "kenya", PLAN, version)
    amended = decision_of(register, amina, seen(register, amina), "O3")
    assert amended is not None
    assert (amended.is_amended, amended.on, [one.reply for one in amended.replies]) == (True, ACT, ["Article 4."])
    with pytest.raises(NotAllowed):
        decision_of(register, tomasi, seen(register, amina), "O3")


def test_a_report_is_not_submitted_while_a_warning_is_open(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", PLAN)
    refused = submit_report(register, amina, "kenya", "2026", TODAY)
    assert isinstance(refused, Rejected)
    assert {one.rule for one in refused.problems} == {"warning-open"}
    assert [one.item for one in refused.problems] == [None, "O3"]
    assert refused.problems[0].values == {"items": "O3"}
    let_stand(register, amina, "kenya")
    accepted = submit_report(register, amina, "kenya", "2026", TODAY)
    assert isinstance(accepted, Accepted)
    assert accepted.changed == ("O3",)


def test_one_reason_stands_for_several_of_a_kind_or_for_none(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", PLAN)
    saved(register, amina, "kenya", PLAN.model_copy(update={"item": "O4"}))
    asked = open_warnings(register, amina, seen(register, amina), TODAY)
    assert list(asked) == ["O3", "O4"]
    names = [(item, *key(one)) for item, marked in asked.items() for one in marked]
    head = register.trail_head()
    gone = accept_warnings(register, amina, ("kenya", "2026"), [*names, ("O1", "same-words", "x")], WHY, NOW)
    assert isinstance(gone, Rejected)
    assert (gone.problems[0].rule, register.trail_head()) == ("warning-gone", head)
    assert accept_warnings(register, amina, ("kenya", "2026"), names, WHY, NOW) == WarningAccepted(
        names[0][1], WHY, len(names)
    )
    assert open_warnings(register, amina, seen(register, amina), TODAY) == {}


def test_a_file_is_not_submitted_with_an_open_warning_unless_a_reason_comes_with_it(
    register: Register, amina: Actor
) -> None:
    saved(register, amina, "kenya", PLAN)
    data = filled(register, amina, "kenya", {})
    checked = check_workbook(register, amina, "kenya", "2026", data, "kenya.xlsx", TODAY)
    assert isinstance(checked, Checked)
    assert [(item, one.remark.rule) for item, marked in checked.asked.items() for one in marked] == [
        ("O3", "intention-without-act")
    ]
    refused = submit_workbook(register, amina, "kenya", "2026", data, "kenya.xlsx", TODAY)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == "warning-open"
    taken = submit_workbook(register, amina, "kenya", "2026", data, "kenya.xlsx", TODAY, WHY)
    assert isinstance(taken, Accepted)
    assert marked(register, amina).acceptance is not None
    assert [one.action for one in register.trail()][-2:] == ["warning.accept", "report.submit"]
