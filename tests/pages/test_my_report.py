"""The page My report: guarded, one item at a time, upload and submission through the same services."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from gda_tracker.domain.permissions import Actor, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.report import Entry
from gda_tracker.domain.review import Decision, Verdict
from gda_tracker.domain.statuses import EvidenceLevel, Status
from gda_tracker.register import Register
from gda_tracker.services.clock import utc_now
from gda_tracker.services.cycles import close_cycle
from gda_tracker.services.reviewing import decide
from gda_tracker.services.submitting import Accepted, submit_report
from gda_tracker.ui import session
from tests.services.reports_for_tests import ACT, NOW, TODAY, counts, filled, saved

from .conftest import Opened, key_of, shown

PAGE = "reporting/my_report.py"


def test_a_visitor_is_told_to_sign_in(opened: Opened, visitor: Actor) -> None:
    page = opened(PAGE, visitor)
    assert "This page is for people who have signed in." in shown(page)
    assert not page.button


def test_staff_see_no_form(opened: Opened, pavel: Actor) -> None:
    assert "Your account has no access to this page." in shown(opened(PAGE, pavel))


def test_somebody_without_a_signatory_reads_why(opened: Opened) -> None:
    nobody = Actor("n", "Nadia", frozenset({Role.FOCAL_POINT}), frozenset())
    assert "Nadia, your account reports for no signatory yet." in shown(opened(PAGE, nobody))


def test_it_shows_the_gauge_and_every_item(opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, amina)
    assert "Kenya" in shown(page)
    assert "0 of 18 items answered" in shown(page)
    items = [str(button.key) for button in page.button if str(button.key).startswith(("item-", "chosen-"))]
    assert (len(items), items[0]) == (18, "chosen-O1")
    assert page.button(key="submit").disabled


def test_what_was_typed_while_the_report_was_taken_away_is_shown_and_not_saved(
    register: Register, opened: Opened, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(PAGE, amina)
    elsewhere = replace(amina, signatories=frozenset({"fiji"}))
    monkeypatch.setattr(session, "actor", lambda: elsewhere)
    page.text_area(key=key_of(page, "narrative-O1")).set_value("The ministry owns it.").run()
    html = shown(page)
    assert "You do not report for Kenya any more, so this was not saved." in html
    assert "The ministry owns it." in html
    assert register.rows("SELECT * FROM entry_row WHERE narrative = 'The ministry owns it.'") == []
    page.run()
    assert "The ministry owns it." not in shown(page)


def test_a_closed_report_is_read_and_nothing_in_it_can_be_typed(
    register: Register, opened: Opened, amina: Actor, pavel: Actor
) -> None:
    assert not isinstance(
        close_cycle(register, pavel, "2026", "The edition is made.", utc_now(), is_early=True), Rejected
    )
    page = opened(PAGE, amina)
    html = shown(page)
    assert "This report is closed: it can be read, and nothing in it changes any more." in html
    assert "Every change is saved as you go." not in html
    assert "and upload it here" not in html
    assert page.radio(key=key_of(page, "status-O1")).disabled
    assert page.text_area(key=key_of(page, "narrative-O1")).disabled


def test_an_answer_is_saved_with_its_problems_beside_the_fields(
    register: Register, opened: Opened, amina: Actor
) -> None:
    page = opened(PAGE, amina)
    page.button(key="item-O3").click().run()
    page.radio(key=key_of(page, "status-O3")).set_value(3)
    page.button(key=key_of(page, "save-O3")).click().run()
    html = shown(page)
    assert "Saved." in html
    assert "Say what was done: who did what, by when, with which result." in html
    assert "one answer to mend before you can submit" in html
    page.text_area(key=key_of(page, "narrative-O3")).set_value("41 producers are registered.")
    page.button(key=key_of(page, "save-O3")).click().run()
    assert "to mend" not in shown(page)
    assert page.button(key="submit").disabled
    assert "A reviewer would ask one thing. Mend it, or say why it may stand; then submit." in shown(page)
    page.text_input(key=key_of(page, "asked-why-")).set_value("The gazette is not online yet.")
    page.button(key=key_of(page, "asked-keep-")).click().run()
    page.button(key="submit").click().run()
    assert "One answer was submitted. Thank you." in shown(page)
    assert register.rows("SELECT item, claimed FROM submitted_entry") == [{"item": "O3", "claimed": 3}]


def test_what_a_colleague_saved_meanwhile_is_not_overwritten(register: Register, opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, amina)
    saved(register, amina, "kenya", Entry(item="O1", claimed=Status.PLANNED, narrative="Theirs."))
    page.radio(key=key_of(page, "status-O1")).set_value(0)
    page.button(key=key_of(page, "save-O1")).click().run()
    assert "Somebody else saved this answer while you were writing." in shown(page)
    assert page.text_area(key=key_of(page, "narrative-O1")).value == "Theirs."


def test_an_uploaded_workbook_is_checked_then_submitted(register: Register, opened: Opened, amina: Actor) -> None:
    data = filled(register, amina, "kenya", {"C7": "0"})
    page = opened(PAGE, amina)
    before = counts(register)
    page.file_uploader(key="upload").upload("kenya.xlsx", data).run()
    assert "The file changes one answer." in shown(page)
    assert counts(register) == before
    page.button(key="submit-upload").click().run()
    assert "One answer was submitted. Thank you." in shown(page)
    assert register.rows("SELECT item, claimed FROM submitted_entry") == [{"item": "O3", "claimed": 0}]


def test_every_problem_of_an_upload_is_listed_with_its_cell(register: Register, opened: Opened, amina: Actor) -> None:
    data = filled(register, amina, "kenya", {"C7": "great", "A8": "O9", "C8": "0"})
    page = opened(PAGE, amina)
    page.file_uploader(key="upload").upload("kenya.xlsx", data).run()
    html = shown(page)
    assert "2 cells need mending." in html
    assert "“great” is no status." in html
    assert "There is no item O9." in html
    assert not [button for button in page.button if button.key == "submit-upload"]


def test_last_times_answer_is_taken_over_only_when_told_to(register: Register, opened: Opened, amina: Actor) -> None:
    with register.change(amina) as change:
        change.trail("report.submit", "kenya/2025", signatory_id="kenya")
        change.insert(
            "entry_row",
            {
                "entry_id": "kenya/2025/O1", "version_id": "old", "signatory_id": "kenya", "cycle": "2025",
                "item": "O1", "claimed": 1, "additionality": "new", "narrative": "A plan.",
                "saved_at": datetime(2025, 9, 1), "saved_by": "amina", "is_submitted": True,
            },
        )  # fmt: skip
    page = opened(PAGE, amina)
    assert "0 of 18 items answered" in shown(page)
    page.button(key="again-same-O1").click().run()
    assert "1 of 18 items answered" in shown(page)
    assert register.rows("SELECT narrative, is_submitted FROM entry WHERE cycle = '2026'") == [
        {"narrative": "A plan.", "is_submitted": False}
    ]


def test_nothing_new_is_said_to_count_as_a_response_alone(opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, amina)
    captions = " ".join(page.radio(key=key_of(page, "status-O1")).proto.captions)
    assert "It counts as a response, never as progress" in captions
    assert "stays on record" not in captions


def test_the_parts_of_an_objective_are_asked_for_in_our_words(opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, amina)
    page.button(key="item-O3").click().run()
    (parts,) = [one for one in page.multiselect if str(one.key).startswith("elements-")]
    assert parts.placeholder == "Choose the parts"


def test_evidence_shows_the_level_that_a_reviewer_gave(
    register: Register, opened: Opened, amina: Actor, irene: Actor
) -> None:
    saved(register, amina, "kenya", ACT)
    accepted = submit_report(register, amina, "kenya", "2026", TODAY)
    assert isinstance(accepted, Accepted)
    page = opened(PAGE, amina)
    page.button(key="item-O3").click().run()
    assert "document, not yet read by a reviewer" in shown(page)
    confirmed = Decision(verdict=Verdict.CONFIRM, evidence=EvidenceLevel.OPENED)
    decide(register, irene, "kenya/2026/O3", accepted.report.stored["O3"].version_id, confirmed, NOW)
    html = shown(page.run())
    assert "Evidence level 3: a reviewer opened it, it is right." in html
    assert "not yet read by a reviewer" not in html


def test_the_chooser_begins_anew_when_a_state_changes_and_keeps_no_words_of_before(
    register: Register, opened: Opened, amina: Actor
) -> None:
    page = opened(PAGE, amina)
    before = key_of(page, "choose-O1")
    page.text_area(key=key_of(page, "narrative-")).set_value("The agency has opened a desk in Nairobi.").run()
    assert key_of(page, "choose-O1") != before


def test_a_link_opens_the_report_of_its_codes_and_those_of_earlier_mails_do_too(opened: Opened, amina: Actor) -> None:
    both = replace(amina, signatories=frozenset({"kenya", "fiji"}))
    for asked in ({"signatory": "kenya", "cycle": "2026"}, {"signatory": "Kenya", "cycle": "COP31"}):
        page = opened(PAGE, both)
        for name, value in asked.items():
            page.query_params[name] = value
        page.run()
        assert "<h1" in shown(page)
        assert page.selectbox(key="choose-signatory-kenya").value == "kenya", asked
        assert page.selectbox(key="choose-cycle-2026").value == "2026"
    page.selectbox(key="choose-signatory-kenya").select("fiji").run()
    assert page.query_params["signatory"] in ("fiji", ["fiji"])
    assert page.selectbox(key="choose-signatory-fiji").value == "fiji"


def test_an_address_that_names_nobody_opens_the_first_report(opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, replace(amina, signatories=frozenset({"kenya", "fiji"})))
    page.query_params["signatory"] = "<script>alert(1)</script>"
    page.query_params["cycle"] = "2026; DROP TABLE"
    page.run()
    assert page.selectbox(key="choose-signatory-fiji").value == "fiji"
    assert "alert(1)" not in shown(page)
