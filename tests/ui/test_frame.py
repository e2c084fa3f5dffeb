"""The header's way to sign in leads back to the page that one is on, in codes, and nowhere else."""

from __future__ import annotations

import html
import re
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest

from gda_tracker.domain.permissions import VISITOR, Actor
from gda_tracker.i18n import text
from gda_tracker.ui import frame, session
from gda_tracker.web.forms import LARGEST_FORM_BYTES, local_path

from .test_session import Query


def address(monkeypatch: pytest.MonkeyPatch, url: str | None, query: dict[str, str], actor: Actor = VISITOR) -> str:
    """Where the link that is said to lead to sign-in leads; empty where there is none."""
    monkeypatch.setattr(session, "st", SimpleNamespace(context=SimpleNamespace(url=url), query_params=Query(query)))
    monkeypatch.setattr(frame, "_address_in_codes", lambda: dict(query))
    found = re.search(r'<a href="(/sign-in[^"]*)">', str(frame._ways(actor, text("en"))))
    return html.unescape(found[1]) if found else ""


def way_back(found: str) -> str:
    """What sign-in makes of the way back that an address names."""
    return local_path(parse_qs(urlsplit(found).query).get("next", [None])[0])


def test_it_leads_back_to_the_page_with_its_choices(monkeypatch: pytest.MonkeyPatch) -> None:
    found = address(monkeypatch, "https://gda.example/signatories", {"kind": "private_sector", "search": "a&b=c <d>"})
    assert way_back(found) == "/signatories?kind=private_sector&search=a%26b%3Dc+%3Cd%3E"


def test_from_the_overview_everybody_goes_on_to_their_own_work(monkeypatch: pytest.MonkeyPatch) -> None:
    assert address(monkeypatch, "https://gda.example/", {}) == "/sign-in"
    assert address(monkeypatch, None, {}) == "/sign-in"


def test_who_is_signed_in_has_an_account_in_its_place(monkeypatch: pytest.MonkeyPatch, irene: Actor) -> None:
    assert address(monkeypatch, "https://gda.example/signatories", {}, irene) == ""


@pytest.mark.parametrize(
    ("url", "query"),
    [
        ("https://gda.example//evil.example/", {}),
        ("https://gda.example///evil.example/", {"next": "//evil.example"}),
        ("https://gda.example/\\evil.example/", {}),
        ("https://gda.example/signatories", {"next": "https://evil.example/", "search": "//evil.example"}),
        ("https://gda.example/signatories", {"search": "\r\nLocation: https://evil.example/"}),
        ("https://gda.example/signatories", {"search": '"><script>alert(1)</script>'}),
        ("https://gda.example/signatories", {"search": "x" * LARGEST_FORM_BYTES}),
        ("https://gda.example/sign-out", {}),
    ],
)
def test_a_hostile_address_leads_nowhere_else(monkeypatch: pytest.MonkeyPatch, url: str, query: dict[str, str]) -> None:
    found = address(monkeypatch, url, query)
    assert found.startswith("/sign-in")
    assert list(parse_qs(urlsplit(found).query)) in ([], ["next"])
    back = way_back(found)
    assert back == "/" or back.split("?")[0] == "/signatories"
    assert urlsplit(back).netloc == ""
    assert not set(back) & set('\\\r\n<>"')


def test_the_longest_way_back_is_that_which_sign_in_takes() -> None:
    longest = "/" + "a" * (session.LONGEST_WAY_BACK - 1)
    assert local_path(longest) == longest
    assert local_path(longest + "a") == "/"
