"""My report with colleagues: Amina lends, waits and takes back; Noor sees the lent items alone and hands them back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from gda_tracker.domain.permissions import Actor, Role
from gda_tracker.domain.report import Entry
from gda_tracker.domain.statuses import Status
from gda_tracker.register import Register, unsubscribing
from gda_tracker.services import people
from gda_tracker.services.lending import Invitee, Lent, hand_back, lend, take_back
from gda_tracker.settings import settings
from gda_tracker.ui import reporting_colleagues, session
from tests.services.reports_for_tests import ACT, TODAY, saved

from .conftest import Opened, shown

PAGE = "reporting/my_report.py"
KENYA = ("kenya", "2026")
NOOR = Invitee("noor@kenya.example", "Noor")
OTHERS = Entry(item="O4", claimed=Status.PLANNED, narrative="Words that are none of Noor's business.")


@pytest.fixture
def noor(register: Register, amina: Actor) -> Callable[[], Actor]:
    """Noor, to whom Amina lent O3 and O5, as each run loads her."""
    assert isinstance(lend(register, amina, *KENYA, ["O3", "O5"], NOOR, "Please add figures.", TODAY), Lent)

    def who() -> Actor:
        found = people.actor_named(register, NOOR.email)
        assert found is not None
        return found

    return who


@pytest.fixture
def noors_page(opened: Opened, noor: Callable[[], Actor], monkeypatch: pytest.MonkeyPatch) -> AppTest:
    page = opened(PAGE, noor())
    monkeypatch.setattr(session, "actor", noor)
    return page.run()


def items(page: AppTest) -> list[str]:
    """The codes in the list of items."""
    keys = [str(button.key) for button in page.button]
    return [key.partition("-")[2] for key in keys if key.startswith(("item-", "chosen-"))]


def labels(page: AppTest) -> str:
    return " ".join(button.label for button in page.button)


def fill(page: AppTest, email: str, name: str = "", note: str = "") -> None:
    page.text_input(key="lend-kenya-2026-email").set_value(email)
    page.text_input(key="lend-kenya-2026-name").set_value(name)
    page.text_area(key="lend-kenya-2026-note").set_value(note)
    page.button(key="lend-kenya-2026-go").click().run()


def test_amina_lends_an_item_and_passes_the_link_on_once(opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, amina)
    page.multiselect(key="lend-kenya-2026-items-O1").set_value(["O3", "O5"])
    fill(page, NOOR.email, "Noor", "Please add figures.")
    html = shown(page)
    assert "Lent to Noor: O3, O5." in html
    assert "No mail leaves here: pass this link on to Noor." in html
    (link,) = [code.value for code in page.code]
    assert "/invitation/" in link
    assert ":gray[lent]" in labels(page)
    assert "Please add figures." in html
    assert "noor@kenya.example" in html
    assert not list(page.run().code), "the link is shown once"


def test_the_link_is_not_shown_where_mail_brings_it(
    opened: Opened, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_mail = settings().model_copy(update={"smtp_host": "mail.example"})
    monkeypatch.setattr(reporting_colleagues, "settings", lambda: with_mail)
    page = opened(PAGE, amina)
    fill(page, NOOR.email, "Noor")
    assert "Lent to Noor: O1." in shown(page)
    assert not page.code


def test_a_refusal_keeps_what_was_typed(register: Register, opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, amina)
    before = register.trail_head()
    fill(page, NOOR.email, note="Please.")
    assert "Give the colleague&#39;s name as well." in shown(page)
    assert page.text_area(key="lend-kenya-2026-note").value == "Please."
    assert page.text_input(key="lend-kenya-2026-email").value == NOOR.email
    assert register.trail_head() == before


def test_amina_reads_who_holds_the_item_and_takes_all_back_before_she_submits(
    register: Register, opened: Opened, amina: Actor, noor: Callable[[], Actor]
) -> None:
    saved(register, amina, "kenya", ACT)
    page = opened(PAGE, amina)
    page.button(key="item-O3").click().run()
    assert "This item is with Noor since" in shown(page)
    page.button(key="submit").click().run()
    html = shown(page)
    assert "O3 is still with Noor." in html
    assert "2 items are with colleagues." in html
    page.button(key="take-all-back").click().run()
    assert "Back with the focal point: O3, O5." in shown(page)
    assert noor().lent == frozenset()
    page.button(key="submit").click().run()
    assert "One answer was submitted. Thank you." in shown(page)


def test_one_item_is_taken_back_alone(opened: Opened, amina: Actor, noor: Callable[[], Actor]) -> None:
    page = opened(PAGE, amina)
    page.button(key="take-back-O5").click().run()
    assert [one.item for one in noor().lent] == ["O3"]


def test_noor_sees_the_lent_items_alone(register: Register, amina: Actor, noors_page: AppTest) -> None:
    saved(register, amina, "kenya", OTHERS)
    saved(register, amina, "kenya", ACT)
    html = shown(noors_page.run())
    assert items(noors_page) == ["O3", "O5"]
    assert "2 items of this report are lent to you. You see nothing else of it." in html
    assert "1 of 2 items answered" in html
    assert "Please add figures." in html
    assert OTHERS.narrative not in html
    keys = {str(button.key) for button in noors_page.button}
    assert not keys & {"submit", "take-all-back", "lend-kenya-2026-go"}
    assert [one.key for one in noors_page.download_button if one.key == "download-workbook"] == ["download-workbook"]
    noors_page.file_uploader(key="upload").upload("kenya.csv", b"Item,Status\nO3,0\nO1,0\n", "text/csv").run()
    assert "The item O1 is not lent to you." in shown(noors_page)
    noors_page.file_uploader(key="upload").upload("kenya.csv", b"Item,Status\nO3,0\n", "text/csv").run()
    assert "The file holds one answer: 0 new, 1 changed, 0 as on record." in shown(noors_page)
    noors_page.button(key="keep-upload").click().run()
    assert "One answer was kept as a draft." in shown(noors_page)


def test_an_address_that_names_another_item_opens_none_of_it(
    register: Register, amina: Actor, noors_page: AppTest
) -> None:
    saved(register, amina, "kenya", OTHERS)
    noors_page.query_params["item"] = "O4"
    html = shown(noors_page.run())
    assert OTHERS.narrative not in html
    assert items(noors_page) == ["O3", "O5"]


def test_noor_hands_back_with_a_note_that_amina_reads(
    register: Register, opened: Opened, amina: Actor, noors_page: AppTest
) -> None:
    noors_page.multiselect(key="hand-back-kenya-2026-O3-O5-items").set_value(["O3"])
    noors_page.text_area(key="hand-back-kenya-2026-O3-O5-note").set_value("The figures are in.")
    noors_page.button(key="hand-back-kenya-2026-O3-O5-go").click().run()
    assert "Back with the focal point: O3." in shown(noors_page)
    assert items(noors_page) == ["O5"]
    page = opened(PAGE, amina)
    assert "handed back" in labels(page)
    page.button(key="item-O3").click().run()
    html = shown(page)
    assert "Noor handed this item back on" in html
    assert "The figures are in." in html


def test_what_amina_takes_back_is_gone_from_noors_open_page(
    register: Register, amina: Actor, noors_page: AppTest
) -> None:
    take_back(register, amina, *KENYA)
    html = shown(noors_page.run())
    assert "Nothing of this report is lent to you now." in html
    assert "taken back on" in html
    assert not noors_page.radio


def test_who_wrote_what_stands_below_the_answer(
    register: Register, opened: Opened, amina: Actor, noor: Callable[[], Actor]
) -> None:
    first = saved(register, noor(), "kenya", Entry(item="O3", narrative="Noor's words."))
    saved(register, noor(), "kenya", ACT, first.version_id)
    hand_back(register, noor(), *KENYA, ["O3"])
    page = opened(PAGE, amina)
    page.button(key="item-O3").click().run()
    html = shown(page)
    assert "Written by Noor on" in html
    assert "Who wrote what" in html
    assert "Noor&#39;s words." in html


def test_what_came_back_is_cleared_before_the_report_is_sent(
    register: Register, opened: Opened, amina: Actor, noor: Callable[[], Actor]
) -> None:
    saved(register, noor(), "kenya", ACT)
    hand_back(register, noor(), *KENYA, ["O3"])
    page = opened(PAGE, amina)
    page.button(key="item-O3").click().run()
    assert page.button(key="submit").disabled
    assert "One item came back from a colleague and is not cleared yet." in shown(page)
    page.button(key="clear-O3").click().run()
    html = shown(page)
    assert "One item is cleared." in html
    assert "is not cleared yet" not in html
    page.button(key="take-all-back").click().run()
    page.button(key="submit").click().run()
    html = shown(page)
    assert "One answer was submitted. Thank you." in html
    assert "gda-receipt" in html
    assert "the secretariat · one answer · after the due day" in html


def test_what_came_back_goes_back_with_a_question(
    register: Register, opened: Opened, amina: Actor, noor: Callable[[], Actor]
) -> None:
    hand_back(register, noor(), *KENYA, ["O3"])
    page = opened(PAGE, amina)
    page.button(key="item-O3").click().run()
    page.text_area(key="question-O3").set_value("Which article?")
    page.button(key="send-back-go-O3").click().run()
    assert "O3 is with Noor again, with your question." in shown(page)
    assert "The focal point asks: “Which article?”" in shown(opened(PAGE, noor()))


def test_amina_reads_that_no_mail_goes_to_who_ended_such_mails(
    register: Register, opened: Opened, amina: Actor, pavel: Actor
) -> None:
    people.add_person(register, pavel, NOOR.email, "Noor", [Role.CONTRIBUTOR], ["kenya"], "seven quiet lakes")
    who = people.actor_named(register, NOOR.email)
    assert who is not None
    with register.change(who) as change:
        change.trail("person.unsubscribe", who.person_id)
        unsubscribing.add_choice(change, who.person_id, is_unsubscribed=True)
    page = opened(PAGE, amina)
    fill(page, NOOR.email)
    assert "No mail goes to Noor, who ended mails about lent items. Say it another way." in shown(page)
