"""The whole table: every action, for every role, on one's own signatory, on another's, and on none."""

from __future__ import annotations

from typing import Final

import pytest

from gda_tracker.domain.permissions import SYSTEM, VISITOR, Action, Actor, LentItem, NotAllowed, Role, permits, require

OWN: Final = "kenya"
OTHER: Final = "fiji"
# Columns: on the own signatory, on another's, on none. A cross is permitted, a dot is not.
TABLE: Final = """
                 visitor  contributor  focal_point  reviewer  administrator
edit_report      ...      ...          x..          ...       ...
submit_report    ...      ...          x..          ...       ...
read_report      ...      ...          x..          xxx       xxx
lend_items       ...      ...          x..          ...       ...
work_on_lent     ...      x..          ...          ...       ...
map_items        ...      ...          x..          xxx       xxx
review           ...      ...          ...          .xx       ...
edit_register    ...      ...          ...          xxx       xxx
read_register    ...      ...          ...          xxx       xxx
follow_up        ...      ...          ...          xxx       xxx
read_trail       ...      ...          ...          xxx       xxx
manage_people    ...      ...          ...          ...       xxx
manage_cycles    ...      ...          ...          ...       xxx
publish          ...      ...          ...          ...       xxx
"""


# With an item of one's own signatory in hand: lent to the person, not lent; then an item of another signatory, lent
# (by a mistake of the register, for the person holds no role there), and not lent.
ITEM_TABLE: Final = """
                 visitor  contributor  focal_point  reviewer  administrator
edit_report      ....     x...         xx..         ....      ....
read_report      ....     x...         xx..         xxxx      xxxx
submit_report    ....     ....         xx..         ....      ....
lend_items       ....     ....         xx..         ....      ....
review           ....     ....         ....         ..xx      ....
"""
IN_HAND: Final = ((OWN, True), (OWN, False), (OTHER, True), (OTHER, False))


def item_cases() -> list[tuple[Action, Role, str, bool, bool]]:
    head, *rows = [line.split() for line in ITEM_TABLE.strip().splitlines()]
    return [
        (Action(row[0]), Role(role), signatory_id, is_lent, mark == "x")
        for row in rows
        for role, marks in zip(head, row[1:], strict=True)
        for (signatory_id, is_lent), mark in zip(IN_HAND, marks, strict=True)
    ]


@pytest.mark.parametrize(("action", "role", "signatory_id", "is_lent", "is_permitted"), item_cases())
def test_the_table_with_an_item_in_hand(
    action: Action, role: Role, signatory_id: str, is_lent: bool, is_permitted: bool
) -> None:
    lent = frozenset({LentItem(signatory_id, "2026", "O3")}) if is_lent else frozenset()
    actor = Actor("somebody", "Somebody", frozenset({role}), frozenset({OWN}), lent=lent)
    assert permits(actor, action, signatory_id, item=("2026", "O3")) is is_permitted


def test_a_lent_item_is_one_item_of_one_cycle() -> None:
    noor = Actor(
        "noor", "Noor", frozenset({Role.CONTRIBUTOR}), frozenset({OWN}), lent=frozenset({LentItem(OWN, "2026", "O3")})
    )
    assert permits(noor, Action.EDIT_REPORT, OWN, item=("2026", "O3"))
    assert not permits(noor, Action.EDIT_REPORT, OWN, item=("2027", "O3"))
    assert not permits(noor, Action.EDIT_REPORT, OWN, item=("2026", "O4"))
    assert not permits(noor, Action.EDIT_REPORT, OWN)
    assert noor.lent_items(OWN, "2026") == {"O3"}
    assert noor.lent_items(OTHER, "2026") == frozenset()


