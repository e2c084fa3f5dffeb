"""Audits: a seeded random sample of claims that nobody verified, read one by one, and what it says of the rest."""

import streamlit as st

from gda_tracker.domain.permissions import Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.services.auditing import audit_of, audits_held, cycles_to_audit
from gda_tracker.ui import session
from gda_tracker.ui.audits_drawing import draw_form
from gda_tracker.ui.audits_page import audits_table, claims_table, findings, reading_form, said
from gda_tracker.ui.desk import desk_lead
from gda_tracker.ui.ending import page_ends
from gda_tracker.ui.problems import refusal

t = session.text()
st.set_page_config(page_title=f"{t('Audits')} · {t('Green Digital Action Tracker')}", layout="wide")
actor = session.require_actor(Role.REVIEWER, Role.ADMINISTRATOR)
register = session.register()
desk_lead(t, actor, "audits")
held = audits_held(register, actor)
draw_form(t, register, actor, list(cycles_to_audit(register, actor)), held)
chosen = st.query_params.get("audit", "") or (held[0].audit_id if held else "")
audits_table(t, held, chosen)
if not chosen:
    said(t)
    page_ends()
view = audit_of(register, actor, chosen)
if isinstance(view, Rejected):
    refusal(t, view.problems)
    page_ends()
reading, known = st.columns([36, 64], gap="large")
with reading:
    reading_form(t, register, actor, view)
with known:
    findings(t, view)
    claims_table(t, view, st.query_params.get("page", ""))
