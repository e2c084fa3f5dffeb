"""What the board is narrowed down to. The address is the only state: every choice is written there in codes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

import streamlit as st

from .. import facts
from ..charts import words
from ..domain.declaration import StakeholderType
from ..domain.following import NOBODY, PASSED, Board, Sort
from ..domain.statuses import Light
from ..i18n import Text
from ..services.following_up import BoardPage
from ..services.narrowing import DIMENSIONS, asked_about
from . import address_fields
from .follow_up_words import states
from .templating import drawn

PAGE: Final = "page"
DROPPED: Final = "follow-up-dropped"
"""Session key of the words that were left out of the address, until they are said."""


def asked(officers: Mapping[str, str]) -> Board:
    """What the address asks for. A word that no choice has leaves the address, which is said: the list is wider."""
    found, usual = Board.asked(st.query_params.to_dict()), Board()
    rate, item, by = asked_about(found)
    known: dict[str, Collection[str]] = {
        "light": {PASSED, *Light},
        "region": {one.itu_region for one in facts.countries().values() if one.itu_region},
        "kind": set(StakeholderType),
        "officer": {NOBODY, *officers},
        "order": {"all"},
        "sort": set(Sort),
        "rate": {rate},
        "item": {item},
        "by": {by},
    }
    wrong = {
        name: getattr(usual, name)
        for name, words_of_it in known.items()
        if getattr(found, name) not in {*words_of_it, getattr(usual, name)}
    }
    if wrong:
        st.session_state[DROPPED] = ", ".join(f"{name}={getattr(found, name)}" for name in wrong)
        address_fields.take_out(*wrong)
    return replace(found, **wrong)


def dropped(t: Text) -> None:
    """Which words of the address were left out of it, once."""
    words_of_it = st.session_state.pop(DROPPED, "")
    if words_of_it:
        told = t("The address asks for something that is no choice here: {words}. It is left out.", words=words_of_it)
        st.html(drawn("note.html.j2", sentence=told))


def on_page(number: int) -> None:
    """The page that is shown stands in the address where it asked for another."""
    if PAGE in st.query_params and st.query_params[PAGE] != str(number):
        if number == 1:
            del st.query_params[PAGE]
        else:
            st.query_params[PAGE] = str(number)


def filters(t: Text, board: Board, page: BoardPage) -> None:
    """Search, light, region, type, officer, order; and whose interval where it is sorted by them."""
    everything = {"": t("All")}
    regions = {**everything, **{region: t(region) for region in page.regions}}
    kinds = {**everything, **{kind.value: words.type_label(t, kind.value) for kind in StakeholderType}}
    officers = {**everything, NOBODY: t("Nobody"), **page.officers}
    lights = {**everything, **states(t, Light)}
    sorts = {
        Sort.DUE.value: t("Due day"),
        Sort.NAME.value: t("Name"),
        Sort.NEXT.value: t("Next step"),
        Sort.NARROWING.value: t("Narrows the interval most"),
    }
    with st.container(key="filters", horizontal=True, gap="small"):
        address_fields.words("search", t("Find a signatory"), board.search)
        _choice("light", t("Report"), lights, board.light)
        _choice("region", t("Region"), regions, board.region)
        _choice("kind", t("Stakeholder type"), kinds, board.kind)
        _choice("officer", t("Officer"), officers, board.officer)
        orders = {"countries": t("Countries first"), "all": t("All together")}
        _choice("order", t("Order"), orders, board.order)
        _choice("sort", t("Sorted by"), sorts, board.sort)
    if board.sort == Sort.NARROWING:
        _interval(t, board)


def _interval(t: Text, board: Board) -> None:
    """Which rate, on which item, in whose groups."""
    rate, item, by = asked_about(board)
    items = {"any": t("Each item"), **{one.code: f"{one.number} {t(one.short)}" for one in facts.items().values()}}
    groups = {
        "stakeholder_type": t("Each stakeholder type"),
        "all": t("All signatories"),
        "itu_region": t("Each ITU region"),
        "income_group": t("Each income group"),
    }
    with st.container(key="interval", horizontal=True, gap="small"):
        rates = {"verified": t("Verified"), "evidence_backed": t("Evidence-backed")}
        _choice("rate", t("Interval of the rate"), rates, rate)
        _choice("item", t("On which item"), items, item)
        _choice("by", t("In"), {code: groups[code] for code in DIMENSIONS}, by)


def _choice(name: str, label: str, options: Mapping[str, str], current: str) -> None:
    address_fields.choice(name, label, options, current, usual=getattr(Board(), name))
