"""Cycles at the desk: plan, open with a frozen form, extend one signatory, close."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest

from gda_tracker import facts
from gda_tracker.domain.answers import STATUS_TESTS
from gda_tracker.domain.asked import form_now
from gda_tracker.domain.declaration import Cycle, CycleState
from gda_tracker.domain.permissions import Actor, NotAllowed
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.statuses import Status
from gda_tracker.i18n import text
from gda_tracker.method.reporting import reporting_at
from gda_tracker.register import Register, accepted, cycles, roster
from gda_tracker.register.accepting import accepting
from gda_tracker.services.cycle_planning import TakenAway, set_cycle, take_away
from gda_tracker.services.cycle_view import changed_words, closing, cycles_of, find_signatories
from gda_tracker.services.cycles import (
    CycleSet,
    Extended,
    close_cycle,
    extend,
    open_cycle,
    take_back_extension,
)
from gda_tracker.services.downloading import workbook_of
from gda_tracker.services.printing import to_print
from gda_tracker.services.report_view import ReportView, desk_of, report_of
from gda_tracker.services.reviewing import ReviewView, entry_for_review
from gda_tracker.services.submitting import Accepted, submit_report
from gda_tracker.ui.reporting_print import printed
from tests.services.reports_for_tests import ACT, NOW, TODAY, saved

NEXT = Cycle(
    code="2029", cop="COP34", place="To be decided", opens_on=date(2029, 4, 9), due_on=date(2029, 10, 9),
    closes_on=date(2029, 12, 31),
)  # fmt: skip
KENYA = ("kenya", "2026")


def rules(outcome: object) -> list[str]:
    assert isinstance(outcome, Rejected), outcome
    return [problem.rule for problem in outcome.problems]


def last_trail(register: Register) -> tuple[str, str, str | None]:
    record = list(register.trail())[-1]
    return record.action, record.subject, record.after_json


def test_a_planned_cycle_is_added_and_changed_while_it_is_planned(register, pavel):
    added = set_cycle(register, pavel, NEXT, NOW)
    assert isinstance(added, CycleSet)
    assert (added.state, added.cycle.model_dump()) == (CycleState.PLANNED, NEXT.model_dump())
    changed = set_cycle(register, pavel, NEXT.model_copy(update={"place": "Nairobi"}), NOW)
    assert isinstance(changed, CycleSet)
    assert changed.cycle.place == "Nairobi"
    assert last_trail(register)[:2] == ("cycle.set", "cycle/2029")
    head = register.trail_head()
    set_cycle(register, pavel, NEXT.model_copy(update={"place": "Nairobi"}), NOW)
    assert register.trail_head() == head


def test_planning_another_cycle_never_changes_one_that_is_planned(register, pavel):
    set_cycle(register, pavel, NEXT, NOW, is_new=True)
    head = register.trail_head()
    refused = set_cycle(register, pavel, NEXT.model_copy(update={"place": "X"}), NOW, is_new=True)
    assert rules(refused) == ["cycle-planned-already"]
    assert isinstance(refused, Rejected)
    assert refused.problems[0].sentence() == "COP34 of 2029 is planned already: change its days there."
    assert isinstance(set_cycle(register, pavel, NEXT, NOW, is_new=True), CycleSet)  # the same click twice
    assert register.trail_head() == head


def test_an_opened_cycle_keeps_its_days(register, pavel):
    cycle = cycles.cycle(register, "2026")
    assert rules(set_cycle(register, pavel, cycle, NOW)) == ["cycle-has-opened"]
    assert rules(set_cycle(register, pavel, NEXT.model_copy(update={"due_on": NEXT.opens_on}), NOW)) == ["cycle-days"]


def test_opening_freezes_what_is_asked_once(register, pavel):
    opened = open_cycle(register, pavel, "2026", "", NOW)
    assert isinstance(opened, CycleSet)
    assert opened.state is CycleState.OPEN
    form = form_now(facts.items(), facts.indicators())
    assert cycles.form_of(register, "2026") == form
    assert form.sha256() in (last_trail(register)[2] or "")
    head = register.trail_head()
    open_cycle(register, pavel, "2026", "", NOW)
    assert register.trail_head() == head
    assert len(register.rows("SELECT * FROM cycle_form_row")) == 1


def test_a_cycle_opens_on_its_day_not_before(register, pavel):
    set_cycle(register, pavel, NEXT, NOW)
    assert rules(open_cycle(register, pavel, "2029", "", NOW)) == ["cycle-opens-later"]
    assert rules(open_cycle(register, pavel, "1999", "", NOW)) == ["cycle-unknown"]
    later = datetime(2029, 4, 9, 8)
    assert next(one.code for one in desk_of(register, pavel, later.date()).cycles) == "2027"
    assert isinstance(open_cycle(register, pavel, "2029", "", later), CycleSet)
    assert next(one.code for one in desk_of(register, pavel, later.date()).cycles) == "2029"


def test_a_cycle_is_opened_before_its_day_where_it_is_meant_and_its_opening_day_moves(register, pavel):
    early = open_cycle(register, pavel, "2027", "The COP is earlier.", NOW)
    assert isinstance(early, Rejected)
    assert [one.sentence() for one in early.problems] == ["COP32 was to open on 2027-04-08. Tick that it opens today."]
    assert rules(open_cycle(register, pavel, "2027", " ", NOW, is_early=True)) == ["reason-missing"]
    opened = open_cycle(register, pavel, "2027", "The COP is earlier.", NOW, is_early=True)
    assert isinstance(opened, CycleSet)
    assert (opened.state, opened.cycle.opens_on) == (CycleState.OPEN, NOW.date())
    action, _, after = last_trail(register)
    assert (action, f'"opens_on":"{NOW.date()}"' in (after or "")) == ("cycle.open", True)
    assert cycles.form_of(register, "2027") is not None
    set_cycle(register, pavel, NEXT, NOW)  # 2029; one before it must open before it
    between = NEXT.model_copy(update={"code": "2028", "cop": "COP33", "opens_on": date(2028, 4, 9)})
    set_cycle(register, pavel, between, NOW, is_meant=True)
    assert set(rules(open_cycle(register, pavel, "2029", "Now.", NOW, is_early=True))) == {"cycle-order"}


def test_a_cop_twice_and_two_cycles_at_once_are_taken_only_where_they_are_meant(register, pavel):
    doubtful = NEXT.model_copy(update={"cop": "cop31"})
    head = register.trail_head()
    assert rules(set_cycle(register, pavel, doubtful, NOW, is_new=True)) == ["cycle-same-cop"]
    soon = cycles.cycle(register, "2027").model_copy(update={"opens_on": date(2026, 11, 24)})
    refused = set_cycle(register, pavel, soon, NOW)
    assert isinstance(refused, Rejected)
    assert [one.sentence() for one in refused.problems] == [
        "Two cycles would be open at once: COP31 is open from 2026-04-09 to 2026-12-31."
    ]
    assert register.trail_head() == head
    assert isinstance(set_cycle(register, pavel, soon, NOW, is_meant=True), CycleSet)
    assert isinstance(set_cycle(register, pavel, doubtful, NOW, is_new=True, is_meant=True), CycleSet)


def test_a_cycle_planned_for_today_waits_to_be_opened(register, pavel):
    today = cycles.cycle(register, "2027").model_copy(update={"opens_on": NOW.date()})
    made = set_cycle(register, pavel, today, NOW, is_meant=True)
    assert isinstance(made, CycleSet)
    assert made.state is CycleState.PLANNED
    assert isinstance(open_cycle(register, pavel, "2027", "", NOW), CycleSet)


def test_a_planned_cycle_that_nobody_needs_is_taken_away_and_can_be_planned_again(register, pavel):
    set_cycle(register, pavel, NEXT, NOW)
    assert rules(take_away(register, pavel, "2029", " ", NOW)) == ["reason-missing"]
    assert rules(take_away(register, pavel, "2026", "Wrong.", NOW)) == ["cycle-has-opened"]
    assert rules(take_away(register, pavel, "1999", "Wrong.", NOW)) == ["cycle-unknown"]
    assert take_away(register, pavel, "2029", "A mistake.", NOW) == TakenAway("2029", "COP34")
    assert cycles.cycle(register, "2029") is None
    assert last_trail(register) == ("cycle.take_away", "cycle/2029", '{"reason":"A mistake."}')
    again = set_cycle(register, pavel, NEXT, NOW, is_new=True)
    assert isinstance(again, CycleSet)
    assert again.state is CycleState.PLANNED
    assert "2029" in {one.code for one in cycles.cycles(register)}


def test_a_planned_cycle_on_which_something_builds_stays(register, pavel):
    set_cycle(register, pavel, NEXT, NOW)
    with register.change(pavel) as change:
        change.trail("cycle.extend", "kenya/2029")
        cycles.add_extension(change, ("kenya", "2029"), NEXT.closes_on, "Old.", NOW, "pavel", is_given=True)
    assert rules(take_away(register, pavel, "2029", "A mistake.", NOW)) == ["cycle-built-on"]


def test_a_closed_cycle_takes_nothing_until_it_is_opened_again_with_a_reason(register, pavel, amina):
    saved(register, amina, "kenya", ACT)
    assert rules(close_cycle(register, pavel, "2026", " ", NOW)) == ["reason-missing", "cycle-closes-early"]
    head, early = register.trail_head(), close_cycle(register, pavel, "2026", "The edition is made.", NOW)
    assert isinstance(early, Rejected)
    assert [one.sentence() for one in early.problems] == [
        "COP31 was announced to close on 2026-12-31. Tick that you close it nevertheless."
    ]
    assert register.trail_head() == head
    assert isinstance(close_cycle(register, pavel, "2026", "The edition is made.", NOW, is_early=True), CycleSet)
    assert "The edition is made." in (last_trail(register)[2] or "")
    assert rules(submit_report(register, amina, *KENYA, TODAY)) == ["cycle-closed"]
    assert rules(open_cycle(register, pavel, "2026", "", NOW)) == ["reason-missing"]
    assert isinstance(open_cycle(register, pavel, "2026", "Kenya wrote too late.", NOW), CycleSet)
    assert isinstance(submit_report(register, amina, *KENYA, TODAY), Accepted)


def test_who_was_given_a_later_day_reports_until_then_though_the_cycle_was_closed_by_hand(
    register: Register, pavel: Actor, amina: Actor, tomasi: Actor
) -> None:
    extend(register, pavel, KENYA, date(2026, 12, 15), "A flood.", NOW)
    saved(register, tomasi, "fiji", ACT)
    before = next(one for one in cycles_of(register, pavel, TODAY) if one.cycle.code == "2026")
    meant = closing(register, pavel, before, TODAY)
    assert (meant.is_early, meant.begun) == (True, 1)  # Fiji has begun
    assert [(one.name, one.has_reported) for one in meant.later] == [("Kenya", False)]
    close_cycle(register, pavel, "2026", "The edition is made.", NOW, is_early=True)
    assert rules(submit_report(register, tomasi, "fiji", "2026", TODAY)) == ["cycle-closed"]
    report = report_of(register, amina, *KENYA, TODAY)
    assert isinstance(report, ReportView)
    assert (report.closed, report.cycle.own_day_reason) == (None, "A flood.")
    saved(register, amina, "kenya", ACT)
    assert isinstance(submit_report(register, amina, *KENYA, TODAY), Accepted)
    assert closing(register, pavel, cycles_of(register, pavel, TODAY)[1], TODAY).later[0].has_reported
    late = report_of(register, amina, *KENYA, date(2026, 12, 16))
    assert isinstance(late, ReportView)
    assert late.closed is not None
    assert late.closed.values["closes_on"] == date(2026, 12, 15)


def test_a_planned_cycle_cannot_be_closed(register, pavel):
    set_cycle(register, pavel, NEXT, NOW)
    assert rules(close_cycle(register, pavel, "2029", "No.", NOW)) == ["cycle-not-open"]


def test_an_extension_is_the_signatorys_own_due_day_everywhere(register, pavel, amina):
    early = date(2026, 11, 10)  # not yet silent for 24 months since the endorsement
    assert lights(register, early)["kenya"] == ("overdue", date(2026, 10, 9))
    given = extend(register, pavel, KENYA, date(2026, 12, 15), "A flood.", NOW)
    assert isinstance(given, Extended)
    assert (given.cycle.due_on, given.cycle.usual_due_on) == (date(2026, 12, 15), date(2026, 10, 9))
    report = report_of(register, amina, *KENYA, TODAY)
    assert isinstance(report, ReportView)
    assert report.cycle.due_on == date(2026, 12, 15)
    assert lights(register, early)["kenya"] == ("due", date(2026, 12, 15))
    assert lights(register, early)["fiji"] == ("overdue", date(2026, 10, 9))
    saved(register, amina, "kenya", ACT)
    assert isinstance(submit_report(register, amina, *KENYA, TODAY), Accepted)
    assert lights(register, TODAY)["kenya"] == ("on_time", date(2026, 12, 15))
    with accepting(register, TODAY):
        assert accepted.newest_entries(register)["was_on_time"].to_list() == [True]


def lights(register: Register, on: date) -> dict[object, tuple[object, object]]:
    signatories = roster.signatories(register, on)
    rows = reporting_at(signatories, roster.receipts(register, on), roster.cycles(register), on).to_dicts()
    return {row["signatory_id"]: (row["light"], row["due_on"]) for row in rows}


def test_an_extension_is_taken_back(register, pavel):
    extend(register, pavel, KENYA, date(2026, 12, 15), "A flood.", NOW)
    assert [one.name for one in cycles.extensions(register)] == ["Kenya"]
    assert rules(take_back_extension(register, pavel, KENYA, "", NOW)) == ["reason-missing"]
    back = take_back_extension(register, pavel, KENYA, "Given by mistake.", NOW)
    assert isinstance(back, Extended)
    assert (back.cycle.due_on, back.cycle.usual_due_on) == (date(2026, 10, 9), None)
    assert cycles.extensions(register) == ()
    head = register.trail_head()
    take_back_extension(register, pavel, KENYA, "Twice.", NOW)
    assert register.trail_head() == head


@pytest.mark.parametrize(
    ("key", "due_on", "reason", "rule"),
    [
        (("nobody", "2026"), date(2026, 12, 15), "A flood.", "signatory-unknown"),
        (("kenya", "1999"), date(2026, 12, 15), "A flood.", "cycle-unknown"),
        (KENYA, date(2026, 10, 9), "A flood.", "extension-not-later"),
        (KENYA, date(2026, 11, 1), "A flood.", "extension-not-later"),
        (KENYA, date(2026, 12, 15), " ", "reason-missing"),
        (KENYA, date(2026, 12, 15), "x" * 1001, "reason-long"),
        (("kenya", "2027"), date(2027, 12, 15), "A flood.", "cycle-not-open"),
    ],
)
def test_an_extension_asks_for_a_later_day_and_a_reason(register, pavel, key, due_on, reason, rule):
    head = register.trail_head()
    assert rules(extend(register, pavel, key, due_on, reason, NOW)) == [rule]
    assert register.trail_head() == head


def test_the_same_extension_twice_is_one_act(register, pavel):
    extend(register, pavel, KENYA, date(2026, 12, 15), "A flood.", NOW)
    head = register.trail_head()
    extend(register, pavel, KENYA, date(2026, 12, 15), "A flood.", NOW)
    assert register.trail_head() == head


def test_the_desk_reads_every_cycle_newest_first(register, irene, pavel, amina):
    extend(register, pavel, KENYA, date(2026, 12, 15), "A flood.", NOW)
    open_cycle(register, pavel, "2026", "", NOW)
    saved(register, amina, "kenya", ACT)
    submit_report(register, amina, *KENYA, TODAY)
    seen = cycles_of(register, irene, TODAY)
    assert [one.cycle.code for one in seen] == ["2027", "2026", "2025"]
    assert [one.state for one in seen] == [CycleState.PLANNED, CycleState.OPEN, CycleState.CLOSED]
    assert (seen[1].received, [one.due_on for one in seen[1].extensions]) == (1, [date(2026, 12, 15)])
    assert seen[1].frozen is not None
    assert seen[0].frozen is None


def test_only_administrators_manage_cycles(register, irene):
    for act in (
        lambda who: set_cycle(register, who, NEXT, NOW),
        lambda who: extend(register, who, KENYA, date(2026, 12, 15), "A flood.", NOW),
    ):
        with pytest.raises(NotAllowed):
            act(irene)


def test_an_old_cycle_keeps_its_questions_when_the_words_change(
    register: Register, pavel: Actor, amina: Actor, irene: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_cycle(register, pavel, "2026", "", NOW)
    saved(register, amina, "kenya", ACT)
    submit_report(register, amina, *KENYA, TODAY)
    old = facts.items()["O3"]
    new = {**facts.items(), "O3": old.model_copy(update={"title": "Other words", "elements": old.elements[:2]})}
    monkeypatch.setattr(facts, "items", lambda: new)
    report = report_of(register, amina, *KENYA, TODAY)
    assert isinstance(report, ReportView)
    assert report.items["O3"] == old
    seen = entry_for_review(register, irene, "kenya/2026/O3")
    assert isinstance(seen, ReviewView)
    assert seen.item == old
    not_frozen = report_of(register, amina, "kenya", "2025", TODAY)
    assert isinstance(not_frozen, ReportView)
    assert not_frozen.items["O3"].title == "Other words"
    assert [one.code for one in changed_words(register, irene, "2026")] == [
        "O3", *sorted(element.code for element in old.elements[2:]),
    ]  # fmt: skip
    assert changed_words(register, irene, "2026")[0].now == f"{old.short}: Other words"
    assert changed_words(register, irene, "2025") == ()


def test_a_signatory_is_found_by_its_name(register, irene):
    assert find_signatories(register, irene, "eurôp") == {
        "european-union": "European Union", "ftth-council-europe": "FTTH Council Europe",
    }  # fmt: skip
    assert find_signatories(register, irene, " ") == {}


def test_a_report_is_checked_printed_and_downloaded_by_the_questions_of_its_cycle(
    register: Register, pavel: Actor, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_cycle(register, pavel, "2026", "", NOW)
    old = facts.items()["O3"]
    element = old.elements[-1].code
    new = {**facts.items(), "O3": old.model_copy(update={"title": "Other words", "elements": old.elements[:1]})}
    monkeypatch.setattr(facts, "items", lambda: new)
    kept = saved(register, amina, "kenya", ACT.model_copy(update={"elements": (element,)}))
    assert kept.problems == ()  # an element that is asked no more today
    assert isinstance(submit_report(register, amina, *KENYA, TODAY), Accepted)
    found = to_print(register, amina, *KENYA, TODAY)
    assert not isinstance(found, Rejected)
    paper = next(answer for answer in printed(found, TODAY).answers if answer.item.code == "O3")
    assert (paper.item.title, paper.test) == (old.title, STATUS_TESTS[Status.IN_PLACE])
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(register, amina, *KENYA, text("en"), TODAY)))
    assert "Other words" not in {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
