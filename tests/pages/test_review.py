"""The review desk: guarded, one entry at a time, each decision through the service."""

from __future__ import annotations

from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from gda_tracker.domain.permissions import Actor
from gda_tracker.domain.report import Entry
from gda_tracker.domain.review import Verdict
from gda_tracker.domain.statuses import OffScale, Status
from gda_tracker.register import Register
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
