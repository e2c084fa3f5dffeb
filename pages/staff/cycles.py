"""Cycles: what is asked, from when to when, and of whom later."""

import streamlit as st

from gda_tracker.domain.permissions import Role
from gda_tracker.services.clock import utc_now
from gda_tracker.services.cycle_view import changed_words, cycles_of
from gda_tracker.ui import session
from gda_tracker.ui.cycles_acts import acts
from gda_tracker.ui.cycles_page import chosen, one_cycle, overview
from gda_tracker.ui.desk import desk_lead
from gda_tracker.ui.empty import note

t = session.text()
st.set_page_config(page_title=f"{t('Cycles')} · {t('Green Digital Action Tracker')}", layout="wide")
actor = session.require_actor(Role.REVIEWER, Role.ADMINISTRATOR)
register = session.register()
desk_lead(t, actor, "cycles")
today = utc_now().date()
seen = cycles_of(register, actor, today)
here = chosen(seen)
if here is None:
    note(t("There is no cycle yet."))
else:
    overview(t, seen, here, today)
    one_cycle(t, here, changed_words(register, actor, here.cycle.code))
    acts(t, register, actor, here, seen)
