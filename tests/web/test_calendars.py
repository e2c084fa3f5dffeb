"""Calendars by their address: the right days, as a calendar program reads them, and nothing for a wrong address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from icalendar import Calendar
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gda_tracker.domain.permissions import SYSTEM, Actor, NotAllowed, Role
from gda_tracker.register import Register
from gda_tracker.services.calendars import make_calendar, revoke_calendar
from gda_tracker.services.cycles import Extended, extend
from gda_tracker.services.people import Added, add_person, disable_person
from gda_tracker.web import calendars, state
from gda_tracker.web import routes as all_routes

NOW = datetime(2026, 10, 1, 9, 30)


@pytest.fixture
def client(register: Register, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(state, "register", lambda: register)
    monkeypatch.setattr(calendars, "utc_now", lambda: NOW)
    with TestClient(Starlette(routes=calendars.routes())) as client:
        yield client


def person(register: Register, email: str, role: Role, *signatories: str) -> Actor:
    added = add_person(register, SYSTEM, email, "Somebody", {role}, signatories, "seven quiet lakes")
    assert isinstance(added, Added), added
    return Actor(added.person.person_id, "Somebody", frozenset({role}), frozenset(signatories), email)


def events(client: TestClient, token: str) -> dict[str, date]:
    """Summary and day of every event."""
    answer = client.get(f"/calendar/{token}.ics")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-store"
    found = Calendar.from_ical(answer.content)
    assert found["version"] == "2.0"
    for event in found.walk("VEVENT"):
        assert event["dtstart"].params["VALUE"] == "DATE"
        assert event.decoded("dtend").toordinal() - event.decoded("dtstart").toordinal() == 1
        assert event["dtstamp"].to_ical() == b"20261001T093000Z"
    return {str(event["summary"]): event.decoded("dtstart") for event in found.walk("VEVENT")}


def test_a_signatory_reads_its_own_due_day_with_its_extension(
    register: Register, client: TestClient, pavel: Actor
) -> None:
    amina = person(register, "amina@kenya.example", Role.FOCAL_POINT, "kenya")
    token = make_calendar(register, amina, "kenya").token
    before = events(client, token)
    assert before["Kenya: report for COP31 is due"] == date(2026, 10, 9)
    given = extend(register, pavel, ("kenya", "2026"), date(2026, 10, 30), "A flood.", NOW)
    assert isinstance(given, Extended)
    assert events(client, token)["Kenya: report for COP31 is due"] == date(2026, 10, 30)
    body = client.get(f"/calendar/{token}.ics").text
    assert "amina" not in body.lower()
    assert register.rows("SELECT count(*) AS n FROM calendar_row WHERE token_hash = $t", {"t": token}) == [{"n": 0}]


def test_the_desk_reads_cycles_and_later_due_days(register: Register, client: TestClient, pavel: Actor) -> None:
    irene = person(register, "irene@itu.example", Role.REVIEWER)
    extend(register, pavel, ("kenya", "2026"), date(2026, 10, 30), "A flood.", NOW)
    found = events(client, make_calendar(register, irene, "").token)
    assert found["Reports for COP31 are due"] == date(2026, 10, 9)
    assert found["Kenya: report for COP31 is due"] == date(2026, 10, 30)


def test_wrong_revoked_and_disabled_addresses_are_not_found(register: Register, client: TestClient) -> None:
    amina = person(register, "amina@kenya.example", Role.FOCAL_POINT, "kenya")
    first = make_calendar(register, amina, "kenya").token
    second = make_calendar(register, amina, "kenya").token
    assert client.get(f"/calendar/{first}.ics").status_code == 404
    assert client.get(f"/calendar/{second}.ics").status_code == 200
    assert client.get(f"/calendar/{second}x.ics").status_code == 404
    assert client.get(f"/calendar/{'x' * 5000}.ics").status_code == 404
    assert revoke_calendar(register, amina, "kenya") == 1
    assert client.get(f"/calendar/{second}.ics").status_code == 404
    third = make_calendar(register, amina, "kenya").token
    disable_person(register, SYSTEM, "amina@kenya.example")
    assert client.get(f"/calendar/{third}.ics").status_code == 404


def test_nobody_makes_the_calendar_of_another(register: Register, amina: Actor) -> None:
    for signatory_id in ("fiji", ""):
        with pytest.raises(NotAllowed):
            make_calendar(register, amina, signatory_id)


def test_a_demonstration_says_so_in_every_event(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    register = Register.create(None, is_demonstration=True)
    monkeypatch.setattr(state, "register", lambda: register)
    with register.change(SYSTEM) as change:
        change.trail("cycle.set", "cycles")
        change.insert("cycle_row", {"code": "2026", "cop": "COP31", "place": "Antalya", "opens_on": "2026-04-09",
                                    "due_on": "2026-10-09", "closes_on": "2026-12-31"})  # fmt: skip
    irene = person(register, "irene@itu.example", Role.REVIEWER)
    token = make_calendar(register, irene, "").token
    found = events(client, token)
    assert sorted(found.values()) == [date(2026, 10, 9), date(2026, 12, 31)]
    assert all(summary.startswith("[Demo] ") for summary in found)
    told = Calendar.from_ical(client.get(f"/calendar/{token}.ics").content).walk("VEVENT")
    assert {str(event["description"]) for event in told} == {"Demonstration data – not real reports"}
    register.close()


def test_the_addresses_are_routes_of_the_server() -> None:
    paths = {getattr(route, "path", "") for route in all_routes.routes()}
    assert {"/calendar/{token}.ics", "/unsubscribe/{token}"} <= paths
