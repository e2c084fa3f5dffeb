"""Two readers: the first decides nothing and is shown to nobody, the second completes it, or somebody decides."""

from __future__ import annotations

from datetime import date

import pytest

from gda_tracker.domain import review
from gda_tracker.domain.people import Person
from gda_tracker.domain.permissions import Actor, NotAllowed, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.review import Decision, ReviewReason, Verdict, WhyTwo
from gda_tracker.domain.statuses import EvidenceLevel, Status
from gda_tracker.register import Register, accepted, people
from gda_tracker.register.accepting import accepting
from gda_tracker.register.altered import altered_decisions
from gda_tracker.register.seen import seen_on
from gda_tracker.services.reviewing import (
    Decided,
    FirstRead,
    ReviewView,
    TwoDiffer,
    Wanted,
    decide,
    entry_for_review,
    head_of_queue,
    next_after,
    queue,
    settle,
)
from gda_tracker.services.second_reading import agreement_of_readers, second_wanted, waive_second_reader

from .reports_for_tests import ACT, LAW, NOW, TODAY
from .test_reviewing import KEY, submitted

SUSTAINED = ACT.model_copy(update={"claimed": Status.SUSTAINED, "evidence": (LAW,), "as_of": date(2026, 9, 12)})
SOURCE = "Independent source: the peer-reviewed report of 2026."
INDEPENDENT = Decision(verdict=Verdict.CONFIRM, evidence=EvidenceLevel.INDEPENDENT, reason=SOURCE)
OPENED = Decision(verdict=Verdict.CONFIRM, evidence=EvidenceLevel.OPENED)
LOWER = Decision(
    verdict=Verdict.LOWER, status=Status.UNDER_WAY, reason="It is a pilot.", reason_code=ReviewReason.TEST_NOT_MET
)


@pytest.fixture
def ines() -> Actor:
    return Actor("ines", "Ines", frozenset({Role.REVIEWER}), frozenset(), "ines@itu.example")


@pytest.fixture
def both(register: Register, irene: Actor, ines: Actor) -> Register:
    """Irene and Ines are on record as reviewers."""
    add(register, irene)
    add(register, ines)
    return register


def add(register: Register, actor: Actor, *signatories: str) -> None:
    with register.change(actor) as change:
        change.trail("person.add", actor.person_id)
        people.write_person(change, Person(person_id=actor.person_id, email=actor.email, name=actor.name))
        people.write_roles(change, actor.person_id, actor.roles, signatories)


def decisions(register: Register) -> list[dict[str, object]]:
    return register.rows("SELECT decision, status, evidence, reason, decided_by FROM review")


def test_what_a_first_reader_finds_decides_nothing_and_counts_for_nothing(
    both: Register, amina: Actor, irene: Actor
) -> None:
    version = submitted(both, amina, "kenya", ACT)["O3"]
    read = decide(both, irene, KEY, version, INDEPENDENT, NOW)
    assert read == FirstRead(KEY, version, WhyTwo.INDEPENDENT, 1)
    assert decisions(both) == []
    assert (
        both.rows("SELECT count(*) AS n FROM mail_row WHERE signatory_id = 'kenya' AND kind = 'decided'")[0]["n"] == 0
    )
    with accepting(both, TODAY):
        counted = accepted.newest_entries(both).filter(item="O3")
        assert counted["decision"].to_list() == [None]
        assert [row for reader in accepted.reviews(both, TODAY) for row in reader.read_all().to_pylist()] == []


def test_nobody_but_its_reader_is_given_the_first_reading(
    both: Register, amina: Actor, irene: Actor, ines: Actor
) -> None:
    version = submitted(both, amina, "kenya", ACT)["O3"]
    decide(both, irene, KEY, version, INDEPENDENT.model_copy(update={"reason": "Said so."}), NOW)
    seen = entry_for_review(both, ines, KEY)
    assert isinstance(seen, ReviewView)
    assert (seen.readings, seen.readers) == ((), 1)
    mine = entry_for_review(both, irene, KEY)
    assert isinstance(mine, ReviewView)
    assert [(name, one.found.evidence) for name, one in mine.readings] == [("Irene", EvidenceLevel.INDEPENDENT)]
    record = list(both.trail())[-1]
    assert record.action == "review.read"
    assert record.after_json == f'{{"version_id":"{version}"}}'
    assert "Said so." not in str(second_wanted(both, ines))


def test_it_leaves_the_first_readers_queue_and_stays_in_the_others(
    both: Register, amina: Actor, irene: Actor, ines: Actor
) -> None:
    version = submitted(both, amina, "kenya", ACT)["O3"]
    decide(both, irene, KEY, version, INDEPENDENT, NOW)
    assert queue(both, irene, TODAY) == ()
    assert [(row.entry_id, row.readers) for row in queue(both, ines, TODAY)] == [(KEY, 1)]
    assert head_of_queue(both, ines, TODAY, most=5, wanted=Wanted(reader="second")).waiting == 1
    assert head_of_queue(both, ines, TODAY, most=5, wanted=Wanted(reader="third")).waiting == 0


