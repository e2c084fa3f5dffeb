"""Splitting two that were merged: what stays with the other one is read first, which drafts go along is chosen."""

from __future__ import annotations

import streamlit as st

from ..domain.permissions import Actor
from ..domain.problems import Rejected, message
from ..domain.registering import REASON_CHARS
from ..i18n import Text
from ..services.registering import SignatoryFile
from ..services.registers import Register
from ..services.splitting_signatories import Kept, Parting, Split, split_signatory, what_a_split_leaves
from . import session
from .problems import refusal
from .register_page import OUTCOME, Told
from .register_words import ACTS
from .templating import drawn

_SHOWN = 50


def split_form(t: Text, register: Register, actor: Actor, file: SignatoryFile) -> None:
    """What was recorded since the merge and stays, then why the two are two after all."""
    signatory_id = file.recorded.signatory_id
    key = f"split-{signatory_id}"
    found = what_a_split_leaves(register, actor, signatory_id)
    if isinstance(found, Rejected):
        refusal(t, found.problems)
        return
    _kept(t, found)
    if found.problems:
        refusal(t, found.problems)
    # Of this list alone: once more is recorded, the tick is to be set anew.
    tick, along = f"stays-{signatory_id}-{found.seen}", f"along-{signatory_id}-{found.seen}"
    with st.form(key):
        if found.drafts:
            st.checkbox(_along(t, found), key=along)
        if found.kept:
            st.checkbox(t("I have read what stays with “{name}”.", name=found.stays_with), key=tick)
        st.text_input(t("Why they are two"), key=f"why-{key}", max_chars=REASON_CHARS)
        st.form_submit_button(
            t("Split them again"), type="primary", key=f"do-{key}", disabled=bool(found.problems), on_click=_split,
            args=(register, signatory_id, found, (tick, along)),
        )  # fmt: skip


def _kept(t: Text, found: Parting) -> None:
    if not found.kept:
        said = t("Nothing was recorded under “{name}” since the merge.", name=found.stays_with)
        st.html(drawn("quiet.html.j2", sentence=said))
        return
    along = {(one.cycle, one.item) for one in found.drafts}
    rows = [
        [_what(t, one, may_go=one.action == "entry.save" and {(one.cycle, item) for item in one.items} <= along),
         _answers(one), {"words": one.who, **_BARE, "lines": [_when(t, one)]}]
        for one in found.kept[:_SHOWN]
    ]  # fmt: skip
    more = len(found.kept) - len(rows)
    left_out = t.n("One more is not shown.", "{n} more are not shown.", more) if more else ""
    heads = [t("What"), t("Cycle and item"), t("Who, and when")]
    title = t("Recorded since the merge")
    shown = {"title": title, "heads": heads, "rows": rows, "nothing": "", "lead": _lead(t, found), "more": left_out}
    st.html(drawn("register_table.html.j2", t=t, **shown))


_BARE: dict[str, object] = {"address": "", "mark": "", "lines": []}


def _lead(t: Text, found: Parting) -> str:
    if found.drafts:
        return t(
            "This stays with “{name}”, but for the drafts that you let go along below. What else belongs to “{other}” "
            "has to be written there again.",
            name=found.stays_with, other=found.signatory,
        )  # fmt: skip
    return t(
        "This stays with “{name}”: nobody can tell for which of the two it was meant. What belongs to “{other}” has "
        "to be written there again.",
        name=found.stays_with, other=found.signatory,
    )  # fmt: skip


def _what(t: Text, one: Kept, *, may_go: bool) -> dict[str, object]:
    words = t(ACTS[one.action]) if one.action in ACTS else one.action
    mark = t("can go along") if may_go else ""
    return {"words": words, **_BARE, "mark": mark, "lines": [one.about] if one.about else []}


def _answers(one: Kept) -> str:
    return " · ".join(part for part in (one.cycle, ", ".join(one.items)) if part) or "–"


def _when(t: Text, one: Kept) -> str:
    day = t.date(one.last_at.date())
    return t("{n} times, last on {day}", n=t.number(one.times), day=day) if one.times > 1 else day


def _along(t: Text, found: Parting) -> str:
    listed = "; ".join(f"{one.cycle} · {one.item}, {one.who}" for one in found.drafts)
    return t(
        "Drafts that people of “{other}” wrote since go along to it ({drafts}). What stood before stands again.",
        other=found.signatory, drafts=listed,
    )  # fmt: skip


@session.acts
def _split(register: Register, signatory_id: str, found: Parting, ticks: tuple[str, str]) -> None:
    state = st.session_state
    result = split_signatory(
        register, session.actor(), signatory_id, reason=state[f"why-split-{signatory_id}"] or "",
        seen=found.seen if state.get(ticks[0]) else None, with_drafts=bool(state.get(ticks[1])),
    )  # fmt: skip
    st.session_state[OUTCOME] = result if isinstance(result, Rejected) else _told(result, found)


def _told(done: Split, found: Parting) -> Told:
    values = {"name": found.stays_with, "other": found.signatory}
    if done.drafts:
        text = message(
            "The two are two again. The drafts went along to “{other}”; everything else that was recorded under "
            "“{name}” since the merge stays there."
        )
        return Told(text, values)
    if done.kept:
        text = message(
            "The two are two again. What was recorded under “{name}” since the merge stays there, as its history shows."
        )
        return Told(text, values)
    return Told(message("The two are two again, each with all that was recorded for it."))
