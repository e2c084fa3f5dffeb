"""Ending mails by the link in them: looking changes nothing, sending does, it can be undone, focal points stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gda_tracker.domain.ladder import ALWAYS
from gda_tracker.domain.mail import State
from gda_tracker.domain.permissions import Actor, Role
from gda_tracker.register import Register
from gda_tracker.services.reminder_look import Looked, look
from gda_tracker.services.reminder_situations import Why
from gda_tracker.services.reminder_sorting import Asked
from gda_tracker.services.sending import send_waiting
from gda_tracker.web import state, unsubscribe
from tests.services.reminders_for_tests import NOW, planned, sent, somebody
from tests.services.smtp_server import HOME, Loopback, body, free_port, listening, post_to

KENYA = Asked(chosen=("kenya",))


@pytest.fixture
def kenya(register: Register) -> Register:
    """Amina is focal point; O3 is lent to Noor."""
    amina = somebody(register, "amina@kenya.example", Role.FOCAL_POINT, "kenya")
    noor = somebody(register, "noor@kenya.example", Role.CONTRIBUTOR, "kenya")
    with register.change(amina) as change:
        change.trail("report.lend", "kenya/2026/O3")
        row = {"signatory_id": "kenya", "cycle": "2026", "item": "O3", "person_id": noor.person_id, "state": "lent"}
        change.insert("lending_row", {**row, "note": None, "set_at": NOW, "set_by": amina.person_id})
    return register


@pytest.fixture
def client(kenya: Register, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(state, "register", lambda: kenya)
    with TestClient(Starlette(routes=unsubscribe.routes())) as client:
        yield client


def link_in_the_mail(register: Register, irene: Actor) -> str:
    """The path of the link that Noor's reminder carries, in the mail and in its headers; Amina's has none."""
    server = Loopback(free_port())
    assert sent(register, irene, KENYA).count == 2
    with listening(server):
        assert send_waiting(register, post_to(server.port)).states == {State.SENT: 2}
    mails = dict(server.taken)
    assert mails["amina@kenya.example"]["List-Unsubscribe"] is None
    assert "/unsubscribe/" not in body(mails["amina@kenya.example"])
    mail = mails["noor@kenya.example"]
    found = re.fullmatch(rf"<({HOME}/unsubscribe/[\w-]{{43}})>", mail["List-Unsubscribe"])
    assert found
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert found[1] in body(mail)
    return found[1].removeprefix(HOME)


def choices(register: Register) -> list[bool]:
    return [row["is_unsubscribed"] for row in register.rows("SELECT * FROM unsubscribed_row ORDER BY row_no")]


def test_to_look_changes_nothing_and_to_send_ends_the_mails(kenya: Register, client: TestClient, irene: Actor) -> None:
    path = link_in_the_mail(kenya, irene)
    shown = client.get(path)
    assert (shown.status_code, choices(kenya)) == (200, [])
    assert shown.headers["cache-control"] == "no-store"
    assert shown.headers["referrer-policy"] == "no-referrer"
    assert "noor@kenya.example gets reminders" in shown.text
    for _ in range(2):
        answer = client.post(path)
        assert "gets no more reminders" in answer.text
    assert choices(kenya) == [True]
    undone = client.post(path, data={"undo": "1"})
    assert "noor@kenya.example gets reminders" in undone.text
    assert choices(kenya) == [True, False]
    assert kenya.trail_break() is None


@pytest.mark.parametrize(
    "how",
    [
        {"data": {"List-Unsubscribe": "One-Click"}},
        {"files": {"List-Unsubscribe": (None, "One-Click")}},
        {"data": {"List-Unsubscribe": "One-Click"}, "headers": {"origin": "https://mail.example"}},
    ],
)
def test_a_mail_program_ends_them_by_itself(
    kenya: Register, client: TestClient, irene: Actor, how: dict[str, object]
) -> None:
    assert client.post(link_in_the_mail(kenya, irene), **how).status_code == 200  # type: ignore[arg-type]
    assert choices(kenya) == [True]


def test_who_ended_them_is_left_out_and_what_was_scheduled_stops(
    kenya: Register, client: TestClient, irene: Actor
) -> None:
    path = link_in_the_mail(kenya, irene)
    later = NOW + timedelta(days=30)
    assert sent(kenya, irene, Asked(chosen=("kenya",), goes_at=later)).count == 2
    client.post(path)
    assert look(kenya, NOW, ALWAYS) == Looked(stopped=1)
    found = planned(kenya, irene, KENYA, now=NOW + timedelta(days=60))
    assert found.gets == () or [one.to.email for one in found.gets] == ["amina@kenya.example"]
    assert {(one.name, one.why) for one in found.left_out.some()} <= {("Noor", Why.UNSUBSCRIBED), ("", Why.NO_MISSION)}


def test_a_mail_that_waits_does_not_go_to_who_ended_them_meanwhile(
    kenya: Register, client: TestClient, irene: Actor
) -> None:
    path = link_in_the_mail(kenya, irene)
    later = NOW + timedelta(days=30)
    assert sent(kenya, irene, KENYA, now=later).count == 2
    client.post(path)
    server = Loopback(free_port())
    with listening(server):
        assert send_waiting(kenya, post_to(server.port)).states == {State.SENT: 1, State.NOT_NEEDED: 1}
    assert server.recipients == ["amina@kenya.example"]


def test_a_link_that_was_never_ours_is_not_found(client: TestClient) -> None:
    for token in ("x", "x" * 43, "x" * 5000):
        assert client.get(f"/unsubscribe/{token}").status_code == 404
        assert client.post(f"/unsubscribe/{token}").status_code == 404


def test_what_is_too_large_is_not_read(kenya: Register, client: TestClient, irene: Actor) -> None:
    assert client.post(link_in_the_mail(kenya, irene), content=b"x" * 20_000).status_code == 413
    assert choices(kenya) == []
