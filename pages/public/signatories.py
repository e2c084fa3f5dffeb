"""Every recorded signatory: search, table, pages."""

import streamlit as st

from gda_tracker.ui import cached
from gda_tracker.ui.directory_page import draw_directory
from gda_tracker.ui.empty import no_edition
from gda_tracker.ui.session import text

t = text()
st.set_page_config(page_title=f"{t('Signatories')} · {t('Green Digital Action Tracker')}", layout="wide")
info = cached.shelf().info()
if info is None:
    no_edition(t)
    st.stop()
draw_directory(info, t)
