"""Every route beside the pages, asked by everybody: what is private is there for those who are meant alone.

The table below is compared with the application: a new route must be added here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from gda_tracker.domain.permissions import SYSTEM, Action, Actor, Role, permits
from gda_tracker.register import Register
from gda_tracker.services.people import actor_named, add_person, disable_person
from gda_tracker.services.signing_in import Attempt, SignedIn, sign_in
from gda_tracker.services.slowdown import Slowdown
from gda_tracker.settings import settings
from gda_tracker.web import state
from gda_tracker.web.forms import SESSION_COOKIE
from gda_tracker.web.routes import routes
from tests.services.test_evidence import SHA256

from .test_evidence_files import PASSWORD, House

PUBLIC: Final = "public"
"""The same answer to everybody, signed in or not."""
SECRET: Final = "secret"
"""The address itself is the key: with a wrong one nothing is there, for nobody."""
READS_KENYA: Final = "reads_kenya"
"""For those whom the permission table lets read Kenya's report."""
ONESELF: Final = "oneself"
"""For whoever has signed in, about itself."""
POSTED: Final = "posted"
"""Answers a form alone, of whoever sends it; what it may hold is tested beside it."""

ROUTES: Final = {
    "/assets/{name}": (PUBLIC, "/assets/style.css"),
    "/topojson/{name}": (PUBLIC, "/topojson/world_110m.json"),
    "/charts/{page}/{name}.csv": (PUBLIC, "/charts/overview/funnel.csv"),
    "/charts/{page}/{name}.svg": (PUBLIC, "/charts/overview/funnel.svg"),
    "/charts/{page}/{name}.png": (PUBLIC, "/charts/overview/funnel.png"),
    "/embed/{page}/{name}": (PUBLIC, "/embed/overview/funnel"),
    "/signatories.csv": (PUBLIC, "/signatories.csv"),
    "/summary/{id}": (PUBLIC, "/summary/kenya"),
    "/editions/checksums.txt": (PUBLIC, "/editions/checksums.txt"),
    "/editions/dictionary.csv": (PUBLIC, "/editions/dictionary.csv"),
    "/editions/{number}.notice.json": (PUBLIC, "/editions/0001.notice.json"),
    "/editions/{number}.duckdb": (PUBLIC, "/editions/0001.duckdb"),
    "/editions/{number}/{table}.{suffix}": (PUBLIC, "/editions/0001/cell.csv"),
    "/evidence/{sha256}": (READS_KENYA, f"/evidence/{SHA256}"),
    "/evidence/{sha256}/pages/{number:int}": (READS_KENYA, f"/evidence/{SHA256}/pages/1"),
    "/calendar/{token}.ics": (SECRET, f"/calendar/{'a' * 43}.ics"),
    "/unsubscribe/{token}": (SECRET, f"/unsubscribe/{'a' * 43}"),
    "/healthz": (PUBLIC, "/healthz"),
    "/sign-in": (POSTED, "/sign-in"),
    "/sign-out": (POSTED, "/sign-out"),
    "/invitation/{token}": (SECRET, f"/invitation/{'a' * 43}"),
    "/account": (ONESELF, "/account"),
    "/sign-in.css": (PUBLIC, "/sign-in.css"),
}
MORE_PEOPLE: Final = {
    "noor@kenya.example": (Role.CONTRIBUTOR, {"kenya"}),
    "pavel@itu.example": (Role.ADMINISTRATOR, set()),
    "gone@itu.example": (Role.REVIEWER, set()),
}


