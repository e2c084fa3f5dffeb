"""Editions: the list, the next one before it is published, any two compared, withdrawals."""

from functools import partial

import streamlit as st

from gda_tracker.domain.permissions import Role
from gda_tracker.services.clock import utc_now
from gda_tracker.services.editions import preview_edition
from gda_tracker.ui import editions_backup, editions_list, session
from gda_tracker.ui.desk import desk_lead
from gda_tracker.ui.publish_page import compare, confirm, day_of_edition, moves, outcome, preview
from gda_tracker.ui.worked_out import worked_out

t = session.text()
st.set_page_config(page_title=f"{t('Editions')} · {t('Green Digital Action Tracker')}", layout="wide")
actor = session.require_actor(Role.ADMINISTRATOR)
register, folder, files = session.register(), session.editions_folder(), session.evidence_folder()
desk_lead(t, actor, "publish", sentence=t("What everybody sees, and what everybody will see."))
view = st.query_params.get("view", "")
editions_list.ways(t, view)
outcome(t)
if view == "next":
    on = day_of_edition(t, utc_now().date())
    work = partial(preview_edition, register, actor, on=on, folder=folder, evidence=files)
    shown = worked_out(("preview", on), work, t("What the next edition would change is being worked out …"))
    if shown is not None:
        preview(t, shown)
        confirm(t, register, shown, folder, files)
        moves(t, shown)
elif view == "compare":
    compare(t, actor, folder)
else:
    editions_list.draw(t, register, actor, folder)
    editions_backup.draw(t, register, actor, session.backups_folder())
