"""A reply is answered: the decision stands or is taken anew; until it is told, whoever decided corrects it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gda_tracker.domain.permissions import Actor, NotAllowed, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.review import Decision, Verdict
from gda_tracker.domain.statuses import Status
from gda_tracker.register import Register, desk
from gda_tracker.register.altered import altered_decisions
from gda_tracker.register.seen import Seen, seen_on
from gda_tracker.services.outbox import tell_now, untold
from gda_tracker.services.replying import Replied, reply
from gda_tracker.services.reviewing import (
    Decided,
    FirstRead,
    ReviewView,
    TwoDiffer,
    decide,
    entry_for_review,
    queue,
    settle,
    stand_by,
)

from .reports_for_tests import ACT, NOW, TODAY, counts
from .test_overtaken import rule_of
from .test_reviewing import CONFIRM, KEY, RETURN, submitted
from .test_second_reader import LOWER, SUSTAINED, add, both, decisions, ines

__all__ = ["both", "ines"]

LATER = NOW + timedelta(days=1)
AFTER = NOW + timedelta(days=2)
ANEW = CONFIRM.model_copy(update={"reason": "Article 9 shows it."})


def replied(register: Register, amina: Actor, irene: Actor, decision: Decision = LOWER) -> str:
    """The version of Kenya's O3 that Irene decided and that Kenya then replied about."""
    add(register, amina, "kenya")
    version = submitted(register, amina, "kenya", ACT)["O3"]
    assert isinstance(decide(register, irene, KEY, version, decision, NOW), Decided)
    tell_now(register, irene, "kenya", "2026")
    answer(register, amina, version, "Read Article 9.")
    return version


def answer(register: Register, amina: Actor, version: str, words: str) -> Seen:
    assert isinstance(reply(register, amina, KEY, version, words, NOW), Replied)
    return seen_on(register, version)


def mails(register: Register) -> list[str]:
    """What the decision mails that still wait say."""
    found = register.rows(
        "SELECT m.body FROM mail_row m LEFT JOIN mail_state_row s ON s.mail_id = m.mail_id "
        "WHERE m.report IS NOT NULL AND s.mail_id IS NULL ORDER BY m.row_no"
    )
    return [str(row["body"]) for row in found]


def test_standing_by_a_decision_answers_the_reply_in_one_record_and_one_mail(
    both: Register, amina: Actor, irene: Actor, ines: Actor
) -> None:
    version = replied(both, amina, irene)
    assert desk.replies_unread(both).total == 1
    view = entry_for_review(both, ines, KEY)
    assert isinstance(view, ReviewView)
    assert view.is_reply_open
    before = counts(both)
    assert isinstance(stand_by(both, ines, KEY, version, " Article 9 is a draft. ", LATER, saw=view.seen), Decided)
    after = counts(both)
    assert (after["trail"] - before["trail"], after["review_row"] - before["review_row"]) == (1, 1)
    assert decisions(both) == [
        {
            "decision": "lower", "status": 2, "evidence": None, "decided_by": "ines",
            "reason": "It is a pilot.\n\nArticle 9 is a draft.",
        }
    ]  # fmt: skip
    record = list(both.trail())[-1]
    assert (record.actor_id, record.action, record.subject) == ("ines", "review.stand_by", KEY)
    assert '"answers_reply":true' in (record.after_json or "")
    assert altered_decisions(both) == ()
    assert desk.replies_unread(both).total == 0
    (told,) = mails(both)
    assert "Your reply was read, and this decision stands." in told
    assert "Article 9 is a draft." in told
    assert "It is a pilot." not in told


def test_who_replied_before_its_mail_went_reads_the_whole_reason_in_one_mail(
    both: Register, amina: Actor, irene: Actor
) -> None:
    add(both, amina, "kenya")
    version = submitted(both, amina, "kenya", ACT)["O3"]
    decide(both, irene, KEY, version, LOWER, NOW)
    saw = answer(both, amina, version, "Read Article 9.")
    assert isinstance(stand_by(both, irene, KEY, version, "It is a draft.", LATER, saw=saw), Decided)
    (told,) = mails(both)
    assert "It is a pilot." in told
    assert "It is a draft." in told


