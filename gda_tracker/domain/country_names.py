"""Countries under any usual name or code in six languages.

Sources, in this order: the names and codes of `data/countries.csv`, the territory names of Unicode CLDR (Babel), and
the patterns of country_converter for what people write besides. A name that means two countries means none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib.resources import files
from typing import Any, Final

from babel import Locale
from rapidfuzz import fuzz, process

from .naming import plain
from .sourced import Country

LANGUAGES: Final = ("en", "fr", "es", "ru", "ar", "zh")
NOWHERE: Final = frozenset(
    plain(word)
    for word in """international internationale internacional global mondial mundial worldwide world monde regional
    multilateral multi-country multinational none aucun""".split()
)
USUAL: Final = {
    "eu": "EUU", "ue": "EUU", "european community": "EUU", "union europeenne": "EUU", "european commission": "EUU",
    "uk": "GBR", "england": "GBR", "scotland": "GBR", "wales": "GBR", "great britain": "GBR", "royaume uni": "GBR",
    "uae": "ARE", "usa": "USA", "u s": "USA", "u s a": "USA", "etats unis d amerique": "USA", "drc": "COD",
    "rdc": "COD", "dprk": "PRK", "roc": "COG", "car": "CAF", "rca": "CAF", "png": "PNG", "ksa": "SAU", "rsa": "ZAF",
    "holland": "NLD", "the gambia": "GMB", "burma": "MMR", "vatican": "VAT", "palestine": "PSE", "korea": "KOR",
    "pays bas": "NLD", "la barbade": "BRB", "bosnia": "BIH", "trinidad": "TTO", "st lucia": "LCA", "fsm": "FSM",
}  # fmt: skip
_ASKED_AT_MOST: Final = 1_000


class CountryNames:
    """Resolves what a list calls a country to its ISO 3166 alpha-3 code."""

    def __init__(self, countries: Mapping[str, Country]) -> None:
        self._countries = countries
        self._asked: dict[str, str | None] = {}

    def code(self, written: str) -> str | None:
        """The code of a Party by name or code, or None. `NA` is Namibia; whether it is meant is for the caller."""
        known = self._index.get(plain(written)) or self._by_m49.get(written.strip().removesuffix(".0").zfill(3))
        if known is not None:
            return known
        if written not in self._asked:
            self._asked[written] = self._by_pattern(written) if len(self._asked) < _ASKED_AT_MOST else None
        found = self._asked[written]
        return found if found in self._countries else None

    def english(self, iso3: str) -> str:
        """The Party's name in English."""
        return self._countries[iso3].name_en

    def english_names(self) -> tuple[str, ...]:
        """Every Party's name in English."""
        return tuple(country.name_en for country in self._countries.values())

    def exactly(self, name: str) -> str | None:
        """The code of the Party that this is a name or code of, without guessing."""
        return self._index.get(plain(name))

    def other_territory(self, written: str) -> str | None:
        """The usual name of a territory that exists but is no Party, such as Hong Kong."""
        if len(plain(written)) < 2:
            return None
        code = self._asked.get(written)
        if code is not None and code not in self._countries:
            return written.strip()
        return None

    def nearest(self, written: str) -> str | None:
        """The English name of the Party whose name, in any language, looks most like it."""
        best = process.extractOne(plain(written), self._long_names, scorer=fuzz.ratio, score_cutoff=70)
        return self._countries[self._index[best[0]]].name_en if best else None

    def is_plainly(self, name: str, iso3: str) -> bool:
        """Whether a government's name says no more than its country: `Government of the Republic of Kenya`."""
        if self._index.get(plain(name)) == iso3:
            return True
        rest = [word for word in plain(name).split() if word not in _GOVERNMENT_WORDS]
        return not rest or self._index.get(" ".join(rest)) == iso3 or set(rest) <= self._words_of(iso3)

    def _words_of(self, iso3: str) -> set[str]:
        country = self._countries[iso3]
        return {word for language in LANGUAGES for word in plain(country.name(language)).split()}

    @cached_property
    def _index(self) -> dict[str, str]:
        ours = {
            plain(name): iso3
            for iso3, country in self._countries.items()
            for name in (country.iso3, country.iso2, *(country.name(language) for language in LANGUAGES))
        }
        return {**self._usual_names(), **USUAL, **ours}

    @cached_property
    def _long_names(self) -> list[str]:
        return [name for name in self._index if len(name) > 3]

    @cached_property
    def _by_m49(self) -> dict[str, str]:
        return {country.m49.zfill(3): iso3 for iso3, country in self._countries.items() if country.m49}

    def _usual_names(self) -> dict[str, str]:
        by_iso2 = {country.iso2: iso3 for iso3, country in self._countries.items()}
        found: dict[str, set[str]] = {}
        for language in LANGUAGES:
            for iso2, name in Locale(language).territories.items():
                if iso2 in by_iso2:
                    for spelling in _spellings(name):
                        found.setdefault(spelling, set()).add(by_iso2[iso2])
        return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1 and name}

    def _by_pattern(self, written: str) -> str | None:
        if not any(character.isalpha() for character in written) or len(written) > 120:
            return None
        matches = {iso3 for pattern, iso3 in _patterns() if pattern.search(written)}
        return matches.pop() if len(matches) == 1 else None


_GOVERNMENT_WORDS: Final = frozenset(
    """government governement gouvernement gobierno govt of the du de la le les d l et and republic republique
    republica state etat kingdom royaume federal federation people peoples s democratic democratique islamic
    national nation commonwealth union sultanate principality grand duchy plurinational bolivarian united
    hashemite arab socialist cooperative independent""".split()
)


def _spellings(name: str) -> Iterable[str]:
    """`Myanmar (Burma)` → also `Myanmar`; the whole always."""
    yield plain(name)
    yield plain(re.sub(r"\(.*?\)|（.*?）", " ", name))


_PATTERNS: list[tuple[re.Pattern[str], str]] = []


def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """country_converter's name patterns. Its own class fails under pandas 3, which reads Namibia's code as missing."""
    if not _PATTERNS:
        _PATTERNS.extend(_read_patterns())
    return _PATTERNS


def _read_patterns() -> Iterable[tuple[re.Pattern[str], str]]:
    text = (files("country_converter") / "country_data.tsv").read_text(encoding="utf-8")
    header, *lines = (line.split("\t") for line in text.splitlines() if line)
    place: dict[str, Any] = {name: header.index(name) for name in ("regex", "ISO3", "obsolete")}
    for line in lines:
        if not line[place["obsolete"]].strip():
            yield re.compile(line[place["regex"]], re.IGNORECASE), line[place["ISO3"]]
