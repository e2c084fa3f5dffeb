"""The follow-up board: who is on it, in which order, what is done there, and what leaves it."""

from __future__ import annotations

import csv
import io
import json
import secrets
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from gda_tracker.domain.following import NOBODY, PLAN, Board, Contact
from gda_tracker.domain.mail import Recipient, State
from gda_tracker.domain.permissions import SYSTEM, Actor, NotAllowed, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.statuses import Light
from gda_tracker.editions import Edition
from gda_tracker.i18n import text
from gda_tracker.register import Register, mail
from gda_tracker.services import letters_lending
from gda_tracker.services.clock import utc_now
from gda_tracker.services.cycles import extend
from gda_tracker.services.editions import Published, publish_edition
from gda_tracker.services.follow_up_acts import (
    MOST_AT_ONCE,
    Foreseen,
    Noted,
    assign_officer,
    foreseen,
    forget_view,
    note_contact,
    save_view,
    set_next_step,
)
from gda_tracker.services.follow_up_export import Words, board_file
from gda_tracker.services.follow_up_undo import undo
from gda_tracker.services.following_up import FollowUp, board_page, follow_up_of, selected, views_of
from gda_tracker.services.narrowing import asked_about, intervals_of
from gda_tracker.services.people import add_person
from gda_tracker.services.reminder_acts import note_bounce
from gda_tracker.services.reminder_sorting import Asked
from gda_tracker.services.submitting import Accepted, submit_report
from gda_tracker.ui.follow_up_words import export_words
from tests.services.reminders_for_tests import sent, somebody
from tests.services.reports_for_tests import ACT, NOW, TODAY, saved

PASSWORD = "green-digital-action"
KINDS = ("national_government", "international_organisation", "private_sector")
EARLY = date(2026, 11, 10)
"""Not yet 24 months after the endorsement, so nobody is silent."""
CALL = Contact("call", date(2026, 11, 20), "Spoke to the desk officer.", "Send the form again", date(2026, 12, 1))
EVERYBODY = ("austria", "european-union", "fiji", "ftth-council-europe", "kenya")


@pytest.fixture
def reported(register: Register, amina: Actor, pavel: Actor) -> Register:
    """Kenya reported late, on 22 November; Fiji has until 15 December."""
    saved(register, amina, "kenya", ACT)
    assert isinstance(submit_report(register, amina, "kenya", "2026", TODAY), Accepted)
    extend(register, pavel, ("fiji", "2026"), date(2026, 12, 15), "A flood.", NOW)
    return register


@pytest.fixture
def officer(register: Register) -> str:
    add_person(register, SYSTEM, "irene@itu.example", "Irene", {Role.REVIEWER}, set(), password="green-digital-action")
    return str(register.rows("SELECT person_id FROM person")[0]["person_id"])


def ids(register: Register, actor: Actor, board: Board, on: date = EARLY) -> list[str]:
    return [row.signatory_id for row in board_page(register, actor, board, on).rows]


def rules(outcome: object) -> list[str]:
    assert isinstance(outcome, Rejected), outcome
    return [problem.rule for problem in outcome.problems]


def test_the_board_holds_everybody_who_is_asked_with_the_methods_own_light(reported, irene):
    page = board_page(reported, irene, Board(), TODAY)
    assert {row.signatory_id: row.light for row in page.rows} == {
        "kenya": Light.LATE, "fiji": Light.SILENT, "austria": Light.SILENT, "european-union": Light.SILENT,
        "ftth-council-europe": Light.SILENT,
    }  # fmt: skip
    assert (page.cycle, page.total, page.number, page.pages) == ("2026", 5, 1, 1)
    assert page.lights == {Light.ON_TIME: 0, Light.LATE: 1, Light.DUE: 0, Light.OVERDUE: 0, Light.SILENT: 4}
    early = board_page(reported, irene, Board(), EARLY)
    assert early.lights[Light.DUE] == 1
    assert early.lights[Light.OVERDUE] == 4


def test_a_later_due_day_moves_the_light_but_ends_no_silence(reported, irene):
    def fiji(on: date) -> tuple[Light, date]:
        found = {row.signatory_id: row for row in board_page(reported, irene, Board(), on).rows}["fiji"]
        return found.light, found.due_on

    assert fiji(EARLY) == (Light.DUE, date(2026, 12, 15))
    assert fiji(date(2026, 11, 16)) == (Light.DUE, date(2026, 12, 15))
    assert fiji(date(2026, 11, 17)) == (Light.SILENT, date(2026, 12, 15))


