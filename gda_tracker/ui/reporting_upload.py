"""The workbook that comes back: every problem in its cell, what would change, and two ways to take it over."""

from __future__ import annotations

from datetime import date
from typing import Final, TypeAlias
from urllib.parse import urlencode

import streamlit as st

from ..domain.permissions import Actor
from ..domain.problems import Problem, Rejected
from ..i18n import Text
from ..services.clock import utc_now
from ..services.downloading import workbook_of
from ..services.registers import Register
from ..services.report_view import ReportView
from ..services.uploading import Checked, Found, check_workbook, keep_workbook, submit_workbook
from ..services.workbook_return import annotated_return, return_name
from . import session
from .file_field import file_field
from .problems import problems_table, refusal, sentence
from .reporting_changes import changes
from .reporting_submitting import sent
from .templating import drawn

_Key: TypeAlias = tuple[Register, str, str]
_ANOTHER_FILE: Final = frozenset({"stamp-signatory", "stamp-cycle", "stamp-version", "columns-missing"})
"""Rules by which a file is not the workbook of this report."""
TAKEN = "report-taken"
"""Session key of what came of the last upload; it is shown once, beside what was pressed."""


def workbook(t: Text, register: Register, actor: Actor, report: ReportView, today: date) -> None:
    """The way by Excel in one place: download, fill in, upload."""
    key: _Key = (register, report.signatory.signatory_id, report.cycle.code)
    how = t(
        "Download the workbook, fill it in with your colleagues, and upload it here. It holds your answers as they "
        "stand now. You see what would change before anything is taken over, and rows that you leave alone stay as "
        "they are."
    )
    if report.closed is not None:
        how = t("The workbook holds your answers as they stand. It cannot be handed in any more: the cycle is closed.")
    mine = t("It holds the items that are lent to you. Whoever lent them submits the report.")
    st.html(drawn("workbook_head.html.j2", t=t, how=how if report.is_whole else f"{how} {mine}"))

    _download(t, key, actor, today, t("Download the workbook"), "download-workbook")
    if report.closed is None:
        _upload(t, key, actor, report, today)


def _download(t: Text, key: _Key, actor: Actor, today: date, label: str, name: str) -> None:
    """The button that makes the workbook of this report when it is pressed."""

    def made() -> bytes:
        data = workbook_of(key[0], actor, *key[1:], t, today)
        return data if isinstance(data, bytes) else b""

    st.download_button(label, made, f"{'-'.join(key[1:])}.xlsx", key=name, on_click="ignore")


def _upload(t: Text, key: _Key, actor: Actor, report: ReportView, today: date) -> None:
    """A file is checked as soon as it is there; what it says is taken over only when it is told to."""
    sent(t, TAKEN)
    label = t("Upload the workbook, or a text table (CSV or TSV)")
    file = file_field(t, label, t("XLSX, CSV or TSV"), "upload")
    if file is None:
        return
    found = check_workbook(key[0], actor, *key[1:], file.getvalue(), file.name, today)
    if isinstance(found, Rejected):
        _refused(t, key, actor, (file.getvalue(), file.name), found, today)
        return
    text = t.n("The file changes one answer.", "The file changes {n} answers.", len(found.changed))
    st.html(drawn("said.html.j2", sentence=text if found.changed else t("The file changes nothing.")))
    st.html(drawn("quiet.html.j2", sentence=counted(t, found.found)))
    changes(t, found.changes, report.items)
    if found.notices:
        st.html(drawn("upload_notices.html.j2", sentences=[sentence(t, notice) for notice in found.notices[:12]]))
    _unfinished(t, found)
    _asked_of(t, found, can_submit=report.is_whole)
    _acts(t, found, (key, file.getvalue(), file.name), can_submit=report.is_whole)


def counted(t: Text, found: Found) -> str:
    """How many answers the file holds, and what becomes of them."""
    return t.n(
        "The file holds one answer: {new} new, {changed} changed, {same} as on record.",
        "The file holds {n} answers: {new} new, {changed} changed, {same} as on record.",
        found.total,
        new=found.new,
        changed=found.changed,
        same=found.unchanged,
    )