def test_a_reply_may_be_answered_without_a_word_and_the_second_click_writes_nothing(
    both: Register, amina: Actor, irene: Actor
) -> None:
    version = replied(both, amina, irene)
    saw = seen_on(both, version)
    assert isinstance(stand_by(both, irene, KEY, version, "", LATER, saw=saw), Decided)
    before = counts(both)
    assert isinstance(stand_by(both, irene, KEY, version, "", LATER, saw=saw), Decided)
    assert counts(both) == before
    assert decisions(both)[0]["reason"] == "It is a pilot."
    saw = answer(both, amina, version, "Then read Article 10.")
    assert desk.replies_unread(both).total == 1
    assert isinstance(stand_by(both, irene, KEY, version, "", LATER, saw=saw), Decided)
    assert desk.replies_unread(both).total == 0


def test_deciding_anew_takes_a_reason_and_never_goes_above_the_claim(
    both: Register, amina: Actor, irene: Actor
) -> None:
    version = replied(both, amina, irene)
    saw = seen_on(both, version)
    assert rule_of(decide(both, irene, KEY, version, CONFIRM, LATER, saw=saw)) == "review-anew-reason"
    above = Decision(verdict=Verdict.LOWER, status=Status.SUSTAINED, reason="More.")
    assert rule_of(decide(both, irene, KEY, version, above, LATER, saw=saw)) == "review-lower"
    assert desk.replies_unread(both).total == 1
    for _ in range(2):
        assert isinstance(decide(both, irene, KEY, version, ANEW, LATER, saw=saw), Decided)
    assert both.rows("SELECT count(*) AS n FROM review_row") == [{"n": 2}]
    assert decisions(both)[0] == {
        "decision": "confirm", "status": 3, "evidence": 3, "reason": "Article 9 shows it.", "decided_by": "irene",
    }  # fmt: skip
    assert desk.replies_unread(both).total == 0
    assert "This was decided anew after your reply." in mails(both)[0]


def test_two_read_anew_where_two_are_asked_and_what_was_decided_stands_until_then(
    both: Register, amina: Actor, irene: Actor, ines: Actor
) -> None:
    add(both, amina, "kenya")
    version = submitted(both, amina, "kenya", SUSTAINED)["O3"]
    decide(both, irene, KEY, version, LOWER, NOW)
    assert isinstance(decide(both, ines, KEY, version, LOWER, NOW), Decided)
    saw = answer(both, amina, version, "A year of figures is attached.")
    assert isinstance(decide(both, irene, KEY, version, ANEW, LATER, saw=saw), FirstRead)
    assert [row["decision"] for row in decisions(both)] == ["lower"]
    assert desk.replies_unread(both).total == 0
    assert [(len(queue(both, who, TODAY)), [one.readers for one in queue(both, who, TODAY)]) for who in (irene, ines)] \
        == [(0, []), (1, [1])]  # fmt: skip
    assert rule_of(stand_by(both, ines, KEY, version, "", LATER, saw=seen_on(both, version))) == "review-read-anew"
    view = entry_for_review(both, ines, KEY)
    assert isinstance(view, ReviewView)
    assert (view.readers, view.readings, len(view.behind)) == (1, (), 2)
    assert isinstance(decide(both, ines, KEY, version, LOWER, AFTER, saw=view.seen), TwoDiffer)
    told = ANEW.model_copy(update={"reason": "The figures cover twelve months."})
    settled = settle(both, ines, KEY, version, told, AFTER, saw=seen_on(both, version))
    assert isinstance(settled, Decided)
    assert decisions(both)[0]["reason"] == "The figures cover twelve months."
    assert queue(both, irene, TODAY) == queue(both, ines, TODAY) == ()


def test_a_return_that_is_replied_to_can_be_confirmed_and_leaves_the_queue(
    both: Register, amina: Actor, irene: Actor
) -> None:
    version = replied(both, amina, irene, RETURN)
    assert isinstance(decide(both, irene, KEY, version, ANEW, LATER, saw=seen_on(both, version)), Decided)
    assert queue(both, irene, TODAY) == ()
    assert decisions(both)[0]["decision"] == "confirm"