def test_countries_come_first_and_those_without_a_report_before_the_others(reported, irene):
    assert ids(reported, irene, Board(), TODAY) == [
        "austria", "fiji", "kenya", "european-union", "ftth-council-europe",
    ]  # fmt: skip
    assert ids(reported, irene, Board(order="all", sort="name"), TODAY) == list(EVERYBODY)


@pytest.mark.parametrize(
    ("board", "found"),
    [
        (Board(light="due"), ["fiji"]),
        (Board(light="passed"), ["austria", "kenya", "european-union", "ftth-council-europe"]),
        (Board(region="Africa"), ["kenya"]),
        (Board(kind="private_sector"), ["ftth-council-europe"]),
        (Board(search="eurôp"), ["european-union", "ftth-council-europe"]),
        (Board(search="100%_["), []),
        (Board(officer=NOBODY), ["austria", "kenya", "fiji", "european-union", "ftth-council-europe"]),
        (Board(officer="somebody"), []),
    ],
)
def test_each_filter_keeps_what_it_says(reported, irene, board, found):
    assert ids(reported, irene, board) == found
    assert selected(reported, irene, board, EARLY) == tuple(sorted(found))


def test_a_page_has_fifty_rows_and_a_page_beyond_the_last_is_the_last(register, irene):
    with register.change(SYSTEM) as change:
        change.trail("signatories.import", "signatories")
        for number in range(70):
            key = {"signatory_id": f"body-{number:02}"}
            change.insert("signatory_row", key | {"name": f"Body {number:02}", "stakeholder_type": "academia"})
            endorsed = {"endorsement_id": f"body-{number:02}/1", "endorsed_on": "2024-11-16"}
            change.insert("endorsement_row", key | endorsed)
    first = board_page(register, irene, Board(), TODAY)
    last = board_page(register, irene, Board(), TODAY, number=99)
    assert (len(first.rows), first.total, first.pages) == (50, 75, 2)
    assert (len(last.rows), last.number, last.rows[-1].name) == (25, 2, "FTTH Council Europe")


def test_an_officer_is_assigned_to_many_at_once_in_one_record(register, irene, officer):
    done = assign_officer(register, irene, ["fiji", "kenya"], officer, NOW)
    assert done == Noted(2)
    record = list(register.trail())[-1]
    assert (record.action, record.subject, record.signatory_id) == ("follow_up.assign", "signatories", None)
    assert json.loads(record.after_json or "") == {"officer": officer, "signatories": ["fiji", "kenya"]}
    rows = {row.signatory_id: row.officer for row in board_page(register, irene, Board(), TODAY).rows}
    assert (rows["fiji"], rows["kenya"], rows["austria"]) == ("Irene", "Irene", "")
    assert sorted(ids(register, irene, Board(officer=officer))) == ["fiji", "kenya"]
    head = register.trail_head()
    assert assign_officer(register, irene, ["fiji", "kenya"], officer, NOW) == Noted(0, 2)
    assert register.trail_head() == head
    assert assign_officer(register, irene, ["kenya"], "", NOW) == Noted(1)
    assert ids(register, irene, Board(officer=officer)) == ["fiji"]


def test_only_staff_looks_after_signatories(register, irene, officer):
    assert rules(assign_officer(register, irene, ["kenya"], "amina", NOW)) == ["officer-unknown"]


def test_a_contact_is_noted_once_with_its_next_step(register, irene):
    assert note_contact(register, irene, ["kenya"], CALL, NOW) == Noted(1)
    assert note_contact(register, irene, ["kenya"], CALL, NOW) == Noted(0, 1)
    record = list(register.trail())[-1]
    assert (record.action, record.subject, record.signatory_id) == ("follow_up.contact", "kenya", "kenya")
    row = next(row for row in board_page(register, irene, Board(), TODAY).rows if row.signatory_id == "kenya")
    assert (row.contact_on, row.next_step, row.next_on) == (CALL.happened_on, CALL.next_step, CALL.next_on)
    seen = follow_up_of(register, irene, "kenya", TODAY)
    assert isinstance(seen, FollowUp)
    assert [one.contact for one in seen.contacts] == [CALL]


