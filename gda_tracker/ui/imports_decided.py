"""Deciding many rows of a list at once, and taking acts of deciding back."""

from __future__ import annotations

from typing import Final

import streamlit as st

from ..domain.importing import Outcome
from ..domain.problems import message
from ..i18n import Text
from ..services.import_lists import REASON_CHARS, OpenList
from ..services.registers import Register
from ..services.settling import Bulk, decide_many, take_back
from ..settings import settings
from . import session
from .imports_page import OUTCOME
from .imports_words import CHOICE_LABELS
from .templating import drawn

_HOW: Final[dict[Bulk, str]] = {
    Bulk.KEEP: message("The same as the likeliest one; what is on record stays"),
    Bulk.FILL: message("The same as the likeliest one; the list fills what is empty on record"),
    Bulk.TAKE: message("The same as the likeliest one; the list replaces what is on record, names excepted"),
    Bulk.NEW: message("New: each is a signatory of its own"),
    Bulk.SKIP: message("Skip: nothing of them is imported"),
}
_WHICH: Final = {
    "maybe": message("those that may be the same · {n}"),
    "conflicting": message("the conflicting · {n}"),
    "all": message("all that wait · {n}"),
}


def decide_at_once(t: Text, register: Register, found: OpenList) -> None:
    """A choice of rows that wait, a decision for each of them, and their number on the button."""
    held = found.standing.holding
    waiting = [row for row in found.prepared.doubtful if row.row not in held]
    if not waiting:
        return
    rows = {
        "maybe": [row.row for row in waiting if row.outcome is Outcome.MAYBE_SAME],
        "conflicting": [row.row for row in waiting if row.outcome is Outcome.CONFLICTING],
        "all": [row.row for row in waiting],
    }
    kinds = [kind for kind in rows if rows[kind]]
    import_id = found.brought.import_id
    with st.expander(t("Decide many rows at once")):
        key = f"which-{import_id}-{len(rows['maybe'])}-{len(rows['all'])}"
        which = st.radio(
            t("Rows"), kinds, format_func=lambda kind: t(_WHICH[kind], n=t.number(len(rows[kind]))), key=key,
            horizontal=True,
        )  # fmt: skip
        st.selectbox(t("All of them are"), list(Bulk), format_func=lambda one: t(_HOW[one]), key="bulk-how")
        needs_reason = t("Reason for all of them (needed for “New”, and where the list replaces what is on record)")
        st.text_input(needs_reason, key="bulk-why", max_chars=REASON_CHARS)
        chosen = rows.get(which or kinds[0], [])
        label = t.n("Decide one row", "Decide {n} rows", len(chosen))
        st.button(label, key="bulk", on_click=_decide, args=(register, import_id, rows, key))


@session.acts
def _decide(register: Register, import_id: str, rows: dict[str, list[int]], key: str) -> None:
    # What stands in the form at the click holds, not what stood in it when the button was drawn.
    typed = st.session_state
    chosen, how, why = rows.get(typed[key], []), Bulk(typed["bulk-how"]), typed.get("bulk-why") or ""
    typed[OUTCOME] = decide_many(register, session.actor(), settings().imports_folder, (import_id, chosen), how, why)
    st.query_params.pop("row", None)


def acts(t: Text, register: Register, found: OpenList) -> None:
    """The last acts of deciding, each with the way back."""
    if not found.acts:
        return
    st.html(drawn("imports_heading.html.j2", heading=t("Decided last")))
    for one in found.acts:
        rows = t("row {row}", row=one.first_row) if one.rows == 1 else t.n("one row", "{n} rows", one.rows)
        who = t("{name}, {day}", name=one.set_by, day=t.date(one.set_at.date()))
        told, back = st.columns([80, 20], vertical_alignment="center")
        with told:
            st.html(drawn("import_act.html.j2", rows=rows, decision=t(CHOICE_LABELS[one.decision]), who=who))
        with back:
            st.button(
                t("Take back"), key=f"back-{one.act}", type="tertiary", on_click=_take_back,
                args=(register, found.brought.import_id, one.act),
            )  # fmt: skip


@session.acts
def _take_back(register: Register, import_id: str, act: int) -> None:
    st.session_state[OUTCOME] = take_back(register, session.actor(), import_id, act)
