"""The last step: submit, or what stands in its way; and the report as workbook and on paper, in a quiet list."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeAlias

import streamlit as st

from ..domain.problems import Rejected
from ..i18n import Text
from ..services.clock import utc_now
from ..services.registers import Register
from ..services.report_view import ReportView, Submission
from ..services.submitting import Accepted, submit_report
from ..services.warnings import open_of
from . import session
from .problems import refusal
from .reporting_asked import asked
from .reporting_page import open_item, returned
from .reporting_print import papers
from .reporting_renewing import five_minutes
from .reporting_saving import Saver
from .templating import drawn

_Key: TypeAlias = tuple[Register, str, str]
SENT = "report-sent"
"""Session key of what the last submission said; it is shown once, beside what was pressed."""


def submission(t: Text, saver: Saver) -> None:
    """Submit, when there is something to submit and nothing to mend; else why not, and the way there."""
    report = saver.report
    key: _Key = (saver.register, *saver.key)
    sent(t, SENT)
    if report.closed is None:
        found = open_of(report, saver.marked)
        can = report.completeness.can_be_submitted and report.has_draft and not found and not report.came_back
        label = t("Submit")
        act: dict[str, Any] = {"on_click": _submit, "args": (key,)}
        st.button(label, key="submit", type="primary", width="stretch", disabled=not can, **act)
        _missing(t, report)
        asked(t, saver, found)


def _missing(t: Text, report: ReportView) -> None:
    """Why it cannot be submitted now; with what must be mended, the way to the first."""
    done = report.completeness
    if done.problems:
        first = next((one.item for one in done.problems if one.item in report.items), None)
        label = t.n("One answer to mend: show it", "{n} answers to mend: show the first", done.to_mend)
        if first is not None:
            st.button(label, key="first-to-mend", type="tertiary", on_click=open_item, args=(first,))
    elif back := returned(report):
        label = t.n("One answer was returned: show it", "{n} answers were returned: show the first", len(back))
        st.button(label, key="first-returned", type="tertiary", on_click=open_item, args=back[:1])
    elif not done.answered:
        st.html(drawn("quiet.html.j2", sentence=t("Nothing is answered yet. One answer is enough to submit.")))
    elif not report.has_draft:
        text = t("All that is answered is submitted. What you change becomes a draft until you submit again.")
        st.html(drawn("quiet.html.j2", sentence=text))
    elif (left := done.total - done.answered) and not report.lent:
        text = t.n("One item has no answer; it can follow.", "{n} items have no answer; they can follow.", left)
        st.html(drawn("quiet.html.j2", sentence=text))


def receipt(t: Text, report: ReportView) -> None:
    """Every submission of the report: when, by whom, how many answers; the newest first. It stays."""
    rows = [
        {
            "moment": f"{t.date(one.submitted_at.date())}, {one.submitted_at:%H:%M} UTC",
            "words": " · ".join(_words(t, report, place, one)),
        }
        for place, one in enumerate(report.submissions)
    ]
    if rows:
        st.html(drawn("receipt.html.j2", heading=t("Received"), rows=rows[::-1]))


def _words(t: Text, report: ReportView, place: int, one: Submission) -> list[str]:
    """By whom, how many answers, and for the first whether it came in time."""
    words = [one.who or t("the secretariat")]
    if one.answers:
        words.append(t.n("one answer", "{n} answers", one.answers))
    if place == 0:
        is_late = one.submitted_at.date() > report.cycle.due_on
        words.append(t("after the due day") if is_late else t("on time"))
    return words


def ways(t: Text, saver: Saver, today: date) -> None:
    """All that is not the form: the fast way and the papers."""
    with st.container(key="report-acts", gap=None):
        five_minutes(t, saver)
        papers(t, saver.register, saver.actor, saver.report, today)


@session.acts
def _submit(key: _Key) -> None:
    outcome = submit_report(key[0], session.actor(), *key[1:], utc_now().date())
    st.session_state[SENT] = ("submitted", outcome)


def sent(t: Text, key: str) -> None:
    """What came of the last submission or upload, once."""
    what, outcome = st.session_state.pop(key, ("", None))
    if isinstance(outcome, Rejected):
        refusal(t, outcome.problems)
    elif isinstance(outcome, Accepted):
        submitted = t.n(
            "One answer was submitted. Thank you.", "{n} answers were submitted. Thank you.", len(outcome.changed)
        )
        kept = t.n("One answer was kept as a draft.", "{n} answers were kept as drafts.", len(outcome.changed))
        st.html(drawn("said.html.j2", sentence=submitted if what == "submitted" else kept))
