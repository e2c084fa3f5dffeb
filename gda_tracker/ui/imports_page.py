"""The imports of the desk: bringing a list, and the lists that were brought."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from ..domain.permissions import Actor
from ..domain.problems import Rejected, message
from ..i18n import Text
from ..services.import_applying import AppliedList, UndoneList
from ..services.import_lists import Abandoned, Brought, ColumnsChosen, bring_list, imports_of
from ..services.importing import Progress
from ..services.registers import Register
from ..services.settling import Recorded
from ..settings import settings
from . import session
from .desk import desk_lead
from .imports_words import STATE_LABELS, left_out
from .problems import refusal
from .templating import drawn

OUTCOME: Final = "import-outcome"
"""Session key of what the last act said; it is shown once."""


def outcome(t: Text) -> None:
    """What became of the last act. Its place stays when it goes: what is unfolded below would fold up otherwise."""
    last = st.session_state.pop(OUTCOME, None)
    with st.container():
        if isinstance(last, Rejected):
            refusal(t, last.problems)
        elif sentence := _sentence(t, last):
            st.html(drawn("said.html.j2", sentence=sentence))


def _sentence(t: Text, last: object) -> str:
    match last:
        case Brought(was_known=True):
            return t("This very file was brought before. Here it is.")
        case ColumnsChosen(changed=0):
            return t("The columns are read as before.")
        case ColumnsChosen(changed=changed):
            return t.n("One column is read otherwise.", "{n} columns are read otherwise.", changed)
        case Abandoned(file_name=name):
            return t("“{name}” is abandoned. Nothing of it was imported.", name=name)
        case Recorded(act=None, rows=rows) if rows > 1:
            return t.n("One row is open again.", "{n} rows are open again.", rows)
        case Recorded(rows=rows) if rows > 1:
            return t.n("One row is decided.", "{n} rows are decided.", rows)
        case AppliedList():
            return _applied(t, last)
        case UndoneList(removed=removed, restored=restored):
            counts = {"removed": t.number(removed), "restored": t.number(restored)}
            return t("The import is undone. Removed: {removed}; as before: {restored}.", **counts)
    return ""


def _applied(t: Text, done: AppliedList) -> str:
    told = t(
        "The list is applied. Added: {added}; changed: {changed}; rows skipped: {skipped}.",
        added=t.number(done.added),
        changed=t.number(done.changed),
        skipped=t.number(done.skipped),
    )
    kept = t.n(
        "One row tells of who is on record: all stays there as it is.",
        "{n} rows tell of who is on record: all stays there as it is.",
        done.kept,
    )
    return " ".join(filter(None, (told, kept if done.kept else "", left_out(t, done.faulty))))


def bring(t: Text, register: Register, actor: Actor, top: Any) -> None:
    """The lead, and the place to drop a list."""
    with top:
        desk_lead(t, actor, "imports")
    st.file_uploader(
        t("Bring a list of signatories: XLSX or CSV. Nothing is imported until you apply it."),
        type=["xlsx", "csv"],
        key="list-upload",
        on_change=_bring,
        args=(t, register),
    )


@session.acts
def _bring(t: Text, register: Register) -> None:
    file = st.session_state.get("list-upload")
    if file is None:
        return
    made = bring_list(
        register, session.actor(), settings().imports_folder, (file.getvalue(), file.name), progress_bar(t)
    )
    st.session_state[OUTCOME] = made
    if isinstance(made, Brought):
        st.query_params["list"] = made.import_id


def progress_bar(t: Text) -> Progress:
    """A bar that appears when a plan has to be made, and goes when it is."""
    place = st.empty()

    def told(done: int, total: int) -> None:
        text = t("{done} of {total} rows compared", done=t.number(done), total=t.number(total))
        place.progress(min(1.0, done / max(1, total)), text=text)
        if done + 500 > total:
            place.empty()

    return told


def lists(t: Text, register: Register, actor: Actor) -> None:
    """Every list that was brought, the newest first."""
    rows = [
        {
            "import_id": one.import_id,
            "name": one.file_name,
            "rows": t.number(one.row_count),
            "state": t(STATE_LABELS[one.state]),
            "is_open": one.state.value == "open",
            "who": t("{name}, {day}", name=one.set_by, day=t.date(one.set_at.date())),
            "added": t.number(one.added) if one.added else "–",
            "changed": t.number(one.changed) if one.changed else "–",
            "reason": one.reason or "",
        }
        for one in imports_of(register, actor)
    ]
    empty = message("No list was brought yet. Drop one above; you see what it would do before anything is written.")
    st.html(drawn("imports.html.j2", t=t, rows=rows, empty=t(empty)))
