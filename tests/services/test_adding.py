"""One signatory added by hand: compared with who is on record as a list is, one record, once."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

import pytest

from gda_tracker.domain.importing import Endorsed
from gda_tracker.domain.permissions import Actor, NotAllowed
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.registering import SignatoryFacts
from gda_tracker.register import Register, registry
from gda_tracker.services.adding import AddedByHand, Likeness, add_signatory
from gda_tracker.services.merging_signatories import merge_signatories

TODAY: Final = date(2026, 11, 22)
TOLD: Final = Endorsed(date(2026, 11, 18), "letter", document="L 7", source_title="Letter of 18 November")
SOLAR: Final = SignatoryFacts.typed("Zanzibar Solar Works", "ZSW", "private_sector", "TZA", "https://zsw.example", None)


def facts(name: str, kind: str = "private_sector", iso3: str | None = "BEL") -> SignatoryFacts:
    return SignatoryFacts.typed(name, None, kind, iso3, None, None)


def rules(result: object) -> list[str]:
    assert isinstance(result, Rejected), result
    return [problem.rule for problem in result.problems]


def added(register: Register, actor: Actor, told: SignatoryFacts, **more: Any) -> object:
    return add_signatory(register, actor, told, TOLD, today=TODAY, **more)


def test_a_signatory_is_added_with_its_endorsement_in_one_act(register: Register, irene: Actor) -> None:
    before = len(list(register.trail()))
    assert added(register, irene, SOLAR) == AddedByHand("zanzibar-solar-works", "Zanzibar Solar Works")
    (record,) = list(register.trail())[before:]
    assert (record.action, record.subject, record.signatory_id) == (
        "signatory.add", "zanzibar-solar-works", "zanzibar-solar-works",
    )  # fmt: skip
    assert json.loads(record.after_json or "") == {
        "name": "Zanzibar Solar Works", "stakeholder_type": "private_sector", "iso3": "TZA", "acronym": "ZSW",
        "website": "https://zsw.example", "endorsed_on": "2026-11-18", "channel": "letter", "document": "L 7",
        "source_title": "Letter of 18 November",
    }  # fmt: skip
    found = registry.recorded(register, "zanzibar-solar-works")
    assert found is not None
    assert (found.facts, found.state) == (SOLAR, "standing")
    (kept,) = registry.endorsements_of(register, "zanzibar-solar-works")
    assert (kept.endorsement_id, kept.told) == ("zanzibar-solar-works/1", TOLD)


def test_the_same_press_twice_adds_one(register: Register, irene: Actor, pavel: Actor) -> None:
    added(register, irene, SOLAR)
    head = register.trail_head()
    assert added(register, irene, SOLAR) == AddedByHand("zanzibar-solar-works", "Zanzibar Solar Works", is_new=False)
    late = added(register, pavel, SOLAR)
    assert isinstance(late, Likeness)
    assert (late.is_same, [one.signatory_id for one in late.candidates]) == (True, ["zanzibar-solar-works"])
    assert register.trail_head() == head


def test_a_government_bears_its_countrys_name_and_is_there_once(register: Register, irene: Actor) -> None:
    done = added(register, irene, facts("Republic of Rwanda", "national_government", "RWA"))
    assert done == AddedByHand("rwanda", "Rwanda")
    for name in ("Kenya", "Ministry of Environment of Kenya"):
        second = added(register, irene, facts(name, "national_government", "KEN"), apart_from=["kenya"], reason="So.")
        assert isinstance(second, Likeness)
        assert (second.is_same, second.signatories) == (True, {"kenya"})


def test_a_government_under_another_name_is_asked_about_and_what_was_typed_is_kept(
    register: Register, irene: Actor
) -> None:
    told = facts("Ministry of Digital Affairs", "national_government", "TON")
    head = register.trail_head()
    asked = added(register, irene, told)
    assert rules(asked) == ["government-other-name"]
    assert isinstance(asked, Rejected)
    assert asked.problems[0].values == {"country": "Tonga", "written": "Ministry of Digital Affairs"}
    assert register.trail_head() == head
    assert added(register, irene, told, is_the_government=True) == AddedByHand("tonga", "Tonga")
    record = list(register.trail())[-1]
    assert json.loads(record.after_json or "")["written_name"] == "Ministry of Digital Affairs"


def test_who_may_be_on_record_is_shown_and_told_apart_only_with_a_reason(register: Register, irene: Actor) -> None:
    told = facts("FTTH Council of Europe")
    like = added(register, irene, told)
    assert isinstance(like, Likeness)
    assert (like.is_same, like.signatories) == (False, {"ftth-council-europe"})
    assert isinstance(added(register, irene, told, apart_from=["kenya"], reason="So."), Likeness)
    assert rules(added(register, irene, told, apart_from=like.signatories, reason=" ")) == ["register-reason"]
    done = added(register, irene, told, apart_from=like.signatories, reason="Its letter says so.")
    assert done == AddedByHand("ftth-council-of-europe", "FTTH Council of Europe")
    record = list(register.trail())[-1]
    after = json.loads(record.after_json or "")
    assert (after["told_apart_from"], after["reason"]) == (["ftth-council-europe"], "Its letter says so.")
    head = register.trail_head()
    again = added(register, irene, told, apart_from=like.signatories, reason="Its letter says so.")
    assert again == AddedByHand("ftth-council-of-europe", "FTTH Council of Europe", is_new=False)
    assert register.trail_head() == head


def test_a_namesake_with_another_endorsement_is_in_doubt(register: Register, irene: Actor) -> None:
    like = added(register, irene, facts("FTTH Council Europe"))
    assert isinstance(like, Likeness)
    assert not like.is_same
    done = added(register, irene, facts("FTTH Council Europe"), apart_from=like.signatories, reason="Another council.")
    assert done == AddedByHand("ftth-council-europe-2", "FTTH Council Europe")


def test_the_name_of_a_merged_body_leads_to_the_one_that_holds_it(
    register: Register, irene: Actor, pavel: Actor
) -> None:
    added(register, irene, SOLAR)
    added(register, irene, facts("Pemba Wind Works", iso3="TZA"))
    done = merge_signatories(register, pavel, "pemba-wind-works", "zanzibar-solar-works", reason="One body.")
    assert not isinstance(done, Rejected)
    like = added(register, pavel, facts("Pemba Wind Works", iso3="TZA"))
    assert isinstance(like, Likeness)
    assert (like.is_same, like.signatories) == (True, {"zanzibar-solar-works"})


@pytest.mark.parametrize(
    ("told", "endorsed", "rule"),
    [
        (facts(""), TOLD, ["signatory-name"]),
        (facts("Works", "nonsense"), TOLD, ["signatory-type"]),
        (facts("Ministry", "national_government", None), TOLD, ["signatory-type-country"]),
        (facts("Kenya", "academia", "KEN"), TOLD, ["country-of-another-type"]),
        (facts("Kenya", "national_government", "FJI"), TOLD, ["countries-disagree"]),
        (SOLAR, Endorsed(date(2026, 11, 23)), ["endorsement-future"]),
        (SOLAR, Endorsed(channel="letter"), ["endorsement-empty"]),
        (SignatoryFacts.typed("W", None, "academia", None, "zsw.example", None), TOLD, ["signatory-website"]),
    ],
)
def test_what_cannot_be_is_refused(
    register: Register, irene: Actor, told: SignatoryFacts, endorsed: Endorsed, rule: list[str]
) -> None:
    head = register.trail_head()
    assert rules(add_signatory(register, irene, told, endorsed, today=TODAY)) == rule
    assert register.trail_head() == head


@pytest.mark.parametrize("who", ["visitor", "amina"])
def test_only_staff_add(register: Register, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        added(register, request.getfixturevalue(who), SOLAR)
