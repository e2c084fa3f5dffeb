"""Reminders: who gets which step, the mails as they were previewed, once, and who is left out."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gda_tracker.domain.ladder import ALWAYS, Step
from gda_tracker.domain.mail import State
from gda_tracker.domain.permissions import SYSTEM, Actor, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.i18n import text
from gda_tracker.register import Register
from gda_tracker.services.cycles import Extended, close_cycle, extend, open_cycle
from gda_tracker.services.following_up import FollowUp, follow_up_of
from gda_tracker.services.people import choose_language
from gda_tracker.services.reminder_acts import Noted, log_of, note_bounce, reset_words, set_mission, set_words
from gda_tracker.services.reminder_example import example_of
from gda_tracker.services.reminder_plan import plan
from gda_tracker.services.reminder_situations import Why
from gda_tracker.services.reminder_sorting import Asked
from gda_tracker.services.reminding import Sent, previews, send
from gda_tracker.services.sending import send_waiting
from gda_tracker.services.submitting import Accepted, submit_report

from .reminders_for_tests import NOW, planned, sent, somebody
from .reports_for_tests import ACT, TODAY, saved
from .smtp_server import HOME, OK, Loopback, body, free_port, listening, post_to


@pytest.fixture
def server() -> Loopback:
    """A mail server on a free port that does not listen yet."""
    return Loopback(free_port())


@pytest.fixture
def cast(register: Register) -> Register:
    """Kenya and Fiji have a focal point; nobody reports for Austria."""
    somebody(register, "amina@kenya.example", Role.FOCAL_POINT, "kenya")
    somebody(register, "tomasi@fiji.example", Role.FOCAL_POINT, "fiji")
    return register


def test_each_focal_point_gets_the_step_that_is_owed_and_the_rest_is_left_out_with_a_reason(
    cast: Register, irene: Actor
) -> None:
    found = planned(cast, irene, Asked())
    assert (found.step, found.owed[Step.TWO_WEEKS]) == (Step.TWO_WEEKS, 5)
    assert [(one.row.signatory_id, one.to.email) for one in found.gets] == [
        ("fiji", "tomasi@fiji.example"),
        ("kenya", "amina@kenya.example"),
    ]
    assert {(one.signatory_id, one.why) for one in found.left_out.some()} == {
        ("austria", Why.NO_FOCAL_POINT),
        ("european-union", Why.NO_FOCAL_POINT),
        ("ftth-council-europe", Why.NO_FOCAL_POINT),
    }


def test_the_mails_leave_once_and_as_they_were_previewed(cast: Register, irene: Actor, server: Loopback) -> None:
    found = planned(cast, irene, Asked())
    shown = previews(cast, irene, found, text, HOME, slice(0, 10))
    for _ in range(2):
        sent = send(cast, irene, Asked(), found.seen, NOW, ALWAYS)
        assert sent == Sent(2, NOW, is_now=True)
    with listening(server):
        assert send_waiting(cast, post_to(server.port)).states == {State.SENT: 2}
        assert send_waiting(cast, post_to(server.port)).tried == 0
    assert [address for address, _ in server.taken] == ["tomasi@fiji.example", "amina@kenya.example"]
    for (_, message), preview in zip(server.taken, shown, strict=True):
        assert message["Subject"] == preview.subject
        assert body(message).replace("\r\n", "\n") == preview.body
        assert message["List-Unsubscribe"] is None
    assert server.taken[1][1]["Subject"] == "Kenya: the report for COP31 was due on 9 October 2026"
    assert f"{HOME}/my-report?signatory=kenya&cycle=2026" in body(server.taken[1][1])
    again = planned(cast, irene, Asked(step=Step.TWO_WEEKS))
    assert again.gets == ()
    assert {one.why for one in again.left_out.some() if one.signatory_id == "kenya"} == {Why.ALREADY}
    assert cast.trail_break() is None


def test_what_changed_since_it_was_seen_does_not_leave(cast: Register, irene: Actor) -> None:
    found = planned(cast, irene, Asked())
    somebody(cast, "juma@kenya.example", Role.FOCAL_POINT, "kenya")
    refused = send(cast, irene, Asked(), found.seen, NOW, ALWAYS)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == "reminder-changed"
    assert cast.rows("SELECT count(*) AS n FROM reminder_row") == [{"n": 0}]


def test_who_has_reported_is_left_out_and_the_chosen_alone_are_asked(
    cast: Register, irene: Actor, amina: Actor
) -> None:
    saved(cast, amina, "kenya", ACT)
    assert isinstance(submit_report(cast, amina, "kenya", "2026", TODAY), Accepted)
    found = planned(cast, irene, Asked(chosen=("kenya", "fiji")), now=NOW.replace(month=11))
    assert [one.row.signatory_id for one in found.gets] == ["fiji"]
    assert [(one.signatory_id, one.why) for one in found.left_out.some()] == [("kenya", Why.SUBMITTED)]


def test_a_later_due_day_begins_the_ladder_anew(cast: Register, irene: Actor, pavel: Actor) -> None:
    assert sent(cast, irene, Asked(chosen=("kenya",))).count == 1
    given = extend(cast, pavel, ("kenya", "2026"), date(2026, 11, 20), "A flood.", NOW)
    assert isinstance(given, Extended)
    again = planned(cast, irene, Asked(chosen=("kenya",)))
    assert (again.step, len(again.gets)) == (Step.BEFORE_DUE, 1)
    not_yet = planned(cast, irene, Asked(step=Step.TWO_WEEKS, chosen=("kenya",), is_for_all=True))
    assert [(one.why, one.due_on) for one in not_yet.left_out.some()] == [(Why.NOT_YET, date(2026, 11, 20))]


def test_nobody_is_reminded_of_a_cycle_that_is_closed(cast: Register, irene: Actor, pavel: Actor) -> None:
    seen = planned(cast, irene, Asked()).seen
    close_cycle(cast, pavel, "2026", "The edition is made.", NOW, is_early=True)
    for done in (plan(cast, irene, Asked(), NOW, ALWAYS), send(cast, irene, Asked(), seen, NOW, ALWAYS)):
        assert isinstance(done, Rejected)
        assert [one.sentence() for one in done.problems] == [
            "COP31 is closed: nobody is reminded. Reopen it under Cycles."
        ]
    open_cycle(cast, pavel, "2026", "Kenya wrote too late.", NOW)
    assert planned(cast, irene, Asked()).gets


def test_a_cycle_closed_by_hand_still_reminds_who_has_a_later_day(cast: Register, irene: Actor, pavel: Actor) -> None:
    extend(cast, pavel, ("kenya", "2026"), date(2026, 12, 1), "A flood.", NOW)
    close_cycle(cast, pavel, "2026", "The edition is made.", NOW, is_early=True)
    found = planned(cast, irene, Asked(step=Step.BEFORE_DUE, chosen=("kenya", "fiji"), is_for_all=True))
    assert [one.row.signatory_id for one in found.gets] == ["kenya"]
    assert [(one.signatory_id, one.why) for one in found.left_out.some()] == [("fiji", Why.CLOSED)]


def test_a_cycle_that_its_days_closed_is_open_for_who_has_a_later_one(
    cast: Register, irene: Actor, pavel: Actor
) -> None:
    later = datetime(2027, 1, 12, 9, 30)  # COP31 closes on 31 December 2026
    assert isinstance(plan(cast, irene, Asked(), later, ALWAYS), Rejected)
    extend(cast, pavel, ("kenya", "2026"), date(2027, 1, 20), "A flood.", NOW)
    found = planned(cast, irene, Asked(), now=later)
    assert {one.row.signatory_id for one in found.gets} == {"kenya"}
    assert (found.step, sum(found.owed.values())) == (Step.BEFORE_DUE, 1)
    assert {one.why for one in found.left_out.some() if one.signatory_id == "fiji"} == {Why.CLOSED}
    everybody = planned(cast, irene, Asked(step=Step.DUE, is_for_all=True), now=later)
    assert everybody.gets == ()


def test_each_is_written_to_in_its_language_in_the_words_of_the_secretariat(cast: Register, irene: Actor) -> None:
    person = cast.rows("SELECT person_id FROM person WHERE email = 'amina@kenya.example'")[0]["person_id"]
    choose_language(cast, Actor(person, "Amina", frozenset({Role.FOCAL_POINT}), frozenset({"kenya"})), "fr")
    key = (Step.TWO_WEEKS, "fr")
    kept = set_words(cast, irene, key, "{signatory} : {cop}", "Bonjour {name}, avant le {due} :\n{link}", NOW)
    assert kept == Noted("two_weeks")
    found = planned(cast, irene, Asked(chosen=("kenya",)))
    (shown,) = previews(cast, irene, found, text, HOME, slice(0, 10))
    assert (shown.language, shown.subject) == ("fr", "Kenya : COP31")
    assert f"Bonjour Amina, avant le 9 octobre 2026 :\n{HOME}/my-report?signatory=kenya&cycle=2026" in shown.body
    reset_words(cast, irene, key, NOW)
    (again,) = previews(cast, irene, planned(cast, irene, Asked(chosen=("kenya",))), text, HOME, slice(0, 10))
    assert "avant le" not in again.body


@pytest.mark.parametrize(
    ("subject", "words", "rule"),
    [
        ("Due", "No way to the report", "words-link"),
        ("Due", "{link} {password}", "words-place"),
        ("Due", "{link} {name.__class__}", "words-place"),
        ("Due", "{link} {name!r}", "words-place"),
        ("Due", "{link} {", "words-place"),
        ("Due", "{link} }}", "words-place"),
        ("{link}", "{link}", "words-subject"),
        ("", "{link}", "words-empty"),
        ("Due", "{link}" + "x" * 4000, "words-long"),
    ],
)
def test_words_that_would_not_hold_are_refused(
    register: Register, irene: Actor, subject: str, words: str, rule: str
) -> None:
    refused = set_words(register, irene, (Step.DUE, "en"), subject, words, NOW)
    assert isinstance(refused, Rejected)
    assert rule in {problem.rule for problem in refused.problems}
    assert register.rows("SELECT count(*) AS n FROM reminder_words_row") == [{"n": 0}]


def test_the_mission_is_in_copy_of_the_last_step_alone(cast: Register, irene: Actor, server: Loopback) -> None:
    assert set_mission(cast, irene, "kenya", "Mission@kenya.example ", NOW) == Noted("Kenya")
    assert sent(cast, irene, Asked(chosen=("kenya", "fiji"))).count == 2
    later = NOW.replace(month=12, day=8)
    found = planned(cast, irene, Asked(chosen=("kenya", "fiji")), now=later)
    assert found.step is Step.MISSION
    assert [(one.signatory_id, one.why) for one in found.left_out.some()] == [("fiji", Why.NO_MISSION)]
    assert sent(cast, irene, Asked(chosen=("kenya", "fiji")), now=later).count == 1
    with listening(server):
        assert send_waiting(cast, post_to(server.port)).states == {State.SENT: 3}
    assert server.recipients == [
        "tomasi@fiji.example", "amina@kenya.example", "amina@kenya.example", "mission@kenya.example",
    ]  # fmt: skip
    assert [message["Cc"] for _, message in server.taken] == [
        None,
        None,
        "mission@kenya.example",
        "mission@kenya.example",
    ]


def test_an_address_that_is_refused_for_good_has_bounced_and_is_written_to_no_more(
    cast: Register, irene: Actor, server: Loopback
) -> None:
    server.on_recipient = lambda address: "550 5.1.1 unknown" if address.startswith("amina") else OK
    assert sent(cast, irene, Asked()).count == 2
    with listening(server):
        assert send_waiting(cast, post_to(server.port)).states == {State.SENT: 1, State.GIVEN_UP: 1}
    log = log_of(cast, irene)
    assert log.counts == {"bounced": 1, "sent": 1}
    assert [(one.email, one.state, one.note) for one in log.rows] == [
        ("amina@kenya.example", "bounced", "550 5.1.1"),
        ("tomasi@fiji.example", "sent", ""),
    ]
    assert [(one.signatory, one.email) for one in log.to_mend] == [("Kenya", "amina@kenya.example")]
    seen = follow_up_of(cast, irene, "kenya", TODAY)
    assert isinstance(seen, FollowUp)
    assert [(one.name, one.is_bounced) for one in seen.people] == [("Amina", True)]
    again = planned(cast, irene, Asked(step=Step.TWO_WEEKS))
    assert {one.why for one in again.left_out.some() if one.signatory_id == "kenya"} == {Why.BOUNCED}


def test_a_mail_that_came_back_is_noted_by_hand_and_the_note_can_be_taken_back(
    cast: Register, irene: Actor, server: Loopback
) -> None:
    assert sent(cast, irene, Asked(chosen=("kenya",))).count == 1
    (one,) = log_of(cast, irene).rows
    assert isinstance(note_bounce(cast, irene, one.reminder_id, "", NOW), Rejected), "it has not gone yet"
    with listening(server):
        send_waiting(cast, post_to(server.port))
    for _ in range(2):
        assert note_bounce(cast, irene, one.reminder_id, "Mailbox closed", NOW) == Noted("amina@kenya.example")
    log = log_of(cast, irene)
    assert ([(row.state, row.note) for row in log.rows], len(log.to_mend)) == ([("bounced", "Mailbox closed")], 1)
    assert note_bounce(cast, irene, one.reminder_id, "", NOW, takes_mail=True) == Noted("amina@kenya.example")
    log = log_of(cast, irene)
    assert ([row.state for row in log.rows], log.to_mend) == (["sent"], ())
    assert cast.trail_break() is None


def test_the_example_of_a_step_is_about_the_cycle_that_runs(cast: Register, irene: Actor) -> None:
    with cast.change(SYSTEM) as change:
        change.trail("cycle.set", "2028")
        days = {"opens_on": "2999-04-09", "due_on": "2999-10-09", "closes_on": "2999-12-31"}
        change.insert("cycle_row", {"code": "2999", "cop": "COP99", "place": "Nowhere", **days})
    mail = example_of(cast, irene, (Step.DUE, "en"), text, "https://tracker.example")
    assert mail is not None
    assert "COP31" in mail.body
    assert "COP99" not in mail.body
