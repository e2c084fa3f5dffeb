"""What was given or answered before a merge follows into the one that stays, and comes apart again with a split."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gda_tracker.domain.following import PASSED, Board
from gda_tracker.domain.permissions import Actor
from gda_tracker.register import Register, cycles, report_writing
from gda_tracker.services.cycles import Extended, extend, take_back_extension
from gda_tracker.services.following_up import selected
from gda_tracker.services.merging_signatories import Merged, merge_signatories
from gda_tracker.services.report_view import ReportView, report_of
from gda_tracker.services.splitting_signatories import Split, split_signatory
from gda_tracker.services.suggesting import SuggestionRejected, reject_suggestion, suggestions_of
from gda_tracker.services.warnings import accept_warnings, remarks_of
from tests.services.conftest import TWIN
from tests.services.reports_for_tests import ACT, NOW, TODAY, saved


def given(register: Register, pavel: Actor, signatory_id: str, day: date) -> None:
    assert isinstance(extend(register, pavel, (signatory_id, "2026"), day, "A flood.", NOW), Extended)


def merged(register: Register, irene: Actor) -> None:
    assert isinstance(merge_signatories(register, irene, TWIN, "kenya", reason="One country."), Merged)


def due(register: Register, signatory_id: str = "kenya") -> date | None:
    """The due day that a signatory was given, if any."""
    cycle = cycles.cycle(register, "2026", signatory_id)
    assert cycle is not None
    return cycle.due_on if cycle.usual_due_on else None


def overdue(register: Register, irene: Actor) -> bool:
    return "kenya" in selected(register, irene, Board(light=PASSED), TODAY)


@pytest.mark.parametrize(
    ("own", "others", "later"),
    [
        (None, date(2026, 12, 15), date(2026, 12, 15)),
        (date(2026, 11, 30), date(2026, 12, 15), date(2026, 12, 15)),
        (date(2026, 12, 20), date(2026, 12, 15), date(2026, 12, 20)),
    ],
)
def test_the_later_of_both_due_days_holds_after_a_merge_and_each_its_own_after_a_split(
    register: Register, irene: Actor, pavel: Actor, twin: Actor, own: date | None, others: date, later: date
) -> None:
    if own:
        given(register, pavel, "kenya", own)
    given(register, pavel, TWIN, others)
    assert overdue(register, irene) is (own is None)
    merged(register, irene)
    assert due(register) == later
    assert not overdue(register, irene)
    assert [(one.signatory_id, one.due_on) for one in cycles.extensions(register)] == [("kenya", later)]
    assert isinstance(split_signatory(register, irene, TWIN, reason="Two after all."), Split)
    assert (due(register), due(register, TWIN)) == (own, others)


def test_what_the_secretariat_gives_or_takes_back_after_the_merge_holds(
    register: Register, irene: Actor, pavel: Actor, twin: Actor
) -> None:
    given(register, pavel, TWIN, date(2026, 12, 15))
    merged(register, irene)
    given(register, pavel, "kenya", date(2026, 11, 30))
    assert due(register) == date(2026, 11, 30)
    taken = take_back_extension(register, pavel, ("kenya", "2026"), "It came.", NOW)
    assert isinstance(taken, Extended)
    assert due(register) is None
    assert overdue(register, irene)


def test_a_suggestion_that_was_put_away_is_not_offered_again_after_a_merge(
    register: Register, irene: Actor, amina: Actor, twin: Actor
) -> None:
    with register.change(twin) as change:
        change.trail("report.submit", f"{TWIN}/2025", signatory_id=TWIN)
        entry = ACT.model_copy(update={"as_of": date(2025, 9, 1)})
        when = datetime(2025, 9, 2)
        report_writing.add_version(change, TWIN, "2025", entry, "old", who="wanja", when=when, is_submitted=True)
        report_writing.add_submission(change, TWIN, "2025", "wanja", when)
    report = report_of(register, twin, TWIN, "2026", TODAY)
    assert isinstance(report, ReportView)
    (one,) = [one for one in suggestions_of(register, twin, report, "O3") if one.is_last_report]
    done = reject_suggestion(register, twin, TWIN, "2026", "O3", one.suggestion_id, NOW)
    assert isinstance(done, SuggestionRejected)
    merged(register, irene)
    report = report_of(register, amina, "kenya", "2026", TODAY)
    assert isinstance(report, ReportView)
    assert report.last["O3"].version_id == "old"
    assert [one for one in suggestions_of(register, amina, report, "O3") if one.is_last_report] == []


def test_a_warning_that_was_let_stand_is_not_asked_again_after_a_merge(
    register: Register, irene: Actor, amina: Actor, twin: Actor
) -> None:
    saved(register, twin, TWIN, ACT.model_copy(update={"evidence": (), "as_of": date(2025, 1, 1)}))
    report = report_of(register, twin, TWIN, "2026", TODAY)
    assert isinstance(report, ReportView)
    asked = [("O3", one.remark.rule, one.remark.about) for one in remarks_of(register, twin, report, "O3", TODAY)]
    assert asked
    accept_warnings(register, twin, (TWIN, "2026"), asked, "We know; it is right.", NOW)
    merged(register, irene)
    report = report_of(register, amina, "kenya", "2026", TODAY)
    assert isinstance(report, ReportView)
    found = remarks_of(register, amina, report, "O3", TODAY)
    assert [("O3", one.remark.rule, one.remark.about) for one in found] == asked
    assert [one.acceptance.reason for one in found if one.acceptance] == ["We know; it is right."] * len(asked)
