"""The log of reminders: every mail with what became of it, addresses to mend, what can still be cancelled."""

from __future__ import annotations

import streamlit as st

from ..domain.ladder import STEP_LABELS, Step
from ..domain.permissions import Actor
from ..domain.problems import Rejected
from ..domain.reminders import STATE_LABELS, STOPPED_LABELS, ReminderState
from ..i18n import Text
from ..publishing.paging import page_of, pages_of
from ..services.clock import utc_now
from ..services.registers import Register
from ..services.reminder_acts import NOTE_CHARS, PAGE_ROWS, Log, Logged, cancel, log_of, note_bounce
from . import session
from .reminders_asked import address
from .reminders_page import OUTCOME, moment_words, turn
from .templating import drawn


def log(t: Text, register: Register, actor: Actor) -> None:
    """The log, narrowed to what the address says."""
    query = st.query_params
    state, signatory_id = query.get("state", ""), query.get("signatory", "")
    number = max(1, int(query["page"])) if query.get("page", "").isdecimal() else 1
    found = log_of(register, actor, state=state, signatory_id=signatory_id, number=number)
    _to_mend(t, found)
    _acts(t, register, found)
    total = found.counts.get(state, 0) if state else sum(found.counts.values())
    labels = {code: t(label) for code, label in STATE_LABELS.items()}
    states = [
        {"label": labels[code], "count": t.number(found.counts[code]), "is_chosen": code == state,
         "link": address(state="" if code == state else code, page="")}
        for code in ReminderState if code in found.counts
    ]  # fmt: skip
    rows = [_row(t, one) for one in found.rows]
    place = turn(t, "page", page_of(str(number), total, PAGE_ROWS), pages_of(total, PAGE_ROWS))
    only = found.rows[0].signatory if signatory_id and found.rows else signatory_id
    everybody = address(signatory="", page="") if signatory_id else ""
    st.html(drawn("reminders_log.html.j2", t=t, states=states, rows=rows, turn=place, only=only, everybody=everybody))


def _row(t: Text, one: Logged) -> dict[str, str]:
    stopped = STOPPED_LABELS.get(one.note)
    is_gone = one.recorded_at is not None and one.state != ReminderState.STOPPED
    when = one.recorded_at if is_gone and one.recorded_at else one.goes_at
    return {
        "name": one.signatory,
        "link": address(signatory=one.signatory_id, page=""),
        "person": one.name,
        "email": one.email,
        "cc": one.copy_to,
        "step": t(STEP_LABELS[Step(one.step)]),
        "state": t(STATE_LABELS[one.state]),
        "note": t(stopped) if stopped else one.note,
        "when": moment_words(t, when),
    }


def _to_mend(t: Text, found: Log) -> None:
    if found.to_mend:
        rows = [
            {"name": one.name, "email": one.email, "signatory": one.signatory,
             "link": f"/follow-up?signatory={one.signatory_id}"}
            for one in found.to_mend
        ]  # fmt: skip
        st.html(drawn("reminders_mend.html.j2", t=t, rows=rows))


def _acts(t: Text, register: Register, found: Log) -> None:
    """Cancel what is scheduled on this page or all of it; note what came back."""
    waiting = {one.reminder_id: one for one in found.rows if one.state == ReminderState.SCHEDULED}
    went = {
        one.reminder_id: one for one in found.rows
        if one.state in (ReminderState.SENT, ReminderState.PRINTED) or _is_noted(one)
    }  # fmt: skip
    with st.container(key="log-acts", horizontal=True, gap="small"):
        if found.counts.get(ReminderState.SCHEDULED):
            with st.popover(t("Cancel scheduled reminders"), key="cancel"):
                _cancel_form(t, register, waiting, found.counts[ReminderState.SCHEDULED])
        if went:
            with st.popover(t("Note a mail that came back"), key="bounce"):
                _bounce_form(t, register, went)


def _is_noted(one: Logged) -> bool:
    """Noted by hand: a refusal by the mail server carries its code, and ends once a mail is taken."""
    return one.state == ReminderState.BOUNCED and not one.note.startswith("5")


def _cancel_form(t: Text, register: Register, waiting: dict[str, Logged], total: int) -> None:
    options = {"": t.n("The one that is scheduled", "All {n} that are scheduled", total)}
    options |= {code: f"{one.signatory}: {one.name}, {t(STEP_LABELS[Step(one.step)])}" for code, one in waiting.items()}
    st.selectbox(t("Which"), list(options), format_func=options.__getitem__, key="cancel-which")
    st.button(t("Cancel"), key="cancel-go", type="primary", on_click=_cancel, args=(t, register))


@session.acts
def _cancel(t: Text, register: Register) -> None:
    which = st.session_state.get("cancel-which", "")
    done = cancel(register, session.actor(), {which} if which else None, utc_now())
    text = t.n("One reminder is cancelled.", "{n} reminders are cancelled.", done.count)
    st.session_state[OUTCOME] = text if done.count else t("Nothing was scheduled any more.")


def _bounce_form(t: Text, register: Register, went: dict[str, Logged]) -> None:
    names = {code: f"{one.signatory}: {one.name} <{one.email}>" for code, one in went.items()}
    with st.form(key="bounce-form", border=False):
        st.selectbox(t("Which"), list(names), format_func=names.__getitem__, key="bounce-which")
        choices = {False: t("It came back"), True: t("The address takes mail after all")}
        st.radio(t("What happened"), list(choices), format_func=choices.__getitem__, key="bounce-what")
        st.text_input(t("Note"), key="bounce-note", max_chars=NOTE_CHARS)
        st.form_submit_button(t("Note it"), key="bounce-go", type="primary", on_click=_bounce, args=(t, register))


@session.acts
def _bounce(t: Text, register: Register) -> None:
    typed = st.session_state
    done = note_bounce(
        register, session.actor(), typed.get("bounce-which", ""), typed.get("bounce-note", ""), utc_now(),
        takes_mail=bool(typed.get("bounce-what")),
    )  # fmt: skip
    typed[OUTCOME] = done if isinstance(done, Rejected) else t("Noted for {address}.", address=done.what)
