"""People: who has an account and what for; invite, change roles, sign out, disable."""

import streamlit as st

from gda_tracker.domain.permissions import Role
from gda_tracker.services.accounts import Listed, list_accounts
from gda_tracker.services.clock import utc_now
from gda_tracker.ui import session
from gda_tracker.ui.desk import desk_lead
from gda_tracker.ui.people_page import asked, filters, inviting, one_account, outcome, table

t = session.text()
st.set_page_config(page_title=f"{t('People')} · {t('Green Digital Action Tracker')}", layout="wide")
actor = session.require_actor(Role.ADMINISTRATOR)
register = session.register()
desk_lead(t, actor, "people")
outcome(t)
chosen = st.query_params.get("who", "")
found = list_accounts(register, actor, Listed(person_id=chosen), utc_now()) if chosen else None
if found is not None and found.accounts:
    one_account(t, register, found.accounts[0], found.names)
else:
    sought, number = asked()
    filters(t, sought)
    inviting(t, register)
    table(t, list_accounts(register, actor, sought, utc_now(), number))
