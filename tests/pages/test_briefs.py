"""The page of briefs: chosen by the address, shown as it will be printed, for staff alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from gda_tracker.domain.permissions import Actor
from gda_tracker.editions import EditionNotice, write_notice
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.ui import cached
from tests.publishing.profiles import write_both
from tests.publishing.two_editions import write_two

from .conftest import Opened, shown

PAGE = "staff/briefs.py"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two editions on the page's shelf."""
    write_two(tmp_path)
    found = Shelf(tmp_path)
    monkeypatch.setattr(cached, "shelf", lambda: found)
    return tmp_path


def asked(page: AppTest, **query: str) -> str:
    """What the page shows at an address."""
    for key, word in query.items():
        page.query_params[key] = word
    return shown(page.run())


@pytest.mark.parametrize("who", ["visitor", "amina"])
def test_only_staff_enter(opened: Opened, shelf: Path, who: str, request: pytest.FixtureRequest) -> None:
    page = opened(PAGE, request.getfixturevalue(who))
    assert not page.selectbox
    assert "gda-brief" not in shown(page)


@pytest.mark.parametrize("who", ["irene", "pavel"])
def test_staff_find_a_signatory_and_read_its_brief(
    opened: Opened, shelf: Path, who: str, request: pytest.FixtureRequest
) -> None:
    page = opened(PAGE, request.getfixturevalue(who))
    assert "/briefs?what=signatory&amp;id=kenya" in shown(page)
    html = asked(page, what="signatory", id="kenya")
    assert '<h2 class="gda-brief-name">Kenya</h2>' in html
    assert "Edition 2, data as of 1 November 2026, method 1.0" in html
    assert page.get("download_button")[0].proto.label == "Download the PDF"


def test_a_search_narrows_the_list_and_keeps_the_edition(opened: Opened, shelf: Path, irene: Actor) -> None:
    page = opened(PAGE, irene)
    html = asked(page, search="nep", edition="1")
    assert "/briefs?what=signatory&amp;id=nepal&amp;edition=1" in html
    assert "id=kenya" not in html


def test_a_search_names_whom_it_is_called_after_before_others_of_its_country(
    opened: Opened, irene: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_both(tmp_path)
    found = Shelf(tmp_path)
    monkeypatch.setattr(cached, "shelf", lambda: found)
    html = asked(opened(PAGE, irene), search="kenya")
    assert html.index("id=kenya") < html.index("id=acme")


def test_the_edition_of_the_address_is_shown_and_another_is_told(opened: Opened, shelf: Path, irene: Actor) -> None:
    page = opened(PAGE, irene)
    assert "Edition 1, data as of 15 January 2026" in asked(page, what="council", edition="1")
    html = asked(page, edition="9")
    assert "There is no such edition; edition 2 is shown." in html


def test_a_withdrawn_edition_says_so_and_leads_to_the_same_brief_in_force(
    opened: Opened, shelf: Path, irene: Actor
) -> None:
    write_notice(shelf, EditionNotice(2, is_withdrawn=True, notice="Misread <b>twice</b>.", set_on=date(2026, 11, 20)))
    html = asked(opened(PAGE, irene), what="signatory", id="kenya", edition="2")
    assert "Edition 2 was withdrawn on 20 November 2026." in html
    assert "Misread &lt;b&gt;twice&lt;/b&gt;." in html
    way = '<a href="/briefs?what=signatory&amp;id=kenya&amp;edition=1" target="_self">Edition 1 of 15 January 2026'
    assert way in html


def test_choosing_writes_the_address_in_codes(opened: Opened, shelf: Path, irene: Actor) -> None:
    page = opened(PAGE, irene)
    asked(page, what="signatory", id="kenya")
    page.selectbox(key="asked-what").set_value("region").run()
    assert page.query_params["what"] == "region"
    assert "id" not in page.query_params
    assert "Choose which one the brief is about." in shown(page)
    page.selectbox(key="asked-id").set_value("Africa").run()
    assert '<h2 class="gda-brief-name">Africa</h2>' in shown(page)
    page.selectbox(key="asked-by").set_value("sids").run()
    assert "id" not in page.query_params
    page.selectbox(key="asked-what").set_value("cop").run()
    assert "Brief for COP31" in shown(page)


def test_the_brief_can_be_in_another_language_than_the_page(opened: Opened, shelf: Path, irene: Actor) -> None:
    html = asked(opened(PAGE, irene), what="council", lang="fr")
    assert '<article class="gda-brief" lang="fr" dir="ltr">' in html


def test_a_name_that_the_edition_does_not_know_is_said_so(opened: Opened, shelf: Path, irene: Actor) -> None:
    html = asked(opened(PAGE, irene), what="signatory", id="<script>")
    assert "Edition 2 knows nothing of that name. Choose again." in html
    assert "<script>" not in html


def test_without_an_edition_there_is_nothing_to_brief(
    opened: Opened, irene: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cached, "shelf", lambda: Shelf(tmp_path / "none"))
    assert "nothing is published yet" in shown(opened(PAGE, irene))


def test_the_follow_up_of_one_signatory_leads_to_its_brief(opened: Opened, irene: Actor) -> None:
    page = opened("staff/follow_up.py", irene)
    html = asked(page, signatory="kenya")
    assert 'href="/briefs?what=signatory&amp;id=kenya"' in html
    assert "Brief (PDF)" in html
