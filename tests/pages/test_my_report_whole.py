"""My report, the whole answer: measures, figures, what is rarely given, remarks, suggestions, decisions, two hands."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from gda_tracker.domain.permissions import Actor, Role
from gda_tracker.domain.report import Entry, IndicatorValue, Measure, Practice, ReasonCode
from gda_tracker.domain.review import Decision, Verdict
from gda_tracker.domain.statuses import OffScale, Status
from gda_tracker.register import Register, answered, report_writing, reports, reviews
from gda_tracker.services.reviewing import decide
from gda_tracker.services.submitting import Accepted, submit_report
from gda_tracker.ui import session
from tests.services.reports_for_tests import ACT, NOW, TODAY, saved

from .conftest import Opened, key_of, shown

PAGE = "reporting/my_report.py"
PLAN = ACT.model_copy(update={"item": "O1", "narrative": "The ministry plans to table a bill on e-waste in 2026."})


def stored(register: Register, item: str = "O1") -> Entry:
    """The answer as the register holds it."""
    return reports.newest(register, "kenya", "2026")[item].entry


def field(page: AppTest, start: str):
    """The widget whose key starts like this."""
    kinds = (page.text_input, page.text_area, page.number_input, page.date_input, page.selectbox, page.multiselect)
    return next(one for kind in kinds for one in kind if str(one.key).startswith(start))


def type_in(page: AppTest, start: str, value: object) -> None:
    """Type a value and leave the field."""
    field(page, start).set_value(value).run()


def press(page: AppTest, start: str) -> None:
    page.button(key=key_of(page, start)).click().run()


def last_year(register: Register, actor: Actor, item: str = "O1") -> None:
    with register.change(actor) as change:
        change.trail("report.submit", "kenya/2025", signatory_id="kenya")
        entry = ACT.model_copy(update={"item": item, "as_of": date(2025, 9, 1)})
        report_writing.add_version(
            change, "kenya", "2025", entry, f"old-{item}", who="amina", when=datetime(2025, 9, 2), is_submitted=True
        )


def test_a_field_is_in_the_register_once_it_is_left(register: Register, opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, amina)
    type_in(page, "narrative-O1", "The act obliges 41 producers.")
    assert stored(register).narrative == "The act obliges 41 producers."
    again = opened(PAGE, amina)  # another browser, after the first was closed
    assert field(again, "narrative-O1").value == "The act obliges 41 producers."


def test_saving_leaves_the_other_fields_as_they_are_on_the_screen(opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, amina)
    before = key_of(page, "narrative-O1")
    page.radio(key=key_of(page, "status-O1")).set_value(3).run()
    assert key_of(page, "narrative-O1") == before


def test_a_measure_is_saved_field_by_field_and_taken_away(register: Register, opened: Opened, amina: Actor) -> None:
    saved(register, amina, "kenya", ACT.model_copy(update={"item": "O1"}))
    page = opened(PAGE, amina)
    press(page, "measure-new-O1")
    type_in(page, "title-measures-O1", "E-waste Act")
    type_in(page, "start-measures-O1", date(2026, 3, 3))
    type_in(page, "end-measures-O1", date(2026, 3, 2))
    assert "Put the two days in order." in shown(page)
    type_in(page, "end-measures-O1", date(2028, 12, 31))
    type_in(page, "owner-measures-O1", "Ministry of Environment")
    type_in(page, "amount-measures-O1", "a million and a half")
    assert "cannot be read as a number" in shown(page)
    assert stored(register).measures[0].budget_amount is None
    type_in(page, "amount-measures-O1", "-3")
    assert "The budget is below zero." in shown(page)
    type_in(page, "amount-measures-O1", "1 500 000.50")
    assert "Say in which currency the budget is." in shown(page)
    type_in(page, "currency-measures-O1", "KES")
    assert stored(register).measures == (
        Measure(
            title="E-waste Act",
            starts_on=date(2026, 3, 3),
            ends_on=date(2028, 12, 31),
            owner="Ministry of Environment",
            budget_amount=Decimal("1500000.5"),
            budget_currency="KES",
        ),
    )
    assert "1,500,000.5 KES" in shown(page)
    press(page, "measure-gone-O1")
    assert stored(register).measures == ()


def test_the_catalogue_shows_unit_definition_and_standard(register: Register, opened: Opened, amina: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    page = opened(PAGE, amina)
    press(page, "item-O3")
    press(page, "indicator-new-O3")
    type_in(page, "code-indicators-O3", "O3-EWASTE")
    html = shown(page)
    assert "% of mass generated" in html
    assert "E-waste Statistics: Guidelines" in html
    assert stored(register, "O3").indicators == ()  # nothing without a value
    type_in(page, "value-indicators-O3", "17.5")
    type_in(page, "baseline_value-indicators-O3", "9")
    assert "Give the year of the baseline." in shown(page)
    type_in(page, "baseline_year-indicators-O3", 2022)
    assert stored(register, "O3").indicators == (
        IndicatorValue(code="O3-EWASTE", value=17.5, year=2025, baseline_value=9, baseline_year=2022),
    )
    press(page, "indicator-gone-O3")
    assert stored(register, "O3").indicators == ()


def test_an_own_indicator_needs_its_unit(register: Register, opened: Opened, amina: Actor) -> None:
    saved(register, amina, "kenya", ACT.model_copy(update={"item": "O1"}))
    page = opened(PAGE, amina)
    press(page, "indicator-new-O1")
    type_in(page, "code-indicators-O1", "own")
    type_in(page, "name-indicators-O1", "Stations")
    type_in(page, "value-indicators-O1", "12")
    assert "Give the unit in which you count." in shown(page)
    type_in(page, "unit-indicators-O1", "stations")
    assert stored(register).indicators == (IndicatorValue(name="Stations", unit="stations", value=12, year=2025),)


def test_partners_goals_and_a_practice_are_saved(register: Register, opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, amina)
    press(page, "more-new-O1")
    type_in(page, "partners-O1", "UNEP\n\n Kenya ICT Authority ")
    type_in(page, "sdgs-O1", [13, 12])
    type_in(page, "title-practice-O1", "Take-back at post offices")
    assert "Say in a few sentences what others can take over." in shown(page)
    type_in(page, "summary-practice-O1", "Every post office takes phones back.")
    entry = stored(register)
    assert (entry.partners, entry.sdgs) == (("UNEP", "Kenya ICT Authority"), (12, 13))
    assert entry.practice == Practice(title="Take-back at post offices", summary="Every post office takes phones back.")


def test_a_remark_stands_beside_its_field_and_can_be_let_stand(
    register: Register, opened: Opened, amina: Actor
) -> None:
    saved(register, amina, "kenya", PLAN)
    page = opened(PAGE, amina)
    html = shown(page)
    assert "You write “plans to”, which is an intention" in html
    assert 'title="intention-without-act"' in html
    press(page, "accept-O1-intention-without-act")
    assert "Say in a sentence why it may stand." in shown(page)
    page.text_input(key=key_of(page, "why-O1-intention")).set_value("It was tabled yesterday.")
    press(page, "accept-O1-intention-without-act")
    html = shown(page)
    assert "Let stand: It was tabled yesterday." in html
    assert not [button for button in page.button if str(button.key).startswith("accept-O1-intention")]


def test_a_registry_suggestion_is_confirmed_or_put_away(register: Register, opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, amina)
    press(page, "item-F8")
    assert "A suggestion: it counts for nothing until you confirm it." in shown(page)
    assert "0 of 18 items answered" in shown(page)
    press(page, "reject-F8-NDC")
    assert "It is not suggested again." in shown(page)
    assert not [button for button in page.button if str(button.key) == "confirm-F8-NDC"]
    assert set(answered.suggestion_answers(register, "kenya", "2026").values()) == {"rejected"}


def test_confirming_attaches_the_ndc(register: Register, opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, amina)
    press(page, "item-F8")
    press(page, "confirm-F8-NDC")
    assert len(stored(register, "F8").evidence) == 1
    assert "1 of 18" not in shown(page)


def test_the_last_answer_is_where_one_starts_from(register: Register, opened: Opened, amina: Actor) -> None:
    last_year(register, amina)
    page = opened(PAGE, amina)
    assert [str(one.key) for one in page.button if str(one.key).startswith("again-")] == [
        "again-today-O1", "again-same-O1", "again-none-O1",
    ]  # fmt: skip
    assert reports.newest(register, "kenya", "2026") == {}
    press(page, "again-same-O1")
    type_in(page, "narrative-O1", "The act obliges 60 producers.")
    entry = stored(register)
    assert (entry.narrative, entry.claimed, entry.evidence) == (
        "The act obliges 60 producers.", Status.IN_PLACE, ACT.evidence,
    )  # fmt: skip
    assert not [one for one in page.button if str(one.key).startswith("again-")]


def test_the_list_counts_the_problems_that_are_shown(register: Register, opened: Opened, amina: Actor) -> None:
    wrong = Entry(
        item="O1",
        claimed=Status.IN_PLACE,
        as_of=date(1999, 1, 1),
        measures=(Measure(title="", starts_on=date(2026, 3, 3), ends_on=date(2026, 3, 2)),),
        practice=Practice(title="", summary=""),
    )
    saved(register, amina, "kenya", wrong)
    page = opened(PAGE, amina)
    html = shown(page)
    problems = html.count('class="gda-mend"')
    assert problems >= 4
    assert f"{problems} to mend" in page.button(key="chosen-O1").label
    press(page, "measure-O1-0")
    assert shown(page).count('class="gda-mend"') == problems


def test_what_keeps_a_report_from_being_submitted_is_said_and_one_click_away(
    register: Register, opened: Opened, amina: Actor
) -> None:
    page = opened(PAGE, amina)
    assert "Nothing is answered yet. One answer is enough to submit." in shown(page)
    saved(register, amina, "kenya", Entry(item="O5", claimed=Status.IN_PLACE))
    page.run()
    assert page.button(key="submit").disabled
    assert page.button(key="first-to-mend").label == "One answer to mend: show it"
    page.button(key="first-to-mend").click().run()
    assert page.button(key="chosen-O5")


def test_open_warnings_stand_under_the_submission_with_the_way_to_each_answer(
    register: Register, opened: Opened, amina: Actor
) -> None:
    for item in ("O3", "O4"):
        saved(register, amina, "kenya", PLAN.model_copy(update={"item": item}))
    page = opened(PAGE, amina)
    assert page.button(key="submit").disabled
    assert "A reviewer would ask 2 things." in shown(page)
    page.button(key="asked-intention-without-act-1").click().run()
    assert page.query_params["item"] in ("O4", ["O4"])
    assert "You write “plans to”, which is an intention" in shown(page)
    page.button(key="asked-keep-intention-without-act").click().run()
    assert "Say in a sentence why it may stand." in shown(page)
    page.text_input(key="asked-why-intention-without-act").set_value("The bill is before parliament.")
    page.button(key="asked-keep-intention-without-act").click().run()
    assert "A reviewer would ask" not in shown(page)
    for item in ("O3", "O4"):
        entry = f"kenya/2026/{item}"
        kept = answered.acceptances_of(register, [entry])[entry]
        assert [one.reason for one in kept.values()] == ["The bill is before parliament."]
    page.button(key="submit").click().run()
    assert "2 answers were submitted. Thank you." in shown(page)


def test_what_still_holds_is_confirmed_in_one_click(register: Register, opened: Opened, amina: Actor) -> None:
    last_year(register, amina)
    page = opened(PAGE, amina)
    press(page, "again-today-O1")
    assert "One answer was written as a draft." in shown(page)
    assert (stored(register).claimed, stored(register).evidence) == (Status.IN_PLACE, ACT.evidence)


def test_five_minutes_for_all_items(register: Register, opened: Opened, amina: Actor) -> None:
    last_year(register, amina, "O3")
    page = opened(PAGE, amina)
    captions = " ".join(one.value for one in page.caption)
    assert "They are the items with a status from last time: III." in captions
    assert "Not among them, because nothing was reported before: I, II, IV," in captions
    press(page, "renew-all")
    page.selectbox(key="none-code").set_value(ReasonCode.NO_DATA)
    press(page, "none-all")
    assert "17 answers were written as drafts." in shown(page)
    assert "18 of 18 items answered" in shown(page)
    assert stored(register, "O3").claimed is Status.IN_PLACE
    assert stored(register).off_scale is OffScale.NO_UPDATE
    assert not [button for button in page.button if button.key == "none-all"]


@pytest.fixture
def returned(register: Register, amina: Actor, irene: Actor) -> str:
    """O1 submitted and returned; gives the version."""
    saved(register, amina, "kenya", ACT.model_copy(update={"item": "O1"}))
    accepted = submit_report(register, amina, "kenya", "2026", TODAY)
    assert isinstance(accepted, Accepted)
    version = accepted.report.stored["O1"].version_id
    why = Decision(verdict=Verdict.RETURN, reason="Which article obliges them?")
    decide(register, irene, "kenya/2026/O1", version, why, NOW)
    return version


def test_a_returned_answer_opens_with_the_reason_and_takes_a_reply(
    register: Register, opened: Opened, amina: Actor, returned: str
) -> None:
    page = opened(PAGE, amina)
    assert "Which article obliges them?" in shown(page)
    page.text_area(key=f"reply-text-{returned}").set_value("Article 4.")
    press(page, "reply-send-")
    assert "Article 4." in shown(page)
    assert [one.reply for one in reviews.replies_to(register, returned)] == ["Article 4."]


def test_amending_after_a_decision_is_a_new_draft_and_the_reason_stays(
    register: Register, opened: Opened, amina: Actor, returned: str
) -> None:
    page = opened(PAGE, amina)
    type_in(page, "narrative-O1", "Article 4 obliges 41 producers.")
    html = shown(page)
    assert "Which article obliges them?" in html
    assert "You have changed the answer since." in html
    newest = reports.newest(register, "kenya", "2026")["O1"]
    assert (newest.is_submitted, newest.version_id != returned) == (False, True)


def test_two_texts_stand_side_by_side_until_one_is_taken(register: Register, opened: Opened, amina: Actor) -> None:
    wanjiru = Actor("wanjiru", "Wanjiru", frozenset({Role.FOCAL_POINT}), frozenset({"kenya"}))
    page = opened(PAGE, amina)
    saved(register, wanjiru, "kenya", Entry(item="O1", claimed=Status.PLANNED, narrative="Theirs."))
    type_in(page, "narrative-O1", "Mine.")
    html = shown(page)
    assert "Somebody else saved this answer while you were writing." in html
    assert "Yours, not saved" in html
    assert "Mine." in html
    assert stored(register).narrative == "Theirs."
    assert page.text_area(key="clash-text-O1").value == "Mine.\n\nTheirs."
    press(page, "clash-mine-narrative-O1")
    assert (stored(register).narrative, stored(register).claimed) == ("Mine.", Status.PLANNED)
    assert field(page, "narrative-O1").value == "Mine."
    assert "Yours, not saved" not in shown(page)


def test_two_texts_are_merged_by_hand(register: Register, opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, amina)
    saved(register, amina, "kenya", Entry(item="O1", narrative="Theirs."))
    type_in(page, "narrative-O1", "Mine.")
    page.text_area(key="clash-text-O1").set_value("Both.")
    press(page, "clash-save-O1")
    assert stored(register).narrative == "Both."
    assert "Yours, not saved" not in shown(page)


def test_a_colleagues_change_elsewhere_is_told_and_kept(register: Register, opened: Opened, amina: Actor) -> None:
    version = saved(register, amina, "kenya", Entry(item="O1", claimed=Status.PLANNED, narrative="A plan.")).version_id
    page = opened(PAGE, amina)
    theirs = Entry(item="O1", claimed=Status.PLANNED, narrative="A plan.", as_of=date(2026, 9, 1))
    saved(register, amina, "kenya", theirs, version)
    type_in(page, "narrative-O1", "A better plan.")
    assert "changed this answer meanwhile; both changes are kept." in shown(page)
    assert (stored(register).narrative, stored(register).as_of) == ("A better plan.", date(2026, 9, 1))
    assert field(page, "as_of-O1").value == date(2026, 9, 1)


def test_who_signed_out_meanwhile_saves_nothing(
    register: Register, opened: Opened, amina: Actor, visitor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(PAGE, amina)
    monkeypatch.setattr(session, "actor", lambda: visitor)
    field(page, "narrative-O1").set_value("Too late.").run()
    assert reports.newest(register, "kenya", "2026") == {}


def test_reasons_are_asked_for_where_they_are_needed(register: Register, opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, amina)
    labels = [one.label for kind in (page.selectbox, page.text_area) for one in kind]
    assert "Why there is nothing new" not in [one.label for one in page.selectbox if one.key != "none-code"]
    assert "Reason" not in labels
    page.radio(key=key_of(page, "status-O1")).set_value(5).run()
    assert "Choose why there is nothing new." in shown(page)
    type_in(page, "reason_code-O1", ReasonCode.NO_DATA)
    assert stored(register).reason_code is ReasonCode.NO_DATA
    page.radio(key=key_of(page, "status-O1")).set_value(0).run()
    assert (stored(register).claimed, stored(register).reason_code) == (Status.NOT_STARTED, None)


def test_the_next_item_follows(opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, amina)
    press(page, "next-O1")
    assert "Building Resilient Digital Infrastructure" in shown(page)
    press(page, "item-C2")
    assert not [button for button in page.button if str(button.key).startswith("next-")]


def test_a_field_that_is_refused_keeps_no_other_from_being_saved(
    register: Register, opened: Opened, amina: Actor
) -> None:
    page = opened(PAGE, amina)
    press(page, "more-new-O1")
    type_in(page, "url-practice-O1", "at the post office")
    assert "This is not a web address." in shown(page)
    type_in(page, "narrative-O1", "The act obliges 41 producers.")
    assert "This is not a web address." in shown(page)
    assert (stored(register).narrative, stored(register).practice) == ("The act obliges 41 producers.", None)
    type_in(page, "url-practice-O1", "https://post.example/")
    assert stored(register).practice == Practice(title="", summary="", url="https://post.example/")
    assert "Give the practice a name, or leave it out." in shown(page)