def planned(register, irene, signatory_id="kenya"):
    rows = {row.signatory_id: row for row in board_page(register, irene, Board(), TODAY).rows}
    return rows[signatory_id].contact_on, rows[signatory_id].next_step, rows[signatory_id].next_on


def test_a_contact_that_says_nothing_of_the_next_step_leaves_the_planned_one(register, irene):
    set_next_step(register, irene, ["kenya"], ("Write to the mission", date(2026, 12, 9)), NOW)
    note_contact(register, irene, ["kenya"], Contact("call", TODAY, "They are on it."), NOW)
    assert planned(register, irene) == (TODAY, "Write to the mission", date(2026, 12, 9))


def test_what_was_planned_is_done_when_a_contact_says_so(register, irene):
    set_next_step(register, irene, ["kenya"], ("Write to the mission", date(2026, 12, 9)), NOW)
    written = Contact("email", TODAY, "Written to the mission.", is_step_done=True)
    assert note_contact(register, irene, ["kenya"], written, NOW) == Noted(1)
    assert note_contact(register, irene, ["kenya"], written, NOW) == Noted(0, 1)
    assert planned(register, irene) == (TODAY, "", None)
    seen = follow_up_of(register, irene, "kenya", TODAY)
    assert isinstance(seen, FollowUp)
    assert seen.contacts[0].contact == written


def test_a_next_step_takes_the_place_of_the_one_that_is_done(register, irene):
    set_next_step(register, irene, ["kenya"], ("Write to the mission", date(2026, 12, 9)), NOW)
    both = Contact("email", TODAY, "Written.", "Call them", date(2026, 12, 20), is_step_done=True)
    note_contact(register, irene, ["kenya"], both, NOW)
    assert note_contact(register, irene, ["kenya"], both, NOW) == Noted(0, 1)
    assert planned(register, irene) == (TODAY, "Call them", date(2026, 12, 20))


def test_a_next_step_is_planned_for_many_and_is_no_contact(register, irene):
    note_contact(register, irene, ["kenya"], CALL, NOW)
    done = set_next_step(register, irene, ["fiji", "kenya"], ("Write to the mission", date(2026, 12, 9)), NOW)
    assert done == Noted(2)
    rows = {row.signatory_id: row for row in board_page(register, irene, Board(sort="next"), TODAY).rows}
    assert (rows["kenya"].contact_on, rows["kenya"].next_step) == (CALL.happened_on, "Write to the mission")
    assert (rows["fiji"].contact_on, rows["fiji"].next_on) == (None, date(2026, 12, 9))
    assert list(rows)[:2] == ["fiji", "kenya"]


@pytest.mark.parametrize(
    ("contact", "rule"),
    [
        (Contact("pigeon", TODAY, "Hello."), "contact-kind"),
        (Contact("call", date(2026, 11, 23), "Hello."), "contact-in-future"),
        (Contact("call", date(206, 11, 22), "Hello."), "contact-long-ago"),
        (Contact("call", TODAY, " "), "contact-empty"),
        (Contact("call", TODAY, "x" * 4001), "note-long"),
        (Contact("call", TODAY, "Hello.", "", date(2026, 12, 1)), "step-empty"),
        (Contact("call", TODAY, "Hello.", "Again", date(2026, 11, 1)), "step-in-past"),
        (Contact("call", TODAY, "Hello.", "Again", date(2062, 11, 22)), "step-too-far"),
        (Contact(PLAN, TODAY), "step-empty"),
    ],
)
def test_a_note_that_says_nothing_is_refused(register, irene, contact, rule):
    head = register.trail_head()
    assert rules(note_contact(register, irene, ["kenya"], contact, NOW)) == [rule]
    assert register.trail_head() == head


def test_whom_it_is_about_must_be_on_record_and_not_too_many(register, irene):
    assert rules(note_contact(register, irene, [], CALL, NOW)) == ["nobody-chosen"]
    assert rules(note_contact(register, irene, ["kenya", "nowhere"], CALL, NOW)) == ["signatory-unknown"]
    many = [f"body-{number}" for number in range(MOST_AT_ONCE + 1)]
    assert rules(assign_officer(register, irene, many, "", NOW)) == ["too-many"]


