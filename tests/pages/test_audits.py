"""The page of sample audits: drawn, read, told in words; for staff alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gda_tracker.domain.permissions import Actor
from gda_tracker.register import Register
from gda_tracker.services.auditing import Drawn, Outcome, draw, read_claim
from tests.services.reports_for_tests import ACT
from tests.services.test_reviewing import submitted
from tests.services.test_second_reader import add

from .conftest import Opened, key_of, shown

PAGE = "staff/audits.py"


@pytest.mark.parametrize("who", ["visitor", "amina"])
def test_only_staff_enter(opened: Opened, who: str, request: pytest.FixtureRequest) -> None:
    page = opened(PAGE, request.getfixturevalue(who))
    assert not page.button


def test_a_sample_is_drawn_read_and_told_in_words(
    register: Register, opened: Opened, amina: Actor, irene: Actor
) -> None:
    submitted(register, amina, "kenya", ACT)
    page = opened(PAGE, irene)
    assert "No sample has been drawn yet." in shown(page)
    page.number_input(key="audit-seed").set_value(29).run()
    page.button(key="audit-draw-it").click().run()
    assert "One claim was drawn." in shown(page)
    assert page.number_input(key="audit-seed").value != 29
    page.run()
    assert "None of the 1 drawn claims has been decided yet." in shown(page)
    page.button(key="audit-record").click().run()
    assert "Choose what the claim shows." in shown(page)
    page.radio(key=key_of(page, "audit-outcome-")).set_value(Outcome.HOLDS).run()
    page.button(key="audit-record").click().run()
    html = shown(page)
    assert "Recorded for Kenya, III: holds." in html
    assert "Of 1 claims that were decided, 0 did not hold: 0 % are over-claimed" in html
    assert register.rows("SELECT count(*) AS n FROM audit_claim_row WHERE outcome = 'holds'")[0]["n"] == 1


def test_a_finding_is_never_recorded_for_the_claim_that_was_left_in_the_same_moment(
    register: Register, opened: Opened, amina: Actor, irene: Actor
) -> None:
    more = ACT.model_copy(update={"item": "O4", "narrative": "The act on O4 obliges producers; 41 are registered."})
    submitted(register, amina, "kenya", ACT, more)
    page = opened(PAGE, irene)
    page.number_input(key="audit-size").set_value(2).run()
    page.button(key="audit-draw-it").click().run()
    page.radio(key=key_of(page, "audit-outcome-")).set_value(Outcome.HOLDS).run()
    page.selectbox(key=key_of(page, "audit-claim-")).select_index(1)
    page.button(key="audit-record").click().run()
    assert "Your choice changed as you clicked, so nothing was done." in shown(page)
    assert register.rows("SELECT count(*) AS n FROM audit_claim_row WHERE outcome = 'holds'")[0]["n"] == 0


def test_a_seed_that_was_drawn_with_is_warned_of_and_drawn_with_again_only_with_a_tick(
    register: Register, opened: Opened, amina: Actor, irene: Actor
) -> None:
    more = ACT.model_copy(update={"item": "O4", "narrative": "The act on O4 obliges producers; 41 are registered."})
    submitted(register, amina, "kenya", ACT, more)
    page = opened(PAGE, irene)
    for size in (1, 1, 2):
        page.number_input(key="audit-size").set_value(size).run()
        page.number_input(key="audit-seed").set_value(29).run()
        page.button(key="audit-draw-it").click().run()
    assert "The seed 29 was drawn with for 2026 before" in shown(page)
    assert "For other claims take another seed, such as" in shown(page)
    assert register.rows("SELECT count(*) AS n FROM audit_row")[0]["n"] == 1
    page.checkbox(key="audit-again-2026-29").check().run()
    page.button(key="audit-draw-it").click().run()
    assert "2 claims were drawn." in shown(page)
    assert [row["seed"] for row in register.rows("SELECT seed FROM audit_row")] == [29, 29]


def test_an_administrator_reads_and_does_not_draw(register: Register, opened: Opened, pavel: Actor) -> None:
    page = opened(PAGE, pavel)
    assert not [one for one in page.button if one.key == "audit-draw-it"]
    assert "No sample has been drawn yet." in shown(page)


def test_a_number_out_of_range_draws_nothing_and_is_said_beside_its_field(
    register: Register, opened: Opened, amina: Actor, irene: Actor
) -> None:
    submitted(register, amina, "kenya", ACT)
    page = opened(PAGE, irene)
    page.number_input(key="audit-size").set_value(0).run()
    page.button(key="audit-draw-it").click().run()
    assert "Draw between 1 and 500 claims." in shown(page)
    assert page.number_input(key="audit-size").value == 0
    page.number_input(key="audit-size").set_value(1).run()
    page.number_input(key="audit-seed").set_value(-1).run()
    page.button(key="audit-draw-it").click().run()
    assert "Take a seed from 0 to 2147483647." in shown(page)
    assert register.rows("SELECT * FROM audit_row") == []


def test_a_claim_that_a_colleague_read_meanwhile_stays_open_with_what_was_noted(
    register: Register, opened: Opened, amina: Actor, irene: Actor
) -> None:
    ines = replace(irene, person_id="ines", name="Ines", email="ines@itu.example")
    for one in (irene, ines):
        add(register, one)
    more = ACT.model_copy(update={"item": "O4", "narrative": "The act on O4 obliges producers; 41 are registered."})
    submitted(register, amina, "kenya", ACT, more)
    drawn = draw(register, irene, "2026", 2, 29)
    assert isinstance(drawn, Drawn)
    page = opened(PAGE, ines)
    page.radio(key=key_of(page, "audit-outcome-")).set_value(Outcome.NOT_DECIDABLE).run()
    page.text_input(key=key_of(page, "audit-note-")).set_value("The link is dead.").run()
    version = page.selectbox(key=key_of(page, "audit-claim-")).value
    read_claim(register, irene, drawn.audit.audit_id, version, Outcome.HOLDS)
    page.button(key="audit-record").click().run()
    html = shown(page)
    assert "while you had it open: it holds. Nothing of yours was recorded." in html
    assert "Irene found: holds." in html
    assert page.selectbox(key=key_of(page, "audit-claim-")).value == version
    assert page.text_input(key=key_of(page, "audit-note-")).value == "The link is dead."
    assert register.rows("SELECT outcome FROM audit_claim_row WHERE outcome <> 'drawn'") == [{"outcome": "holds"}]
