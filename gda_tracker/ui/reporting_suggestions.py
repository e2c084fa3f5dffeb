"""Suggestions above the fields: the last answer, and what registries hold. Unconfirmed they count for nothing."""

from __future__ import annotations

from typing import Any, Literal

import streamlit as st

from ..domain.report import Entry, ReasonCode
from ..domain.statuses import OffScale
from ..i18n import Text
from ..services.clock import utc_now
from ..services.renewing import still_holds
from ..services.suggesting import Suggestion, confirm_suggestion, reject_suggestion, suggestions_of
from . import session
from .problems import written
from .reporting_head import last_answer
from .reporting_saving import OUTCOME, Saver
from .templating import drawn


def suggestions(t: Text, saver: Saver, item: str) -> None:
    """What is suggested for one item, each with what can be done about it; the last answer is shown in any case."""
    found = suggestions_of(saver.register, saver.actor, saver.report, item)
    last = next((one for one in found if one.is_last_report), None)
    if last is not None:
        _last_time(t, saver, last)
    else:
        last_answer(t, saver.report, item, is_folded=True)
    for one in found:
        if not one.is_last_report:
            _of_a_registry(t, saver, one)


def _last_time(t: Text, saver: Saver, one: Suggestion) -> None:
    """What stands from last time becomes this time's draft only when somebody says so."""
    item = one.item
    unchanged = Entry(item=item, off_scale=OffScale.NO_UPDATE, reason_code=ReasonCode.NO_CHANGE)
    on_scale = one.entry.claimed is not None
    with st.container(key=f"last-{item}", gap="small"):
        last_answer(t, saver.report, item, is_folded=False)
        with st.container(key=f"again-{item}", horizontal=True, gap="small"):
            if on_scale:
                note, key = t("The same answer, with today as the day of its facts."), f"again-today-{item}"
                act: dict[str, Any] = {"on_click": _still_holds, "args": (saver, item)}
                st.button(t("It still holds today"), key=key, type="primary", help=note, **act)
            note, key = t("The same answer as a draft, for you to change below."), f"again-same-{item}"
            kind: Literal["primary", "secondary"] = "secondary" if on_scale else "primary"
            st.button(t("Start from it"), key=key, type=kind, help=note, on_click=_confirm, args=(saver, one))
            note, key = t("It counts as a response, never as progress."), f"again-none-{item}"
            label = t("Nothing new since then")
            st.button(label, key=key, type="tertiary", help=note, on_click=saver.save, args=(unchanged,))


def _of_a_registry(t: Text, saver: Saver, one: Suggestion) -> None:
    said = t(one.message, **{name: written(t, value) for name, value in one.values.items()})
    st.html(drawn("suggestion.html.j2", t=t, sentence=said, url=one.url))
    with st.container(key=f"suggested-{one.item}-{one.source}", horizontal=True, gap="small"):
        st.button(t("Attach it"), key=f"confirm-{one.item}-{one.source}", on_click=_confirm, args=(saver, one))
        key = f"reject-{one.item}-{one.source}"
        st.button(t("Not ours"), key=key, type="tertiary", on_click=_reject, args=(saver, one))


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