def test_two_who_agree_decide(both: Register, amina: Actor, irene: Actor, ines: Actor) -> None:
    version = submitted(both, amina, "kenya", ACT)["O3"]
    decide(both, irene, KEY, version, INDEPENDENT, NOW)
    assert isinstance(decide(both, ines, KEY, version, INDEPENDENT, NOW), Decided)
    assert decisions(both) == [
        {"decision": "confirm", "status": 3, "evidence": 4, "reason": SOURCE, "decided_by": "ines"}
    ]
    record = list(both.trail())[-1]
    assert record.action == "review.decide"
    assert '"two_readers":"agreed"' in (record.after_json or "")
    assert '"read_by":"irene"' in (record.after_json or "")
    assert queue(both, ines, TODAY) == ()


def test_two_who_agree_for_different_reasons_give_both(both: Register, amina: Actor, irene: Actor, ines: Actor) -> None:
    version = submitted(both, amina, "kenya", SUSTAINED)["O3"]
    decide(both, irene, KEY, version, LOWER, NOW)
    assert isinstance(
        decide(both, ines, KEY, version, LOWER.model_copy(update={"reason": "Two cities."}), NOW), Decided
    )
    assert decisions(both)[0]["reason"] == "It is a pilot.\n\nTwo cities."


def test_where_two_differ_both_are_shown_and_somebody_decides_with_a_reason(
    both: Register, amina: Actor, irene: Actor, ines: Actor
) -> None:
    version = submitted(both, amina, "kenya", SUSTAINED)["O3"]
    assert isinstance(decide(both, irene, KEY, version, OPENED, NOW), FirstRead)
    assert decide(both, ines, KEY, version, LOWER, NOW) == TwoDiffer(KEY, version)
    assert decisions(both) == []
    for who in (irene, ines):
        view = entry_for_review(both, who, KEY)
        assert isinstance(view, ReviewView)
        assert [(name, one.found.verdict) for name, one in view.readings] == [
            ("Irene", Verdict.CONFIRM), ("Ines", Verdict.LOWER),
        ]  # fmt: skip
        assert [row.readers for row in queue(both, who, TODAY)] == [2]
    refused = decide(both, irene, KEY, version, OPENED, NOW)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == "review-two-differ"
    saw = seen_on(both, version)
    bare = settle(both, irene, KEY, version, OPENED, NOW, saw=saw)
    assert isinstance(bare, Rejected)
    assert bare.problems[0].rule == "review-settle-reason"
    told = OPENED.model_copy(update={"reason": "The audit shows it."})
    assert isinstance(settle(both, irene, KEY, version, told, NOW, saw=saw), Decided)
    assert decisions(both)[0] | {} == {
        "decision": "confirm", "status": 4, "evidence": 3, "reason": "The audit shows it.", "decided_by": "irene",
    }  # fmt: skip
    assert '"two_readers":"settled"' in (list(both.trail())[-1].after_json or "")
    assert agreement_of_readers(both, ines).pairs == 1
    assert agreement_of_readers(both, ines).agreed == 0


def test_a_return_is_a_question_that_one_reader_may_ask(both: Register, amina: Actor, irene: Actor) -> None:
    version = submitted(both, amina, "kenya", SUSTAINED)["O3"]
    asked = Decision(verdict=Verdict.RETURN, reason="Since when?")
    assert isinstance(decide(both, irene, KEY, version, asked, NOW), Decided)


def test_the_same_reading_twice_is_one(both: Register, amina: Actor, irene: Actor) -> None:
    version = submitted(both, amina, "kenya", SUSTAINED)["O3"]
    decide(both, irene, KEY, version, OPENED, NOW)
    head = both.trail_head()
    assert isinstance(decide(both, irene, KEY, version, OPENED, NOW), FirstRead)
    assert both.trail_head() == head


def test_nothing_is_settled_before_two_have_read(both: Register, amina: Actor, irene: Actor) -> None:
    version = submitted(both, amina, "kenya", SUSTAINED)["O3"]
    decide(both, irene, KEY, version, OPENED, NOW)
    refused = settle(both, irene, KEY, version, LOWER, NOW)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == "review-one-reading"


def test_of_the_others_one_in_ten_is_drawn_and_only_where_a_second_reader_is(
    both: Register, register: Register, amina: Actor, irene: Actor, ines: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "DRAWN_SHARE", 0.1)
    drawn = sum(review.is_drawn(f"version-{number}") for number in range(20_000))
    assert 1_850 < drawn < 2_150
    monkeypatch.setattr(review, "DRAWN_SHARE", 1)
    version = submitted(register, amina, "kenya", ACT)["O3"]
    assert decide(register, irene, KEY, version, OPENED, NOW) == FirstRead(KEY, version, WhyTwo.DRAWN, 1)


