"""Pavel gives and takes staff roles, ends sessions and opens accounts again; nobody else does."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from gda_tracker.domain.permissions import Actor, NotAllowed, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.register import Register, coming_in, people, people_list
from gda_tracker.services import accounts
from gda_tracker.services.accounts import Listed, end_sessions, list_accounts, open_again
from gda_tracker.services.people import Added, add_person, disable_person

NOW = datetime(2026, 11, 22, 9, 0)
IRENE = "irene2@itu.example"


@pytest.fixture
def second(register: Register, pavel: Actor) -> Added:
    added = add_person(register, pavel, IRENE, "Ines", [Role.REVIEWER])
    assert isinstance(added, Added)
    return added


def set_staff_roles(
    register: Register, actor: Actor, email: str, roles: list[Role], *, leaves_none: bool = True
) -> object:
    """As from a page that shows what is held now."""
    person = people.person_by_email(register, email)
    seen = people_list.staff_roles(register, person.person_id) if person else frozenset()
    return accounts.set_staff_roles(register, actor, email, roles, seen=seen, leaves_none=leaves_none)


def rules(answer: object) -> list[str]:
    assert isinstance(answer, Rejected), answer
    return [problem.rule for problem in answer.problems]


def test_accounts_are_found_by_name_role_and_state(register: Register, pavel: Actor, second: Added) -> None:
    add_person(register, pavel, "amina@kenya.example", "Amina", [Role.FOCAL_POINT], ["kenya"])
    add_person(register, pavel, "zoe_x@itu.example", "Zoë", [Role.REVIEWER, Role.ADMINISTRATOR])
    disable_person(register, pavel, "zoe_x@itu.example")

    def names(**sought: str) -> list[str]:
        return [one.person.name for one in list_accounts(register, pavel, Listed(**sought), NOW).accounts]

    assert names() == ["Amina", "Ines", "Zoë"]
    assert names(word="kenya.exa") == ["Amina"]
    assert names(word="zoe_") == ["Zoë"]
    assert names(word="ines_") == []
    assert names(role="reviewer") == ["Ines", "Zoë"]
    assert names(role="reviewer", state="active") == ["Ines"]
    (amina,) = list_accounts(register, pavel, Listed(word="amina"), NOW).accounts
    assert (amina.holdings, amina.has_password, amina.signed_in_at) == (((Role.FOCAL_POINT, "kenya"),), False, None)


def test_roles_change_with_before_and_after(register: Register, pavel: Actor, second: Added) -> None:
    assert set_staff_roles(register, pavel, IRENE, [Role.ADMINISTRATOR]) == {Role.ADMINISTRATOR}
    record = list(register.trail())[-1]
    assert (record.action, record.subject) == ("person.roles", second.person.person_id)
    assert (json.loads(record.before_json or ""), json.loads(record.after_json or "")) == (
        {"roles": ["reviewer"]},
        {"roles": ["administrator"]},
    )
    length = len(list(register.trail()))
    assert set_staff_roles(register, pavel, IRENE, [Role.ADMINISTRATOR]) == {Role.ADMINISTRATOR}
    assert len(list(register.trail())) == length


def test_roles_are_saved_only_over_what_was_seen(register: Register, pavel: Actor, second: Added) -> None:
    both, head = [Role.REVIEWER, Role.ADMINISTRATOR], None
    assert accounts.set_staff_roles(register, pavel, IRENE, both, seen=[Role.REVIEWER]) == set(both)
    head = register.trail_head()
    late = accounts.set_staff_roles(register, pavel, IRENE, [], seen=[Role.REVIEWER], leaves_none=True)
    assert rules(late) == ["person-roles-superseded"]
    assert people_list.staff_roles(register, second.person.person_id) == set(both)
    # The same wish twice, as from a double click, is no quarrel.
    assert accounts.set_staff_roles(register, pavel, IRENE, both, seen=[Role.REVIEWER]) == set(both)
    assert register.trail_head() == head


def test_the_last_role_goes_only_when_that_is_said(register: Register, pavel: Actor, second: Added) -> None:
    assert rules(set_staff_roles(register, pavel, IRENE, [], leaves_none=False)) == ["person-no-role"]
    assert set_staff_roles(register, pavel, IRENE, []) == frozenset()
    email = "both@kenya.example"
    add_person(register, pavel, email, "Both", [Role.REVIEWER, Role.FOCAL_POINT], ["kenya"])
    assert set_staff_roles(register, pavel, email, [], leaves_none=False) == frozenset()


def test_reporting_roles_are_not_given_here(register: Register, pavel: Actor, second: Added) -> None:
    assert rules(set_staff_roles(register, pavel, IRENE, [Role.FOCAL_POINT])) == ["person-staff-role"]
    assert rules(set_staff_roles(register, pavel, "who@itu.example", [])) == ["person-unknown"]


def test_an_administrator_is_always_left(register: Register, pavel: Actor, second: Added) -> None:
    set_staff_roles(register, pavel, IRENE, [Role.ADMINISTRATOR])
    assert rules(set_staff_roles(register, pavel, IRENE, [])) == ["person-last-administrator"]
    add_person(register, pavel, "third@itu.example", "Third", [Role.ADMINISTRATOR])
    assert set_staff_roles(register, pavel, IRENE, []) == frozenset()
    third = people.person_by_email(register, "third@itu.example")
    assert third is not None
    itself = Actor(third.person_id, "Third", frozenset({Role.ADMINISTRATOR}))
    set_staff_roles(register, pavel, IRENE, [Role.ADMINISTRATOR])
    assert rules(set_staff_roles(register, itself, "third@itu.example", [])) == ["person-last-administrator"]


def test_sessions_end_at_once(register: Register, pavel: Actor, second: Added) -> None:
    person_id = second.person.person_id
    with register.change(pavel) as change:
        change.trail("session.start", person_id)
        coming_in.write_session(change, person_id, "a" * 64, NOW, NOW + timedelta(hours=1))
    assert people.actor_of_session(register, "a" * 64, NOW) is not None
    assert end_sessions(register, pavel, IRENE) == 1
    assert people.actor_of_session(register, "a" * 64, NOW) is None
    assert rules(end_sessions(register, pavel, "who@itu.example")) == ["person-unknown"]


def test_a_disabled_account_opens_again(register: Register, pavel: Actor, second: Added) -> None:
    disable_person(register, pavel, IRENE)
    open_again(register, pavel, IRENE)
    (listed,) = list_accounts(register, pavel, Listed(word=IRENE), NOW).accounts
    assert listed.person.is_active
    assert rules(open_again(register, pavel, "who@itu.example")) == ["person-unknown"]


@pytest.mark.parametrize("who", ["visitor", "amina", "irene"])
def test_nobody_but_an_administrator_does_it(register: Register, who: str, request: pytest.FixtureRequest) -> None:
    actor = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        list_accounts(register, actor, Listed(), NOW)
    with pytest.raises(NotAllowed):
        set_staff_roles(register, actor, IRENE, [])
    with pytest.raises(NotAllowed):
        end_sessions(register, actor, IRENE)
    with pytest.raises(NotAllowed):
        open_again(register, actor, IRENE)
