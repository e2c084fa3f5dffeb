"""Pavel keeps the list of people; the others do not."""

from __future__ import annotations

import json

import pytest

from gda_tracker.domain.permissions import SYSTEM, Actor, NotAllowed, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.register import Register
from gda_tracker.services.people import (
    DEMONSTRATION_PASSWORD,
    Added,
    actor_named,
    add_person,
    demonstration_accounts,
    disable_person,
    everybody,
    invite_again,
)


def rules(answer: object) -> list[str]:
    assert isinstance(answer, Rejected), answer
    return [problem.rule for problem in answer.problems]


def test_pavel_adds_a_focal_point_who_gets_a_link(register: Register, pavel: Actor) -> None:
    added = add_person(register, pavel, " Amina@Kenya.example ", "Amina", [Role.FOCAL_POINT], ["kenya", "fiji"])
    assert isinstance(added, Added)
    assert added.person.email == "amina@kenya.example"
    assert added.invitation_token
    assert len(added.invitation_token) == 43
    assert added.invitation_token not in repr(added)
    (account,) = everybody(register, pavel)
    assert (account.roles, account.signatories, account.has_password) == (
        {Role.FOCAL_POINT},
        {"kenya", "fiji"},
        False,
    )


def test_adding_leaves_its_trail_without_name_or_address(register: Register, pavel: Actor) -> None:
    added = add_person(register, pavel, "irene@itu.example", "Irene", [Role.REVIEWER])
    assert isinstance(added, Added)
    record = list(register.trail())[-1]
    assert (record.actor_id, record.action, record.subject) == ("pavel", "person.add", added.person.person_id)
    assert json.loads(record.after_json or "") == {"roles": ["reviewer"], "signatories": []}


def test_with_a_password_no_link_is_needed(register: Register, pavel: Actor) -> None:
    added = add_person(register, pavel, "irene@itu.example", "Irene", [Role.REVIEWER], password="seven quiet lakes")
    assert isinstance(added, Added)
    assert added.invitation_token is None
    assert everybody(register, pavel)[0].has_password


@pytest.mark.parametrize("who", ["amina", "irene", "visitor"])
def test_nobody_but_an_administrator_manages_people(
    register: Register, request: pytest.FixtureRequest, who: str
) -> None:
    actor: Actor = request.getfixturevalue(who)
    before = register.trail_head()
    with pytest.raises(NotAllowed):
        add_person(register, actor, "new@kenya.example", "New", [Role.ADMINISTRATOR])
    with pytest.raises(NotAllowed):
        invite_again(register, actor, "new@kenya.example")
    with pytest.raises(NotAllowed):
        disable_person(register, actor, "new@kenya.example")
    with pytest.raises(NotAllowed):
        everybody(register, actor)
    assert register.trail_head() == before


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_written(register: Register, pavel: Actor) -> None:
    before = register.trail_head()
    wrong = add_person(register, pavel, "no address", " ", [Role.FOCAL_POINT], ["atlantis", "kenya"], password="short")
    assert rules(wrong) == ["person-email", "person-name", "person-unknown-signatory", "password-short"]
    assert rules(add_person(register, pavel, "a@b.example", "A", [])) == ["person-role"]
    assert rules(add_person(register, pavel, "a@b.example", "A", [Role.CONTRIBUTOR])) == ["person-signatory"]
    assert rules(add_person(register, pavel, "a@b.example", "A", [Role.REVIEWER], ["kenya"])) == ["person-reports"]
    assert register.trail_head() == before


def test_an_address_has_one_account(register: Register, pavel: Actor) -> None:
    add_person(register, pavel, "irene@itu.example", "Irene", [Role.REVIEWER])
    assert rules(add_person(register, pavel, "IRENE@itu.example", "Irene", [Role.ADMINISTRATOR])) == ["person-known"]
    assert len(everybody(register, pavel)) == 1


def test_a_reviewer_may_be_a_focal_point_too(register: Register, pavel: Actor) -> None:
    add_person(register, pavel, "irene@itu.example", "Irene", [Role.REVIEWER, Role.FOCAL_POINT], ["austria"])
    actor = actor_named(register, "Irene@itu.example")
    assert actor is not None
    assert actor.roles == {Role.REVIEWER, Role.FOCAL_POINT}
    assert actor.signatories == {"austria"}


def test_disabling_closes_an_account_and_says_who_did_it(register: Register, pavel: Actor) -> None:
    add_person(register, pavel, "irene@itu.example", "Irene", [Role.REVIEWER])
    disabled = disable_person(register, pavel, "irene@itu.example")
    assert not isinstance(disabled, Rejected)
    assert not disabled.is_active
    assert [account.person.is_active for account in everybody(register, pavel)] == [False]
    assert actor_named(register, "irene@itu.example") is None
    assert register.rows("SELECT * FROM invitation") == []
    record = list(register.trail())[-1]
    assert (record.actor_id, record.action, record.before_json) == ("pavel", "person.disable", '{"is_active":true}')


def test_who_is_unknown_or_disabled_cannot_be_disabled_or_invited(register: Register, pavel: Actor) -> None:
    add_person(register, pavel, "irene@itu.example", "Irene", [Role.REVIEWER])
    disable_person(register, pavel, "irene@itu.example")
    before = register.trail_head()
    for email in ("irene@itu.example", "nobody@itu.example", ""):
        assert rules(disable_person(register, pavel, email)) == ["person-unknown"]
        assert rules(invite_again(register, pavel, email)) == ["person-unknown"]
    assert register.trail_head() == before


def test_only_a_demonstration_register_shows_accounts(register: Register) -> None:
    shown = Register.create(None, is_demonstration=True)
    for where in (register, shown):
        add_person(where, SYSTEM, "pavel@itu.example", "Pavel", [Role.ADMINISTRATOR], password=DEMONSTRATION_PASSWORD)
        add_person(where, SYSTEM, "someone@itu.int", "Someone", [Role.REVIEWER], password="seven quiet lakes")
    assert [account.person.email for account in demonstration_accounts(shown)] == ["pavel@itu.example"]
    assert demonstration_accounts(register) == ()
    shown.close()
