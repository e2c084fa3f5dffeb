"""The follow-up page: the board, what is done on it, one signatory in full."""

from __future__ import annotations

from datetime import date

import pytest

from gda_tracker.domain.following import Board
from gda_tracker.domain.mail import State
from gda_tracker.domain.permissions import SYSTEM, Role
from gda_tracker.register import mail
from gda_tracker.services import follow_up_acts
from gda_tracker.services.clock import utc_now
from gda_tracker.services.follow_up_acts import assign_officer, save_view, set_next_step
from gda_tracker.services.following_up import officers_of
from gda_tracker.services.people import add_person
from gda_tracker.services.reminder_sorting import Asked
from tests.pages.conftest import shown
from tests.services.reminders_for_tests import sent, somebody

PAGE = "staff/follow_up.py"


def trail(register) -> list[str]:
    return [record.action for record in register.trail()]


def test_the_board_shows_everybody_asked_with_light_officer_and_next_step(opened, irene):
    page = opened(PAGE, irene)
    html = shown(page)
    assert "No report for COP31 yet from 5 of 5." in html
    assert "<b>5</b> <span>Silent for 24 months</span>" in html
    assert html.index("Austria") < html.index("Kenya") < html.index("European Union")
    assert 'href="/follow-up?signatory=kenya"' in html
    assert not page.button(key="do-officer-many").disabled


def test_a_filter_in_the_address_narrows_it_down(register, irene, monkeypatch, opened):
    page = opened(PAGE, irene)
    page.text_input(key="asked-search").set_value("ken").run()
    html = shown(page)
    assert page.query_params["search"] == "ken"
    assert "Kenya" in html
    assert "Austria" not in html
    page.selectbox(key="asked-region").set_value("Europe").run()
    assert "No signatory fits what you look for." in shown(page)


def test_a_word_of_the_address_that_no_choice_has_leaves_it(irene, opened):
    page = opened(PAGE, irene)
    wrong = {"region": "africa", "light": "zzz", "officer": "x", "kind": "y", "sort": "q", "by": "z", "page": "9999"}
    for name, word in {**wrong, "order": "all"}.items():
        page.query_params[name] = word
    page.run()
    assert set(page.query_params) == {"order"}
    assert "<caption>5 signatories</caption>" in shown(page)
    said = "that is no choice here: light=zzz, region=africa, kind=y, officer=x, sort=q, by=z. It is left out."
    assert said in shown(page)
    assert "no choice here" not in shown(page.run()), "it is said once"
    page.query_params["region"], page.query_params["light"] = "Africa", "passed"
    page.run()
    assert set(page.query_params) == {"order", "region", "light"}


def test_an_officer_is_assigned_to_all_that_the_filters_show_with_one_record(register, irene, opened):
    add_person(register, SYSTEM, "pavel@itu.example", "Pavel", {Role.ADMINISTRATOR}, set(), password="green-digital")
    page = opened(PAGE, irene)
    page.selectbox(key="asked-kind").set_value("national_government").run()
    page.radio(key="act-whom").set_value("all").run()
    whom = next(code for code in page.selectbox(key="act-officer-many").options if code == "Pavel")
    page.selectbox(key="act-officer-many").select(whom).run()
    page.button(key="do-officer-many").click().run()
    assert "Recorded for 3 signatories." in shown(page)
    assert trail(register).count("follow_up.assign") == 1
    page.button(key="do-officer-many").click().run()
    assert "Nothing changed: it stood so already." in shown(page)
    assert trail(register).count("follow_up.assign") == 1


def test_nobody_is_assigned_who_was_filtered_out_in_the_same_moment(register, irene, opened):
    page = opened(PAGE, irene)
    page.radio(key="act-whom").set_value("all").run()
    page.selectbox(key="act-officer-many").select("Nobody").run()
    page.selectbox(key="asked-kind").set_value("national_government")
    page.button(key="do-officer-many").click().run()
    assert "Your choice changed as you clicked, so nothing was done." in shown(page)
    assert trail(register).count("follow_up.assign") == 0


