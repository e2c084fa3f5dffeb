"""Editing signatories and their endorsements: a new row each time, with its reason; what cannot be is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from gda_tracker.domain.importing import Endorsed
from gda_tracker.domain.permissions import Actor
from gda_tracker.domain.problems import Rejected
from gda_tracker.register import Register
from gda_tracker.services.endorsing import (
    EndorsementKept,
    add_endorsement,
    amend_endorsement,
    undo_withdrawal,
    withdraw_endorsement,
)
from gda_tracker.services.finding_signatories import Wish, find_signatories, history_of
from gda_tracker.services.registering import Edited, SignatoryFile, edit_signatory, signatory_file

TODAY: Final = date(2026, 11, 22)


def file_of(register: Register, who: Actor, signatory_id: str) -> SignatoryFile:
    found = signatory_file(register, who, signatory_id)
    assert isinstance(found, SignatoryFile)
    return found


def edit(register: Register, who: Actor, signatory_id: str, reason: str = "By letter.", **told: str | None) -> object:
    recorded = file_of(register, who, signatory_id).recorded
    facts = replace(recorded.facts, **told)
    return edit_signatory(register, who, signatory_id, facts, reason=reason, seen=recorded.trail_seq)


def rules(result: object) -> list[str]:
    assert isinstance(result, Rejected), result
    return [problem.rule for problem in result.problems]


def ids(register: Register, who: Actor, wish: Wish) -> list[str]:
    return [line.signatory_id for line in find_signatories(register, who, wish).lines]


def test_an_edit_is_a_new_row_whose_reason_before_and_after_the_trail_tells(register: Register, irene: Actor) -> None:
    result = edit(register, irene, "ftth-council-europe", name="Fibre Council Europe", acronym="FCE")
    assert isinstance(result, Edited)
    assert dict(result.changed) == {
        "name": ("FTTH Council Europe", "Fibre Council Europe"),
        "acronym": (None, "FCE"),
    }
    assert file_of(register, irene, "ftth-council-europe").recorded.facts.name == "Fibre Council Europe"
    rows = register.rows("SELECT count(*) AS n FROM signatory_row WHERE signatory_id = 'ftth-council-europe'")
    assert rows[0]["n"] == 2
    act = history_of(register, irene, "ftth-council-europe")[0]
    assert (act.action, act.reason, act.who) == ("signatory.edit", "By letter.", "irene")
    assert act.changed["name"] == ("FTTH Council Europe", "Fibre Council Europe")
    assert register.trail_break() is None


def test_the_same_facts_again_write_nothing(register: Register, irene: Actor) -> None:
    head = register.trail_head()
    assert edit(register, irene, "kenya") == Edited("kenya", {})
    assert register.trail_head() == head


def test_what_somebody_else_edited_meanwhile_is_not_overwritten(register: Register, irene: Actor) -> None:
    seen = file_of(register, irene, "kenya").recorded
    edit(register, irene, "kenya", website="https://kenya.example")
    late = replace(seen.facts, acronym="KE")
    result = edit_signatory(register, irene, "kenya", late, reason="Late.", seen=seen.trail_seq)
    assert rules(result) == ["signatory-superseded"]


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ({"name": ""}, "signatory-name"),
        ({"iso3": "XYZ"}, "signatory-country"),
        ({"iso3": None}, "signatory-type-country"),
        ({"iso3": "EUU"}, "signatory-type-country"),
        ({"stakeholder_type": "empire"}, "signatory-type"),
        ({"website": "javascript:alert(1)"}, "signatory-website"),
        ({"website": "https://"}, "signatory-website"),
        ({"website": "http://alder.example/a b"}, "signatory-website"),
        ({"website": "https://name:word@alder.example"}, "signatory-website"),
        ({"parent_id": "nobody"}, "signatory-parent"),
        ({"parent_id": "kenya"}, "signatory-parent-loop"),
        ({"iso3": "FJI"}, "signatory-namesake"),
    ],
)
def test_what_cannot_be_is_refused(register: Register, irene: Actor, told: dict[str, str | None], rule: str) -> None:
    head = register.trail_head()
    assert rule in rules(edit(register, irene, "kenya", **told))
    assert register.trail_head() == head


def test_a_reason_is_asked_for(register: Register, irene: Actor) -> None:
    assert rules(edit(register, irene, "kenya", reason="  ", acronym="KE")) == ["register-reason"]


def test_a_parent_below_its_own_subsidiary_is_refused_and_both_are_shown(register: Register, irene: Actor) -> None:
    edit(register, irene, "ftth-council-europe", parent_id="european-union")
    assert file_of(register, irene, "ftth-council-europe").parent == ("european-union", "European Union")
    assert file_of(register, irene, "european-union").subsidiaries == (("ftth-council-europe", "FTTH Council Europe"),)
    assert rules(edit(register, irene, "european-union", parent_id="ftth-council-europe")) == ["signatory-parent-loop"]


def test_a_namesake_in_the_same_country_needs_to_be_told_apart(register: Register, irene: Actor) -> None:
    edit(register, irene, "european-union", iso3=None)
    told = {"name": "F.T.T.H. Council Europe", "stakeholder_type": "civil_society", "iso3": "BEL"}
    assert rules(edit(register, irene, "european-union", **told)) == ["signatory-namesake"]
    recorded = file_of(register, irene, "european-union").recorded
    result = edit_signatory(
        register, irene, "european-union", replace(recorded.facts, **told),
        reason="Its foundation.", seen=recorded.trail_seq, is_other_body=True,
    )  # fmt: skip
    assert isinstance(result, Edited)
    assert history_of(register, irene, "european-union")[0].changed["is_other_body"] == (None, True)


def test_an_endorsement_is_added_once_however_often_it_is_sent(register: Register, irene: Actor) -> None:
    told = Endorsed(endorsed_on=date(2025, 3, 1), channel="note_verbale", document="NV 12/2025")
    first = add_endorsement(register, irene, "kenya", told, today=TODAY)
    again = add_endorsement(register, irene, "kenya", told, today=TODAY)
    assert first == EndorsementKept("kenya/2", told)
    assert again == EndorsementKept("kenya/2", told, is_changed=False)
    assert [one.endorsement_id for one in file_of(register, irene, "kenya").endorsements] == ["kenya/1", "kenya/2"]


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        (Endorsed(endorsed_on=date(2026, 11, 23)), "endorsement-future"),
        (Endorsed(source_title="A page", source_dated_on=date(2027, 1, 1)), "endorsement-future"),
        (Endorsed(endorsed_on=date(2024, 10, 31)), "endorsement-before"),
        (Endorsed(endorsed_on=date(2025, 1, 1), channel="pigeon"), "endorsement-channel"),
        (Endorsed(), "endorsement-empty"),
        (Endorsed(source_url="ftp://here"), "endorsement-source"),
        (Endorsed(source_url="https://"), "endorsement-source"),
        (Endorsed(document="x" * 501), "register-too-long"),
    ],
)
def test_an_endorsement_that_cannot_be_is_refused(register: Register, irene: Actor, told: Endorsed, rule: str) -> None:
    assert rules(add_endorsement(register, irene, "kenya", told, today=TODAY)) == [rule]


def test_an_endorsement_is_amended_withdrawn_and_stands_again(register: Register, irene: Actor) -> None:
    told = Endorsed(endorsed_on=date(2024, 11, 18), channel="email")
    amended = amend_endorsement(register, irene, "kenya", "kenya/1", told, reason="The mail.", today=TODAY)
    assert amended == EndorsementKept("kenya/1", told)
    on = date(2026, 5, 4)
    withdrawn = withdraw_endorsement(register, irene, "kenya", "kenya/1", on=on, reason="By letter.", today=TODAY)
    assert withdrawn == EndorsementKept("kenya/1", replace(told, withdrawn_on=on))
    assert ids(register, irene, Wish(state="withdrawn")) == ["kenya"]
    once_more = withdraw_endorsement(register, irene, "kenya", "kenya/1", on=on, reason="By letter.", today=TODAY)
    assert isinstance(once_more, EndorsementKept)
    assert not once_more.is_changed
    other_day = withdraw_endorsement(register, irene, "kenya", "kenya/1", on=TODAY, reason="By letter.", today=TODAY)
    assert rules(other_day) == ["endorsement-withdrawn"]
    restored = undo_withdrawal(register, irene, "kenya", "kenya/1", reason="It was Fiji's.", today=TODAY)
    assert restored == EndorsementKept("kenya/1", told)
    acts = [(act.action, act.reason) for act in history_of(register, irene, "kenya")[:3]]
    assert acts == [
        ("endorsement.restore", "It was Fiji's."),
        ("endorsement.withdraw", "By letter."),
        ("endorsement.amend", "The mail."),
    ]


def test_a_withdrawal_is_neither_in_the_future_nor_before_the_endorsement(register: Register, irene: Actor) -> None:
    for on, rule in ((date(2026, 11, 23), "endorsement-future"), (date(2024, 11, 2), "endorsement-withdrawn")):
        result = withdraw_endorsement(register, irene, "kenya", "kenya/1", on=on, reason="So.", today=TODAY)
        assert rules(result) == [rule]
    nobody = withdraw_endorsement(register, irene, "kenya", "fiji/1", on=TODAY, reason="So.", today=TODAY)
    assert rules(nobody) == ["endorsement-unknown"]


def test_names_are_found_in_six_languages_by_acronym_and_country(register: Register, irene: Actor) -> None:
    edit(register, irene, "ftth-council-europe", acronym="FCE")
    expected = {
        "autriche": ["austria"],
        "肯尼亚": ["kenya"],
        "FCE": ["ftth-council-europe"],
        "bel": ["ftth-council-europe"],
        "AUT": ["austria"],
        "nobody": [],
    }
    for words, found in expected.items():
        assert ids(register, irene, Wish(words=words)) == found, words
    assert ids(register, irene, Wish(stakeholder_type="private_sector")) == ["ftth-council-europe"]
    assert ids(register, irene, Wish(region="Africa")) == ["kenya"]
    found = find_signatories(register, irene, Wish(state="no_focal_point", page=7))
    assert (found.total, found.page, found.pages) == (5, 1, 1)
    assert found.without_focal_point == 5
