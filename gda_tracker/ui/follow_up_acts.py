"""What is done on the board, for those who are chosen or for all that the filters show; and what is taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final, Literal

import streamlit as st

from ..domain.following import (
    CONTACT_LABELS,
    NAME_CHARS,
    NOTE_CHARS,
    PLAN,
    STEP_CHARS,
    Board,
    Contact,
    problems_of_contact,
)
from ..domain.permissions import Actor
from ..domain.problems import Rejected, message
from ..i18n import Text
from ..publishing.sitemap import page_at
from ..services.clock import utc_now
from ..services.follow_up_acts import Noted, assign_officer, forget_view, note_contact, save_view, set_next_step
from ..services.follow_up_export import board_file
from ..services.following_up import BoardPage, SavedView, selected, views_of
from ..services.narrowing import Intervals
from ..services.registers import Register
from . import session
from .day_field import day_field
from .follow_up_asking import (
    ACT,
    CHOSEN,
    OUTCOME,
    WHOM,
    Done,
    already_words,
    asked,
    do_or_ask,
    second_click,
    undo_button,
)
from .follow_up_words import export_words
from .problems import refusal
from .templating import drawn

VIEW_OUTCOME: Final = "follow-up-view-outcome"
"""Session key of what became of the last act with the views that one keeps."""
FILES: Final[Mapping[Literal["csv", "xlsx"], str]] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
KINDS: Final = tuple(kind for kind in CONTACT_LABELS if kind != PLAN)


def outcome(t: Text, key: str = OUTCOME) -> None:
    """What became of the last act, where somebody who has just pressed a button looks."""
    last = st.session_state.pop(key, None)
    if isinstance(last, Rejected):
        refusal(t, last.problems)
    elif isinstance(last, Noted):
        none = t("Nothing changed: it stood so already.")
        done = t.n("Recorded for one signatory.", "Recorded for {n} signatories.", last.count)
        said = " ".join([done, *already_words(t, last.stood_already)])
        st.html(drawn("said.html.j2", sentence=said if last.count else none))
    elif isinstance(last, str):
        st.html(drawn("said.html.j2", sentence=last))


def acts(t: Text, board: Board, page: BoardPage) -> None:
    """Whom it is about, what is done, the button; folded away until somebody needs it."""
    with st.expander(t("Act on many"), key="act-panel"):
        names = {row.signatory_id: row.name for row in page.rows}
        everybody = t.n("the one that the filters show", "all {n} that the filters show", page.total)
        whom = {"chosen": t("those I choose on this page"), "all": everybody}
        with st.container(key="act-about"):
            st.radio(t("About"), list(whom), format_func=lambda code: whom[code], key=WHOM, horizontal=True)
            if st.session_state.get(WHOM) != "all":
                st.multiselect(
                    t("Signatories"), list(names), format_func=lambda code: names.get(code, code), key=CHOSEN,
                    placeholder=t("Choose from this page"),
                )  # fmt: skip
        kinds = {"officer": t("Assign an officer"), "step": t("Set the next step"), "contact": t("Note a contact")}
        kind = st.radio(t("What"), list(kinds), format_func=lambda code: kinds[code], key=ACT, horizontal=True)
        waiting = asked(board)
        whose = Whose(board, button="secondary" if waiting else "primary")
        {"officer": officer_form, "step": step_form, "contact": contact_form}[kind](t, page.officers, "many", whose)
        if waiting:
            second_click(t, waiting)
        outcome(t)
        undo_button(t)
        _remind(t, board)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom an act is about: one signatory; or of a board those chosen, or all that fit when the button is pressed.

    `button` is how the button of its form looks: one on a page is primary, here or where a second click is asked.
    """

    board: Board | None = None
    one: str = ""
    button: Literal["primary", "secondary"] = "primary"

    def ids(self, actor: Actor) -> Sequence[str]:
        """Their identifiers as it stands now."""
        if self.board is None:
            return (self.one,)
        if st.session_state.get(WHOM) == "all":
            return selected(session.register(), actor, self.board, utc_now().date())
        return tuple(st.session_state.get(CHOSEN, ()))


def officer_form(t: Text, officers: dict[str, str], name: str, whose: Whose) -> None:
    """Who looks after them."""
    options = {**officers, "": t("Nobody")}
    label, key, note = t("Officer"), f"officer-{name}", t("Choose an officer")
    st.selectbox(label, list(options), None, format_func=lambda code: options[code], key=f"act-{key}", placeholder=note)
    st.button(t("Assign"), key=f"do-{key}", type=whose.button, on_click=_assign, args=(f"act-{key}", whose))


def step_form(t: Text, officers: dict[str, str], name: str, whose: Whose) -> None:
    """What is to be done next, by when. The day stands first: its calendar unfolds over what comes below."""
    with st.form(f"step-{name}", border=False, clear_on_submit=False):
        day_field(t("Next step by"), value=None, key=f"act-step-on-{name}")
        st.text_input(t("Next step"), key=f"act-step-{name}", max_chars=STEP_CHARS)
        st.form_submit_button(t("Set the next step"), type=whose.button, on_click=_plan, args=(name, whose))


