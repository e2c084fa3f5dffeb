"""A permalink keeps its meaning: by code, by label, in any language; what it says wrongly takes the default."""

from gda_tracker.domain.rates import RateName
from gda_tracker.i18n import text
from gda_tracker.publishing.view import View, address_of, labelled, view_of

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
