"""The trail's page: found acts with before and after, the chain's check, nobody else inside."""

from __future__ import annotations

import pytest

from gda_tracker.domain.permissions import Actor, Role
from gda_tracker.register import Register
from gda_tracker.services.accounts import set_staff_roles
from gda_tracker.services.merging_signatories import merge_signatories
from gda_tracker.services.people import add_person, disable_person

from .conftest import Opened, shown

PAGE = "staff/trail.py"


@pytest.mark.parametrize("who", ["visitor", "amina"])
def test_only_staff_enter(opened: Opened, who: str, request: pytest.FixtureRequest) -> None:
    page = opened(PAGE, request.getfixturevalue(who))
    assert "gda-trail" not in shown(page)
    assert not page.button


def test_acts_stand_with_before_and_after_and_the_chain_is_checked(
    register: Register, opened: Opened, irene: Actor, pavel: Actor
) -> None:
    with register.change(pavel) as change:
        change.trail("note.add", "note/<1>", signatory_id="kenya", before={"word": "old"}, after={"word": "<b>new"})
    page = opened(PAGE, irene)
    html = shown(page)
    assert "<del>old</del>" in html
    assert "<ins>&lt;b&gt;new</ins>" in html
    assert "note/&lt;1&gt;" in html
    page.button(key="trail-check").click().run()
    assert "records hold, each carrying the hash" in shown(page)
    assert register.trail_head() in shown(page)


def test_an_account_that_was_acted_on_shows_its_name_and_address(
    register: Register, opened: Opened, irene: Actor, pavel: Actor
) -> None:
    add_person(register, pavel, "lupe@fiji.example", "Lupe <Vea>", [Role.CONTRIBUTOR], ["fiji"])
    assert "<small>Lupe &lt;Vea&gt;, lupe@fiji.example</small>" in shown(opened(PAGE, irene))


def test_a_word_narrows_it_down_and_stands_in_the_address(register: Register, opened: Opened, irene: Actor) -> None:
    with register.change(irene) as change:
        change.trail("note.add", "note/1")
    page = opened(PAGE, irene)
    page.text_input(key="asked-word").set_value("note/1").run()
    assert page.query_params["word"] == "note/1"
    assert "One act on record" in shown(page)


def test_acts_are_named_in_words_with_the_code_by_which_a_file_has_them(
    register: Register, opened: Opened, irene: Actor
) -> None:
    with register.change(irene) as change:
        change.trail("import.decide", "list.csv")
        change.trail("note.add", "note/1")
    page = opened(PAGE, irene)
    named = page.selectbox(key="asked-action").options
    assert "Row of a list decided (import.decide)" in named
    assert "note.add" in named
    assert "Row of a list decided" in shown(page)


def test_fields_and_values_stand_in_words(register: Register, opened: Opened, irene: Actor, pavel: Actor) -> None:
    add_person(register, pavel, "lupe@fiji.example", "Lupe", [Role.REVIEWER])
    set_staff_roles(register, pavel, "lupe@fiji.example", [], seen=[Role.REVIEWER], leaves_none=True)
    disable_person(register, pavel, "lupe@fiji.example")
    merge_signatories(register, irene, "fiji", "kenya", reason="A trial.", is_one_all_the_same=True)
    html = shown(opened(PAGE, irene))
    assert "<dt>Roles</dt><dd><del>Reviewer</del> <ins>none</ins></dd>" in html
    assert "<dt>Account open</dt><dd><del>yes</del> <ins>no</ins></dd>" in html
    assert "<dt>One body, though they differ in</dt><dd><ins>Country</ins></dd>" in html
    assert "<dt>Goes</dt><dd><ins>Fiji</ins></dd>" in html
    assert "is_active" not in html


def test_a_page_beyond_the_last_shows_the_last_and_a_name_in_any_language_finds_its_signatory(
    register: Register, opened: Opened, irene: Actor
) -> None:
    with register.change(irene) as change:
        change.trail("note.add", "note/1", signatory_id="fiji")
    page = opened(PAGE, irene)
    page.query_params["page"] = "9"
    assert "note/1" in shown(page.run())
    page.query_params["signatory"] = "Фиджи"
    html = shown(page.run())
    assert "note/1" in html
    assert ">Kenya<" not in html
