"""The search knows every language, accents, acronyms, countries and types, and takes signs for what they are."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from gda_tracker import editions
from gda_tracker.editions import Edition, Order, Selection, write

TYPES = {"national_government": "National government Gouvernement national", "academia": "Academia Université"}
BODIES = (
    # id, name, French, Chinese, type, country, endorsed, light
    ("itu", "International Telecommunication Union (ITU)", "Union internationale des télécommunications", None,
     "international_organisation", "CHE", date(2024, 11, 20), "on_time"),
    ("etu", "Eastern Telecommunication Union", None, None, "international_organisation", "KEN", None, None),
    ("civ", "Côte d’Ivoire", "Côte d’Ivoire", "科特迪瓦", "national_government", "CIV", date(2024, 11, 16), "silent"),
    ("nairobi", "Institute of Things", None, None, "academia", "KEN", date(2025, 1, 3), "late"),
    ("odd", "100% Green_Power \"Ltd\" O'Neil", None, None, "private_sector", "FRA", date(2025, 2, 3), "on_time"),
    ("ecole", "École du numérique", None, None, "academia", "FRA", date(2024, 12, 1), "overdue"),
)  # fmt: skip


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    regions = {"CHE": "Europe", "FRA": "Europe", "KEN": "Africa", "CIV": "Africa"}
    bodies = [
        {"id": code, "name": name, "name_fr": french, "name_zh": chinese, "stakeholder_type": kind, "iso3": iso3,
         "itu_region": regions[iso3], "is_ldc": iso3 == "CIV", "endorsed_on": endorsed_on}
        for code, name, french, chinese, kind, iso3, endorsed_on, _ in BODIES
    ]  # fmt: skip
    lights = [
        {"signatory_id": body[0], "cycle": "2026", "light": body[7], "due_on": date(2026, 10, 9)}
        for body in BODIES
        if body[7]
    ]
    entries = [
        {"signatory_id": "nairobi", "item": "O1", "cycle": "2026", "submitted_on": date(2026, 9, 1)},
        {"signatory_id": "itu", "item": "O1", "cycle": "2025", "submitted_on": date(2025, 9, 1)},
    ]
    info = {"number": 1, "published_at": datetime(2026, 11, 2), "snapshot_on": date(2026, 11, 1),
            "method_version": "1.0", "schema_version": 1, "is_demonstration": False, "trail_head": "0",
            "title": "1"}  # fmt: skip
    tables = {"edition": [info], "signatory": bodies, "reporting": lights, "entry": entries}
    folder = tmp_path_factory.mktemp("search")
    path = write(folder, 1, {name: pl.DataFrame(rows, infer_schema_length=None) for name, rows in tables.items()})
    with Edition.open(path) as opened:
        yield opened


def ids(edition: Edition, words: str = "", **wanted: object) -> list[str]:
    found = editions.search(edition, Selection(words, **wanted), TYPES)  # type: ignore[arg-type]
    return [row.id for row in found.part()]


def test_without_words_everybody_stands_in_alphabetical_order_accents_aside(edition: Edition) -> None:
    assert ids(edition) == ["odd", "civ", "etu", "ecole", "nairobi", "itu"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("cote d'ivoire", ["civ"]),
        ("CÔTE", ["civ"]),
        ("ecole", ["ecole"]),
        ("télécommunications", ["itu"]),
        ("科特迪瓦", ["civ"]),
        ("迪瓦", ["civ"]),
        ("Кения", ["etu", "nairobi"]),
        ("كينيا", ["etu", "nairobi"]),
        ("肯尼亚", ["etu", "nairobi"]),
        ("francia", ["odd", "ecole"]),
        ("KEN", ["etu", "nairobi"]),
        ("FR", ["odd", "ecole"]),
    ],
)
def test_names_and_countries_are_found_in_six_languages_and_by_code(
    edition: Edition, words: str, found: list[str]
) -> None:
    assert ids(edition, words) == found


def test_an_acronym_is_found_in_brackets_or_as_initials_and_not_inside_other_words(edition: Edition) -> None:
    assert ids(edition, "ITU") == ["itu"]
    assert ids(edition, "etu") == ["etu"]
    assert ids(edition, "UIT") == ["itu"]
    assert ids(edition, "it") == ["nairobi", "itu"]  # Institute of Things; a word that begins so
    assert ids(edition, "et") == []


def test_every_word_must_match_in_any_order_and_may_name_the_type(edition: Edition) -> None:
    assert ids(edition, "union telecommunication") == ["etu", "itu"]
    assert ids(edition, "union kenya") == ["etu"]
    assert ids(edition, "kenya academia") == ids(edition, "université kenya") == ["nairobi"]
    assert ids(edition, "gouvernement") == ["civ"]
    assert ids(edition, "union france") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [("%", ["odd"]), ("_", ["odd"]), ('"', ["odd"]), ("'", ["odd"]), ("100%", ["odd"]), ("o'neil", ["odd"]),
     ("%%", []), ("\\", []), ("' OR 1=1 --", []), ("|", []), ("*", [])],
)  # fmt: skip
def test_signs_stand_for_themselves(edition: Edition, words: str, found: list[str]) -> None:
    assert ids(edition, words) == found


def test_of_a_long_search_a_hundred_characters_count(edition: Edition) -> None:
    assert ids(edition, "union " + " " * 94 + "nonsense") == ["etu", "itu"]
    assert ids(edition, "union " + " " * 93 + "xylophone") == []


def test_filters_narrow_and_add_up(edition: Edition) -> None:
    assert ids(edition, stakeholder_type="academia") == ["ecole", "nairobi"]
    assert ids(edition, dimension="itu_region", member="Africa") == ["civ", "etu", "nairobi"]
    assert ids(edition, dimension="ldc", member="yes") == ["civ"]
    assert ids(edition, dimension="ldc", member="no", stakeholder_type="academia") == ["ecole", "nairobi"]
    assert ids(edition, light="on_time") == ["odd", "itu"]
    assert ids(edition, among=frozenset({"itu", "nowhere"})) == ["itu"]
    assert ids(edition, among=frozenset()) == []


def test_the_order_is_by_name_endorsement_or_latest_report_and_whoever_has_none_comes_last(edition: Edition) -> None:
    assert ids(edition, order=Order.OLDEST) == ["civ", "itu", "ecole", "nairobi", "odd", "etu"]
    assert ids(edition, order=Order.NEWEST) == ["odd", "nairobi", "ecole", "itu", "civ", "etu"]
    assert ids(edition, order=Order.REPORT)[:2] == ["nairobi", "itu"]


@pytest.mark.parametrize(
    ("words", "first", "others"),
    [
        ("telecommunication union", [], ["etu", "itu"]),
        ("International Telecommunication UNION", ["itu"], []),
        ("institute", ["nairobi"], []),
        ("union", ["itu"], ["etu"]),
        ("cote d'ivoire", ["civ"], []),
        ("科特", ["civ"], []),
        ("ken", [], ["etu", "nairobi"]),
        ("  ", [], ["odd", "civ", "etu", "ecole", "nairobi", "itu"]),
        ("%", [], ["odd"]),
    ],
)
def test_by_name_a_beginning_stands_first_and_the_rest_keeps_its_order(
    edition: Edition, words: str, first: list[str], others: list[str]
) -> None:
    found = editions.search(edition, Selection(words))
    assert [row.id for row in found.by_name(words).part()] == [*first, *others]
    assert sorted(row.id for row in found.part()) == sorted([*first, *others])


def test_by_name_a_whole_name_stands_before_longer_ones(tmp_path: Path) -> None:
    names = ("Amber Fibre", "Kenya Academy", "Kenya", "Kenia Ltd", "Zebra of Kenya")
    rows = [{"id": name, "name": name, "stakeholder_type": "academia", "iso3": "KEN"} for name in names]
    about = {"number": 1, "published_at": datetime(2026, 11, 2), "snapshot_on": date(2026, 11, 1),
             "method_version": "1.0", "schema_version": 1, "is_demonstration": False, "trail_head": "0",
             "title": "1"}  # fmt: skip
    path = write(tmp_path, 1, {"edition": pl.DataFrame([about]), "signatory": pl.DataFrame(rows)})
    with Edition.open(path) as opened:
        found = editions.search(opened, Selection("kenya"))
        assert [row.id for row in found.part()] == [
            "Amber Fibre",
            "Kenia Ltd",
            "Kenya",
            "Kenya Academy",
            "Zebra of Kenya",
        ]
        first = [row.id for row in found.by_name(" KENYA ").part()]
    assert first == ["Kenya", "Kenya Academy", "Amber Fibre", "Kenia Ltd", "Zebra of Kenya"]


def test_a_list_in_french_is_in_the_order_of_its_french_names(edition: Edition) -> None:
    assert ids(edition, "telecommunication", language="fr") == ["etu", "itu"]
    found = editions.search(edition, Selection(language="fr"))
    assert [row.id for row in found.part()] == ["odd", "civ", "etu", "ecole", "nairobi", "itu"]
    assert found.initials() == (("#", 1), ("C", 1), ("E", 2), ("I", 1), ("U", 1))


def test_letters_are_counted_and_what_is_no_letter_stands_apart(edition: Edition) -> None:
    found = editions.search(edition, Selection())
    assert found.initials() == (("#", 1), ("C", 1), ("E", 2), ("I", 2))


def test_a_line_knows_its_country_and_latest_report(edition: Edition) -> None:
    (row,) = editions.search(edition, Selection("things")).part()
    assert row.country is not None
    assert (row.country.fr, row.itu_region, row.light, row.reported_on) == ("Kenya", "Africa", "late", date(2026, 9, 1))


def test_a_part_of_the_matches(edition: Edition) -> None:
    found = editions.search(edition, Selection())
    assert found.total == 6
    assert [row.id for row in found.part(4, 50)] == ["nairobi", "itu"]
    assert found.part(50, 50) == ()
