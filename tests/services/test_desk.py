"""The first page of the desk: what waits, where the cycle stands, what was done the day before."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from gda_tracker.domain.following import Board
from gda_tracker.domain.permissions import Actor, NotAllowed, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.review import Decision, ReviewReason, Verdict
from gda_tracker.domain.statuses import EvidenceLevel, Light, Status
from gda_tracker.register import Register
from gda_tracker.services.assigning import Assigned, assign
from gda_tracker.services.clock import utc_now
from gda_tracker.services.cycles import Extended, extend
from gda_tracker.services.deciding import FirstRead, decide
from gda_tracker.services.desk import OVERDUE, Some, desk_of
from gda_tracker.services.follow_up_acts import Noted, assign_officer, set_next_step
from gda_tracker.services.following_up import board_page
from gda_tracker.services.queueing import Wanted, head_of_queue
from gda_tracker.services.replying import reply
from gda_tracker.services.submitting import Accepted, submit_report
from tests.services.reminders_for_tests import somebody
from tests.services.reports_for_tests import ACT, NOW, TODAY, saved
from tests.services.test_second_reader import add

EARLY = date(2026, 11, 10)
"""Not yet 24 months after the endorsements."""


@pytest.fixture
def reported(register: Register, amina: Actor) -> Register:
    """Kenya has submitted O3."""
    saved(register, amina, "kenya", ACT)
    assert isinstance(submit_report(register, amina, "kenya", "2026", TODAY), Accepted)
    return register


def test_answers_wait_by_age(reported: Register, irene: Actor) -> None:
    found = desk_of(reported, irene, TODAY).reviews
    assert (found.waiting, found.old, found.second, found.third) == (1, 0, 0, 0)
    assert found.oldest is not None
    assert desk_of(reported, irene, date(2027, 3, 1)).reviews.old == 1


def test_the_desk_counts_what_the_queue_opens_on_in_all_cycles_and_for_each_reader(
    reported: Register, irene: Actor
) -> None:
    ines = Actor("ines", "Ines", frozenset({Role.REVIEWER}), frozenset(), "ines@itu.example")
    add_of_an_earlier_cycle(reported, irene)
    independent = Decision(verdict=Verdict.CONFIRM, evidence=EvidenceLevel.INDEPENDENT, reason="The NDC registry.")
    for one in (irene, ines):
        add(reported, one)
    assert numbers(reported, irene) == numbers(reported, ines) == (2, 0)
    lower = Decision(
        verdict=Verdict.LOWER, status=Status.PLANNED, reason="A plan.", reason_code=ReviewReason.TEST_NOT_MET
    )
    assert isinstance(decide(reported, irene, "fiji/2025/O1", "old", lower, NOW), FirstRead)
    version = str(reported.rows("SELECT version_id FROM submitted_entry WHERE signatory_id = 'kenya'")[0]["version_id"])
    assert numbers(reported, irene) == (1, 0)
    assert numbers(reported, ines) == (2, 1)
    assert isinstance(decide(reported, irene, "kenya/2026/O3", version, independent, NOW), FirstRead)
    assert numbers(reported, irene) == (0, 0)
    assert numbers(reported, ines) == (2, 2)
    order = [row.entry_id for row in head_of_queue(reported, ines, TODAY, most=5).items]
    assert order == ["fiji/2025/O1", "kenya/2026/O3"]


def test_what_one_took_or_was_handed_is_on_ones_own_desk_alone(reported: Register, irene: Actor) -> None:
    ines = somebody(reported, "ines@itu.example", Role.REVIEWER)
    assert desk_of(reported, ines, TODAY).taken == Some(0, ())
    assert isinstance(assign(reported, irene, "kenya/2026/O3", ines.person_id, NOW), Assigned)
    assert desk_of(reported, ines, TODAY).taken == Some(1, (("kenya/2026/O3", "Kenya · O3"),))
    assert desk_of(reported, irene, TODAY).taken == Some(0, ())
    version = str(reported.rows("SELECT version_id FROM submitted_entry WHERE signatory_id = 'kenya'")[0]["version_id"])
    back = Decision(verdict=Verdict.RETURN, reason="Which law?", reason_code=ReviewReason.TEST_NOT_MET)
    assert not isinstance(decide(reported, ines, "kenya/2026/O3", version, back, NOW), Rejected)
    assert desk_of(reported, ines, TODAY).taken == Some(0, ()), "what is decided waits for her no more"


def test_an_officers_next_steps_that_are_due_are_on_that_officers_desk(reported: Register, irene: Actor) -> None:
    ines = somebody(reported, "ines@itu.example", Role.REVIEWER)
    assign_officer(reported, irene, ["austria", "fiji", "kenya"], ines.person_id, NOW)
    for name, day in (("fiji", 20), ("kenya", 12), ("austria", 30), ("european-union", 12)):
        planned = set_next_step(reported, irene, [name], ("Call", date(2026, 11, day)), datetime(2026, 11, 1, 9))
        assert isinstance(planned, Noted)
    assert desk_of(reported, ines, TODAY).steps == Some(2, (("kenya", "Kenya"), ("fiji", "Fiji")))
    assert desk_of(reported, ines, date(2026, 11, 12)).steps.total == 1
    assert desk_of(reported, irene, TODAY).steps == Some(0, ())
    board = Board(officer=ines.person_id, sort="next")
    assert [row.signatory_id for row in board_page(reported, ines, board, TODAY).rows] == ["kenya", "fiji", "austria"]


def numbers(register: Register, actor: Actor) -> tuple[int, int]:
    """What waits and what wants a second reader, which desk and queue tell alike."""
    found = desk_of(register, actor, TODAY).reviews
    assert head_of_queue(register, actor, TODAY, most=1).waiting == found.waiting
    assert head_of_queue(register, actor, TODAY, most=1, wanted=Wanted(reader="second")).waiting == found.second
    assert head_of_queue(register, actor, TODAY, most=1, wanted=Wanted(reader="third")).waiting == found.third == 0
    return found.waiting, found.second


def add_of_an_earlier_cycle(register: Register, actor: Actor) -> None:
    """Fiji's answer of 2025, which claims “sustained”."""
    with register.change(actor) as change:
        change.trail("report.submit", "fiji/2025", signatory_id="fiji")
        change.insert(
            "entry_row",
            {
                "entry_id": "fiji/2025/O1", "version_id": "old", "signatory_id": "fiji", "cycle": "2025",
                "item": "O1", "claimed": 4, "additionality": "new", "narrative": "Begun.",
                "saved_at": datetime(2025, 9, 1), "saved_by": "tomasi", "is_submitted": True,
            },
        )  # fmt: skip


