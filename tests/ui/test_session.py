"""Who is not signed in is led back to the page that was asked for."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from gda_tracker.ui import session


class Query(dict[str, str]):
    """Query values as Streamlit holds them."""

    def to_dict(self) -> dict[str, str]:
        return dict(self)


@pytest.mark.parametrize(
    ("url", "query", "address"),
    [
        (
            "https://gda.example/my-report",
            {"signatory": "kenya", "cycle": "2026", "item": "O3"},
            "/sign-in?next=%2Fmy-report%3Fsignatory%3Dkenya%26cycle%3D2026%26item%3DO3",
        ),
        ("https://gda.example/desk", {}, "/sign-in?next=%2Fdesk"),
        ("https://gda.example/", {}, "/sign-in"),
        (None, {}, "/sign-in"),
        (
            "https://gda.example/trail",
            {"who": "a&next=//evil"},
            "/sign-in?next=%2Ftrail%3Fwho%3Da%2526next%253D%252F%252Fevil",
        ),
        ("https://gda.example//evil.example/desk", {}, "/sign-in"),
        ("https://gda.example/signatories", {"search": "x" * 600}, "/sign-in?next=%2Fsignatories"),
    ],
)
def test_signing_in_leads_back_to_where_one_was_going(
    monkeypatch: pytest.MonkeyPatch, url: str | None, query: dict[str, str], address: str
) -> None:
    monkeypatch.setattr(session, "st", SimpleNamespace(context=SimpleNamespace(url=url), query_params=Query(query)))
    assert session.sign_in_address() == address
