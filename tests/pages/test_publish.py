"""The publish page: guarded, shows what would change, publishes on the second click."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from gda_tracker.domain.permissions import SYSTEM, Actor
from gda_tracker.editions import read_notice
from gda_tracker.register import Register
from gda_tracker.services.clock import utc_now
from gda_tracker.services.cycles import Extended, extend
from gda_tracker.services.edition_notices import Noticed, withdraw_edition
from gda_tracker.services.editions import Published, publish_edition
from gda_tracker.services.submitting import Accepted, submit_report
from gda_tracker.settings import settings
from tests.services.reports_for_tests import ACT, NOW, TODAY, saved

from .conftest import Opened, shown

PAGE = "staff/publish.py"
READ_AGAIN = "The register has changed since you read this: read it again."


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty GDA_HOME."""
    monkeypatch.setenv("GDA_HOME", str(tmp_path))
    settings.cache_clear()
    return tmp_path


def at(page: AppTest, **query: str) -> AppTest:
    """The page at another address."""
    page.query_params.clear()
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


@pytest.mark.parametrize("who", ["visitor", "amina", "irene"])
def test_only_administrators_enter(opened: Opened, home: Path, who: str, request: pytest.FixtureRequest) -> None:
    page = opened(PAGE, request.getfixturevalue(who))
    assert "what everybody will see." not in shown(page)
    assert not page.button


def test_an_edition_is_previewed_and_published(
    register: Register, opened: Opened, home: Path, amina: Actor, pavel: Actor
) -> None:
    saved(register, amina, "kenya", ACT)
    assert isinstance(submit_report(register, amina, "kenya", "2026", TODAY), Accepted)
    page = opened(PAGE, pavel)
    assert "Nothing is published yet." in shown(page)
    page = at(page, view="next")
    assert "Everything holds" in shown(page)
    assert page.button(key="publish").disabled
    page.checkbox(key="sure-1").check().run()
    page.button(key="publish").click().run()
    html = shown(page)
    assert "Edition 1 is published." in html
    assert 'href="/?edition=1"' in html
    assert (home / "editions" / "0001.duckdb").is_file()
    assert "Since edition 1 of" in html


def fiji_reports(register: Register, tomasi: Actor) -> None:
    """Fiji submits an answer in words of its own."""
    saved(register, tomasi, "fiji", ACT.model_copy(update={"narrative": f"Fiji: {ACT.narrative}"}))
    assert isinstance(submit_report(register, tomasi, "fiji", "2026", TODAY), Accepted)


@pytest.fixture
def two(register: Register, home: Path, amina: Actor, pavel: Actor) -> Path:
    """Two editions: nothing, then a report of Kenya."""
    folder = home / "editions"
    assert isinstance(publish_edition(register, pavel, on=date(2026, 6, 1), folder=folder), Published)
    saved(register, amina, "kenya", ACT)
    assert isinstance(submit_report(register, amina, "kenya", "2026", TODAY), Accepted)
    assert isinstance(publish_edition(register, pavel, on=utc_now().date(), folder=folder), Published)
    return folder


def test_the_list_names_each_edition_with_its_hash_and_state(opened: Opened, two: Path, pavel: Actor) -> None:
    html = shown(opened(PAGE, pavel))
    for number, state in ((1, "superseded"), (2, "in force")):
        digest = hashlib.sha256((two / f"000{number}.duckdb").read_bytes()).hexdigest()
        assert f'title="{digest}"' in html
        assert state in html
        assert f'href="/publish?withdraw={number}"' in html


def test_an_edition_is_withdrawn_with_a_notice_and_stands_again(opened: Opened, two: Path, pavel: Actor) -> None:
    page = at(opened(PAGE, pavel), withdraw="2")
    page.button(key="say-notice").click().run()
    assert "Write the notice" in shown(page)
    page.text_area(key="notice-2-False").input("Kenya was counted twice.").run()
    page.button(key="say-notice").click().run()
    html = shown(page)
    assert "Edition 2 is withdrawn; each of its pages says so." in html
    assert "Kenya was counted twice." in html
    notice = read_notice(two, 2)
    assert notice is not None
    assert notice.is_withdrawn
    page = at(page, reinstate="2")
    page.text_area(key="notice-2-True").input("It was not.").run()
    page.button(key="say-notice").click().run()
    assert "Edition 2 stands again." in shown(page)
    assert "Withdrawal taken back on" in shown(page)


