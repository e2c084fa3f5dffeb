"""The overview: the state of follow-up in one minute."""

import streamlit as st

from gda_tracker.ui import cached
from gda_tracker.ui.empty import no_edition
from gda_tracker.ui.filters import overview_filters
from gda_tracker.ui.overview_page import draw_charts
from gda_tracker.ui.session import text

t = text()
lead, filters, funnel = st.container(key="lead"), st.container(key="filter-row"), st.container(key="funnel")
with filters:
    view = overview_filters(t)
if view is None:
    st.set_page_config(page_title=f"{t('Overview')} · {t('Green Digital Action Tracker')}", layout="wide")
    no_edition(t)
    st.stop()
shown = cached.overview(view, t.language)
st.set_page_config(page_title=f"{shown.lead.headline.sentence} · {t('Green Digital Action Tracker')}", layout="wide")
lead.html(shown.lead.headline.html)
funnel.html(shown.lead.funnel.html)
st.container(key="keys").html(shown.keys_html)
draw_charts(shown, view, t)