def test_alone_one_reader_decides_what_is_only_drawn(
    register: Register, amina: Actor, irene: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "DRAWN_SHARE", 1)
    add(register, irene)
    version = submitted(register, amina, "kenya", ACT)["O3"]
    assert isinstance(decide(register, irene, KEY, version, OPENED, NOW), Decided)


def test_alone_what_asks_for_two_waits_until_an_administrator_waives_it_with_a_reason(
    register: Register, amina: Actor, irene: Actor, pavel: Actor
) -> None:
    add(register, irene)
    version = submitted(register, amina, "kenya", SUSTAINED)["O3"]
    assert decide(register, irene, KEY, version, OPENED, NOW) == FirstRead(KEY, version, WhyTwo.SUSTAINED, 0)
    assert [one.others for one in second_wanted(register, pavel)] == [()]
    bare = waive_second_reader(register, pavel, KEY, version, " ", NOW)
    assert isinstance(bare, Rejected)
    done = waive_second_reader(register, pavel, KEY, version, "Ines is on leave until May.", NOW)
    assert isinstance(done, Decided)
    assert decisions(register)[0]["decided_by"] == "irene"
    assert altered_decisions(register) == ()
    record = list(register.trail())[-1]
    assert (record.actor_id, record.action) == ("pavel", "review.waive_second")
    assert "Ines is on leave until May." in (record.after_json or "")
    again = waive_second_reader(register, pavel, KEY, version, "Twice.", NOW)
    assert isinstance(again, Rejected)


def test_nothing_is_waived_while_another_reviewer_can_read(
    both: Register, amina: Actor, irene: Actor, pavel: Actor
) -> None:
    version = submitted(both, amina, "kenya", SUSTAINED)["O3"]
    decide(both, irene, KEY, version, OPENED, NOW)
    refused = waive_second_reader(both, pavel, KEY, version, "In a hurry.", NOW)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].values == {"names": "Ines"}


def test_a_reviewer_with_an_interest_is_no_second_reader(
    register: Register, amina: Actor, irene: Actor, ines: Actor
) -> None:
    add(register, irene)
    torn = Actor("ines", "Ines", frozenset({Role.REVIEWER, Role.FOCAL_POINT}), frozenset({"kenya"}), "ines@itu.example")
    add(register, torn, "kenya")
    version = submitted(register, amina, "kenya", SUSTAINED)["O3"]
    assert decide(register, irene, KEY, version, OPENED, NOW) == FirstRead(KEY, version, WhyTwo.SUSTAINED, 0)
    for act in (decide, settle):
        with pytest.raises(NotAllowed):
            act(register, torn, KEY, version, OPENED, NOW)
    assert second_wanted(register, torn) == ()
    assert queue(register, torn, TODAY) == ()


def test_neither_of_two_who_differ_decides_between_them_while_somebody_else_is_free(
    both: Register, amina: Actor, irene: Actor, ines: Actor
) -> None:
    version = submitted(both, amina, "kenya", SUSTAINED)["O3"]
    decide(both, irene, KEY, version, OPENED, NOW)
    decide(both, ines, KEY, version, LOWER, NOW)
    olaf = Actor("olaf", "Olaf", frozenset({Role.REVIEWER}), frozenset(), "olaf@itu.example")
    torn = Actor("rita", "Rita", frozenset({Role.REVIEWER, Role.FOCAL_POINT}), frozenset({"kenya"}), "rita@itu.example")
    add(both, torn, "kenya")
    assert [len(queue(both, who, TODAY)) for who in (irene, ines)] == [1, 1]
    add(both, olaf)
    assert [len(queue(both, who, TODAY)) for who in (irene, ines, olaf)] == [0, 0, 1]
    saw, told = seen_on(both, version), LOWER.model_copy(update={"reason": "One city is not a country."})
    refused = settle(both, ines, KEY, version, told, NOW, saw=saw)
    assert isinstance(refused, Rejected)
    assert (refused.problems[0].rule, refused.problems[0].values) == ("review-settle-reader", {"names": "Olaf"})
    view = entry_for_review(both, ines, KEY)
    assert isinstance(view, ReviewView)
    assert view.others == ("Olaf",)
    assert isinstance(settle(both, olaf, KEY, version, told, NOW, saw=saw), Decided)


def test_what_two_differ_on_is_not_what_follows_itself(both: Register, amina: Actor, irene: Actor, ines: Actor) -> None:
    version = submitted(both, amina, "kenya", SUSTAINED)["O3"]
    decide(both, irene, KEY, version, OPENED, NOW)
    decide(both, ines, KEY, version, LOWER, NOW)
    assert [row.entry_id for row in queue(both, ines, TODAY)] == [KEY]
    assert next_after(both, ines, TODAY, KEY) is None
