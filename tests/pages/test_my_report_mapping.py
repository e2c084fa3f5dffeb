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
    assert "&lt;b&gt;Hostile&lt;/b&gt; &amp; We recycle and renew our e-waste rules." in html
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
