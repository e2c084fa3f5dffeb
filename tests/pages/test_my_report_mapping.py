"""My report: what the statement names, with its words, to confirm, correct or reject."""

from __future__ import annotations

from gda_tracker.domain.permissions import Actor
from gda_tracker.register import Register
from gda_tracker.register.mapping import mappings
from tests.services.test_mapping import SAID, state

from .conftest import Opened, shown

PAGE = "reporting/my_report.py"


def test_without_a_statement_there_is_nothing_to_confirm(opened: Opened, amina: Actor) -> None:
    assert "gda-mapping" not in shown(opened(PAGE, amina))


def test_the_quote_and_the_reason_stand_beside_the_buttons(register: Register, opened: Opened, amina: Actor) -> None:
    state(register, f"<b>Hostile</b> & {SAID}")
    html = shown(opened(PAGE, amina))
    assert "&lt;b&gt;Hostile&lt;/b&gt; &amp; We <mark>recycle</mark>" in html
    assert "Words for “Longer product lives, recycling and e-waste management”: “e-waste”, “recycle”." in html
    assert "proposed: names it clearly" in html
    assert mappings(register, "kenya") == {}


def test_a_degree_is_corrected_and_another_item_rejected(register: Register, opened: Opened, amina: Actor) -> None:
    state(register, SAID)
    page = opened(PAGE, amina)
    page.selectbox(key="mapping-degree-kenya-O3").select_index(2).run()
    page.button(key="mapping-confirm-kenya-O3").click().run()
    page.button(key="mapping-reject-kenya-O1").click().run()
    kept = mappings(register, "kenya")
    assert (kept["O3"].state, kept["O3"].degree) == ("confirmed", "low")
    assert kept["O1"].state == "rejected"
    assert "confirmed: touches on it" in shown(page)


def test_the_words_that_gave_it_away_are_marked_and_hostile_text_stays_text(
    register: Register, opened: Opened, amina: Actor
) -> None:
    state(register, f"<b>Hostile</b> & {SAID}")
    html = shown(opened(PAGE, amina))
    assert "<mark>recycle</mark>" in html
    assert "<mark>e-waste</mark>" in html
    assert "<b>Hostile" not in html


def test_an_item_that_no_words_gave_away_is_named_by_a_person(register: Register, opened: Opened, amina: Actor) -> None:
    state(register, SAID)
    page = opened(PAGE, amina)
    page.selectbox(key="mapping-item-kenya").set_value("O8").run()
    page.selectbox(key="mapping-degree-kenya-other").select_index(1).run()
    page.button(key="mapping-confirm-kenya-other").click().run()
    kept = mappings(register, "kenya")["O8"]
    assert (kept.state, kept.degree, kept.quote) == ("confirmed", "medium", None)
    assert "one item confirmed" in next(one.label for one in page.expander if "statement" in one.label)
