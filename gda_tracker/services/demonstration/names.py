"""Invented bodies for the demonstration register: who they are, where they sit, when they endorsed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from ...domain.declaration import StakeholderType
from ...domain.signatory import slug
from ...domain.sourced import Country

KIND_WEIGHTS: Final[dict[StakeholderType, int]] = {
    StakeholderType.PRIVATE_SECTOR: 46,
    StakeholderType.CIVIL_SOCIETY: 17,
    StakeholderType.ACADEMIA: 14,
    StakeholderType.TECHNICAL_COMMUNITY: 8,
    StakeholderType.SUBNATIONAL_GOVERNMENT: 5,
    StakeholderType.INTERNATIONAL_ORGANISATION: 4,
    StakeholderType.FINANCIAL_INSTITUTION: 4,
    StakeholderType.PHILANTHROPY: 2,
}
_FIRST: Final = """Alder Amber Aspen Baobab Basalt Bayleaf Birch Brightwater Cedar Cinder Clearbrook Cobalt Coral Delta
Drift Dune Elmstone Estuary Fennel Fern Fjord Flint Foxglove Garnet Glacier Granite Harbour Hazel Heron Highland
Indigo Iris Ivory Jasper Juniper Kestrel Lagoon Larkfield Laurel Lichen Linden Lotus Mangrove Maple Marble Meadow
Meridian Mistral Monsoon Mossgrove Nettle Northbank Oak Ochre Olive Opal Orchard Osprey Palmyra Pebble Pinegrove
Plover Quartz Quince Rainford Redwood Reef Ridge Rivermouth Rowan Saffron Sage Sandbar Savanna Sequoia Shoreline
Silverleaf Skylark Slate Solstice Sparrow Springwell Stonebridge Summit Sycamore Tamarind Teal Tidewater Topaz
Tundra Umber Valley Verdant Violet Walnut Westwind Willow Windrose Yarrow Zephyr""".split()
_SECOND: Final = """Arc Bay Bridge Coast Cove Creek Crest Field Gate Glen Grove Haven Hill Isle Lake Mill Moor Park
Peak Point Reach River Rock Shore Vale View Well Wood""".split()
_FORMS: Final[dict[StakeholderType, tuple[str, ...]]] = {
    StakeholderType.PRIVATE_SECTOR: (
        "{} Networks", "{} Data Centres", "{} Telecom", "{} Cloud Services", "{} Grid Analytics", "{} Devices",
        "{} Software", "{} Fibre", "{} Semiconductors", "{} Mobile", "{} Sensor Systems", "{} Recycling",
    ),
    StakeholderType.CIVIL_SOCIETY: (
        "{} Climate Action", "{} Digital Rights Forum", "Friends of {}", "{} Youth Network", "{} Women in Technology",
        "{} Repair Alliance",
    ),
    StakeholderType.ACADEMIA: (
        "University of {}", "{} Institute of Technology", "{} Climate Research Centre", "{} Polytechnic",
    ),
    StakeholderType.TECHNICAL_COMMUNITY: (
        "{} Internet Exchange", "{} Open Standards Group", "{} Network Operators", "{} Engineers' Society",
    ),
    StakeholderType.SUBNATIONAL_GOVERNMENT: ("City of {}", "{} Province", "{} Regional Council"),
    StakeholderType.INTERNATIONAL_ORGANISATION: (
        "{} Intergovernmental Centre", "{} Regional Commission", "{} Basin Organisation",
    ),
    StakeholderType.FINANCIAL_INSTITUTION: ("{} Development Bank", "{} Green Fund", "Bank of {}"),
    StakeholderType.PHILANTHROPY: ("{} Foundation", "{} Trust"),
}  # fmt: skip
GOVERNMENTS: Final = 83
_ALWAYS: Final = ("KEN", "FJI")
"""The countries of the demonstration's focal points."""


