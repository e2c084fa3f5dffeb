"""The desk: the way to all that staff do."""

import streamlit as st

from gda_tracker.domain.permissions import Role
from gda_tracker.ui import session
from gda_tracker.ui.desk import desk_lead

t = session.text()
st.set_page_config(page_title=f"{t('The desk')} · {t('Green Digital Action Tracker')}", layout="wide")
actor = session.require_actor(Role.REVIEWER, Role.ADMINISTRATOR)
desk_lead(t, actor, "desk")
