"""Imports: lists that were brought, and one of them row by row."""

import streamlit as st

from gda_tracker.domain.permissions import Role
from gda_tracker.ui import session
from gda_tracker.ui.imports_list import one_list
from gda_tracker.ui.imports_page import bring, lists, outcome

t = session.text()
st.set_page_config(page_title=f"{t('Imports')} · {t('Green Digital Action Tracker')}", layout="wide")
actor = session.require_actor(Role.REVIEWER, Role.ADMINISTRATOR)
register = session.register()
wanted = st.query_params.get("list", "")
top = st.container(key="lead")
outcome(t)
if wanted:
    one_list(t, register, actor, (wanted, top))
else:
    bring(t, register, actor, top)
    lists(t, register, actor)
