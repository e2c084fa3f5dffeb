"""Forms about endorsements: adding, amending, withdrawal and undoing it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from ..domain.importing import Endorsed
from ..domain.problems import Rejected, message
from ..domain.registering import LINE_CHARS, REASON_CHARS, TEXT_CHARS, URL_CHARS
from ..i18n import Text
from ..services.clock import utc_now
from ..services.endorsing import (
    EndorsementKept,
    add_endorsement,
    amend_endorsement,
    undo_withdrawal,
    withdraw_endorsement,
)
from ..services.registering import KeptEndorsement, SignatoryFile
from ..services.registers import Register
from . import session
from .as_drawn import chosen_anew
from .day_field import day_field
from .register_page import OUTCOME, Told
from .register_words import CHANNELS


def add_form(t: Text, register: Register, file: SignatoryFile) -> None:
    """One more endorsement."""
    signatory_id = file.recorded.signatory_id
    key = f"new-{signatory_id}-{len(file.endorsements)}"
    with st.form(f"endorse-{key}"):
        endorsement_fields(t, key, Endorsed())
        st.form_submit_button(
            t("Add the endorsement"),
            type="primary",
            key=f"add-{key}",
            on_click=_add,
            args=(register, signatory_id, key),
        )


def amend_form(t: Text, register: Register, file: SignatoryFile) -> None:
    """An endorsement that was recorded wrongly."""
    kept = _chosen(t, file, "amend")
    key = f"{kept.endorsement_id}-{abs(hash(kept.told))}"
    with st.form(f"amend-{key}"):
        endorsement_fields(t, key, kept.told)
        st.text_input(t("Why it changes"), key=f"why-{key}", max_chars=REASON_CHARS)
        st.form_submit_button(
            t("Save"), type="primary", key=f"save-{key}", on_click=_amend,
            args=(register, file.recorded.signatory_id, kept.endorsement_id, key),
        )  # fmt: skip


def withdraw_form(t: Text, register: Register, file: SignatoryFile) -> None:
    """A withdrawal with its day and reason; or, where it is withdrawn, undoing that."""
    kept = _chosen(t, file, "withdraw")
    key = f"{kept.endorsement_id}-{kept.told.withdrawn_on}"
    about = (register, file.recorded.signatory_id, kept.endorsement_id, key)
    with st.form(f"withdraw-{key}"):
        if kept.told.withdrawn_on is None:
            day_field(t("Withdrawn on"), key=f"on-{key}")
        st.text_input(t("Why"), key=f"why-{key}", max_chars=REASON_CHARS)
        words, act = (
            (t("Record the withdrawal"), _withdraw)
            if kept.told.withdrawn_on is None
            else (t("Undo the withdrawal"), _restore)
        )
        st.form_submit_button(words, type="primary", key=f"do-{key}", on_click=act, args=about)


def _chosen(t: Text, file: SignatoryFile, act: str) -> KeptEndorsement:
    """The endorsement that the act is about; the newest where there are several."""
    by_id = {one.endorsement_id: one for one in file.endorsements}
    codes = list(by_id)
    if len(codes) == 1:
        return file.endorsements[0]
    chosen = st.selectbox(
        t("Which endorsement"), codes, len(codes) - 1, format_func=lambda code: _line(t, by_id[code]),
        key=_which(act, file.recorded.signatory_id),
    )  # fmt: skip
    return by_id[chosen]


def _which(act: str, signatory_id: str) -> str:
    return f"which-{act}-{signatory_id}"


def _anew(act: str, signatory_id: str, endorsement_id: str) -> Rejected | None:
    return chosen_anew({_which(act, signatory_id): endorsement_id})


def _line(t: Text, kept: KeptEndorsement) -> str:
    day = t.date(kept.told.endorsed_on) if kept.told.endorsed_on else t("day unknown")
    channel = CHANNELS.get(kept.told.channel or "")
    return f"{day} · {t(channel)}" if channel else day


def endorsement_fields(t: Text, key: str, told: Endorsed) -> None:
    """The fields of one endorsement, as they are told."""
    day_field(t("Endorsed on"), told.endorsed_on, key=f"endorsed_on-{key}")
    channels = ["", *CHANNELS]
    st.selectbox(
        t("Came by"), channels, channels.index(told.channel) if told.channel in channels else 0,
        format_func=lambda code: t(CHANNELS[code]) if code else t("Unknown"), key=f"channel-{key}",
    )  # fmt: skip
    st.text_input(t("Document, such as its number"), told.document or "", key=f"document-{key}", max_chars=LINE_CHARS)
    st.text_area(
        t("Additional statement"), told.additional_statement or "", key=f"additional_statement-{key}",
        max_chars=TEXT_CHARS,
    )  # fmt: skip
    st.text_input(t("Source"), told.source_title or "", key=f"source_title-{key}", max_chars=LINE_CHARS)
    st.text_input(
        t("Address of the source"), told.source_url or "", key=f"source_url-{key}", max_chars=URL_CHARS,
        placeholder="https://",
    )  # fmt: skip
    day_field(t("Date of the source"), told.source_dated_on, key=f"source_dated_on-{key}")
    st.text_input(t("Note for the desk"), told.note or "", key=f"note-{key}", max_chars=TEXT_CHARS)


def endorsement_typed(key: str) -> Endorsed:
    """The endorsement as it was typed into those fields."""
    typed = st.session_state
    return Endorsed(
        endorsed_on=typed[f"endorsed_on-{key}"],
        channel=typed[f"channel-{key}"] or None,
        source_dated_on=typed[f"source_dated_on-{key}"],
        document=_text(f"document-{key}"),
        source_title=_text(f"source_title-{key}"),
        source_url=_text(f"source_url-{key}"),
        additional_statement=_text(f"additional_statement-{key}"),
        note=_text(f"note-{key}"),
    )


def _text(key: str) -> str | None:
    return (st.session_state[key] or "").strip() or None


@session.acts
def _add(register: Register, signatory_id: str, key: str) -> None:
    _say(add_endorsement(register, session.actor(), signatory_id, endorsement_typed(key), today=utc_now().date()))


@session.acts
def _amend(register: Register, signatory_id: str, endorsement_id: str, key: str) -> None:
    reason, told = st.session_state[f"why-{key}"] or "", endorsement_typed(key)
    _say(
        _anew("amend", signatory_id, endorsement_id)
        or amend_endorsement(
            register, session.actor(), signatory_id, endorsement_id, told, reason=reason, today=utc_now().date()
        )
    )


@session.acts
def _withdraw(register: Register, signatory_id: str, endorsement_id: str, key: str) -> None:
    on, reason = st.session_state[f"on-{key}"], st.session_state[f"why-{key}"] or ""
    if not isinstance(on, date):
        st.session_state[OUTCOME] = Rejected.because("withdrawal-day", message("Give the day of the withdrawal."))
        return
    today = utc_now().date()
    _say(
        _anew("withdraw", signatory_id, endorsement_id)
        or withdraw_endorsement(
            register, session.actor(), signatory_id, endorsement_id, on=on, reason=reason, today=today
        )
    )


@session.acts
def _restore(register: Register, signatory_id: str, endorsement_id: str, key: str) -> None:
    reason = st.session_state[f"why-{key}"] or ""
    _say(
        _anew("withdraw", signatory_id, endorsement_id)
        or undo_withdrawal(
            register, session.actor(), signatory_id, endorsement_id, reason=reason, today=utc_now().date()
        )
    )


def _say(result: EndorsementKept | Rejected) -> None:
    if isinstance(result, EndorsementKept):
        changed = message("The endorsement is recorded.")
        same = message("This is on record already; nothing changed.")
        st.session_state[OUTCOME] = Told(changed if result.is_changed else same)
    else:
        st.session_state[OUTCOME] = result