def test_what_one_reports_for_does_not_wait_for_oneself(reported: Register) -> None:
    of_kenya = Actor("irene-of-kenya", "Irene", frozenset({Role.REVIEWER, Role.FOCAL_POINT}), frozenset({"kenya"}))
    assert desk_of(reported, of_kenya, TODAY).reviews.waiting == 0


def test_a_reply_waits_until_somebody_decides_again(reported: Register, irene: Actor, amina: Actor) -> None:
    version = str(reported.rows("SELECT version_id FROM submitted_entry")[0]["version_id"])
    returned = Decision(verdict=Verdict.RETURN, reason="Where are the 41 listed?")
    decide(reported, irene, "kenya/2026/O3", version, returned, utc_now() - timedelta(hours=1))
    assert desk_of(reported, irene, TODAY).replies.total == 0
    reply(reported, amina, "kenya/2026/O3", version, "In the register of producers.", utc_now())
    found = desk_of(reported, irene, TODAY).replies
    assert (found.total, found.shown) == (1, (("kenya/2026/O3", "Kenya · O3"),))


def test_the_cycle_stands_with_those_asked_and_received(reported: Register, irene: Actor) -> None:
    found = desk_of(reported, irene, EARLY).standing
    assert found is not None
    assert (found.asked, sum(found.lights.values())) == (5, 5)
    assert found.this.cycle.code == "2026"
    assert found.this.totals == (1,)


def test_countries_that_are_late_are_counted_and_named(reported: Register, irene: Actor) -> None:
    found = desk_of(reported, irene, TODAY).overdue
    assert found.total == len(found.shown)
    assert ("fiji", "Fiji") in found.shown
    assert all(one != "ftth-council-europe" for one, _ in found.shown)


def late(register: Register, irene: Actor, on: date) -> tuple[tuple[str, str], ...]:
    found = desk_of(register, irene, on).overdue
    assert found.total == len(found.shown)
    assert found.total == board_page(register, irene, OVERDUE, on).total
    return found.shown


def test_a_country_is_overdue_only_after_its_own_due_day(reported: Register, irene: Actor, pavel: Actor) -> None:
    austria, fiji, kenya = ("austria", "Austria"), ("fiji", "Fiji"), ("kenya", "Kenya")
    assert late(reported, irene, EARLY) == (austria, fiji, kenya)
    assert late(reported, irene, TODAY) == (austria, fiji)
    given = extend(reported, pavel, ("austria", "2026"), date(2026, 12, 6), "A flood.", NOW)
    assert isinstance(given, Extended)
    assert late(reported, irene, EARLY) == (fiji, kenya)
    assert late(reported, irene, TODAY) == (fiji,)
    assert late(reported, irene, date(2026, 12, 6)) == (fiji,)
    assert late(reported, irene, date(2026, 12, 7)) == (austria, fiji)


def test_silent_ones_are_not_overdue_before_the_due_day_of_all(register: Register, irene: Actor) -> None:
    due_on = date(2027, 10, 8)
    found = desk_of(register, irene, due_on)
    assert found.standing is not None
    assert (found.standing.this.cycle.code, found.standing.lights[Light.SILENT]) == ("2027", 5)
    assert (found.overdue.total, found.overdue.shown) == (0, ())
    assert board_page(register, irene, OVERDUE, due_on).total == 0
    assert desk_of(register, irene, due_on + timedelta(days=1)).overdue.total == 3


def test_the_acts_of_the_day_before_are_counted_by_kind(register: Register, irene: Actor) -> None:
    with register.change(irene) as change:
        change.trail("note.add", "note/1")
        change.trail("note.add", "note/2")
        change.trail("session.start", "irene")
    tomorrow = date.fromordinal(utc_now().date().toordinal() + 1)
    acts = dict(desk_of(register, irene, tomorrow).yesterday)
    assert acts["note.add"] == 2
    assert "session.start" not in acts
    assert desk_of(register, irene, date(2026, 1, 1)).yesterday == ()


@pytest.mark.parametrize("who", ["visitor", "amina"])
def test_nobody_outside_the_staff_sees_it(register: Register, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        desk_of(register, request.getfixturevalue(who), datetime(2026, 11, 22).date())
