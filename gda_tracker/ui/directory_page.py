"""The directory's layout: what it says, search and type, then the table, a page at a time."""

from __future__ import annotations

import streamlit as st

from ..editions import EditionInfo
from ..i18n import Text
from ..publishing.directory import directory
from ..publishing.overview import context_of
from ..publishing.view import labels
from . import cached


def draw_directory(info: EditionInfo, t: Text) -> None:
    """Every recorded signatory of one edition."""
    lead = st.container(key="lead")
    with st.container(key="filters", horizontal=True, gap="small"):
        search = st.text_input(t("Search by name"), key="search", bind="query-params", max_chars=100)
        kinds = {"all": labels(t, "who")["all"]} | labels(t, "who")
        kind = st.selectbox(t("Type"), list(kinds), format_func=kinds.__getitem__, key="type", bind="query-params")
        page = int(st.number_input(t("Page"), min_value=1, max_value=100_000, key="page", bind="query-params"))
    edition = cached.edition(info.number)[1]
    found = directory(edition, context_of(info, t), search=search, stakeholder_type=kind, page=page)
    lead.html(found.lead_html)
    st.html(found.html)
