"""The list of people: Pavel invites, changes roles and closes accounts; the others stay outside."""

from __future__ import annotations

import pytest

from gda_tracker.domain.permissions import Actor, Role
from gda_tracker.register import Register, people, people_list
from gda_tracker.services.people import Added, add_person, invite_again

from .conftest import Opened, key_of, shown

PAGE = "staff/people.py"


@pytest.mark.parametrize("who", ["visitor", "amina", "irene"])
def test_only_administrators_enter(opened: Opened, who: str, request: pytest.FixtureRequest) -> None:
    page = opened(PAGE, request.getfixturevalue(who))
    assert "gda-people" not in shown(page)


def test_somebody_is_invited_and_the_link_shown(register: Register, opened: Opened, pavel: Actor) -> None:
    page = opened(PAGE, pavel)
    page.text_input(key="invite-name").set_value("Ines")
    page.text_input(key="invite-email").set_value("ines@itu.example")
    page.button(key="invite-go").click().run()
    assert "No mail leaves here: pass this link on to Ines." in shown(page)
    assert "/invitation/" in page.code[0].value
    assert people.person_by_email(register, "ines@itu.example") is not None
    assert "invited, no password yet" in shown(page)


def test_a_second_press_keeps_showing_the_link_while_it_opens(register: Register, opened: Opened, pavel: Actor) -> None:
    page = opened(PAGE, pavel)
    page.text_input(key="invite-name").set_value("Ines")
    page.text_input(key="invite-email").set_value("ines@itu.example")
    page.button(key="invite-go").click().run()
    link = page.code[0].value
    length = len(list(register.trail()))
    page.button(key="invite-go").click().run()
    assert page.code[0].value == link
    assert len(list(register.trail())) == length
    invite_again(register, pavel, "ines@itu.example")  # The first link is void.
    page.button(key="invite-go").click().run()
    assert not page.code
    assert "There is an account for ines@itu.example already." in shown(page)


def test_a_wrong_address_gets_its_sentence(opened: Opened, pavel: Actor) -> None:
    page = opened(PAGE, pavel)
    page.text_input(key="invite-name").set_value("Ines")
    page.text_input(key="invite-email").set_value("nowhere")
    page.button(key="invite-go").click().run()
    assert "nowhere is no e-mail address" in shown(page) + " ".join(one.value for one in page.markdown)


def test_one_account_is_disabled_and_opened_again(register: Register, opened: Opened, pavel: Actor) -> None:
    added = add_person(register, pavel, "ines@itu.example", "Ines", [Role.REVIEWER])
    assert isinstance(added, Added)
    page = opened(PAGE, pavel)
    page.query_params["who"] = added.person.person_id
    page.run()
    page.button(key="disable").click().run()
    assert "The account of Ines is disabled: its sessions are ended" in shown(page)
    person = people.person_by_email(register, "ines@itu.example")
    assert person is not None
    assert not person.is_active
    page.button(key="open-again").click().run()
    person = people.person_by_email(register, "ines@itu.example")
    assert person is not None
    assert person.is_active


def test_who_reports_stands_beside_the_names_of_its_signatories(
    register: Register, opened: Opened, pavel: Actor
) -> None:
    added = add_person(register, pavel, "noor@fiji.example", "Noor", [Role.CONTRIBUTOR], ["kenya", "fiji"])
    assert isinstance(added, Added)
    page = opened(PAGE, pavel)
    names = (
        '<a href="/register?signatory=fiji" target="_self">Fiji</a>, '
        '<a href="/register?signatory=kenya" target="_self">Kenya</a>'
    )
    assert names in shown(page)
    assert f"/people?who={added.person.person_id}" in shown(page)
    page.query_params["who"] = added.person.person_id
    assert names in shown(page.run())
    page.query_params["who"] = "' OR 1=1 --"
    assert "All accounts" not in shown(page.run())


def test_an_administrator_does_not_close_its_own_account(register: Register, opened: Opened, pavel: Actor) -> None:
    added = add_person(register, pavel, "ada@itu.example", "Ada", [Role.ADMINISTRATOR])
    assert isinstance(added, Added)
    ada = people.actor_by_email(register, "ada@itu.example")
    assert ada is not None
    page = opened(PAGE, ada)
    page.query_params["who"] = ada.person_id
    page.run()
    page.button(key="disable").click().run()
    assert "Nobody closes its own account." in shown(page)
    assert people.actor_by_email(register, "ada@itu.example") is not None


def test_roles_that_another_tab_changed_are_not_written_over(register: Register, opened: Opened, pavel: Actor) -> None:
    added = add_person(register, pavel, "ines@itu.example", "Ines", [Role.REVIEWER])
    assert isinstance(added, Added)
    first, second = opened(PAGE, pavel), opened(PAGE, pavel)
    for tab in (first, second):
        tab.query_params["who"] = added.person.person_id
        tab.run()
    first.multiselect[0].set_value([Role.REVIEWER, Role.ADMINISTRATOR])
    first.button(key=key_of(first, "one-save-")).click().run()
    assert "Saved." in shown(first)
    second.multiselect[0].set_value([])
    second.checkbox[0].check()
    second.button(key=key_of(second, "one-save-")).click().run()
    assert "Somebody changed these roles since you opened them." in shown(second)
    assert second.multiselect[0].value == [Role.REVIEWER, Role.ADMINISTRATOR]
    assert people_list.staff_roles(register, added.person.person_id) == {Role.REVIEWER, Role.ADMINISTRATOR}


def test_the_last_role_asks_for_a_tick_and_the_outcome_says_so(
    register: Register, opened: Opened, pavel: Actor
) -> None:
    added = add_person(register, pavel, "ines@itu.example", "Ines", [Role.REVIEWER])
    assert isinstance(added, Added)
    page = opened(PAGE, pavel)
    page.query_params["who"] = added.person.person_id
    page.run()
    page.multiselect[0].set_value([])
    page.button(key=key_of(page, "one-save-")).click().run()
    assert "No role would be left to Ines." in shown(page)
    page.checkbox[0].check()
    page.button(key=key_of(page, "one-save-")).click().run()
    assert "Saved. No role in the staff is left." in shown(page)