def test_a_due_day_that_moves_is_named_in_the_preview_and_in_the_comparison(
    register: Register, opened: Opened, two: Path, pavel: Actor
) -> None:
    given = extend(register, pavel, ("fiji", "2026"), date(2027, 1, 15), "A cyclone.", NOW)
    assert isinstance(given, Extended)
    page = at(opened(PAGE, pavel), view="next")
    for html in (shown(page), _published_and_compared(page)):
        assert "No answer enters or leaves a rate. Of whom something else is public otherwise stands below" in html
        assert "The light, due day or receipt of one signatory changes" in html
        assert "What else changes in public, by signatory" in html
        assert "9 October 2026 → 15 January 2027" in html
        assert "Kenya" not in html
        assert "What is written changes" not in html


def _published_and_compared(page: AppTest) -> str:
    page.checkbox(key="sure-3").check().run()
    page.button(key="publish").click().run()
    assert "Edition 3 is published." in shown(page)
    return shown(at(page, view="compare"))


def test_any_two_editions_are_compared_with_every_move(opened: Opened, two: Path, pavel: Actor) -> None:
    page = at(opened(PAGE, pavel), view="compare")
    html = shown(page)
    assert "From edition 1 to edition 2" in html
    assert "One answer enters or leaves a rate." in html
    assert "One signatory moves" in html
    assert "Kenya" in html
    assert "no report" in html
    assert "New reports" in html
    html = shown(at(page, view="compare", cause="reviews"))
    assert "No answer fits what you look for." in html
    html = shown(at(page, view="compare", **{"from": "2", "to": "1"}))
    assert "Choose an earlier edition first and a later one second." in html


def test_what_blocks_is_said_and_the_button_stays_shut(
    register: Register, opened: Opened, home: Path, amina: Actor, pavel: Actor
) -> None:
    with register.change(SYSTEM) as change:
        change.trail("signatory.add", "atlantis", signatory_id="atlantis")
        row = {"signatory_id": "atlantis", "name": "Atlantis", "stakeholder_type": "national_government", "iso3": "ATL"}
        change.insert("signatory_row", row)
        endorsed = {"endorsement_id": "a/1", "signatory_id": "atlantis", "endorsed_on": date(2024, 11, 16)}
        change.insert("endorsement_row", endorsed | {"channel": "letter"})
    page = at(opened(PAGE, pavel), view="next")
    assert "The column iso3 of the table signatory holds codes that no list has: ATL." in shown(page)
    assert "It cannot be published until what the checks found is mended." in shown(page)
    assert not [one for one in page.button if one.key == "publish"]


def test_the_button_comes_after_what_has_to_be_read(opened: Opened, two: Path, register: Register, tomasi: Actor,
                                                    pavel: Actor) -> None:  # fmt: skip
    fijis = ACT.model_copy(update={"narrative": "The decree obliges producers to take back; 12 of them registered."})
    saved(register, tomasi, "fiji", fijis)
    assert isinstance(submit_report(register, tomasi, "fiji", "2026", TODAY), Accepted)
    page = at(opened(PAGE, pavel), view="next")
    order = [str(getattr(one, "body", "") or getattr(one, "key", "") or "") for one in page.main]
    read = [next(place for place, text in enumerate(order) if words in text)
            for words in ("Everything holds", "What changes, and why")]  # fmt: skip
    listed = next(place for place, text in enumerate(order) if "Every answer that moves" in text)
    places = [*read, order.index("publish"), listed]
    assert places == sorted(places)


def test_an_edition_that_changes_nothing_says_so_and_asks_why(opened: Opened, two: Path, pavel: Actor) -> None:
    page = at(opened(PAGE, pavel), view="next")
    assert "Nothing changes against edition 2: no cell, no signatory and no text." in shown(page)
    assert "Every answer that moves" not in shown(page)
    page.checkbox(key="sure-3").check().run()
    page.button(key="publish").click().run()
    assert "Give the reason why it is published all the same." in shown(page)
    assert not (two / "0003.duckdb").exists()
    page.text_area(key="reason-3").input("The address of the site changed.").run()
    page.button(key="publish").click().run()
    assert "Edition 3 is published." in shown(page)
    assert "Published though nothing changed: The address of the site changed." in shown(at(page))


