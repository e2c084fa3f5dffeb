"""The desk's calendar: one event a day and kind, with the count and the first names, and nothing of long ago."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar, Event
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gda_tracker.domain.calendars import Day, DayKind
from gda_tracker.domain.permissions import SYSTEM, Actor, Role
from gda_tracker.i18n import text
from gda_tracker.publishing.ical import MOST_TOLD, ical
from gda_tracker.register import Register
from gda_tracker.services.calendars import make_calendar
from gda_tracker.services.cycles import Extended, extend
from gda_tracker.services.follow_up_acts import Noted, assign_officer, set_next_step
from gda_tracker.services.people import Added, add_person
from gda_tracker.services.replying import replies_until
from gda_tracker.services.reviewing import Decided, decide
from gda_tracker.services.submitting import Accepted, submit_report
from gda_tracker.web import calendars, state
from tests.services.reports_for_tests import ACT, NOW, TODAY, let_stand, saved
from tests.services.test_reviewing import CONFIRM

ALL = ("kenya", "fiji", "austria", "european-union", "ftth-council-europe")


@pytest.fixture
def client(register: Register, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(state, "register", lambda: register)
    monkeypatch.setattr(calendars, "utc_now", lambda: NOW)
    with TestClient(Starlette(routes=calendars.routes())) as client:
        yield client


@pytest.fixture
def lupe(register: Register) -> Actor:
    """A reviewer with an account, who looks after everybody."""
    added = add_person(register, SYSTEM, "lupe@itu.example", "Lupe", {Role.REVIEWER}, (), "seven quiet lakes")
    assert isinstance(added, Added), added
    lupe = Actor(added.person.person_id, "Lupe", frozenset({Role.REVIEWER}), frozenset(), "lupe@itu.example")
    assert isinstance(assign_officer(register, lupe, ALL, lupe.person_id, NOW), Noted)
    return lupe


def events(client: TestClient, token: str) -> dict[date, list[Event]]:
    """The events of each day."""
    found: dict[date, list[Event]] = {}
    for event in Calendar.from_ical(client.get(f"/calendar/{token}.ics").content).walk("VEVENT"):
        found.setdefault(event.decoded("dtstart"), []).append(event)
    return found


def told(event: Event) -> tuple[str, str]:
    return str(event["summary"]), str(event.get("description", ""))


def test_next_steps_of_one_day_are_one_event(register: Register, client: TestClient, lupe: Actor) -> None:
    day = date(2026, 12, 1)
    set_next_step(register, lupe, ALL[:4], ("Call the ministry, then write; again.", day), NOW)
    set_next_step(register, lupe, ALL[4:], ("Send the note.", date(2026, 12, 2)), NOW)
    token = make_calendar(register, lupe, "").token
    found = events(client, token)
    (gathered,) = found[day]
    step = "Call the ministry, then write; again."
    assert told(gathered) == (
        "4 next steps: Austria, European Union, Fiji, …",
        f"Austria: {step}\nEuropean Union: {step}\nFiji: {step}\nKenya: {step}",
    )
    (alone,) = found[date(2026, 12, 2)]
    assert told(alone) == ("FTTH Council Europe: Send the note.", "")
    assert str(alone["url"]).endswith("/follow-up?signatory=ftth-council-europe")
    (again,) = events(client, token)[day]
    assert again["uid"] == gathered["uid"]


def test_later_due_days_of_one_day_are_one_event(
    register: Register, client: TestClient, lupe: Actor, pavel: Actor
) -> None:
    for one in ("kenya", "fiji"):
        assert isinstance(extend(register, pavel, (one, "2026"), date(2026, 12, 4), "A flood.", NOW), Extended)
    (gathered,) = events(client, make_calendar(register, lupe, "").token)[date(2026, 12, 4)]
    assert told(gathered) == ("2 reports for COP31 are due on a later day: Fiji, Kenya", "Fiji\nKenya")


def test_reply_windows_that_end_on_one_day_are_one_event(
    register: Register, client: TestClient, lupe: Actor, irene: Actor, amina: Actor, tomasi: Actor
) -> None:
    for actor, whose in ((amina, "kenya"), (tomasi, "fiji")):
        saved(register, actor, whose, ACT)
        let_stand(register, actor, whose)
        accepted = submit_report(register, actor, whose, "2026", TODAY)
        assert isinstance(accepted, Accepted)
        version = accepted.report.stored["O3"].version_id
        assert isinstance(decide(register, irene, f"{whose}/2026/O3", version, CONFIRM, NOW), Decided)
    (gathered,) = events(client, make_calendar(register, lupe, "").token)[replies_until(NOW)]
    assert told(gathered) == (
        "Last day on which 2 signatories may reply to decisions: Fiji, Kenya", "Fiji: O3\nKenya: O3",
    )  # fmt: skip


def test_nothing_is_older_than_sixty_days_and_no_step_further_than_six_months(
    register: Register, client: TestClient, lupe: Actor
) -> None:
    at = {"kenya": NOW.date() - timedelta(days=61), "fiji": NOW.date() - timedelta(days=60),
          "austria": NOW.date() + timedelta(days=183), "european-union": NOW.date() + timedelta(days=184)}  # fmt: skip
    long_ago = NOW - timedelta(days=70)
    for whose, day in at.items():
        assert isinstance(set_next_step(register, lupe, [whose], ("Call.", day), long_ago), Noted)
    found = events(client, make_calendar(register, lupe, "").token)
    assert min(found) == at["fiji"]
    said = {str(event["summary"]) for day in found.values() for event in day}
    assert {one for one in said if one.endswith("Call.")} == {"Fiji: Call.", "Austria: Call."}
    assert not any(one.startswith("Reports for COP31 open") for one in said)


def test_a_day_of_many_stays_short_folded_and_marked() -> None:
    of = tuple((f"Signatory {number:04d}, “{'é' * 30}”;\nBEGIN:VEVENT", "O1, " * 90) for number in range(2000))
    day = Day(DayKind.REPLY_OF_MANY, "reply/day/2026-12-04", date(2026, 12, 4), {}, "/follow-up", of)
    made = datetime(2026, 11, 22, 9, 30)
    body = ical(text("en"), "Due days", [day], "https://tracker.example", made, is_demonstration=True)
    assert len(body) < 5_000
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    assert str(event["summary"]).startswith("[Demo] Last day on which 2,000 signatories may reply to decisions: ")
    lines = str(event["description"]).split("\n")
    assert (lines[0], lines[-1], len(lines)) == (
        "Demonstration data – not real reports", "and 1,988 more", MOST_TOLD + 2,
    )  # fmt: skip
