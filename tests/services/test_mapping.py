"""What a statement names: proposed, confirmed, corrected, rejected by a person, each with its trail."""

from __future__ import annotations

import pytest

from gda_tracker.domain.mapping import Degree, MappingState
from gda_tracker.domain.permissions import SYSTEM, Actor, NotAllowed
from gda_tracker.domain.problems import Rejected
from gda_tracker.register import Register
from gda_tracker.register.mapping import mappings
from gda_tracker.services.mapping import (
    Mapped,
    MappingView,
    confirm_mapping,
    mapping_of,
    propose,
    reject_mapping,
)

from .reports_for_tests import NOW

SAID = "We recycle and renew our e-waste rules. Early warnings reach every phone."


def state(register: Register, statement: str, withdrawn_on: str | None = None) -> None:
    """Kenya's endorsement with a statement, newer than the one without."""
    with register.change(SYSTEM) as change:
        change.trail("endorsement.set", "kenya", signatory_id="kenya")
        change.insert(
            "endorsement_row",
            {
                "endorsement_id": "kenya/1", "signatory_id": "kenya", "endorsed_on": "2024-11-16",
                "channel": "letter", "additional_statement": statement, "withdrawn_on": withdrawn_on,
            },
        )  # fmt: skip


def shown(register: Register, actor: Actor) -> dict[str, Mapped]:
    view = mapping_of(register, actor, "kenya")
    assert isinstance(view, MappingView)
    return {row.item.code: row for row in view.rows}


def rows(register: Register) -> int:
    return int(register.rows("SELECT count(*) AS n FROM mapping_row")[0]["n"])


def actions(register: Register) -> list[str]:
    found = register.rows("SELECT action FROM trail WHERE action LIKE 'mapping.%' ORDER BY seq")
    return [str(row["action"]) for row in found]


def test_reading_proposes_and_puts_nothing_on_record(register: Register, amina: Actor) -> None:
    state(register, SAID)
    named = shown(register, amina)
    assert {code: (row.degree, row.state) for code, row in named.items()} == {
        "O1": (Degree.MEDIUM, MappingState.PROPOSED),
        "O3": (Degree.HIGH, MappingState.PROPOSED),
    }
    assert named["O3"].quote == "We recycle and renew our e-waste rules."
    assert named["O3"].reasons[0].words == ("e-waste", "recycle")
    assert rows(register) == 0


def test_proposals_go_on_record_once_with_their_reasons(register: Register, irene: Actor) -> None:
    state(register, SAID)
    assert propose(register, irene, "kenya", NOW) == ("O1", "O3")
    assert propose(register, irene, "kenya", NOW) == ()
    kept = mappings(register, "kenya")["O3"]
    assert (kept.degree, kept.state, kept.set_by) == ("high", "proposed", "irene")
    assert kept.explanation is not None
    assert '"about": "O3.5"' in kept.explanation
    assert actions(register) == ["mapping.propose", "mapping.propose"]


def test_a_person_confirms_and_corrects_the_degree(register: Register, amina: Actor) -> None:
    state(register, SAID)
    assert isinstance(confirm_mapping(register, amina, "kenya", "O3", Degree.HIGH, NOW), Mapped)
    corrected = confirm_mapping(register, amina, "kenya", "O3", Degree.LOW, NOW)
    assert isinstance(corrected, Mapped)
    assert (corrected.degree, corrected.state) == (Degree.LOW, MappingState.CONFIRMED)
    assert corrected.reasons[0].about == "O3.5"
    assert shown(register, amina)["O3"] == corrected
    confirm_mapping(register, amina, "kenya", "O3", Degree.LOW, NOW)
    assert rows(register) == 2
    assert actions(register) == ["mapping.confirm", "mapping.confirm"]


def test_what_a_person_rejected_is_not_proposed_again(register: Register, amina: Actor, irene: Actor) -> None:
    state(register, SAID)
    propose(register, irene, "kenya", NOW)
    reject_mapping(register, amina, "kenya", "O1", NOW)
    assert propose(register, irene, "kenya", NOW) == ()
    assert shown(register, amina)["O1"].state is MappingState.REJECTED
    taken_back = confirm_mapping(register, amina, "kenya", "O1", Degree.MEDIUM, NOW)
    assert isinstance(taken_back, Mapped)
    assert taken_back.state is MappingState.CONFIRMED
    assert actions(register)[-2:] == ["mapping.reject", "mapping.confirm"]


def test_a_person_may_name_an_item_that_no_word_proposed(register: Register, amina: Actor) -> None:
    named = confirm_mapping(register, amina, "kenya", "O7", Degree.LOW, NOW)
    assert isinstance(named, Mapped)
    assert (named.quote, named.reasons) == ("", ())
    assert list(shown(register, amina)) == ["O7"]


def test_a_changed_statement_changes_what_is_proposed(register: Register, irene: Actor) -> None:
    state(register, SAID)
    propose(register, irene, "kenya", NOW)
    state(register, "We recycle.")
    assert propose(register, irene, "kenya", NOW) == ("O3",)
    assert mappings(register, "kenya")["O3"].degree == "medium"


def test_a_withdrawn_endorsement_names_nothing(register: Register, amina: Actor) -> None:
    state(register, SAID, withdrawn_on="2026-01-01")
    assert shown(register, amina) == {}


def test_an_item_that_is_not_asked_and_an_unknown_signatory_are_refused(register: Register, irene: Actor) -> None:
    for item in ("F5", "O99"):
        refused = confirm_mapping(register, irene, "austria", item, Degree.LOW, NOW)
        assert isinstance(refused, Rejected)
        assert refused.problems[0].rule == "item-not-asked"
    unknown = propose(register, irene, "atlantis", NOW)
    assert isinstance(unknown, Rejected)
    assert unknown.problems[0].rule == "signatory-unknown"
    assert rows(register) == 0


def test_nobody_else_sees_or_sets_it(register: Register, tomasi: Actor) -> None:
    state(register, SAID)
    with pytest.raises(NotAllowed):
        mapping_of(register, tomasi, "kenya")
    with pytest.raises(NotAllowed):
        reject_mapping(register, tomasi, "kenya", "O3", NOW)
    assert rows(register) == 0