def test_what_is_taken_from_a_colleague_is_said_first_and_needs_a_second_click(register, irene, opened):
    for email, name in (("pavel@itu.example", "Pavel"), ("ines@itu.example", "Ines")):
        add_person(register, SYSTEM, email, name, {Role.ADMINISTRATOR}, set(), password="green-digital")
    ines = next(code for code, name in officers_of(register, irene).items() if name == "Ines")
    assign_officer(register, irene, ["fiji", "kenya"], ines, utc_now())
    page = opened(PAGE, irene)
    page.selectbox(key="asked-kind").set_value("national_government").run()
    page.radio(key="act-whom").set_value("all").run()
    page.selectbox(key="act-officer-many").select("Pavel").run()
    page.button(key="do-officer-many").click().run()
    html = shown(page)
    assert "3 signatories would change. 2 of them are looked after by colleagues: Ines (2)." in html
    assert [one.key for one in page.button if one.proto.type == "primary"] == ["act-yes"]
    assert trail(register).count("follow_up.assign") == 1
    page.selectbox(key="act-officer-many").select("Ines").run()  # another choice: the question is gone
    assert "would change" not in shown(page)
    page.button(key="do-officer-many").click().run()
    assert "Recorded for one signatory. It stood so already for 2." in shown(page)
    page.selectbox(key="act-officer-many").select("Pavel").run()
    page.button(key="do-officer-many").click().run()
    page.button(key="act-yes").click().run()
    assert "Recorded for 3 signatories." in shown(page)
    assert trail(register).count("follow_up.assign") == 3
    assert "would change" not in shown(page)


def test_a_note_for_many_is_asked_about_once_nothing_is_wrong_with_it(register, irene, opened, monkeypatch):
    monkeypatch.setattr(follow_up_acts, "MOST_UNASKED", 4)
    page = opened(PAGE, irene)
    page.radio(key="act-whom").set_value("all").run()
    page.radio(key="act-kind").set_value("step").run()
    next(one for one in page.button if one.label == "Set the next step").click().run()
    assert "Write what is to be done next." in shown(page)
    assert "would change" not in shown(page)
    page.text_input(key="act-step-many").set_value("Call them")
    next(one for one in page.button if one.label == "Set the next step").click().run()
    assert "5 signatories would change." in shown(page)
    page.button(key="act-no").click().run()
    assert "would change" not in shown(page)
    assert "follow_up.plan" not in trail(register)
    next(one for one in page.button if one.label == "Set the next step").click().run()
    page.button(key="act-yes").click().run()
    assert "Recorded for 5 signatories." in shown(page)
    assert trail(register).count("follow_up.plan") == 1


def test_next_steps_that_would_go_are_said_first_and_an_act_for_many_is_undone(register, irene, opened):
    set_next_step(register, irene, ["fiji", "kenya"], ("Ask for the report", date(2030, 1, 19)), utc_now())
    page = opened(PAGE, irene)
    page.radio(key="act-whom").set_value("all").run()
    page.radio(key="act-kind").set_value("step").run()
    page.text_input(key="act-step-many").set_value("Call them")
    next(one for one in page.button if one.label == "Set the next step").click().run()
    lost = "2 of them have a next step already, which would be planned no more: “Ask for the report” (2)."
    assert f"5 signatories would change. {lost}" in shown(page)
    page.button(key="act-yes").click().run()
    assert shown(page).count("Call them") == 5
    assert page.button(key="act-undo").label == "Undo, for these 5 signatories"
    page.run()
    page.button(key="act-undo").click().run()
    html = shown(page)
    assert "Undone for 5 signatories: what stood before stands again." in html
    assert (html.count("Ask for the report"), html.count("Call them")) == (2, 0)
    assert trail(register)[-1] == "follow_up.undo"
    assert "act-undo" not in [one.key for one in page.button]
    page.query_params["signatory"] = "austria"
    page.run()
    assert "As before, an act was undone" in shown(page)
    assert "Nothing is planned." in shown(page)


def test_nobody_chosen_is_said(register, irene, opened):
    page = opened(PAGE, irene)
    page.button(key="do-officer-many").click().run()
    assert "Choose an officer first." in shown(page)
    page.selectbox(key="act-officer-many").select("Nobody").run()
    page.button(key="do-officer-many").click().run()
    assert "Nobody is chosen." in shown(page)


