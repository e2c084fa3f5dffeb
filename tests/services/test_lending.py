"""Amina lends items of Kenya's report to Noor, who sees and edits those alone and hands them back."""

from __future__ import annotations

import json
from datetime import date

import pytest

from gda_tracker.domain.declaration import Cycle
from gda_tracker.domain.permissions import Actor, NotAllowed, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.report import Entry
from gda_tracker.domain.review import Decision, Verdict
from gda_tracker.domain.statuses import Status
from gda_tracker.register import Register, unsubscribing
from gda_tracker.register.database import utc_now
from gda_tracker.register.mail import has_open_invitation
from gda_tracker.register.reports import Reporter
from gda_tracker.services import letters_lending, people
from gda_tracker.services.clearing import SentBack, send_back
from gda_tracker.services.history import history_of, written_by
from gda_tracker.services.lending import Invitee, LendingState, Lent, Returned, hand_back, lend, take_back
from gda_tracker.services.lending_refusals import MOST_CONTRIBUTORS
from gda_tracker.services.letters import About
from gda_tracker.services.report_view import ReportView, desk_of, report_of
from gda_tracker.services.reviewing import decide
from gda_tracker.services.saving import Conflict, Saved, save_entry
from gda_tracker.services.signing_in import SignedIn, accept_invitation, actor_of, invited
from gda_tracker.services.submitting import Accepted, submit_report

from .reports_for_tests import ACT, NOW, TODAY, counts, saved

KENYA = ("kenya", "2026")
NOOR = Invitee("noor@kenya.example", "Noor")
PASSWORD = "seven quiet lakes"
DRAFT = Entry(item="O4", claimed=Status.PLANNED, narrative="A plan of the ministry of labour.")


def lent(register: Register, amina: Actor, *items: str, to: Invitee = NOOR, note: str = "") -> Lent:
    result = lend(register, amina, *KENYA, items, to, note, TODAY)
    assert isinstance(result, Lent), result
    return result


def actor(register: Register, email: str) -> Actor:
    """The person as the next run of its page would load it."""
    found = people.actor_named(register, email)
    assert found is not None
    return found


def noor(register: Register) -> Actor:
    return actor(register, NOOR.email)


def view(register: Register, who: Actor) -> ReportView:
    report = report_of(register, who, *KENYA, TODAY)
    assert isinstance(report, ReportView), report
    return report


def rules(answer: object) -> list[str]:
    assert isinstance(answer, Rejected), answer
    assert all(problem.sentence().endswith(".") for problem in answer.problems)
    return [problem.rule for problem in answer.problems]


