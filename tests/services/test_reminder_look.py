"""Scheduled reminders: they go at their time, after a restart too, move with the due day, and stop when it is over."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from gda_tracker.domain.ladder import ALWAYS, QuietTimes, Step
from gda_tracker.domain.mail import State
from gda_tracker.domain.permissions import SYSTEM, Actor, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.register import Register
from gda_tracker.register.database import utc_now
from gda_tracker.services import sending
from gda_tracker.services.cycles import Extended, extend
from gda_tracker.services.people import disable_person
from gda_tracker.services.reminder_acts import Cancelled, cancel, log_of
from gda_tracker.services.reminder_look import Looked, look
from gda_tracker.services.reminder_plan import plan
from gda_tracker.services.reminder_sorting import Asked
from gda_tracker.services.sending import Post, send_waiting
from gda_tracker.web.post import Postman

from .reminders_for_tests import NOW, planned, sent, somebody, states
from .smtp_server import Loopback, free_port, listening, post_to

ZURICH = QuietTimes.of("Europe/Zurich", "19:00-08:00", has_quiet_weekends=True)
TOMORROW = NOW + timedelta(days=1)
KENYA = Asked(chosen=("kenya",), goes_at=TOMORROW)


@pytest.fixture
def server() -> Loopback:
    """A mail server on a free port that does not listen yet."""
    return Loopback(free_port())


@pytest.fixture
def kenya(register: Register) -> Register:
    """Kenya has a focal point."""
    somebody(register, "amina@kenya.example", Role.FOCAL_POINT, "kenya")
    return register


def test_a_scheduled_reminder_goes_at_its_time_and_once(kenya: Register, irene: Actor, server: Loopback) -> None:
    assert sent(kenya, irene, KENYA).goes_at == TOMORROW
    assert look(kenya, NOW, ALWAYS) == Looked()
    assert look(kenya, TOMORROW, ALWAYS) == Looked(queued=1)
    assert look(kenya, TOMORROW, ALWAYS) == Looked()
    with listening(server):
        assert send_waiting(kenya, post_to(server.port)).states == {State.SENT: 1}
    assert server.recipients == ["amina@kenya.example"]
    assert [row.state for row in log_of(kenya, irene).rows] == ["sent"]


def test_it_goes_after_a_restart_from_the_server_process(tmp_path: Path, server: Loopback) -> None:
    path, now = tmp_path / "register.duckdb", utc_now()
    register = Register.create(path, is_demonstration=True)
    with register.change(SYSTEM) as change:
        change.trail("register.fill", "kenya")
        days = {"opens_on": now.date() - timedelta(days=90), "due_on": now.date() - timedelta(days=3),
                "closes_on": now.date() + timedelta(days=90)}  # fmt: skip
        change.insert("cycle_row", {"code": "2026", "cop": "COP31", "place": "Antalya", **days})
        change.insert("signatory_row", {"signatory_id": "kenya", "name": "Kenya", "iso3": "KEN",
                                        "stakeholder_type": "national_government"})  # fmt: skip
        change.insert("endorsement_row", {"endorsement_id": "kenya/1", "signatory_id": "kenya",
                                          "endorsed_on": "2024-11-16", "channel": "letter"})  # fmt: skip
    somebody(register, "amina@kenya.example", Role.FOCAL_POINT, "kenya")
    irene = somebody(register, "irene@itu.example", Role.REVIEWER)
    soon = now + timedelta(seconds=1)
    assert sent(register, irene, Asked(goes_at=soon), now).goes_at == soon
    register.close()
    register = Register.open(path)
    with listening(server):
        postman = Postman(register, post_to(server.port), look_seconds=0.05, reminder_seconds=0.05)
        postman.start()
        waiter = threading.Event()
        for _ in range(400):
            if server.taken:
                break
            waiter.wait(0.05)
        postman.stop()
    assert server.recipients == ["amina@kenya.example"]
    assert "] Kenya: the due day of the report for COP31 is " in server.taken[0][1]["Subject"]
    register.close()


def test_a_submission_stops_it_before_and_after_it_was_queued(kenya: Register, irene: Actor, server: Loopback) -> None:
    somebody(kenya, "tomasi@fiji.example", Role.FOCAL_POINT, "fiji")
    sent(kenya, irene, Asked(chosen=("fiji",)))
    sent(kenya, irene, KENYA)
    with kenya.change(SYSTEM) as change:
        change.trail("report.submit", "both")
        for signatory in ("kenya", "fiji"):
            row = {"signatory_id": signatory, "cycle": "2026", "submitted_at": NOW, "submitted_by": "system"}
            change.insert("submission_row", row)
    assert look(kenya, NOW, ALWAYS) == Looked(stopped=1)
    assert states(kenya)[-1] == ("kenya", "stopped", "submitted")
    with listening(server):
        assert send_waiting(kenya, post_to(server.port)).states == {State.NOT_NEEDED: 1}
    assert server.taken == []
    assert {row.state for row in log_of(kenya, irene).rows} == {"stopped"}


def test_disabling_the_account_stops_it(kenya: Register, irene: Actor) -> None:
    sent(kenya, irene, KENYA)
    disable_person(kenya, SYSTEM, "amina@kenya.example")
    assert look(kenya, NOW, ALWAYS) == Looked(stopped=1)
    assert states(kenya)[-1] == ("kenya", "stopped", "account")


def test_an_extension_moves_it_by_as_many_days(kenya: Register, irene: Actor, pavel: Actor) -> None:
    sent(kenya, irene, KENYA)
    assert isinstance(extend(kenya, pavel, ("kenya", "2026"), date(2026, 11, 8), "A flood.", NOW), Extended)
    assert look(kenya, TOMORROW, ALWAYS) == Looked(moved=1)
    (row,) = log_of(kenya, irene).rows
    assert (row.state, row.goes_at) == ("scheduled", TOMORROW + timedelta(days=30))
    assert look(kenya, TOMORROW, ALWAYS) == Looked()
    assert look(kenya, TOMORROW + timedelta(days=30), ALWAYS) == Looked(queued=1)


def test_the_weekend_and_the_night_are_quiet(kenya: Register, irene: Actor, server: Loopback) -> None:
    saturday, monday = datetime(2026, 10, 31, 10, 0), datetime(2026, 11, 2, 7, 0)
    found = planned(kenya, irene, Asked(chosen=("kenya",)), now=saturday, quiet=ZURICH)
    assert (found.goes_at, found.is_moved, found.is_now, found.on) == (monday, True, False, date(2026, 11, 2))
    done = sent(kenya, irene, Asked(chosen=("kenya",)), now=saturday, quiet=ZURICH)
    assert (done.goes_at, done.is_now) == (monday, False)
    assert look(kenya, saturday, ZURICH) == Looked()
    assert look(kenya, monday, ZURICH) == Looked(queued=1)


def test_what_is_queued_waits_in_quiet_times_and_other_mail_goes(
    kenya: Register, irene: Actor, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(kenya, irene, Asked(chosen=("kenya",)))
    night = (utc_now() + timedelta(days=1)).replace(hour=23)
    monkeypatch.setattr(sending, "utc_now", lambda: night)
    usual = post_to(server.port)
    quiet = Post(usual.server, usual.words, usual.home, usual.hourly, usual.say, ZURICH)
    with listening(server):
        assert send_waiting(kenya, quiet).tried == 0
        assert send_waiting(kenya, usual).states == {State.SENT: 1}


def test_the_cap_per_hour_holds_and_reminders_hold_up_no_other_mail(
    register: Register, irene: Actor, server: Loopback
) -> None:
    for signatory in ("kenya", "fiji", "austria"):
        somebody(register, f"focal@{signatory}.example", Role.FOCAL_POINT, signatory)
    assert sent(register, irene, Asked()).count == 3
    usual = post_to(server.port)
    capped = Post(usual.server, usual.words, usual.home, 2, usual.say)
    with listening(server):
        assert send_waiting(register, capped).states == {State.SENT: 2}
        assert send_waiting(register, capped).tried == 0
    assert len(server.recipients) == 2


def test_what_is_scheduled_can_be_cancelled_and_sent_anew(kenya: Register, irene: Actor) -> None:
    first = planned(kenya, irene, KENYA).seen
    sent(kenya, irene, KENYA)
    assert cancel(kenya, irene, None, NOW) == Cancelled(1)
    assert cancel(kenya, irene, None, NOW) == Cancelled(0)
    assert look(kenya, TOMORROW, ALWAYS) == Looked()
    again = planned(kenya, irene, KENYA)
    assert (len(again.gets), again.step, again.seen != first) == (1, Step.TWO_WEEKS, True)


def test_a_moment_that_is_past_or_far_is_refused(kenya: Register, irene: Actor) -> None:
    for moment in (NOW - timedelta(minutes=1), NOW + timedelta(days=400)):
        refused = plan(kenya, irene, Asked(goes_at=moment), NOW, ALWAYS)
        assert isinstance(refused, Rejected)
        assert refused.problems[0].rule == "reminder-moment"