class Cast:
    """The application with its register and a private file of Kenya, and a browser for each of the cast."""

    def __init__(self, house: House) -> None:
        for email, (role, signatories) in MORE_PEOPLE.items():
            add_person(
                house.register, SYSTEM, email, email.split("@")[0].title(), {role}, signatories, password=PASSWORD
            )
        self.app = Starlette(routes=routes())
        people = ("amina@kenya.example", "tomasi@fiji.example", "irene@itu.example", *MORE_PEOPLE)
        self.actors: dict[str, Actor | None] = {email: actor_named(house.register, email) for email in people}
        self.browsers = {email: self._browser(house.register, email) for email in people}
        disable_person(house.register, SYSTEM, "gone@itu.example")
        self.actors |= {"": None, "gone@itu.example": None}
        self.browsers[""] = TestClient(self.app, follow_redirects=False)

    def _browser(self, register: Register, email: str) -> TestClient:
        answer = sign_in(register, Attempt(email, PASSWORD, "127.0.0.1"), Slowdown(), hours=1)
        assert isinstance(answer, SignedIn), answer
        client = TestClient(self.app, follow_redirects=False)
        client.cookies.set(SESSION_COOKIE, answer.token)
        return client


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    home: Path = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GDA_HOME", str(home))
        settings.cache_clear()
        register = Register.create(None, is_demonstration=False)
        with register.change(SYSTEM) as change:
            change.trail("note", "register")
            for signatory_id, name, iso3 in (("kenya", "Kenya", "KEN"), ("fiji", "Fiji", "FJI")):
                change.insert(
                    "signatory_row",
                    {
                        "signatory_id": signatory_id,
                        "name": name,
                        "stakeholder_type": "national_government",
                        "iso3": iso3,
                    },
                )
                change.insert(
                    "endorsement_row",
                    {"endorsement_id": signatory_id, "signatory_id": signatory_id, "endorsed_on": "2024-11-15"},
                )
            change.insert(
                "cycle_row",
                {
                    "code": "2026", "cop": "COP31", "place": "Antalya", "opens_on": "2026-04-09",
                    "due_on": "2026-10-09", "closes_on": "2026-12-31",
                },
            )  # fmt: skip
        patch.setattr(state, "register", lambda: register)
        house = House(register, home)
        house.attach(is_public=False)
        house.publish()
        yield Cast(house)
    settings.cache_clear()


def test_the_table_holds_every_route() -> None:
    paths = [route.path for route in routes() if isinstance(route, Route)]
    assert len(paths) == len(routes())
    assert set(paths) == set(ROUTES)


def of_kind(*kinds: str) -> list[str]:
    return [address for kind, address in ROUTES.values() if kind in kinds]


@pytest.mark.parametrize("address", of_kind(PUBLIC))
def test_public_answers_are_the_same_for_everybody(cast: Cast, address: str) -> None:
    answers = {browser.get(address).content for browser in cast.browsers.values()}
    assert len(answers) == 1
    assert cast.browsers[""].get("/editions/0001.duckdb").status_code == 200


@pytest.mark.parametrize("address", of_kind(READS_KENYA))
def test_private_files_are_there_for_those_who_may_read_the_report(cast: Cast, address: str) -> None:
    meant = {
        email for email, actor in cast.actors.items() if actor and permits(actor, Action.READ_REPORT, "kenya")
    }  # fmt: skip
    assert meant == {"amina@kenya.example", "irene@itu.example", "pavel@itu.example"}
    found = {email: browser.get(address).status_code for email, browser in cast.browsers.items()}
    assert found == {email: 200 if email in meant else 404 for email in cast.browsers}


@pytest.mark.parametrize("address", of_kind(SECRET))
def test_behind_a_wrong_secret_nothing_is_there_for_nobody(cast: Cast, address: str) -> None:
    assert {browser.get(address).status_code for browser in cast.browsers.values()} == {404}


@pytest.mark.parametrize("address", of_kind(ONESELF))
def test_ones_own_page_is_for_who_has_signed_in(cast: Cast, address: str) -> None:
    for email, browser in cast.browsers.items():
        answer = browser.get(address)
        if cast.actors[email] is None:
            assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/sign-in"), email
        else:
            assert answer.status_code == 200, email
            assert email in answer.text


@pytest.mark.parametrize("address", of_kind(POSTED, ONESELF, SECRET))
def test_a_form_without_its_token_changes_nothing(cast: Cast, address: str) -> None:
    found = {browser.post(address, data={"x": "y"}).status_code for browser in cast.browsers.values()}
    assert found <= {400, 403, 404, 405, 303}
    assert all(cast.browsers[email].get("/account").status_code == 200 for email, who in cast.actors.items() if who)
