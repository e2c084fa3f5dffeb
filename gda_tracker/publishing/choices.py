"""The choices of an address: codes and labels of every select box, and how an address is read in any language.

Streamlit's bound widgets write the label of a choice into the address, in the language of the page. So an address is
read by code and by label in any language, and a permalink survives a change of language.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any, Final

from .. import editions
from ..charts import words
from ..editions import Edition
from ..i18n import LANGUAGES, Text, alphabetical, text
from .analysis import Analysis
from .choice_labels import ANY, EVERYWHERE, FIXED, Labels
from .paging import whole
from .plain_words import plain

_LONGEST: Final = 40


class Choices:
    """The choices of one edition. A key that is not among them is free text and stays as it is."""

    def __init__(self, edition: Edition, analysis: Analysis) -> None:
        self._edition = edition
        self._analysis = analysis
        self._items = editions.items(edition)
        self._members: dict[str, tuple[str, ...]] = {}

    def members(self, dimension: str) -> tuple[str, ...]:
        """The members of a dimension that occur."""
        if dimension not in self._members:
            self._members[dimension] = editions.members(self._edition, dimension)
        return self._members[dimension]

    def labels(self, t: Text, key: str, query: Mapping[str, str]) -> Labels | None:
        """Codes and labels of a key's menu, or None for free text. `query` may be in labels or codes."""
        if key in FIXED:
            return FIXED[key](t)
        if key == "where":
            dimension = self.dimension(query)
            return {EVERYWHERE: words.member_label(t, dimension, EVERYWHERE)} | {
                code: words.member_label(t, dimension, code) for code in self.members(dimension)
            }
        if key == "item":
            return {ANY: t("At least one item")} | {
                row.code: f"{words.numeral(row.code)} {t(row.short)}" for row in self._items
            }
        if key == "element":
            return {ANY: t("Any element")} | self._elements(t, query)
        if key == "near":
            return {ANY: t("Anywhere")} | self._countries(t)
        return None

    def _elements(self, t: Text, query: Mapping[str, str]) -> Labels:
        """The elements of the item that the address asks for, else of all."""
        item = self.code("item", query.get("item", ""), query) or ANY
        found = [one for one in self._analysis.items().values() if item in {ANY, one.code}]
        return {element.code: f"{element.code} {t(element.label)}" for one in found for element in one.elements}

    def _countries(self, t: Text) -> Labels:
        """Every country, by ISO 3166 alpha-3 code, in the language's alphabetical order."""
        names = {country.iso3: country.name(t.language) for country in self._analysis.countries()}
        return dict(sorted(names.items(), key=lambda pair: alphabetical(pair[1])))

    def dimension(self, query: Mapping[str, str]) -> str:
        """The grouping that an address asks for."""
        return self.code("by", query.get("by", ""), query) or "itu_region"

    def code(self, key: str, word: str, query: Mapping[str, str]) -> str | None:
        """The code that a word stands for in any language, or None."""
        for language in LANGUAGES:
            for code, label in (self.labels(text(language), key, query) or {}).items():
                if word in {code, label}:
                    return code
        return None

    def in_codes(self, query: Mapping[str, str]) -> dict[str, str]:
        """The same address with each known choice as its code; whatever stands for nothing stays as it is."""
        return {key: self.code(key, word, query) or word for key, word in query.items()}

    def labelled(self, query: Mapping[str, str], t: Text) -> dict[str, str]:
        """The same address with each known choice in this language's label, as the widgets expect it."""
        coded = self.in_codes(query)
        return {key: (self.labels(t, key, coded) or {}).get(word, word) for key, word in coded.items()}

    def unknown(self, query: Mapping[str, str], keys: Collection[str]) -> tuple[str, ...]:
        """The words of an address that stand for no choice of these keys, cut to a readable length."""
        return tuple(
            plain(word)[:_LONGEST]
            for key, word in query.items()
            if key in keys
            and word
            and self.labels(text("en"), key, query) is not None
            and self.code(key, word, query) is None
        )

    def understood(self, query: Mapping[str, str], keys: Collection[str]) -> dict[str, str]:
        """The query in codes, restricted to `keys`, without choices that do not exist and without empty values."""
        coded = self.in_codes({key: word for key, word in query.items() if word})
        wrong = {key for key in keys if self.unknown({**coded, key: coded.get(key, "")}, {key})}
        return {key: word for key, word in sorted(coded.items()) if key in keys and key not in wrong}


def choices_of(edition: Edition, analysis: Analysis) -> Choices:
    """The choices of an open edition."""
    known: Any = analysis  # A module can be hashed, but a protocol cannot say so.
    return _kept(edition, known)


@lru_cache(maxsize=16)
def _kept(edition: Edition, analysis: Any) -> Choices:
    return Choices(edition, analysis)


def edition_of(query: Mapping[str, str]) -> int | None:
    """The edition that an address asks for, or None."""
    return whole(query.get("edition", ""))


def asks_for_no_edition(query: Mapping[str, str], numbers: Collection[int]) -> bool:
    """True when an address names an edition, and none of that number is there."""
    return bool(query.get("edition")) and edition_of(query) not in numbers


def not_shown(
    t: Text, choices: Choices, query: Mapping[str, str], keys: Collection[str], shown: int, numbers: Collection[int]
) -> str:
    """What an address asks for in vain, and what is shown instead; empty when all is understood."""
    sentences = []
    if asks_for_no_edition(query, numbers):
        sentences.append(
            t(
                "There is no edition {asked}; edition {number} is shown.",
                asked=plain(query["edition"])[:_LONGEST],
                number=shown,
            )
        )
    unknown = choices.unknown(query, keys)
    if unknown:
        sentences.append(
            t(
                "No filter has the value {values}, so the usual one is shown.",
                values=", ".join(f"“{word}”" for word in unknown),
            )
        )
    return " ".join(sentences)
