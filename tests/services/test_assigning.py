"""Answers are taken, given back and handed on; never to somebody who reports for the signatory."""

from __future__ import annotations

import pytest

from gda_tracker.domain.permissions import Actor, NotAllowed, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.register import Register
from gda_tracker.services.assigning import Assigned, Reviewer, assign, colleagues, give_back, take
from gda_tracker.services.reviewing import Decided, Wanted, decide, head_of_queue, next_of_report

from .reports_for_tests import ACT, NOW, TODAY
from .test_reviewing import CONFIRM, KEY, submitted
from .test_second_reader import add

INES = Actor("ines", "Ines", frozenset({Role.REVIEWER}), frozenset(), "ines@itu.example")
TORN = Actor("olaf", "Olaf", frozenset({Role.REVIEWER, Role.FOCAL_POINT}), frozenset({"kenya"}), "olaf@itu.example")


@pytest.fixture
def waiting(register: Register, amina: Actor, irene: Actor) -> Register:
    add(register, irene)
    add(register, INES)
    add(register, TORN, "kenya")
    submitted(register, amina, "kenya", ACT, ACT.model_copy(update={"item": "O4", "narrative": "Fees were cut."}))
    return register


def whose(register: Register, actor: Actor, filter_: str) -> list[tuple[str, str]]:
    head = head_of_queue(register, actor, TODAY, most=9, wanted=Wanted(whose=filter_))
    return [(row.item, row.taken_name) for row in head.items]


def test_what_is_taken_is_mine_until_it_is_given_back(waiting: Register, irene: Actor) -> None:
    assert whose(waiting, irene, "free") == [("O3", ""), ("O4", "")]
    assert take(waiting, irene, KEY, NOW) == Assigned(KEY, "irene")
    assert (whose(waiting, irene, "mine"), whose(waiting, irene, "free")) == ([("O3", "Irene")], [("O4", "")])
    assert whose(waiting, INES, "mine") == []
    record = list(waiting.trail())[-1]
    assert (record.action, record.subject, record.signatory_id) == ("review.assign", KEY, "kenya")
    head = waiting.trail_head()
    take(waiting, irene, KEY, NOW)
    assert waiting.trail_head() == head
    give_back(waiting, irene, KEY, NOW)
    assert whose(waiting, irene, "mine") == []


def test_it_is_handed_to_a_colleague_and_never_to_one_with_an_interest(waiting: Register, irene: Actor) -> None:
    assert colleagues(waiting, irene, KEY) == (Reviewer("ines", "Ines"),)
    assign(waiting, irene, KEY, "ines", NOW)
    assert whose(waiting, INES, "mine") == [("O3", "Ines")]
    for person, rule in (
        ("olaf", "assign-conflict"),
        ("amina", "assign-no-reviewer"),
        ("nobody", "assign-no-reviewer"),
    ):
        refused = assign(waiting, irene, KEY, person, NOW)
        assert isinstance(refused, Rejected)
        assert refused.problems[0].rule == rule
    with pytest.raises(NotAllowed):
        take(waiting, TORN, KEY, NOW)


def test_what_is_decided_is_nobodys_any_more(waiting: Register, irene: Actor) -> None:
    take(waiting, irene, KEY, NOW)
    row = head_of_queue(waiting, irene, TODAY, most=1, wanted=KEY).items[0]
    decide(waiting, irene, KEY, row.version_id, CONFIRM, NOW)
    newest = waiting.rows("SELECT person_id FROM assignment_row ORDER BY row_no DESC LIMIT 1")
    assert newest == [{"person_id": ""}]
    following = next_of_report(waiting, irene, TODAY, KEY)
    assert following is not None
    assert following.entry_id == "kenya/2026/O4"


def test_an_answer_that_is_not_there_is_not_taken(waiting: Register, irene: Actor) -> None:
    refused = take(waiting, irene, "kenya/2026/O1", NOW)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == "entry-unknown"


def test_what_a_colleague_has_taken_is_decided_on_purpose_alone(waiting: Register, irene: Actor) -> None:
    take(waiting, irene, KEY, NOW)
    version = head_of_queue(waiting, INES, TODAY, most=1, wanted=KEY).items[0].version_id
    head = waiting.trail_head()
    for over in ("", "olaf"):
        refused = decide(waiting, INES, KEY, version, CONFIRM, NOW, over=over)
        assert isinstance(refused, Rejected)
        assert (refused.problems[0].rule, refused.problems[0].values) == ("review-taken", {"name": "Irene"})
    assert waiting.trail_head() == head
    assert isinstance(decide(waiting, INES, KEY, version, CONFIRM, NOW, over="irene"), Decided)
    assert '"taken_by":"irene"' in (list(waiting.trail())[-1].after_json or "")