def test_one_signatory_is_shown_with_cycles_people_and_officer(reported, irene, officer):
    add_person(
        reported, SYSTEM, "amina@kenya.example", "Amina", {Role.FOCAL_POINT}, {"kenya"}, password="green-digital-action"
    )
    assign_officer(reported, irene, ["kenya"], officer, NOW)
    seen = follow_up_of(reported, irene, "kenya", TODAY)
    assert isinstance(seen, FollowUp)
    assert (seen.signatory.name, seen.officer) == ("Kenya", "Irene")
    assert [(one.cycle, one.due_on, one.is_extended, one.answers) for one in seen.cycles] == [
        ("2026", date(2026, 10, 9), False, 1),
        ("2025", date(2025, 10, 10), False, 0),
    ]
    assert seen.cycles[0].first_at is not None
    assert [(one.name, one.role) for one in seen.people] == [("Amina", "focal_point")]
    assert rules(follow_up_of(reported, irene, "nowhere", TODAY)) == ["signatory-unknown"]


def test_the_board_marks_whom_no_mail_reaches_any_more(register: Register, irene: Actor) -> None:
    for name in ("amina", "aisha"):
        add_person(register, SYSTEM, f"{name}@kenya.example", name, {Role.FOCAL_POINT}, {"kenya"}, password=PASSWORD)
    add_person(register, SYSTEM, "tomasi@fiji.example", "Tomasi", {Role.FOCAL_POINT}, {"fiji"}, password=PASSWORD)
    went(register, "amina@kenya.example", State.GIVEN_UP, "550 5.1.1")
    went(register, "tomasi@fiji.example", State.GIVEN_UP, "server: connection refused")
    assert unreached(register, irene) == [], "Aisha's address still takes mail; of Fiji's the server alone was away"
    went(register, "aisha@kenya.example", State.GIVEN_UP, "550 5.1.1")
    assert unreached(register, irene) == ["kenya"]
    words = Words(text("en"), {light.value: light.value for light in Light}, dict.fromkeys(KINDS, ""), lambda row: "")
    told = list(csv.reader(io.StringIO(board_file(register, irene, Board(), "csv", words, TODAY).decode("utf-8-sig"))))
    assert [line[0] for line in told if "the address takes no mail" in line] == ["kenya"]
    went(register, "aisha@kenya.example", State.SENT, None)
    assert unreached(register, irene) == []


def unreached(register: Register, actor: Actor) -> list[str]:
    return [row.signatory_id for row in board_page(register, actor, Board(), TODAY).rows if row.is_unreached]


def went(register: Register, email: str, state: State, note: str | None) -> None:
    """A mail to that address and what became of it."""
    with register.change(SYSTEM) as change:
        change.trail("mail.send", email)
        mail_id = f"m-{secrets.token_hex(4)}"
        mail.add_mail(change, mail_id, letters_lending.invited(), Recipient(email, email, email), None)
        mail.add_state(change, mail_id, state, 1, note)


def test_a_view_is_kept_replaced_and_let_go_by_its_own_person_alone(register, irene, pavel):
    kept = save_view(register, irene, " Silent in Africa ", Board(light="silent", region="Africa"))
    assert not isinstance(kept, Rejected)
    assert [(view.name, view.query) for view in views_of(register, irene)] == [
        ("Silent in Africa", "light=silent&region=Africa")
    ]
    assert Board.asked({"light": "silent", "region": "Africa", "entry": "x"}) == Board(light="silent", region="Africa")
    assert views_of(register, pavel) == ()
    again = save_view(register, irene, "Silent in Africa", Board(light="overdue"))
    assert not isinstance(again, Rejected)
    assert (again.view_id, again.query) == (kept.view_id, "light=overdue")
    assert rules(forget_view(register, pavel, kept.view_id)) == ["view-unknown"]
    forget_view(register, irene, kept.view_id)
    assert views_of(register, irene) == ()
    assert rules(save_view(register, irene, " ", Board())) == ["view-name"]


