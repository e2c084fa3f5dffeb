"""The filters of the overview. Each lives in the address, so a link carries the view."""

from __future__ import annotations

import streamlit as st

from ..domain.rates import RateName
from ..i18n import Text
from ..publishing.view import View, edition_of, labels
from . import cached


def overview_filters(t: Text) -> View | None:
    """The chosen view; None while there is no edition. Streamlit writes the shown label into the address."""
    found = cached.shelf().editions()
    if not found:
        return None
    numbers = [info.number for info in found]
    with st.container(key="filters", horizontal=True, gap="small"):
        who = _choice(t("Who"), "who", labels(t, "who"))
        dimension = _choice(t("Grouping"), "by", labels(t, "by"))
        newest = edition_of(st.query_params) or numbers[0]
        members = cached.members(newest if newest in numbers else numbers[0], dimension)
        member = _choice(t("Where"), "where", labels(t, "where", dimension, members))
        rate = _choice(t("Show"), "show", labels(t, "show"))
        number = st.selectbox(t("Edition"), numbers, key="edition", bind="query-params")
    return View(number, who, dimension, member, RateName(rate))


def _choice(label: str, key: str, options: dict[str, str]) -> str:
    return str(st.selectbox(label, list(options), format_func=options.__getitem__, key=key, bind="query-params"))
