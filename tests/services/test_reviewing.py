"""Irene reviews: the queue, the entry beside what is known, decisions with their trail; never her own country's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from gda_tracker.domain.permissions import Actor, NotAllowed, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.report import Entry, Evidence, ReasonCode
from gda_tracker.domain.review import Decision, Verdict
from gda_tracker.domain.statuses import EvidenceKind, EvidenceLevel, OffScale, Status
from gda_tracker.register import Register
from gda_tracker.register.seen import seen_on
from gda_tracker.services.replying import Replied, replies_until, reply
from gda_tracker.services.report_view import report_of
from gda_tracker.services.reviewing import (
    Decided,
    ReviewView,
    Wanted,
    cycles_waiting,
    decide,
    entry_for_review,
    head_of_queue,
    kept_from,
    queue,
)
from gda_tracker.services.submitting import Accepted, submit_report

from .reports_for_tests import ACT, NOW, TODAY, counts, let_stand, saved

CONFIRM = Decision(verdict=Verdict.CONFIRM, evidence=EvidenceLevel.OPENED)
RETURN = Decision(verdict=Verdict.RETURN, reason="How much has been collected?")
KEY = "kenya/2026/O3"


@pytest.fixture
def fred() -> Actor:
    return Actor("fred", "Fred", frozenset({Role.FOCAL_POINT}), frozenset({"ftth-council-europe"}))


def submitted(register: Register, actor: Actor, signatory_id: str, *entries: Entry) -> dict[str, str]:
    """The version of each entry by item after they were submitted."""
    for entry in entries:
        report = report_of(register, actor, signatory_id, "2026", TODAY)
        assert not isinstance(report, Rejected)
        stored = report.stored.get(entry.item)
        saved(register, actor, signatory_id, entry, stored.version_id if stored else None)
    let_stand(register, actor, signatory_id)
    accepted = submit_report(register, actor, signatory_id, "2026", TODAY)
    assert isinstance(accepted, Accepted), accepted
    return {item: stored.version_id for item, stored in accepted.report.stored.items()}


def shown(register: Register, actor: Actor, entry_id: str = KEY) -> ReviewView:
    """The entry as the reviewer sees it."""
    view = entry_for_review(register, actor, entry_id)
    assert isinstance(view, ReviewView), view
    return view


def test_the_queue_puts_countries_first_and_counts_days(
    register: Register, amina: Actor, fred: Actor, irene: Actor
) -> None:
    submitted(register, fred, "ftth-council-europe", ACT)
    submitted(register, amina, "kenya", ACT)
    waiting = queue(register, irene, TODAY + timedelta(days=38))
    assert [(row.signatory_id, row.item, row.age_days, row.evidence) for row in waiting] == [
        ("kenya", "O3", 38, EvidenceLevel.PRIMARY_DOCUMENT),
        ("ftth-council-europe", "O3", 38, EvidenceLevel.PRIMARY_DOCUMENT),
    ]


def test_the_head_of_the_queue_counts_the_rest_and_finds_what_is_wanted(
    register: Register, amina: Actor, fred: Actor, irene: Actor
) -> None:
    submitted(register, fred, "ftth-council-europe", ACT)
    submitted(register, amina, "kenya", ACT)
    head = head_of_queue(register, irene, TODAY, most=1)
    assert ([row.entry_id for row in head.items], head.waiting) == ([KEY], 2)
    head = head_of_queue(register, irene, TODAY, most=1, wanted="ftth-council-europe/2026/O3")
    assert [row.signatory_id for row in head.items] == ["ftth-council-europe"]
    both = replace(irene, signatories=frozenset({"kenya"}))
    head = head_of_queue(register, both, TODAY, most=1)
    assert ([row.signatory_id for row in head.items], head.waiting) == (["ftth-council-europe"], 1)


def test_an_entry_is_found_by_the_name_of_its_signatory_and_by_its_cycle(
    register: Register, amina: Actor, fred: Actor, irene: Actor
) -> None:
    submitted(register, fred, "ftth-council-europe", ACT)
    earlier(register, amina, claimed=2)
    with register.change(irene) as change:
        change.trail("signatory.rename", "kenya", signatory_id="kenya")
        change.insert(
            "signatory_row",
            {
                "signatory_id": "kenya", "name": "République du Kénya",
                "stakeholder_type": "national_government", "iso3": "KEN",
            },
        )  # fmt: skip

    def found(**filters: str) -> tuple[list[str], int]:
        head = head_of_queue(register, irene, TODAY, most=5, **filters)
        return [row.entry_id for row in head.items], head.waiting

    assert cycles_waiting(register, irene) == ("2026", "2025")
    assert found(search=" KENYA ") == (["kenya/2025/O3"], 1)
    assert found(search="kényà", cycle="2026") == ([], 0)
    assert found(cycle="2026") == (["ftth-council-europe/2026/O3"], 1)
    assert found(search="%") == ([], 0)
    assert found(cycle="2026", wanted="kenya/2025/O3") == (["kenya/2025/O3", "ftth-council-europe/2026/O3"], 2)
    assert cycles_waiting(register, replace(irene, signatories=frozenset({"kenya"}))) == ("2026",)


def test_only_what_can_be_decided_waits(register: Register, amina: Actor, irene: Actor) -> None:
    submitted(
        register,
        amina,
        "kenya",
        Entry(item="O1", claimed=Status.NOT_STARTED),
        Entry(item="O2", off_scale=OffScale.NO_UPDATE, reason_code=ReasonCode.NO_CHANGE),
        Entry(item="O4", off_scale=OffScale.NOT_APPLICABLE, reason="Not ours."),
        Entry(item="O5", off_scale=OffScale.BLOCKED, reason="No money."),
    )
    saved(register, amina, "kenya", ACT)
    assert [row.item for row in queue(register, irene, TODAY)] == ["O4"]


def earlier(register: Register, actor: Actor, claimed: int) -> None:
    """Kenya's submitted answer on O3 in the cycle before."""
    with register.change(actor) as change:
        change.trail("report.submit", "kenya/2025", signatory_id="kenya")
        change.insert(
            "entry_row",
            {
                "entry_id": "kenya/2025/O3", "version_id": "old", "signatory_id": "kenya", "cycle": "2025",
                "item": "O3", "claimed": claimed, "additionality": "new", "narrative": "All.",
                "saved_at": datetime(2025, 9, 1), "saved_by": "amina", "is_submitted": True,
            },
        )  # fmt: skip