def test_the_register_is_backed_up_and_checked_with_one_click(opened: Opened, home: Path, pavel: Actor) -> None:
    page = opened(PAGE, pavel)
    assert "never" in shown(page)
    page.button(key="back-up").click().run()
    (made,) = (home / "backups").glob("register-*.duckdb")
    assert f"Backed up and checked: {made.name}" in shown(page)


def test_what_came_since_it_was_read_has_to_be_read_first(
    register: Register, opened: Opened, home: Path, amina: Actor, tomasi: Actor, pavel: Actor
) -> None:
    saved(register, amina, "kenya", ACT)
    assert isinstance(submit_report(register, amina, "kenya", "2026", TODAY), Accepted)
    page = at(opened(PAGE, pavel), view="next")
    page.checkbox(key="sure-1").check().run()
    fiji_reports(register, tomasi)
    page.button(key="publish").click().run()
    assert "More has come since you read what changes." in shown(page)
    assert not page.checkbox(key="sure-1").value
    assert not list((home / "editions").glob("*.duckdb"))


def test_a_preview_that_changes_by_itself_says_why_the_tick_is_gone(
    register: Register, opened: Opened, home: Path, two: Path, tomasi: Actor, pavel: Actor
) -> None:
    fiji_reports(register, tomasi)
    page = at(opened(PAGE, pavel), view="next")
    page.checkbox(key="sure-3").check().run()
    assert READ_AGAIN not in shown(page)
    given = extend(register, pavel, ("kenya", "2026"), date(2027, 1, 15), "A flood.", NOW)
    assert isinstance(given, Extended)
    page.run()
    assert READ_AGAIN in shown(page)
    assert not page.checkbox(key="sure-3").value
    assert READ_AGAIN in shown(page.run())
    page.checkbox(key="sure-3").check().run()
    assert READ_AGAIN not in shown(page)


def test_that_an_edition_is_published_stands_there_until_the_tick_for_the_next(
    register: Register, opened: Opened, home: Path, two: Path, tomasi: Actor, pavel: Actor
) -> None:
    fiji_reports(register, tomasi)
    page = at(opened(PAGE, pavel), view="next")
    page.checkbox(key="sure-3").check().run()
    page.button(key="publish").click().run()
    assert "Edition 3 is published." in shown(page)
    assert "Edition 3 is published." in shown(page.run())
    page.checkbox(key="sure-4").check().run()
    assert "Edition 3 is published." not in shown(page)
    assert READ_AGAIN not in shown(page)


def test_withdrawn_editions_are_marked_and_not_compared_unless_asked_for(
    register: Register, opened: Opened, two: Path, pavel: Actor
) -> None:
    again = publish_edition(register, pavel, on=utc_now().date(), folder=two, reason="Asked for.")
    assert isinstance(again, Published)
    assert isinstance(withdraw_edition(register, pavel, 3, "Twice.", folder=two), Noticed)
    page = at(opened(PAGE, pavel), view="compare")
    assert "From edition 1 to edition 2" in shown(page)
    assert page.selectbox(key="asked-to").options == ["Edition 3, withdrawn", "Edition 2", "Edition 1"]
    assert "From edition 2 to edition 3" in shown(at(page, view="compare", to="3"))
    assert isinstance(withdraw_edition(register, pavel, 2, "Twice.", folder=two), Noticed)
    assert isinstance(withdraw_edition(register, pavel, 1, "Once.", folder=two), Noticed)
    html = shown(at(page, view="next"))
    assert "No edition stands: those that were published are withdrawn." in html
    assert "Nothing is published yet." not in html
    assert "It would hold what edition 3 holds, which was withdrawn" in html


def test_the_day_that_was_left_in_the_same_moment_is_not_published(
    register: Register, opened: Opened, home: Path, pavel: Actor
) -> None:
    page = at(opened(PAGE, pavel), view="next")
    page.checkbox(key="sure-1").check().run()
    page.date_input(key="on").set_value(date(2026, 6, 1))
    page.button(key="publish").click().run()
    assert "Your choice changed as you clicked, so nothing was done." in shown(page)
    assert not list((home / "editions").glob("*.duckdb"))
