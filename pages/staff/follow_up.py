"""Follow-up: who is due, who looks after whom, what comes next, and whose report would say most."""

import streamlit as st

from gda_tracker.domain.following import Sort
from gda_tracker.domain.permissions import Role
from gda_tracker.publishing.paging import whole
from gda_tracker.services.clock import utc_now
from gda_tracker.services.following_up import board_page, views_of
from gda_tracker.services.narrowing import asked_about
from gda_tracker.ui import cached, session
from gda_tracker.ui.desk import desk_lead
from gda_tracker.ui.follow_up_acts import acts, keep, outcome
from gda_tracker.ui.follow_up_board import lights, said, table, views
from gda_tracker.ui.follow_up_detail import detail
from gda_tracker.ui.follow_up_filters import asked, filters

t = session.text()
st.set_page_config(page_title=f"{t('Follow-up')} · {t('Green Digital Action Tracker')}", layout="wide")
actor = session.require_actor(Role.REVIEWER, Role.ADMINISTRATOR)
register, today, board = session.register(), utc_now().date(), asked()
if wanted := st.query_params.get("signatory", ""):
    desk_lead(t, actor, "follow-up", sentence=t("One signatory: what it sent, who reports, what was said."))
    outcome(t)
    detail(t, register, actor, board, wanted, today)
    st.stop()
intervals = cached.intervals(*asked_about(board)) if board.sort == Sort.NARROWING else None
number = whole(st.query_params.get("page", "")) or 1
page = board_page(register, actor, board, today, number=number, intervals=intervals)
kept = views_of(register, actor)
desk_lead(t, actor, "follow-up", sentence=said(t, page))
outcome(t)
lights(t, board, page)
views(t, board, kept)
filters(t, board, page)
keep(t, register, actor, board, kept)
acts(t, board, page)
table(t, board, page, today, intervals)