def test_what_a_later_answer_replaced_waits_no_more_unless_that_was_returned(
    register: Register, amina: Actor, irene: Actor
) -> None:
    earlier(register, amina, claimed=2)
    assert [row.entry_id for row in queue(register, irene, TODAY)] == ["kenya/2025/O3"]
    version = submitted(register, amina, "kenya", ACT)["O3"]
    assert [row.entry_id for row in queue(register, irene, TODAY)] == [KEY]
    decide(register, irene, KEY, version, RETURN, NOW)
    assert [row.entry_id for row in queue(register, irene, TODAY)] == ["kenya/2025/O3"]


def test_a_confirmed_entry_leaves_the_queue_and_leaves_a_trail(register: Register, amina: Actor, irene: Actor) -> None:
    version = submitted(register, amina, "kenya", ACT)["O3"]
    decided = decide(register, irene, KEY, version, CONFIRM, NOW)
    assert isinstance(decided, Decided)
    assert decided.decision.status is Status.IN_PLACE
    assert queue(register, irene, TODAY) == ()
    trail = list(register.trail())[-1]
    assert (trail.actor_id, trail.action, trail.subject, trail.before_json) == ("irene", "review.decide", KEY, None)
    assert '"evidence":3' in (trail.after_json or "")
    assert register.rows("SELECT decision, status, evidence FROM review") == [
        {"decision": "confirm", "status": 3, "evidence": 3}
    ]


def test_a_second_decision_keeps_the_first_in_the_trail(register: Register, amina: Actor, irene: Actor) -> None:
    version = submitted(register, amina, "kenya", ACT)["O3"]
    decide(register, irene, KEY, version, CONFIRM, NOW)
    lower = Decision(verdict=Verdict.LOWER, status=Status.UNDER_WAY, reason="Collection has not begun.")
    saw = seen_on(register, version)
    assert isinstance(decide(register, irene, KEY, version, lower, NOW, saw=saw), Decided)
    trail = list(register.trail())[-1]
    assert '"verdict":"confirm"' in (trail.before_json or "")
    assert '"verdict":"lower"' in (trail.after_json or "")
    assert register.rows("SELECT decision, status FROM review") == [{"decision": "lower", "status": 2}]


def test_the_same_decision_twice_is_one(register: Register, amina: Actor, irene: Actor) -> None:
    version = submitted(register, amina, "kenya", ACT)["O3"]
    decide(register, irene, KEY, version, CONFIRM, NOW)
    before = counts(register)
    assert isinstance(decide(register, irene, KEY, version, CONFIRM, NOW), Decided)
    assert counts(register) == before


@pytest.mark.parametrize(
    ("decision", "rule"),
    [
        (Decision(verdict=Verdict.RETURN), "review-reason"),
        (Decision(verdict=Verdict.CONFIRM, evidence=EvidenceLevel.OWN_PAGE), "review-evidence"),
        (Decision(verdict=Verdict.LOWER, status=Status.IN_PLACE, reason="x"), "review-lower"),
        (Decision(verdict=Verdict.ACCEPT_NOT_APPLICABLE), "review-not-applicable"),
        (Decision(verdict=Verdict.RETURN, reason="x" * 4001), "review-reason-long"),
    ],
)
def test_a_decision_that_does_not_fit_changes_nothing(
    register: Register, amina: Actor, irene: Actor, decision: Decision, rule: str
) -> None:
    version = submitted(register, amina, "kenya", ACT)["O3"]
    before = counts(register)
    refused = decide(register, irene, KEY, version, decision, NOW)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == rule
    assert counts(register) == before


