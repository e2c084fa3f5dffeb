"""Briefs: a signatory, a region, a stakeholder type or the whole on one to three pages, from one edition."""

import streamlit as st

from gda_tracker.domain.permissions import Role
from gda_tracker.ui import session
from gda_tracker.ui.briefs_page import briefs

t = session.text()
st.set_page_config(page_title=f"{t('Briefs')} · {t('Green Digital Action Tracker')}", layout="wide")
actor = session.require_actor(Role.REVIEWER, Role.ADMINISTRATOR)
briefs(t, actor, st.query_params.to_dict(), session.language())
