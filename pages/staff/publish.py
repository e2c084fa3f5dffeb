"""Publish: preview by cause, what blocks, the last click."""

import streamlit as st

from gda_tracker.domain.permissions import Role
from gda_tracker.services.clock import utc_now
from gda_tracker.services.editions import preview_edition
from gda_tracker.ui import session
from gda_tracker.ui.publish_page import confirm, day_of_edition, outcome, preview
from gda_tracker.ui.templating import drawn

t = session.text()
st.set_page_config(page_title=f"{t('Publish')} · {t('Green Digital Action Tracker')}", layout="wide")
actor = session.require_actor(Role.ADMINISTRATOR)
register, folder = session.register(), session.editions_folder()
said = [t("What everybody will see.")]
st.html(drawn("report_lead.html.j2", eyebrow=t("The desk"), name=t("Publish"), said=said))
outcome(t)
on = day_of_edition(t, utc_now().date())
shown = preview_edition(register, actor, on=on, folder=folder)
preview(t, shown)
confirm(t, register, shown, folder)