def test_the_export_holds_what_the_filters_show_without_a_formula_and_says_that_it_is_a_demonstration(irene):
    register = Register.create(None, is_demonstration=True)
    with register.change(SYSTEM) as change:
        change.trail("signatory.add", "=1+1")
        change.insert("signatory_row", {"signatory_id": "bad", "name": "=HYPERLINK()", "stakeholder_type": "academia"})
        change.insert(
            "endorsement_row", {"endorsement_id": "bad/1", "signatory_id": "bad", "endorsed_on": "2024-11-16"}
        )
        change.insert(
            "cycle_row",
            {"code": "2026", "cop": "COP31", "place": "Antalya", "opens_on": "2026-04-09", "due_on": "2026-10-09",
             "closes_on": "2026-12-31"},
        )  # fmt: skip
    t = text("en")
    words = Words(t, {light.value: light.value for light in Light}, {"academia": "Academia"}, lambda row: "")
    lines = list(csv.reader(io.StringIO(board_file(register, irene, Board(), "csv", words, TODAY).decode("utf-8-sig"))))
    assert lines[1][:3] == ["bad", "'=HYPERLINK()", "Academia"]
    assert lines[1][-1] == "Demonstration data – not real reports"
    book = openpyxl.load_workbook(io.BytesIO(board_file(register, irene, Board(), "xlsx", words, TODAY)))
    sheet = book.worksheets[0]
    assert sheet["A2"].value == "Demonstration data – not real reports"
    assert (sheet["B5"].value, sheet["B5"].data_type) == ("=HYPERLINK()", "s")
    assert sheet["G5"].value == datetime(2026, 10, 9)
    register.close()


def test_the_board_is_sorted_by_what_would_narrow_the_interval_of_an_edition(
    reported: Register, irene: Actor, tmp_path: Path
) -> None:
    with reported.change(SYSTEM) as change:
        change.trail("signatories.import", "signatories")
        for name in ("brazil", "chad"):
            change.insert(
                "signatory_row",
                {"signatory_id": name, "name": name.title(), "stakeholder_type": "national_government", "iso3": "BRA"},
            )
            endorsed = {"endorsement_id": f"{name}/1", "signatory_id": name, "endorsed_on": "2024-11-16"}
            change.insert("endorsement_row", endorsed)
    made = publish_edition(reported, SYSTEM, on=TODAY, folder=tmp_path)
    assert isinstance(made, Published)
    board = Board(sort="narrowing", item="O3")
    with Edition.open(made.path) as edition:
        intervals = intervals_of(edition, *asked_about(board))
    page = board_page(reported, irene, board, TODAY, intervals=intervals)
    found = {row.signatory_id: row.narrowing for row in page.rows}
    assert found["ftth-council-europe"] is None  # one of two of other types: no interval is shown
    silent, claimed = found["fiji"], found["kenya"]
    assert silent is not None
    assert claimed is not None
    assert (silent.share, silent.smallest, {way.value: n for way, n in silent.cells.items()}) == (0.2, 5, {"silent": 1})
    assert {way.value: n for way, n in claimed.cells.items()} == {"unverified": 1}
    assert [row.signatory_id for row in page.rows][:5] == ["austria", "brazil", "chad", "fiji", "kenya"]
    assert {row.reported_since for row in page.rows} == {None}
    tomasi = Actor("tomasi", "Tomasi", frozenset({Role.FOCAL_POINT}), frozenset({"fiji"}), "tomasi@fiji.example")
    saved(
        reported,
        tomasi,
        "fiji",
        ACT.model_copy(update={"narrative": "Fiji cut the power that its islands' data centres draw."}),
    )
    assert isinstance(submit_report(reported, tomasi, "fiji", "2026", TODAY), Accepted)
    later = board_page(reported, irene, board, TODAY, intervals=intervals).rows
    assert [row.signatory_id for row in later][:5] == ["austria", "brazil", "chad", "kenya", "fiji"]
    assert {row.signatory_id: row.reported_since for row in later if row.reported_since} == {"fiji": 1}
    rated = Words(text("en"), {light.value: light.value for light in Light}, dict.fromkeys(KINDS, ""), export_words_of)
    file = board_file(reported, irene, board, "csv", rated, TODAY, intervals).decode("utf-8-sig")
    told = {line[0]: line[-1] for line in csv.reader(io.StringIO(file))}
    assert told["fiji"] == "20 points: no report on one item. Reported since edition 1."
    assert told["austria"] == "20 points: no report on one item."


