"""A decided answer on the review page: its reply is answered, a slip corrected, nothing that was written is lost."""

from __future__ import annotations

from dataclasses import replace

from gda_tracker.domain.permissions import Actor
from gda_tracker.domain.review import Decision, ReviewReason, Verdict
from gda_tracker.domain.statuses import EvidenceLevel, Status
from gda_tracker.register import Register, desk
from gda_tracker.services.clock import utc_now
from gda_tracker.services.replying import reply
from gda_tracker.services.reviewing import Decided, FirstRead, ReviewView, decide, entry_for_review
from gda_tracker.services.submitting import Accepted, submit_report
from tests.services.reports_for_tests import ACT, TODAY, let_stand, saved
from tests.services.test_second_reader import add

from .conftest import Opened, key_of, shown
from .test_review import PAGE, chosen, confirmed, named, waiting

__all__ = ["waiting"]

KEY = "kenya/2026/O3"


def lowered(register: Register, actor: Actor) -> str:
    """The version of O3 that was just lowered."""
    view = entry_for_review(register, actor, KEY)
    assert isinstance(view, ReviewView)
    lower = Decision(
        verdict=Verdict.LOWER, status=Status.UNDER_WAY, evidence=EvidenceLevel.OPENED, reason="A draft.",
        reason_code=ReviewReason.TEST_NOT_MET,
    )  # fmt: skip
    done = decide(register, actor, KEY, view.current.version_id, lower, utc_now(), saw=view.seen)
    assert isinstance(done, Decided)
    return done.version_id


def test_a_reply_is_answered_by_letting_the_decision_stand_and_leaves_the_desk(
    waiting: Register, opened: Opened, irene: Actor, amina: Actor
) -> None:
    version = lowered(waiting, irene)
    reply(waiting, amina, KEY, version, "It is in force.")
    page = named(opened(PAGE, irene), KEY)
    assert "Lowered to “Under way”, with evidence level 3." in shown(page)
    assert desk.replies_unread(waiting).total == 1
    page.radio(key=key_of(page, "answer-")).set_value("stands").run()
    page.text_area(key=key_of(page, "stands-")).set_value("Article 9 comes into force in 2027.")
    page.button(key=key_of(page, "stand-by-")).click().run()
    html = shown(page)
    assert not page.exception
    assert "Recorded: the decision stands after the reply, and the signatory is told." in html
    assert "Article 9 comes into force in 2027." in html
    assert "It is in force." in html
    assert [one.label for one in page.radio] != ["Your answer"]
    assert desk.replies_unread(waiting).total == 0


def test_a_reply_leads_to_a_new_decision_with_a_reason(
    waiting: Register, opened: Opened, irene: Actor, amina: Actor
) -> None:
    version = lowered(waiting, irene)
    reply(waiting, amina, KEY, version, "It is in force.")
    page = named(opened(PAGE, irene), KEY)
    page.radio(key=key_of(page, "answer-")).set_value("anew").run()
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.CONFIRM).run()
    page.selectbox(key=key_of(page, "level-")).set_value("opened")
    page.button(key=key_of(page, "decide-")).click().run()
    assert "Give a reason: the signatory has replied, and reads why this is decided anew." in shown(page)
    page.text_area(key=key_of(page, "reason-")).set_value("Article 9 shows it.")
    page.button(key=key_of(page, "decide-")).click().run()
    html = shown(page)
    assert "Recorded: confirmed as “In place”, evidence level 3." in html
    assert "Confirmed, with evidence level 3." in html
    assert "Article 9 shows it." in html
    assert waiting.rows("SELECT decision, status FROM review") == [{"decision": "confirm", "status": 3}]


def test_what_is_read_anew_waits_for_a_second_reader_beside_what_stands_and_the_reply(
    waiting: Register, opened: Opened, irene: Actor, amina: Actor
) -> None:
    ines = replace(irene, person_id="ines", name="Ines", email="ines@itu.example")
    for one in (irene, ines):
        add(waiting, one)
    version = lowered(waiting, irene)
    reply(waiting, amina, KEY, version, "It is in force.")
    view = entry_for_review(waiting, irene, KEY)
    assert isinstance(view, ReviewView)
    four = Decision(verdict=Verdict.CONFIRM, evidence=EvidenceLevel.INDEPENDENT, reason="The first BTR says so.")
    assert isinstance(decide(waiting, irene, KEY, version, four, utc_now(), saw=view.seen), FirstRead)
    mine = named(opened(PAGE, irene), KEY)
    assert "it waits for a second reader" in shown(mine)
    assert "The first BTR says so." in shown(mine)
    assert not mine.radio
    page = chosen(opened(PAGE, ines), KEY)
    html = shown(page)
    assert "second reader" in html
    assert "Decision then: lowered to Under way." in html
    assert "It is in force." in html
    assert "The first BTR says so." not in html
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.CONFIRM).run()
    page.selectbox(key=key_of(page, "level-")).set_value("independent").run()
    page.text_input(key=key_of(page, "source-")).set_value("First BTR, table 4")
    page.button(key=key_of(page, "decide-")).click().run()
    assert "Recorded: confirmed as “In place”, evidence level 4." in shown(page)
    assert waiting.rows("SELECT decision, evidence FROM review") == [{"decision": "confirm", "evidence": 4}]


