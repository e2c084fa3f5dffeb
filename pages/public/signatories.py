"""Every recorded signatory: search, table, pages."""

import streamlit as st

from gda_tracker.publishing.directory import directory
from gda_tracker.publishing.overview import context_of
from gda_tracker.publishing.view import labels
from gda_tracker.ui import cached
from gda_tracker.ui.empty import no_edition
from gda_tracker.ui.session import text

t = text()
st.set_page_config(page_title=f"{t('Signatories')} · {t('Green Digital Action Tracker')}", layout="wide")
info = cached.shelf().info()
if info is None:
    no_edition(t)
    st.stop()
lead = st.container(key="lead")
with st.container(key="filters", horizontal=True, gap="small"):
    search = st.text_input(t("Search by name"), key="search", bind="query-params", max_chars=100)
    kinds = {"all": labels(t, "who")["all"]} | labels(t, "who")
    kind = st.selectbox(t("Type"), list(kinds), format_func=kinds.__getitem__, key="type", bind="query-params")
    page = int(st.number_input(t("Page"), min_value=1, max_value=100_000, key="page", bind="query-params"))
found = directory(cached.edition(info.number)[1], context_of(info, t), search=search, stakeholder_type=kind, page=page)
lead.html(found.lead_html)
st.html(found.html)