@dataclass(frozen=True, slots=True)
class Body:
    """An invented signatory; `name` says so for governments, whose countries are real."""

    signatory_id: str
    name: str
    stakeholder_type: StakeholderType
    iso3: str | None
    annex_i: bool | None
    region: str | None
    endorsed_on: date
    channel: str
    withdrawn_on: date | None


def invented(count: int, countries: dict[str, Country], rng: Random, until: date) -> list[Body]:
    """So many bodies: up to 83 governments, the European Union, and others by usual proportions."""
    governments = min(GOVERNMENTS, max(2, count // 2))
    chosen = _spread(countries, governments, rng)
    bodies = [_government(countries[iso3], rng, until) for iso3 in chosen]
    if count > governments:
        bodies.append(_european_union(countries["EUU"]))
    homes = [code for code in countries if code != "EUU"]
    taken: set[str] = set()
    while len(bodies) < count:
        kind = rng.choices(list(KIND_WEIGHTS), weights=list(KIND_WEIGHTS.values()))[0]
        name = _new_name(kind, rng, taken)
        home = countries[rng.choice(chosen if rng.random() < 0.7 else homes)]
        bodies.append(_body(name, kind, home, rng, until))
    return bodies


def _spread(countries: dict[str, Country], count: int, rng: Random) -> list[str]:
    pool = [code for code, country in countries.items() if country.itu_region and code not in _ALWAYS]
    rng.shuffle(pool)
    return sorted([*_ALWAYS, *pool[: count - len(_ALWAYS)]])


def _new_name(kind: StakeholderType, rng: Random, taken: set[str]) -> str:
    for attempt in range(1, 1_000_000):
        place = rng.choice(_FIRST) if rng.random() < 0.4 else f"{rng.choice(_FIRST)} {rng.choice(_SECOND)}"
        name = rng.choice(_FORMS[kind]).format(place if attempt < 40 else f"{place} {attempt}")
        if name not in taken:
            taken.add(name)
            return name
    raise RuntimeError("There are no more invented names.")


def _endorsed_on(rng: Random, until: date) -> date:
    if rng.random() < 0.72:
        return date(2024, 11, rng.randint(11, 16))
    span = max(1, (until - date(2024, 11, 17)).days)
    return date(2024, 11, 17) + timedelta(days=int(span * rng.random() ** 1.8))


def _government(country: Country, rng: Random, until: date) -> Body:
    is_cast = country.iso3 in _ALWAYS
    return Body(
        signatory_id=slug(country.name_en),
        name=f"{country.name_en} (demonstration)",
        stakeholder_type=StakeholderType.NATIONAL_GOVERNMENT,
        iso3=country.iso3,
        annex_i=country.annex_i,
        region=country.itu_region,
        endorsed_on=date(2024, 11, 14) if is_cast else _endorsed_on(rng, until),
        channel=rng.choice(("note_verbale", "note_verbale", "letter", "email")),
        withdrawn_on=None,
    )


def _european_union(country: Country) -> Body:
    return Body(
        "european-union", "European Union (demonstration)", StakeholderType.INTERNATIONAL_ORGANISATION,
        country.iso3, True, None, date(2024, 11, 16), "letter", None,
    )  # fmt: skip


def _body(name: str, kind: StakeholderType, home: Country, rng: Random, until: date) -> Body:
    endorsed_on = _endorsed_on(rng, until)
    leaves = rng.random() < 0.004
    return Body(
        signatory_id=f"demo-{slug(name)}",
        name=name,
        stakeholder_type=kind,
        iso3=None if kind is StakeholderType.INTERNATIONAL_ORGANISATION else home.iso3,
        annex_i=home.annex_i,
        region=home.itu_region,
        endorsed_on=endorsed_on,
        channel=rng.choice(("email", "email", "letter")),
        withdrawn_on=min(until, endorsed_on + timedelta(days=400)) if leaves else None,
    )
