"""The whole table: every action, for every role, on one's own signatory, on another's, and on none."""

from __future__ import annotations

from typing import Final

import pytest

from gda_tracker.domain.permissions import SYSTEM, VISITOR, Action, Actor, NotAllowed, Role, permits, require

OWN: Final = "kenya"
OTHER: Final = "fiji"
# Columns: on the own signatory, on another's, on none. A cross is permitted, a dot is not.
TABLE: Final = """
                 visitor  contributor  focal_point  reviewer  administrator
edit_report      ...      ...          x..          ...       ...
submit_report    ...      ...          x..          ...       ...
read_report      ...      ...          x..          xxx       xxx
review           ...      ...          ...          .xx       ...
edit_register    ...      ...          ...          xxx       xxx
read_register    ...      ...          ...          xxx       xxx
manage_people    ...      ...          ...          ...       xxx
manage_cycles    ...      ...          ...          ...       xxx
publish          ...      ...          ...          ...       xxx
"""


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