def test_a_contact_is_noted_on_the_page_of_one_signatory(register, irene, opened, monkeypatch):
    page = opened(PAGE, irene)
    page.query_params["signatory"] = "kenya"
    page.run()
    page.text_area(key="act-note-kenya").set_value("Spoke to the desk officer.")
    page.text_input(key="act-next-kenya").set_value("Send the form again")
    page.date_input(key="act-next-on-kenya").set_value(date(2030, 1, 9))
    next(one for one in page.button if one.label == "Note the contact").click().run()
    html = shown(page)
    assert "Recorded for one signatory." in html
    assert "Spoke to the desk officer." in html
    assert "Next: Send the form again, by 9 January 2030" in html
    assert trail(register)[-1] == "follow_up.contact"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2127, 12, 31), "A contact cannot lie in the future."),
        (date(1926, 11, 22), "A contact is noted from 1 January 2000 on: look at the year."),
        (None, "Choose the day of the contact."),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_words_and_no_other_is_recorded(register, irene, opened, day, said):
    page = opened(PAGE, irene)
    page.query_params["signatory"] = "kenya"
    page.run()
    field = page.date_input(key="act-on-kenya").set_value(day)
    assert (field.min, field.max) == (date(1900, 1, 1), date(2199, 12, 31)), "no bound keeps the day before in silence"
    page.text_area(key="act-note-kenya").set_value("Spoke to the desk officer.")
    next(one for one in page.button if one.label == "Note the contact").click().run()
    assert said in shown(page)
    assert "follow_up.contact" not in trail(register)


@pytest.mark.parametrize("kind", ["contact", "step"])
def test_no_calendar_unfolds_over_the_button(opened, irene, kind):
    page = opened(PAGE, irene)
    page.radio(key="act-kind").set_value(kind).run()
    labels = [one.label for one in page.main if getattr(one, "label", "") in ("Next step", "Next step by")]
    assert labels == ["Next step by", "Next step"]


def test_a_view_is_kept_and_let_go(register, irene, opened):
    page = opened(PAGE, irene)
    page.selectbox(key="asked-light").set_value("silent").run()
    page.text_input(key="view-name").set_value("All silent").run()
    page.button(key="view-keep").click().run()
    assert 'href="/follow-up?light=silent"' in shown(page)
    assert "The view is kept." in shown(page) or "All silent" in shown(page)
    next(one for one in page.button if str(one.key).startswith("view-go-")).click().run()
    assert "The view is gone." in shown(page)


def test_a_view_of_a_name_already_used_is_said_to_be_replaced_and_a_refusal_stands_beside_its_field(
    register, irene, opened
):
    save_view(register, irene, "Mine", Board(light="silent"))
    page = opened(PAGE, irene)
    page.button(key="view-keep").click().run()
    said = "Give the view a name of one to 80 characters."
    assert shown(page).count(said) == 1
    page.text_input(key="view-name").set_value("Mine").run()
    page.button(key="view-keep").click().run()
    assert "The view “Mine” is replaced by what stands here." in shown(page)
    page.button(key="view-keep").click().run()
    assert "The view is kept." in shown(page)


def test_sorted_by_what_narrows_without_an_edition_it_says_so(register, irene, opened, tmp_path, monkeypatch):
    monkeypatch.setenv("GDA_HOME", str(tmp_path))
    page = opened(PAGE, irene)
    page.selectbox(key="asked-sort").set_value("narrowing").run()
    assert "nothing is published yet" in shown(page)
    assert page.selectbox(key="asked-rate").options == ["Verified", "Evidence-backed"]


def test_an_unknown_signatory_is_said(opened, irene):
    page = opened(PAGE, irene)
    page.query_params["signatory"] = "<b>nowhere"
    page.run()
    assert "There is no signatory “&lt;b&gt;nowhere”." in shown(page)


@pytest.mark.parametrize("name", ["amina", "visitor"])
def test_the_board_is_for_staff(opened, name, request):
    assert "gda-board" not in shown(opened(PAGE, request.getfixturevalue(name)))


def test_a_reminder_that_went_is_said_on_the_board_and_on_the_page_of_the_signatory(register, irene, opened):
    somebody(register, "amina@kenya.example", Role.FOCAL_POINT, "kenya")
    sent(register, irene, Asked(chosen=("kenya",)), utc_now())
    with register.change(SYSTEM) as change:
        change.trail("mail.send", "kenya")
        mail_id = str(register.rows("SELECT mail_id FROM mail_row")[0]["mail_id"])
        mail.add_state(change, mail_id, State.PRINTED, 1, None)
    page = opened(PAGE, irene)
    assert shown(page).count("a reminder by mail") == 1
    page.query_params["signatory"] = "kenya"
    page.run()
    html = shown(page)
    assert "Reminder by mail" in html
    assert "printed, no mail server is set" in html
    assert "to Amina &lt;amina@kenya.example&gt;" in html
    assert "No contact is noted yet" not in html
