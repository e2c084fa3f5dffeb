"""My report: one item at a time, the workbook, the submission."""

import streamlit as st

from gda_tracker.domain.permissions import Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.services.clock import utc_now
from gda_tracker.services.report_view import desk_of, report_of
from gda_tracker.services.warnings import remarks_on, unsent
from gda_tracker.ui import session
from gda_tracker.ui.ending import page_ends
from gda_tracker.ui.problems import refusal
from gda_tracker.ui.reporting_calendar import due_days
from gda_tracker.ui.reporting_clearing import clearing, still_to_clear
from gda_tracker.ui.reporting_colleagues import handing_back, lending, nothing_lent, still_out, whose_hands
from gda_tracker.ui.reporting_form import Saver, entry_form
from gda_tracker.ui.reporting_history import history
from gda_tracker.ui.reporting_mapping import statement_mapping
from gda_tracker.ui.reporting_page import chosen, gauge, item_list, lead, nothing_to_report
from gda_tracker.ui.reporting_saving import unsaved
from gda_tracker.ui.reporting_submitting import receipt, submission, ways
from gda_tracker.ui.reporting_upload import workbook

t = session.text()
st.set_page_config(page_title=f"{t('My report')} · {t('Green Digital Action Tracker')}", layout="wide")
actor = session.require_actor(Role.FOCAL_POINT, Role.CONTRIBUTOR)
register, today = session.register(), utc_now().date()
top = st.container(key="lead")
unsaved(t)
desk = desk_of(register, actor, today)
choice = chosen(t, desk)
if choice is None:
    nothing_to_report(t, actor)
    page_ends()
report = report_of(register, actor, choice[0], choice[1].code, today, desk)
if isinstance(report, Rejected):
    refusal(t, report.problems)
    page_ends()
with top:
    lead(t, report, today)
if not report.items:
    nothing_lent(t, report)
    page_ends()
with st.container(key="report-body"):
    side, main = st.columns([27, 73], gap="large")
with side, st.container(key="report-items"):
    gauge(t, report)
    item = item_list(t, report)
marked = remarks_on(register, actor, report, dict.fromkeys((*unsent(report), item.code)), today)
saver = Saver(register, report, actor, marked)
with side, st.container(key="report-end"):
    if report.is_whole:
        submission(t, saver)
        still_out(t, register, report)
        still_to_clear(t, register, report)
        receipt(t, report)
        ways(t, saver, today)
    else:
        handing_back(t, register, report)
with main:
    whose_hands(t, report, item)
    clearing(t, register, report, item)
    entry_form(t, saver, item)
    history(t, register, actor, report, item)
    if report.is_whole:
        lending(t, register, report, item)
    workbook(t, register, actor, report, today)
    if report.is_whole:
        statement_mapping(t, register, actor, report)
    due_days(t, register, actor, choice[0])
