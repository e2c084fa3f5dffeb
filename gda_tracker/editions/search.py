"""Searching the signatories of an edition: their roll is read once, kept in memory, and answered from there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

import polars as pl

from .. import facts
from ..domain.naming import SMALL_WORDS, bracketed_acronym, plain
from .edition import Edition
from .signatories import Names, SignatoryRow, country_aliases, country_names

LONGEST_SEARCH: Final = 100
_NAMES: Final = ("name", "name_fr", "name_es", "name_ru", "name_ar", "name_zh")
_SHOWN: Final = (
    "id", *_NAMES, "stakeholder_type", "iso3", "itu_region", "endorsed_on", "withdrawn_on", "light", "reported_on",
    "due", "responded", "verified",
)  # fmt: skip
_FLAGS: Final = {"ldc": "is_ldc", "lldc": "is_lldc", "sids": "is_sids"}
# Stands around an acronym in the searched text, and in no folded name.
_BAR: Final = "|"

_ROLL: Final = """
    SELECT id, name, name_fr, name_es, name_ru, name_ar, name_zh,
           stakeholder_type, iso3, itu_region, un_region, is_ldc, is_lldc, is_sids, income_group,
           endorsed_on, withdrawn_on, light, reported_on,
           coalesce(due, 0) AS due, coalesce(responded, 0) AS responded, coalesce(verified, 0) AS verified
    FROM signatory
    LEFT JOIN reporting ON reporting.signatory_id = id
    LEFT JOIN follow_up ON follow_up.signatory_id = id AND additionality = 'any'
    LEFT JOIN (SELECT signatory_id, max(submitted_on) AS reported_on FROM entry GROUP BY signatory_id) AS report
           ON report.signatory_id = id
"""

_CELLS: Final = """
    SELECT signatory_id, item, is_due, off_scale, claimed, evidence, assessed, age_class, additionality, was_on_time
    FROM cell WHERE $item IS NULL OR item = $item
"""


class Order(StrEnum):
    """How a list of signatories is ordered; never by merit."""

    NAME = "name"
    NEWEST = "newest"
    OLDEST = "oldest"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which signatories, in which order. `None` is everybody; `among` holds the ids that another question left."""

    words: str = ""
    stakeholder_type: str | None = None
    dimension: str = "all"
    member: str = "all"
    light: str | None = None
    among: frozenset[str] | None = None
    order: Order = Order.NAME
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Matches:
    """The signatories of a selection, in its order."""

    rows: pl.DataFrame

    @property
    def total(self) -> int:
        """How many there are."""
        return self.rows.height

    def part(self, offset: int = 0, limit: int | None = None) -> tuple[SignatoryRow, ...]:
        """Some of them, or all from `offset` on."""
        return tuple(_row(values) for values in self.rows.select(_SHOWN).slice(offset, limit).iter_rows())

    def by_name(self, words: str) -> Matches:
        """Whose name is those words first, then whose name begins with them, then the others; else in the same order.

        A name in any language counts, case aside; in the language of the list also without its accents.
        """
        spoken, folded = words.strip().casefold(), plain(words)
        if not folded:
            return self
        names = [pl.col(name).str.to_lowercase() for name in _NAMES]
        order = pl.col("order")
        is_it = pl.any_horizontal(order == folded, *(name == spoken for name in names))
        begins = pl.any_horizontal(order.str.starts_with(folded), *(name.str.starts_with(spoken) for name in names))
        rank = pl.when(is_it).then(0).when(begins).then(1).otherwise(2)
        return Matches(self.rows.sort(rank, maintain_order=True))

    def initials(self) -> tuple[tuple[str, int], ...]:
        """First letters of the names and how many begin with each, by letter; `#` for what is no letter."""
        letters = self.rows.get_column("order").str.head(1).str.to_uppercase()
        named = pl.select(pl.when(letters.str.contains(r"^\p{L}")).then(letters).otherwise(pl.lit("#"))).to_series()
        counted = named.alias("letter").value_counts().sort("letter")
        return tuple((str(letter), int(count)) for letter, count in counted.iter_rows())


def search(edition: Edition, selection: Selection, type_words: Mapping[str, str] | None = None) -> Matches:
    """The signatories that fit, searched in every language, case and accents aside.

    Every word must begin a word of the name, of the country or its ISO code, or of `type_words` (stakeholder type →
    what people call it), in any order, or be the acronym; where a script leaves no spaces, it may stand anywhere.
    Signs such as `%` stand for themselves. Of the words, 100 characters count.
    """
    rows = _roll(edition, selection.language)
    tests = [*_filters(selection), *word_tests(selection.words[:LONGEST_SEARCH], type_words or {})]
    found = rows.filter(*tests) if tests else rows
    match selection.order:
        case Order.NEWEST | Order.OLDEST:
            is_newest = selection.order == Order.NEWEST
            found = found.sort("endorsed_on", descending=is_newest, nulls_last=True, maintain_order=True)
        case Order.REPORT:
            found = found.sort("reported_on", descending=True, nulls_last=True, maintain_order=True)
    return Matches(found)