def export_words_of(row):
    return export_words(text("en")).narrowing(row)


def test_the_board_is_for_staff(register, amina):
    with pytest.raises(NotAllowed):
        board_page(register, amina, Board(), TODAY)


def test_what_an_act_for_many_would_change_is_known_before(register, irene):
    ines = somebody(register, "ines@itu.example", Role.REVIEWER)
    lupe = somebody(register, "lupe@itu.example", Role.REVIEWER)
    assign_officer(register, irene, ["fiji"], ines.person_id, NOW)
    assign_officer(register, irene, ["kenya"], lupe.person_id, NOW)
    head = register.trail_head()
    three = ["austria", "fiji", "kenya"]
    found = foreseen(register, irene, three, ines.person_id)
    assert found == Foreseen(2, 1, {"Lupe": 1})
    assert found.is_asked_twice
    assert foreseen(register, ines, ["austria", "fiji"], "") == Foreseen(1, 1)  # her own are no colleague's
    assert not foreseen(register, ines, ["austria", "fiji"], "").is_asked_twice
    assert foreseen(register, irene, [*three, "kenya"], CALL) == Foreseen(3)
    assert not Foreseen(20).is_asked_twice
    assert Foreseen(21).is_asked_twice
    assert register.trail_head() == head
    assert assign_officer(register, irene, three, ines.person_id, NOW) == Noted(2, 1)


def test_which_next_steps_an_act_would_take_the_place_of_is_known_before(register, irene):
    set_next_step(register, irene, ["fiji", "kenya"], ("Call", date(2026, 12, 9)), NOW)
    set_next_step(register, irene, ["austria"], ("Write", None), NOW)
    three = ["austria", "european-union", "fiji", "kenya"]
    found = foreseen(register, irene, three, Contact(PLAN, TODAY, next_step="Visit"))
    assert found == Foreseen(4, replaced={"Call": 2, "Write": 1})
    assert list(found.replaced) == ["Call", "Write"]
    assert found.is_asked_twice
    done = Contact("call", TODAY, "All said.", is_step_done=True)
    assert foreseen(register, irene, ["austria", "european-union"], done).replaced == {"Write": 1}
    assert not foreseen(register, irene, three, Contact("call", TODAY, "Hello.")).replaced, "it leaves what is planned"
    again = Contact(PLAN, TODAY, next_step="Call", next_on=date(2026, 12, 9))
    assert foreseen(register, irene, ["austria", "fiji"], again).replaced == {"Write": 1}


def last_act(register):
    return list(register.trail())[-1]


def test_officers_given_to_many_are_taken_back_in_one_record(register, irene):
    ines, lupe = (somebody(register, f"{name}@itu.example", Role.REVIEWER) for name in ("ines", "lupe"))
    assign_officer(register, irene, ["fiji"], ines.person_id, NOW)
    done = assign_officer(register, irene, ["austria", "fiji"], lupe.person_id, NOW)
    assert undo(register, irene, done.act, NOW) == Noted(2)
    record = last_act(register)
    assert (record.action, record.subject) == ("follow_up.undo", "signatories")
    assert json.loads(record.before_json) == {"officer": lupe.person_id}
    assert json.loads(record.after_json) == {
        "act": done.act, "officers": {"fiji": ines.person_id}, "signatories": ["austria", "fiji"],
    }  # fmt: skip
    assert ids(register, irene, Board(officer=ines.person_id)) == ["fiji"]
    assert ids(register, irene, Board(officer=lupe.person_id)) == []
    assert rules(undo(register, irene, done.act, NOW)) == ["undo-changed"], "the second time finds it undone"
    assert last_act(register) == record


def test_next_steps_set_for_many_are_taken_back_each_to_its_own(register, irene):
    note_contact(register, irene, ["kenya"], CALL, NOW)
    done = set_next_step(register, irene, ["fiji", "kenya"], ("Visit", None), NOW)
    assert json.loads(last_act(register).before_json) == {"steps": {"kenya": [CALL.next_step, "2026-12-01"]}}
    note_contact(register, irene, ["fiji"], Contact("call", TODAY, "Hello."), NOW)  # which leaves what is planned
    assert undo(register, irene, done.act, NOW) == Noted(2)
    assert last_act(register).action == "follow_up.undo"
    assert planned(register, irene) == (CALL.happened_on, CALL.next_step, CALL.next_on)
    assert planned(register, irene, "fiji") == (TODAY, "", None)
    assert set_next_step(register, irene, ["fiji", "kenya"], ("Visit", None), NOW) == Noted(2)