def test_what_was_not_seen_is_not_answered(both: Register, amina: Actor, irene: Actor, ines: Actor) -> None:
    version = replied(both, amina, irene)
    saw = seen_on(both, version)
    answer(both, amina, version, "And Article 10.")
    for act in (
        lambda: stand_by(both, irene, KEY, version, "", LATER, saw=saw),
        lambda: decide(both, irene, KEY, version, ANEW, LATER, saw=saw),
    ):
        assert rule_of(act()) == "review-replied-on"
    now = seen_on(both, version)
    assert isinstance(stand_by(both, irene, KEY, version, "", LATER, saw=now), Decided)
    late = stand_by(both, ines, KEY, version, "Nor for me.", LATER, saw=now)
    assert rule_of(late) == "review-decided-meanwhile"
    assert isinstance(late, Rejected)
    assert late.problems[0].values["name"] == "Irene"


def test_only_reviewers_answer_and_never_for_their_own_signatory(both: Register, amina: Actor, irene: Actor) -> None:
    version = replied(both, amina, irene)
    torn = replace(irene, roles=irene.roles | {Role.FOCAL_POINT}, signatories=frozenset({"kenya"}))
    for who in (amina, torn):
        with pytest.raises(NotAllowed):
            stand_by(both, who, KEY, version, "", LATER)


def test_nothing_is_answered_where_nothing_was_said(both: Register, amina: Actor, irene: Actor) -> None:
    version = submitted(both, amina, "kenya", ACT)["O3"]
    head = both.trail_head()
    assert rule_of(stand_by(both, irene, KEY, version, "", NOW)) == "review-answered"
    assert rule_of(stand_by(both, irene, "kenya/2026/O9", version, "", NOW)) == "entry-unknown"
    assert rule_of(stand_by(both, irene, KEY, "another", "", NOW)) == "review-superseded"
    assert rule_of(stand_by(both, irene, KEY, version, "x" * 4001, NOW)) == "review-reason-long"
    assert both.trail_head() == head


def test_a_slip_is_corrected_until_its_mail_goes_and_the_slip_is_told_to_nobody(
    both: Register, amina: Actor, irene: Actor, ines: Actor
) -> None:
    add(both, amina, "kenya")
    version = submitted(both, amina, "kenya", ACT)["O3"]
    decide(both, irene, KEY, version, CONFIRM, NOW)
    assert [one.decisions for one in untold(both, irene)] == [1]
    saw = seen_on(both, version)
    assert rule_of(decide(both, ines, KEY, version, LOWER, NOW, saw=saw)) == "review-decided"
    assert isinstance(decide(both, irene, KEY, version, LOWER, NOW, saw=saw), Decided)
    assert [one.decisions for one in untold(both, irene)] == [1]
    (told,) = mails(both)
    assert "lowered from" in told
    assert [row["decision"] for row in both.rows("SELECT decision FROM review_row ORDER BY row_no")] == [
        "confirm", "lower",
    ]  # fmt: skip
    tell_now(both, irene, "kenya", "2026")
    view = entry_for_review(both, irene, KEY)
    assert isinstance(view, ReviewView)
    assert not view.may_correct
    assert rule_of(decide(both, irene, KEY, version, RETURN, NOW, saw=view.seen)) == "review-decided"


def test_an_administrator_who_reviews_corrects_a_colleagues_slip(both: Register, amina: Actor, irene: Actor) -> None:
    version = submitted(both, amina, "kenya", ACT)["O3"]
    decide(both, irene, KEY, version, CONFIRM, NOW)
    pavel = Actor("pavel", "Pavel", frozenset({Role.REVIEWER, Role.ADMINISTRATOR}), frozenset(), "pavel@itu.example")
    assert isinstance(decide(both, pavel, KEY, version, RETURN, NOW, saw=seen_on(both, version)), Decided)
    assert decisions(both)[0]["decided_by"] == "pavel"


def test_with_nobody_to_tell_a_slip_is_corrected_for_a_quarter_of_an_hour(
    both: Register, amina: Actor, irene: Actor
) -> None:
    version = submitted(both, amina, "kenya", ACT)["O3"]
    decide(both, irene, KEY, version, CONFIRM, NOW)
    saw, late = seen_on(both, version), NOW + timedelta(minutes=15)
    assert rule_of(decide(both, irene, KEY, version, LOWER, late, saw=saw)) == "review-decided"
    assert isinstance(decide(both, irene, KEY, version, LOWER, late - timedelta(minutes=1), saw=saw), Decided)
