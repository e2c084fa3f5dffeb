"""The register: every signatory, one of them, focal points and their terms, totals as they were stated."""

import streamlit as st

from gda_tracker.domain.permissions import Role
from gda_tracker.ui import session
from gda_tracker.ui.desk import desk_lead
from gda_tracker.ui.register_adding import add_signatory_form
from gda_tracker.ui.register_focal_points import all_focal_points
from gda_tracker.ui.register_page import outcome, signatories, ways
from gda_tracker.ui.register_signatory import one_signatory
from gda_tracker.ui.register_totals import stated_totals

t = session.text()
st.set_page_config(page_title=f"{t('Register')} · {t('Green Digital Action Tracker')}", layout="wide")
actor = session.require_actor(Role.REVIEWER, Role.ADMINISTRATOR)
register = session.register()
desk_lead(t, actor, "register")
wanted, shown = st.query_params.get("signatory", ""), st.query_params.get("show", "")
is_adding = not wanted and not shown and st.query_params.get("act") == "add"
ways(t, "signatories" if wanted else "add" if is_adding else shown)
outcome(t)
if wanted:
    one_signatory(t, register, actor, wanted)
elif is_adding:
    add_signatory_form(t, register)
elif shown == "focal-points":
    all_focal_points(t, register, actor)
elif shown == "totals":
    stated_totals(t, register, actor)
else:
    signatories(t, register, actor)
