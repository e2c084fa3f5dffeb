"""A permalink keeps its meaning: by code, by label, in any language; what it says wrongly takes the default."""

from gda_tracker.domain.rates import RateName
from gda_tracker.i18n import text
from gda_tracker.publishing.view import View, address_of, asks_for_no_edition, in_codes, labelled, not_shown, view_of

MEMBERS = ("Africa", "Europe")


def test_an_empty_address_is_the_default_view() -> None:
    assert view_of({}, 3, MEMBERS) == View(3, "national_government", "itu_region", "all", RateName.VERIFIED)


def test_codes_and_labels_mean_the_same() -> None:
    by_code = {"who": "private_sector", "where": "Africa", "show": "claimed"}
    by_label = {"who": "Private sector", "where": "Africa", "show": "Claimed"}
    assert view_of(by_code, 3, MEMBERS) == view_of(by_label, 3, MEMBERS)
    assert view_of(by_code, 3, MEMBERS).rate == RateName.CLAIMED


def test_nonsense_in_an_address_takes_the_default() -> None:
    assert view_of({"who": "<b>", "by": "x", "where": "Atlantis", "show": "9"}, 3, MEMBERS) == View(3)


def test_a_view_survives_the_way_through_its_address() -> None:
    view = View(3, "academia", "un_region", "Africa", RateName.RESPONSE)
    query = dict(pair.split("=") for pair in address_of(view).split("&"))
    assert view_of(query, 3, MEMBERS) == view


def test_widgets_get_the_label_that_they_expect() -> None:
    assert labelled({"who": "private_sector"}, text("en"), MEMBERS) == {"who": "Private sector"}
    assert labelled({"show": "Verified", "x": "1"}, text("en"), MEMBERS) == {"show": "Verified", "x": "1"}


def test_a_word_for_nothing_stays_in_the_address_and_is_said() -> None:
    query = {"who": "nonsense", "where": "Africa", "edition": "99"}
    assert labelled(query, text("en"), MEMBERS) == query
    assert not_shown(text("en"), query, 3, [3, 2], MEMBERS) == (
        "There is no edition 99; edition 3 is shown. No filter has the value “nonsense”, so the usual one is shown."
    )
    assert not_shown(text("en"), {"who": "Academia", "edition": "2"}, 2, [3, 2], MEMBERS) == ""


def test_an_edition_that_is_no_number_is_none_of_ours() -> None:
    assert asks_for_no_edition({"edition": "abc"}, [1])
    assert asks_for_no_edition({"edition": "99"}, [1])
    assert not asks_for_no_edition({"edition": "1"}, [1])
    assert not asks_for_no_edition({}, [1])


def test_another_language_gets_the_choices_in_codes() -> None:
    query = {"who": "Private sector", "where": "Africa", "show": "Claimed", "page": "2"}
    codes = {"who": "private_sector", "where": "Africa", "show": "claimed", "page": "2"}
    assert in_codes(query, MEMBERS) == codes
    assert labelled(codes, text("en"), MEMBERS) == query


def test_without_governments_the_first_type_with_members_is_usual() -> None:
    assert view_of({}, 3, MEMBERS, "private_sector").stakeholder_type == "private_sector"
    assert view_of({"who": "academia"}, 3, MEMBERS, "private_sector").stakeholder_type == "academia"
    assert "who=national_government" in address_of(View(3))
