"""Review: what waits, the entry beside what is known, the decision; two readers where they are asked."""

import streamlit as st

from gda_tracker.domain.permissions import Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.services.clock import utc_now
from gda_tracker.services.reviewing import cycles_waiting, entry_for_review, head_of_queue
from gda_tracker.ui import session
from gda_tracker.ui.desk import desk_lead
from gda_tracker.ui.ending import page_ends
from gda_tracker.ui.problems import refusal
from gda_tracker.ui.review_decision import outcome
from gda_tracker.ui.review_page import lead
from gda_tracker.ui.review_queue import LISTED, chosen_entry, chosen_filters, nothing_found
from gda_tracker.ui.review_second import agreement_line, waivers
from gda_tracker.ui.review_settled import settled
from gda_tracker.ui.review_telling import not_told_yet
from gda_tracker.ui.review_waiting import answer

t = session.text()
st.set_page_config(page_title=f"{t('Review')} · {t('Green Digital Action Tracker')}", layout="wide")
actor = session.require_actor(Role.REVIEWER, Role.ADMINISTRATOR)
register = session.register()
if Role.REVIEWER not in actor.roles:
    desk_lead(t, actor, "review", sentence=t("Reviewers decide; you see what waits for a second reader."))
    waivers(t, register, actor)
    agreement_line(t, register, actor)
    page_ends()
top = st.container(key="lead")
not_told_yet(t, register, actor)
cycles = cycles_waiting(register, actor)
wanted = chosen_filters(t, cycles)
waiting = head_of_queue(register, actor, utc_now().date(), most=LISTED, wanted=wanted)
if wanted.entry and wanted.entry not in {one.entry_id for one in waiting.items}:
    outcome(t)
    settled(t, register, actor, wanted.entry, next(iter(waiting.items), None), top)
    page_ends()
row = chosen_entry(t, waiting.items, wanted.entry)
if row is None:
    with top:
        desk_lead(t, actor, "review")
    outcome(t)
    nothing_found(t, register, actor, wanted, any_waits=bool(cycles))
    agreement_line(t, register, actor)
    waivers(t, register, actor)
    page_ends()
view = entry_for_review(register, actor, row.entry_id)
if isinstance(view, Rejected):
    refusal(t, view.problems)
    page_ends()
with top:
    lead(t, actor, view, row, waiting.waiting)
answer(t, register, actor, view)
