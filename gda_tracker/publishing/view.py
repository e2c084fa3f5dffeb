"""What a visitor has chosen to look at, and how an address says it.

Streamlit's bound widgets write the label of a choice into the address, in the language of the page. So an address is
read by code and by label in any language, and a permalink survives a change of language.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import urlencode

from .. import editions
from ..charts import words
from ..domain.declaration import StakeholderType
from ..domain.rates import RateName
from ..editions import Edition
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


def _member(word: str, dimension: str, members: tuple[str, ...]) -> str | None:
    for language in LANGUAGES:
        for code, label in labels(text(language), "where", dimension, members).items():
            if word in {code, label}:
                return code
    return None


def dimension_of(query: Mapping[str, str]) -> str:
    """The grouping that an address asks for."""
    return _codes("by").get(query.get("by", ""), "itu_region")


def edition_of(query: Mapping[str, str]) -> int | None:
    """The edition that an address asks for, or None."""
    word = query.get("edition", "")
    return int(word) if word.isdecimal() and len(word) < 9 else None


def usual_type(edition: Edition) -> str:
    """Whom the overview opens on: national governments when any is registered, else the first type that has members."""
    found = editions.funnels_by_type(edition)
    return next(
        (kind.value for kind in StakeholderType if kind in found and found[kind].endorsed), "national_government"
    )


def view_of(
    query: Mapping[str, str], edition: int, members: tuple[str, ...], usual: str = "national_government"
) -> View:
    """The view of an address; what it says wrongly or not at all takes its default, for types the `usual` one."""
    dimension = dimension_of(query)
    return View(
        edition=edition,
        stakeholder_type=_codes("who").get(query.get("who", ""), usual),
        dimension=dimension,
        member=_member(query.get("where", ""), dimension, members) or EVERYWHERE,
        rate=RateName(_codes("show").get(query.get("show", ""), RateName.VERIFIED.value)),
    )


def address_of(view: View) -> str:
    """The query of a view in codes, which any language understands; type and edition stand in every one."""
    plain = View(view.edition)
    pairs = [
        ("by", view.dimension, plain.dimension),
        ("where", view.member, plain.member),
        ("show", view.rate.value, plain.rate.value),
    ]
    chosen = [(key, value) for key, value, default in pairs if value != default]
    return urlencode([("who", view.stakeholder_type), *chosen, ("edition", str(view.edition))])


def in_codes(query: Mapping[str, str], members: tuple[str, ...]) -> dict[str, str]:
    """The same address with each known choice as its code; whatever stands for nothing stays as it is."""
    dimension = dimension_of(query)
    found = dict(query)
    for key in ("who", "by", "show"):
        if key in query:
            found[key] = _codes(key).get(query[key], query[key])
    if "where" in query:
        found["where"] = _member(query["where"], dimension, members) or query["where"]
    return found


def labelled(query: Mapping[str, str], t: Text, members: tuple[str, ...]) -> dict[str, str]:
    """The same address with each known choice in this language's label, as the widgets expect it."""
    dimension = dimension_of(query)
    coded = in_codes(query, members)
    return {
        key: labels(t, key, dimension, members).get(value, value) if key in {"who", "by", "where", "show"} else value
        for key, value in coded.items()
    }


def unknown_in(query: Mapping[str, str], members: tuple[str, ...]) -> tuple[str, ...]:
    """The words of an address that stand for no choice of a filter, cut to a readable length; the edition is apart."""
    coded, shown = in_codes(query, members), []
    for key in ("who", "by", "where", "show"):
        known = labels(text("en"), key, dimension_of(query), members)
        if coded.get(key) and coded[key] not in known:
            shown.append(coded[key][:40])
    return tuple(shown)


def asks_for_no_edition(query: Mapping[str, str], numbers: Collection[int]) -> bool:
    """True when an address names an edition, and none of that number is there."""
    return bool(query.get("edition")) and edition_of(query) not in numbers


def not_shown(t: Text, query: Mapping[str, str], shown: int, numbers: Collection[int], members: tuple[str, ...]) -> str:
    """What an address asks for in vain, and what is shown instead; empty when all is understood."""
    sentences = []
    if asks_for_no_edition(query, numbers):
        sentences.append(
            t("There is no edition {asked}; edition {number} is shown.", asked=query["edition"][:40], number=shown)
        )
    unknown = unknown_in(query, members)
    if unknown:
        sentences.append(
            t(
                "No filter has the value {values}, so the usual one is shown.",
                values=", ".join(f"“{word}”" for word in unknown),
            )
        )
    return " ".join(sentences)