def test_a_new_colleague_comes_in_by_a_link_and_sees_the_lent_items_alone(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    saved(register, amina, "kenya", DRAFT)
    given = lent(register, amina, "O3", "O5", note="Please add the figures.")
    assert (given.person.name, given.items) == ("Noor", ("O3", "O5"))
    assert given.invitation_token
    assert given.invitation_token not in repr(given)
    session = accept_invitation(register, given.invitation_token, PASSWORD, hours=1)
    assert isinstance(session, SignedIn)
    who = actor_of(register, session.token)
    assert who is not None
    assert who.roles == {Role.CONTRIBUTOR}
    assert [one.name for one in desk_of(register, who, TODAY).signatories] == ["Kenya"]
    report = view(register, who)
    assert not report.is_whole
    assert (list(report.items), list(report.entries)) == (["O3", "O5"], ["O3"])
    assert (report.completeness.total, report.completeness.answered) == (2, 1)
    assert {fact.item for fact in report.on_record} <= {"O3", "O5"}
    assert [one.note for one in report.lendings] == ["Please add the figures."] * 2


def test_the_colleague_edits_what_is_lent_and_nothing_else(register: Register, amina: Actor) -> None:
    lent(register, amina, "O3")
    assert isinstance(save_entry(register, noor(register), *KENYA, ACT, None, NOW), Saved)
    before = counts(register)
    with pytest.raises(NotAllowed):
        save_entry(register, noor(register), *KENYA, DRAFT, None, NOW)
    with pytest.raises(NotAllowed):
        save_entry(register, noor(register), "fiji", "2026", ACT, None, NOW)
    with pytest.raises(NotAllowed):
        save_entry(register, noor(register), "kenya", "2025", ACT, None, NOW)
    assert counts(register) == before
    assert view(register, amina).entries == {"O3": ACT}


def test_the_colleague_reads_the_reviewers_reason_on_what_is_lent(
    register: Register, amina: Actor, irene: Actor
) -> None:
    version = saved(register, amina, "kenya", ACT).version_id
    accepted = submit_report(register, amina, *KENYA, TODAY)
    assert isinstance(accepted, Accepted)
    version = accepted.report.stored["O3"].version_id
    decide(register, irene, "kenya/2026/O3", version, Decision(verdict=Verdict.RETURN, reason="Which page?"), NOW)
    lent(register, amina, "O3")
    assert view(register, noor(register)).stored["O3"].decision_reason == "Which page?"


def test_two_who_write_at_once_are_told(register: Register, amina: Actor) -> None:
    lent(register, amina, "O3")
    first = saved(register, amina, "kenya", ACT)
    late = ACT.model_copy(update={"narrative": "Noor's words."})
    told = save_entry(register, noor(register), *KENYA, late, None, NOW)
    assert isinstance(told, Conflict)
    assert told.current is not None
    assert told.current.version_id == first.version_id


def test_what_is_taken_back_is_gone_at_once_even_from_a_page_that_is_open(register: Register, amina: Actor) -> None:
    lent(register, amina, "O3", "O5")
    on_an_open_page = noor(register)
    assert take_back(register, amina, *KENYA, ["O3"]) == Returned(("O3",))
    before = counts(register)
    assert rules(save_entry(register, on_an_open_page, *KENYA, ACT, None, NOW)) == ["item-not-lent"]
    with pytest.raises(NotAllowed):
        save_entry(register, noor(register), *KENYA, ACT, None, NOW)
    assert counts(register) == before
    assert list(view(register, noor(register)).items) == ["O5"]


def test_taking_back_what_is_not_out_changes_nothing(register: Register, amina: Actor) -> None:
    before = register.trail_head()
    assert take_back(register, amina, *KENYA) == Returned(())
    assert register.trail_head() == before


def test_handing_back_ends_writing_and_tells_the_focal_point(register: Register, amina: Actor) -> None:
    lent(register, amina, "O3", "O5")
    save_entry(register, noor(register), *KENYA, ACT, None, NOW)
    assert hand_back(register, noor(register), *KENYA, ["O3"], "All in.") == Returned(("O3",))
    with pytest.raises(NotAllowed):
        save_entry(register, noor(register), *KENYA, Entry(item="O3"), None, NOW)
    report = view(register, amina)
    assert (report.came_back["O3"].note, report.came_back["O3"].name) == ("All in.", "Noor")
    assert list(report.lent) == ["O5"]
    saved(register, amina, "kenya", ACT.model_copy(update={"narrative": "Cleared."}), report.stored["O3"].version_id)


def test_an_item_comes_back_once(register: Register, amina: Actor) -> None:
    lent(register, amina, "O3", "O5")
    hand_back(register, noor(register), *KENYA, ["O3"])
    before = register.trail_head()
    assert rules(hand_back(register, noor(register), *KENYA, ["O5", "O3"])) == ["item-not-lent"]
    assert rules(hand_back(register, noor(register), *KENYA, [])) == ["items-none"]
    assert rules(hand_back(register, noor(register), *KENYA, ["O5"], "x" * 1001)) == ["text-too-long"]
    assert register.trail_head() == before
    lent(register, amina, "O3")
    assert set(view(register, noor(register)).items) == {"O3", "O5"}


def test_nothing_is_submitted_while_an_item_is_out(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    lent(register, amina, "O5")
    before = counts(register)
    refused = submit_report(register, amina, *KENYA, TODAY)
    assert rules(refused) == ["item-lent"]
    assert isinstance(refused, Rejected)
    assert refused.problems[0].values == {"item": "O5", "name": "Noor"}
    assert counts(register) == before
    take_back(register, amina, *KENYA)
    assert isinstance(submit_report(register, amina, *KENYA, TODAY), Accepted)


def test_a_contributor_submits_nothing(register: Register, amina: Actor) -> None:
    lent(register, amina, "O3")
    with pytest.raises(NotAllowed):
        submit_report(register, noor(register), *KENYA, TODAY)


def test_lending_the_same_again_changes_nothing(register: Register, amina: Actor) -> None:
    lent(register, amina, "O3")
    before = register.trail_head()
    again = lent(register, amina, "O3")
    assert (again.items, again.invitation_token) == ((), None)
    assert register.trail_head() == before
    assert lent(register, amina, "O3", "O5").items == ("O5",)


def test_each_act_leaves_its_trail_without_names_addresses_or_notes(register: Register, amina: Actor) -> None:
    given = lent(register, amina, "O3", "O5", note="Ask Wanjiku.")
    take_back(register, amina, *KENYA, ["O5"])
    hand_back(register, noor(register), *KENYA, ["O3"], "Wanjiku says yes.")
    person_id = given.person.person_id
    told = {one.action: one for one in register.trail() if one.action.startswith("lending.")}
    assert list(told) == ["lending.lend", "lending.take_back", "lending.hand_back"]
    assert {(one.subject, one.signatory_id) for one in told.values()} == {("kenya/2026", "kenya")}
    assert json.loads(told["lending.lend"].after_json or "") == {
        "person_id": person_id, "items": ["O3", "O5"], "role": "contributor",
    }  # fmt: skip
    assert json.loads(told["lending.take_back"].before_json or "") == {"items": {"O5": person_id}}
    assert told["lending.hand_back"].actor_id == person_id
    everything = " ".join(f"{one.before_json} {one.after_json}" for one in register.trail())
    assert "Wanjiku" not in everything
    assert "noor@" not in everything
    assert register.trail_break() is None


def test_the_other_side_gets_mail(register: Register, amina: Actor, pavel: Actor) -> None:
    people.add_person(register, pavel, "amina@kenya.example", "Amina", [Role.FOCAL_POINT], ["kenya"], PASSWORD)
    known = actor(register, "amina@kenya.example")
    lent(register, known, "O3")
    hand_back(register, noor(register), *KENYA, ["O3"])
    mails = register.rows("SELECT kind, recipient FROM mail_row ORDER BY row_no")
    assert sorted((mail["kind"], mail["recipient"]) for mail in mails) == [
        ("handed_back", "amina@kenya.example"), ("invited", "noor@kenya.example"),
    ]  # fmt: skip


def test_each_role_stays_with_its_signatory(register: Register, amina: Actor, pavel: Actor) -> None:
    """Tomasi, Fiji's focal point, helps Kenya with one item and gains nothing else there; nor does he lose Fiji."""
    people.add_person(register, pavel, "tomasi@fiji.example", "Tomasi", [Role.FOCAL_POINT], ["fiji"], PASSWORD)
    given = lent(register, amina, "F8", to=Invitee("tomasi@fiji.example"))
    assert given.invitation_token is None
    tomasi = actor(register, "tomasi@fiji.example")
    assert list(view(register, tomasi).items) == ["F8"]
    with pytest.raises(NotAllowed):
        submit_report(register, tomasi, *KENYA, TODAY)
    with pytest.raises(NotAllowed):
        lend(register, tomasi, *KENYA, ["O1"], NOOR, today=TODAY)
    report = report_of(register, tomasi, "fiji", "2026", TODAY)
    assert isinstance(report, ReportView)
    assert report.is_whole


def test_a_link_never_opens_more_than_its_focal_point_lent(
    register: Register, amina: Actor, tomasi: Actor, pavel: Actor
) -> None:
    people.add_person(register, pavel, "new@fiji.example", "New", [Role.FOCAL_POINT], ["fiji"])
    assert lent(register, amina, "O3", to=Invitee("new@fiji.example")).invitation_token is None
    kenyas = lent(register, amina, "O5").invitation_token
    assert kenyas
    fijis = lend(register, tomasi, "fiji", "2026", ["O3"], NOOR, today=TODAY)
    assert isinstance(fijis, Lent)
    assert fijis.invitation_token is None
    assert invited(register, kenyas) is None, "Amina's link would have opened what Tomasi lent"
    by_mail = register.rows("SELECT kind FROM mail_row WHERE recipient = $email ORDER BY row_no", {"email": NOOR.email})
    assert [mail["kind"] for mail in by_mail] == ["invited", "invited"]
    assert has_open_invitation(register, fijis.person.person_id, utc_now()), "the mail that brings the link is due"


def test_a_second_link_replaces_the_first(register: Register, amina: Actor) -> None:
    first = lent(register, amina, "O3").invitation_token or ""
    second = lent(register, amina, "O5").invitation_token or ""
    assert invited(register, first) is None
    assert invited(register, second) is not None


@pytest.mark.parametrize(
    ("items", "invitee", "note", "rule"),
    [
        (["O3"], Invitee("amina@kenya.example", "I"), "", "lend-oneself"),
        (["O3"], Invitee("nobody", "N"), "", "person-email"),
        (["O3"], Invitee("", "N"), "", "person-email"),
        (["O3"], Invitee("new@kenya.example"), "", "person-name"),
        (["O3"], Invitee("new@kenya.example", "N" * 121), "", "text-too-long"),
        (["O3"], Invitee("new@kenya.example", "N\x00"), "", "control-character"),
        (["O3"], Invitee("irene@itu.example"), "", "lend-staff"),
        (["O3"], Invitee("pavel@itu.example"), "", "lend-staff"),
        (["O3"], Invitee("second@kenya.example"), "", "lend-focal-point"),
        (["O3"], Invitee("gone@kenya.example"), "", "person-closed"),
        ([], NOOR, "", "items-none"),
        (["O9"], NOOR, "", "item-not-asked"),
        (["O3"], NOOR, "x" * 1001, "text-too-long"),
    ],
)
def test_a_refusal_has_its_sentence_and_changes_nothing(
    register: Register, amina: Actor, pavel: Actor, items: list[str], invitee: Invitee, note: str, rule: str
) -> None:
    people.add_person(register, pavel, "irene@itu.example", "Irene", [Role.REVIEWER], password=PASSWORD)
    people.add_person(register, pavel, "pavel@itu.example", "Pavel", [Role.ADMINISTRATOR], password=PASSWORD)
    people.add_person(register, pavel, "second@kenya.example", "Second", [Role.FOCAL_POINT], ["kenya"], PASSWORD)
    people.add_person(register, pavel, "gone@kenya.example", "Gone", [Role.CONTRIBUTOR], ["kenya"], PASSWORD)
    people.disable_person(register, pavel, "gone@kenya.example")
    before = register.trail_head()
    assert rules(lend(register, amina, *KENYA, items, invitee, note, TODAY)) == [rule]
    assert register.trail_head() == before


def test_nothing_is_lent_of_a_closed_report(register: Register, amina: Actor) -> None:
    assert rules(lend(register, amina, *KENYA, ["O3"], NOOR, "", date(2031, 1, 1))) == ["cycle-closed"]
    assert rules(lend(register, amina, "kenya", "1999", ["O3"], NOOR, "", TODAY)) == ["cycle-unknown"]


def test_an_item_is_with_one_colleague_at_a_time(register: Register, amina: Actor) -> None:
    lent(register, amina, "O3")
    other = Invitee("otieno@kenya.example", "Otieno")
    assert rules(lend(register, amina, *KENYA, ["O5", "O3"], other, "", TODAY)) == ["item-lent-already"]
    take_back(register, amina, *KENYA)
    assert lent(register, amina, "O3", to=other).items == ("O3",)
    assert view(register, noor(register)).items == {}
    assert [one.state for one in view(register, noor(register)).lendings] == [LendingState.ENDED]


def test_a_report_has_at_most_twenty_colleagues(register: Register, amina: Actor) -> None:
    for number in range(MOST_CONTRIBUTORS):
        lent(register, amina, "O3", to=Invitee(f"c{number}@kenya.example", f"C{number}"))
        take_back(register, amina, *KENYA)
    assert rules(lend(register, amina, *KENYA, ["O3"], NOOR, "", TODAY)) == ["lend-too-many"]
    assert lent(register, amina, "O3", to=Invitee("c7@kenya.example")).items == ("O3",)


def test_who_wrote_what_is_kept(register: Register, amina: Actor, pavel: Actor) -> None:
    people.add_person(register, pavel, "amina@kenya.example", "Amina", [Role.FOCAL_POINT], ["kenya"], PASSWORD)
    known = actor(register, "amina@kenya.example")
    lent(register, known, "O3")
    first = save_entry(register, noor(register), *KENYA, Entry(item="O3", narrative="Noor's."), None, NOW)
    assert isinstance(first, Saved)
    second = save_entry(register, known, *KENYA, ACT.model_copy(update={"narrative": "Noor's."}), first.version_id, NOW)
    assert isinstance(second, Saved)
    take_back(register, known, *KENYA)
    submit_report(register, known, *KENYA, TODAY)
    told = history_of(register, known, *KENYA, "O3")
    assert [(one.who, one.changed, one.is_submitted) for one in told] == [
        ("Amina", (), True),
        ("Amina", ("claimed", "as_of", "evidence"), False),
        ("Noor", ("narrative",), False),
    ]
    author = written_by(told)
    assert author is not None
    assert author.version_id == second.version_id
    assert history_of(register, known, *KENYA, "O5") == ()


def test_one_mail_says_who_asks_for_what_until_when_and_brings_the_way_in(register: Register, amina: Actor) -> None:
    lent(register, amina, "O3", "O5", note="Please add the figures.")
    (told,) = register.rows("SELECT kind, subject, body FROM mail_row")
    assert told["kind"] == "invited"
    assert "asks you to work on its report" in told["subject"]
    for words in ('"who": "Amina"', '"code": "O3"', '"code": "O5"', "The report was due on", "Please add the figures."):
        assert words in told["body"], words
    assert "/invitation/{token}?next=%2Fmy-report%3Fsignatory%3Dkenya%26cycle%3D2026%26item%3DO3" in told["body"]


def test_who_has_a_password_gets_one_mail_without_an_invitation(register: Register, amina: Actor, pavel: Actor) -> None:
    people.add_person(register, pavel, "noor@kenya.example", "Noor", [Role.CONTRIBUTOR], ["kenya"], PASSWORD)
    given = lent(register, amina, "O3")
    assert given.invitation_token is None
    assert [row["kind"] for row in register.rows("SELECT kind FROM mail_row")] == ["lent"]


def test_who_ended_such_mails_gets_none_and_the_focal_point_is_told(
    register: Register, amina: Actor, pavel: Actor
) -> None:
    people.add_person(register, pavel, "noor@kenya.example", "Noor", [Role.CONTRIBUTOR], ["kenya"], PASSWORD)
    assert not lent(register, amina, "O3").is_untold
    with register.change(noor(register)) as change:
        change.trail("person.unsubscribe", noor(register).person_id)
        unsubscribing.add_choice(change, noor(register).person_id, is_unsubscribed=True)
    assert lent(register, amina, "O4").is_untold
    hand_back(register, noor(register), *KENYA, ["O4"])
    again = send_back(register, amina, *KENYA, "O4", "Which year?", TODAY)
    assert again == SentBack("O4", "Noor", is_untold=True)


def test_an_invitation_goes_even_to_who_ended_such_mails(register: Register, amina: Actor) -> None:
    assert not lent(register, amina, "O3").is_untold
    with register.change(noor(register)) as change:
        change.trail("person.unsubscribe", noor(register).person_id)
        unsubscribing.add_choice(change, noor(register).person_id, is_unsubscribed=True)
    invited_again = lent(register, amina, "O4")
    assert invited_again.invitation_token
    assert not invited_again.is_untold


@pytest.mark.parametrize(("on", "said"), [(date(2026, 10, 9), "is due on"), (date(2026, 10, 10), "was due on")])
def test_after_the_due_day_the_mail_says_that_the_report_was_due(on: date, said: str) -> None:
    due = {"opens_on": date(2026, 4, 9), "due_on": date(2026, 10, 9), "closes_on": date(2026, 12, 31)}
    cycle = Cycle(code="2026", cop="COP31", place="Antalya", **due)
    about = About(Reporter("kenya", "Kenya", "national_government", "KEN"), cycle)
    letter = letters_lending.lent(about, ["O3"], Actor("amina", "Amina"), "", on)
    assert f"The report {said} {{day}}." in [getattr(line, "message", "") for line in letter.paragraphs[0]]
