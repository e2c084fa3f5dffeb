"""The desk: what waits, where the cycle stands, what changed yesterday."""

import streamlit as st

from gda_tracker.domain.permissions import Role
from gda_tracker.services.clock import utc_now
from gda_tracker.services.desk import desk_of
from gda_tracker.ui import session
from gda_tracker.ui.desk import desk_lead
from gda_tracker.ui.desk_home import sentence, standing, waiting, yesterday

t = session.text()
st.set_page_config(page_title=f"{t('The desk')} · {t('Green Digital Action Tracker')}", layout="wide")
actor = session.require_actor(Role.REVIEWER, Role.ADMINISTRATOR)
register, today = session.register(), utc_now().date()
view = desk_of(register, actor, today)
desk_lead(t, actor, "desk", sentence=sentence(t, view))
waits, course = st.columns([42, 58], gap="large")
with waits:
    waiting(t, view, actor.person_id, today)
with course:
    mark = t("Demonstration data – not real reports") if register.is_demonstration else ""
    standing(t, view.standing, today, mark)
    yesterday(t, view.yesterday)
