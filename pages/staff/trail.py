"""The trail: who changed what, about whom, when; to take away, and to check."""

import streamlit as st

from gda_tracker.domain.permissions import Role
from gda_tracker.services.trailing import acts_on_record, search_trail
from gda_tracker.ui import session
from gda_tracker.ui.desk import desk_lead
from gda_tracker.ui.trail_page import asked, filters, found, keeping

t = session.text()
st.set_page_config(page_title=f"{t('Trail')} · {t('Green Digital Action Tracker')}", layout="wide")
actor = session.require_actor(Role.REVIEWER, Role.ADMINISTRATOR)
register = session.register()
desk_lead(t, actor, "trail")
sought, number = asked(register, actor)
filters(t, acts_on_record(register, actor))
keeping(t, register, actor, sought)
found(t, search_trail(register, actor, sought, number))
