"""Near a country: how far practices come from, and what their countries share with it.

The country is a part of the address and nothing else: it is not stored, not sent on, and not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..charts import words
from ..domain.distances import NEAREST_SAID_KM, great_circle_km, rounded_km
from ..domain.sourced import Country
from ..editions import OfferedPractice
from ..i18n import Text
from .asked import Asked
from .choice_labels import ANY


@dataclass(frozen=True, slots=True)
class Home:
    """The country that a visitor chose, and how far every other one is, in kilometres between label points."""

    country: Country
    km: dict[str, float]

    def distance_km(self, practice: OfferedPractice) -> float | None:
        """How far away the practice's country is; None where it has none, or none that has a point."""
        if practice.iso3 == self.country.iso3:
            return 0.0
        return self.km.get(practice.iso3 or "")


def home_of(asked: Asked) -> Home | None:
    """The chosen country; None where none is chosen."""
    code = asked.word("near", ANY)
    chosen = next((country for country in asked.analysis.countries() if country.iso3 == code), None)
    if chosen is None:
        return None
    points = {iso3: (one.lat, one.lon) for iso3, one in asked.analysis.places().items()}
    here = points.get(chosen.iso3, (None, None))
    if here[0] is None or here[1] is None:
        return Home(chosen, {})
    return Home(
        chosen,
        {
            iso3: great_circle_km(here[0], here[1], latitude, longitude)
            for iso3, (latitude, longitude) in points.items()
            if latitude is not None and longitude is not None
        },
    )


def nearest_first(practices: Iterable[OfferedPractice], home: Home) -> list[OfferedPractice]:
    """By distance; at the same distance, and where there is none, the order in which they came."""

    def far(practice: OfferedPractice) -> float:
        distance = home.distance_km(practice)
        return float("inf") if distance is None else distance

    return sorted(practices, key=far)


def said(t: Text, practice: OfferedPractice, home: Home) -> tuple[str, ...]:
    """What a practice's country has in common with the chosen one, and how far away it is."""
    name, distance = home.country.name(t.language), home.distance_km(practice)
    if practice.iso3 == home.country.iso3:
        return (t("in {country}", country=name),)
    said_so = []
    if distance is not None:
        is_close = distance < NEAREST_SAID_KM
        said_so.append(
            t("less than {km} km away", km=t.number(NEAREST_SAID_KM))
            if is_close
            else t("about {km} km away", km=t.number(rounded_km(distance)))
        )
    else:
        said_so.append(t("no country of its own"))
    if practice.itu_region and practice.itu_region == home.country.itu_region:
        said_so.append(t("same region: {name}", name=words.member_label(t, "itu_region", practice.itu_region)))
    if practice.income_group and practice.income_group == home.country.world_bank_income:
        said_so.append(
            t("same income group: {name}", name=words.member_label(t, "income_group", practice.income_group))
        )
    return tuple(said_so)
