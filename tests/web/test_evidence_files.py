"""The address of a file: a download to who may read it, the answer of nothing to everybody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gda_tracker.domain.permissions import SYSTEM, Actor, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.evidence import Store
from gda_tracker.register import Register
from gda_tracker.register.database import utc_now
from gda_tracker.services.editions import Published, publish_edition
from gda_tracker.services.evidence import attach_file
from gda_tracker.services.people import actor_named, add_person
from gda_tracker.services.saving import Saved, save_entry
from gda_tracker.services.signing_in import Attempt, SignedIn, sign_in
from gda_tracker.services.slowdown import Slowdown
from gda_tracker.services.submitting import submit_report
from gda_tracker.settings import settings
from gda_tracker.web import evidence_files, state
from gda_tracker.web.evidence_files import disposition
from gda_tracker.web.forms import SESSION_COOKIE
from gda_tracker.web.middleware import SecurityHeaders
from tests.evidence.files_for_tests import pdf
from tests.services.reports_for_tests import ACT
from tests.services.test_evidence import PDF, PIECE, SHA256

PASSWORD = "a-long-password-9"
PEOPLE = {
    "amina@kenya.example": (Role.FOCAL_POINT, {"kenya"}),
    "tomasi@fiji.example": (Role.FOCAL_POINT, {"fiji"}),
    "irene@itu.example": (Role.REVIEWER, set()),
}


class House:
    """A register with people, a file of Kenya, and the routes over it."""

    def __init__(self, register: Register, home: Path) -> None:
        self.register, self.home = register, home
        for email, (role, signatories) in PEOPLE.items():
            added = add_person(
                register, SYSTEM, email, email.split("@")[0].title(), {role}, signatories, password=PASSWORD
            )
            assert not isinstance(added, Rejected), added
        self.amina = self.actor("amina@kenya.example")
        app = Starlette(routes=evidence_files.routes())
        app.add_middleware(SecurityHeaders)
        self.app = app

    def actor(self, email: str) -> Actor:
        found = actor_named(self.register, email)
        assert found is not None
        return found

    def client(self, email: str = "") -> TestClient:
        client = TestClient(self.app, raise_server_exceptions=True)
        if email:
            attempt = Attempt(email, PASSWORD, "127.0.0.1")
            answer = sign_in(self.register, attempt, Slowdown(), hours=1)
            assert isinstance(answer, SignedIn), answer
            client.cookies.set(SESSION_COOKIE, answer.token)
        return client

    def attach(self, *, is_public: bool) -> None:
        piece = PIECE.model_copy(update={"is_public": is_public})
        now = utc_now()
        entry = ACT.model_copy(update={"as_of": (now - timedelta(days=30)).date()})
        assert isinstance(save_entry(self.register, self.amina, "kenya", "2026", entry, None, now), Saved)
        folder = settings().evidence_folder
        saved = attach_file(
            self.register, self.amina, folder, "kenya", "2026", "O3", piece, (PDF, "loi n° 12 “é”.pdf"), now
        )
        assert isinstance(saved, Saved), saved

    def publish(self) -> None:
        submit_report(self.register, self.amina, "kenya", "2026")
        made = publish_edition(self.register, SYSTEM, on=utc_now().date(), folder=settings().editions_folder)
        assert isinstance(made, Published), made


@pytest.fixture
def house(register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setenv("GDA_HOME", str(tmp_path))
    settings.cache_clear()
    monkeypatch.setattr(state, "register", lambda: register)
    yield House(register, tmp_path)
    settings.cache_clear()


def statuses(house: House) -> dict[str, int]:
    asked = {"": house.client(), **{email: house.client(email) for email in PEOPLE}}
    return {email: client.get(f"/evidence/{SHA256}").status_code for email, client in asked.items()}


OWN_AND_STAFF = {"": 404, "amina@kenya.example": 200, "tomasi@fiji.example": 404, "irene@itu.example": 200}


def test_before_publication_it_is_there_for_its_own_people_and_staff_alone(house: House) -> None:
    house.attach(is_public=True)
    assert statuses(house) == OWN_AND_STAFF


def test_after_publication_a_public_file_is_there_for_everybody(house: House) -> None:
    house.attach(is_public=True)
    house.publish()
    assert set(statuses(house).values()) == {200}


def test_after_publication_a_private_file_is_as_before(house: House) -> None:
    house.attach(is_public=False)
    house.publish()
    assert statuses(house) == OWN_AND_STAFF


def test_it_leaves_as_a_download_that_no_browser_runs(house: House) -> None:
    house.attach(is_public=True)
    answer = house.client("irene@itu.example").get(f"/evidence/{SHA256}")
    assert answer.content == pdf()
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"loi n 12 e.pdf\"; filename*=UTF-8''loi%20n%C2%B0%2012%20%E2%80%9C%C3%A9%E2%80%9D.pdf"
    )
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["cache-control"] == "private, no-store"
    house.publish()
    assert house.client().get(f"/evidence/{SHA256}").headers["cache-control"] == "public, max-age=3600"


def test_a_file_that_one_may_not_read_answers_as_one_that_is_not_there(house: House) -> None:
    house.attach(is_public=False)
    client = house.client("tomasi@fiji.example")
    private, absent = (client.get(f"/evidence/{name}") for name in (SHA256, "0" * 64))
    assert (private.status_code, private.content) == (absent.status_code, absent.content) == (404, absent.content)
    assert {**private.headers} == {**absent.headers}
    assert private.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize("name", ["..%2Fregister.duckdb", "%2e%2e", SHA256.upper(), SHA256 + "%00", "x"])
def test_no_other_address_leads_anywhere(house: House, name: str) -> None:
    house.attach(is_public=True)
    assert house.client("irene@itu.example").get(f"/evidence/{name}").status_code == 404


def test_a_damaged_file_is_not_given(house: House) -> None:
    house.attach(is_public=True)
    path = Store(settings().evidence_folder).verified(SHA256)
    assert path is not None
    path.write_bytes(b"%PDF-other")
    answer = house.client("irene@itu.example").get(f"/evidence/{SHA256}")
    assert (answer.status_code, answer.text) == (500, "This file is damaged. Please tell the secretariat.\n")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("act.pdf", "attachment; filename=\"act.pdf\"; filename*=UTF-8''act.pdf"),
        ("法律.pdf", "attachment; filename=\"evidence.pdf\"; filename*=UTF-8''%E6%B3%95%E5%BE%8B.pdf"),
        ('a"; x=\r\ny.pdf', "attachment; filename=\"a__ x___y.pdf\"; filename*=UTF-8''a%22%3B%20x%3D%0D%0Ay.pdf"),
    ],
)
def test_a_name_stays_within_its_header(name: str, expected: str) -> None:
    assert disposition(name) == expected


def test_pages_are_shown_to_whoever_may_read_the_file_and_to_nobody_else(house: House) -> None:
    house.attach(is_public=False)
    asked = {"": house.client(), **{email: house.client(email) for email in PEOPLE}}
    drawn = {email: client.get(f"/evidence/{SHA256}/pages/1") for email, client in asked.items()}
    readers = {"amina@kenya.example", "irene@itu.example"}
    for email, answer in drawn.items():
        assert "private" in answer.headers["cache-control"]
        if email in readers:
            # The smallest PDF of the tests has a page, or none that can be drawn: never the file itself.
            assert answer.headers["content-type"] in ("image/png", "text/plain; charset=utf-8")
            assert not answer.content.startswith(b"%PDF")
        else:
            assert answer.status_code == 404
    assert house.client("irene@itu.example").get(f"/evidence/{SHA256}/pages/999").status_code == 404
