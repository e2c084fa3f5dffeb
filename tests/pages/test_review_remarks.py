"""The reviewer reads what the helper asks, and the reason for which the signatory let it stand."""

from __future__ import annotations

import pytest

from gda_tracker.domain.permissions import Actor
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.report import Entry
from gda_tracker.register import Register
from gda_tracker.services import submitting
from gda_tracker.services.report_view import ReportView, report_of
from gda_tracker.services.submitting import Accepted, submit_report
from gda_tracker.services.warnings import accept_warning, remarks_of
from tests.services.reports_for_tests import ACT, NOW, TODAY, saved

from .conftest import Opened, shown

PAGE = "staff/review.py"
PLAN = ACT.model_copy(update={"narrative": "The ministry plans to table a bill on e-waste in 2026."})


def submitted(register: Register, amina: Actor, entry: Entry, reason: str = "") -> None:
    saved(register, amina, "kenya", entry)
    if reason:
        report = report_of(register, amina, "kenya", "2026", TODAY)
        assert isinstance(report, ReportView)
        (one,) = remarks_of(register, amina, report, "O3", TODAY)
        accept_warning(register, amina, "kenya/2026/O3", (one.remark.rule, one.remark.about), reason, NOW)
    assert isinstance(submit_report(register, amina, "kenya", "2026", TODAY), Accepted)


def test_an_answer_with_an_open_warning_does_not_reach_the_reviewer(
    register: Register, opened: Opened, amina: Actor, irene: Actor
) -> None:
    saved(register, amina, "kenya", PLAN)
    refused = submit_report(register, amina, "kenya", "2026", TODAY)
    assert isinstance(refused, Rejected)
    assert {one.rule for one in refused.problems} == {"warning-open"}
    assert "plans to table" not in shown(opened(PAGE, irene))


def test_an_open_warning_on_an_answer_submitted_before_it_was_asked_is_shown(
    register: Register, opened: Opened, amina: Actor, irene: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submitting, "answer_open", lambda *_: None)  # Once, a warning did not stop a submission.
    submitted(register, amina, PLAN)
    html = shown(opened(PAGE, irene))
    assert "Reading along" in html
    assert 'title="intention-without-act"' in html
    assert "Let stand" not in html


def test_the_reason_is_shown_beside_the_warning(register: Register, opened: Opened, amina: Actor, irene: Actor) -> None:
    submitted(register, amina, PLAN, "It was tabled <b>yesterday</b>.")
    assert "Let stand: It was tabled &lt;b&gt;yesterday&lt;/b&gt;." in shown(opened(PAGE, irene))


def test_a_good_answer_shows_no_heading(register: Register, opened: Opened, amina: Actor, irene: Actor) -> None:
    submitted(register, amina, ACT)
    assert "Reading along" not in shown(opened(PAGE, irene))
