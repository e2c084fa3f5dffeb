"""One signatory: endorsement, item by item, reports, registries."""

import streamlit as st

from gda_tracker.charts import foot, head
from gda_tracker.ui import cached
from gda_tracker.ui.empty import message, no_edition
from gda_tracker.ui.session import text

t = text()
info = cached.shelf().info()
st.set_page_config(page_title=f"{t('Signatory')} · {t('Green Digital Action Tracker')}", layout="wide")
if info is None:
    no_edition(t)
    st.stop()
shown = cached.profile(info.number, st.query_params.get("id", "")[:200], t.language)
if shown is None:
    message(t("This edition knows no signatory of that name."), "/signatories", t("Find a signatory"))
    st.stop()
st.set_page_config(page_title=f"{shown.name} · {t('Green Digital Action Tracker')}", layout="wide")
st.html(shown.lead_html)
wide, side = st.columns([64, 36], gap="large")
wide.html(head(t, shown.items) + shown.items.html + foot(t, shown.items))
wide.html(shown.reports_html)
side.html("\n".join((shown.registries_html, shown.endorsements_html, shown.practices_html)))
