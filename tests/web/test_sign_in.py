"""The door as a browser sees it: forms, cookies, refusals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from argon2 import PasswordHasher
from httpx2 import Response
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gda_tracker.domain.permissions import SYSTEM, VISITOR, Actor, Role
from gda_tracker.register import Register
from gda_tracker.register.people import language_of
from gda_tracker.services import passwords, people
from gda_tracker.services.people import DEMONSTRATION_PASSWORD, Added, add_person
from gda_tracker.services.signing_in import actor_of
from gda_tracker.settings import Settings
from gda_tracker.web import forms, sign_in
from gda_tracker.web.forms import landing, local_path

EMAIL = "amina@kenya.example"
PASSWORD = "long rains in April"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@dataclass
class Browser:
    """A client that keeps cookies and follows no redirect; `post` sends a form as its page holds it."""

    client: TestClient

    def get(self, path: str) -> Response:
        return self.client.get(path)

    def csrf(self, path: str) -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]{64})"', self.get(path).text)
        assert found, path
        return found[1]

    def post(self, path: str, page: str | None = None, **fields: str) -> Response:
        headers = {"origin": "http://testserver"}
        return self.client.post(path, data={"csrf": self.csrf(page or path), **fields}, headers=headers)

    def signs_in(self, password: str = PASSWORD, **fields: str) -> Response:
        return self.post("/sign-in", email=EMAIL, password=password, **fields)


def browser_on(register: Register | None) -> Browser:
    app = Starlette(routes=sign_in.routes(lambda: register))
    return Browser(TestClient(app, follow_redirects=False))


@pytest.fixture
def known(register: Register) -> Register:
    add_person(register, SYSTEM, EMAIL, "Amina", [Role.FOCAL_POINT], ["kenya"], password=PASSWORD)
    return register


@pytest.fixture
def browser(known: Register) -> Browser:
    return browser_on(known)


def test_amina_signs_in_and_sees_who_she_is(browser: Browser, known: Register) -> None:
    answer = browser.signs_in(next="/my-report")
    assert (answer.status_code, answer.headers["location"]) == (303, "/my-report")
    actor = actor_of(known, browser.client.cookies["gda_session"])
    assert actor is not None
    assert actor.name == "Amina"
    account = browser.get("/account").text
    assert "Amina" in account
    assert "Focal point" in account


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: Browser) -> None:
    (cookie,) = [one for one in browser.signs_in().headers.get_list("set-cookie") if one.startswith("gda_session=")]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age=43200" in cookie
    assert "Secure" not in cookie


def test_over_https_the_cookie_never_travels_in_the_clear(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    page_token = browser.csrf("/sign-in")
    monkeypatch.setattr(forms, "settings", lambda: Settings(secure_cookies=True))
    answer = browser.client.post("/sign-in", data={"csrf": page_token, "email": EMAIL, "password": PASSWORD})
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 3
    assert all("Secure" in cookie for cookie in cookies)


def test_a_wrong_password_and_an_unknown_address_read_the_same(browser: Browser) -> None:
    wrong = browser.signs_in("wrong password")
    unknown = browser.post("/sign-in", email="nobody@kenya.example", password="wrong password")
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert "gda_session" not in browser.client.cookies
    assert wrong.text.replace(EMAIL, "") == unknown.text.replace("nobody@kenya.example", "")


def test_the_problem_is_summed_up_and_tied_to_its_fields(browser: Browser) -> None:
    page = browser.signs_in("wrong password").text
    assert '<div class="problems" role="alert" id="problems">' in page
    assert '<a href="#email">' in page
    assert page.count('aria-invalid="true" aria-describedby="problems"') == 2
    assert "wrong password" not in page
    assert f'value="{EMAIL}"' in page


def test_after_five_failures_one_waits(browser: Browser) -> None:
    for _ in range(5):
        assert browser.signs_in("wrong password").status_code == 422
    answer = browser.signs_in()
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "2"
    assert "Try again in 2 seconds." in answer.text


@pytest.mark.parametrize("csrf", ["", "0" * 64, "ümlaut"])
def test_a_form_without_our_token_is_shown_again(browser: Browser, csrf: str) -> None:
    browser.get("/sign-in")
    answer = browser.client.post("/sign-in", data={"csrf": csrf, "email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 400
    assert "gda_session" not in browser.client.cookies


def test_a_token_of_another_browser_does_not_do(browser: Browser, known: Register) -> None:
    stolen = browser.csrf("/sign-in")
    other = Browser(TestClient(browser.client.app, follow_redirects=False))
    other.get("/sign-in")
    answer = other.client.post("/sign-in", data={"csrf": stolen, "email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}],
)
def test_a_form_from_elsewhere_is_refused(browser: Browser, headers: dict[str, str]) -> None:
    fields = {"csrf": browser.csrf("/sign-in"), "email": EMAIL, "password": PASSWORD}
    assert browser.client.post("/sign-in", data=fields, headers=headers).status_code == 400
    assert browser.client.post("/sign-in", data=fields).status_code == 303


def test_signing_out_needs_the_form_and_ends_the_session(browser: Browser, known: Register) -> None:
    browser.signs_in()
    session = browser.client.cookies["gda_session"]
    assert browser.get("/sign-out").status_code == 405
    assert browser.client.post("/sign-out", data={"csrf": "0"}).status_code == 400
    assert actor_of(known, session) is not None
    answer = browser.post("/sign-out", page="/account")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?signed-out=1")
    assert actor_of(known, session) is None
    assert "gda_session" not in browser.client.cookies
    assert "You have signed out." in browser.get("/sign-in?signed-out=1").text


def test_signing_in_again_ends_the_session_before(browser: Browser, known: Register) -> None:
    browser.signs_in()
    first = browser.client.cookies["gda_session"]
    browser.signs_in()
    assert browser.client.cookies["gda_session"] != first
    assert actor_of(known, first) is None


def test_the_account_page_asks_to_sign_in_first(browser: Browser) -> None:
    answer = browser.get("/account")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/account")


def test_the_password_is_changed_on_the_account_page(browser: Browser) -> None:
    browser.signs_in()
    new = "short rains in October"
    answer = browser.post("/account", present=PASSWORD, password=new, again="something else")
    assert (answer.status_code, "Type the same new password twice." in answer.text) == (422, True)
    answer = browser.post("/account", present="wrong password", password=new, again=new)
    assert (answer.status_code, "This is not your present password." in answer.text) == (422, True)
    answer = browser.post("/account", present=PASSWORD, password=new, again=new)
    assert (answer.status_code, "Your password was changed." in answer.text) == (200, True)
    assert browser.get("/account").status_code == 200
    assert browser.signs_in(new).status_code == 303


def test_an_invitation_link_works_once(known: Register, browser: Browser) -> None:
    added = add_person(known, SYSTEM, "tomasi@fiji.example", "Tomasi <b>", [Role.FOCAL_POINT], ["fiji"])
    assert isinstance(added, Added)
    link = f"/invitation/{added.invitation_token}"
    page = browser.get(link)
    assert "Welcome, Tomasi &lt;b&gt;. You sign in as tomasi@fiji.example." in page.text
    assert page.headers["referrer-policy"] == "same-origin"
    short = browser.post(link, password="short", again="short")
    assert (short.status_code, "Use at least 12 characters." in short.text) == (422, True)
    new = "coral reef at low tide"
    assert browser.post(link, password=new, again="x").status_code == 422
    answer = browser.post(link, password=new, again=new)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    assert "Tomasi" in browser.get("/account").text
    again = browser.get(link)
    assert again.status_code == 404
    assert "This link has expired or was used already." in again.text


def test_a_made_up_invitation_is_no_page(browser: Browser) -> None:
    assert browser.get("/invitation/made-up").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "/%0d%0a\r\nX: y",
        "javascript:alert(1)",
        "/sign-out",
        "/invitation/abc",
        "my-report",
        "",
        None,
        "/" + "a" * 600,
    ],
)
def test_the_way_on_leads_nowhere_else(path: str | None) -> None:
    assert local_path(path) == "/"


@pytest.mark.parametrize("path", ["/", "/my-report", "/signatory?id=kenya&edition=3", "/account"])
def test_the_way_on_is_kept_within_the_tracker(path: str) -> None:
    assert local_path(path) == path


def test_an_open_redirect_is_refused_in_the_form(browser: Browser) -> None:
    assert 'name="next" value="/"' in browser.get("/sign-in?next=https://evil.example/").text
    assert browser.signs_in(next="//evil.example/").headers["location"] == "/"


@pytest.mark.parametrize(
    ("role", "signatories", "path"),
    [
        (Role.FOCAL_POINT, ["kenya"], "/my-report"),
        (Role.CONTRIBUTOR, ["kenya"], "/my-report"),
        (Role.REVIEWER, [], "/desk"),
        (Role.ADMINISTRATOR, [], "/desk"),
    ],
)
def test_everybody_lands_at_their_own_work(register: Register, role: Role, signatories: list[str], path: str) -> None:
    add_person(register, SYSTEM, EMAIL, "Amina", [role], signatories, password=PASSWORD)
    browser = browser_on(register)
    assert 'name="next" value=""' in browser.get("/sign-in").text
    assert browser.signs_in().headers["location"] == path
    assert browser.signs_in(next="").headers["location"] == path
    assert browser.signs_in(next="/signatories").headers["location"] == "/signatories"
    assert browser.signs_in(next="/").headers["location"] == "/"
    assert browser.signs_in(next="https://evil.example/desk").headers["location"] == "/"


def test_who_is_staff_and_reports_too_lands_at_the_desk_and_who_is_neither_at_the_start() -> None:
    both = Actor("irene", "Irene", frozenset({Role.REVIEWER, Role.FOCAL_POINT}), frozenset({"kenya"}))
    assert landing(both, None) == "/desk"
    assert landing(VISITOR, None) == "/"


def test_the_way_on_is_kept_over_a_change_of_language_and_a_wrong_password(browser: Browser) -> None:
    page = browser.get("/sign-in?next=/my-report%3Fitem%3DO3").text
    assert "/sign-in?lang=fr&amp;next=/my-report%3Fitem%3DO3" in page
    assert "next=" not in re.sub(r'name="next"', "", browser.get("/sign-in").text)
    wrong = browser.signs_in("wrong password", next="/my-report?item=O3").text
    assert 'name="next" value="/my-report?item=O3"' in wrong


def test_large_and_foreign_bodies_are_refused(browser: Browser) -> None:
    browser.get("/sign-in")
    large = browser.client.post("/sign-in", data={"email": "x" * 20_000})
    assert (large.status_code, "The form is too large." in large.text) == (413, True)

    def pieces() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 1000

    form = {"content-type": "application/x-www-form-urlencoded"}
    assert browser.client.post("/sign-in", content=pieces(), headers=form).status_code == 413
    assert browser.client.post("/sign-in", json={"email": EMAIL}).status_code == 415
    assert browser.client.post("/sign-in", content=b"\xff=\xfe", headers=form).status_code == 400
    many = "&".join(f"a{n}=1" for n in range(50))
    assert browser.client.post("/sign-in", content=many, headers=form).status_code == 400


def test_no_answer_is_kept_by_caches_and_no_script_is_allowed(browser: Browser) -> None:
    for path in ("/sign-in", "/account", "/invitation/made-up"):
        answer = browser.get(path)
        assert answer.headers["cache-control"] == "no-store", path
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'"), path
        assert "<script" not in answer.text
    assert browser.get("/sign-in.css").headers["content-type"].startswith("text/css")


def test_the_page_speaks_the_chosen_language(browser: Browser) -> None:
    assert '<html lang="en" dir="ltr">' in browser.get("/sign-in").text
    assert '<html lang="fr" dir="ltr">' in browser.get("/sign-in?lang=fr").text
    assert '<html lang="fr" dir="ltr">' in browser.get("/sign-in").text  # kept in the cookie
    assert '<html lang="fr" dir="ltr">' in browser.get("/sign-in?lang=tlh").text


def test_a_demonstration_lists_its_accounts_and_says_what_it_is() -> None:
    register = Register.create(None, is_demonstration=True)
    add_person(register, SYSTEM, "irene@itu.example", "Irene", [Role.REVIEWER], password=DEMONSTRATION_PASSWORD)
    page = browser_on(register).get("/sign-in").text
    assert "Demonstration data – not real reports" in page
    assert "<code>irene@itu.example</code>" in page
    assert f"<code>{DEMONSTRATION_PASSWORD}</code>" in page
    register.close()


def test_a_real_register_lists_nobody(browser: Browser) -> None:
    page = browser.get("/sign-in").text
    assert "Demonstration" not in page
    assert DEMONSTRATION_PASSWORD not in page


def test_a_public_replica_has_no_door() -> None:
    answer = browser_on(None).get("/sign-in")
    assert answer.status_code == 404
    assert "Nobody signs in here" in answer.text


def test_a_disabled_person_is_out_at_the_next_click(browser: Browser, known: Register) -> None:
    browser.signs_in()
    people.disable_person(known, SYSTEM, EMAIL)
    assert browser.get("/account").status_code == 303


def test_asking_for_the_head_alone_is_no_form(browser: Browser) -> None:
    answer = browser.client.head("/sign-in")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(
    ("wanted", "opened"),
    [
        ("/my-report?cycle=COP31&item=O3", "/my-report?cycle=COP31&item=O3"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
    ],
)
def test_an_invitation_opens_what_it_invites_to_and_no_other_host(
    known: Register, browser: Browser, wanted: str, opened: str
) -> None:
    added = add_person(known, SYSTEM, "tomasi@fiji.example", "Tomasi", [Role.FOCAL_POINT], ["fiji"])
    assert isinstance(added, Added)
    new = "coral reef at low tide"
    answer = browser.post(f"/invitation/{added.invitation_token}", password=new, again=new, next=wanted)
    assert (answer.status_code, answer.headers["location"]) == (303, opened)


def mail_language(register: Register, email: str) -> str:
    """In which language a person is written to."""
    person = register.rows("SELECT person_id FROM person WHERE email = $email", {"email": email})[0]["person_id"]
    return language_of(register, str(person))


def test_a_language_chosen_on_ones_account_is_that_of_mails(browser: Browser, known: Register) -> None:
    browser.get("/account?lang=fr")
    assert mail_language(known, EMAIL) == "en", "nobody has signed in yet"
    browser.signs_in()
    browser.get("/account")
    assert mail_language(known, EMAIL) == "en"
    browser.client.get("/account?lang=fr", headers={"sec-fetch-site": "cross-site"})
    assert mail_language(known, EMAIL) == "en"
    browser.get("/account?lang=tlh")
    assert mail_language(known, EMAIL) == "en"
    browser.get("/account?lang=fr")
    assert mail_language(known, EMAIL) == "fr"


def test_who_accepts_an_invitation_in_a_language_is_written_to_in_it(known: Register, browser: Browser) -> None:
    new = "coral reef at low tide"
    for name, chosen, kept in (("tomasi", "fr", "fr"), ("lupe", "", "en"), ("ana", "en", "en")):
        role, language = [Role.FOCAL_POINT], "fr" if name == "ana" else "en"
        added = add_person(known, SYSTEM, f"{name}@fiji.example", name, role, ["fiji"], language=language)
        assert isinstance(added, Added)
        other = browser_on(known)
        link = f"/invitation/{added.invitation_token}"
        other.get(f"{link}?lang={chosen}" if chosen else link)
        assert other.post(link, password=new, again=new).status_code == 303
        assert mail_language(known, f"{name}@fiji.example") == kept