def test_nothing_is_taken_back_once_somebody_has_changed_it_or_when_it_is_anothers(register, irene, pavel):
    ines = somebody(register, "ines@itu.example", Role.REVIEWER)
    given = assign_officer(register, irene, ["austria", "fiji"], ines.person_id, NOW)
    steps = set_next_step(register, irene, ["austria", "fiji"], ("Visit", None), NOW)
    assign_officer(register, pavel, ["fiji"], "", NOW)
    note_contact(register, pavel, ["austria"], Contact("call", TODAY, "Done.", is_step_done=True), NOW)
    head = register.trail_head()
    for act in (given.act, steps.act):
        refused = undo(register, irene, act, NOW)
        assert isinstance(refused, Rejected)
        assert [one.sentence() for one in refused.problems] == ["Of these, 1 changed since: nothing was undone."]
        assert rules(undo(register, pavel, act, NOW)) == ["undo-unknown"]
    assert rules(undo(register, irene, 99_999, NOW)) == ["undo-unknown"]
    contact = note_contact(register, irene, ["kenya"], CALL, NOW)
    head = register.trail_head()
    assert rules(undo(register, irene, contact.act, NOW)) == ["undo-unknown"], "a contact that was is not undone"
    assert register.trail_head() == head


def test_a_reminder_that_went_is_the_last_contact_unless_one_was_noted_since(register, irene):
    somebody(register, "amina@kenya.example", Role.FOCAL_POINT, "kenya")
    somebody(register, "tomasi@fiji.example", Role.FOCAL_POINT, "fiji")
    today = utc_now().date()
    sent(register, irene, Asked(chosen=("kenya", "fiji")), NOW)
    assert contacts(register, irene) == {"fiji": (None, False), "kenya": (None, False)}, "queued is not gone"
    for row in register.rows("SELECT mail_id, recipient FROM mail_row"):
        with register.change(SYSTEM) as change:
            change.trail("mail.send", row["mail_id"])
            is_kenya = row["recipient"] == "amina@kenya.example"
            mail.add_state(change, row["mail_id"], State.SENT if is_kenya else State.GIVEN_UP, 1, None)
    assert contacts(register, irene) == {"fiji": (None, False), "kenya": (today, True)}
    seen = follow_up_of(register, irene, "kenya", TODAY)
    assert isinstance(seen, FollowUp)
    assert [(one.went_on, one.step, one.name, one.email, one.state) for one in seen.reminders] == [
        (today, "six_weeks", "Amina", "amina@kenya.example", "sent")
    ]
    words = Words(text("en"), {light.value: light.value for light in Light}, dict.fromkeys(KINDS, ""), lambda row: "")
    told = list(csv.reader(io.StringIO(board_file(register, irene, Board(), "csv", words, TODAY).decode("utf-8-sig"))))
    where = told[0].index("Last contact")
    assert {line[0]: line[where : where + 2] for line in told[1:]}["kenya"] == [
        today.isoformat(), "a reminder by mail",
    ]  # fmt: skip
    reminder = str(register.rows("SELECT reminder_id FROM reminder WHERE signatory_id = 'kenya'")[0]["reminder_id"])
    note_bounce(register, irene, reminder, "", NOW)
    assert contacts(register, irene)["kenya"] == (None, False), "what came back reached nobody"
    note_bounce(register, irene, reminder, "", NOW, takes_mail=True)
    assert contacts(register, irene)["kenya"] == (today, True)
    noted = Contact("call", today, "They are on it.")
    assert note_contact(register, irene, ["kenya"], noted, utc_now()) == Noted(1)
    assert contacts(register, irene)["kenya"] == (today, False)


def contacts(register, irene):
    known = {
        row.signatory_id: (row.contact_on, row.is_reminder) for row in board_page(register, irene, Board(), TODAY).rows
    }
    return {name: known[name] for name in ("fiji", "kenya")}
