"""The review desk: guarded, one entry at a time, each decision through the service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter
from streamlit.testing.v1 import AppTest

from gda_tracker.domain.people import Person
from gda_tracker.domain.permissions import Actor, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.report import Entry
from gda_tracker.domain.review import Decision, ReviewReason, Verdict
from gda_tracker.domain.statuses import EvidenceLevel, OffScale, Status
from gda_tracker.i18n import text
from gda_tracker.register import Register
from gda_tracker.register.people import write_person, write_roles
from gda_tracker.services.assigning import take
from gda_tracker.services.clock import utc_now
from gda_tracker.services.evidence import attach_file
from gda_tracker.services.outbox import tell_now
from gda_tracker.services.replying import reply
from gda_tracker.services.reviewing import Decided, ReviewView, decide, entry_for_review
from gda_tracker.services.submitting import Accepted, submit_report
from gda_tracker.settings import settings
from tests.services.reports_for_tests import ACT, TODAY, let_stand, saved
from tests.services.test_second_reader import add

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


@pytest.mark.parametrize("who", ["visitor", "amina"])
def test_only_reviewers_enter(opened: Opened, who: str, request: pytest.FixtureRequest) -> None:
    page = opened(PAGE, request.getfixturevalue(who))
    assert "gda-headline" in shown(page)
    assert not page.button


def test_an_empty_queue_says_so(opened: Opened, irene: Actor) -> None:
    assert "Nothing waits for a decision." in shown(opened(PAGE, irene))


def test_an_entry_is_confirmed_and_the_next_one_follows(waiting: Register, opened: Opened, irene: Actor) -> None:
    page = chosen(opened(PAGE, irene), "kenya/2026/O3")
    html = shown(page)
    assert "2 answers wait in all" in html
    assert "Mitigating Digitalisation&#39;s Climate Impact" in html
    assert "What “In place” asks for" in html
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.CONFIRM).run()
    page.selectbox(key=key_of(page, "level-")).set_value("opened")
    page.button(key=key_of(page, "decide-")).click().run()
    html = shown(page)
    assert "Recorded: confirmed as “In place”, evidence level 3." in html
    assert "Kenya, III" in html
    assert "/review?entry=kenya/2026/O3" in html
    assert "No TNA is planned." in html
    assert waiting.rows("SELECT decision, status, evidence FROM review") == [
        {"decision": "confirm", "status": 3, "evidence": 3}
    ]


def test_no_evidence_level_is_preselected(waiting: Register, opened: Opened, irene: Actor) -> None:
    page = chosen(opened(PAGE, irene), "kenya/2026/O3")
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.CONFIRM).run()
    assert page.selectbox(key=key_of(page, "level-")).value is None
    page.button(key=key_of(page, "decide-")).click().run()
    assert "Confirm with evidence level 3 (you opened it) or 4 (an independent source agrees)." in shown(page)
    assert waiting.rows("SELECT * FROM review_row") == []


def test_a_signatory_is_found_by_name_and_the_count_follows(waiting: Register, opened: Opened, irene: Actor) -> None:
    add_an_earlier_answer_of_fiji(waiting, irene)
    page = opened(PAGE, irene)
    assert page.selectbox(key="asked-cycle").value == ""
    assert "3 answers wait in all" in shown(page)
    page.selectbox(key="asked-cycle").set_value("2026").run()
    assert "2 answers wait in all" in shown(page)
    page.selectbox(key="asked-cycle").set_value("").run()
    assert "3 answers wait in all" in shown(page)
    page.text_input(key="asked-find").set_value("fIjí").run()
    assert page.selectbox(key=key_of(page, "waiting-")).value == "fiji/2025/O1"
    assert "one answer waits in all" in shown(page)
    page.selectbox(key="asked-cycle").set_value("2026").run()
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
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.LOWER).run()
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
    tell_now(waiting, irene, "kenya", "2026")
    reply(waiting, amina, "kenya/2026/O3", version, "Thank you <b>all</b>.")
    page = named(opened(PAGE, irene), "kenya/2026/O3")
    html = shown(page)
    assert "Mitigating Digitalisation&#39;s Climate Impact" in html
    assert "Confirmed, with evidence level 3." in html
    assert f"Decided on {text('en').date(utc_now().date())}, by Irene Keller." in html
    assert html.count("Thank you &lt;b&gt;all&lt;/b&gt;.") == 1
    assert "No TNA is planned." not in html
    assert [one.label for one in page.radio] == ["Your answer"]
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


def keys_like(page: AppTest, start: str) -> list[str]:
    kinds = (page.selectbox, page.text_area)
    return [str(one.key) for kind in kinds for one in kind if str(one.key).startswith(start)]


def test_each_verdict_asks_for_its_own_fields_alone(waiting: Register, opened: Opened, irene: Actor) -> None:
    page = chosen(opened(PAGE, irene), "kenya/2026/O3")
    asked = {}
    for verdict in (None, Verdict.CONFIRM, Verdict.LOWER, Verdict.RETURN):
        if verdict is not None:
            page.radio(key=key_of(page, "verdict-")).set_value(verdict).run()
        asked[verdict] = [start for start in ("lower-", "level-", "why-", "reason-") if keys_like(page, start)]
    assert asked == {
        None: [],
        Verdict.CONFIRM: ["level-"],
        Verdict.LOWER: ["lower-", "level-", "why-", "reason-"],
        Verdict.RETURN: ["why-", "reason-"],
    }


def test_a_reason_from_the_list_begins_the_text_and_never_replaces_what_was_written(
    waiting: Register, opened: Opened, irene: Actor
) -> None:
    page = chosen(opened(PAGE, irene), "kenya/2026/O3")
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.RETURN).run()
    page.selectbox(key=key_of(page, "why-")).set_value(ReviewReason.LINK_DEAD).run()
    begun = page.text_area(key=key_of(page, "reason-")).value
    assert begun == "The link does not open. Please give one that does, or attach the document."
    page.text_area(key=key_of(page, "reason-")).set_value(f"{begun} It says 404.").run()
    page.selectbox(key=key_of(page, "why-")).set_value(ReviewReason.PAGE_MISSING).run()
    assert page.text_area(key=key_of(page, "reason-")).value == f"{begun} It says 404."
    page.button(key=key_of(page, "decide-")).click().run()
    assert waiting.rows("SELECT decision, reason FROM review") == [
        {"decision": "return", "reason": f"{begun} It says 404."}
    ]


def test_an_answer_is_taken_and_given_back(waiting: Register, opened: Opened, irene: Actor) -> None:
    page = chosen(opened(PAGE, irene), "kenya/2026/O3")
    page.button(key="take").click().run()
    assert "You have it." in shown(page)
    page.selectbox(key="asked-whose").set_value("mine").run()
    assert page.selectbox(key=key_of(page, "waiting-")).value == "kenya/2026/O3"
    assert "one answer waits in all" in shown(page)
    page.button(key="give-back").click().run()
    assert "No waiting entry fits what you look for." in shown(page)


def test_a_first_reading_is_kept_and_its_answer_goes_to_somebody_else(
    waiting: Register, opened: Opened, irene: Actor, pavel: Actor
) -> None:
    page = chosen(opened(PAGE, irene), "kenya/2026/O3")
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.CONFIRM).run()
    page.selectbox(key=key_of(page, "level-")).set_value("independent").run()
    page.text_input(key=key_of(page, "source-")).set_value("The BTR of 2026")
    page.button(key=key_of(page, "decide-")).click().run()
    assert "an administrator can let it decide alone" in shown(page)
    assert waiting.rows("SELECT * FROM review_row") == []
    page = opened(PAGE, pavel)
    assert "No other reviewer can read it." in shown(page)
    page.text_input(key=key_of(page, "waiver-reason-")).set_value("There is one reviewer.").run()
    page.button(key=key_of(page, "waive-")).click().run()
    assert "The first reading decides." in shown(page)
    assert waiting.rows("SELECT decision, evidence FROM review") == [{"decision": "confirm", "evidence": 4}]


def test_what_counts_for_the_status_stands_beside_the_claim(waiting: Register, opened: Opened, irene: Actor) -> None:
    html = shown(chosen(opened(PAGE, irene), "kenya/2026/O3"))
    assert "Counts: a law in force with its regulator at work" in html
    assert "Does not count: a bill, a pilot" in html


def test_where_nothing_is_attached_confirming_is_not_offered(
    register: Register, opened: Opened, amina: Actor, irene: Actor
) -> None:
    saved(register, amina, "kenya", ACT.model_copy(update={"evidence": ()}))
    let_stand(register, amina, "kenya")
    assert isinstance(submit_report(register, amina, "kenya", "2026", TODAY), Accepted)
    page = opened(PAGE, irene)
    assert "Nothing is attached, so it cannot be confirmed" in shown(page)
    verdict = page.radio(key=key_of(page, "verdict-"))
    assert verdict.options == ["Lower", "Return"]
    verdict.set_value(Verdict.LOWER).run()
    assert not [one for one in page.selectbox if str(one.key).startswith("level-")]


def test_the_list_of_what_waits_begins_anew_when_its_words_change(
    waiting: Register, opened: Opened, irene: Actor
) -> None:
    with waiting.change(irene) as change:
        change.trail("person.add", "irene")
        write_person(change, Person(person_id="irene", email="irene@itu.example", name="Irene"))
    page = opened(PAGE, irene)
    before = key_of(page, "waiting-")
    page.button(key="take").click().run()
    assert not page.exception
    assert key_of(page, "waiting-") != before


def test_a_colleagues_decision_is_not_written_over_from_an_old_page_and_is_shown(
    waiting: Register, opened: Opened, irene: Actor
) -> None:
    ines = replace(irene, person_id="ines", name="Ines")
    with waiting.change(irene) as change:
        change.trail("person.add", "irene")
        write_person(change, Person(person_id="irene", email="irene@itu.example", name="Irene"))
    page = chosen(opened(PAGE, ines), "kenya/2026/O3")
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.RETURN).run()
    page.text_area(key=key_of(page, "reason-")).set_value("Which article?").run()
    confirmed(waiting, irene, "kenya/2026/O3")
    page.button(key=key_of(page, "decide-")).click().run()
    html = shown(page)
    assert "Irene decided this while you had it open: confirmed as “In place”. Nothing of yours was recorded." in html
    assert "Confirmed, with evidence level 3." in html
    assert "Recorded" not in html
    assert waiting.rows("SELECT decision, decided_by FROM review") == [{"decision": "confirm", "decided_by": "irene"}]


def test_what_a_colleague_has_is_decided_with_a_tick_alone(waiting: Register, opened: Opened, irene: Actor) -> None:
    with waiting.change(irene) as change:
        change.trail("person.add", "irene")
        write_person(change, Person(person_id="irene", email="irene@itu.example", name="Irene"))
    take(waiting, irene, "kenya/2026/O3", utc_now())
    page = chosen(opened(PAGE, replace(irene, person_id="ines")), "kenya/2026/O3")
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.RETURN).run()
    page.text_area(key=key_of(page, "reason-")).set_value("Which article?").run()
    page.button(key=key_of(page, "decide-")).click().run()
    assert "Irene has it. Nothing was recorded" in shown(page)
    assert waiting.rows("SELECT * FROM review_row") == []
    assert [one.label for one in page.checkbox] == ["Decide all the same"]
    page.checkbox[0].check().run()
    page.button(key=key_of(page, "decide-")).click().run()
    assert "Recorded: returned with a question." in shown(page)


@pytest.mark.parametrize("is_a_third_free", [True, False])
def test_after_two_differ_the_next_answer_follows_and_a_second_click_settles_nothing(
    waiting: Register, opened: Opened, irene: Actor, is_a_third_free: bool
) -> None:
    ines = replace(irene, person_id="ines", name="Ines", email="ines@itu.example")
    olaf = replace(irene, person_id="olaf", name="Olaf", email="olaf@itu.example")
    for one in (irene, ines, *([olaf] if is_a_third_free else [])):
        add(waiting, one)
    view = entry_for_review(waiting, irene, "kenya/2026/O3")
    assert isinstance(view, ReviewView)
    found = Decision(verdict=Verdict.CONFIRM, evidence=EvidenceLevel.INDEPENDENT, reason="The NDC registry.")
    decide(waiting, irene, "kenya/2026/O3", view.current.version_id, found, utc_now())
    page = chosen(opened(PAGE, ines), "kenya/2026/O3")
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.CONFIRM).run()
    page.selectbox(key=key_of(page, "level-")).set_value("opened").run()
    page.button(key=key_of(page, "decide-")).click().run()
    html = shown(page)
    assert "You and the first reader differ." in html
    assert "No TNA is planned." in html
    page.button(key=key_of(page, "decide-")).click().run()
    assert "Choose a decision." in shown(page)
    assert waiting.rows("SELECT * FROM review_row") == []
    html = shown(named(page, "kenya/2026/O3"))
    assert "Two readers differ" in html
    if is_a_third_free:
        assert "somebody else decides between you: Olaf." in html
        assert not page.radio
    else:
        assert "You are one of the two who differ, and nobody else is free." in html
        assert page.radio(key=key_of(page, "verdict-")).value is None


def test_who_reports_for_a_signatory_reads_that_somebody_else_reviews_it(
    waiting: Register, opened: Opened, irene: Actor
) -> None:
    add_an_earlier_answer_of_fiji(waiting, irene)
    both = replace(irene, roles=irene.roles | {Role.FOCAL_POINT}, signatories=frozenset({"kenya"}))
    page = opened(PAGE, both)
    page.text_input(key="asked-find").set_value("kenya").run()
    html = shown(page)
    assert "2 answers of Kenya wait, and somebody else reads them: you report for it." in html
    assert "No waiting entry fits" not in html


def test_lowering_with_nothing_chosen_names_both_at_once(waiting: Register, opened: Opened, irene: Actor) -> None:
    page = chosen(opened(PAGE, irene), "kenya/2026/O3")
    page.radio(key=key_of(page, "verdict-")).set_value(Verdict.LOWER).run()
    page.button(key=key_of(page, "decide-")).click().run()
    html = shown(page)
    assert "Choose a status below the one that is claimed." in html
    assert "Give a reason; the signatory will read it." in html


def test_telling_now_says_that_it_was_told(waiting: Register, opened: Opened, irene: Actor, amina: Actor) -> None:
    with waiting.change(irene) as change:
        change.trail("person.add", "amina")
        write_person(change, Person(person_id="amina", email="amina@kenya.example", name="Amina"))
        write_roles(change, "amina", amina.roles, ["kenya"])
    confirmed(waiting, irene, "kenya/2026/O3")
    page = opened(PAGE, irene)
    page.button(key=key_of(page, "tell-")).click().run()
    assert "The decisions on the report of Kenya for 2026 are told now, in one mail." in shown(page)
    assert "have not been told yet" not in shown(page.run())


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("GDA_HOME", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def pages(count: int) -> bytes:
    """A PDF of so many empty pages, A4."""
    writer, out = PdfWriter(), BytesIO()
    for _ in range(count):
        writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


def test_evidence_is_opened_larger_and_read_page_by_page(
    register: Register, opened: Opened, irene: Actor, amina: Actor, home: Path
) -> None:
    saved(register, amina, "kenya", ACT)
    piece = ACT.evidence[0].model_copy(update={"url": None, "title": "The <b>act</b>"})
    upload = (pages(2), "act.pdf")
    added = attach_file(register, amina, home / "evidence", "kenya", "2026", "O3", piece, upload, utc_now())
    assert not isinstance(added, Rejected), added
    assert isinstance(submit_report(register, amina, "kenya", "2026", TODAY), Accepted)
    page = opened(PAGE, irene)
    page.toggle[0].set_value(True).run()
    assert shown(page).count('class="gda-opened"') == 1
    page.button(key=next(str(one.key) for one in page.button if str(one.key).endswith("-larger"))).click().run()
    html = shown(page)
    assert 'class="gda-opened gda-larger" tabindex="0"' in html
    assert "The &lt;b&gt;act&lt;/b&gt;, page 1 of 2" in html
    turns = [one for one in page.button if str(one.key).endswith(("-page-back", "-page-on"))]
    assert [(one.label, one.disabled) for one in turns] == [("Previous page", False), ("Next page", False)]
