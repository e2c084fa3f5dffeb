"""Review: what waits, the entry beside what is known, the decision."""

import streamlit as st

from gda_tracker.domain.permissions import Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.services.clock import utc_now
from gda_tracker.services.reviewing import cycles_waiting, entry_for_review, head_of_queue
from gda_tracker.ui import session
from gda_tracker.ui.empty import note
from gda_tracker.ui.evidence_checking import check_button
from gda_tracker.ui.problems import refusal
from gda_tracker.ui.review_decision import decision_form, outcome
from gda_tracker.ui.review_page import LISTED, beside, chosen_entry, chosen_filters, lead, this_report
from gda_tracker.ui.review_remarks import review_remarks
from gda_tracker.ui.review_settled import settled
from gda_tracker.ui.review_telling import not_told_yet

t = session.text()
st.set_page_config(page_title=f"{t('Review')} · {t('Green Digital Action Tracker')}", layout="wide")
actor = session.require_actor(Role.REVIEWER)
register = session.register()
top = st.container(key="lead")
outcome(t)
not_told_yet(t, register, actor)
wanted = st.query_params.get("entry", "")
cycles = cycles_waiting(register, actor)
if not cycles and not wanted:
    note(t("Nothing waits for a decision."))
    st.stop()
search, cycle = chosen_filters(t, cycles) if cycles else ("", "")
waiting = head_of_queue(register, actor, utc_now().date(), most=LISTED, wanted=wanted, search=search, cycle=cycle)
if wanted and wanted not in {one.entry_id for one in waiting.items}:
    settled(t, register, actor, wanted, next(iter(waiting.items), None))
    st.stop()
row = chosen_entry(t, waiting.items, wanted)
if row is None:
    note(t("No waiting entry fits what you look for."))
    st.stop()
view = entry_for_review(register, actor, row.entry_id)
if isinstance(view, Rejected):
    refusal(t, view.problems)
    st.stop()
with top:
    lead(t, view, row, waiting.waiting)
said, known, decision = st.columns([36, 36, 28], gap="large")
with said:
    this_report(t, view, view.replies)
    check_button(t, register, actor, view)
    review_remarks(t, register, actor, view)
with known:
    beside(t, view)
with decision:
    decision_form(t, register, view)
