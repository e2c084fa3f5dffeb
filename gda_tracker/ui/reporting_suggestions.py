"""Suggestions beside the fields: confirm, correct first, or put away. Unconfirmed they count for nothing."""

from __future__ import annotations

import streamlit as st

from ..domain.report import Entry, ReasonCode
from ..domain.statuses import OffScale
from ..i18n import Text
from ..services.clock import utc_now
from ..services.renewing import still_holds
from ..services.suggesting import Suggestion, confirm_suggestion, reject_suggestion, suggestions_of
from . import session
from .problems import written
from .reporting_saving import OUTCOME, Saver
from .templating import drawn

CORRECTED = "report-corrected"
"""Session key of the suggestion that the form shows for correction, by answer: unsaved input."""


def suggestions(t: Text, saver: Saver, item: str) -> tuple[Suggestion, ...]:
    """What is suggested for one item, each with what can be done about it; gives what was shown."""
    found = suggestions_of(saver.register, saver.actor, saver.report, item)
    for one in found:
        if one.is_last_report:
            _last_time(t, saver, one)
        else:
            _of_a_registry(t, saver, one)
    return found


def corrected(saver: Saver, item: str, offered: tuple[Suggestion, ...]) -> Entry | None:
    """The suggestion that the form is to show, not saved until it is; None when none was chosen."""
    wanted = st.session_state.get(CORRECTED, {}).get(saver.about(item))
    return next((one.entry for one in offered if one.suggestion_id == wanted), None)


def _last_time(t: Text, saver: Saver, one: Suggestion) -> None:
    """What stands from last time becomes this time's draft only when somebody says so."""
    item = one.item
    unchanged = Entry(item=item, off_scale=OffScale.NO_UPDATE, reason_code=ReasonCode.NO_CHANGE)
    with st.container(key=f"again-{item}", horizontal=True, gap="small"):
        if one.entry.claimed is not None:
            st.button(t("It still holds today"), key=f"again-today-{item}", on_click=_still_holds, args=(saver, item))
        st.button(t("Take it over and go on"), key=f"again-same-{item}", on_click=_confirm, args=(saver, one))
        st.button(t("Nothing new since then"), key=f"again-none-{item}", on_click=saver.save, args=(unchanged,))
        _correct_or_not(t, saver, one)


def _of_a_registry(t: Text, saver: Saver, one: Suggestion) -> None:
    said = t(one.message, **{name: written(t, value) for name, value in one.values.items()})
    st.html(drawn("suggestion.html.j2", t=t, sentence=said, url=one.url))
    with st.container(key=f"suggested-{one.item}-{one.source}", horizontal=True, gap="small"):
        st.button(t("Attach it"), key=f"confirm-{one.item}-{one.source}", on_click=_confirm, args=(saver, one))
        _correct_or_not(t, saver, one)


def _correct_or_not(t: Text, saver: Saver, one: Suggestion) -> None:
    key = f"{one.item}-{one.source}"
    label = t("Correct it first")
    st.button(label, key=f"correct-{key}", on_click=_correct, args=(saver.about(one.item), one.suggestion_id))
    st.button(t("Not this"), key=f"reject-{key}", type="tertiary", on_click=_reject, args=(saver, one))


@session.acts
def _confirm(saver: Saver, one: Suggestion) -> None:
    done = confirm_suggestion(saver.register, session.actor(), saver.report, one, utc_now())
    st.session_state[OUTCOME] = done


@session.acts
def _still_holds(saver: Saver, item: str) -> None:
    done = still_holds(saver.register, session.actor(), saver.key, (item,), utc_now())
    st.session_state[OUTCOME] = done


@session.acts
def _reject(saver: Saver, one: Suggestion) -> None:
    now = utc_now()
    done = reject_suggestion(saver.register, session.actor(), *saver.key, one.item, one.suggestion_id, now)
    st.session_state[OUTCOME] = done


def _correct(about: str, suggestion_id: str) -> None:
    st.session_state.setdefault(CORRECTED, {})[about] = suggestion_id
