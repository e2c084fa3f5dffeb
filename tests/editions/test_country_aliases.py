"""A country is found by the names people know it by, former ones among them."""

import pytest

from gda_tracker import editions, facts
from gda_tracker.domain.naming import plain
from gda_tracker.editions.framework import Government
from gda_tracker.editions.search import _country_words
from gda_tracker.publishing.framework_countries import Place

KNOWN = [
    ("Nauru", "NRU"), ("Turkey", "TUR"), ("Czech Republic", "CZE"), ("Ivory Coast", "CIV"), ("Swaziland", "SWZ"),
    ("Burma", "MMR"), ("Macedonia", "MKD"), ("Cape Verde", "CPV"), ("East Timor", "TLS"), ("USA", "USA"), ("UK", "GBR"),
    ("UAE", "ARE"), ("South Korea", "KOR"), ("North Korea", "PRK"), ("Laos", "LAO"), ("Syria", "SYR"),
    ("Vietnam", "VNM"), ("Holland", "NLD"), ("Hollande", "NLD"), ("Turquie", "TUR"), ("Corée du Sud", "KOR"),
    ("Birmanie", "MMR"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "iso3"), KNOWN)
def test_a_former_or_common_name_finds_the_country(name: str, iso3: str) -> None:
    assert f" {plain(name)}" in f" {_country_words(iso3)}"
    names = editions.country_names(iso3)
    assert names is not None
    found = Government("x", names, iso3, False, None, None, None, None, False)
    assert Place(found, None).is_called(name)  # type: ignore[arg-type]


def test_every_alias_is_of_a_party_and_of_one_alone() -> None:
    aliases = [(plain(alias), iso3) for iso3, found in facts.country_aliases().items() for alias in found]
    assert {iso3 for _, iso3 in aliases} <= set(facts.countries())
    assert len({alias for alias, _ in aliases}) == len(aliases)
