"""Two reviewers on one answer: the later one never writes over what it has not seen, and is told what stands."""

from __future__ import annotations

import pytest

from gda_tracker.domain.permissions import Actor
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.statuses import Status
from gda_tracker.register import Register
from gda_tracker.register.seen import NOTHING, Seen, seen_on
from gda_tracker.services.reviewing import (
    Decided,
    FirstRead,
    ReviewView,
    TwoDiffer,
    decide,
    entry_for_review,
    settle,
)

from .reports_for_tests import ACT, NOW
from .test_reviewing import CONFIRM, KEY, RETURN, submitted
from .test_second_reader import INDEPENDENT, LOWER, OPENED, SUSTAINED, add, both, decisions, ines

__all__ = ["both", "ines"]


def rule_of(result: object) -> str:
    assert isinstance(result, Rejected), result
    return result.problems[0].rule


def test_what_a_colleague_decided_meanwhile_is_not_written_over_and_is_told(
    both: Register, amina: Actor, irene: Actor, ines: Actor
) -> None:
    version = submitted(both, amina, "kenya", ACT)["O3"]
    assert isinstance(decide(both, irene, KEY, version, LOWER, NOW), Decided)
    head = both.trail_head()
    refused = decide(both, ines, KEY, version, RETURN, NOW)
    assert rule_of(refused) == "review-decided-meanwhile"
    assert isinstance(refused, Rejected)
    assert refused.problems[0].values == {"name": "Irene", "status": Status.UNDER_WAY}
    assert "Irene decided this while you had it open: lowered to" in refused.problems[0].sentence()
    assert both.trail_head() == head
    assert [row["decision"] for row in decisions(both)] == ["lower"]


def test_whoever_decided_and_has_seen_it_corrects_it_on_purpose_and_no_colleague_does(
    both: Register, amina: Actor, irene: Actor, ines: Actor
) -> None:
    version = submitted(both, amina, "kenya", ACT)["O3"]
    decide(both, irene, KEY, version, LOWER, NOW)
    view = entry_for_review(both, ines, KEY)
    assert isinstance(view, ReviewView)
    assert view.seen == seen_on(both, version) != NOTHING
    assert rule_of(decide(both, ines, KEY, version, RETURN, NOW, saw=view.seen)) == "review-decided"
    assert isinstance(decide(both, irene, KEY, version, RETURN, NOW, saw=view.seen), Decided)
    stale = decide(both, ines, KEY, version, CONFIRM, NOW, saw=view.seen)
    assert rule_of(stale) == "review-decided-meanwhile"
    assert [row["decision"] for row in decisions(both)] == ["return"]


def test_a_double_click_is_one_act_and_no_refusal(both: Register, amina: Actor, irene: Actor, ines: Actor) -> None:
    version = submitted(both, amina, "kenya", SUSTAINED)["O3"]
    for _ in range(2):
        assert isinstance(decide(both, irene, KEY, version, OPENED, NOW), FirstRead)
    for _ in range(2):
        assert decide(both, ines, KEY, version, LOWER, NOW) == TwoDiffer(KEY, version)
    saw, told = seen_on(both, version), LOWER.model_copy(update={"reason": "Two cities."})
    for _ in range(2):
        assert isinstance(settle(both, irene, KEY, version, told, NOW, saw=saw), Decided)
    assert both.rows("SELECT count(*) AS n FROM review_row") == [{"n": 1}]
    assert both.rows("SELECT count(*) AS n FROM reading_row") == [{"n": 2}]


def test_two_who_opened_it_as_first_readers_become_first_and_second_for_both_are_blind(
    both: Register, amina: Actor, irene: Actor, ines: Actor
) -> None:
    version = submitted(both, amina, "kenya", ACT)["O3"]
    assert isinstance(decide(both, irene, KEY, version, INDEPENDENT, NOW, saw=NOTHING), FirstRead)
    agreed = decide(both, ines, KEY, version, INDEPENDENT, NOW, saw=NOTHING)
    assert isinstance(agreed, Decided)
    assert len(decisions(both)) == 1


def test_a_third_who_opened_it_before_two_had_read_neither_decides_nor_settles(
    both: Register, amina: Actor, irene: Actor, ines: Actor, pavel: Actor
) -> None:
    olaf = Actor("olaf", "Olaf", irene.roles, frozenset(), "olaf@itu.example")
    add(both, olaf)
    version = submitted(both, amina, "kenya", SUSTAINED)["O3"]
    decide(both, irene, KEY, version, OPENED, NOW)
    before = seen_on(both, version)
    decide(both, ines, KEY, version, LOWER, NOW)
    told = LOWER.model_copy(update={"reason": "Two cities."})
    assert rule_of(decide(both, olaf, KEY, version, OPENED, NOW, saw=before)) == "review-two-differ"
    assert rule_of(settle(both, olaf, KEY, version, told, NOW, saw=before)) == "review-read-on"
    assert decisions(both) == []
    assert isinstance(settle(both, olaf, KEY, version, told, NOW, saw=seen_on(both, version)), Decided)
    late = settle(both, irene, KEY, version, told.model_copy(update={"status": Status.IN_PLACE}), NOW, saw=before)
    assert rule_of(late) == "review-decided-meanwhile"


@pytest.mark.parametrize("saw", [NOTHING, Seen(decision=0, reading=1)])
def test_ones_own_first_reading_is_not_changed_from_an_old_page(
    both: Register, amina: Actor, irene: Actor, saw: Seen
) -> None:
    version = submitted(both, amina, "kenya", SUSTAINED)["O3"]
    decide(both, irene, KEY, version, OPENED, NOW)
    assert rule_of(decide(both, irene, KEY, version, LOWER, NOW, saw=saw)) == "review-read-already"
    assert both.rows("SELECT count(*) AS n FROM reading_row") == [{"n": 1}]