def test_a_superseded_version_is_not_decided(register: Register, amina: Actor, irene: Actor) -> None:
    old = submitted(register, amina, "kenya", ACT)["O3"]
    submitted(register, amina, "kenya", ACT.model_copy(update={"narrative": "Amended."}))
    before = counts(register)
    refused = decide(register, irene, KEY, old, CONFIRM, NOW)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == "review-superseded"
    assert counts(register) == before


def test_a_draft_is_not_decided(register: Register, amina: Actor, irene: Actor) -> None:
    version = saved(register, amina, "kenya", ACT).version_id
    refused = decide(register, irene, KEY, version, CONFIRM, NOW)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == "entry-unknown"
    assert isinstance(entry_for_review(register, irene, KEY), Rejected)


def test_a_returned_entry_comes_back_once_it_is_amended(register: Register, amina: Actor, irene: Actor) -> None:
    version = submitted(register, amina, "kenya", ACT)["O3"]
    decide(register, irene, KEY, version, RETURN, NOW)
    assert queue(register, irene, TODAY) == ()
    report = report_of(register, amina, "kenya", "2026", TODAY)
    assert not isinstance(report, Rejected)
    assert (report.stored["O3"].decision, report.stored["O3"].decision_reason) == ("return", RETURN.reason)
    submitted(register, amina, "kenya", ACT.model_copy(update={"narrative": "12 tonnes were collected."}))
    assert [row.entry_id for row in queue(register, irene, TODAY)] == [KEY]


def test_not_applicable_is_accepted_or_refused(register: Register, amina: Actor, irene: Actor) -> None:
    version = submitted(
        register, amina, "kenya", Entry(item="F5", off_scale=OffScale.NOT_APPLICABLE, reason="No TNA is planned.")
    )["F5"]
    accept = Decision(verdict=Verdict.ACCEPT_NOT_APPLICABLE)
    assert isinstance(decide(register, irene, "kenya/2026/F5", version, accept, NOW), Decided)
    refuse = Decision(verdict=Verdict.REFUSE_NOT_APPLICABLE, reason="A TNA is listed.")
    saw = seen_on(register, version)
    assert isinstance(decide(register, irene, "kenya/2026/F5", version, refuse, NOW, saw=saw), Decided)


def test_nobody_reviews_a_signatory_it_reports_for(register: Register, amina: Actor, irene: Actor) -> None:
    version = submitted(register, amina, "kenya", ACT)["O3"]
    both = replace(irene, roles=irene.roles | {Role.FOCAL_POINT}, signatories=frozenset({"kenya"}))
    assert queue(register, both, TODAY) == ()
    with pytest.raises(NotAllowed):
        entry_for_review(register, both, KEY)
    before = counts(register)
    with pytest.raises(NotAllowed):
        decide(register, both, KEY, version, CONFIRM, NOW)
    assert counts(register) == before


@pytest.mark.parametrize("who", ["amina", "tomasi", "pavel", "visitor"])
def test_only_reviewers_review(register: Register, amina: Actor, who: str, request: pytest.FixtureRequest) -> None:
    version = submitted(register, amina, "kenya", ACT)["O3"]
    actor = request.getfixturevalue(who)
    before = counts(register)
    with pytest.raises(NotAllowed):
        queue(register, actor, TODAY)
    with pytest.raises(NotAllowed):
        entry_for_review(register, actor, KEY)
    with pytest.raises(NotAllowed):
        decide(register, actor, KEY, version, CONFIRM, NOW)
    assert counts(register) == before


def test_the_reviewer_sees_the_test_the_registries_and_last_time(
    register: Register, amina: Actor, irene: Actor
) -> None:
    version = submitted(register, amina, "kenya", ACT)["O3"]
    view = shown(register, irene)
    assert (view.current.version_id, view.entry, view.item.code, view.last) == (version, ACT, "O3", None)
    assert view.test == "The measure is adopted, or the service operates for its main scope."
    assert {fact.registry for fact in view.on_record} >= {"NDC", "CTCN"}
    assert view.contradictions == ()


