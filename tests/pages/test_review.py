"""The review desk: guarded, one entry at a time, each decision through the service."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from gda_tracker.domain.people import Person
from gda_tracker.domain.permissions import Actor, Role
from gda_tracker.domain.report import Entry
from gda_tracker.domain.review import Decision, Verdict
from gda_tracker.domain.statuses import EvidenceLevel, OffScale, Status
from gda_tracker.i18n import text
from gda_tracker.register import Register
from gda_tracker.register.people import write_person
from gda_tracker.services.clock import utc_now
from gda_tracker.services.replying import reply
from gda_tracker.services.reviewing import Decided, ReviewView, decide, entry_for_review
from gda_tracker.services.submitting import Accepted, submit_report
from tests.services.reports_for_tests import ACT, TODAY, saved

from .conftest import Opened, key_of, shown

PAGE = "staff/review.py"


@pytest.fixture
def waiting(register: Register, amina: Actor) -> Register:
    """Kenya has submitted O3 and F5, the latter as not applicable."""
    saved(register, amina, "kenya", ACT)
    saved(register, amina, "kenya", Entry(item="F5", off_scale=OffScale.NOT_APPLICABLE, reason="No TNA is planned."))
    assert isinstance(submit_report(register, amina, "kenya", "2026", TODAY), Accepted)
    return register


def named(page: AppTest, entry_id: str) -> AppTest:
    """The page as an address that names that entry opens it."""
    page.query_params["entry"] = entry_id
    return page.run()


def chosen(page: AppTest, entry_id: str) -> AppTest:
    """The page with that entry chosen from the queue."""
    row = page.selectbox(key=key_of(page, "waiting-"))
    return page if row.value == entry_id else row.set_value(entry_id).run()


@pytest.mark.parametrize("who", ["visitor", "amina", "pavel"])
def test_only_reviewers_enter(opened: Opened, who: str, request: pytest.FixtureRequest) -> None:
    page = opened(PAGE, request.getfixturevalue(who))
    assert "gda-headline" in shown(page)
    assert not page.button


def test_an_empty_queue_says_so(opened: Opened, irene: Actor) -> None:
    assert "Nothing waits for a decision." in shown(opened(PAGE, irene))


def test_an_entry_is_confirmed_and_the_next_one_follows(waiting: Register, opened: Opened, irene: Actor) -> None:
    page = chosen(opened(PAGE, irene), "kenya/2026/O3")
    html = shown(page)
    assert "one more after this one" in html
    assert "Mitigating Digitalisation&#39;s Climate Impact" in html
    assert "What “In place” asks for" in html
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.CONFIRM)
    page.selectbox(key=key_of(page, "level-")).set_value("opened")
    page.button(key=key_of(page, "decide-")).click().run()
    html = shown(page)
    assert "The decision is recorded." in html
    assert "No TNA is planned." in html
    assert waiting.rows("SELECT decision, status, evidence FROM review") == [
        {"decision": "confirm", "status": 3, "evidence": 3}
    ]


def test_no_evidence_level_is_preselected(waiting: Register, opened: Opened, irene: Actor) -> None:
    page = chosen(opened(PAGE, irene), "kenya/2026/O3")
    assert page.selectbox(key=key_of(page, "level-")).value is None
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.CONFIRM)
    page.button(key=key_of(page, "decide-")).click().run()
    assert "Confirm with evidence level 3 (you opened it) or 4 (an independent source agrees)." in shown(page)
    assert waiting.rows("SELECT * FROM review_row") == []


def test_a_signatory_is_found_by_name_and_the_count_follows(waiting: Register, opened: Opened, irene: Actor) -> None:
    add_an_earlier_answer_of_fiji(waiting, irene)
    page = opened(PAGE, irene)
    assert page.selectbox(key="cycle").value == "2026"
    assert "one more after this one" in shown(page)
    page.selectbox(key="cycle").set_value("all").run()
    assert "2 more after this one" in shown(page)
    page.text_input(key="find").set_value("fIjí").run()
    assert page.selectbox(key=key_of(page, "waiting-")).value == "fiji/2025/O1"
    assert "0 more after this one" in shown(page)
    page.selectbox(key="cycle").set_value("2026").run()
    assert "No waiting entry fits what you look for." in shown(page)


def add_an_earlier_answer_of_fiji(register: Register, actor: Actor) -> None:
    with register.change(actor) as change:
        change.trail("report.submit", "fiji/2025", signatory_id="fiji")
        change.insert(
            "entry_row",
            {
                "entry_id": "fiji/2025/O1", "version_id": "old", "signatory_id": "fiji", "cycle": "2025",
                "item": "O1", "claimed": 2, "additionality": "new", "narrative": "Begun.",
                "saved_at": datetime(2025, 9, 1), "saved_by": "tomasi", "is_submitted": True,
            },
        )  # fmt: skip


def test_lowering_takes_a_status_and_a_reason(waiting: Register, opened: Opened, irene: Actor) -> None:
    page = chosen(opened(PAGE, irene), "kenya/2026/O3")
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.LOWER)
    page.selectbox(key=key_of(page, "lower-")).set_value(Status.UNDER_WAY)
    page.button(key=key_of(page, "decide-")).click().run()
    assert "Give a reason; the signatory will read it." in shown(page)
    assert waiting.rows("SELECT * FROM review_row") == []
    page.text_area(key=key_of(page, "reason-")).set_value("Collection has not begun.")
    page.button(key=key_of(page, "decide-")).click().run()
    assert waiting.rows("SELECT decision, status, reason FROM review") == [
        {"decision": "lower", "status": 2, "reason": "Collection has not begun."}
    ]


def test_not_applicable_has_its_own_verdicts(waiting: Register, opened: Opened, irene: Actor) -> None:
    page = chosen(opened(PAGE, irene), "kenya/2026/F5")
    assert list(page.radio(key=key_of(page, "verdict-")).options) == ["Accept", "Refuse", "Return"]


def confirmed(register: Register, actor: Actor, entry_id: str) -> str:
    """The version that was just confirmed, with evidence that was opened."""
    view = entry_for_review(register, actor, entry_id)
    assert isinstance(view, ReviewView)
    version, decision = view.current.version_id, Decision(verdict=Verdict.CONFIRM, evidence=EvidenceLevel.OPENED)
    assert isinstance(decide(register, actor, entry_id, version, decision, utc_now()), Decided)
    return version


def test_an_address_that_names_a_decided_entry_opens_it_with_its_decision_and_replies_and_nothing_to_decide(
    waiting: Register, opened: Opened, irene: Actor, amina: Actor
) -> None:
    with waiting.change(irene) as change:
        change.trail("person.add", irene.person_id)
        write_person(change, Person(person_id=irene.person_id, email=irene.email, name="Irene Keller"))
    version = confirmed(waiting, irene, "kenya/2026/O3")
    reply(waiting, amina, "kenya/2026/O3", version, "Thank you <b>all</b>.")
    page = named(opened(PAGE, irene), "kenya/2026/O3")
    html = shown(page)
    assert "Mitigating Digitalisation&#39;s Climate Impact" in html
    assert "Confirmed, with evidence level 3." in html
    assert f"Decided on {text('en').date(utc_now().date())}, by Irene Keller." in html
    assert html.count("Thank you &lt;b&gt;all&lt;/b&gt;.") == 1
    assert "No TNA is planned." not in html
    assert not page.radio
    page.button(key="next-waiting").click().run()
    assert "No TNA is planned." in shown(page)
    assert page.radio


def test_a_decided_entry_opens_when_nothing_waits_any_more(waiting: Register, opened: Opened, irene: Actor) -> None:
    confirmed(waiting, irene, "kenya/2026/O3")
    view = entry_for_review(waiting, irene, "kenya/2026/F5")
    assert isinstance(view, ReviewView)
    accept = Decision(verdict=Verdict.ACCEPT_NOT_APPLICABLE)
    decide(waiting, irene, "kenya/2026/F5", view.current.version_id, accept, utc_now())
    html = shown(named(opened(PAGE, irene), "kenya/2026/F5"))
    assert "Accepted: the item does not apply." in html
    assert "Nothing waits for a decision." in html


@pytest.mark.parametrize("entry_id", ["kenya/2026/O9", "atlantis/2026/O3", "<script>", "//"])
def test_an_address_that_names_no_entry_says_so_and_leads_to_what_waits(
    waiting: Register, opened: Opened, irene: Actor, entry_id: str
) -> None:
    page = named(opened(PAGE, irene), entry_id)
    assert "No submitted entry of this name is on record." in shown(page)
    assert not page.radio
    assert page.button(key="next-waiting")


def test_an_entry_of_ones_own_signatory_is_not_opened(waiting: Register, opened: Opened, irene: Actor) -> None:
    both = replace(irene, roles=irene.roles | {Role.FOCAL_POINT}, signatories=frozenset({"kenya"}))
    page = named(opened(PAGE, both), "kenya/2026/O3")
    assert "You report for this signatory yourself" in shown(page)
    assert "E-waste Act" not in shown(page)
    assert not page.radio


def test_an_answer_that_asks_for_no_decision_is_read_without_one(
    waiting: Register, opened: Opened, irene: Actor, amina: Actor
) -> None:
    saved(waiting, amina, "kenya", Entry(item="O1", claimed=Status.NOT_STARTED))
    assert isinstance(submit_report(waiting, amina, "kenya", "2026", TODAY), Accepted)
    page = named(opened(PAGE, irene), "kenya/2026/O1")
    assert "it waits for no decision" in shown(page)
    assert not page.radio