def test_each_role_is_held_for_its_own_signatory() -> None:
    """A focal point of Kenya who contributes for Fiji has neither right on the other side."""
    both = Actor(
        "amina", "Amina", frozenset({Role.FOCAL_POINT, Role.CONTRIBUTOR}), frozenset({OWN, OTHER}),
        holdings=frozenset({(Role.FOCAL_POINT, OWN), (Role.CONTRIBUTOR, OTHER)}),
        lent=frozenset({LentItem(OTHER, "2026", "F8")}),
    )  # fmt: skip
    assert permits(both, Action.SUBMIT_REPORT, OWN)
    assert not permits(both, Action.SUBMIT_REPORT, OTHER)
    assert not permits(both, Action.READ_REPORT, OTHER)
    assert not permits(both, Action.WORK_ON_LENT, OWN)
    assert permits(both, Action.WORK_ON_LENT, OTHER)
    assert permits(both, Action.EDIT_REPORT, OTHER, item=("2026", "F8"))
    assert not permits(both, Action.EDIT_REPORT, OTHER, item=("2026", "O3"))


def test_a_reviewer_who_contributes_for_kenya_reviews_fiji_alone() -> None:
    both = Actor("noor", "Noor", frozenset({Role.REVIEWER, Role.CONTRIBUTOR}), frozenset({OWN}))
    assert not permits(both, Action.REVIEW, OWN)
    assert permits(both, Action.REVIEW, OTHER)


def cases() -> list[tuple[Action, Role, str | None, bool]]:
    head, *rows = [line.split() for line in TABLE.strip().splitlines()]
    return [
        (Action(row[0]), Role(role), signatory_id, mark == "x")
        for row in rows
        for role, marks in zip(head, row[1:], strict=True)
        for signatory_id, mark in zip((OWN, OTHER, None), marks, strict=True)
    ]


def test_the_table_names_every_action_and_every_role() -> None:
    assert {case[0] for case in cases()} == set(Action)
    assert {case[1] for case in cases()} == set(Role)
    assert len(cases()) == len(Action) * len(Role) * 3


@pytest.mark.parametrize(("action", "role", "signatory_id", "is_permitted"), cases())
def test_the_table(action: Action, role: Role, signatory_id: str | None, is_permitted: bool) -> None:
    actor = Actor("somebody", "Somebody", frozenset({role}), frozenset({OWN}))
    assert permits(actor, action, signatory_id) is is_permitted
    if is_permitted:
        require(actor, action, signatory_id)
    else:
        with pytest.raises(NotAllowed):
            require(actor, action, signatory_id)


@pytest.mark.parametrize("action", Action)
def test_without_a_role_nothing_is_permitted(action: Action) -> None:
    assert not permits(Actor("somebody", "Somebody", frozenset(), frozenset({OWN})), action, OWN)
    assert not permits(VISITOR, action, OWN)


def test_a_reviewer_who_reports_for_kenya_reviews_fiji_alone() -> None:
    both = Actor("irene", "Irene", frozenset({Role.REVIEWER, Role.FOCAL_POINT}), frozenset({OWN}))
    assert permits(both, Action.SUBMIT_REPORT, OWN)
    assert not permits(both, Action.SUBMIT_REPORT, OTHER)
    assert not permits(both, Action.REVIEW, OWN)
    assert permits(both, Action.REVIEW, OTHER)
    assert permits(both, Action.READ_REPORT, OTHER)


def test_an_administrator_who_reports_for_kenya_submits_nothing_for_fiji() -> None:
    both = Actor("pavel", "Pavel", frozenset({Role.ADMINISTRATOR, Role.FOCAL_POINT}), frozenset({OWN}))
    assert permits(both, Action.EDIT_REPORT, OWN)
    assert not permits(both, Action.EDIT_REPORT, OTHER)


def test_the_command_line_keeps_people_and_publishes_but_reports_for_nobody() -> None:
    assert permits(SYSTEM, Action.PUBLISH)
    assert permits(SYSTEM, Action.MANAGE_PEOPLE)
    assert not permits(SYSTEM, Action.SUBMIT_REPORT, OWN)


def test_a_refusal_names_no_person_but_the_id() -> None:
    amina = Actor("p-1", "Amina", frozenset({Role.FOCAL_POINT}), frozenset({OWN}), "amina@kenya.example")
    with pytest.raises(NotAllowed) as refused:
        require(amina, Action.SUBMIT_REPORT, OTHER)
    assert str(refused.value) == "submit_report is not permitted for p-1 on fiji"
    assert "amina@kenya.example" not in repr(amina)
