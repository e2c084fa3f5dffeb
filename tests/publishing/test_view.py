"""A permalink keeps its meaning: by code, by label, in any language; what it says wrongly takes the default."""

from pathlib import Path

import pytest

from gda_tracker.domain.rates import RateName
from gda_tracker.i18n import text
from gda_tracker.publishing import book
from gda_tracker.publishing.asked import Asked
from gda_tracker.publishing.choices import Choices, asks_for_no_edition, choices_of, not_shown
from gda_tracker.publishing.links import chart_links
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.publishing.view import KEYS, View, address_of, view_of
from gda_tracker.services import analysis
from tests.sample_edition import write_sample


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder: Path = tmp_path_factory.mktemp("editions")
    for number in (2, 3):
        write_sample(folder, number=number, signatories=120)
    return Shelf(folder)


@pytest.fixture(scope="module")
def choices(shelf: Shelf) -> Choices:
    info = shelf.info(3)
    assert info is not None
    return choices_of(shelf.edition(info), analysis)


def asked(shelf: Shelf, query: dict[str, str], path: str = "") -> Asked:
    found = book.asked_of(shelf, path, query, "en", analysis)
    assert found is not None
    return found


def test_an_empty_address_is_the_default_view(shelf: Shelf) -> None:
    assert view_of(asked(shelf, {})) == View(3, "national_government", "itu_region", "all", RateName.VERIFIED)


def test_codes_and_labels_mean_the_same_in_any_language(shelf: Shelf) -> None:
    by_code = {"who": "private_sector", "where": "Africa", "show": "claimed", "edition": "2"}
    by_label = {"who": "Secteur privé", "where": "Afrique", "show": "Claimed", "edition": "2"}
    assert view_of(asked(shelf, by_code)) == view_of(asked(shelf, by_label))
    assert view_of(asked(shelf, by_code)) == View(2, "private_sector", "itu_region", "Africa", RateName.CLAIMED)


def test_nonsense_in_an_address_takes_the_default(shelf: Shelf) -> None:
    nonsense = {"who": "<b>", "by": "x", "where": "Atlantis", "show": "9", "edition": "-1", "id": "kenya"}
    assert view_of(asked(shelf, nonsense)) == View(3)
    assert asked(shelf, nonsense).query == {}


def test_a_member_of_another_grouping_is_nonsense(shelf: Shelf) -> None:
    assert asked(shelf, {"by": "income_group", "where": "Africa"}).query == {"by": "income_group"}
    assert asked(shelf, {"by": "un_region", "where": "Africa"}).query == {"by": "un_region", "where": "Africa"}


def test_a_page_keeps_only_the_keys_that_it_reads(shelf: Shelf) -> None:
    query = {"search": "Café & <b>", "page": "2", "show": "claimed", "utm": "x"}
    assert asked(shelf, query, "signatories").query["search"] == "Café & <b>"
    assert "utm" not in asked(shelf, query, "signatories").query


def test_a_view_survives_the_way_through_its_address(shelf: Shelf) -> None:
    view = View(3, "academia", "un_region", "Africa", RateName.RESPONSE)
    query = dict(pair.split("=") for pair in address_of(view).split("&"))
    assert view_of(asked(shelf, query)) == view


def test_widgets_get_the_label_that_they_expect(choices: Choices) -> None:
    assert choices.labelled({"who": "private_sector"}, text("en")) == {"who": "Private sector"}
    assert choices.labelled({"show": "Verified", "x": "1"}, text("en")) == {"show": "Verified", "x": "1"}
    assert choices.labelled({"item": "O3"}, text("en")) == {"item": "III Digital's own footprint"}


def test_a_word_for_nothing_stays_in_the_address_and_is_said(choices: Choices) -> None:
    query = {"who": "nonsense", "where": "Africa", "edition": "99"}
    assert choices.labelled(query, text("en")) == query
    assert not_shown(text("en"), choices, query, KEYS, 3, [3, 2]) == (
        "There is no edition 99; edition 3 is shown. No filter has the value “nonsense”, so the usual one is shown."
    )
    assert not_shown(text("en"), choices, {"who": "Academia", "edition": "2"}, KEYS, 2, [3, 2]) == ""


def test_an_edition_that_is_no_number_is_none_of_ours() -> None:
    assert asks_for_no_edition({"edition": "abc"}, [1])
    assert asks_for_no_edition({"edition": "99"}, [1])
    assert asks_for_no_edition({"edition": "٣"}, [3])
    assert not asks_for_no_edition({"edition": "1"}, [1])
    assert not asks_for_no_edition({}, [1])


def test_another_language_gets_the_choices_in_codes(choices: Choices) -> None:
    query = {"who": "Private sector", "where": "Africa", "show": "Claimed", "page": "2"}
    codes = {"who": "private_sector", "where": "Africa", "show": "claimed", "page": "2"}
    assert choices.in_codes(query) == codes
    assert choices.labelled(codes, text("en")) == query


def test_without_governments_the_first_type_with_members_is_usual(shelf: Shelf) -> None:
    assert view_of(asked(shelf, {"who": "academia"})).stakeholder_type == "academia"
    assert "who=national_government" in address_of(View(3))


def test_every_address_of_a_chart_names_the_edition_and_only_the_embed_names_the_host() -> None:
    links = chart_links(
        "objectives", "status", {"who": "academia", "search": "a&b", "lang": "fr"}, 3, "en", origin="https://t.example"
    )
    assert links.csv == "/charts/objectives/status.csv?who=academia&search=a%26b&edition=3&lang=en"
    assert links.permalink == "/objectives?who=academia&search=a%26b&edition=3#chart-status"
    assert links.embed == "https://t.example/embed/objectives/status?who=academia&search=a%26b&edition=3&lang=en"
    assert chart_links("", "map", {}, 1, "en").csv == "/charts/overview/map.csv?edition=1&lang=en"
