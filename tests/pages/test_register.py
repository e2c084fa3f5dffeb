"""The register page: staff alone; the list, one signatory, and each act with what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from gda_tracker.domain.nominations import Nomination
from gda_tracker.domain.permissions import Actor
from gda_tracker.register import Register
from gda_tracker.register.mapping import mappings
from gda_tracker.register.reports import newest
from gda_tracker.services.merging_signatories import Merged, merge_signatories
from gda_tracker.services.nominating import nominate
from gda_tracker.ui import session
from tests.services.reports_for_tests import ACT, saved
from tests.services.test_mapping import SAID, state
from tests.services.test_merging_signatories import with_account

from .conftest import PAGES, shown

PAGE = "staff/register.py"


@pytest.fixture
def page(register: Register, monkeypatch: pytest.MonkeyPatch) -> object:
    def opened(actor: Actor, query: Mapping[str, str] | None = None) -> AppTest:
        monkeypatch.setattr(session, "actor", lambda: actor)
        monkeypatch.setattr(session, "register", lambda: register)
        test = AppTest.from_file(str(PAGES / PAGE), default_timeout=60)
        for key, word in (query or {}).items():
            test.query_params[key] = word
        return test.run()

    return opened


def box(test: AppTest, kind: str, start: str) -> object:
    return next(one for one in getattr(test, kind) if str(one.key).startswith(start))


@pytest.mark.parametrize("who", ["visitor", "amina"])
def test_the_register_is_for_staff(page: object, who: str, request: pytest.FixtureRequest) -> None:
    test = page(request.getfixturevalue(who))  # type: ignore[operator]
    assert "FTTH" not in shown(test)


def test_the_list_is_searched_and_filtered_in_codes_of_the_address(page: object, irene: Actor) -> None:
    html = shown(page(irene))  # type: ignore[operator]
    assert "5 signatories" in html
    assert 'href="/register?signatory=kenya"' in html
    found = page(irene, {"search": "autriche"})  # type: ignore[operator]
    assert "signatory=austria" in shown(found)
    assert "signatory=kenya" not in shown(found)
    assert found.text_input(key="asked-search").value == "autriche"
    cut = page(irene, {"type": "private_sector", "page": "9"})  # type: ignore[operator]
    assert "One signatory" in shown(cut)
    assert cut.selectbox(key="asked-type").value == "private_sector"
    cut.selectbox(key="asked-type").select("academia").run()
    assert cut.query_params["type"] in ("academia", ["academia"])
    assert "No signatory matches" in shown(cut)


def test_one_that_was_merged_is_found_with_what_it_was_merged_into(
    page: object, register: Register, irene: Actor
) -> None:
    assert isinstance(
        merge_signatories(register, irene, "austria", "kenya", reason="So.", is_one_all_the_same=True), Merged
    )
    html = shown(page(irene, {"search": "austria"}))  # type: ignore[operator]
    assert '<a href="/register?signatory=austria" target="_self">Austria</a> was merged into it' in html
    assert "One signatory" in html
    html = shown(page(irene, {"search": "austria", "state": "merged"}))  # type: ignore[operator]
    assert 'merged into <a href="/register?signatory=kenya" target="_self">Kenya</a>' in html


def test_facts_are_edited_with_a_reason_and_the_history_tells(page: object, irene: Actor) -> None:
    test = page(irene, {"signatory": "ftth-council-europe"})  # type: ignore[operator]
    box(test, "text_input", "acronym-").set_value("FCE")  # type: ignore[attr-defined]
    box(test, "button", "save-").click().run()  # type: ignore[attr-defined]
    assert "Say why, for those who read this later." in shown(test)
    box(test, "text_input", "reason-").set_value("Its letter.")  # type: ignore[attr-defined]
    box(test, "button", "save-").click().run()  # type: ignore[attr-defined]
    html = shown(test)
    assert "The facts are recorded." in html
    assert "Its letter." in html
    assert "Facts edited" in html


def test_an_endorsement_is_added_and_withdrawn(page: object, irene: Actor) -> None:
    test = page(irene, {"signatory": "kenya", "act": "endorse"})  # type: ignore[operator]
    box(test, "text_input", "document-").set_value("NV 12")  # type: ignore[attr-defined]
    box(test, "date_input", "endorsed_on-").set_value(date(2025, 3, 1))  # type: ignore[attr-defined]
    box(test, "button", "add-").click().run()  # type: ignore[attr-defined]
    assert "NV 12" in shown(test)
    test = page(irene, {"signatory": "fiji", "act": "withdraw"})  # type: ignore[operator]
    box(test, "date_input", "on-").set_value(date(2026, 3, 1))  # type: ignore[attr-defined]
    box(test, "text_input", "why-").set_value("By note.")  # type: ignore[attr-defined]
    box(test, "button", "do-").click().run()  # type: ignore[attr-defined]
    assert "withdrawn on 1 March 2026" in shown(test)
    assert box(test, "button", "do-").label == "Undo the withdrawal"  # type: ignore[attr-defined]


def test_two_are_merged_side_by_side_and_split_again(page: object, irene: Actor) -> None:
    test = page(irene, {"signatory": "fiji", "act": "merge"})  # type: ignore[operator]
    box(test, "text_input", "find-").set_value("kenya").run()  # type: ignore[attr-defined]
    assert "The two are of different countries." in shown(test)
    box(test, "text_input", "why-").set_value("A trial.")  # type: ignore[attr-defined]
    box(test, "button", "do-").click().run()  # type: ignore[attr-defined]
    assert "Say that they are the same body all the same" in shown(test)
    test.checkbox(key="same-fiji-kenya").check()
    box(test, "button", "do-").click().run()  # type: ignore[attr-defined]
    assert "The two are one." in shown(test)
    way = '<dt>Split again</dt><dd><a href="/register?signatory=fiji&amp;act=split" target="_self">Fiji</a></dd>'
    assert way in shown(page(irene, {"signatory": "kenya"}))  # type: ignore[operator]
    gone = page(irene, {"signatory": "fiji", "act": "split"})  # type: ignore[operator]
    assert "what it holds counts for" in shown(gone)
    box(gone, "text_input", "why-").set_value("Two islands.")  # type: ignore[attr-defined]
    box(gone, "button", "do-").click().run()  # type: ignore[attr-defined]
    assert "The two are two again" in shown(gone)
    assert way not in shown(page(irene, {"signatory": "kenya"}))  # type: ignore[operator]


def test_the_comparison_says_by_name_what_a_merge_opens(
    page: object, register: Register, irene: Actor, pavel: Actor, tomasi: Actor, amina: Actor
) -> None:
    with_account(register, pavel, tomasi, amina)
    query = {"signatory": "fiji", "act": "merge"}
    for actor, is_refused in ((irene, True), (pavel, False)):
        test = page(actor, query)  # type: ignore[operator]
        box(test, "text_input", "find-").set_value("kenya").run()  # type: ignore[attr-defined]
        assert "<li>Tomasi will report for Kenya.</li><li>Amina will see what Fiji reported.</li>" in shown(test)
        assert ("Only administrators merge such signatories: Pavel." in shown(test)) is is_refused
        assert box(test, "button", "do-").disabled is is_refused  # type: ignore[attr-defined]


def test_a_split_lists_what_stays_and_takes_drafts_along_when_ticked(
    page: object, register: Register, pavel: Actor, tomasi: Actor, amina: Actor
) -> None:
    with_account(register, pavel, tomasi, amina)
    done = merge_signatories(register, pavel, "fiji", "kenya", reason="So.", is_one_all_the_same=True)
    assert isinstance(done, Merged)
    saved(register, amina, "kenya", ACT.model_copy(update={"item": "O4"}))
    saved(register, replace(tomasi, signatories=frozenset({"kenya"})), "kenya", ACT)
    test = page(pavel, {"signatory": "fiji", "act": "split"})  # type: ignore[operator]
    assert "This stays with “Kenya”, but for the drafts that you let go along below." in shown(test)
    assert shown(test).count('<span class="gda-register-mark">can go along</span>') == 1
    assert '<div>2026 · O3</div></td><td role="cell" data-head="Who, and when"><div>Tomasi' in shown(test)
    assert box(test, "checkbox", "along-").label.startswith(  # type: ignore[attr-defined]
        "Drafts that people of “Fiji” wrote since go along to it (2026 · O3, Tomasi)."
    )
    box(test, "text_input", "why-").set_value("Two islands.")  # type: ignore[attr-defined]
    box(test, "button", "do-").click().run()  # type: ignore[attr-defined]
    assert "Read the list, then tick that it stays." in shown(test)
    box(test, "checkbox", "stays-").check()  # type: ignore[attr-defined]
    box(test, "checkbox", "along-").check()  # type: ignore[attr-defined]
    box(test, "button", "do-").click().run()  # type: ignore[attr-defined]
    assert "The drafts went along to “Fiji”; everything else" in shown(test)
    assert newest(register, "fiji", "2026")["O3"].entry == ACT


ANEW = "Your choice changed as you clicked, so nothing was done."


def test_a_choice_in_the_same_moment_as_the_click_never_merges_the_pair_before(page: object, irene: Actor) -> None:
    test = page(irene, {"signatory": "fiji", "act": "merge"})  # type: ignore[operator]
    box(test, "text_input", "find-").set_value("kenya").run()  # type: ignore[attr-defined]
    test.checkbox(key="same-fiji-kenya").check()
    box(test, "text_input", "why-").set_value("A trial.").run()  # type: ignore[attr-defined]
    box(test, "radio", "goes-").set_value(False)  # type: ignore[attr-defined]
    box(test, "button", "do-").click().run()  # type: ignore[attr-defined]
    assert ANEW in shown(test)
    assert "The two are one." not in shown(test)
    assert not test.checkbox(key="same-kenya-fiji").value


def test_a_choice_in_the_same_moment_as_the_click_never_withdraws_the_endorsement_before(
    page: object, irene: Actor
) -> None:
    test = page(irene, {"signatory": "kenya", "act": "endorse"})  # type: ignore[operator]
    box(test, "date_input", "endorsed_on-").set_value(date(2025, 3, 1))  # type: ignore[attr-defined]
    box(test, "button", "add-").click().run()  # type: ignore[attr-defined]
    test = page(irene, {"signatory": "kenya", "act": "withdraw"})  # type: ignore[operator]
    box(test, "date_input", "on-").set_value(date(2026, 3, 1))  # type: ignore[attr-defined]
    box(test, "text_input", "why-").set_value("By note.")  # type: ignore[attr-defined]
    which = box(test, "selectbox", "which-")
    which.select_index(0)  # type: ignore[attr-defined]
    box(test, "button", "do-").click().run()  # type: ignore[attr-defined]
    assert ANEW in shown(test)
    assert "withdrawn on" not in shown(page(irene, {"signatory": "kenya"}))  # type: ignore[operator]


def test_an_administrator_nominates_and_invites_in_one_act(page: object, irene: Actor, pavel: Actor) -> None:
    reviewer = page(irene, {"signatory": "kenya", "act": "nominate"})  # type: ignore[operator]
    assert not any(str(one.key).startswith("email-") for one in reviewer.text_input)
    test = page(pavel, {"signatory": "kenya", "act": "nominate"})  # type: ignore[operator]
    box(test, "text_input", "email-").set_value("wanja@kenya.example")  # type: ignore[attr-defined]
    box(test, "text_input", "name-").set_value("Wanja")  # type: ignore[attr-defined]
    box(test, "selectbox", "channel-").set_value("letter")  # type: ignore[attr-defined]
    box(test, "date_input", "until-").set_value(date(2026, 12, 1))  # type: ignore[attr-defined]
    box(test, "button", "do-").click().run()  # type: ignore[attr-defined]
    html = shown(test)
    assert "Wanja is focal point." in html
    assert "ends within 60 days" in html
    assert "/invitation/" in test.code[0].value
    assert "Wanja" in shown(page(irene, {"show": "focal-points"}))  # type: ignore[operator]


def test_totals_stand_side_by_side_and_an_added_one_can_be_taken_back(page: object, irene: Actor) -> None:
    test = page(irene, {"show": "totals"})  # type: ignore[operator]
    assert "The sources disagree." in shown(test)
    test.number_input(key="total-amount").set_value(85)
    test.text_input(key="total-source").set_value("A statement in Bonn")
    box(test, "button", "total-save").click().run()  # type: ignore[attr-defined]
    assert "A statement in Bonn" in shown(test)
    test.text_input(key="total-why").set_value("Misheard.")
    test.button(key="total-back").click().run()
    assert "A statement in Bonn" not in shown(test)


def test_an_unknown_signatory_is_said(page: object, irene: Actor) -> None:
    assert "There is no signatory “nobody”." in shown(page(irene, {"signatory": "nobody"}))  # type: ignore[operator]


def test_staff_confirm_what_a_statement_names(page: object, irene: Actor, register: Register) -> None:
    state(register, SAID)
    test = page(irene, {"signatory": "kenya", "act": "mapping"})  # type: ignore[operator]
    assert "<mark>recycle</mark>" in shown(test)
    test.button(key="mapping-confirm-kenya-O3").click().run()
    assert not test.exception
    assert (mappings(register, "kenya")["O3"].state, mappings(register, "kenya")["O3"].set_by) == (
        "confirmed", irene.person_id,
    )  # fmt: skip


def test_without_a_statement_staff_read_that_none_is_on_record(page: object, irene: Actor) -> None:
    test = page(irene, {"signatory": "kenya", "act": "mapping"})  # type: ignore[operator]
    assert "No statement is on record with the endorsement." in shown(test)


def typed_in(test: AppTest, name: str, kind: str, iso3: str) -> None:
    test.text_input(key="name-add").set_value(name)
    test.selectbox(key="kind-add").set_value(kind)
    test.selectbox(key="iso3-add").set_value(iso3)
    test.date_input(key="endorsed_on-add").set_value(date(2026, 11, 2))
    test.text_input(key="document-add").set_value("L 7")


def test_one_signatory_is_added_by_hand_and_its_record_opens(page: object, irene: Actor, register: Register) -> None:
    assert 'href="/register?act=add"' in shown(page(irene))  # type: ignore[operator]
    test = page(irene, {"act": "add"})  # type: ignore[operator]
    typed_in(test, "Zanzibar Solar Works", "private_sector", "TZA")
    test.button(key="do-add").click().run()
    html = shown(test)
    assert "“Zanzibar Solar Works” is in the register." in html
    assert "<h2>Zanzibar Solar Works</h2>" in html
    assert "Added by hand" in html
    assert test.query_params["signatory"] in ("zanzibar-solar-works", ["zanzibar-solar-works"])
    assert "act" not in test.query_params
    assert register.rows("SELECT count(*) AS n FROM signatory")[0]["n"] == 6


def test_who_is_on_record_is_shown_and_never_added_again(page: object, irene: Actor, register: Register) -> None:
    test = page(irene, {"act": "add"})  # type: ignore[operator]
    typed_in(test, "Kenya", "national_government", "KEN")
    test.button(key="do-add").click().run()
    html = shown(test)
    assert "Nothing was added: “Kenya” is on record already." in html
    assert '<a href="/register?signatory=kenya" target="_self">Kenya</a>' in html
    assert not test.checkbox
    typed_in(test, "FTTH Council of Europe", "private_sector", "BEL")
    test.button(key="do-add").click().run()
    html = shown(test)
    assert "Nothing was added yet: it may be “FTTH Council Europe”." in html
    assert "It may be on record already" in html
    test.checkbox[0].check()
    test.button(key="do-add").click().run()
    assert "Say why, for those who read this later." in shown(test)
    test.text_input(key="why-add").set_value("Its letter says so.")
    test.button(key="do-add").click().run()
    assert "<h2>FTTH Council of Europe</h2>" in shown(test)
    assert register.rows("SELECT count(*) AS n FROM signatory")[0]["n"] == 6


def test_the_day_that_ends_a_term_is_offered_as_it_is_on_record(page: object, pavel: Actor, register: Register) -> None:
    told = Nomination("letter", term_until=date(2025, 11, 10))
    nominate(register, pavel, "kenya", ("wanja@kenya.example", "Wanja"), told, today=date(2025, 1, 1))
    test = page(pavel, {"signatory": "kenya", "act": "end-term"})  # type: ignore[operator]
    assert box(test, "date_input", "on-end-").value == date(2025, 11, 10)  # type: ignore[attr-defined]
