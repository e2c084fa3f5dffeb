"""The filters of the overview. Each lives in the address, so a link carries the view."""

from __future__ import annotations

import streamlit as st

from ..domain.rates import RateName
from ..i18n import Text
from ..publishing.view import View, dimension_of, edition_of, labels, not_shown
from . import cached
from .empty import note


def overview_filters(t: Text) -> View | None:
    """The chosen view; None while there is no edition. Streamlit writes the shown label into the address."""
    found = cached.shelf().editions()
    if not found:
        return None
    numbers = [info.number for info in found]
    asked = edition_of(st.query_params) or numbers[0]
    newest = asked if asked in numbers else numbers[0]
    _say_what_is_not_shown(t, newest, numbers)
    with st.container(key="filters", horizontal=True, gap="small"):
        who = _choice(t("Who"), "who", labels(t, "who"), cached.usual_type(newest))
        dimension = _choice(t("Grouping"), "by", labels(t, "by"))
        members = cached.members(newest, dimension)
        member = _choice(t("Where"), "where", labels(t, "where", dimension, members))
        rate = _choice(t("Show"), "show", labels(t, "show"))
        number = st.selectbox(t("Edition"), numbers, key="edition", bind="query-params")
    return View(number, who, dimension, member, RateName(rate))


def _say_what_is_not_shown(t: Text, shown: int, numbers: list[int]) -> None:
    """One sentence while the address is as it came; Streamlit takes out of it what no filter knows."""
    query = dict(st.query_params)
    said = not_shown(t, query, shown, numbers, cached.members(shown, dimension_of(query)))
    if said:
        note(said)


def _choice(label: str, key: str, options: dict[str, str], usual: str | None = None) -> str:
    codes = list(options)
    first = 0 if usual is None else codes.index(usual)
    return str(st.selectbox(label, codes, first, format_func=options.__getitem__, key=key, bind="query-params"))