def contact_form(t: Text, officers: dict[str, str], name: str, whose: Whose) -> None:
    """How, when, what was said, by when what comes next: the button stands under no calendar."""
    with st.form(f"contact-{name}", border=False, clear_on_submit=False):
        labels: dict[str, str] = {kind: t(CONTACT_LABELS[kind]) for kind in KINDS}
        st.selectbox(t("How"), list(labels), format_func=lambda code: labels[code], key=f"act-kind-{name}")
        today = utc_now().date()
        day_field(t("On"), value=today, key=f"act-on-{name}")
        st.text_area(t("What was said"), key=f"act-note-{name}", max_chars=NOTE_CHARS, height=100)
        st.checkbox(t("What was planned is done"), key=f"act-done-{name}")
        day_field(t("Next step by"), value=None, key=f"act-next-on-{name}")
        st.text_input(
            t("Next step"), key=f"act-next-{name}", max_chars=STEP_CHARS,
            placeholder=t("Left empty, what was planned stays"),
        )  # fmt: skip
        st.form_submit_button(t("Note the contact"), type=whose.button, on_click=_note, args=(name, whose))


def keep(
    t: Text, register: Register, actor: Actor, board: Board, kept: Sequence[SavedView], intervals: Intervals | None
) -> None:
    """The files to take away, with the intervals that the board is sorted by, and the views that one keeps."""
    today, words = utc_now().date(), export_words(t)
    with st.container(key="keep", horizontal=True, gap="small"):
        for kind, mime in FILES.items():
            st.download_button(
                kind.upper(),
                partial(board_file, register, actor, board, kind, words, today, intervals),
                f"follow-up-{today.isoformat()}.{kind}", mime, key=f"export-{kind}", type="tertiary",
                on_click="ignore",
            )  # fmt: skip
        with st.popover(t("Keep this view"), key="act-view"):
            st.text_input(t("Name"), key="view-name", max_chars=NAME_CHARS)
            st.button(t("Keep"), key="view-keep", on_click=_keep, args=(board,))
            if isinstance(st.session_state.get(VIEW_OUTCOME), Rejected):
                outcome(t, VIEW_OUTCOME)  # beside the field: the list of views covers what stands below
            for one in kept:
                label = t("Let “{name}” go", name=one.name)
                st.button(label, key=f"view-go-{one.view_id}", type="tertiary", on_click=_let_go, args=(one.view_id,))
    outcome(t, VIEW_OUTCOME)


def _remind(t: Text, board: Board) -> None:
    """The way to the reminders, with the same selection in the address."""
    if page_at("reminders") is None:
        return
    chosen = st.session_state.get(CHOSEN, []) if st.session_state.get(WHOM) != "all" else []
    query = f"chosen={','.join(chosen)}" if chosen else board.query
    st.html(drawn("follow_up_remind.html.j2", link=f"/reminders?{query}", words=t("Write reminders to these")))


@session.acts
def _assign(key: str, whose: Whose) -> None:
    officer = st.session_state[key]
    if officer is None:
        st.session_state[OUTCOME] = Rejected.because("officer-missing", message("Choose an officer first."))
        return

    def act(actor: Actor, ids: Sequence[str]) -> Done:
        return assign_officer(session.register(), actor, ids, officer, utc_now())

    do_or_ask(act, whose.ids(session.actor()), whose.board, officer)


@session.acts
def _plan(name: str, whose: Whose) -> None:
    typed = st.session_state
    step = (str(typed[f"act-step-{name}"]), typed[f"act-step-on-{name}"])

    def act(actor: Actor, ids: Sequence[str]) -> Done:
        return set_next_step(session.register(), actor, ids, step, utc_now())

    today = utc_now().date()
    contact = Contact(PLAN, today, next_step=step[0], next_on=step[1])
    wrong = problems_of_contact(contact, today)
    do_or_ask(act, whose.ids(session.actor()), whose.board, contact, wrong)


@session.acts
def _note(name: str, whose: Whose) -> None:
    typed = st.session_state
    if not isinstance(day := typed[f"act-on-{name}"], date):
        typed[OUTCOME] = Rejected.because("contact-day", message("Choose the day of the contact."))
        return
    contact = Contact(
        kind=str(typed[f"act-kind-{name}"]),
        happened_on=day,
        note=str(typed[f"act-note-{name}"]),
        next_step=str(typed[f"act-next-{name}"]),
        next_on=typed[f"act-next-on-{name}"],
        is_step_done=bool(typed[f"act-done-{name}"]),
    )

    def act(actor: Actor, ids: Sequence[str]) -> Done:
        return note_contact(session.register(), actor, ids, contact, utc_now())

    wrong = problems_of_contact(contact, utc_now().date())
    do_or_ask(act, whose.ids(session.actor()), whose.board, contact, wrong)


@session.acts
def _keep(board: Board) -> None:
    register, actor, t = session.register(), session.actor(), session.text()
    before = {one.name: one.query for one in views_of(register, actor)}
    done = save_view(register, actor, str(st.session_state["view-name"]), board)
    if isinstance(done, Rejected):
        st.session_state[VIEW_OUTCOME] = done
        return
    is_replaced = before.get(done.name, done.query) != done.query
    kept, replaced = t("The view is kept."), t("The view “{name}” is replaced by what stands here.", name=done.name)
    st.session_state[VIEW_OUTCOME] = replaced if is_replaced else kept


@session.acts
def _let_go(view_id: str) -> None:
    done = forget_view(session.register(), session.actor(), view_id)
    st.session_state[VIEW_OUTCOME] = done if isinstance(done, Rejected) else session.text()("The view is gone.")