def test_what_does_not_fit_is_put_before_the_reviewer(
    register: Register, amina: Actor, tomasi: Actor, irene: Actor
) -> None:
    submitted(register, tomasi, "fiji", ACT)
    claim = Entry(
        item="F8",
        claimed=Status.SUSTAINED,
        as_of=date(2025, 1, 1),
        narrative=ACT.narrative,
        evidence=(
            Evidence(kind=EvidenceKind.OWN_PAGE, title="Page", url="https://a.example", dated_on=date(2025, 5, 1)),
        ),
    )
    submitted(register, amina, "kenya", claim, Entry(item="O1", claimed=Status.IN_PLACE, narrative="Done."))
    rules = {problem.rule for problem in shown(register, irene, "kenya/2026/F8").contradictions}
    assert rules >= {"old-facts", "evidence-after-facts", "same-words"}
    assert [problem.rule for problem in shown(register, irene, "kenya/2026/O1").contradictions] == [
        "no-as-of", "claim-without-evidence",
    ]  # fmt: skip


def test_a_status_that_fell_is_flagged(register: Register, amina: Actor, irene: Actor) -> None:
    submitted(register, amina, "kenya", ACT)
    earlier(register, amina, claimed=4)
    view = shown(register, irene)
    assert view.last is not None
    assert [problem.sentence() for problem in view.contradictions] == [
        "The status fell from “4” to “3” since the last report."
    ]


def test_a_reply_stands_beside_the_decision(register: Register, amina: Actor, irene: Actor) -> None:
    version = submitted(register, amina, "kenya", ACT)["O3"]
    early = reply(register, amina, KEY, version, "We disagree.", NOW)
    assert isinstance(early, Rejected)
    decide(register, irene, KEY, version, RETURN, NOW)
    assert isinstance(reply(register, amina, KEY, version, " Twelve tonnes so far. ", NOW), Replied)
    assert [said.reply for said in shown(register, irene).replies] == ["Twelve tonnes so far."]
    assert list(register.trail())[-1].action == "review.reply"


def test_the_return_and_its_reply_stand_beside_the_amended_answer(
    register: Register, amina: Actor, irene: Actor
) -> None:
    version = submitted(register, amina, "kenya", ACT)["O3"]
    decide(register, irene, KEY, version, RETURN, NOW)
    assert shown(register, irene).earlier_review is None
    reply(register, amina, KEY, version, "Article 4.", NOW)
    submitted(register, amina, "kenya", ACT.model_copy(update={"narrative": "Article 4 obliges 43 producers."}))
    view = shown(register, irene)
    assert view.review is None
    assert view.earlier_review is not None
    assert (view.earlier_review.decision, view.earlier_review.reason) == ("return", RETURN.reason)
    assert [said.reply for said in view.replies] == ["Article 4."]


def test_replies_are_possible_for_twenty_working_days(register: Register, amina: Actor, irene: Actor) -> None:
    version = submitted(register, amina, "kenya", ACT)["O3"]
    decide(register, irene, KEY, version, RETURN, datetime(2026, 11, 13, 9))
    assert replies_until(datetime(2026, 11, 13, 9)) == date(2026, 12, 11)
    assert isinstance(reply(register, amina, KEY, version, "On the day.", datetime(2026, 12, 11, 23)), Replied)
    late = reply(register, amina, KEY, version, "Too late.", datetime(2026, 12, 12))
    assert isinstance(late, Rejected)
    assert late.problems[0].rule == "reply-late"


def test_only_the_signatory_replies(register: Register, amina: Actor, tomasi: Actor, irene: Actor) -> None:
    version = submitted(register, amina, "kenya", ACT)["O3"]
    decide(register, irene, KEY, version, RETURN, NOW)
    before = counts(register)
    for actor in (tomasi, irene):
        with pytest.raises(NotAllowed):
            reply(register, actor, KEY, version, "x", NOW)
    crossed = reply(register, tomasi, "fiji/2026/O3", version, "x", NOW)
    assert isinstance(crossed, Rejected)
    assert counts(register) == before


def test_what_waits_of_ones_own_signatory_is_counted_for_who_looks_for_it(
    register: Register, amina: Actor, irene: Actor
) -> None:
    submitted(register, amina, "kenya", ACT, ACT.model_copy(update={"item": "O4", "narrative": "Fees were cut."}))
    both = replace(irene, roles=irene.roles | {Role.FOCAL_POINT}, signatories=frozenset({"kenya", "fiji"}))
    assert kept_from(register, both, Wanted(search="kEN")) == (("Kenya", 2),)
    assert kept_from(register, both, Wanted(search="fiji")) == ()
    assert kept_from(register, both, Wanted(search="ken", cycle="2025")) == ()
    assert kept_from(register, irene, Wanted(search="ken")) == ()


def test_lowering_with_neither_status_nor_reason_names_both(register: Register, amina: Actor, irene: Actor) -> None:
    version = submitted(register, amina, "kenya", ACT)["O3"]
    refused = decide(register, irene, KEY, version, Decision(verdict=Verdict.LOWER), NOW)
    assert isinstance(refused, Rejected)
    assert [one.rule for one in refused.problems] == ["review-lower", "review-reason"]