def test_a_slip_is_corrected_on_the_decided_answer(waiting: Register, opened: Opened, irene: Actor) -> None:
    lowered(waiting, irene)
    assert not named(opened(PAGE, replace(irene, person_id="ines")), KEY).radio
    page = named(opened(PAGE, irene), KEY)
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.RETURN).run()
    page.text_area(key=key_of(page, "reason-")).set_value("Which article?")
    page.button(key=key_of(page, "decide-")).click().run()
    assert "Recorded: returned with a question." in shown(page)
    assert waiting.rows("SELECT decision FROM review") == [{"decision": "return"}]


def test_level_four_asks_which_source_agrees_and_shows_it(waiting: Register, opened: Opened, irene: Actor) -> None:
    page = chosen(opened(PAGE, irene), KEY)
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.CONFIRM).run()
    page.selectbox(key=key_of(page, "level-")).set_value("independent").run()
    page.button(key=key_of(page, "decide-")).click().run()
    assert "Say which independent source agrees: evidence level 4 rests on it." in shown(page)
    page.text_input(key=key_of(page, "source-")).set_value("First BTR, table 4")
    page.button(key=key_of(page, "decide-")).click().run()
    assert waiting.rows("SELECT evidence, reason FROM reading_row") == [
        {"evidence": 4, "reason": "Independent source: First BTR, table 4"}
    ]


def test_what_was_written_is_kept_when_the_answer_was_amended_meanwhile(
    waiting: Register, opened: Opened, irene: Actor, amina: Actor
) -> None:
    page = chosen(opened(PAGE, irene), KEY)
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.RETURN).run()
    page.text_area(key=key_of(page, "reason-")).set_value("Which article, and since when?").run()
    view = entry_for_review(waiting, irene, KEY)
    assert isinstance(view, ReviewView)
    saved(waiting, amina, "kenya", ACT.model_copy(update={"narrative": "Article 4 obliges 43 producers to take back."}),
          view.current.version_id)  # fmt: skip
    let_stand(waiting, amina, "kenya")
    assert isinstance(submit_report(waiting, amina, "kenya", "2026", TODAY), Accepted)
    page.button(key=key_of(page, "decide-")).click().run()
    html = shown(page)
    assert "The signatory has submitted a newer answer since. Read it before you decide." in html
    assert "What you wrote, so that it is not lost:" in html
    assert "Which article, and since when?" in html
    assert "Article 4 obliges 43 producers" in html
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.RETURN).run()
    assert page.text_area(key=key_of(page, "reason-")).value == "Which article, and since when?"


def test_a_second_reader_keeps_its_choice_and_its_hold_when_a_colleague_reads_first(
    waiting: Register, opened: Opened, irene: Actor, amina: Actor
) -> None:
    ines = replace(irene, person_id="ines", name="Ines", email="ines@itu.example")
    for one in (irene, ines):
        add(waiting, one)
    page = chosen(opened(PAGE, ines), KEY)
    page.button(key="take").click().run()
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.CONFIRM).run()
    view = entry_for_review(waiting, irene, KEY)
    assert isinstance(view, ReviewView)
    four = Decision(verdict=Verdict.CONFIRM, evidence=EvidenceLevel.INDEPENDENT, reason="The BTR.")
    decide(waiting, irene, KEY, view.current.version_id, four, utc_now(), saw=view.seen, over="ines")
    page = page.run()
    assert "A colleague has read it. You read it without seeing what was found" in shown(page)
    assert "You have it." in shown(page)
    assert page.radio(key=key_of(page, "verdict-")).value is Verdict.CONFIRM


def test_another_status_than_last_time_is_marked(waiting: Register, opened: Opened, irene: Actor) -> None:
    with waiting.change(irene) as change:
        change.trail("report.submit", "kenya/2025", signatory_id="kenya")
        change.insert(
            "entry_row",
            {
                "entry_id": "kenya/2025/O3", "version_id": "old", "signatory_id": "kenya", "cycle": "2025",
                "item": "O3", "claimed": 2, "additionality": "new", "narrative": "Begun.",
                "saved_at": utc_now().replace(year=2025), "saved_by": "amina", "is_submitted": True,
            },
        )  # fmt: skip
    html = shown(chosen(opened(PAGE, irene), KEY))
    assert '<mark class="gda-new">In place, as of' in html
    assert '<mark class="gda-gone">Under way, without an as-of date</mark>' in html


def test_the_readings_behind_a_decision_and_a_silent_window_are_shown(
    waiting: Register, opened: Opened, irene: Actor
) -> None:
    version = confirmed(waiting, irene, KEY)
    key = {"version_id": version, "entry_id": KEY, "signatory_id": "kenya"}
    long_ago = utc_now().replace(year=2025)
    with waiting.change(irene) as change:
        change.trail("review.decide", KEY, signatory_id="kenya")
        change.insert("reading_row", {**key, "decision": "lower", "status": 2, "evidence": 3, "reason": "A pilot.",
                                      "read_at": long_ago, "read_by": "ines"})  # fmt: skip
        change.insert("review_row", {**key, "decision": "lower", "status": 2, "evidence": 3, "reason": "A pilot.",
                                     "decided_at": long_ago, "decided_by": "ines"})  # fmt: skip
    html = shown(named(opened(PAGE, irene), KEY))
    assert "no reply within 20 working days" in html
    assert "What the readers before it found" in html
    assert "lowered to “Under way”, evidence level 3" in html
