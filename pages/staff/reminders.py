"""Reminders: who gets which step of the ladder, every mail before it leaves, and what became of each."""

import streamlit as st

from gda_tracker.domain.permissions import Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.services.clock import utc_now
from gda_tracker.services.following_up import officers_of
from gda_tracker.services.reminder_plan import is_closed, plan
from gda_tracker.ui import session
from gda_tracker.ui.calendar_address import desk_calendar
from gda_tracker.ui.desk import desk_lead
from gda_tracker.ui.follow_up_filters import asked as known_words
from gda_tracker.ui.follow_up_filters import dropped
from gda_tracker.ui.problems import refusal
from gda_tracker.ui.reminders_asked import asked, filters, quiet_times, when
from gda_tracker.ui.reminders_log import log
from gda_tracker.ui.reminders_page import confirm, left_out, mails, outcome, steps, ways
from gda_tracker.ui.reminders_words import missions, words

t = session.text()
st.set_page_config(page_title=f"{t('Reminders')} · {t('Green Digital Action Tracker')}", layout="wide")
actor = session.require_actor(Role.REVIEWER, Role.ADMINISTRATOR)
register = session.register()
parts = {"log": log, "words": words, "missions": missions, "calendar": desk_calendar}
view = st.query_params.get("view", "")
desk_lead(t, actor, "reminders")
outcome(t)
ways(t, view)
known_words(officers_of(register, actor))
wanted = asked()
planned = None if view in parts else plan(register, actor, wanted, utc_now(), quiet_times())
if planned is None:
    parts[view](t, register, actor)
elif isinstance(planned, Rejected):
    if not is_closed(planned):
        when(t, wanted)
    refusal(t, planned.problems)
else:
    dropped(t)
    steps(t, planned)
    filters(t, wanted, planned.officers)
    when(t, wanted)
    confirm(t, register, planned)
    mails(t, register, actor, planned)
    left_out(t, planned)
