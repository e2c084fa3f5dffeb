"""The workbook that comes back: every problem in its cell, what would change, and two ways to take it over."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import streamlit as st

from ..domain.permissions import Actor
from ..domain.problems import Rejected
from ..i18n import Text
from ..services.clock import utc_now
from ..services.registers import Register
from ..services.report_view import ReportView
from ..services.uploading import Checked, check_workbook, keep_workbook, submit_workbook
from ..services.workbook_return import annotated_return, return_name
from . import session
from .problems import problems_table, refusal, sentence
from .reporting_changes import changes
from .reporting_submitting import sent
from .templating import drawn

_Key: TypeAlias = tuple[Register, str, str]
TAKEN = "report-taken"
"""Session key of what came of the last upload; it is shown once, beside what was pressed."""


def upload(t: Text, register: Register, actor: Actor, report: ReportView, today: date) -> None:
    """A file is checked as soon as it is there; what it says is taken over only when it is told to."""
    sent(t, TAKEN)
    key: _Key = (register, report.signatory.signatory_id, report.cycle.code)
    file = st.file_uploader(t("Upload the workbook or a CSV file"), type=["xlsx", "csv"], key="upload")
    if file is None or report.closed is not None:
        return
    found = check_workbook(register, actor, *key[1:], file.getvalue(), file.name, today)
    if isinstance(found, Rejected):
        _refused(t, key, actor, (file.getvalue(), file.name), found, today)
        return
    text = t.n("The file changes one answer.", "The file changes {n} answers.", len(found.changed))
    st.html(drawn("said.html.j2", sentence=text if found.changed else t("The file changes nothing.")))
    changes(t, found.changes, report.items)
    if found.notices:
        st.html(drawn("upload_notices.html.j2", sentences=[sentence(t, notice) for notice in found.notices[:12]]))
    if found.completeness.problems:
        refusal(t, found.completeness.problems)
    _acts(t, found, (key, file.getvalue(), file.name))


def _acts(t: Text, found: Checked, args: tuple[_Key, bytes, str]) -> None:
    """Two ways to take the file over; there is nothing to keep where nothing would change."""
    with st.container(key="upload-acts", horizontal=True, gap="small"):
        st.button(
            t("Submit these answers"),
            key="submit-upload",
            type="primary",
            disabled=not found.completeness.can_be_submitted,
            on_click=_submit_file,
            args=args,
        )
        can_keep = bool(found.changed)
        st.button(t("Keep as a draft"), key="keep-upload", disabled=not can_keep, on_click=_keep_file, args=args)


def _refused(t: Text, key: _Key, actor: Actor, upload: tuple[bytes, str], found: Rejected, today: date) -> None:
    """Why the file is refused: cell by cell, with the same workbook marked, or as a whole in a sentence."""
    if not any(one.row and one.sheet for one in found.problems):
        refusal(t, found.problems)
        return
    problems_table(t, found.problems)

    def marked() -> bytes:
        made = annotated_return(key[0], actor, *key[1:], upload, t, lambda problem: sentence(t, problem), today)
        return made if isinstance(made, bytes) else b""

    label = t("Your file with the problems marked in it")
    st.download_button(label, marked, return_name(upload[1]), key="download-marked", type="primary", on_click="ignore")


@session.acts
def _submit_file(key: _Key, data: bytes, name: str) -> None:
    outcome = submit_workbook(key[0], session.actor(), *key[1:], data, name, utc_now().date())
    st.session_state[TAKEN] = ("submitted", outcome)


@session.acts
def _keep_file(key: _Key, data: bytes, name: str) -> None:
    outcome = keep_workbook(key[0], session.actor(), *key[1:], data, name, utc_now().date())
    st.session_state[TAKEN] = ("kept", outcome)
