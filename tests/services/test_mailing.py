"""Who is told what when: in the transaction of the act, never to who did it, never when it was refused."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from gda_tracker.domain.mail import (
    Kind,
    Letter,
    Link,
    Mail,
    Quote,
    Recipient,
    Sentence,
    State,
    one_line,
    wait_after,
    written,
)
from gda_tracker.domain.permissions import SYSTEM, VISITOR, Actor, NotAllowed, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.report import Entry
from gda_tracker.domain.review import Decision, Verdict
from gda_tracker.domain.statuses import EvidenceLevel, Status
from gda_tracker.facts import items
from gda_tracker.i18n import text
from gda_tracker.register import Register, cycles, mail, reports
from gda_tracker.register.seen import seen_on
from gda_tracker.services import mailing
from gda_tracker.services.outbox import tell_now, untold
from gda_tracker.services.parcels import QUIET, mail_of, parcels
from gda_tracker.services.people import Added, add_person, choose_language, disable_person, invite_again
from gda_tracker.services.replying import Replied, reply
from gda_tracker.services.reviewing import Decided, decide
from gda_tracker.services.sending import send_waiting
from gda_tracker.services.submitting import Accepted, submit_report

from .reports_for_tests import ACT, NOW, TODAY, saved
from .smtp_server import to_the_console

HOME = "https://tracker.example"
KEY = "kenya/2026/O3"
CONFIRM = Decision(verdict=Verdict.CONFIRM, evidence=EvidenceLevel.OPENED)
RETURN = Decision(verdict=Verdict.RETURN, reason="How much\nhas been collected?")


def person(register: Register, email: str, name: str, role: Role, *signatories: str) -> Actor:
    """Somebody with an account and a password."""
    added = add_person(register, SYSTEM, email, name, {role}, signatories, password="seven quiet lakes")
    assert isinstance(added, Added), added
    return Actor(added.person.person_id, name, frozenset({role}), frozenset(signatories), email)


@pytest.fixture
def cast(register: Register) -> dict[str, Actor]:
    """Amina and Juma report for Kenya, Tomasi for Fiji, Irene and Ivan review, Pavel administers; all on record."""
    return {
        "amina": person(register, "amina@kenya.example", "Amina", Role.FOCAL_POINT, "kenya"),
        "juma": person(register, "juma@kenya.example", "Juma", Role.FOCAL_POINT, "kenya"),
        "tomasi": person(register, "tomasi@fiji.example", "Tomasi", Role.FOCAL_POINT, "fiji"),
        "irene": person(register, "irene@itu.example", "Irene", Role.REVIEWER),
        "ivan": person(register, "ivan@itu.example", "Ivan", Role.REVIEWER),
        "pavel": person(register, "pavel@itu.example", "Pavel", Role.ADMINISTRATOR),
    }


def waiting(register: Register, *, token: str = "", is_demonstration: bool = False) -> list[Mail]:
    """What waits, as it would be sent."""
    told = []
    for one in mail.unfinished(register):
        letter, to = mail.letter_to(register, one)
        told.append(
            written(
                letter, to, text("en"), HOME,
                mail_id=one.mail_id, queued_at=one.queued_at, is_demonstration=is_demonstration, token=token,
            )
        )  # fmt: skip
    return told


def submitted(register: Register, actor: Actor, entry: Entry = ACT) -> str:
    """The version that was submitted."""
    newest = reports.newest(register, "kenya", "2026").get(entry.item)
    saved(register, actor, "kenya", entry, newest.version_id if newest else None)
    accepted = submit_report(register, actor, "kenya", "2026", TODAY)
    assert isinstance(accepted, Accepted), accepted
    return accepted.report.stored[entry.item].version_id


def emptied(register: Register) -> None:
    """Everything that waits counts as sent."""
    with register.change(SYSTEM) as change:
        change.trail("mail.record", "outbox")
        for one in mail.unfinished(register):
            mail.add_state(change, one.mail_id, State.SENT, 1, None)


def short(item: str) -> str:
    """What the item is called in lists."""
    return items()[item].short


def test_a_submission_tells_each_reviewer_once_and_gives_the_other_focal_points_a_receipt(
    register: Register, cast: dict[str, Actor]
) -> None:
    saved(register, cast["amina"], "kenya", ACT.model_copy(update={"item": "O5"}))
    submitted(register, cast["amina"])
    told = waiting(register)
    assert [(one.kind, one.recipient) for one in told] == [
        (Kind.SUBMITTED, "irene@itu.example"),
        (Kind.SUBMITTED, "ivan@itu.example"),
        (Kind.RECEIVED, "amina@kenya.example"),
        (Kind.RECEIVED, "juma@kenya.example"),
    ]
    assert told[0].subject == "Kenya has reported for COP31"
    assert told[0].body == (
        "Dear Irene,\n\n"
        "Kenya has submitted its report for COP31. These answers arrived:\n\n"
        f"– O5 {short('O5')}: In place\nhttps://tracker.example/review?entry=kenya%2F2026%2FO5\n\n"
        f"– O3 {short('O3')}: In place\nhttps://tracker.example/review?entry=kenya%2F2026%2FO3\n\n"
        "Review them here:\nhttps://tracker.example/review?find=Kenya\n\n"
        "Green Digital Action Tracker, https://tracker.example\n"
    )
    opening = r"Amina submitted the report of Kenya for COP31 on 22 November 2026 at \d\d:\d\d UTC\."
    assert re.search(opening, told[2].body)
    assert "It came after the due day, " in told[2].body or "It came on time: " in told[2].body
    assert "https://tracker.example/my-report?signatory=kenya&cycle=2026" in told[2].body


def test_an_amended_report_is_called_so_and_names_what_was_amended(register: Register, cast: dict[str, Actor]) -> None:
    submitted(register, cast["amina"])
    emptied(register)
    submitted(register, cast["amina"], ACT.model_copy(update={"claimed": Status.UNDER_WAY}))
    told = waiting(register)[0]
    assert told.subject == "Kenya has amended its report for COP31"
    assert f"– O3 {short('O3')}: Under way" in told.body


def test_submitting_twice_tells_once(register: Register, cast: dict[str, Actor]) -> None:
    submitted(register, cast["amina"])
    count = len(waiting(register))
    assert isinstance(submit_report(register, cast["amina"], "kenya", "2026", TODAY), Accepted)
    assert len(waiting(register)) == count == 4


def test_what_the_command_line_hands_in_is_told_to_every_focal_point(
    register: Register, cast: dict[str, Actor]
) -> None:
    saved(register, cast["amina"], "kenya", ACT)
    on_behalf = replace(SYSTEM, roles=SYSTEM.roles | {Role.FOCAL_POINT}, signatories=frozenset({"kenya"}))
    assert isinstance(submit_report(register, on_behalf, "kenya", "2026", TODAY), Accepted)
    receipts = [one for one in waiting(register) if one.kind is Kind.RECEIVED]
    assert [one.recipient for one in receipts] == ["amina@kenya.example", "juma@kenya.example"]
    assert "The report of Kenya for COP31 was received on 22 November 2026" in receipts[0].body


def test_nothing_is_told_of_what_was_refused(register: Register, cast: dict[str, Actor]) -> None:
    saved(register, cast["amina"], "kenya", ACT.model_copy(update={"evidence": (), "narrative": None, "as_of": None}))
    assert isinstance(submit_report(register, cast["amina"], "kenya", "2025", TODAY), Rejected)
    with pytest.raises(NotAllowed):
        submit_report(register, cast["tomasi"], "kenya", "2026", TODAY)
    assert isinstance(submit_report(register, cast["amina"], "kenya", "2026", TODAY), Rejected)
    assert waiting(register) == []
    version = submitted(register, cast["amina"])
    emptied(register)
    assert isinstance(decide(register, cast["irene"], KEY, "old", CONFIRM, NOW), Rejected)
    assert isinstance(reply(register, cast["amina"], KEY, version, "Why?", NOW), Rejected)
    with pytest.raises(NotAllowed):
        decide(register, cast["pavel"], KEY, version, CONFIRM, NOW)
    assert waiting(register) == []


def test_an_act_that_fails_at_its_end_queues_nothing(
    register: Register, cast: dict[str, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(register, cast["amina"], "kenya", ACT)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the machine stops here")

    monkeypatch.setattr(mailing.letters, "received", broken)
    before = register.trail_head()
    with pytest.raises(RuntimeError):
        submit_report(register, cast["amina"], "kenya", "2026", TODAY)
    assert (waiting(register), register.trail_head()) == ([], before)
    assert reports.submission(register, "kenya", "2026") == (None, None)


@pytest.mark.parametrize(
    ("decision", "subject", "sentence"),
    [
        (CONFIRM, "Kenya, O3: confirmed (report for COP31)", "confirmed as “In place”."),
        (
            Decision(verdict=Verdict.LOWER, status=Status.PLANNED, reason="No output yet."),
            "Kenya, O3: lowered (report for COP31)",
            "lowered from “In place” to “Planned”.\n> No output yet.",
        ),
        (
            RETURN,
            "Kenya, O3: returned with a question (report for COP31)",
            "returned with a question. It does not count until you amend and submit it.\n"
            "> How much\n> has been collected?",
        ),
    ],
)
def test_a_decision_is_told_to_the_focal_points_with_its_reason(
    register: Register, cast: dict[str, Actor], decision: Decision, subject: str, sentence: str
) -> None:
    version = submitted(register, cast["amina"])
    emptied(register)
    assert isinstance(decide(register, cast["irene"], KEY, version, decision, NOW), Decided)
    told = waiting(register)
    assert [(one.kind, one.recipient) for one in told] == [
        (Kind.DECIDED, "amina@kenya.example"),
        (Kind.DECIDED, "juma@kenya.example"),
    ]
    assert told[0].subject == subject
    assert f"O3 {short('O3')}: {sentence}" in told[0].body
    assert "You may reply until 18 December 2026" in told[0].body
    assert "https://tracker.example/my-report?signatory=kenya&cycle=2026&item=O3" in told[0].body
    assert isinstance(decide(register, cast["irene"], KEY, version, decision, NOW), Decided)
    assert len(waiting(register)) == 2


def test_several_decisions_of_one_act_go_in_one_mail(register: Register, cast: dict[str, Actor]) -> None:
    kenya, cycle = reports.reporter(register, "kenya"), cycles.cycle(register, "2026")
    assert kenya is not None
    assert cycle is not None
    with register.change(cast["irene"]) as change:
        change.trail("review.decide", "kenya/2026")
        both = {"O3": (ACT, CONFIRM.model_copy(update={"status": Status.IN_PLACE})), "O5": (ACT, RETURN)}
        mailing.tell_decided(change, cast["irene"], kenya, cycle, both, date(2026, 12, 18))
    told = waiting(register)
    assert [one.recipient for one in told] == ["amina@kenya.example", "juma@kenya.example"]
    assert told[0].subject == "Decisions on the report of Kenya for COP31"
    assert f"O3 {short('O3')}: confirmed" in told[0].body
    assert f"O5 {short('O5')}: returned" in told[0].body


def test_a_reply_goes_to_the_reviewer_who_decided(register: Register, cast: dict[str, Actor]) -> None:
    version = submitted(register, cast["amina"])
    decide(register, cast["ivan"], KEY, version, RETURN, NOW)
    emptied(register)
    assert isinstance(reply(register, cast["juma"], KEY, version, "Twelve tonnes.\nSo far.", NOW), Replied)
    (told,) = waiting(register)
    assert (told.kind, told.recipient) == (Kind.REPLIED, "ivan@itu.example")
    assert "> Twelve tonnes.\n> So far." in told.body
    assert "https://tracker.example/review?entry=kenya%2F2026%2FO3" in told.body


def test_a_reply_goes_to_all_reviewers_when_the_one_who_decided_has_left(
    register: Register, cast: dict[str, Actor]
) -> None:
    version = submitted(register, cast["amina"])
    decide(register, cast["ivan"], KEY, version, RETURN, NOW)
    disable_person(register, SYSTEM, "ivan@itu.example")
    emptied(register)
    reply(register, cast["amina"], KEY, version, "Twelve tonnes.", NOW)
    assert [one.recipient for one in waiting(register)] == ["irene@itu.example"]


def test_a_reviewer_who_reports_for_the_signatory_is_not_asked_to_review_it(
    register: Register, cast: dict[str, Actor]
) -> None:
    added = add_person(
        register, SYSTEM, "both@itu.example", "Both", {Role.REVIEWER, Role.CONTRIBUTOR}, {"kenya"},
        password="seven quiet lakes",
    )  # fmt: skip
    assert isinstance(added, Added)
    submitted(register, cast["amina"])
    assert "both@itu.example" not in [one.recipient for one in waiting(register)]


def test_nobody_without_an_open_account_is_told(register: Register, cast: dict[str, Actor]) -> None:
    disable_person(register, SYSTEM, "irene@itu.example")
    disable_person(register, SYSTEM, "juma@kenya.example")
    submitted(register, cast["amina"])
    assert [one.recipient for one in waiting(register)] == ["ivan@itu.example", "amina@kenya.example"]


def test_an_invitation_is_queued_without_its_link(register: Register, pavel: Actor) -> None:
    added = add_person(register, pavel, "nia@kenya.example", "Nia", {Role.FOCAL_POINT}, {"kenya"})
    assert isinstance(added, Added)
    assert added.invitation_token
    again = invite_again(register, pavel, "nia@kenya.example")
    assert isinstance(again, Added)
    told = waiting(register, token="made-when-it-goes")
    assert [(one.kind, one.recipient) for one in told] == [(Kind.INVITED, "nia@kenya.example")] * 2
    assert "https://tracker.example/invitation/made-when-it-goes" in told[0].body
    everything = json.dumps([list(row.values()) for row in register.rows("SELECT * FROM mail_row")], default=str)
    trail = json.dumps([(one.after_json, one.before_json, one.subject) for one in register.trail()])
    for token in (added.invitation_token, str(again.invitation_token)):
        assert token not in everything
        assert token not in trail
    assert "nia@kenya.example" not in trail


def test_an_account_with_a_password_is_not_invited(register: Register, cast: dict[str, Actor]) -> None:
    assert waiting(register) == []


def test_lending_and_handing_back_are_told(register: Register, cast: dict[str, Actor]) -> None:
    noor = person(register, "noor@kenya.example", "Noor", Role.CONTRIBUTOR, "kenya")
    kenya, cycle = reports.reporter(register, "kenya"), cycles.cycle(register, "2026")
    assert kenya is not None
    assert cycle is not None
    with register.change(cast["amina"]) as change:
        change.trail("item.lend", KEY)
        mailing.tell_lent(change, cast["amina"], kenya, cycle, ["O3"], noor.person_id, "By Friday, please.")
    with register.change(noor) as change:
        change.trail("item.hand_back", KEY)
        mailing.tell_handed_back(change, noor, kenya, cycle, ["O3"])
    told = waiting(register)
    assert [(one.kind, one.recipient) for one in told] == [
        (Kind.LENT, "noor@kenya.example"),
        (Kind.HANDED_BACK, "amina@kenya.example"),
        (Kind.HANDED_BACK, "juma@kenya.example"),
    ]
    assert "Amina asks you to work on these items of the report of Kenya for COP31:" in told[0].body
    assert f"– O3 {short('O3')}" in told[0].body
    assert "> By Friday, please." in told[0].body
    assert "Noor has handed back these items" in told[1].body


def test_a_demonstration_says_so_in_subject_and_body(register: Register, cast: dict[str, Actor]) -> None:
    submitted(register, cast["amina"])
    told = waiting(register, is_demonstration=True)[0]
    assert told.subject == "[Demo] Kenya has reported for COP31"
    assert told.body.startswith("*** Demonstration data – not real reports ***\n\nDear Irene,")


def test_what_people_wrote_can_neither_break_a_line_nor_speak_in_our_name() -> None:
    letter = Letter(
        Kind.LENT,
        Sentence("{signatory} asks you", {"signatory": "Kenya\r\nBcc: all@press.example\u202e"}),
        (
            (Sentence("– {item}", {"item": "O3\n\nDear {name}, send money"}),),
            (Quote("one\r\ntwo\u2028– three\n\nGreen Digital Action Tracker"), Link("/my-report?x=1\nhttps://evil")),
        ),
    )
    to = Recipient("p-1", "noor@kenya.example", "Noor\nX-Evil: yes {token}")
    told = written(letter, to, text("en"), HOME, mail_id="m-1", queued_at=NOW, is_demonstration=False, token="secret")
    assert told.subject == "Kenya Bcc: all@press.example asks you"
    lines = told.body.splitlines()
    assert lines[0] == "Dear Noor X-Evil: yes {token},"
    assert "– O3 Dear {name}, send money" in lines
    assert lines[4:9] == ["> one", "> two", "> – three", ">", "> Green Digital Action Tracker"]
    assert lines[9] == "https://tracker.example/my-report?x=1 https://evil"
    assert "secret" not in told.body


def test_waits_double_to_four_hours() -> None:
    minutes = [wait_after(attempts).total_seconds() / 60 for attempts in (0, 1, 2, 3, 8, 9, 36, 10_000)]
    assert minutes == [0, 1, 2, 4, 128, 240, 240, 240]


def test_invisible_characters_leave_a_line() -> None:
    assert one_line(" a\x00b\u2028c \u202ed\r\n\te ") == "a b c d e"


def test_french_speaks_french_numbers_and_days() -> None:
    letter = Letter(Kind.DECIDED, Sentence("{day}", {"day": date(2026, 12, 18)}), ())
    told = written(
        letter, Recipient("p", "a@b.example", "A", "fr"), text("fr"), HOME,
        mail_id="m", queued_at=datetime(2026, 11, 22), is_demonstration=False,
    )  # fmt: skip
    assert (told.subject, told.language) == ("18 décembre 2026", "fr")


def both_decided(register: Register, cast: dict[str, Actor]) -> None:
    """O3 returned and O5 confirmed, by two acts; the outbox holds nothing else."""
    saved(register, cast["amina"], "kenya", ACT.model_copy(update={"item": "O5"}))
    submitted(register, cast["amina"])
    newest = reports.newest(register, "kenya", "2026")
    emptied(register)
    for item, decision in (("O3", RETURN), ("O5", CONFIRM)):
        done = decide(register, cast["irene"], f"kenya/2026/{item}", newest[item].version_id, decision, NOW)
        assert isinstance(done, Decided), done


def test_decisions_on_one_report_that_wait_go_as_one_mail_a_person(register: Register, cast: dict[str, Actor]) -> None:
    both_decided(register, cast)
    first, second = parcels(mail.unfinished(register))
    assert [first.lead.recipient, second.lead.recipient] == ["amina@kenya.example", "juma@kenya.example"]
    told = mail_of(register, first, text, HOME)
    assert told.subject == "Decisions on the report of Kenya for COP31"
    assert f"O3 {short('O3')}: returned" in told.body
    assert f"O5 {short('O5')}: confirmed" in told.body
    assert told.body.count("You may reply until") == 1
    assert told.mail_id == first.parts[-1].mail_id
    assert first.due_at == first.parts[-1].queued_at + QUIET


def test_a_decision_that_was_changed_before_it_was_told_is_told_once(
    register: Register, cast: dict[str, Actor]
) -> None:
    version = submitted(register, cast["amina"])
    emptied(register)
    decide(register, cast["irene"], KEY, version, RETURN, NOW)
    decide(register, cast["irene"], KEY, version, CONFIRM, NOW, saw=seen_on(register, version))
    told = mail_of(register, parcels(mail.unfinished(register))[0], text, HOME)
    assert told.subject == "Kenya, O3: confirmed (report for COP31)"
    assert "returned" not in told.body


def test_nothing_goes_while_decisions_follow_and_all_goes_as_one_when_a_reviewer_says_now(
    register: Register, cast: dict[str, Actor]
) -> None:
    both_decided(register, cast)
    said: list[str] = []
    assert send_waiting(register, to_the_console(said)).tried == 0
    (one,) = untold(register, cast["ivan"])
    assert (one.signatory, one.cycle, one.decisions) == ("Kenya", "2026", 2)
    assert tell_now(register, cast["ivan"], "kenya", "2026") == 4
    assert tell_now(register, cast["ivan"], "kenya", "2026") == 0
    assert send_waiting(register, to_the_console(said)).states == {State.PRINTED: 2, State.GATHERED: 2}
    assert [line.count("Decisions on the report of Kenya for COP31") for line in said] == [1, 1]
    assert mail.unfinished(register) == ()
    assert untold(register, cast["ivan"]) == ()
    record = [one for one in register.trail() if one.action == "mail.now"]
    assert [(one.actor_id, one.subject) for one in record] == [(cast["ivan"].person_id, "kenya/2026")]


def test_only_a_reviewer_without_interest_sends_decisions_at_once(register: Register, cast: dict[str, Actor]) -> None:
    both_decided(register, cast)
    for name in ("amina", "pavel"):
        with pytest.raises(NotAllowed):
            tell_now(register, cast[name], "kenya", "2026")
    both = replace(cast["irene"], signatories=frozenset({"kenya"}))
    assert untold(register, both) == ()
    with pytest.raises(NotAllowed):
        tell_now(register, both, "kenya", "2026")


def test_mails_go_in_the_language_that_a_person_chose(register: Register, cast: dict[str, Actor]) -> None:
    assert choose_language(register, cast["juma"], "fr") == "fr"
    head = register.trail_head()
    assert choose_language(register, cast["juma"], "fr") == "fr"
    assert isinstance(choose_language(register, cast["juma"], "xx"), Rejected)
    assert isinstance(choose_language(register, VISITOR, "fr"), Rejected)
    assert register.trail_head() == head
    both_decided(register, cast)
    assert {one.recipient: one.language for one in mail.unfinished(register)} == {
        "amina@kenya.example": "en",
        "juma@kenya.example": "fr",
    }


def test_an_invitation_goes_in_the_language_that_it_was_given(register: Register, pavel: Actor) -> None:
    added = add_person(register, pavel, "nia@kenya.example", "Nia", {Role.FOCAL_POINT}, {"kenya"}, language="fr")
    assert isinstance(added, Added)
    assert [one.language for one in mail.unfinished(register)] == ["fr"]
    refused = add_person(register, pavel, "nio@kenya.example", "Nio", {Role.FOCAL_POINT}, {"kenya"}, language="xx")
    assert isinstance(refused, Rejected)
    assert [problem.rule for problem in refused.problems] == ["person-language"]
