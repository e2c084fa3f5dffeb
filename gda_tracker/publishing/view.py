"""What a visitor has chosen to look at, and how an address says it.

Streamlit's bound widgets write the label of a choice into the address, in the language of the page. So an address is
read by code and by label in any language, and a permalink survives a change of language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import urlencode

from ..charts import words
from ..domain.declaration import StakeholderType
from ..domain.rates import RateName
from ..i18n import LANGUAGES, Text, text

DIMENSIONS: Final = ("itu_region", "un_region", "ldc", "lldc", "sids", "income_group")
TYPES: Final = (*StakeholderType, "all")
RATES: Final = (RateName.VERIFIED, RateName.EVIDENCE_BACKED, RateName.CLAIMED, RateName.ACTING, RateName.RESPONSE)
KEYS: Final = ("who", "by", "where", "show", "edition")
EVERYWHERE: Final = "all"


@dataclass(frozen=True, slots=True)
class View:
    """The filters of the overview. `member` is `all` for the world, else a member of `dimension`."""

    edition: int
    stakeholder_type: str = "national_government"
    dimension: str = "itu_region"
    member: str = EVERYWHERE
    rate: RateName = RateName.VERIFIED

    @property
    def scope(self) -> tuple[str, str]:
        """Dimension and member to ask the edition for."""
        return ("all", "all") if self.member == EVERYWHERE else (self.dimension, self.member)

    def place(self, t: Text) -> str:
        """The label of the chosen region, empty for the world."""
        return "" if self.member == EVERYWHERE else words.member_label(t, self.dimension, self.member)


def labels(t: Text, key: str, dimension: str = "itu_region", members: tuple[str, ...] = ()) -> dict[str, str]:
    """Codes and labels of one filter, in the order of its menu."""
    if key == "who":
        return {code: words.type_label(t, code) for code in TYPES}
    if key == "by":
        return {code: words.dimension_label(t, code) for code in DIMENSIONS}
    if key == "show":
        return {rate.value: words.rate_label(t, rate) for rate in RATES}
    return {EVERYWHERE: words.member_label(t, dimension, EVERYWHERE)} | {
        code: words.member_label(t, dimension, code) for code in members
    }


@cache
def _codes(key: str) -> dict[str, str]:
    """Every word in any language that stands for a code."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, label in labels(text(language), key).items():
            found[label] = found[code] = code
    return found


def _member(word: str, dimension: str, members: tuple[str, ...]) -> str:
    for language in LANGUAGES:
        for code, label in labels(text(language), "where", dimension, members).items():
            if word in {code, label}:
                return code
    return EVERYWHERE


def dimension_of(query: Mapping[str, str]) -> str:
    """The grouping that an address asks for."""
    return _codes("by").get(query.get("by", ""), "itu_region")


def edition_of(query: Mapping[str, str]) -> int | None:
    """The edition that an address asks for, or None."""
    word = query.get("edition", "")
    return int(word) if word.isdecimal() and len(word) < 9 else None


def view_of(query: Mapping[str, str], edition: int, members: tuple[str, ...]) -> View:
    """The view of an address; what it says wrongly or not at all takes its default."""
    dimension = dimension_of(query)
    return View(
        edition=edition,
        stakeholder_type=_codes("who").get(query.get("who", ""), "national_government"),
        dimension=dimension,
        member=_member(query.get("where", ""), dimension, members),
        rate=RateName(_codes("show").get(query.get("show", ""), RateName.VERIFIED.value)),
    )


def address_of(view: View) -> str:
    """The query of a view in codes, which any language understands; empty when all is default."""
    plain = View(view.edition)
    pairs = [
        ("who", view.stakeholder_type, plain.stakeholder_type),
        ("by", view.dimension, plain.dimension),
        ("where", view.member, plain.member),
        ("show", view.rate.value, plain.rate.value),
    ]
    chosen = [(key, value) for key, value, default in pairs if value != default]
    return urlencode([*chosen, ("edition", str(view.edition))])


def labelled(query: Mapping[str, str], t: Text, members: tuple[str, ...]) -> dict[str, str]:
    """The same address with each choice in this language's label, as the widgets expect it."""
    view = view_of(query, 0, members)
    now = {
        "who": labels(t, "who")[view.stakeholder_type],
        "by": labels(t, "by")[view.dimension],
        "where": labels(t, "where", view.dimension, members)[view.member],
        "show": labels(t, "show")[view.rate.value],
    }
    return {key: now.get(key, value) for key, value in query.items()}
