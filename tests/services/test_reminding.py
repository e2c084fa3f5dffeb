"""Reminders: who gets which step, the mails as they were previewed, once, at the right time, and never too late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from gda_tracker.domain.ladder import ALWAYS, QuietTimes, Step
from gda_tracker.domain.mail import State
from gda_tracker.domain.permissions import SYSTEM, Actor, Role
from gda_tracker.i18n import text
from gda_tracker.register import Register
from gda_tracker.services.people import Added, add_person
from gda_tracker.services.reminder_plan import plan
from gda_tracker.services.reminder_sorting import Asked, Plan, Why
from gda_tracker.services.reminding import Sent, previews, send
from gda_tracker.services.sending import send_waiting

from .smtp_server import HOME, Loopback, body, free_port, listening, post_to

# The due day of COP31 is 9 October 2026; the Tuesday after two weeks.
NOW = datetime(2026, 10, 27, 9, 30)
ZURICH = QuietTimes(ZoneInfo("Europe/Zurich"))


@pytest.fixture
def server() -> Loopback:
    """A mail server on a free port that does not listen yet."""
    return Loopback(free_port())


def somebody(register: Register, email: str, role: Role, *signatories: str) -> str:
    """The id of a person on record."""
    added = add_person(
        register, SYSTEM, email, email.partition("@")[0].title(), {role}, signatories, "seven quiet lakes"
    )
    assert isinstance(added, Added), added
    return added.person.person_id


@pytest.fixture
def cast(register: Register) -> Iterator[Register]:
    """Kenya and Fiji have a focal point; nobody reports for Austria."""
    somebody(register, "amina@kenya.example", Role.FOCAL_POINT, "kenya")
    somebody(register, "tomasi@fiji.example", Role.FOCAL_POINT, "fiji")
    yield register


def planned(register: Register, irene: Actor, asked: Asked, now: datetime = NOW, quiet: QuietTimes = ALWAYS) -> Plan:
    found = plan(register, irene, asked, now, quiet)
    assert isinstance(found, Plan), found
    return found


def test_each_focal_point_gets_the_step_that_is_owed_and_the_rest_is_left_out_with_a_reason(
    cast: Register, irene: Actor
) -> None:
    found = planned(cast, irene, Asked())
    assert (found.step, found.owed[Step.TWO_WEEKS]) == (Step.TWO_WEEKS, 5)
    assert [(one.row.signatory_id, one.to.email) for one in found.gets] == [
        ("fiji", "tomasi@fiji.example"),
        ("kenya", "amina@kenya.example"),
    ]
    assert {(one.signatory_id, one.why) for one in found.left_out} == {
        ("austria", Why.NO_FOCAL_POINT),
        ("european-union", Why.NO_FOCAL_POINT),
        ("ftth-council-europe", Why.NO_FOCAL_POINT),
    }


def test_the_mails_leave_once_and_as_they_were_previewed(cast: Register, irene: Actor, server: Loopback) -> None:
    found = planned(cast, irene, Asked())
    shown = previews(cast, irene, found, text, HOME, slice(0, 10))
    for _ in range(2):
        sent = send(cast, irene, Asked(), found.seen, NOW, ALWAYS)
        assert sent == Sent(2, NOW, is_now=True)
    with listening(server):
        assert send_waiting(cast, post_to(server.port)).states == {State.SENT: 2}
        assert send_waiting(cast, post_to(server.port)).tried == 0
    assert [address for address, _ in server.taken] == ["tomasi@fiji.example", "amina@kenya.example"]
    for (_, message), preview in zip(server.taken, shown, strict=True):
        assert message["Subject"] == preview.subject
        assert body(message).replace("\r\n", "\n") == preview.body
        assert message["List-Unsubscribe"] is None
    assert server.taken[1][1]["Subject"] == "Kenya: the report for COP31 was due on 9 October 2026"
    assert f"{HOME}/my-report?signatory=Kenya&cycle=COP31" in body(server.taken[1][1])
    again = planned(cast, irene, Asked(step=Step.TWO_WEEKS))
    assert again.gets == ()
    assert {one.why for one in again.left_out if one.signatory_id == "kenya"} == {Why.ALREADY}
    assert cast.trail_break() is None
