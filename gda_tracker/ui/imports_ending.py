"""How a list ends: applied with its result, undone, abandoned; and its faulty rows to mend."""

from __future__ import annotations

from datetime import date
from typing import Final
from urllib.parse import quote

import streamlit as st

from ..domain.left_rows import runs
from ..domain.permissions import Actor
from ..domain.problems import Rejected, message
from ..domain.settling import Choice
from ..i18n import Text
from ..publishing.paging import page_of, pages_of
from ..services.import_applying import AppliedList, apply_list, faulty_numbers, undo_import, what_it_does
from ..services.import_decisions import DecidedRows, decided_of
from ..services.import_lists import REASON_CHARS, BroughtList, ImportState, OpenList, abandon_list, left_of, made_of
from ..services.import_return import faulty_rows, return_name
from ..services.registers import Register
from ..settings import settings
from . import session
from .imports_page import OUTCOME
from .imports_words import FIELD_LABELS, decision_words, left_out, left_words, value_words
from .problems import refusal, sentence
from .templating import drawn

_PAGE: Final = 50
_DECIDED: Final = 200
_ENDED: Final = {
    ImportState.OPEN: message("{name} brought it on {day}."),
    ImportState.APPLIED: message("{name} applied it on {day}."),
    ImportState.UNDONE: message("{name} undid it on {day}: what it had added or changed is as it was before."),
    ImportState.ABANDONED: message("{name} abandoned it on {day}; nothing of it was imported."),
}


def apply(t: Text, register: Register, actor: Actor, found: OpenList) -> None:
    """What applying would write, the last click, and the way out."""
    import_id, waiting = found.brought.import_id, found.standing.waiting
    problems: tuple[object, ...] = ()
    told = t.n("One row still waits for a decision.", "{n} rows still wait for a decision.", waiting)
    if not waiting:
        effect = what_it_does(register, actor, found.prepared, found.standing)
        problems = effect.problems
        told = t(
            "New signatories: {added}. Changed: {changed}. Everything else on record stays as it is.",
            added=t.number(len(effect.added)),
            changed=t.number(len(effect.altered)),
        )
        told = " ".join(filter(None, (told, left_out(t, faulty_numbers(found.prepared)))))
        if effect.problems:
            refusal(t, effect.problems)
    st.html(drawn("import_apply.html.j2", heading=t("Apply the list"), told=told))
    with st.container(key="import-ends", horizontal=True, gap="small"):
        st.button(t("Apply the list"), key="apply-list", type="secondary" if waiting else "primary",
                  disabled=bool(waiting or problems), on_click=_apply, args=(register, import_id))  # fmt: skip
        with st.popover(t("Abandon it")):
            st.text_input(t("Reason, if there is one"), key="abandon-why", max_chars=REASON_CHARS)
            st.button(t("Abandon the list"), key="abandon-list", on_click=_abandon, args=(register, import_id))


@session.acts
def _apply(register: Register, import_id: str) -> None:
    result = apply_list(register, session.actor(), settings().imports_folder, import_id)
    st.session_state[OUTCOME] = result
    if isinstance(result, AppliedList):
        for name in ("row", "page", "show"):
            st.query_params.pop(name, None)


@session.acts
def _abandon(register: Register, import_id: str) -> None:
    why = st.session_state.get("abandon-why") or ""
    st.session_state[OUTCOME] = abandon_list(register, session.actor(), import_id, why)


