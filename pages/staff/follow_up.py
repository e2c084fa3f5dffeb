"""Follow-up: who is due, who looks after whom, what comes next, and whose report would say most."""

import streamlit as st

from gda_tracker.domain.permissions import Role
from gda_tracker.services.clock import utc_now
from gda_tracker.services.following_up import officers_of
from gda_tracker.ui import session
from gda_tracker.ui.follow_up_filters import asked
from gda_tracker.ui.follow_up_page import everybody, one

t = session.text()
st.set_page_config(page_title=f"{t('Follow-up')} · {t('Green Digital Action Tracker')}", layout="wide")
actor = session.require_actor(Role.REVIEWER, Role.ADMINISTRATOR)
register, today = session.register(), utc_now().date()
board = asked(officers_of(register, actor))
if wanted := st.query_params.get("signatory", ""):
    one(t, register, actor, board, wanted, today)
else:
    everybody(t, register, actor, board, today)