def _filters(selection: Selection) -> list[pl.Expr]:
    tests = []
    if selection.stakeholder_type is not None:
        tests.append(pl.col("stakeholder_type") == selection.stakeholder_type)
    if selection.member != "all":
        column = _FLAGS.get(selection.dimension)
        tests.append(
            pl.col(selection.dimension) == selection.member
            if column is None
            else pl.col(column) == (selection.member == "yes")
        )
    if selection.light is not None:
        tests.append(pl.col("light") == selection.light)
    if selection.among is not None:
        tests.append(pl.col("id").is_in(list(selection.among)))
    return tests


def word_tests(words: str, type_words: Mapping[str, str]) -> list[pl.Expr]:
    return [_word_test(word, type_words) for word in words.casefold().split()]


def _word_test(word: str, type_words: Mapping[str, str]) -> pl.Expr:
    """One word of the search; of a word with signs in it, every part has to match."""
    parts = plain(word).split()
    if not parts:
        return pl.col("literal").str.contains(word, literal=True)
    tests = []
    for part in parts:
        start = f" {part}" if _has_spaces(part) else part
        test = pl.col("text").str.contains(start, literal=True)
        test |= pl.col("text").str.contains(f"{_BAR}{part}{_BAR}", literal=True)
        kinds = [kind for kind, said in type_words.items() if start in f" {plain(said)}"]
        tests.append(test | pl.col("stakeholder_type").is_in(kinds) if kinds else test)
    return pl.all_horizontal(tests)


def _has_spaces(part: str) -> bool:
    """False for a script that writes words without spaces between them (Chinese, Japanese kana, Thai)."""
    return not any("\u0e00" <= letter <= "\u0eff" or "\u3040" <= letter <= "\u9fff" for letter in part)


@lru_cache(maxsize=16)
def _roll(edition: Edition, language: str) -> pl.DataFrame:
    """Every signatory in the alphabetical order of a language, with `text`, `literal` and `order` to search by."""
    rows = _read(edition)
    shown = pl.coalesce(f"name_{language}", "name") if f"name_{language}" in _NAMES else pl.col("name")
    order = rows.select(shown.map_elements(plain, return_dtype=pl.String).alias("order"))
    return rows.with_columns(order.to_series()).sort("order", "id")


@lru_cache(maxsize=8)
def _read(edition: Edition) -> pl.DataFrame:
    frame = pl.DataFrame(edition.frame(_ROLL))
    texts = [searchable(names, iso3) for *names, iso3 in frame.select(*_NAMES, "iso3").iter_rows()]
    literals = [" ".join(name for name in names if name).casefold() for names in frame.select(_NAMES).iter_rows()]
    return frame.with_columns(pl.Series("text", texts, pl.String), pl.Series("literal", literals, pl.String))


def searchable(names: Collection[str | None], iso3: str | None) -> str:
    """` name words country words codes |acronym|acronym|`: every word after a space, every acronym between bars."""
    given = [name for name in names if name]
    words = " ".join(plain(name) for name in given)
    return f" {words} {_country_words(iso3)}{_BAR}{_BAR.join(sorted({a for n in given for a in _acronyms(n)}))}{_BAR}"


@lru_cache(maxsize=512)
def _country_words(iso3: str | None) -> str:
    names = country_names(iso3)
    if names is None:
        return plain(iso3 or "")
    said = (
        names.en,
        names.fr,
        names.es,
        names.ru,
        names.ar,
        names.zh,
        iso3,
        facts.countries()[iso3 or ""].iso2,
        *country_aliases(iso3),
    )
    return " ".join(plain(word) for word in said if word)


def _acronyms(name: str) -> set[str]:
    """The acronym in brackets, and the initials of two words or more that count."""
    found = {plain(bracketed_acronym(name) or "").replace(" ", "")}
    words = [word for word in plain(name.split("(")[0]).split() if word not in SMALL_WORDS]
    if len(words) > 1:
        found.add("".join(word[0] for word in words))
    return found - {""}


def _row(values: tuple[Any, ...]) -> SignatoryRow:
    (signatory_id, *names), (kind, iso3, region, *rest) = values[:7], values[7:]
    return SignatoryRow(signatory_id, Names(*names), kind, iso3, country_names(iso3), region, *rest)


def judged_cells(edition: Edition, item: str | None = None) -> pl.DataFrame:
    """The cells of one item or of all, with the columns that the method's tests look at."""
    return pl.DataFrame(edition.frame(_CELLS, {"item": item}))