def applied(t: Text, register: Register, actor: Actor, brought: BroughtList) -> None:
    """What a list did, with a link to each signatory, and undoing it as a whole."""
    made_in_all = brought.added + brought.changed
    page = page_of(st.query_params.get("page", ""), made_in_all, _PAGE)
    rows = [
        {
            "row": one.list_row,
            "name": one.name,
            "link": f"/register?signatory={quote(one.signatory_id, safe='')}",
            "made": t("added") if one.made == "added" else t("changed"),
            "changes": [_changed(t, *change) for change in one.changes],
        }
        for one in made_of(register, actor, brought.import_id, (page - 1) * _PAGE, _PAGE)
    ]
    pages = pages_of(made_in_all, _PAGE)
    facts = [(t("added"), t.number(brought.added)), (t("changed"), t.number(brought.changed))]
    told = t(_ENDED[brought.state], name=brought.set_by, day=t.date(brought.set_at.date()))
    shown = facts if made_in_all else []
    st.html(drawn("import_made.html.j2", t=t, told=told, reason=brought.reason or "", facts=shown,
                  left=_left(t, register, actor, brought)))  # fmt: skip
    _decisions(t, register, actor, brought.import_id)
    if brought.state is ImportState.APPLIED and made_in_all:
        with st.popover(t("Undo the import")):
            st.text_input(t("Why it is undone"), key="undo-why", max_chars=REASON_CHARS)
            st.button(t("Undo it as a whole"), key="undo-import", on_click=_undo, args=(register, brought.import_id))
    if rows:
        st.html(
            drawn(
                "import_made_rows.html.j2",
                t=t,
                rows=rows,
                stands=brought.state is ImportState.APPLIED,
                list=brought.import_id,
                page=page,
                pages=pages,
                paged=t("Page {page} of {pages}", page=t.number(page), pages=t.number(pages)),
            )
        )


def _changed(t: Text, field: str, before: object, after: object) -> str:
    known, listed = (value_words(t, field, _day(field, value)) for value in (before, after))
    return t("{field}: {before} → {after}", field=t(FIELD_LABELS[field]), before=known, after=listed)


def _day(field: str, value: object) -> object:
    """What the trail holds as text, as a day."""
    return date.fromisoformat(value[:10]) if field.endswith("_on") and isinstance(value, str) else value


def _decisions(t: Text, register: Register, actor: Actor, import_id: str) -> None:
    """What was decided on the doubtful rows, with the reasons; folded, for it can be long."""
    rows = [
        {
            "rows": ", ".join(runs(one.rows, "–")),
            "decision": _decision(t, one),
            "reason": one.decision.reason or "–",
            "who": t("{name}, {day}", name=one.set_by, day=t.date(one.set_at.date())),
        }
        for one in decided_of(register, actor, import_id)
    ]
    if rows:
        shown = rows[:_DECIDED]
        more = t("{n} more stand in the trail.", n=t.number(len(rows) - _DECIDED)) if len(rows) > _DECIDED else ""
        st.html(drawn("import_decided.html.j2", t=t, rows=shown, more=more))


def _decision(t: Text, one: DecidedRows) -> str:
    if one.decision.choice is Choice.SAME and not one.decision.signatory_id:
        return t("Each the same as the likeliest one.")
    return decision_words(t, one.decision, one.name)


def _left(t: Text, register: Register, actor: Actor, brought: BroughtList) -> list[str]:
    return left_words(t, left_of(register, actor, brought.import_id)) if brought.state is ImportState.APPLIED else []


@session.acts
def _undo(register: Register, import_id: str) -> None:
    why = st.session_state.get("undo-why") or ""
    st.session_state[OUTCOME] = undo_import(register, session.actor(), import_id, why)


def faulty_downloads(t: Text, register: Register, actor: Actor, brought: BroughtList) -> None:
    """The faulty rows as a workbook and as CSV, each with what is wrong beside it; made when asked for."""

    def made(*, as_csv: bool) -> bytes:
        told = (t, lambda problem: sentence(t, problem))
        found = faulty_rows(register, actor, settings().imports_folder, brought.import_id, told, as_csv=as_csv)
        return b"" if isinstance(found, Rejected) else found

    with st.container(key="faulty-downloads", horizontal=True, gap="small"):
        st.download_button(t("The faulty rows to mend, XLSX"), lambda: made(as_csv=False),
                           return_name(brought.file_name, "xlsx"), key="faulty-xlsx", on_click="ignore")  # fmt: skip
        st.download_button(t("The same as CSV"), lambda: made(as_csv=True),
                           return_name(brought.file_name, "csv"), key="faulty-csv", type="tertiary",
                           on_click="ignore")  # fmt: skip
