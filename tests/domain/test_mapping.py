"""Matching a statement against the Declaration: it explains itself, in English and French, and never varies."""

from __future__ import annotations

import pytest

from gda_tracker.domain.mapping import Degree, Proposal, plain, proposals, stem
from gda_tracker.domain.mapping_terms import TERMS
from gda_tracker.facts import items

ENGLISH = (
    "Kenya will strengthen its e-waste regulations and the recycling of devices. "
    "We commit to Early-Warning Systems over mobile networks. Our NDC will include ICT."
)
FRENCH = "Nous misons sur la sobriété numérique et l’économie circulaire. L'ALERTE PRÉCOCE reste prioritaire."


def found(statement: str | None) -> dict[str, Proposal]:
    return {one.item: one for one in proposals(statement, items())}


def test_each_proposal_shows_which_words_of_which_sentence_stand_for_what() -> None:
    named = found(ENGLISH)
    assert {item: one.degree for item, one in named.items()} == {
        "O1": Degree.MEDIUM,
        "O3": Degree.HIGH,
        "F8": Degree.MEDIUM,
    }
    [match] = named["O3"].matches
    assert (match.about, match.words) == ("O3.5", ("e-waste", "recycling"))
    assert named["O3"].quote == "Kenya will strengthen its e-waste regulations and the recycling of devices."
    assert [(one.about, one.words) for one in named["O1"].matches] == [("O1.4", ("Early-Warning",))]
    assert named["F8"].quote == "Our NDC will include ICT."


def test_french_accents_capitals_and_apostrophes_make_no_difference() -> None:
    named = found(FRENCH)
    assert {item: one.degree for item, one in named.items()} == {"O1": Degree.MEDIUM, "O3": Degree.HIGH}
    assert [one.words for one in named["O3"].matches] == [("sobriété numérique",), ("économie circulaire",)]


def test_words_of_a_label_count_from_two_on_and_prove_less_than_a_term() -> None:
    two = found("Assistance goes to mobile users in an emergency.")["O1"]
    assert two.degree is Degree.LOW
    assert two.matches[0].about == "O1.4"
    assert two.matches[0].words == ("mobile", "emergency")
    assert not two.matches[0].is_term
    assert found("We think of an emergency.") == {}
    three = found("Mobile alerts prepare for an emergency: response and preparedness of mobile users in an emergency.")
    assert three["O1"].degree is Degree.MEDIUM


@pytest.mark.parametrize(
    "said",
    [
        None,
        "",
        "   \n ",
        "We endorse the COP29 Declaration on Green Digital Action and support its implementation across sectors.",
        "Nous soutenons la Déclaration sur l’action numérique verte.",
        "الإعلان بشأن العمل الرقمي الأخضر",
    ],
)
def test_an_endorsement_that_names_nothing_proposes_nothing(said: str | None) -> None:
    assert found(said) == {}


def test_a_part_of_a_word_is_not_the_word() -> None:
    assert "F6" not in found("We tapped new sources. Tapestry.")
    assert "F8" not in found("The xndc is none.")


def test_the_same_statement_gives_the_same_proposals_in_the_order_of_the_declaration() -> None:
    assert proposals(ENGLISH, items()) == proposals(ENGLISH, items())
    order = list(items())
    assert [one.item for one in proposals(ENGLISH, items())] == sorted(found(ENGLISH), key=order.index)


def test_only_asked_items_are_proposed() -> None:
    asked = {code: item for code, item in items().items() if code != "F8"}
    assert "F8" not in {one.item for one in proposals(ENGLISH, asked)}


def test_a_long_sentence_is_read_to_its_end_and_quoted_in_part() -> None:
    named = found("and so on " * 200 + "with recycling")
    assert len(named["O3"].quote) <= 600
    assert named["O3"].quote.endswith("with recycling")


def test_every_term_is_of_a_known_item_or_element_and_written_plainly() -> None:
    known = set(items()) | {element.code for item in items().values() for element in item.elements}
    assert set(TERMS) == known
    for terms in TERMS.values():
        for term in terms:
            assert term == plain(term)
            assert all(part.rstrip("*").isalnum() for part in term.split()), term


def test_plurals_share_a_stem() -> None:
    assert stem("supplies") == stem("supply")
    assert stem("metrics") == stem("metric")
    assert stem("monitoring") == stem("monitored") == "monitor"