def _unfinished(t: Text, found: Checked) -> None:
    """What of the report is to mend before it is submitted; the file's answers can be kept all the same."""
    problems = found.completeness.problems
    if not problems:
        return
    lead = t.n(
        "One answer of the report is unfinished. That does not stand in the way of the file; mend it before you "
        "submit.",
        "{n} answers of the report are unfinished. That does not stand in the way of the file; mend them before you "
        "submit.",
        found.completeness.to_mend,
    )
    told = list(dict.fromkeys(f"{problem.item}: {sentence(t, problem)}" for problem in problems))
    st.html(drawn("upload_notices.html.j2", sentences=[lead, *told[:12]]))


def _asked_of(t: Text, found: Checked, *, can_submit: bool) -> None:
    """What a reviewer would ask about the answers as they would stand, and where it is answered."""
    told = list(dict.fromkeys(
        f"{item}: {sentence(t, one.remark.problem)}" for item, marked in found.asked.items() for one in marked
    ))  # fmt: skip
    if not told:
        return
    lead = t.n("A reviewer would ask one thing:", "A reviewer would ask {n} things:", len(told))
    after = t("Mend it in the file and upload it again; or keep the answers and say beside them why they may stand.")
    if can_submit:
        after = t(
            "Mend it in the file and upload it again; or keep the answers as a draft and say under “Submit” why they "
            "may stand."
        )
    st.html(drawn("upload_notices.html.j2", sentences=[lead, *told[:20], after]))


def _acts(t: Text, found: Checked, args: tuple[_Key, bytes, str], *, can_submit: bool) -> None:
    """Two ways to take the file over, one for a contributor; none where nothing would change."""
    if not found.changed:
        return
    if not can_submit:
        st.button(t("Take these answers over"), key="keep-upload", type="primary", on_click=_keep_file, args=args)
        return
    with st.container(key="upload-acts", horizontal=True, gap="small"):
        st.button(
            t("Submit these answers"),
            key="submit-upload",
            type="primary",
            disabled=bool(found.asked) or not found.completeness.can_be_submitted,
            on_click=_submit_file,
            args=args,
        )
        st.button(t("Keep as a draft"), key="keep-upload", on_click=_keep_file, args=args)


def _refused(t: Text, key: _Key, actor: Actor, upload: tuple[bytes, str], found: Rejected, today: date) -> None:
    """Why the file is refused: cell by cell, with the same workbook marked, or as a whole in a sentence."""
    if not any(one.row and one.sheet for one in found.problems):
        refusal(t, found.problems)
        if found.problems[0].rule in _ANOTHER_FILE:
            _right_workbook(t, key, actor, found.problems[0], today)
        return
    problems_table(t, found.problems)

    def marked() -> bytes:
        made = annotated_return(key[0], actor, *key[1:], upload, t, lambda problem: sentence(t, problem), today)
        return made if isinstance(made, bytes) else b""

    label = t("Your file with the problems marked in it")
    st.download_button(label, marked, return_name(upload[1]), key="download-marked", type="primary", on_click="ignore")


def _right_workbook(t: Text, key: _Key, actor: Actor, problem: Problem, today: date) -> None:
    """The workbook that belongs here and, for who reports for both, the report to which the uploaded one belongs."""
    with st.container(key="right-workbook", horizontal=True, gap="small"):
        _download(t, key, actor, today, t("Download the workbook of this report"), "download-right")
        other = str(problem.values.get("found_id", ""))
        if other in actor.signatories:
            label = t("Open the report of {signatory}", signatory=problem.values["found"])
            st.link_button(label, f"/my-report?{urlencode({'signatory': other})}")


@session.acts
def _submit_file(key: _Key, data: bytes, name: str) -> None:
    outcome = submit_workbook(key[0], session.actor(), *key[1:], data, name, utc_now().date())
    st.session_state[TAKEN] = ("submitted", outcome)


@session.acts
def _keep_file(key: _Key, data: bytes, name: str) -> None:
    outcome = keep_workbook(key[0], session.actor(), *key[1:], data, name, utc_now().date())
    st.session_state[TAKEN] = ("kept", outcome)
